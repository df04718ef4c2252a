"""Responses in the shapes that members send them in: where answers stand, and what is printed before them."""

from __future__ import annotations

import pytest

from policyhub.domain.document import Block, Document, Inline, LineBreak, Mark, Paragraph, Span, Table
from policyhub.domain.recognising import Recognised, recognise, words_check

ASKED = (
    "Do you agree that buses should run after eight in the evening?",
    "What else should the council do for people without cars?",
    "Should fares be capped at two pounds a journey?",
    "How should the timetable be shown?",
)
ANSWERED = (
    "Yes. People who work late have no other way home, and taxis cost more than they earn.",
    "It should mend the shelters, put seats into them, and show when the next bus comes.",
    "We think that they should. Is it not easy to understand?",
    "On paper as well as on screens, as many members have no telephone that shows it.",
)
LABELS = ["Q{}. ", "Question {}: ", "{}. "]
BOLD = frozenset({Mark.STRONG})


def line(words: str, marks: frozenset[Mark] = frozenset()) -> Paragraph:
    return Paragraph((Span(words, marks),))


def cell(words: str, marks: frozenset[Mark] = frozenset()) -> tuple[Inline, ...]:
    return (Span(words, marks),)


def response(*blocks: Block) -> Recognised:
    """What is recognised in a response; every word of it must have a place."""
    opening = (line("Response to the consultation on buses", BOLD), line("We thank the council for asking us."))
    document = Document(blocks=(*opening, *blocks), extra={"origin": "word"})
    found = recognise(document)
    assert found.kind == "response"
    assert words_check(document, found).complete
    return found


def assert_answered(found: Recognised) -> None:
    assert [(one.text, one.answer) for one in found.questions] == [
        (question, (words,)) for question, words in zip(ASKED, ANSWERED, strict=True)
    ]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("look", ["plain", "bold", "break"])
def test_answers_may_stand_on_the_line_of_their_question(label: str, look: str) -> None:
    blocks = []
    for at, (question, words) in enumerate(zip(ASKED, ANSWERED, strict=True), 1):
        first = Span(label.format(at) + question, BOLD if look == "bold" else frozenset())
        blocks.append(Paragraph((first, *((LineBreak(),) if look == "break" else ()), Span(f" {words}"))))

    assert_answered(response(*blocks))


def test_what_asks_on_is_no_answer() -> None:
    asked = [f"Q{at}. {question} If not, why not? Please say more." for at, question in enumerate(ASKED, 1)]

    found = response(*(line(words) for words in asked), line("Q5. And else? No."))

    assert [one.answer for one in found.questions[:4]] == [()] * 4
    assert found.questions[0].text.endswith("why not? Please say more.")


@pytest.mark.parametrize("look", ["plain", "bold"])
@pytest.mark.parametrize("printed", ["Our view", "Our position:", "The society's response", "Bus users' reply:"])
def test_what_is_printed_before_answers_is_none_of_their_words(printed: str, look: str) -> None:
    marks = BOLD if look == "bold" else frozenset()
    blocks = []
    for at, (question, words) in enumerate(zip(ASKED, ANSWERED, strict=True), 1):
        blocks += [line(f"Question {at}: {question}", marks), line(printed, marks), line(words)]

    found = response(*blocks)

    assert_answered(found)
    assert {one.labels for one in found.questions} == {(printed,)}


@pytest.mark.parametrize("label", LABELS)
def test_short_titles_that_look_like_text_stand_over_the_question_below(label: str) -> None:
    titles = {1: "Late buses", 2: "Shelters and seats", 4: "TIMETABLES"}
    blocks = []
    for at, (question, words) in enumerate(zip(ASKED, ANSWERED, strict=True), 1):
        blocks += [line(titles[at])] if at in titles else []
        blocks += [line(label.format(at) + question), line(words)]

    found = response(*blocks)

    assert_answered(found)
    assert [one.chapter for one in found.questions] == [titles[1], titles[2], titles[2], titles[4]]


def test_short_answers_that_say_the_same_are_no_titles() -> None:
    blocks = []
    for at, question in enumerate(ASKED, 1):
        blocks += [line(f"Q{at}. {question}"), line("It is so."), line("No further comment")]

    assert [one.answer for one in response(*blocks).questions] == [("It is so.", "No further comment")] * 4


@pytest.mark.parametrize("head", [(), ("Question", "Response"), ("Consultation questions", "What we say")])
@pytest.mark.parametrize("label", [*LABELS, ""])
def test_a_table_of_questions_and_answers_is_a_form(label: str, head: tuple[str, ...]) -> None:
    rows = [tuple(cell(words, BOLD) for words in head)] if head else []
    for at, (question, words) in enumerate(zip(ASKED, ANSWERED, strict=True), 1):
        rows.append((cell(label.format(at) + question), cell(words)))

    found = response(Table(tuple(rows), header=bool(head)))

    assert_answered(found)
    assert {one.chapter for one in found.questions} == {None}


@pytest.mark.parametrize("label", LABELS)
def test_each_question_may_have_a_table_of_its_own(label: str) -> None:
    pairs = list(enumerate(zip(ASKED, ANSWERED, strict=True), 1))
    below = [Table(((cell(label.format(at) + question),), (cell(words),))) for at, (question, words) in pairs]
    named = [
        Table(((cell(label.format(at).strip()), cell(question)), (cell("Answer"), cell(words))))
        for at, (question, words) in pairs
    ]

    assert_answered(response(*below))
    assert_answered(response(*named))
