"""Papers and comparisons of papers that are written as Word files are read again as they were."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policyhub.domain.comparing import compare_documents
from policyhub.domain.document import Block, Document, Fact, Heading, NoteMark, Paragraph, Span, contents_of
from policyhub.domain.reducing import reduced_to
from policyhub.domain.tidying import normal
from policyhub.domain.tracked import accepted, rejected
from policyhub.readers.word import read_word
from policyhub.writers.docx import CARRIES, write_docx
from tests.domain.comparisons import pair


def marked(document: Document) -> Document:
    """The document with the notes that are marked in it, in the order of their marks."""
    met = [one.note for content in contents_of(document.blocks) for one in content if isinstance(one, NoteMark)]
    known = {note.id: note for note in document.notes}
    return replace(document, notes=tuple(known[key] for key in dict.fromkeys(met)))


def unnumbered(document: Document) -> tuple[Block, ...]:
    return tuple(
        replace(block, number=None) if isinstance(block, Paragraph | Heading) else block
        for block in normal(document).blocks
    )


@pytest.mark.parametrize("seed", range(100))
def test_what_is_written_is_read_again(seed: int) -> None:
    document = marked(pair(seed)[1])
    assert replace(normal(read_word(write_docx(document))), extra={}) == normal(document)


@pytest.mark.parametrize("seed", range(100))
def test_a_comparison_is_read_again_and_is_both_texts(seed: int) -> None:
    old, new = map(marked, pair(seed))
    compared = marked(compare_documents(old, new, author="Mair", at="2026-11-22T10:00:00Z"))

    found = normal(read_word(write_docx(compared)))

    assert replace(found, extra={}) == normal(reduced_to(compared, CARRIES))
    assert normal(accepted(found)).blocks == normal(accepted(normal(compared))).blocks
    assert unnumbered(rejected(found)) == unnumbered(rejected(normal(compared)))


def test_facts_and_titles_stand_apart() -> None:
    document = Document("Gates", "Draft 2", facts=(Fact("Agreed on", "12 May"),), blocks=(Paragraph((Span("x"),)),))
    found = read_word(write_docx(document))
    assert (found.title, found.subtitle, found.facts) == (document.title, document.subtitle, document.facts)
