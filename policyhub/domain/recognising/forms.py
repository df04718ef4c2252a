"""Unfolds forms: tables whose cells hold somebody's questions and the answers beside or below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyhub.domain.document import Block, Document, Inline, LineBreak, Paragraph, Table, plain_of
from policyhub.domain.recognising.question_heads import names_question
from policyhub.domain.recognising.vocabulary import wanting

_NUMBER = re.compile(r"\d{1,3}[a-z]?[.):]?")
_FEW = 4

Cell = tuple[Inline, ...]


def unfold(document: Document) -> Document:
    """The document with a paragraph for each cell of a form; the same document when it has none."""
    if not any(isinstance(block, Table) and _is_form(block) for block in document.blocks):
        return document
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Table) and _is_form(block):
            blocks += _paragraphs(block)
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _is_form(table: Table) -> bool:
    """Whether questions stand in half of the rows, or in one row of a few: a question and the box for its answer."""
    asking = sum(1 for row in table.rows if _asks(row))
    return asking > 0 and (2 * asking >= len(table.rows) or len(table.rows) <= _FEW)


def _asks(row: Sequence[Cell]) -> bool:
    cells = [plain_of(cell).strip() for cell in row]
    return any(names_question(cell) for cell in cells) or _numbered(cells)


def _numbered(cells: Sequence[str]) -> bool:
    """Whether a row is a number and, beside it, a question."""
    return len(cells) > 1 and bool(_NUMBER.fullmatch(cells[0])) and wanting(cells[1]) > 1


def _paragraphs(table: Table) -> Iterator[Paragraph]:
    for row in table.rows:
        cells = list(row)
        number = None
        if _numbered([plain_of(cell).strip() for cell in cells]):
            number = plain_of(cells.pop(0)).strip().rstrip(".):")
        for cell in cells:
            for content in _parted(cell):
                yield Paragraph(content, number=number)
                number = None


def _parted(cell: Cell) -> list[Cell]:
    """The paragraphs of a cell that hold anything."""
    parts: list[list[Inline]] = [[]]
    for inline in cell:
        if isinstance(inline, LineBreak):
            parts.append([])
        else:
            parts[-1].append(inline)
    return [tuple(part) for part in parts if part]
