"""What is kept of a consultation, a response or a motion has all its words, or says which stay in the file."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyhub.domain import markup
from policyhub.domain.importing.answers import PlannedAnswer, ResponsePlan, plan_response
from policyhub.domain.importing.asked import ConsultationPlan, plan_consultation
from policyhub.domain.importing.choices import Choices, section_key
from policyhub.domain.importing.matching import Asked, match
from policyhub.domain.importing.pieces import PlannedBlock, together
from policyhub.domain.importing.points import MotionPlan, plan_motion
from policyhub.domain.importing.stored import as_data, from_data
from policyhub.domain.recognising import Recognised, recognise
from policyhub.domain.recognising.answers import is_pointer
from policyhub.domain.recognising.word_counts import plain_words
from tests.domain.recognising.generated_kinds import ConsultationWriter, MotionWriter, ResponseWriter
from tests.domain.recognising.reading import read
from tests.samples import tries

SEEDS = st.integers(min_value=0, max_value=2**31)


def counted(texts: Iterable[str | None]) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"[^\W\d_]+", (text or "").casefold()))


def of_blocks(blocks: Iterable[PlannedBlock]) -> Iterable[str]:
    for block in blocks:
        yield markup.plain(block.body, block.notes)
        yield from (markup.plain(note["text"]) for note in block.notes)


def of_answers(answers: Sequence[PlannedAnswer]) -> Iterable[str | None]:
    chapter = None
    for one in answers:
        yield from (one.text, one.guidance, *one.choices)
        if one.asked:
            yield one.chapter if one.chapter != chapter else None
            chapter = one.chapter
        yield from of_blocks(one.blocks)


def of_plan(plan: ConsultationPlan | ResponsePlan | MotionPlan) -> Counter[str]:
    texts: list[str | None] = list(plan.left_out)
    if isinstance(plan, ResponsePlan):
        texts += of_answers(plan.answers)
    elif isinstance(plan, ConsultationPlan):
        texts += of_answers(plan.questions)
        for one in plan.paragraphs:
            texts += [one.heading, *of_blocks([one.words])]
    else:
        texts += [plan.mover, plan.seconder]
        for _, points in plan.parts:
            texts += of_blocks(points)
    return counted(texts)


def of_file(found: Recognised) -> Counter[str]:
    """The words that recognition gave a place, but the title, which a person may change, and what is only printed."""
    texts: list[str | None] = [found.subtitle, *map(plain_words, (*found.front, *found.back))]
    for section in found.sections:
        texts += [section.heading, plain_words(section.text)]
    texts += [plain_words(note.text) for note in found.notes]
    chapter = None
    for question in found.questions:
        texts += [question.text, question.guidance, *question.choices]
        texts += [question.chapter] if question.chapter != chapter and question.chapter_id is None else []
        texts += map(plain_words, question.answer)
        chapter = question.chapter
    texts += [plain_words(paragraph.text) for paragraph in found.paragraphs]
    if found.motion is not None:
        moved = found.motion
        texts += [*map(plain_words, (*moved.notes, *moved.believes, *moved.resolves)), moved.mover, moved.seconder]
    return counted(texts)


def stored(found: Recognised) -> Recognised:
    return from_data(json.loads(json.dumps(as_data(found))))


@settings(max_examples=tries(40), deadline=None)
@given(SEEDS)
def test_every_word_of_a_response_is_kept_or_points(seed: int) -> None:
    found = stored(recognise(ResponseWriter(seed).make().document, as_kind="response"))

    plan = plan_response(found, Choices())

    pointers = [p for q in found.questions for p in q.answer if is_pointer(plain_words(p))]
    assert not of_file(found) - of_plan(plan) - counted(pointers)
    asked = [one for one in plan.answers if one.asked]
    assert [(one.number, one.chapter, one.text) for one in asked] == [
        (q.number, q.chapter, q.text) for q in found.questions
    ]
    for one, question in zip(asked, found.questions, strict=True):
        said = [(asked[block.see].chapter, asked[block.see].number) for block in one.blocks if block.see is not None]
        assert set(said) <= {(see["chapter"], see["number"]) for see in question.see}
        assert bool(one.blocks) == bool(question.answer)


@settings(max_examples=tries(40), deadline=None)
@given(SEEDS)
def test_every_word_of_a_consultation_is_kept(seed: int) -> None:
    found = stored(recognise(ConsultationWriter(seed).make().document, as_kind="consultation"))

    plan = plan_consultation(found, Choices())

    assert not of_file(found) - of_plan(plan)
    assert [(one.number, one.text, one.word_limit) for one in plan.questions] == [
        (q.number, q.text, q.word_limit) for q in found.questions
    ]
    numbers = [paragraph.number for paragraph in found.paragraphs]
    assert [one.number for one in plan.paragraphs if one.key.startswith("paragraph-")] == numbers


@settings(max_examples=tries(40), deadline=None)
@given(SEEDS)
def test_every_word_of_a_motion_is_kept_or_stays_in_the_file(seed: int) -> None:
    found = stored(recognise(MotionWriter(seed).make().document, as_kind="motion"))

    plan = plan_motion(found, Choices())

    assert not of_file(found) - of_plan(plan)
    assert found.motion is not None
    assert [len(points) for _, points in plan.parts] == [
        len(found.motion.notes),
        len(found.motion.believes),
        len(found.motion.resolves),
    ]


@settings(max_examples=tries(40), deadline=None)
@given(SEEDS, st.randoms(use_true_random=False))
def test_what_is_left_out_of_a_response_is_listed_word_for_word(seed: int, dice) -> None:
    found = stored(recognise(ResponseWriter(seed).make().document, as_kind="response"))
    keys = [f"front{at}" for at in range(len(found.front))] + [f"back{at}" for at in range(len(found.back))]
    keys += [section_key(section) for section in found.sections] + ["subtitle"] * bool(found.subtitle)
    left_out = frozenset(key for key in keys if dice.random() < 0.5)

    plan = plan_response(found, Choices(left_out=left_out))

    assert of_plan(plan) == of_plan(plan_response(found, Choices()))
    assert bool(plan.left_out) == bool(left_out)


RESPONSE = """
Response to the consultation on ferries

