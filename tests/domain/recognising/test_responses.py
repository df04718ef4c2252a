"""Responses: questions with their answers, in the shapes in which people write them."""

from __future__ import annotations

import pytest

from policyhub.domain.recognising import Recognised
from tests.domain.recognising.reading import read


def asked(found: Recognised) -> list[tuple[str | None, str, list[str]]]:
    return [(question.number, question.text, list(question.answer)) for question in found.questions]


def seen(found: Recognised) -> list[list[str | None]]:
    return [[see["number"] for see in question.see] for question in found.questions]


FERRIES = """
Response to the consultation on ferries

From the Harbour Society, 12 May 2026

We thank the minister. Three things matter:

1. Speed.
2. Price.
3. Are they safe?

Q1. Do you agree that ferries should run each hour?

A: Yes, we do. See our answer to Question 3.

Because:
- people wait
- people leave

Q2. What else?
If not, please say why.

A: I do not know.

Q3 Should the
harbour be dredged in
winter?

We think so (as in Q2).

A. In our view:

1. it should
2. it should not
3. who knows?

Question 3 is the most important of them. See replies already given.

Q5. Any other comments

None.

About us

The Harbour Society was founded in 1900. It has many members in all harbours.
"""


def test_a_response_has_questions_with_answers_between_its_front_and_its_sections() -> None:
    found = read(FERRIES)

    assert (found.kind, found.title) == ("response", "Response to the consultation on ferries")
    assert found.front == (
        "We thank the minister. Three things matter:",
        "1\\. Speed.",
        "2\\. Price.",
        "3\\. Are they safe?",
    )
    assert asked(found) == [
        (
            "1",
            "Do you agree that ferries should run each hour?",
            ["Yes, we do. See our answer to Question 3.", "Because:", "- people wait\n- people leave"],
        ),
        ("2", "What else?\nIf not, please say why.", ["I do not know."]),
        (
            "3",
            "Should the harbour be dredged in winter?",
            [
                "We think so (as in Q2).",
                "In our view:",
                "1\\. it should",
                "2\\. it should not",
                "3\\. who knows?",
                "Question 3 is the most important of them. See replies already given.",
            ],
        ),
        ("5", "Any other comments", ["None."]),
    ]
    assert [(section.kind, section.heading) for section in found.sections] == [("heading", "About us")]


def test_answers_say_to_which_others_they_point() -> None:
    assert seen(read(FERRIES)) == [["3"], [], ["2"], []]


@pytest.mark.parametrize(
    ("answer", "numbers"),
    [
        ("See reply to Q2", ["2"]),
        ("See Q1 and Q2.", ["1", "2"]),
        ("Please refer to our responses to questions 1 to 3 above.", ["1", "2", "3"]),
        ("See replies already given.", ["1", "2", "3"]),
        ("As above.", ["3"]),
        ("Gweler ein hateb i Gwestiwn 2.", ["2"]),
        ("See answer 3.", ["3"]),
        ("As stated (see Q3(a)), no.", ["3"]),
        ("Question 2 of the last inquiry asked the same.", []),
        ("We saw 2 ferries and 3 boats.", []),
        ("See section 2 of our paper.", []),
        ("See Q9.", []),
    ],
)
def test_words_that_point_to_another_answer(answer: str, numbers: list[str]) -> None:
    questions = "\n\n".join(f"Question {n} Why is boat {n} blue?\n\nIt was painted." for n in (1, 2, 3))

    found = read(f"Our response\n\n{questions}\n\nQuestion 4 Why?\n\n{answer}\n")

    assert seen(found)[-1] == numbers
    assert " ".join(found.questions[-1].answer) == answer


def test_numbers_that_begin_again_are_known_by_their_chapter() -> None:
    found = read(
        """
        Our response

        Chapter 1: Boats

        1. Do you agree that boats should be
           painted?

        Yes.

        2. What colour?

        Blue

        Chapter 2: Harbours

        1. Do you agree that harbours should be deep?

        See Q2. See also question 2 of chapter 1.

        2. Who pays?

        We list:

        1. the minister
        2. the town

        7. Anything else?

        No

        May 2026

        Posted in Harbours | Comments Off on Boats
        """
    )

    assert [(q.chapter, q.number, q.text) for q in found.questions] == [
        ("Chapter 1: Boats", "1", "Do you agree that boats should be painted?"),
        ("Chapter 1: Boats", "2", "What colour?"),
        ("Chapter 2: Harbours", "1", "Do you agree that harbours should be deep?"),
        ("Chapter 2: Harbours", "2", "Who pays?"),
        ("Chapter 2: Harbours", "7", "Anything else?"),
    ]
    assert found.questions[3].answer == ("We list:", "1\\. the minister", "2\\. the town")
    assert [(see["chapter"], see["number"]) for see in found.questions[2].see] == [
        ("Chapter 2: Harbours", "2"),
        ("Chapter 1: Boats", "2"),
    ]
    assert found.questions[4].answer == ("No",)
    assert found.back == ("May 2026", "Posted in Harbours | Comments Off on Boats")


