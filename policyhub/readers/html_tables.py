"""The rows and cells of a page's tables, and which tables only lay out the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from policyhub.domain.document import Inline
from policyhub.readers.errors import Unreadable
from policyhub.readers.html_parts import words_in
from policyhub.readers.html_source import TOO_MANY, Element

_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_WIDEST = 200
_MOST_CELLS = 200_000
_LONG = 60
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

Row = list[Element]


def rows_of(table: Element) -> list[Row]:
    """The cells of each row; those of tables inside are not among them."""
    rows: list[Row] = []
    for part in table:
        for row in part if part.tag in _GROUPS else (part,):
            if row.tag == "tr":
                rows.append([cell for cell in row if cell.tag in ("td", "th")])
            elif row.tag in ("td", "th"):
                rows.append([row])
    return rows


def parts_of(table: Element) -> Iterator[Element | str]:
    """What stands in a table but in none of its cells: its caption, and words that a careless page left there."""
    for element in (table, *(part for part in table if part.tag in _GROUPS or part.tag == "tr")):
        yield element.text or ""
        for child in element:
            if child.tag not in ("tr", "td", "th", *_GROUPS):
                yield child
            yield child.tail or ""
    for group in (part for part in table if part.tag in _GROUPS):
        for row in group:
            if row.tag == "tr":
                yield row.text or ""
                for child in row:
                    if child.tag not in ("td", "th"):
                        yield child
                    yield child.tail or ""


def header_of(rows: Sequence[Sequence[Element]]) -> bool:
    """Whether the first row names the columns."""
    if not rows or not rows[0]:
        return False
    first = rows[0][0].getparent()
    group = first.getparent() if first is not None else None
    if group is not None and group.tag == "thead":
        return True
    return len(rows[0]) > 1 and all(cell.tag == "th" for cell in rows[0])


def is_layout(table: Element, rows: Sequence[Sequence[Element]]) -> bool:
    """Whether a table only says what stands where on the page, so that its cells are read one after another."""
    role = table.get("role", "")
    if role in ("presentation", "none"):
        return True
    if role in ("table", "grid"):
        return False
    if max(map(len, rows), default=0) > _WIDEST:
        return True
    if any(True for _ in table.iter("th", "caption", "thead")):
        return False
    if max(map(len, rows), default=0) <= 1:
        return True
    inner = ("table", *_HEADINGS)
    if any(found is not table for found in table.iter(*inner)):
        return True
    return len(rows) == 1 and any(len(words_in(cell).split()) > _LONG for cell in rows[0])


def laid_out(
    rows: Sequence[Sequence[Element]], words: Callable[[Element], tuple[Inline, ...]]
) -> tuple[tuple[tuple[Inline, ...], ...], ...]:
    """The words of the cells in rows of one length; those of merged cells stand once, in the first of them."""
    grid: list[dict[int, tuple[Inline, ...]]] = [{} for _ in rows]
    count = 0
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while x in grid[y]:
                x += 1
            if x >= _WIDEST:
                # No paper has that many columns: the words go on in the last one.
                grid[y][_WIDEST - 1] = (*grid[y].get(_WIDEST - 1, ()), *words(cell))
                continue
            wide = min(_span(cell.get("colspan"), _WIDEST), _WIDEST - x)
            high = min(_span(cell.get("rowspan"), len(rows)), len(rows) - y)
            count += wide * high
            if count > _MOST_CELLS:
                raise Unreadable(TOO_MANY)
            for down in range(high):
                for right in range(wide):
                    grid[y + down].setdefault(x + right, ())
            grid[y][x] = words(cell)
            x += wide
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    return tuple(tuple(row.get(x, ()) for x in range(width)) for row in grid)


def _span(given: str | None, most: int) -> int:
    given = (given or "").strip()
    if not given.isascii() or not given.isdigit() or len(given) > 9:
        return 1
    # A rowspan of 0 reaches to the last row.
    return min(int(given), most) or most
