"""Unfolds forms: tables whose cells hold somebody's questions and the answers beside or below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyhub.domain.document import Block, Document, Inline, LineBreak, Paragraph, Span, Table, plain_of
from policyhub.domain.recognising.question_heads import names_question
from policyhub.domain.recognising.vocabulary import ASKING, wanting

_NUMBER = re.compile(r"(?:(?:Q|Question|Cwestiwn)\s?)?\d{1,3}[a-z]?[.):]?")
_COUNTED = re.compile(r"\s*(?:\d{1,3}[a-z]?[.):]\s+)?")
_OVER = re.compile(
    r"(?:(?:the |our )?(?:consultation |survey )?questions?|cwestiwn|cwestiynau)\b[\w\s]{0,20}\Z", re.IGNORECASE
)
_FEW, _PAIR, _SHORT = 4, 2, 40

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
    return any(names_question(cell) for cell in cells) or _numbered(cells) or _beside(cells)


def _beside(cells: Sequence[str]) -> bool:
    """Whether a row is a question and, beside it, the box for its answer; or a question with its number."""
    if len(cells) > _PAIR or not cells or not cells[0].endswith("?"):
        return False
    number = _COUNTED.match(cells[0])
    return ASKING.match(cells[0], number.end() if number else 0) is not None and (len(cells) == _PAIR or bool(number))


def _numbered(cells: Sequence[str]) -> bool:
    """Whether a row is a number and, beside it, a question."""
    return len(cells) > 1 and bool(_NUMBER.fullmatch(cells[0])) and wanting(cells[1]) > 1


def _paragraphs(table: Table) -> Iterator[Paragraph]:
    for at, row in enumerate(table.rows):
        cells = list(row)
        if at == 0 and len(table.rows) > 1 and _heads(row):
            yield Paragraph((Span(" | ".join(filter(None, (plain_of(cell).strip() for cell in cells)))),))
            continue
        number = None
        if _numbered([plain_of(cell).strip() for cell in cells]):
            number = plain_of(cells.pop(0)).strip().rstrip(".):")
        for cell in cells:
            for content in _parted(cell):
                yield Paragraph(content, number=number)
                number = None


def _heads(row: Sequence[Cell]) -> bool:
    """Whether a row says over the columns what stands in them, one of which holds questions."""
    cells = [plain_of(cell).strip() for cell in row]
    return len(cells) > 1 and not _asks(row) and all(len(c) <= _SHORT for c in cells) and any(map(_OVER.match, cells))


def _parted(cell: Cell) -> list[Cell]:
    """The paragraphs of a cell that hold anything."""
    parts: list[list[Inline]] = [[]]
    for inline in cell:
        if isinstance(inline, LineBreak):
            parts.append([])
        else:
            parts[-1].append(inline)
    return [tuple(part) for part in parts if part]
