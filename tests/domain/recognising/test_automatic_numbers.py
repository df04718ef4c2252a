"""What a file counts with by itself is one of its words, whatever it looks like."""

from __future__ import annotations

import pytest

from policyhub.domain.document import Block, Document, Heading, ListItem, Paragraph, Span
from policyhub.domain.recognising import KINDS, recognise, words_check
from tests.domain.recognising.reading import outline, read

PROSE = "We ask the council to run buses in the evening, because nobody should have to walk home in the dark."


def counted(*numbers: str, words: str = "Buses") -> tuple[Block, ...]:
    """Paragraphs with these numbers, each with prose after it."""
    pairs = ((Paragraph((Span(words),), number), Paragraph((Span(PROSE),))) for number in numbers)
    return tuple(block for pair in pairs for block in pair)


@pytest.mark.parametrize("words", ["Buses", "Should buses run later?", PROSE])
@pytest.mark.parametrize(
    "number",
    ["Part 1", "Part A", "Chapter 1:", "Annex 1", "Appendix A –", "Schedule One", "Question 1", "Q1", "Section 1",
     "Rhan 1", "Atodiad A", "§ 1", "[1]", "1 -", "Num 1", "1st", "(a)", "Principle 1:", "1.1.1.1...1"],
)  # fmt: skip
@pytest.mark.parametrize("lead", ["Policy on buses", ""])
def test_no_automatic_number_is_lost(number: str, words: str, lead: str) -> None:
    title: tuple[Block, ...] = (Paragraph((Span(lead),)),) if lead else ()
    document = Document(blocks=(*title, *counted(number, number.replace("1", "2").replace("A", "B"), words=words)))
    for kind in (None, *KINDS):
        check = words_check(document, recognise(document, as_kind=kind))
        assert check.complete, (kind, check)


def test_an_item_of_a_list_at_the_top_keeps_its_letter() -> None:
    document = Document(blocks=(ListItem((Span("buses"),), 0, "(a)"), ListItem((Span("trams"),), 0, "(b)")))
    assert words_check(document, recognise(document)).complete


def test_parts_and_annexes_that_the_file_counts_are_parts_and_annexes() -> None:
    blocks = (
        Heading((Span("Buses in towns"),), 1),
        Paragraph((Span("Why we ask"),), "Part A"),
        *counted("1", "2", words=PROSE),
        Paragraph((Span("What we ask"),), "Part B"),
        *counted("3", "4", words=PROSE),
        *counted("Annex A", words="Glossary of words"),
    )
    found = recognise(Document(blocks=blocks), as_kind="paper")

    assert [section.heading for section in found.sections if section.number is None] == [
        "Part A: Why we ask",
        "Part B: What we ask",
    ]
    assert [line.split(" under ")[0] for line in outline(found) if line[0] != "s"] == [
        "1 clause",
        "2 clause",
        "3 clause",
        "4 clause",
        "Annex A appendix",
    ]
    assert found.sections[-1].heading == "Glossary of words"


@pytest.mark.parametrize("kind", [None, *KINDS])
def test_an_appendix_that_the_file_counts_among_its_sections_keeps_that_number(kind: str | None) -> None:
    blocks = (*counted("1", "2", words=PROSE), *counted("3", words="Appendix A: Words we use"))
    document = Document(blocks=(Heading((Span("Buses in towns"),), 1), *blocks))
    assert words_check(document, recognise(document, as_kind=kind)).complete


def test_a_numbered_paragraph_in_the_style_of_a_heading_is_a_clause() -> None:
    blocks = (
        Heading((Span("Note on trams"),), 1),
        Heading((Span("Purpose"),), 1, "1"),
        Heading((Span("This note says what the trams cost and who pays for them."),), 2, "1.1"),
        Heading((Span("Costs."),), 1, "2"),
        Heading((Span("None."),), 2, "2.1"),
        Heading((Span("The three towns:"),), 2, "2.2"),
        ListItem((Span("pay for the rails;"),)),
        Heading((Span("Fares"),), 2, "2.3"),
        Paragraph((Span(PROSE),)),
    )
    found = recognise(Document(blocks=blocks))

    assert outline(found) == [
        "1 heading",
        "1.1 clause under 1",
        "2 heading",
        "2.1 clause under 2",
        "2.2 clause under 2",
        "2.3 heading under 2",
    ]


def test_a_long_sentence_in_the_style_of_a_heading_heads_nothing() -> None:
    blocks = (
        Heading((Span("Trams"),), 2),
        Heading((Span(PROSE),), 2),
        Heading((Span("Fares"),), 2),
        Paragraph((Span(PROSE),)),
    )
    found = recognise(Document(title="Note on trams", blocks=blocks))

    assert [(section.heading, section.text) for section in found.sections] == [("Trams", PROSE), ("Fares", PROSE)]


def test_none_after_a_number_is_all_that_is_said_there() -> None:
    found = read(
        """
        Note on trams

        1. Costs
        1.1 Rails
        Rails are dear.
        1.2 None.
        Other matters of interest to the towns
        1.3 The towns have paid for the first ten trams.
        """
    )

    assert outline(found)[1:3] == ["1.1 heading under 1", "1.2 clause under 1"]
