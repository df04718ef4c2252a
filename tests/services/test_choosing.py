"""Where a question has choices of its own, an answer takes one of them, or several if it may."""

from __future__ import annotations

import pytest

from policyhub import db
from policyhub.models import Answer, Response
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import load
from policyhub.services import blocks, exports, responses
from policyhub.services.refusals import Refused
from policyhub.writers import write
from tests.services.assembling import answers_of, blocks_of, make_consultation
from tests.world import World

QUESTIONS = (
    {"number": "1", "text": "Do you agree?", "choices": ["Yes", "No", "Not sure"]},
    {"number": "2", "text": "Which of these do you use? Tick all that apply.", "choices": ["Bus", "Train", "Tram"]},
)


@pytest.fixture
def begun(world: World) -> tuple[str, list[str]]:
    consultation = make_consultation(world, questions=QUESTIONS)
    response = responses.start_response(world.mair, world.group, consultation=consultation)
    return response, answers_of(world, response)


def the(world: World, answer: str) -> Answer:
    world.fresh()
    return load(db.session(), Answer, HOUSE, answer)


def test_one_is_taken_another_instead_and_none_again(world: World, begun: tuple[str, list[str]]) -> None:
    one = begun[1][0]
    responses.choose(world.mair, one, chosen=["No"])
    assert the(world, one).chosen == ["No"]
    responses.choose(world.mair, one, chosen=["Yes"])
    assert the(world, one).chosen == ["Yes"]
    responses.choose(world.mair, one, chosen=[])
    assert the(world, one).chosen == []


def test_several_only_where_the_question_says_so(world: World, begun: tuple[str, list[str]]) -> None:
    with pytest.raises(Refused, match="one of these only"):
        responses.choose(world.mair, begun[1][0], chosen=["Yes", "No"])
    responses.choose(world.mair, begun[1][1], chosen=["Tram", "Bus"])
    assert the(world, begun[1][1]).chosen == ["Bus", "Tram"]


@pytest.mark.parametrize("chosen", [["Perhaps"], ["Yes", "<b>"], [""]])
def test_what_they_do_not_offer_is_refused(world: World, begun: tuple[str, list[str]], chosen: list[str]) -> None:
    with pytest.raises(Refused, match="that they offer"):
        responses.choose(world.mair, begun[1][0], chosen=chosen)
    assert the(world, begun[1][0]).chosen == []


def test_a_question_with_choices_takes_no_stance_of_ours(world: World, begun: tuple[str, list[str]]) -> None:
    with pytest.raises(Refused, match="that they offer"):
        responses.set_stance(world.mair, begun[1][0], stance="agree")
    assert the(world, begun[1][0]).stance is None


def test_a_choice_is_an_answer_by_itself(world: World, begun: tuple[str, list[str]]) -> None:
    response, (one, two) = begun
    responses.choose(world.mair, one, chosen=["Yes"])
    responses.mark_complete(world.mair, one)
    world.fresh()
    standing = responses.look(world.mair, load(db.session(), Response, HOUSE, response))
    assert [place.state for place in standing.places] == ["complete", "empty"]
    blocks.add_prose(world.mair, one, body="Gladly.")
    blocks.remove_block(world.mair, one, block=blocks_of(world, one)[0].pid)
    assert the(world, one).complete
    responses.choose(world.mair, one, chosen=[])
    assert not the(world, one).complete
    assert not the(world, two).complete


def test_it_goes_out_with_the_answer(world: World, begun: tuple[str, list[str]]) -> None:
    response, (one, two) = begun
    responses.choose(world.mair, one, chosen=["Not sure"])
    responses.choose(world.mair, two, chosen=["Bus", "Train"])
    world.fresh()
    document = exports.get_response(world.mair, load(db.session(), Response, HOUSE, response)).document
    words = write(document, "txt").decode()
    assert "Our answer: Not sure" in words
    assert "Our answer: Bus; Train" in words
    assert "No answer yet" not in words
