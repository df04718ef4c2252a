"""Responses are begun, assembled, completed and finished, and each step can be refused."""

from __future__ import annotations

import pytest

from policyhub import db
from policyhub.models import Response
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import NotFound, load
from policyhub.services import blocks, responses
from policyhub.services.refusals import Forbidden, Refused
from tests.counting_statements import counting
from tests.services.assembling import (
    agree,
    base_of,
    blocks_of,
    body_of,
    change,
    make_consultation,
    question_pids,
    start,
    version_of,
)
from tests.world import World

MOST = 15


def standing(world: World, response: str, who=None) -> responses.Standing:
    world.fresh()
    return responses.look(who or world.mair, load(db.session(), Response, HOUSE, response))


def obstacles(world: World, response: str) -> list[list[str]]:
    return [[o.what for o in place.obstacles] for place in standing(world, response).places]


def test_a_response_has_an_empty_answer_for_each_question(world: World) -> None:
    response, answers = start(world)

    found = standing(world, response)

    assert [p.answer.question.number for p in found.places] == ["1", "2", "3"]
    assert [p.state for p in found.places] == ["empty"] * 3
    assert [body_of(world, pid) for pid in answers] == ["", "", ""]


def test_a_group_has_one_response_to_a_consultation(world: World) -> None:
    consultation = make_consultation(world)
    responses.start_response(world.mair, world.group, consultation=consultation)

    with pytest.raises(Refused, match="begun"):
        responses.start_response(world.mair, world.group, consultation=consultation)


def test_only_who_runs_a_group_begins_its_response(world: World) -> None:
    consultation = make_consultation(world)

    with pytest.raises(Forbidden):
        responses.start_response(world.owen, world.group, consultation=consultation)
    assert responses.start_response(world.tom, world.branch, consultation=consultation)


def test_an_edited_passage_becomes_adapted_and_no_longer_claims_agreement(world: World) -> None:
    response, (answer, *_rest) = start(world)
    agree(world, "2.1")
    blocks.insert_passage(world.mair, answer, section=world.section("2.1"))
    (block,) = blocks_of(world, answer)

    blocks.edit_block(
        world.mair, answer, block=block.pid, body="Nobody should stay at home for a fare.", base=base_of(world, answer)
    )

    (block,) = blocks_of(world, answer)
    assert block.adapted
    assert block.version.pid == version_of(world, "2.1")
    assert body_of(world, answer) == "Nobody should stay at home for a fare."
    responses.mark_complete(world.mair, answer)
    assert standing(world, response).places[0].state == "complete"


def test_the_page_says_when_the_paper_has_moved_on_and_new_words_can_be_taken(world: World) -> None:
    response, (answer, *_rest) = start(world)
    blocks.insert_passage(world.mair, answer, section=world.section("2.1"), quote="kept at home")
    (block,) = blocks_of(world, answer)
    with pytest.raises(Refused, match="newest"):
        blocks.take_new_words(world.mair, answer, block=block.pid)
    change(world, "2.1", "Surely nobody should be kept at home by a fare.")
    assert "moved_on" in obstacles(world, response)[0]

    blocks.take_new_words(world.mair, answer, block=block.pid)

    (block,) = blocks_of(world, answer)
    assert block.version.pid == version_of(world, "2.1")
    assert body_of(world, answer) == "kept at home"
    assert "moved_on" not in obstacles(world, response)[0]


def test_old_words_can_be_kept_until_the_paper_moves_on_again(world: World) -> None:
    response, (answer, *_rest) = start(world)
    blocks.insert_passage(world.mair, answer, section=world.section("2.1"))
    (block,) = blocks_of(world, answer)
    change(world, "2.1", "Nobody should be kept at home.")

    blocks.keep_old_words(world.mair, answer, block=block.pid)
    assert "moved_on" not in obstacles(world, response)[0]

    change(world, "2.1", "Nobody should stay at home.")
    assert "moved_on" in obstacles(world, response)[0]
    assert body_of(world, answer) == "Nobody should be kept at home by a fare."


def test_an_answer_that_stands_on_agreed_words_alone_is_agreed(world: World) -> None:
    response, (answer, *_rest) = start(world)
    agree(world, "2.1")
    blocks.insert_passage(world.mair, answer, section=world.section("2.1"))
    assert standing(world, response).places[0].state == "drafting"

    responses.mark_complete(world.mair, answer)

    found = standing(world, response)
    assert found.places[0].state == "agreed"
    assert (found.answered, found.agreed) == (1, 1)
    assert found.places[0].obstacles == []


def test_an_answer_that_points_to_an_agreed_one_alone_is_agreed_with_it(world: World) -> None:
    response, (first, second, _third) = start(world)
    consultation = load(db.session(), Response, HOUSE, response).consultation.pid
    agree(world, "2.1")
    blocks.insert_passage(world.mair, first, section=world.section("2.1"))
    blocks.point_to_answer(world.mair, second, question=question_pids(world, consultation)[0])
    responses.mark_complete(world.mair, second)
    assert [place.state for place in standing(world, response).places][:2] == ["drafting", "complete"]

    responses.mark_complete(world.mair, first)

    assert [place.state for place in standing(world, response).places][:2] == ["agreed", "agreed"]
    blocks.add_prose(world.mair, second, body="And nothing more.")
    responses.mark_complete(world.mair, second)
    assert standing(world, response).places[1].state == "complete"


