"""Ballots: opened, voted in, closed by time, counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from policyhub import clock, db
from policyhub.db import Database
from policyhub.models import Ballot, Elector, Flag, Vote
from policyhub.permissions.actor import HOUSE, Actor
from policyhub.permissions.visible import NotFound, load
from policyhub.services import ballots, flags, members, papers
from policyhub.services.refusals import Forbidden, Refused
from tests.counting_statements import counting
from tests.world import World

NOON = datetime(2031, 3, 3, 12, tzinfo=UTC)
NEXT_DAY = NOON + timedelta(days=1)


def ready_flag(world: World, *, to_council: bool = True) -> str:
    pid = flags.raise_flag(world.owen, world.section("2.2"), question="For whom?", quote="free for every resident")
    flags.offer_option(world.mair, pid, label="The young first", replacement="free for everyone under 25")
    if to_council:
        papers.send_to_council(world.mair, world.paper)
    return pid


def opened(world: World, flag: str | None = None, **rules) -> tuple[str, list[str]]:
    """An open ballot of the council until the next noon, and the pids of its options."""
    flag = flag or ready_flag(world)
    rules = {"closes_at": NEXT_DAY, **rules}
    with clock.standing_at(NOON):
        pid = ballots.put_to_ballot(world.mair, flag, **rules)
    world.fresh()
    return pid, [option.pid for option in the_ballot(pid).flag.options]


def the_ballot(pid: str) -> Ballot:
    db.session().rollback()
    db.session().expire_all()
    return load(db.session(), Ballot, HOUSE, pid)


def vote(who: Actor, pid: str, choice: str, at: datetime = NOON) -> None:
    with clock.standing_at(at):
        ballots.cast_vote(who, pid, choice=choice)


def closed(pid: str) -> Ballot:
    with clock.standing_at(NEXT_DAY):
        ballots.close_ballot(HOUSE, pid)
    return the_ballot(pid)


def votes_in(pid: str) -> int:
    the_ballot(pid)
    return db.session().scalar(select(func.count()).select_from(Vote).join(Ballot).where(Ballot.pid == pid)) or 0


def shown(world: World, who: Actor, pid: str) -> ballots.Shown:
    flag = the_ballot(pid).flag
    return ballots.list_ballots(who, flag)[0]


def test_a_ballot_freezes_who_may_vote(world: World) -> None:
    pid, _options = opened(world)
    members.add_membership(HOUSE, world.council, member_pid=world.joan.pid, role="member")
    assert the_ballot(pid).flag.state == "in_ballot"
    electors = set(db.session().scalars(select(Elector.member_id)))
    assert electors == {world.nasreen.member_id, world.callum.member_id}
    with pytest.raises(Refused):
        vote(world.joan, pid, "abstain")


def test_the_group_of_the_paper_may_vote_on_its_own_draft(world: World) -> None:
    pid, options = opened(world, ready_flag(world, to_council=False), group="group")
    vote(world.owen, pid, options[1])
    with pytest.raises(NotFound):
        vote(world.nasreen, pid, options[0])


@pytest.mark.parametrize(
    ("rules", "field"),
    [
        ({"closes_at": NOON}, "closes_at"),
        ({"closes_at": NOON - timedelta(days=3)}, "closes_at"),
        ({"closes_at": NOON + timedelta(days=400)}, "closes_at"),
        ({"closes_at": None}, "closes_at"),
        ({"group": "everybody"}, "group"),
        ({"quorum": 0}, "quorum"),
        ({"quorum": 3}, "quorum"),
        ({"majority": "all"}, "majority"),
    ],
)
def test_a_ballot_with_impossible_rules_is_refused_beside_the_field(world: World, rules, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        opened(world, **rules)
    assert refusal.value.field == field


def test_a_ballot_needs_two_options_and_an_open_dispute(world: World) -> None:
    bare = flags.raise_flag(world.owen, world.section("1.1"), question="Four in ten?")
    papers.send_to_council(world.mair, world.paper)
    with pytest.raises(Refused):
        opened(world, bare)
    flags.withdraw_flag(world.mair, bare, reason="It is four.")
    with pytest.raises(Refused):
        opened(world, bare)


def test_the_council_does_not_vote_on_what_it_cannot_see(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        opened(world, ready_flag(world, to_council=False))
    assert refusal.value.field == "group"


def test_only_the_convenor_puts_a_dispute_to_a_ballot(world: World) -> None:
    flag = ready_flag(world)
    for who in (world.owen, world.nasreen, world.dilys):
        with pytest.raises(Forbidden):
            ballots.put_to_ballot(who, flag, closes_at=clock.now() + timedelta(days=1))
    with pytest.raises(NotFound):
        ballots.put_to_ballot(world.visitor, flag, closes_at=clock.now() + timedelta(days=1))


def test_nobody_can_be_asked_when_the_council_has_no_members(world: World) -> None:
    flag = ready_flag(world)
    for who in (world.nasreen, world.callum):
        members.end_membership(HOUSE, world.council, member_pid=who.pid)
    with pytest.raises(Refused) as refusal:
        ballots.put_to_ballot(world.mair, flag, closes_at=clock.now() + timedelta(days=1))
    assert refusal.value.field == "group"


def test_a_vote_can_be_changed_until_the_end_and_counts_once(world: World) -> None:
    pid, options = opened(world)
    for choice in (options[0], options[1], options[1], options[1]):
        vote(world.nasreen, pid, choice)
    assert votes_in(pid) == 1
    ballot = closed(pid)
    assert ballot.tally["count"]["counts"] == [[options[0], 0], [options[1], 1]]
    assert ballot.tally["count"]["winner"] == options[1]
    assert "more votes than any other" in ballot.tally["rule"]


def test_a_choice_that_is_not_on_the_ballot_is_refused(world: World) -> None:
    pid, _options = opened(world)
    other = flags.raise_flag(world.owen, world.section("1.1"), question="Four?")
    world.fresh()
    foreign = load(db.session(), Flag, HOUSE, other).options[0].pid
    for choice in ("", "nonsense", foreign):
        with pytest.raises(Refused) as refusal:
            vote(world.nasreen, pid, choice)
        assert refusal.value.field == "choice"


def test_a_vote_after_the_time_is_refused_even_if_nobody_has_counted(world: World) -> None:
    pid, options = opened(world)
    for late in (NEXT_DAY, NEXT_DAY + timedelta(microseconds=1)):
        with pytest.raises(Refused):
            vote(world.nasreen, pid, options[0], at=late)
    vote(world.nasreen, pid, options[0], at=NEXT_DAY - timedelta(microseconds=1))
    assert votes_in(pid) == 1


def test_a_closed_ballot_refuses_votes_and_a_second_count(world: World) -> None:
    pid, options = opened(world)
    closed(pid)
    with pytest.raises(Refused):
        vote(world.nasreen, pid, options[0])
    with pytest.raises(Refused):
        closed(pid)


def test_a_ballot_is_not_counted_before_its_time_nor_by_a_person(world: World) -> None:
    pid, _options = opened(world)
    with clock.standing_at(NEXT_DAY - timedelta(seconds=1)), pytest.raises(Refused):
        ballots.close_ballot(HOUSE, pid)
    for who in (world.mair, world.nasreen, world.dilys):
        with pytest.raises(Forbidden), clock.standing_at(NEXT_DAY):
            ballots.close_ballot(who, pid)


def test_the_worker_is_told_which_ballots_are_due(world: World) -> None:
    pid, _options = opened(world)
    world.fresh()
    assert ballots.list_due_ballots(NEXT_DAY - timedelta(seconds=1)) == []
    assert ballots.list_due_ballots(NEXT_DAY) == [pid]
    closed(pid)
    assert ballots.list_due_ballots(NEXT_DAY) == []


def test_with_a_winner_the_dispute_waits_for_its_resolution(world: World) -> None:
    pid, options = opened(world)
    vote(world.nasreen, pid, options[1])
    assert closed(pid).flag.state == "in_ballot"


@pytest.mark.parametrize("choices", [("first", "second"), ("abstain", "abstain"), ()])
def test_without_a_winner_the_dispute_is_open_again(world: World, choices: tuple[str, ...]) -> None:
    pid, options = opened(world)
    named = {"first": options[0], "second": options[1], "abstain": "abstain"}
    for who, choice in zip((world.nasreen, world.callum), choices, strict=False):
        vote(who, pid, named[choice])
    ballot = closed(pid)
    assert (ballot.flag.state, ballot.tally["count"]["winner"]) == ("open", None)


def test_too_few_who_take_part_decide_nothing(world: World) -> None:
    pid, options = opened(world, quorum=2)
    vote(world.nasreen, pid, options[1])
    assert closed(pid).tally["count"]["winner"] is None


def test_half_of_all_votes_is_needed_when_that_is_the_rule(world: World) -> None:
    members.add_membership(HOUSE, world.council, member_pid=world.joan.pid, role="member")
    flag = ready_flag(world, to_council=False)
    flags.offer_option(world.mair, flag, label="Nobody", replacement="dear for every resident")
    papers.send_to_council(world.mair, world.paper)
    pid, options = opened(world, flag, majority="half")
    for who, choice in zip((world.nasreen, world.callum, world.joan), options, strict=True):
        vote(who, pid, choice)
    assert closed(pid).tally["count"]["winner"] is None


def test_before_the_end_only_how_many_voted_is_known_and_then_who_voted_what(world: World) -> None:
    pid, options = opened(world)
    vote(world.nasreen, pid, options[1])
    with clock.standing_at(NOON):
        before = shown(world, world.callum, pid)
    assert (before.voted, before.entitled, before.may_vote) == (1, 2, True)
    assert (before.tally, list(before.votes), before.my_vote) == (None, [], None)
    closed(pid)
    after = shown(world, world.joan, pid)
    assert after.tally is not None
    assert after.tally.winner == options[1]
    assert [(v.member.name, v.option.pid) for v in after.votes] == [("Nasreen Akhtar", options[1])]


def test_a_wording_that_was_voted_on_stays_as_it_was(world: World) -> None:
    pid, options = opened(world)
    flag = closed(pid).flag
    with pytest.raises(Refused):
        flags.change_option(world.mair, flag.pid, option=options[1], label="New", replacement="quite free")
    with pytest.raises(Refused):
        flags.remove_option(world.mair, flag.pid, option=options[1])


def test_ballot_commands_are_one_commit_and_few_statements(world: World, database: Database) -> None:
    flag = ready_flag(world)
    with counting(database) as opening:
        pid = ballots.put_to_ballot(world.mair, flag, closes_at=clock.now() + timedelta(days=1))
    with counting(database) as voting:
        ballots.cast_vote(world.nasreen, pid, choice="abstain")
    with counting(database) as closing, clock.standing_at(clock.now() + timedelta(days=2)):
        ballots.close_ballot(HOUSE, pid)
    for counted in (opening, voting, closing):
        assert counted.commits == 1
        assert len(counted.statements) <= 15, "\n".join(counted.statements)
