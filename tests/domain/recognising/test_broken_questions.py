"""Questions and clauses of which each printed line came in as a paragraph of its own."""

from __future__ import annotations

from policyhub.domain.document import Block, Document, Mark, Paragraph, Span
from policyhub.domain.recognising import recognise, words_check
from tests.domain.recognising.reading import read


def paragraphs(*lines: str) -> tuple[Block, ...]:
    """Paragraphs as a file of Word or PDF has them; what begins with an asterisk is bold."""
    strong = frozenset({Mark.STRONG})
    return tuple(
        Paragraph((Span(line.removeprefix("*"), strong if line.startswith("*") else frozenset()),)) for line in lines
    )


def test_a_number_by_itself_and_lines_that_go_on_in_small_letters_are_one_question() -> None:
    document = Document(
        blocks=paragraphs(
            "Survey on the library",
            "3.",
            "Do you use the library at least once",
            "a month?",
            "4.",
            "What would make you use it more",
            "often?",
            "5.",
            "Should it open on Sundays?",
        )
    )
    found = recognise(document)

    assert found.kind == "consultation"
    assert words_check(document, found).complete
    assert [(question.number, question.text) for question in found.questions] == [
        ("3", "Do you use the library at least once a month?"),
        ("4", "What would make you use it more often?"),
        ("5", "Should it open on Sundays?"),
    ]


def test_an_answer_that_begins_with_a_small_letter_is_no_part_of_a_bold_question() -> None:
    document = Document(
        blocks=paragraphs(
            "Our response",
            "*Question 1: What the library should be called",
            "e-Library, as young people say.",
            "*Question 2: Who should pay for",
            "*the name?",
            "The town.",
        )
    )
    found = recognise(document)

    assert [(question.text, question.answer) for question in found.questions] == [
        ("What the library should be called", ("e-Library, as young people say.",)),
        ("Who should pay for the name?", ("The town.",)),
    ]


def test_an_answer_under_a_question_that_ends_in_an_address_is_no_part_of_it() -> None:
    asked = "Question 1 Tell us more about the plan, which stands here: https://example.org/plan/"
    found = recognise(Document(blocks=paragraphs("Our response", asked, "We like it.", "Question 2 Why?", "It rains.")))

    assert [question.answer for question in found.questions] == [("We like it.",), ("It rains.",)]


def test_resolved_and_whereas_in_the_middle_of_a_paragraph_begin_their_parts() -> None:
    found = read(
        "Boats\n\nWHEREAS boats are old; and WHEREAS harbours are deep; NOW, THEREFORE, BE IT RESOLVED, that boats be "
        "painted; and BE IT FURTHER RESOLVED, that harbours be dredged.\n"
    )

    assert found.motion is not None
    assert found.motion.notes == ("boats are old;", "harbours are deep;")
    assert found.motion.resolves == ("boats be painted;", "harbours be dredged.")
