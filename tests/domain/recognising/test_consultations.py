"""Consultations: questions with guidance and choices, and the numbered paragraphs around them."""

from __future__ import annotations

import pytest

from policyhub.domain.document import Document, Heading, ListItem, Mark, Paragraph, Span, Table
from policyhub.domain.recognising import Recognised, recognise, to_json, words_check
from tests.domain.recognising.reading import read

FERRIES = """
Ferries for the future: a consultation

Department of Harbours, March 2026

This consultation closes on 4 June 2026.

1. Introduction

1.1 The government wants ferries to run each hour.

1.2 Ferries are old. They cost £3 million a year (see 1.1).

2. Boats

2.1 Boats should be painted. We propose that:

a) they are blue
b) they are red

2.2 There are two options for the colour.

Question 1: Do you agree that boats should be painted? (maximum 300 words)

Yes / No / Not sure

Please give your reasons. If you tick no, say why.

2.3 Boats need harbours as well.

Question 2. Which of these colours do you like best?

☐ Blue
☐ Red
☐ Neither

3. Harbours

3.1 Harbours are deep.

Question 3
To what extent do you agree that harbours should be deep?

- Strongly agree
- Agree
- Neither agree nor disagree
- Disagree
- Strongly disagree

Word limit: 1,000

Question 4: Do you have any other comments?

How to respond

Send your answers to the department by post.

Annex A: List of questions

Question 1: Do you agree that boats should be painted? (maximum 300 words)

Question 2. Which of these colours do you like best?

Question 4: Do you have any other comments?
"""


def closed(found: Recognised) -> list[tuple[str | None, str, tuple[str, ...]]]:
    return [(question.number, question.text, question.choices) for question in found.questions]


def test_a_consultation_has_questions_with_guidance_choices_and_limits() -> None:
    found = read(FERRIES)

    assert found.kind == "consultation"
    assert (found.title, found.subtitle) == (
        "Ferries for the future: a consultation",
        "Department of Harbours, March 2026",
    )
    assert [(q.number, q.chapter, q.text, q.guidance, q.choices, q.word_limit) for q in found.questions] == [
        (
            "1",
            "Boats",
            "Do you agree that boats should be painted? (maximum 300 words)",
            "Please give your reasons. If you tick no, say why.",
            ("Yes", "No", "Not sure"),
            300,
        ),
        ("2", "Boats", "Which of these colours do you like best?", None, ("Blue", "Red", "Neither"), None),
        (
            "3",
            "Harbours",
            "To what extent do you agree that harbours should be deep?",
            "Word limit: 1,000",
            ("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"),
            1000,
        ),
        ("4", "Harbours", "Do you have any other comments?", None, (), None),
    ]


def test_its_numbered_paragraphs_can_be_cited_and_its_headings_stay_sections() -> None:
    found = read(FERRIES)

    assert [(p.number, p.text) for p in found.paragraphs] == [
        ("1.1", "The government wants ferries to run each hour."),
        ("1.2", "Ferries are old. They cost £3 million a year (see 1.1)."),
        ("2.1", "Boats should be painted. We propose that:\n\na) they are blue\n\nb) they are red"),
        ("2.2", "There are two options for the colour."),
        ("2.3", "Boats need harbours as well."),
        ("3.1", "Harbours are deep."),
    ]
    assert [section.heading for section in found.sections] == [
        "Introduction",
        "Boats",
        "Harbours",
        "How to respond",
        "List of questions",
    ]
    assert [(r["section"], r["target"]) for r in to_json(found)["references"]] == [("1.2", "1.1")]


def test_a_bare_list_of_questions_with_headings_over_them() -> None:
    found = read(
        """
        Survey about buses

        Please answer by 3 May.

        About you

        1. What is your name?

        2. Are you a member? (Yes/No)

        Buses

        3. Do you agree that buses should come each hour? Yes / No / Don't know

        Up to 200 words.

        4. Which buses do you use?
        (a) The early one
        (b) The late one

        5. Tell us more about buses
        """,
        as_kind="consultation",
    )

    assert [(q.chapter, q.guidance, q.word_limit) for q in found.questions] == [
        ("About you", None, None),
        ("About you", None, None),
        ("Buses", "Up to 200 words.", 200),
        ("Buses", None, None),
        ("Buses", None, None),
    ]
    assert closed(found) == [
        ("1", "What is your name?", ()),
        ("2", "Are you a member?", ("Yes", "No")),
        ("3", "Do you agree that buses should come each hour?", ("Yes", "No", "Don't know")),
        ("4", "Which buses do you use?", ("(a) The early one", "(b) The late one")),
        ("5", "Tell us more about buses", ()),
    ]
    assert found.front == ("Please answer by 3 May.",)


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("(maximum 300 words)", 300),
        ("Your answer should not exceed 1,500 words.", 1500),
        ("Please limit your answer to 250 words.", 250),
        ("Word limit: 500", 500),
        ("(500 words max)", 500),
        ("Answer in 200 words or fewer.", 200),
        ("No more than 2000 words", 2000),
        ("(uchafswm o 250 gair)", 250),
        ("There are 40 boats and 300 words for them.", None),
    ],
)
def test_word_limits(words: str, limit: int | None) -> None:
    found = read(f"Consultation on boats\n\nQuestion 1: Why are boats blue?\n\n{words}\n\nQuestion 2: Why not?\n")

    assert found.questions[0].word_limit == limit


