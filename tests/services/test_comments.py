"""Comments: said, answered, settled; and who may do so."""

from __future__ import annotations

import pytest

from policyhub import db
from policyhub.db import Database
from policyhub.models import Comment, Section
from policyhub.permissions.visible import NotFound, load
from policyhub.services import comments, papers, threads
from policyhub.services.refusals import Forbidden, Refused
from tests.counting_statements import counting
from tests.world import World

FARE = "free for every resident"


def the_section(world: World, number: str) -> Section:
    world.fresh()
    return load(db.session(), Section, world.mair, world.section(number))


def threads_of(world: World, number: str = "2.2") -> list[threads.Thread]:
    return threads.list_threads(world.mair, the_section(world, number))


def the_comment(pid: str, who) -> Comment:
    return load(db.session(), Comment, who, pid)


def test_a_comment_stands_on_the_words_it_is_about(world: World) -> None:
    pid = comments.add_comment(world.owen, world.section("2.2"), body="For whom?\n\nAnd when?", quote=FARE)
    thread = threads_of(world)[0]
    assert thread.root.pid == pid
    assert thread.root.body == "For whom?\n\nAnd when?"
    assert thread.anchor is not None
    assert thread.anchor.quote == FARE


def test_a_comment_may_be_about_all_of_a_section_or_words_in_a_note(world: World) -> None:
    comments.add_comment(world.owen, world.section("1.2"), body="Good.")
    comments.add_comment(world.owen, world.section("1.2"), body="Whose minutes?", quote="ten minutes")
    on_all, on_note = threads_of(world, "1.2")
    assert on_all.anchor is None
    assert on_note.anchor is not None
    assert (on_note.anchor.note, on_note.anchor.quote) == ("1", "ten minutes")


def test_of_two_places_with_the_same_words_the_surroundings_tell_which_is_meant(world: World) -> None:
    comments.add_comment(world.mair, world.section("2.2"), body="Here.", quote="paid for", before="roads are ")
    anchor = threads_of(world)[0].anchor
    assert anchor is not None
    assert anchor.start > 60


def test_words_that_are_not_there_are_refused_beside_their_field(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        comments.add_comment(world.owen, world.section("2.2"), body="Hm.", quote="a balloon for every traveller")
    assert refusal.value.field == "quote"
    assert threads_of(world) == []


@pytest.mark.parametrize("body", ["", "  \n ", "x" * 10_001])
def test_a_comment_without_words_or_with_too_many_is_refused(world: World, body: str) -> None:
    with pytest.raises(Refused) as refusal:
        comments.add_comment(world.owen, world.section("2.2"), body=body)
    assert refusal.value.field == "body"


def test_the_same_words_in_the_same_place_are_said_once(world: World) -> None:
    first = comments.add_comment(world.owen, world.section("2.2"), body="Why?", quote=FARE)

    with pytest.raises(Refused, match="said just this here") as refused:
        comments.add_comment(world.owen, world.section("2.2"), body="Why? ", quote=FARE)

    assert refused.value.field == "body"
    comments.add_comment(world.owen, world.section("1.1"), body="Why?")
    comments.add_comment(world.mair, world.section("2.2"), body="Why?")
    comments.reply_to_comment(world.mair, first, body="Because.")
    with pytest.raises(Refused, match="said just this here"):
        comments.reply_to_comment(world.mair, first, body="Because.")
    comments.take_back_comment(world.owen, first)
    comments.add_comment(world.owen, world.section("2.2"), body="Why?")


def test_who_is_not_in_the_group_may_comment_once_the_paper_is_open_for_it(world: World) -> None:
    section = world.section("2.2")
    with pytest.raises(NotFound):
        comments.add_comment(world.joan, section, body="May I?")
    papers.open_for_comment(world.mair, world.paper)
    comments.add_comment(world.joan, section, body="Now I may.")
    papers.send_to_council(world.mair, world.paper)
    with pytest.raises(Forbidden):
        comments.add_comment(world.joan, section, body="And now?")
    comments.add_comment(world.nasreen, section, body="The council may.")
    assert len(threads_of(world)) == 2


def test_replies_hang_on_the_first_comment_whichever_is_answered(world: World) -> None:
    first = comments.add_comment(world.owen, world.section("2.2"), body="Why?")
    second = comments.reply_to_comment(world.mair, first, body="Because.")
    comments.reply_to_comment(world.owen, second, body="I see.")
    thread = threads_of(world)[0]
    assert [reply.body for reply in thread.replies] == ["Because.", "I see."]
    assert threads.get_thread(world.owen, the_comment(second, world.owen)).root.pid == first


def test_a_reply_without_words_is_refused_and_a_stranger_finds_nothing_to_answer(world: World) -> None:
    first = comments.add_comment(world.owen, world.section("2.2"), body="Why?")
    with pytest.raises(Refused):
        comments.reply_to_comment(world.mair, first, body=" ")
    with pytest.raises(NotFound):
        comments.reply_to_comment(world.tom, first, body="Hello")


def test_a_thread_is_settled_once_and_opened_again_by_a_reply(world: World) -> None:
    first = comments.add_comment(world.owen, world.section("2.2"), body="Why?")
    comments.resolve_comment(world.mair, first)
    with pytest.raises(Refused):
        comments.resolve_comment(world.owen, first)
    assert threads_of(world)[0].root.state == "resolved"
    comments.reply_to_comment(world.owen, first, body="Not quite.")
    assert threads_of(world)[0].root.state == "open"
    with pytest.raises(Refused):
        comments.reopen_comment(world.owen, first)


def test_an_author_may_settle_a_comment_when_others_may_no_longer_discuss(world: World) -> None:
    papers.open_for_comment(world.mair, world.paper)
    mine = comments.add_comment(world.joan, world.section("2.2"), body="Mine.")
    papers.send_to_council(world.mair, world.paper)
    with pytest.raises(Forbidden):
        comments.resolve_comment(world.tom, mine)
    comments.resolve_comment(world.joan, mine)
    comments.reopen_comment(world.nasreen, mine)
    assert threads_of(world)[0].root.state == "open"


def test_visitors_see_no_comments(world: World) -> None:
    comments.add_comment(world.owen, world.section("2.2"), body="Only for us.")
    assert threads.list_threads(world.visitor, the_section(world, "2.2")) == []


def test_a_comment_is_one_commit_and_few_statements_and_raises_the_revision(world: World, database: Database) -> None:
    section, before = world.section("2.2"), world.the_paper().revision
    with counting(database) as counted:
        comments.add_comment(world.owen, section, body="Count me.", quote=FARE)
    assert counted.commits == 1
    assert len(counted.statements) <= 15
    assert world.the_paper().revision == before + 1
