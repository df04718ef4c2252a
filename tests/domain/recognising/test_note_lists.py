"""Notes that a file lists at its end, in the ways in which files count and mark them."""

from __future__ import annotations

import pytest

from policyhub.domain.document import Document, Heading, ListItem, Mark, Paragraph, Span
from policyhub.domain.recognising import recognise, words_check
from policyhub.readers.markdown import read_markdown


@pytest.mark.parametrize("mark", ["[{}]", "\\[{}\\]"])
def test_notes_line_under_line_in_markdown_are_each_a_note(mark: str) -> None:
    one, two = mark.format(1), mark.format(2)
    found = recognise(
        read_markdown(
            f"# Our response\n\n**Q. Are wells deep?**\n\nYes.{one}\n\n**Q. Why?**\n\nRain.{two}\n\n## Endnotes\n\n"
            f"{one} Book of wells.\n{two} Book of rain,\nwhich is long.\n".encode()
        )
    )

    assert [(note.mark, note.text, note.after) for note in found.notes] == [
        ("1", "Book of wells.", "Yes."),
        ("2", "Book of rain, which is long.", "Rain."),
    ]


def test_listed_notes_belong_to_raised_figures_and_not_to_the_numbers_of_questions() -> None:
    raised = frozenset({Mark.SUPERSCRIPT})
    document = Document(
        blocks=(
            Paragraph((Span("Our response"),)),
            Paragraph((Span("Q1. Are wells deep?", frozenset({Mark.STRONG})),)),
            Paragraph((Span("Yes, they are"), Span("1", raised), Span(" and old."), Span("2", raised))),
            Paragraph((Span("Q2. Why?", frozenset({Mark.STRONG})),)),
            Paragraph((Span("Rain and CO2."), Span("3", raised))),
            Heading((Span("Endnotes"),), 2),
            *(ListItem((Span(f"Book {at}."),), 0, f"{at}.") for at in (1, 2, 3)),
        )
    )
    found = recognise(document)

    assert words_check(document, found).complete
    assert [(note.mark, note.question, note.after) for note in found.notes] == [
        ("1", "1", "Yes, they are"),
        ("2", "1", "Yes, they are and old."),
        ("3", "2", "Rain and CO2."),
    ]


def test_figures_left_of_raised_marks_are_not_the_numbers_of_questions() -> None:
    lines = ("Our response", "Q1. Are wells deep?", "Yes.1", "Q2. Why?", "Rain.2", "Endnotes", "1. Wells.", "2. Rain.")
    found = recognise(Document(blocks=tuple(Paragraph((Span(line),)) for line in lines)))

    assert [(note.mark, note.text, note.after) for note in found.notes] == [
        ("1", "Wells.", "Yes."),
        ("2", "Rain.", "Rain."),
    ]
