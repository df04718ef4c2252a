"""Blocks are put into an answer, edited, moved, taken out and put back, and each step can be refused."""

from __future__ import annotations

import pytest

from policyhub import db
from policyhub.acts.blocks import list_blocks
from policyhub.models import Response
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import NotFound, load
from policyhub.services import blocks, papers, responses, sections
from policyhub.services.refusals import Conflict, Refused
from tests.services.assembling import (
    agree,
    base_of,
    blocks_of,
    body_of,
    make_consultation,
    question_pids,
    start,
    the_text,
    version_of,
)
from tests.world import World


def standing(world: World, response: str, who=None) -> responses.Standing:
    world.fresh()
    return responses.look(who or world.mair, load(db.session(), Response, HOUSE, response))


def test_an_agreed_passage_is_pinned_and_makes_a_version_of_the_answer(world: World) -> None:
    _, (answer, *_rest) = start(world)
    agree(world, "2.1")

    blocks.insert_passage(world.owen, answer, section=world.section("2.1"))

    (block,) = blocks_of(world, answer)
    assert block.version.pid == version_of(world, "2.1")
    assert body_of(world, answer) == "Nobody should be kept at home by a fare."
    assert the_text(world, answer).current.ordinal == 2
    assert the_text(world, answer).current.origin == "assembly"


def test_a_quote_is_pinned_to_its_range(world: World) -> None:
    _, (answer, *_rest) = start(world)

    blocks.insert_passage(world.mair, answer, section=world.section("2.1"), quote="kept at  home by a fare")

    (block,) = blocks_of(world, answer)
    assert (block.start, block.stop) == (17, 39)
    assert body_of(world, answer) == "kept at home by a fare"


def test_words_that_are_not_in_a_section_are_refused(world: World) -> None:
    _, (answer, *_rest) = start(world)

    with pytest.raises(Refused, match="do not stand"):
        blocks.insert_passage(world.mair, answer, section=world.section("2.1"), quote="kept at home by a train")
    with pytest.raises(Refused, match="no words"):
        blocks.insert_passage(world.mair, answer, section=world.section("2"))


def test_a_note_travels_with_its_passage_and_a_reference_becomes_its_number(world: World) -> None:
    _, (answer, *_rest) = start(world)
    blocks.add_prose(world.mair, answer, body="See [^n1] and {ref:aaaaaaaaaaaa|9}.")

    blocks.insert_passage(world.mair, answer, section=world.section("1.2"))

    current = the_text(world, answer).current
    assert "a walk[^n1x] of every door, at a fare as said in 2.1." in current.body
    assert current.notes == [{"id": "n1x", "mark": "1", "text": "A walk of ten minutes."}]


def test_a_passage_of_a_paper_that_one_cannot_see_is_not_there(world: World) -> None:
    pid = responses.start_response(world.tom, world.branch, consultation=make_consultation(world))
    world.fresh()
    thing = load(db.session(), Response, HOUSE, pid)
    answer = responses.look(HOUSE, thing).places[0].pid

    with pytest.raises(NotFound):
        blocks.insert_passage(world.tom, answer, section=world.section("2.1"))


def test_new_words_that_one_cannot_see_are_not_taken(world: World) -> None:
    papers.open_for_comment(world.mair, world.paper)
    pid = responses.start_response(world.tom, world.branch, consultation=make_consultation(world))
    answer = standing(world, pid, world.tom).places[0].pid
    blocks.insert_passage(world.tom, answer, section=world.section("2.1"))
    (block,) = blocks_of(world, answer)
    papers.take_back(world.mair, world.paper)
    base = world.sections()["2.1"].version_pid
    sections.edit_section(
        world.mair, world.section("2.1"), base_pid=base, heading="", text="For our group only.", reason="Not yet"
    )
    was = body_of(world, answer)

    with pytest.raises(Refused, match="cannot see"):
        blocks.take_new_words(world.tom, answer, block=block.pid)

    assert body_of(world, answer) == was
    blocks.keep_old_words(world.tom, answer, block=block.pid)
    assert body_of(world, answer) == was


