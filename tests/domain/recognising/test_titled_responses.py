"""Responses that are documents of their own: sections with titles around the questions, and notes at the end."""

from __future__ import annotations

import pytest

from policyhub.domain.document import Document, Heading, Paragraph, Span
from policyhub.domain.recognising import recognise
from tests.domain.recognising.reading import notes, outline, read, texts

RESPONSE = """
Safer ferries: government response

1. Introduction

The consultation ran from March to May. We are grateful to all who replied to it.[1]

2. Crews

Crews are at the heart of safety.

Q. Do you agree that crews should be trained each year?

Most respondents agreed.[2] Unions asked for more.

Q. What should the training cover?

Respondents mentioned:

1. fire
2. flood

3. Passengers

The consultation also asked about passengers.

Q. Should life jackets be worn by all passengers?

Few thought so.

4. Next steps

The government will lay regulations in the autumn.

Endnotes

[1] There were forty.
[2] Thirty of forty.
"""


@pytest.mark.parametrize("loose", [True, False])
def test_numbered_titles_around_questions_are_sections(loose: bool) -> None:
    found = read(RESPONSE if loose else RESPONSE.replace("\n\n", "\n"))

    assert (found.kind, found.subtitle, found.front) == ("response", None, ())
    assert outline(found) == ["1 heading", "2 heading", "3 heading", "4 heading"]
    assert texts(found)["3"] == "The consultation also asked about passengers."
    assert [(q.chapter, len(q.answer)) for q in found.questions] == [
        ("Crews", 1),
        ("Crews", 3),
        ("Passengers", 1),
    ]
    assert [(mark, section) for mark, section, _ in notes(found)] == [("1", "1"), ("2", "")]


def test_numbered_answers_are_no_sections() -> None:
    found = read("Our response\n\nQ. What do you want?\n\n1. Boats\n\n2. Trains\n\nQ. Why?\n\n1. Rain\n\n2. Snow\n")

    assert found.sections == ()
    assert [len(question.answer) for question in found.questions] == [2, 2]


def test_what_was_said_and_what_is_decided_are_parts_of_an_answer() -> None:
    found = read(
        """
        Consultation on ferries: government response

        1. Crews

        Q1. Do you agree that crews should be trained each year?

        Summary of responses

        1.1 We had forty replies.

        Government response

        1.2 We will require training.

        Q2. What should it cover?

        Summary of responses

        1.3 Most said fire.

        2. Passengers

        Q3. Should life jackets be worn?

        Government response

        2.1 We agree.
        """
    )

    assert found.kind == "response"
    assert [(q.number, q.chapter, len(q.answer)) for q in found.questions] == [
        ("1", "Crews", 4),
        ("2", "Crews", 2),
        ("3", "Passengers", 2),
    ]


def test_headings_before_the_first_question_are_sections_and_what_is_above_them_front() -> None:
    words = "The society has looked at the plan with care, and thanks the council for the time to do so."
    blocks = (
        Heading((Span("Response to the consultation on wells"),), 1),
        Paragraph((Span(words),)),
        Heading((Span("Introduction"),), 2),
        Paragraph((Span(words),)),
        Heading((Span("Q1. Are wells deep?"),), 3),
        Paragraph((Span("Yes."),)),
        Heading((Span("Q2. Are they old?"),), 3),
        Paragraph((Span("No."),)),
    )
    found = recognise(Document(blocks=blocks))

    assert found.front == (words,)
    assert [(section.heading, section.text) for section in found.sections] == [("Introduction", words)]
    assert [question.answer for question in found.questions] == [("Yes.",), ("No.",)]


def test_the_contents_of_a_response_are_front_wherever_they_stand() -> None:
    words = "The society has looked at the plan with care, and thanks the council for the time to do so."
    contents = "# Contents\n\nQuestions .......... 2\n\nNext steps .......... 3\n\nWho we are .......... 4"
    found = read(
        f"Our response\n\n# Foreword\n\n{words}\n\n{contents}\n\n# Questions\n\nQ1. Are wells deep?\n\nYes.\n\n"
        f"Q2. Why?\n\nRain.\n\n# Next steps\n\n{words}\n"
    )

    assert [section.heading for section in found.sections] == ["Foreword", "Questions", "Next steps"]
    assert any("Who we are" in line for line in found.front)


def test_a_long_paper_that_speaks_of_responses_is_a_paper() -> None:
    rule = "The chair acts in response to a letter.\n\nA. She writes.\n\nB. She calls.\n"
    found = read("Rules of the society\n\n" + "\n".join(f"{at}. {rule}" for at in range(1, 9)))

    assert found.kind == "paper"
