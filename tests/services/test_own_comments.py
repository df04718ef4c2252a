"""One's own comments: changed, taken back, put back; nothing that was said is lost."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from policyhub import db
from policyhub.acts.findables import findables_of
from policyhub.acts.paper_documents import Shown
from policyhub.acts.papers import outline
from policyhub.db import Database
from policyhub.models import Comment, EarlierWords, Entry, Section
from policyhub.permissions.rights import Right
from policyhub.permissions.table import allowed
from policyhub.permissions.visible import NotFound, load
from policyhub.services import comments, exports, papers, reading, threads, work
from policyhub.services.refusals import Forbidden, Refused
from tests.counting_statements import counting
from tests.world import World


def said(world: World, body: str = "For whom?", quote: str = "free for every resident") -> str:
    return comments.add_comment(world.owen, world.section("2.2"), body=body, quote=quote)


def the_comment(world: World, pid: str, who=None) -> Comment:
    world.fresh()
    return load(db.session(), Comment, who or world.owen, pid)


def earlier_words(comment: Comment) -> list[EarlierWords]:
    return threads.list_earlier_words([comment]).get(comment.id, [])


def seen(world: World, who) -> list[tuple[str, list[str]]]:
    """The threads of the section as somebody sees them."""
    world.fresh()
    section = load(db.session(), Section, who, world.section("2.2"))
    found = threads.list_threads(who, section)
    return [(thread.root.body, [reply.body for reply in thread.replies]) for thread in found]


def on_the_page(world: World) -> int:
    """How many remarks the paper's page has beside this section."""
    world.fresh()
    placed = [one for one in outline(db.session(), world.the_paper()) if one.pid == world.section("2.2")]
    return sum(content.remarks for content in reading.list_contents(world.mair, placed).values())


def test_a_change_keeps_what_was_said_before(world: World) -> None:
    pid = said(world)
    comments.change_comment(world.owen, pid, body="For whom,\r\nand when? ")
    comments.change_comment(world.owen, pid, body="When?")

    comment = the_comment(world, pid, world.mair)

    assert comment.body == "When?"
    assert comment.changed_at is not None
    earlier = earlier_words(comment)
    assert [one.body for one in earlier] == ["For whom,\nand when?", "For whom?"]
    assert earlier[1].written_at == comment.made_at
    assert earlier[0].written_at > comment.made_at


@pytest.mark.parametrize("body", [" \n", "For whom?  ", "x" * (comments.LONGEST + 1)])
def test_no_words_the_same_and_too_many_are_refused(world: World, body: str) -> None:
    pid = said(world)
    with pytest.raises(Refused) as refusal:
        comments.change_comment(world.owen, pid, body=body)
    assert refusal.value.field == "body"
    assert earlier_words(the_comment(world, pid)) == []


def test_only_its_author_changes_it_or_takes_it_back_while_the_paper_lives(world: World) -> None:
    pid = said(world)
    for somebody in (world.mair, world.nasreen, world.dilys):
        with pytest.raises((Forbidden, NotFound)):
            comments.change_comment(somebody, pid, body="Nothing.")
        with pytest.raises((Forbidden, NotFound)):
            comments.take_back_comment(somebody, pid)
    papers.send_to_council(world.mair, world.paper)
    comments.change_comment(world.owen, pid, body="For whom now?")
    papers.adopt_paper(
        world.nasreen,
        world.paper,
    )
    with pytest.raises(Forbidden):
        comments.take_back_comment(world.owen, pid)


def test_words_that_came_in_a_file_are_not_changed_by_whoever_brought_them(world: World) -> None:
    comment = the_comment(world, said(world))
    assert allowed(Right.CHANGE_COMMENT, world.owen, comment)
    comment.said_by = "Gwen of the file"
    assert not allowed(Right.CHANGE_COMMENT, world.owen, comment)


