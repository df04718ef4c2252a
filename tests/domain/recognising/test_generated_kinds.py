"""Responses, consultations and motions made from a seed: what was put in comes back, and every word has a place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policyhub.domain.importing.stored import as_data, from_data
from policyhub.domain.recognising import Recognised, recognise, to_json, words_check
from policyhub.domain.recognising.word_counts import plain_words
from tests.domain.recognising.generated_kinds import ConsultationWriter, Made, MotionWriter, ResponseWriter
from tests.samples import tries

SEEDS = st.integers(min_value=0, max_value=2**31)


def complete(made: Made, kind: str | None = None) -> Recognised:
    found = recognise(made.document, as_kind=kind)
    check = words_check(made.document, found)
    assert check.complete, check
    return found


@settings(max_examples=tries(60), deadline=None)
@given(SEEDS)
def test_a_generated_response_comes_back_as_it_was_made(seed: int) -> None:
    made = ResponseWriter(seed).make()

    found = complete(made)

    assert found.kind == "response"
    assert found.title == made.title
    assert list(found.front) == made.front
    assert [(q.chapter, q.number, q.text) for q in found.questions] == [
        (q.chapter, q.number, q.text) for q in made.questions
    ]
    assert [[plain_words(part) for part in q.answer] for q in found.questions] == [q.answer for q in made.questions]
    assert [[(see["chapter"], see["number"]) for see in q.see] for q in found.questions] == [
        q.see for q in made.questions
    ]
    assert [section.heading for section in found.sections] == made.headings
    assert list(found.back) == made.back


@settings(max_examples=tries(60), deadline=None)
@given(SEEDS)
def test_a_generated_consultation_comes_back_as_it_was_made(seed: int) -> None:
    made = ConsultationWriter(seed).make()

    found = complete(made)

    assert found.kind == "consultation"
    assert [(q.chapter, q.number, q.text) for q in found.questions] == [
        (q.chapter, q.number, q.text) for q in made.questions
    ]
    assert [(q.choices, q.guidance, q.word_limit) for q in found.questions] == [
        (q.choices, q.guidance, q.word_limit) for q in made.questions
    ]
    assert [(p.number, plain_words(p.text)) for p in found.paragraphs] == made.paragraphs
    assert [section.heading for section in found.sections] == made.headings


@settings(max_examples=tries(60), deadline=None)
@given(SEEDS)
def test_a_generated_motion_comes_back_as_it_was_made(seed: int) -> None:
    made = MotionWriter(seed).make()

    found = complete(made)

    assert found.kind == "motion"
    assert found.motion is not None
    parts = {
        "notes": [plain_words(item) for item in found.motion.notes],
        "believes": [plain_words(item) for item in found.motion.believes],
        "resolves": [plain_words(item) for item in found.motion.resolves],
    }
    assert parts == made.motion
    assert (found.title, found.motion.title) == (made.title, made.title)
    assert (found.motion.mover, found.motion.seconder) == (made.mover, made.seconder)
    assert list(found.back) == made.back


@pytest.mark.parametrize("kind", ["paper", "consultation", "response", "motion"])
@settings(max_examples=tries(25), deadline=None)
@given(seed=SEEDS)
@example(seed=7)
def test_every_word_has_a_place_whatever_a_person_says_it_is(kind: str, seed: int) -> None:
    makers: tuple[Callable[[], Made], ...] = (
        ResponseWriter(seed).make,
        ConsultationWriter(seed).make,
        MotionWriter(seed).make,
    )
    for make in makers:
        assert complete(make(), kind).kind == kind


@settings(max_examples=tries(25), deadline=None)
@given(SEEDS)
def test_what_was_found_survives_the_child_process(seed: int) -> None:
    for writer in (ResponseWriter(seed), ConsultationWriter(seed), MotionWriter(seed)):
        found = complete(writer.make())

        again = from_data(as_data(found))

        assert to_json(again) == to_json(found)
        assert again.motion == found.motion
