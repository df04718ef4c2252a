"""Secret votes: cast once, never changed, counted as if they were named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from policyhub import clock, db
from policyhub.acts import ballots as ballot_acts
from policyhub.acts import secret_ballots as acts
from policyhub.db import Database
from policyhub.models import Ballot, Entry, Facts, Member, Once, Receipt, RollMark, SecretVote, Vote
from policyhub.permissions.actor import HOUSE, Actor
from policyhub.permissions.visible import NotFound, load
from policyhub.services import ballots, council, flags, papers, secret_ballots, work
from policyhub.services import command as doors
from policyhub.services.refusals import Forbidden, Refused
from tests.counting_statements import counting
from tests.world import World

NOON = datetime(2031, 3, 3, 12, tzinfo=UTC)
NEXT_DAY = NOON + timedelta(days=1)


@pytest.fixture
def flag(world: World) -> str:
    pid = flags.raise_flag(world.owen, world.section("2.2"), question="For whom?", quote="free for every resident")
    flags.offer_option(world.mair, pid, label="The young first", replacement="free for everyone under 25")
    papers.send_to_council(world.mair, world.paper)
    return pid


@pytest.fixture
def ballot(world: World, flag: str) -> str:
    return opened(world, flag)


def opened(world: World, flag: str, *, secret: bool = True, group: str = "council") -> str:
    with clock.standing_at(NOON):
        return ballots.put_to_ballot(world.mair, flag, closes_at=NEXT_DAY, secret=secret, group=group)


def the_ballot(pid: str) -> Ballot:
    db.session().rollback()
    db.session().expire_all()
    return load(db.session(), Ballot, HOUSE, pid)


def options(pid: str) -> list[str]:
    return [option.pid for option in the_ballot(pid).flag.options]


def vote(who: Actor, pid: str, choice: str = "abstain", at: datetime = NOON) -> str:
    with clock.standing_at(at):
        return secret_ballots.cast_secret_vote(who, pid, choice=choice)


def closed(pid: str) -> Ballot:
    with clock.standing_at(NEXT_DAY):
        ballots.close_ballot(HOUSE, pid)
    return the_ballot(pid)


def rows(table: type) -> int:
    db.session().rollback()
    return db.session().scalar(select(func.count()).select_from(table)) or 0


def in_the_box() -> tuple[int, int, int]:
    return rows(RollMark), rows(SecretVote), rows(Receipt)


def shown(who: Actor, pid: str) -> ballots.Shown:
    return ballots.list_ballots(who, the_ballot(pid).flag)[0]


def in_turn(taken_out: list[object]) -> None:
    """Mix what was taken out so that no two like things stand together, where that can be."""
    taken_out.sort(key=lambda one: one is None)
    half = (len(taken_out) + 1) // 2
    taken_out[::2], taken_out[1::2] = taken_out[:half], taken_out[half:]


def test_a_secret_vote_is_counted_and_its_rule_is_kept_in_words(world: World, ballot: str) -> None:
    first, second = options(ballot)
    vote(world.nasreen, ballot, second)
    vote(world.callum, ballot)
    assert in_the_box() == (2, 2, 2)
    count = closed(ballot).tally
    assert count["count"]["counts"] == [[first, 0], [second, 1]]
    assert (count["count"]["abstained"], count["count"]["winner"]) == (1, second)
    assert "cast in secret" in count["rule"]
    assert "could not be changed" in count["rule"]


def test_a_secret_vote_cannot_be_changed(world: World, ballot: str) -> None:
    first, second = options(ballot)
    vote(world.nasreen, ballot, first)
    for choice in (first, second, "abstain"):
        with pytest.raises(Refused, match="cannot be changed"):
            vote(world.nasreen, ballot, choice)
    assert secret_ballots.has_voted(world.nasreen, the_ballot(ballot))
    assert not secret_ballots.has_voted(world.callum, the_ballot(ballot))
    assert in_the_box() == (1, 1, 1)
    assert closed(ballot).tally["count"]["counts"] == [[first, 1], [second, 0]]


def test_a_secret_vote_after_the_time_is_refused_even_if_nobody_has_counted(world: World, ballot: str) -> None:
    with pytest.raises(Refused):
        vote(world.nasreen, ballot, at=NEXT_DAY)
    vote(world.nasreen, ballot, at=NEXT_DAY - timedelta(microseconds=1))
    closed(ballot)
    with pytest.raises(Refused):
        vote(world.callum, ballot)
    assert in_the_box() == (1, 1, 1)


def test_only_electors_vote_in_secret(world: World, ballot: str) -> None:
    for who in (world.mair, world.joan, world.dilys):
        with pytest.raises(Refused):
            vote(who, ballot)
    assert in_the_box() == (0, 0, 0)


def test_nobody_votes_in_a_secret_ballot_they_cannot_see_or_of_a_paper_that_is_done(world: World, ballot: str) -> None:
    with pytest.raises(NotFound):
        vote(world.visitor, ballot)
    closed(ballot)
    flags.withdraw_flag(world.mair, the_ballot(ballot).flag.pid, reason="We agree.")
    papers.adopt_paper(world.callum, world.paper)
    with pytest.raises(Forbidden):
        vote(world.nasreen, ballot)


def test_a_choice_that_is_not_on_the_ballot_leaves_no_mark_on_the_roll(world: World, ballot: str) -> None:
    for choice in ("", "nonsense"):
        with pytest.raises(Refused) as refusal:
            vote(world.nasreen, ballot, choice)
        assert refusal.value.field == "choice"
    assert in_the_box() == (0, 0, 0)


def test_a_named_ballot_takes_no_secret_vote_and_a_secret_one_no_named_vote(
    world: World, flag: str, ballot: str
) -> None:
    with pytest.raises(Refused), clock.standing_at(NOON):
        ballots.cast_vote(world.nasreen, ballot, choice="abstain")
    closed(ballot)
    named = opened(world, flag, secret=False)
    with pytest.raises(Refused):
        vote(world.nasreen, named)
    with clock.standing_at(NOON):
        ballots.cast_vote(world.nasreen, named, choice=options(named)[1])
    assert "cast in secret" not in closed(named).tally["rule"]
    assert [v.member.name for v in shown(world.joan, named).votes] == ["Nasreen Akhtar"]


def test_a_secret_vote_is_one_commit_without_log_entry_or_once_token(
    world: World, ballot: str, database: Database
) -> None:
    before = rows(Entry), rows(Once), rows(Vote)
    token = doors.once_token.set("a token of this very form")
    try:
        with counting(database) as voting:
            vote(world.nasreen, ballot)
    finally:
        doors.once_token.reset(token)
    assert voting.commits == 1
    assert len(voting.statements) <= 15, "\n".join(voting.statements)
    written = [line for line in voting.statements if not line.lstrip().startswith("SELECT")]
    assert {line.split()[2] for line in written} == {"roll", "secret_votes", "receipts"}
    assert (rows(Entry), rows(Once), rows(Vote)) == before


def test_closing_a_secret_ballot_is_one_commit_and_few_statements(
    world: World, ballot: str, database: Database
) -> None:
    vote(world.nasreen, ballot, options(ballot)[1])
    vote(world.callum, ballot)
    with counting(database) as closing, clock.standing_at(NEXT_DAY):
        ballots.close_ballot(HOUSE, ballot)
    assert closing.commits == 1
    assert len(closing.statements) <= 15, "\n".join(closing.statements)


def test_however_votes_and_abstentions_are_mixed_the_box_is_emptied_in_six_statements(
    world: World, ballot: str, database: Database
) -> None:
    found = the_ballot(ballot)
    with database.writing() as session:
        for member in range(1, 7):
            acts.put_in(session, found, member, 1 if member % 2 else None)
        with counting(database) as emptying:
            acts.empty(session, found, shuffle=in_turn)
    assert len(emptying.statements) == 6, "\n".join(emptying.statements)


def test_the_log_keeps_the_opening_and_hashes_at_the_closing_and_nothing_between(world: World, ballot: str) -> None:
    opening = rows(Entry)
    vote(world.nasreen, ballot)
    vote(world.callum, ballot, options(ballot)[1])
    closed(ballot)
    assert rows(Entry) == opening + 1
    session = db.session()
    facts = list(session.scalars(select(Facts.facts).order_by(Facts.position.desc()).limit(2)))
    assert facts[1]["secret"] is True
    assert (facts[0]["counts"], facts[0]["abstained"]) == ([0, 1], 1)
    votes = [[row.key, row.option_id] for row in session.scalars(select(SecretVote))]
    assert facts[0]["votes_hash"] == acts._hash(votes)
    assert facts[0]["receipts_hash"] == acts._hash(session.scalars(select(Receipt.receipt_hash)))
    assert facts[0]["roll_hash"] == acts._hash(session.scalars(select(RollMark.member_id)))


def test_until_it_is_counted_only_how_many_voted_is_known_and_afterwards_no_names(world: World, ballot: str) -> None:
    vote(world.nasreen, ballot, options(ballot)[1])
    with clock.standing_at(NOON):
        mine, theirs = shown(world.nasreen, ballot), shown(world.callum, ballot)
    assert (mine.voted, mine.has_voted, mine.may_vote, mine.my_vote) == (1, True, False, None)
    assert (theirs.voted, theirs.has_voted, theirs.may_vote) == (1, False, True)
    assert (mine.tally, list(mine.votes)) == (None, [])
    closed(ballot)
    after = shown(world.nasreen, ballot)
    assert after.tally is not None
    assert (after.tally.cast, list(after.votes), after.my_vote) == (1, [], None)


def test_who_has_voted_in_secret_is_counted_in_the_queue_and_is_not_asked_again(world: World, ballot: str) -> None:
    vote(world.nasreen, ballot)
    world.fresh()
    with clock.standing_at(NOON):
        assert [task.kind for task in work.list_tasks(world.nasreen)].count("vote") == 0
        tasks = [task for task in work.list_tasks(world.callum) if task.kind == "vote"]
        assert [task.facts["voted"] for task in tasks] == [1]
        assert council.get_dispute(the_ballot(ballot).flag).voted == 1


def test_a_receipt_shows_after_the_count_that_a_vote_was_counted(world: World, ballot: str) -> None:
    receipt = vote(world.nasreen, ballot)
    assert len(receipt) == 23
    world.fresh()
    with pytest.raises(Refused):
        secret_ballots.check_receipt(world.nasreen, ballot, receipt)
    closed(ballot)
    for typed in (receipt, receipt.lower(), receipt.replace("-", " "), f"  {receipt.replace('-', '')} "):
        assert secret_ballots.check_receipt(world.joan, ballot, typed)
    assert not secret_ballots.check_receipt(world.nasreen, ballot, acts.new_receipt())
    with pytest.raises(Refused) as refusal:
        secret_ballots.check_receipt(world.nasreen, ballot, " ")
    assert refusal.value.field == "receipt"
    with pytest.raises(NotFound):
        secret_ballots.check_receipt(world.visitor, ballot, receipt)


def test_nobody_has_voted_and_the_box_is_empty(world: World, ballot: str) -> None:
    assert closed(ballot).tally["count"]["winner"] is None
    assert in_the_box() == (0, 0, 0)


def test_how_many_would_vote_is_known_before_it_opens(world: World, flag: str) -> None:
    found = ballots.count_electors(the_ballot(opened(world, flag)).flag)
    assert found == {"council": 2, "group": 2}


def test_secret_votes_are_counted_like_the_same_votes_named(world: World, ballot: str, database: Database) -> None:
    everybody = list(db.session().scalars(select(Member.id)))

    @given(st.lists(st.sampled_from([0, 1, None]), max_size=len(everybody)))
    @settings(max_examples=20)
    def counted_alike(choices: list[int | None]) -> None:
        with database.writing() as session:
            found = load(session, Ballot, HOUSE, ballot)
            one = list(found.flag.options)
            for who, choice in zip(everybody, choices, strict=False):
                option_id = None if choice is None else one[choice].id
                session.add(Vote(ballot_id=found.id, member_id=who, option_id=option_id, cast_at=NOON))
                acts.put_in(session, found, who, option_id)
            named = ballot_acts.count(found, one, len(everybody), ballot_acts.votes_of(session, found))
            assert ballot_acts.count(found, one, len(everybody), acts.empty(session, found).votes) == named
            session.rollback()

    counted_alike()