def test_an_adapted_passage_with_its_own_words_again_is_a_passage_again(world: World) -> None:
    _, (answer, *_rest) = start(world)
    blocks.insert_passage(world.mair, answer, section=world.section("2.1"))
    (block,) = blocks_of(world, answer)
    blocks.edit_block(world.mair, answer, block=block.pid, body="Other words.", base=base_of(world, answer))

    words = "Nobody should be kept at home by a fare."
    blocks.edit_block(world.mair, answer, block=block.pid, body=words, base=base_of(world, answer))

    assert not blocks_of(world, answer)[0].adapted


def test_of_two_who_edit_an_answer_the_second_is_told(world: World) -> None:
    _, (answer, *_rest) = start(world)
    blocks.add_prose(world.mair, answer, body="First words.")
    (block,) = blocks_of(world, answer)
    base = base_of(world, answer)
    blocks.edit_block(world.mair, answer, block=block.pid, body="Her words.", base=base)

    with pytest.raises(Conflict):
        blocks.edit_block(world.owen, answer, block=block.pid, body="His words.", base=base)

    assert body_of(world, answer) == "Her words."


def test_own_words_have_to_be_words(world: World) -> None:
    _, (answer, *_rest) = start(world)

    with pytest.raises(Refused, match="Write something"):
        blocks.add_prose(world.mair, answer, body="  \n ")


def test_others_do_not_write_in_an_answer(world: World) -> None:
    _, (answer, *_rest) = start(world)

    with pytest.raises(NotFound):
        blocks.add_prose(world.joan, answer, body="Mine")


def test_a_pointer_says_so_in_the_language_of_the_text(world: World) -> None:
    consultation = make_consultation(world, lang="cy")
    pid = responses.start_response(world.mair, world.group, consultation=consultation)
    answer = standing(world, pid).places[0].pid
    second = question_pids(world, consultation)[1]

    blocks.point_to_answer(world.mair, answer, question=second)

    assert body_of(world, answer) == "Gweler ein hateb i gwestiwn 2."
    with pytest.raises(Refused, match="already"):
        blocks.point_to_answer(world.mair, answer, question=second)


def test_a_pointer_to_itself_or_elsewhere_is_refused(world: World) -> None:
    consultation = make_consultation(world)
    other = question_pids(world, make_consultation(world))[0]
    pid = responses.start_response(world.mair, world.group, consultation=consultation)
    answer = standing(world, pid).places[0].pid

    for question in (question_pids(world, consultation)[0], other, "aaaaaaaaaaaa"):
        with pytest.raises(Refused, match="another question"):
            blocks.point_to_answer(world.mair, answer, question=question)


def test_blocks_move_and_are_refused_at_the_edge(world: World) -> None:
    _, (answer, *_rest) = start(world)
    for words in ("One", "Two", "Three"):
        blocks.add_prose(world.mair, answer, body=words)
    one, _two, _three = blocks_of(world, answer)

    blocks.move_block(world.mair, answer, block=one.pid, up=False)

    assert body_of(world, answer) == "Two\n\nOne\n\nThree"
    with pytest.raises(Refused, match="already"):
        blocks.move_block(world.mair, answer, block=blocks_of(world, answer)[0].pid, up=True)


def test_a_block_that_was_taken_out_can_be_put_back_in_its_place(world: World) -> None:
    _, (answer, *_rest) = start(world)
    for words in ("One", "Two", "Three"):
        blocks.add_prose(world.mair, answer, body=words)
    two = blocks_of(world, answer)[1]

    blocks.remove_block(world.mair, answer, block=two.pid)
    assert body_of(world, answer) == "One\n\nThree"
    text = the_text(world, answer)
    assert [b.pid for b in list_blocks(db.session(), [text.id], removed=True)[text.id]] == [two.pid]

    blocks.restore_block(world.mair, answer, block=two.pid)
    assert body_of(world, answer) == "One\n\nTwo\n\nThree"
    with pytest.raises(Refused, match="already"):
        blocks.restore_block(world.mair, answer, block=two.pid)


def test_a_block_goes_behind_another(world: World) -> None:
    _, (answer, *_rest) = start(world)
    for words in ("One", "Three"):
        blocks.add_prose(world.mair, answer, body=words)
    one = blocks_of(world, answer)[0]

    blocks.add_prose(world.mair, answer, body="Two", after=one.pid)
    blocks.add_prose(world.mair, answer, body="Nought", after="first")

    assert body_of(world, answer) == "Nought\n\nOne\n\nTwo\n\nThree"