def test_questions_without_numbers() -> None:
    found = read("Response to the buses inquiry\n\nQ. Do you agree?\nA. Yes.\n\nQ. Should there be more?\nA. More.\n")

    assert asked(found) == [(None, "Do you agree?", ["Yes."]), (None, "Should there be more?", ["More."])]


def test_questions_in_bold_and_in_headings_of_markdown() -> None:
    found = read(
        """
        # Our consultation response

        ### 8. What would help buses?

        Many things:

        * roads
        * drivers

        ### Which of these matter to you? (Select two)

        * **Roads**

        ### 10. Please explain your choice

        Roads \\[1\\] are good.

        \\[1\\]: [a map](https://example.org/map)

        ### 11. Anything else?

        No \\[1\\].

        \\[1\\]: [no map](https://example.org/none)
        """,
        name="buses.md",
    )

    assert asked(found)[:2] == [
        ("8", "What would help buses?", ["Many things:", "- roads\n- drivers"]),
        (None, "Which of these matter to you? (Select two)", ["- **Roads**"]),
    ]
    assert [(note.mark, note.question, note.after) for note in found.notes] == [("1", "10", "Roads"), ("1", "11", "No")]
    assert found.questions[3].answer == (f"No [^{found.notes[1].key}].",)


def test_questions_in_welsh() -> None:
    found = read(
        "Ymateb i'r ymgynghoriad\n\nCwestiwn 1 A ydych yn cytuno?\n\nAteb: Ydym.\n\nCwestiwn 2: Beth arall?\n\nDim.\n"
    )

    assert found.kind == "response"
    assert asked(found) == [("1", "A ydych yn cytuno?", ["Ydym."]), ("2", "Beth arall?", ["Dim."])]


def test_a_number_alone_takes_the_words_that_follow_it() -> None:
    found = read("Our response\n\nQuestion 1\n\nDo you agree?\n\nYes.\n\nQuestion 2 – Trains\n\nDo you?\n\nNo.\n")

    assert asked(found) == [("1", "Do you agree?", ["Yes."]), ("2", "Trains\nDo you?", ["No."])]


def test_a_list_of_all_questions_before_the_answers_is_no_second_set() -> None:
    questions = ["Q1. Do you agree with boats?", "Q2. What colour are they?", "Q3. Who pays for them?"]
    listed = "\n\n".join(questions)
    answered = "\n\n".join(f"{question}\n\nAs the town wishes." for question in questions)

    found = read(f"Our response\n\nThe questions were:\n\n{listed}\n\n{answered}\n")

    assert [(q.number, q.answer) for q in found.questions] == [(str(n), ("As the town wishes.",)) for n in (1, 2, 3)]
    assert len(found.front) == 4


def test_headings_that_ask_are_no_questions_in_a_paper() -> None:
    found = read(
        """
        A policy paper on bread

        1. What is wrong?

        1.1. Bread is dear.

        2. What should be done?

        2.1. Bread should be cheap.

        Why cheap?

        People eat it each day, and it is made of flour and water.
        """
    )

    assert (found.kind, found.questions) == ("paper", ())


def test_a_response_without_questions_keeps_its_text() -> None:
    found = read(
        "Our response\n\nWe agree with all that was proposed, and have nothing to add to it at all.\n",
        as_kind="response",
    )

    assert found.questions == ()
    assert [section.kind for section in found.sections] == ["clause"]
    assert any("No questions were found" in warning for warning in found.warnings)


def test_lost_marks_of_notes_are_put_back_into_answers() -> None:
    found = read(
        "Our response\n\nQ1. Do you agree?\n\nBoats are old.\ufffd They are wet.\n\nQ2. Why?\n\nWe know.\n\n"
        "\ufffd Older than most boats.\n"
    )

    assert [(note.question, note.after) for note in found.notes] == [("1", "Boats are old.")]
    assert found.questions[0].answer == ("Boats are old.[^1] They are wet.",)
