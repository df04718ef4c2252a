"""States are left by their verbs only, and every state can be reached."""

import pytest

from policyhub.domain.states import BALLOT, FLAG, IMPORT, MACHINES, PAPER, Machine, WrongMove


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_every_state_can_be_reached_from_the_first(machine: Machine) -> None:
    reached, waiting = {machine.first}, [machine.first]
    while waiting:
        state = waiting.pop()
        following = {machine.after(state, verb) for verb in machine.verbs(state)} - reached
        reached |= following
        waiting += following

    assert reached == set(machine.states)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_every_verb_that_is_not_listed_is_refused(machine: Machine) -> None:
    verbs = {verb for _, verb in machine.moves}

    for state in machine.states:
        for verb in verbs - set(machine.verbs(state)):
            with pytest.raises(WrongMove):
                machine.after(state, verb)


def test_a_paper_goes_from_draft_to_council_to_adopted() -> None:
    state = PAPER.first
    for verb in ("open_for_comment", "send_to_council", "adopt", "supersede"):
        state = PAPER.after(state, verb)

    assert state == "superseded"
    assert PAPER.is_end(state)


def test_a_closed_ballot_cannot_be_opened_again() -> None:
    with pytest.raises(WrongMove, match="closed"):
        BALLOT.after("closed", "open")


def test_a_kept_import_is_at_its_end_and_a_refused_one_is_not() -> None:
    assert IMPORT.is_end("kept")
    assert "throw_away" in IMPORT.verbs("refused")


def test_verbs_are_in_the_order_of_the_moves() -> None:
    assert FLAG.verbs("open") == ("put_to_ballot", "resolve", "withdraw")


def test_a_machine_with_an_unknown_state_is_refused() -> None:
    with pytest.raises(ValueError, match="no state closed"):
        Machine("door", ("open",), {("open", "shut"): "closed"})