def test_what_nobody_answered_is_gone_for_all_but_its_author_and_comes_back_as_it_was(world: World) -> None:
    pid = said(world)
    assert on_the_page(world) == 1
    comments.take_back_comment(world.owen, pid)

    assert seen(world, world.mair) == seen(world, world.owen) == []
    assert on_the_page(world) == 0
    with pytest.raises(NotFound):
        the_comment(world, pid, world.mair)
    mine = the_comment(world, pid)
    assert mine.body == ""
    assert [one.body for one in earlier_words(mine)] == ["For whom?"]

    comments.put_back_comment(world.owen, pid)
    assert seen(world, world.mair) == [("For whom?", [])]
    assert earlier_words(the_comment(world, pid)) == []
    anchor = threads.get_thread(world.mair, the_comment(world, pid)).anchor
    assert anchor is not None, "it stands on its words again"


def test_what_was_answered_keeps_its_place_without_its_words(world: World) -> None:
    papers.open_for_comment(world.mair, world.paper)
    pid = said(world)
    reply = comments.reply_to_comment(world.mair, pid, body="For everybody.")
    comments.take_back_comment(world.owen, pid)
    assert seen(world, world.nasreen) == [("", ["For everybody."])]

    comments.take_back_comment(world.mair, reply)
    assert seen(world, world.nasreen) == []
    comments.put_back_comment(world.mair, reply)
    assert seen(world, world.nasreen) == [("", ["For everybody."])]
    comments.put_back_comment(world.owen, pid)
    comments.take_back_comment(world.mair, reply)
    assert seen(world, world.nasreen) == [("For whom?", [])]


def test_what_was_taken_back_cannot_be_changed_answered_or_taken_back_again(world: World) -> None:
    pid = said(world)
    with pytest.raises(Refused):
        comments.put_back_comment(world.owen, pid)
    comments.take_back_comment(world.owen, pid)
    for act in (comments.take_back_comment, comments.reply_to_comment, comments.change_comment):
        with pytest.raises(Refused):
            act(world.owen, pid, **({} if act is comments.take_back_comment else {"body": "Hm."}))


def test_words_that_were_taken_back_go_nowhere_else(world: World) -> None:
    pid = said(world, body="A secret balloon.")
    comments.reply_to_comment(world.mair, pid, body="Which balloon?")
    comments.take_back_comment(world.owen, pid)
    world.fresh()

    paper = world.the_paper()
    found = [one.body for one in findables_of(db.session(), [("paper", paper.id)]) if one.kind == "comment"]
    document = exports.get_paper(world.mair, paper, Shown(comments=True)).document
    text = exports.make_file(document, "txt").data.decode()
    data = json.dumps(exports.describe(world.mair, paper))

    assert found == ["Which balloon?"]
    for written in (text, data):
        assert "Which balloon?" in written
        assert "A secret balloon." not in written
    assert "Taken back by whoever said it." in text


def test_a_reply_that_was_taken_back_waits_for_nobody(world: World) -> None:
    pid = said(world)
    reply = comments.reply_to_comment(world.mair, pid, body="For everybody.")
    world.fresh()
    assert "reply" in {task.kind for task in work.list_tasks(world.owen)}
    comments.take_back_comment(world.mair, reply)
    world.fresh()
    assert "reply" not in {task.kind for task in work.list_tasks(world.owen)}


def test_each_is_one_commit_of_few_statements_and_is_in_the_log(world: World, database: Database) -> None:
    pid = said(world)
    comments.reply_to_comment(world.mair, pid, body="For everybody.")
    for act, words in (("change", {"body": "When?"}), ("take_back", {}), ("put_back", {})):
        world.fresh()
        with counting(database) as counted:
            getattr(comments, f"{act}_comment")(world.owen, pid, **words)
        assert counted.commits == 1
        assert len(counted.statements) <= 15
    verbs = db.session().scalars(select(Entry.verb).order_by(Entry.position)).all()[-3:]
    assert verbs == ["change_comment", "take_back_comment", "put_back_comment"]
