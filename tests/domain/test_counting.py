"""The tally of a vote says what was decided, by which numbers, and a tie decides nothing."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyhub.domain.counting import Tally, count

OPTIONS = ["leave", "shorter", "longer"]
ballots = st.dictionaries(st.integers(0, 50), st.sampled_from([*OPTIONS, None]), max_size=25)
rules = st.fixed_dictionaries({"majority": st.sampled_from(["most", "half"]), "quorum": st.integers(0, 30)})


@given(ballots, rules, st.randoms())
def test_the_order_of_the_votes_does_not_matter(votes: dict, rule: dict, chance: random.Random) -> None:  # type: ignore[type-arg]
    shuffled = list(votes.items())
    chance.shuffle(shuffled)

    assert count(votes, OPTIONS, 60, **rule) == count(dict(shuffled), OPTIONS, 60, **rule)


@given(ballots, rules)
def test_every_vote_is_in_the_tally_and_a_winner_has_most(votes: dict, rule: dict) -> None:  # type: ignore[type-arg]
    tally = count(votes, OPTIONS, 60, **rule)

    assert tally.cast + tally.abstained == len(votes) == tally.took_part
    assert all(tally.votes_for(option) == list(votes.values()).count(option) for option in OPTIONS)
    if tally.winner is not None:
        top = tally.votes_for(tally.winner)
        assert all(top > got for option, got in tally.counts if option != tally.winner)
        assert top >= tally.needed
        assert tally.quorum_reached
        assert rule["majority"] == "most" or 2 * top > tally.cast
    if tally.tied:
        assert tally.winner is None
        assert len({tally.votes_for(option) for option in tally.tied}) == 1


@given(ballots, rules)
def test_a_stored_tally_comes_back_as_it_was(votes: dict, rule: dict) -> None:  # type: ignore[type-arg]
    tally = count(votes, OPTIONS, 60, **rule)
    stored = json.dumps(tally.to_dict())

    assert Tally.from_dict(json.loads(stored)) == tally
    assert "." not in stored.replace("quorum.", "")


def tally_of(leave: int, shorter: int, longer: int, abstained: int = 0, **rule: object) -> Tally:
    cast = ["leave"] * leave + ["shorter"] * shorter + ["longer"] * longer + [None] * abstained
    return count(dict(enumerate(cast)), OPTIONS, 20, **rule)  # type: ignore[arg-type]


def test_most_votes_win_without_half_of_them() -> None:
    tally = tally_of(4, 3, 2)

    assert tally.winner == "leave"
    assert tally.needed == 4
    assert [reason.kind for reason in tally.reasons] == ["counted", "quorum_reached", "won"]
    assert tally.reasons[-1]["next"] == 3


def test_half_needs_more_than_half_of_the_votes_cast() -> None:
    short = tally_of(4, 3, 1, majority="half")
    enough = tally_of(5, 3, 1, abstained=6, majority="half")

    assert short.winner is None
    assert short.needed == 5
    assert short.reasons[-1].kind == "short_of_half"
    assert enough.winner == "leave"


def test_a_tie_at_the_top_decides_nothing() -> None:
    tally = tally_of(3, 3, 1)

    assert tally.winner is None
    assert tally.tied == ("leave", "shorter")
    assert tally.needed == 4
    assert tally.reasons[-1].kind == "tied"
    assert tally.reasons[-1]["votes"] == 3


def test_a_tie_below_the_top_does_not_matter() -> None:
    assert tally_of(2, 1, 1).winner == "leave"


def test_abstentions_count_for_the_quorum_only() -> None:
    assert tally_of(2, 1, 0, abstained=2, quorum=5).winner == "leave"
    missed = tally_of(2, 1, 0, abstained=1, quorum=5)

    assert missed.winner is None
    assert not missed.quorum_reached
    assert missed.reasons[1].kind == "quorum_missed"
    assert missed.reasons[1]["took_part"] == 4


def test_nobody_voting_decides_nothing() -> None:
    tally = tally_of(0, 0, 0, abstained=3)

    assert tally.winner is None
    assert tally.tied == ()
    assert tally.reasons[-1].kind == "no_votes"


@pytest.mark.parametrize(
    ("votes", "options", "entitled", "quorum", "why"),
    [
        ({1: "other"}, OPTIONS, 5, 0, "not on the ballot"),
        ({}, [], 5, 0, "needs options"),
        ({}, ["a", "a"], 5, 0, "named once"),
        ({1: "leave", 2: "leave"}, OPTIONS, 1, 0, "more votes"),
        ({}, OPTIONS, 5, -1, "negative"),
    ],
)
def test_what_is_no_ballot_is_refused(votes, options, entitled, quorum, why) -> None:  # type: ignore[type-arg]
    with pytest.raises(ValueError, match=why):
        count(votes, options, entitled, quorum=quorum)
