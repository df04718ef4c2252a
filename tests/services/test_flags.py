"""Disputes: raised, tied to words, given wordings and arguments, withdrawn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from policyhub import clock, db
from policyhub.acts.passages import Passage, passage_of
from policyhub.db import Database
from policyhub.models import Flag
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import NotFound, load
from policyhub.services import ballots, council, flags, papers
from policyhub.services.refusals import Forbidden, Refused
from tests.counting_statements import counting
from tests.world import World

QUESTION = "Free for everyone, or first for some?"
FARE = "free for every resident"


def raised(world: World, number: str = "2.2", **words: str) -> str:
    words.setdefault("quote", FARE)
    return flags.raise_flag(world.owen, world.section(number), question=QUESTION, **words)


def the_flag(world: World, pid: str) -> Flag:
    world.fresh()
    return load(db.session(), Flag, HOUSE, pid)


def passage(world: World, pid: str) -> Passage:
    return passage_of(db.session(), the_flag(world, pid))


def labels(world: World, pid: str) -> list[str]:
    return [option.label for option in the_flag(world, pid).options]


def test_a_flag_stands_on_its_words_and_can_always_leave_them_as_they_are(world: World) -> None:
    pid = raised(world, why="We could not agree.")
    flag = the_flag(world, pid)
    assert (flag.ordinal, flag.state, flag.why) == (1, "open", "We could not agree.")
    assert passage(world, pid).quote == FARE
    assert labels(world, pid) == ["Leave it as it is"]


def test_flags_of_a_paper_are_counted_on(world: World) -> None:
    assert [the_flag(world, raised(world)).ordinal, the_flag(world, raised(world, "1.1", quote="")).ordinal] == [1, 2]


def test_a_flag_without_chosen_words_is_about_the_whole_section(world: World) -> None:
    found = passage(world, raised(world, "2.1", quote=""))
    assert found.whole
    assert found.quote == "Nobody should be kept at home by a fare."


def test_a_flag_may_be_about_words_in_a_note(world: World) -> None:
    pid = raised(world, "1.2", quote="ten minutes")
    assert (passage(world, pid).note, passage(world, pid).quote) == ("1", "ten minutes")
    flags.offer_option(world.mair, pid, label="A quarter of an hour", replacement="fifteen minutes")
    dispute = council.get_dispute(the_flag(world, pid))
    assert "".join(p.text for p in dispute.options[1].whole if p.op != "delete") == "A walk of fifteen minutes."


@pytest.mark.parametrize("question", ["", "   ", "x" * 1001])
def test_a_flag_needs_a_question_of_bearable_length(world: World, question: str) -> None:
    with pytest.raises(Refused) as refusal:
        flags.raise_flag(world.owen, world.section("2.2"), question=question)
    assert refusal.value.field == "question"


def test_a_flag_on_words_that_are_not_there_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        raised(world, quote="a balloon for every traveller")
    assert refusal.value.field == "quote"


def test_a_stranger_cannot_flag_a_draft_and_a_fellow_cannot_prepare_one(world: World) -> None:
    with pytest.raises(NotFound):
        flags.raise_flag(world.joan, world.section("2.2"), question=QUESTION)
    with pytest.raises(Forbidden):
        flags.offer_option(world.owen, raised(world), label="B", replacement="free")


def test_the_convenor_offers_wordings_and_they_read_in_their_sentence(world: World) -> None:
    pid = raised(world)
    flags.offer_option(world.mair, pid, label="The young first", replacement="free at once for everyone under 25")
    flags.offer_option(world.mair, pid, label="Take it out", replacement="")
    assert labels(world, pid) == ["Leave it as it is", "The young first", "Take it out"]
    as_it_is, young, out = council.get_dispute(the_flag(world, pid)).options
    assert [o.letter for o in (as_it_is, young, out)] == ["A", "B", "C"]
    assert all(piece.op == "same" for piece in as_it_is.pieces)
    new = "".join(piece.text for piece in young.pieces if piece.op != "delete")
    assert new.startswith("Travel should be free at once for everyone under 25, and paid for")
    assert "".join(p.text for p in out.whole if p.op != "delete").startswith("Travel should be, and paid")


def test_a_long_text_is_shown_by_the_sentence_of_the_passage(world: World) -> None:
    words = "It begins here. " + "Then it goes on about other things. " * 30 + "Here it is odd. " + "It ends. " * 40
    from policyhub.domain.diff import compare

    start = words.index("odd")
    new = words[:start] + "even" + words[start + 3 :]
    found = Passage(None, None, None, words, start, start + 3)  # type: ignore[arg-type]
    shown = council.in_sentence(found, compare(words, new))
    assert "".join(piece.text for piece in shown) == "… Here it is oddeven. …"


@pytest.mark.parametrize(
    ("label", "replacement", "field"),
    [
        ("", "free for some", "label"),
        ("The same", "free  for every\nresident", "replacement"),
        ("As before", "free for a few", "replacement"),
    ],
)
def test_a_wording_without_a_name_or_that_is_there_already_is_refused(
    world: World, label: str, replacement: str, field: str
) -> None:
    pid = raised(world)
    flags.offer_option(world.mair, pid, label="B", replacement="free for a few")
    with pytest.raises(Refused) as refusal:
        flags.offer_option(world.mair, pid, label=label, replacement=replacement)
    assert refusal.value.field == field


def test_a_wording_can_be_changed_and_removed_but_not_the_one_that_leaves_all_as_it_is(world: World) -> None:
    pid = raised(world)
    flags.offer_option(world.mair, pid, label="B", replacement="free for a few")
    as_it_is, other = the_flag(world, pid).options
    flags.change_option(world.mair, pid, option=other.pid, label="Better", replacement="free for most")
    assert labels(world, pid) == ["Leave it as it is", "Better"]
    with pytest.raises(Refused):
        flags.change_option(world.mair, pid, option=as_it_is.pid, label="X", replacement="y")
    with pytest.raises(Refused):
        flags.remove_option(world.mair, pid, option=as_it_is.pid)
    flags.remove_option(world.mair, pid, option=other.pid)
    with pytest.raises(Refused):
        flags.remove_option(world.mair, pid, option=other.pid)
    with pytest.raises(Forbidden):
        flags.remove_option(world.owen, pid, option=as_it_is.pid)
    with pytest.raises(Forbidden):
        flags.change_option(world.owen, pid, option=as_it_is.pid, label="X", replacement="y")
    assert labels(world, pid) == ["Leave it as it is"]


def test_the_convenor_ties_a_question_from_a_note_to_words_of_another_section(world: World) -> None:
    pid = raised(world, "1.2", quote="ten minutes")
    flags.choose_passage(world.mair, pid, section_pid=world.section("2.1"), quote="kept at home")
    found = passage(world, pid)
    assert found.quote == "kept at home"
    assert found.section.text.pid == world.section("2.1")
    flags.choose_passage(world.mair, pid, section_pid=world.section("2.2"), quote="")
    assert passage(world, pid).whole
    assert passage(world, pid).section.text.pid == world.section("2.2")


def test_words_cannot_be_chosen_anew_under_wordings_made_for_others(world: World) -> None:
    pid = raised(world)
    flags.offer_option(world.mair, pid, label="B", replacement="free for a few")
    with pytest.raises(Refused):
        flags.choose_passage(world.mair, pid, quote="Travel")
    with pytest.raises(Forbidden):
        flags.choose_passage(world.owen, pid, quote="Travel")


def test_words_of_another_paper_cannot_be_chosen(world: World) -> None:
    other = papers.start_paper(world.mair, world.group, title="Another paper")
    world.fresh()
    from policyhub.acts.papers import outline
    from policyhub.models import Paper

    elsewhere = outline(db.session(), load(db.session(), Paper, HOUSE, other))[0].pid
    with pytest.raises(Refused) as refusal:
        flags.choose_passage(world.mair, raised(world), section_pid=elsewhere, quote="")
    assert refusal.value.field == "section_pid"


def test_whoever_may_discuss_may_argue_for_either_side(world: World) -> None:
    pid = raised(world)
    flags.add_argument(world.owen, pid, side="for", body="No card, no inspector.")
    flags.add_argument(world.mair, pid, side="against", body="Too few buses.")
    sides = council.list_arguments(the_flag(world, pid))
    assert [a.body for a in sides["for"]] == ["No card, no inspector."]
    assert [a.author.name for a in sides["against"]] == ["Mair Pugh"]
    for wrong in ({"side": "for", "body": " "}, {"side": "neither", "body": "Hm."}):
        with pytest.raises(Refused):
            flags.add_argument(world.owen, pid, **wrong)


def test_a_member_cannot_argue_when_the_paper_lies_with_the_council(world: World) -> None:
    pid = raised(world)
    papers.send_to_council(world.mair, world.paper)
    with pytest.raises(Forbidden):
        flags.add_argument(world.joan, pid, side="for", body="Me too.")


def test_a_flag_is_withdrawn_once_with_a_reason(world: World) -> None:
    pid = raised(world)
    with pytest.raises(Refused) as refusal:
        flags.withdraw_flag(world.mair, pid, reason=" ")
    assert refusal.value.field == "reason"
    with pytest.raises(Forbidden):
        flags.withdraw_flag(world.owen, pid, reason="No.")
    flags.withdraw_flag(world.mair, pid, reason="We found words for it.")
    flag = the_flag(world, pid)
    assert (flag.state, flag.withdrawn_reason) == ("withdrawn", "We found words for it.")
    with pytest.raises(Refused):
        flags.withdraw_flag(world.mair, pid, reason="Again.")
    with pytest.raises(Refused):
        flags.offer_option(world.mair, pid, label="B", replacement="x")
    with pytest.raises(Refused):
        flags.add_argument(world.mair, pid, side="for", body="Late.")


def test_while_a_vote_is_open_nothing_of_the_question_can_change(world: World) -> None:
    at = datetime(2031, 3, 3, 12, tzinfo=UTC)
    pid = raised(world)
    flags.offer_option(world.mair, pid, label="B", replacement="free for a few")
    with clock.standing_at(at):
        ballots.put_to_ballot(world.mair, pid, closes_at=at + timedelta(days=1), group="group")
    with pytest.raises(Refused):
        flags.offer_option(world.mair, pid, label="C", replacement="free for none")
    with pytest.raises(Refused):
        flags.withdraw_flag(world.mair, pid, reason="Too late.")


def test_the_queue_says_what_each_dispute_waits_for(world: World) -> None:
    bare, ready = raised(world), raised(world, "2.1", quote="")
    flags.offer_option(world.mair, ready, label="B", replacement="Nobody should be kept from work by a fare.")
    papers.send_to_council(world.mair, world.paper)
    world.fresh()
    queue = council.list_disputes(world.nasreen)
    assert {waits: [d.flag.pid for d in found] for waits, found in queue.items()} == {
        "options": [bare],
        "ballot": [ready],
    }
    assert council.list_disputes(world.visitor) == {}


def test_the_queue_of_the_council_leaves_drafts_of_groups_to_the_groups(world: World) -> None:
    raised(world)
    world.fresh()
    assert council.list_disputes(world.nasreen) == {}
    assert [d.flag.ordinal for d in council.list_disputes(world.mair, paper=world.the_paper())["options"]] == [1]


def test_raising_a_flag_is_one_commit_and_few_statements(world: World, database: Database) -> None:
    section = world.section("2.2")
    with counting(database) as counted:
        pid = flags.raise_flag(world.owen, section, question=QUESTION, quote=FARE)
    with counting(database) as more:
        flags.offer_option(world.mair, pid, label="B", replacement="free for a few")
    assert (counted.commits, more.commits) == (1, 1)
    assert max(len(counted.statements), len(more.statements)) <= 15