From the Harbour Society

Q1. Do you agree that ferries should run each hour?

A. Yes, we do[1].

Q2. What else?

See reply to Q1.

Boats should be blue.

Q3. Any other comments?

As said in answer to Q2, no.

What we ask the minister to do

Ferries deserve a minister of their own. We would gladly meet her in any harbour of her choice.

[1] As do the islands.
"""


def test_an_answer_that_only_points_becomes_a_pointer_and_one_that_says_more_stays() -> None:
    plan = plan_response(read(RESPONSE, as_kind="response"), Choices())

    asked = [one for one in plan.answers if one.asked]
    assert plan.title == "Consultation on ferries"
    assert asked[0].blocks[0].body == "Yes, we do[^1]."
    assert [note["text"] for note in asked[0].blocks[0].notes] == ["As do the islands."]
    assert [block.see for block in asked[1].blocks] == [0, None]
    assert asked[1].blocks[1].body == "Boats should be blue."
    assert (asked[2].blocks[0].see, asked[2].blocks[0].body) == (None, "As said in answer to Q2, no.")


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("See reply to Q2", True),
        ("Please see our answers to questions 2 and 3 above.", True),
        ("See above.", True),
        ("Gweler ein hateb i gwestiwn 2.", True),
        ("As above", True),
        ("See reply to Q2. Fares should fall as well.", False),
        ("Our answer is no.", False),
        ("We comment on this in our paper of 2019.", False),
    ],
)
def test_a_pointer_says_nothing_else(words: str, points: bool) -> None:
    assert is_pointer(words) is points


@pytest.mark.parametrize(
    ("words", "closes"),
    [
        ("This consultation closes on 4 June 2030.", "2030-06-04"),
        ("Closing date: 31st of January 2031", "2031-01-31"),
        ("Please send responses to this address by Friday 2 May 2031.", "2031-05-02"),
        ("Daw'r ymgynghoriad i ben ar 12 Gorffennaf 2030.", "2030-07-12"),
        ("It was published on 4 June 2030.", None),
        ("It closes on 31 February 2030.", None),
    ],
)
def test_the_day_on_which_a_consultation_closes_is_found(words: str, closes: str | None) -> None:
    text = f"Ferries: a consultation\n\n{words}\n\nQuestion 1: Do you agree?\n\nQuestion 2: Why do you?\n"
    plan = plan_consultation(read(text, as_kind="consultation"), Choices())

    assert (plan.closes_at and plan.closes_at.date().isoformat()) == closes
    assert plan_consultation(read(text, as_kind="consultation"), Choices(closes_at="")).closes_at is None


def test_items_of_a_list_stay_one_list() -> None:
    assert together(["We want:", "- boats", "- piers", "And soon."]) == "We want:\n\n- boats\n- piers\n\nAnd soon."
    assert together(["> One.", "> Two."]) == "> One.\n>\n> Two."


def test_questions_are_known_by_number_and_words_and_taken_once() -> None:
    known = [Asked("1", None, "Should ferries run each hour?"), Asked("2", None, "What colour should boats have?")]

    assert match([Asked("1", None, "Should the ferries run every hour?")], known) == [0]
    assert match([Asked("7", None, "What colour should boats have?")], known) == [1]
    assert match([Asked("1", None, "Who owns the harbour, and for how long?")], known) == [None]
    assert match([known[0], known[0]], known) == [0, None]
    assert match([], known) == []
