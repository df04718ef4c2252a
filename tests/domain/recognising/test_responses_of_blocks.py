"""Responses from files that say what is a heading, an item, a number or a note."""

from __future__ import annotations

from policyhub.domain.document import (
    Block,
    Document,
    Fact,
    Heading,
    LineBreak,
    ListItem,
    Mark,
    Note,
    NoteMark,
    Paragraph,
    Quotation,
    Span,
    Table,
)
from policyhub.domain.recognising import Recognised, recognise, words_check


def asked(found: Recognised) -> list[tuple[str | None, str, list[str]]]:
    return [(question.number, question.text, list(question.answer)) for question in found.questions]


def of_blocks(
    *blocks: Block, notes: tuple[Note, ...] = (), title: str = "", facts: tuple[Fact, ...] = ()
) -> Recognised:
    document = Document(title=title, blocks=blocks, notes=notes, facts=facts, extra={"origin": "word"})
    found = recognise(document)
    check = words_check(document, found)
    assert check.complete, check
    return found


def put(words: str, number: str | None = None) -> Paragraph:
    return Paragraph((Span(words),), number=number)


def bold(words: str) -> Paragraph:
    return Paragraph((Span(words, frozenset({Mark.STRONG})),))


def head(words: str, level: int = 1) -> Heading:
    return Heading((Span(words),), level=level)


def test_blocks_with_automatic_numbers_lists_tables_and_notes() -> None:
    found = of_blocks(
        head("Our response to the ferries consultation"),
        head("Chapter 1: Boats", 2),
        put("Do you agree with boats?", "1"),
        put("We do. Boats are:"),
        ListItem((Span("blue"),)),
        ListItem((Span("red"),)),
        put("a numbered answer", "1"),
        put("What else?", "2"),
        Paragraph((Span("Nothing"), NoteMark("f1"), Span(" at all."))),
        head("Chapter 2: Harbours", 2),
        put("Are harbours deep?", "1"),
        Table((((Span("Deep"),), (Span("Yes"),)),)),
        put("Any other comments?", "2"),
        put("No."),
        head("About us", 2),
        put("We are the society."),
        notes=(Note("f1", "1", (put("A note about nothing."),)),),
    )

    assert [(q.chapter, q.number, q.answer) for q in found.questions] == [
        ("Chapter 1: Boats", "1", ("We do. Boats are:", "- blue\n- red", "1\\. a numbered answer")),
        ("Chapter 1: Boats", "2", ("Nothing[^1] at all.",)),
        ("Chapter 2: Harbours", "1", ("| Deep | Yes |\n| --- | --- |",)),
        ("Chapter 2: Harbours", "2", ("No.",)),
    ]
    assert [(note.question, note.after, note.sure) for note in found.notes] == [("2", "Nothing", True)]
    assert [section.heading for section in found.sections] == ["About us"]


def test_bold_questions_with_the_title_and_facts_of_the_document() -> None:
    found = of_blocks(
        bold("Question 1: Do you agree?"),
        put("Answer:"),
        put("Yes."),
        bold("Question 2: Why"),
        put("Answer:"),
        Quotation((Span("The sea is near."),)),
        title="Our response",
        facts=(Fact("Date", "12 May 2026"),),
    )

    assert (found.title, found.running) == ("Our response", ("Date: 12 May 2026",))
    assert asked(found) == [("1", "Do you agree?", ["Yes."]), ("2", "Why", ["> The sea is near."])]


def test_a_form_of_questions_and_answers_in_a_table() -> None:
    rows = (
        ((Span("Question 1: Do you agree with boats?"),), (Span("We do."), LineBreak(), Span("They float."))),
        ((Span("Question 2: Why?"),), (Span("Because they float."),)),
    )

    found = of_blocks(head("Our response"), Table(rows))

    assert found.kind == "response"
    assert asked(found) == [
        ("1", "Do you agree with boats?", ["We do.", "They float."]),
        ("2", "Why?", ["Because they float."]),
    ]


def test_a_form_with_numbers_in_a_column_of_their_own() -> None:
    rows = tuple(
        ((Span(f"{n}."),), (Span(words),), (Span("Yes, as we said."),))
        for n, words in enumerate(("Do you agree with boats?", "Are they blue?"), start=1)
    )

    found = of_blocks(head("Our response to the consultation"), Table(rows))

    assert asked(found) == [
        ("1", "Do you agree with boats?", ["Yes, as we said."]),
        ("2", "Are they blue?", ["Yes, as we said."]),
    ]


def test_a_table_of_quarters_is_no_form() -> None:
    quarters = Table((((Span("Q1 2025"),), (Span("3"),)), ((Span("Q2 2025"),), (Span("4"),))))

    found = of_blocks(head("A policy paper on boats"), put("Boats are old and wet.", "1.1"), quarters)

    assert found.questions == ()
    assert "| Q1 2025 | 3 |" in found.sections[0].text


def test_endnotes_that_the_file_counts_belong_to_the_answers_with_their_marks() -> None:
    found = of_blocks(
        Paragraph((Span("Response to the consultation on buses"),)),
        Paragraph((Span("Q. Do you agree that buses should run later?", frozenset({Mark.STRONG})),)),
        Paragraph((Span("Yes, most people do."), Span("1", frozenset({Mark.SUPERSCRIPT})))),
        Paragraph((Span("Q. What else should be done?", frozenset({Mark.STRONG})),)),
        Paragraph((Span("Seats are missing."), Span("2", frozenset({Mark.SUPERSCRIPT})))),
        Heading((Span("Endnotes"),), 1),
        Paragraph((Span("Survey of towns, 2024."),), "1"),
        Paragraph((Span("Survey of shelters, 2025."),), "2"),
    )
    assert [(note.mark, note.text, note.after) for note in found.notes] == [
        ("1", "Survey of towns, 2024.", "Yes, most people do."),
        ("2", "Survey of shelters, 2025.", "Seats are missing."),
    ]
    assert [question.answer for question in found.questions] == [
        ("Yes, most people do.[^1]",),
        ("Seats are missing.[^2]",),
    ]
