"""What is written as a Word file is read again as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policyhub.domain.comparing import compare_documents
from policyhub.domain.document import Block, Document, Fact, Heading, ListItem, NoteMark, Paragraph, Span, Table
from policyhub.domain.tracked import joined
from policyhub.readers.word import read_word
from policyhub.writers.docx import write_docx
from tests.domain.comparisons import pair


def with_plain_ids(document: Document) -> tuple[list[Block], list[tuple[str, list[Block]]]]:
    """The blocks and notes with the ids that a reader gives replaced by their order, neighbours of one look as one."""
    order = {note.id: f"n{at}" for at, note in enumerate(document.notes)}

    def plain(block: Block) -> Block:
        if isinstance(block, Table):
            return replace(block, rows=tuple(tuple(joined(cell) for cell in row) for row in block.rows))
        content = [replace(one, note=order[one.note]) if isinstance(one, NoteMark) else one for one in block.content]
        content = [one for one in joined(content) if not isinstance(one, Span) or one.text]
        return replace(block, content=joined(content))

    return [made for block in document.blocks if shows(made := plain(block))], [
        (note.mark, [plain(block) for block in note.blocks]) for note in document.notes
    ]


def shows(block: Block) -> bool:
    """Whether anything is read in a block: an empty paragraph is none."""
    return isinstance(block, Table) or bool(block.content) or block.end_change is not None


def marked(document: Document) -> Document:
    """The document with the notes that are marked in it, in the order of their marks."""
    blocks = [block for block in document.blocks if not isinstance(block, Table)]
    met = [one.note for block in blocks for one in block.content if isinstance(one, NoteMark)]
    known = {note.id: note for note in document.notes}
    return replace(document, notes=tuple(known[key] for key in dict.fromkeys(met)))


@pytest.mark.parametrize("seed", range(100))
def test_what_is_written_is_read_again(seed: int) -> None:
    document = marked(pair(seed)[1])
    found = read_word(write_docx(document))
    assert found.title == document.title
    assert with_plain_ids(found) == with_plain_ids(document)


@pytest.mark.parametrize("seed", range(100))
def test_a_comparison_is_read_again_but_for_the_numbers_of_what_is_gone(seed: int) -> None:
    compared = marked(compare_documents(*pair(seed), author="Mair", at="2026-11-22T10:00:00Z"))
    expected = replace(compared, blocks=tuple(map(_uncounted, compared.blocks)))
    assert with_plain_ids(read_word(write_docx(compared)))[0] == with_plain_ids(expected)[0]


def _uncounted(block: Block) -> Block:
    """What is gone has no number and no bullet: counting passes over it."""
    if isinstance(block, Table) or block.end_change is None or not block.end_change.kind.removes:
        return block
    if isinstance(block, ListItem):
        return Paragraph(block.content, end_change=block.end_change)
    return replace(block, number=None) if isinstance(block, Paragraph | Heading) else block


def test_facts_and_titles_stand_apart() -> None:
    document = Document("Gates", "Draft 2", facts=(Fact("Agreed on", "12 May"),), blocks=(Paragraph((Span("x"),)),))
    found = read_word(write_docx(document))
    assert (found.title, found.subtitle, found.facts) == (document.title, document.subtitle, document.facts)
