"""What a file counts with by itself is one of its words, whatever it looks like."""

from __future__ import annotations

import pytest

from policyhub.domain.document import Block, Document, Heading, ListItem, Paragraph, Span
from policyhub.domain.recognising import KINDS, recognise, words_check
from tests.domain.recognising.reading import outline

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