@pytest.mark.parametrize(
    ("given", "choices"),
    [
        ("☐ Yes ☐ No ☐ Don't know", ("Yes", "No", "Don't know")),
        ("[ ] Yes\n[ ] No", ("Yes", "No")),
        ("Yes\nNo\nNot sure", ("Yes", "No", "Not sure")),
        ("Strongly agree, agree, disagree", ("Strongly agree", "agree", "disagree")),
        ("- Blue\n- Red\n- Green, or another colour", ("Blue", "Red", "Green, or another colour")),
        ("Ydw / Nac ydw / Ddim yn gwybod", ("Ydw", "Nac ydw", "Ddim yn gwybod")),
        ("Please say yes or no.", ()),
    ],
)
def test_choices_in_the_shapes_in_which_they_are_printed(given: str, choices: tuple[str, ...]) -> None:
    found = read(f"Consultation on boats\n\nQuestion 1: Do you agree?\n\n{given}\n\nQuestion 2: Why?\n")

    assert found.questions[0].choices == choices


def test_a_consultation_of_blocks() -> None:
    strong = frozenset({Mark.STRONG})
    document = Document(
        blocks=(
            Heading((Span("Consultation on boats"),)),
            Heading((Span("Introduction"),), level=2),
            Paragraph((Span("Boats matter to all who live by the sea."),), number="1.1"),
            Paragraph((Span("A paragraph without a number goes on."),)),
            Heading((Span("Painting"),), level=2),
            Paragraph((Span("We would paint boats in the winter."),), number="2.1"),
            Paragraph((Span("Question 1: Do you agree that boats should be painted?", strong),)),
            ListItem((Span("Yes"),), marker="☐"),
            ListItem((Span("No"),), marker="☐"),
            Paragraph((Span("Please explain (maximum 250 words)."),)),
            Paragraph((Span("Colour is a matter of taste."),), number="2.2"),
            Paragraph((Span("Question 2: Is it?", strong),)),
            Table((((Span("Yes"),), (Span("No"),)),)),
            Heading((Span("Annex A: Glossary"),), level=2),
            Paragraph((Span("Boat: a thing that floats."),)),
        ),
        extra={"origin": "word"},
    )

    found = recognise(document)

    assert words_check(document, found).complete
    assert closed(found) == [
        ("1", "Do you agree that boats should be painted?", ("Yes", "No")),
        ("2", "Is it?", ("Yes", "No")),
    ]
    assert [(p.number, p.text) for p in found.paragraphs] == [
        ("1.1", "Boats matter to all who live by the sea.\n\nA paragraph without a number goes on."),
        ("2.1", "We would paint boats in the winter."),
        ("2.2", "Colour is a matter of taste."),
    ]
    assert [section.heading for section in found.sections] == ["Introduction", "Painting", "Glossary"]


LISTED = """
    A new bridge: have your say

    8. Where should it be built?
       Option A - at the mill
       Option B - at the ford

    9. Which of these matter to you? (Tick all that apply)
       • Price
       • Looks

    10. Please rank the following:
    (1) taste
    (2) cost

    12. What else should we know? (up to 1,000 words)
    """


def test_questions_that_say_how_to_answer_them_have_no_answers() -> None:
    found = read(LISTED)

    assert found.kind == "consultation"
    assert [(q.number, q.choices, q.word_limit) for q in found.questions] == [
        ("8", ("Option A - at the mill", "Option B - at the ford"), None),
        ("9", ("Price", "Looks"), None),
        ("10", ("(1) taste", "(2) cost"), None),
        ("12", (), 1000),
    ]


def test_an_answer_to_a_question_that_says_how_to_answer_it_is_an_answer() -> None:
    said = "We want the bridge at the ford, since that is where most of us have to cross in the winter."
    asked = ("Where do you want it? (up to 100 words)", "Which of these matter? (Tick all that apply)")
    found = read("The bridge\n\n" + "\n\n".join(f"Q{at}. {text}\n\n{said}" for at, text in enumerate(asked, 1)))

    assert found.kind == "response"


def test_where_a_question_comes_from_is_none_of_its_words() -> None:
    found = read("Boats\n\nQuestion 1 (Chapter 2): Are boats old?\n\nQuestion 2 (paragraphs 3.1 – 3.4): Why?\n")

    assert [(q.number, q.text) for q in found.questions] == [("1", "Are boats old?"), ("2", "Why?")]
