"""Reads the tables of an OpenDocument: the words of merged cells once, tables inside cells as lines of the cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policyhub.domain.document import Block, Heading, Inline, LineBreak, ListItem, Paragraph, Span, Table, plain_of
from policyhub.readers.odt_story import Placed, Story
from policyhub.readers.odt_xml import Element, q

_GROUPS = frozenset(q(f"table:{name}") for name in ("table-rows", "table-row-group", "table-header-rows"))
Cell = tuple[Inline, ...]


def read_table(element: Element, story: Story, inside: Callable[[Element], list[Placed]]) -> Table:
    """A table; ``inside`` reads the blocks of a cell. A cell that is merged away is there, without words."""
    rows: list[tuple[Cell, ...]] = []
    header = False
    for row, is_header in _rows(element, story):
        header = header or (is_header and not rows)
        cells: list[Cell] = []
        for cell in row:
            if cell.tag in (q("table:table-cell"), q("table:covered-table-cell")):
                found = _flat([placed.block for placed in inside(cell)])
                times = story.times(cell, "table:number-columns-repeated")
                story.repeat((times - 1) * (1 + len(plain_of(found))))
                cells.extend([found] * times)
        times = story.times(row, "table:number-rows-repeated")
        story.repeat((times - 1) * (1 + sum(1 + len(plain_of(found)) for found in cells)))
        rows.extend([tuple(cells)] * times)
    return Table(tuple(rows), header)


def _rows(element: Element, story: Story, *, header: bool = False) -> Iterator[tuple[Element, bool]]:
    story.deeper()
    for child in element:
        if child.tag == q("table:table-row"):
            yield child, header
        elif child.tag in _GROUPS:
            yield from _rows(child, story, header=header or child.tag == q("table:table-header-rows"))
    story.depth -= 1


def _flat(blocks: list[Block]) -> Cell:
    """The blocks of a cell as lines, numbers and markers before them."""
    found: list[Inline] = []
    ending: Inline = LineBreak()
    for block in blocks:
        for line in _lines(block):
            if line:
                if found:
                    found.append(ending)
                found.extend(line)
                ending = LineBreak()
        change = None if isinstance(block, Table) else block.end_change
        if change is not None:
            ending = Span("\n", change=change)
    return tuple(found)


def _lines(block: Block) -> Iterator[list[Inline]]:
    match block:
        case Table(rows=rows):
            yield from (list(cell) for row in rows for cell in row)
        case Paragraph(content=content, number=label) | Heading(content=content, number=label) if label:
            yield [Span(f"{label} "), *content]
        case ListItem(content=content, marker=label):
            yield [Span(f"{label} "), *content]
        case _:
            yield list(block.content)