def test_words_that_refer_to_the_paper_are_told_until_they_no_longer_do(world: World) -> None:
    response, (answer, *_rest) = start(world)
    agree(world, "1.2")
    blocks.insert_passage(world.mair, answer, section=world.section("1.2"))
    responses.mark_complete(world.mair, answer)

    (found,) = standing(world, response).places[0].obstacles
    assert (found.what, found.values) == ("points_outside", {"numbers": "2.1"})

    plain = "Nobody should be kept at home by a fare."
    blocks.edit_block(
        world.mair, answer, block=blocks_of(world, answer)[0].pid, body=plain, base=base_of(world, answer)
    )
    responses.mark_complete(world.mair, answer)
    assert standing(world, response).places[0].obstacles == []


def test_what_stands_in_the_way_is_told(world: World) -> None:
    response, (first, second, _third) = start(world)
    blocks.insert_passage(world.mair, first, section=world.section("1.2"))
    blocks.add_prose(world.mair, first, body="word " * 30)
    consultation = load(db.session(), Response, HOUSE, response).consultation.pid
    third_question = question_pids(world, consultation)[2]
    blocks.point_to_answer(world.mair, second, question=third_question)

    assert obstacles(world, response) == [
        ["points_outside", "not_agreed", "over_limit", "unfinished"],
        ["points_nowhere", "unfinished"],
        ["empty"],
    ]


def test_a_circle_of_pointers_is_found(world: World) -> None:
    response, (first, second, _third) = start(world)
    consultation = load(db.session(), Response, HOUSE, response).consultation.pid
    one, two, _three = question_pids(world, consultation)
    blocks.point_to_answer(world.mair, first, question=two)
    blocks.point_to_answer(world.mair, second, question=one)

    found = obstacles(world, response)

    assert "points_in_circle" in found[0]
    assert "points_in_circle" in found[1]
    assert "points_in_circle" not in found[2]


def test_an_empty_answer_cannot_be_complete(world: World) -> None:
    _, (answer, *_rest) = start(world)

    with pytest.raises(Refused, match="no answer"):
        responses.mark_complete(world.mair, answer)


def test_an_answer_that_loses_its_last_words_is_no_longer_complete(world: World) -> None:
    response, (answer, *_rest) = start(world)
    blocks.add_prose(world.mair, answer, body="One")
    responses.mark_complete(world.mair, answer)

    blocks.remove_block(world.mair, answer, block=blocks_of(world, answer)[0].pid)

    assert standing(world, response).places[0].state == "empty"
    assert not standing(world, response).places[0].answer.complete


def test_a_stance_is_one_of_four(world: World) -> None:
    response, (answer, *_rest) = start(world)

    responses.set_stance(world.owen, answer, stance="partly")

    assert standing(world, response).places[0].answer.stance == "partly"
    with pytest.raises(Refused):
        responses.set_stance(world.owen, answer, stance="perhaps")


def test_a_response_is_finished_by_who_runs_the_group_and_then_stands_still(world: World) -> None:
    response, (answer, *_rest) = start(world)
    with pytest.raises(Refused, match="Some things stand in the way"):
        responses.finish_response(world.mair, response)
    with pytest.raises(Forbidden):
        responses.finish_response(world.owen, response, anyway=True)
    with pytest.raises(NotFound):
        load(db.session(), Response, world.joan, response)

    responses.finish_response(world.mair, response, anyway=True)

    world.fresh()
    assert load(db.session(), Response, world.joan, response).state == "ready"
    with pytest.raises(Forbidden):
        blocks.add_prose(world.mair, answer, body="Late")
    responses.reopen_response(world.mair, response)
    blocks.add_prose(world.mair, answer, body="In time")
    responses.finish_response(world.mair, response, anyway=True)
    responses.mark_sent(world.mair, response)
    with pytest.raises(Refused, match="moved on"):
        responses.reopen_response(world.mair, response)


def test_a_reader_of_a_response_learns_nothing_of_a_paper_that_is_closed_to_them(world: World) -> None:
    response, (answer, *_rest) = start(world)
    blocks.insert_passage(world.mair, answer, section=world.section("2.1"))
    responses.finish_response(world.mair, response, anyway=True)

    (theirs,) = standing(world, response, world.joan).sources.values()
    (ours,) = standing(world, response, world.owen).sources.values()

    assert (theirs.seen, theirs.paper_title, theirs.paper_pid, theirs.section_pid, theirs.name) == (False,) + ("",) * 4
    assert (ours.seen, ours.paper_title, ours.name) == (True, "Every village, every hour", "2.1")


def test_each_command_is_one_commit_and_few_statements(world: World, database) -> None:
    consultation = make_consultation(world)
    agree(world, "2.1")
    section = world.section("2.1")
    response = ""

    def begin() -> None:
        nonlocal response
        response = responses.start_response(world.mair, world.group, consultation=consultation)

    def step(run, most: int = MOST) -> None:
        world.fresh()
        with counting(database) as counted:
            run()
        assert counted.commits == 1
        assert len(counted.statements) <= most, "\n".join(counted.statements)

    step(begin)
    answer = standing(world, response).places[0].pid
    step(
        lambda: blocks.insert_passage(world.mair, answer, section=section), most=MOST + 1
    )  # put_version reads the text again
    step(lambda: blocks.add_prose(world.mair, answer, body="Two"))
    pid, base = blocks_of(world, answer)[0].pid, base_of(world, answer)
    step(lambda: blocks.edit_block(world.mair, answer, block=pid, body="Three", base=base))
    step(lambda: blocks.move_block(world.mair, answer, block=pid, up=False))
    step(lambda: blocks.remove_block(world.mair, answer, block=pid))
    step(lambda: blocks.restore_block(world.mair, answer, block=pid))
    step(lambda: responses.finish_response(world.mair, response, anyway=True))
