"""Reads the tracked changes of a Word file: of words, ends of paragraphs, rows, cells and all that is in a box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from policyhub.domain.document import Block, Change, ChangeKind, Inline, LineBreak, NoteMark, Span, Table, with_contents
from policyhub.readers.word_xml import Element, attr, child, name

CHANGES = {
    "ins": ChangeKind.INSERT,
    "del": ChangeKind.DELETE,
    "moveFrom": ChangeKind.MOVED_FROM,
    "moveTo": ChangeKind.MOVED_TO,
}
_OF_CELLS = {"cellIns": ChangeKind.INSERT, "cellDel": ChangeKind.DELETE}


def change_of(element: Element, kind: ChangeKind) -> Change:
    """Who made a change, and when."""
    return Change(kind, (attr(element, "author") or "").strip(), (attr(element, "date") or "").strip())


def end_change_of(properties: Element | None) -> Change | None:
    """What was done with the end of a paragraph, by its properties."""
    return _first(child(properties, "rPr"), CHANGES)


def row_change_of(row: Element) -> Change | None:
    """What was done with a row of a table."""
    return _first(child(row, "trPr"), {key: CHANGES[key] for key in ("ins", "del")})


def cell_change_of(cell: Element) -> Change | None:
    """What was done with a cell alone."""
    return _first(child(cell, "tcPr"), _OF_CELLS)


def changed(content: Iterable[Inline], change: Change | None) -> list[Inline]:
    """Words under the change that was made to what they stand in, except for those that have one of their own."""
    return [
        replace(inline, change=change)
        if change is not None and isinstance(inline, Span | NoteMark | LineBreak) and inline.change is None
        else inline
        for inline in content
    ]


def changed_blocks(blocks: Sequence[Block], change: Change | None) -> list[Block]:
    """The same for whole paragraphs and tables."""
    if change is None:
        return list(blocks)
    made = (with_contents(block, lambda content: tuple(changed(content, change))) for block in blocks)
    return [
        block if isinstance(block, Table) else replace(block, end_change=block.end_change or change) for block in made
    ]


def _first(properties: Element | None, kinds: dict[str, ChangeKind]) -> Change | None:
    for one in properties if properties is not None else ():
        if name(one) in kinds:
            return change_of(one, kinds[name(one)])
    return None
