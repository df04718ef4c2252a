"""What waits for a member, and in which order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from policyhub import clock, db
from policyhub.models import Consultation, Flag
from policyhub.permissions.actor import HOUSE, Actor
from policyhub.permissions.visible import load
from policyhub.services import ballots, comments, flags, papers, work
from tests.world import World, the_group

NOON = datetime(2031, 3, 3, 12, tzinfo=UTC)


def tasks(world: World, who: Actor, at: datetime = NOON) -> list[work.Task]:
    world.fresh()
    with clock.standing_at(at):
        return work.list_tasks(who)


def kinds(world: World, who: Actor, at: datetime = NOON) -> list[str]:
    return [task.kind for task in tasks(world, who, at)]


def ready_flag(world: World) -> str:
    pid = flags.raise_flag(world.owen, world.section("2.2"), question="For whom?", quote="Travel")
    flags.offer_option(world.mair, pid, label="Riding", replacement="Riding")
    return pid


def consultation(world: World, closes_at: datetime) -> None:
    with db.database().writing() as session:
        assert world.mair.member_id is not None
        session.add(
            Consultation(
                group_id=the_group(world.group).id,
                title="Better buses",
                closes_at=closes_at,
                made_by_id=world.mair.member_id,
                made_at=NOON,
            )
        )
        session.commit()


def test_visitors_have_no_work_and_newcomers_none_yet(world: World) -> None:
    assert kinds(world, world.visitor) == []
    assert kinds(world, world.joan) == []


def test_a_vote_waits_for_its_electors_until_they_vote_or_it_ends(world: World) -> None:
    pid = ready_flag(world)
    papers.send_to_council(world.mair, world.paper)
    with clock.standing_at(NOON):
        ballot = ballots.put_to_ballot(world.mair, pid, closes_at=NOON + timedelta(days=1))
        ballots.cast_vote(world.callum, ballot, choice="abstain")
    waiting = tasks(world, world.nasreen)[0]
    assert (waiting.kind, waiting.due, waiting.facts["voted"]) == ("vote", NOON + timedelta(days=1), 1)
    assert kinds(world, world.callum) == []
    assert kinds(world, world.owen) == []
    assert kinds(world, world.nasreen, NOON + timedelta(days=2)) == []


def test_a_result_waits_for_the_council(world: World) -> None:
    pid = ready_flag(world)
    papers.send_to_council(world.mair, world.paper)
    with clock.standing_at(NOON):
        ballot = ballots.put_to_ballot(world.mair, pid, closes_at=NOON + timedelta(days=1))
        world.fresh()
        ballots.cast_vote(world.callum, ballot, choice=load(db.session(), Flag, HOUSE, pid).options[1].pid)
    later = NOON + timedelta(days=1)
    with clock.standing_at(later):
        ballots.close_ballot(HOUSE, ballot)
    assert kinds(world, world.nasreen, later) == ["resolve"]
    assert tasks(world, world.nasreen, later)[0].facts["letter"] == "B"
    assert kinds(world, world.mair, later) == []


def test_questions_wait_for_their_convenor_one_task_a_paper(world: World) -> None:
    for number in ("1.1", "1.2", "2.1"):
        flags.raise_flag(world.owen, world.section(number), question=f"What of {number}?")
    ready_flag(world)
    found = {task.kind: task.facts["count"] for task in tasks(world, world.mair)}
    assert found == {"options": 3, "ballot": 1}
    assert kinds(world, world.owen) == []


def test_whoever_has_answered_somebody_hears_of_the_next_word(world: World) -> None:
    papers.open_for_comment(world.mair, world.paper)
    world.fresh()
    first = comments.add_comment(world.owen, world.section("1.1"), body="Why?")
    comments.reply_to_comment(world.nasreen, first, body="May I use this?")
    assert "reply" not in kinds(world, world.nasreen)

    comments.reply_to_comment(world.owen, first, body="Please do.")

    assert "reply" in kinds(world, world.nasreen)
    comments.resolve_comment(world.mair, first)
    assert "reply" not in kinds(world, world.nasreen)


def test_a_reply_waits_until_one_answers_or_the_thread_is_settled(world: World) -> None:
    first = comments.add_comment(world.owen, world.section("2.2"), body="Why?")
    assert kinds(world, world.owen) == []
    comments.reply_to_comment(world.mair, first, body="Because.")
    assert [task.thing.body for task in tasks(world, world.owen)] == ["Because."]
    comments.reply_to_comment(world.owen, first, body="I see.")
    assert kinds(world, world.owen) == []
    comments.reply_to_comment(world.mair, first, body="Good.")
    comments.resolve_comment(world.mair, first)
    assert kinds(world, world.owen) == []


def test_comments_on_a_paper_wait_for_its_convenor_until_they_are_answered_or_settled(world: World) -> None:
    first = comments.add_comment(world.owen, world.section("2.2"), body="Why?")
    second = comments.add_comment(world.owen, world.section("1.1"), body="How?")
    own = comments.add_comment(world.mair, world.section("1.1"), body="Mine.")
    world.fresh()
    found = tasks(world, world.mair)
    assert [(task.kind, task.thing.pid, task.facts["count"]) for task in found] == [("remarks", world.paper, 2)]
    assert kinds(world, world.owen) == []
    comments.reply_to_comment(world.mair, first, body="Because.")
    assert [task.facts["count"] for task in tasks(world, world.mair)] == [1]
    comments.reply_to_comment(world.owen, own, body="Whose?")
    comments.resolve_comment(world.mair, second)
    assert kinds(world, world.mair) == ["reply"]


def test_a_paper_open_for_comment_waits_until_its_day_is_over_or_one_has_spoken(world: World) -> None:
    with clock.standing_at(NOON):
        papers.open_for_comment(world.mair, world.paper, until=date(2031, 3, 5))
    assert kinds(world, world.joan) == ["comment"]
    assert kinds(world, world.mair) == [], "whoever asks knows it"
    assert kinds(world, world.joan, NOON + timedelta(days=2)) == ["comment"]
    assert kinds(world, world.joan, NOON + timedelta(days=3)) == []
    comments.add_comment(world.joan, world.section("2.2"), body="Here I am.")
    assert kinds(world, world.joan) == []


def test_what_has_a_date_comes_first_by_date(world: World) -> None:
    flags.raise_flag(world.owen, world.section("1.1"), question="Four?")
    with clock.standing_at(NOON):
        papers.open_for_comment(world.mair, world.paper, until=date(2031, 3, 20))
    consultation(world, NOON + timedelta(days=4))
    assert kinds(world, world.mair) == ["answer", "options"]
    assert kinds(world, world.owen) == ["answer", "comment"]
    assert "answer" not in kinds(world, world.joan)
    assert "answer" not in kinds(world, world.mair, NOON + timedelta(days=5))


def test_the_week_begins_on_monday_at_midnight_on_the_wall() -> None:
    assert work.week_begins(datetime(2031, 7, 5, 23, 30, tzinfo=UTC)) == datetime(2031, 6, 29, 23, tzinfo=UTC)
