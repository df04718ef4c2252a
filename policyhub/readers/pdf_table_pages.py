"""Puts together the parts of a table that goes on over the end of a page, and those of a row that is broken there."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from policyhub.readers.pdf_pieces import Line, ends_sentence, lines_in
from policyhub.readers.pdf_tables import Cell, Row, Ruled, same_columns

_PITCH, _NEARLY, _BLANK, _GUESSED = 1.4, 0.1, 0.2, 1.2


def may_go_on(before: Line, after: Line) -> bool:
    """Whether a table on the next page has the columns of one, and so may be the rest of it."""
    if before.table is None or after.table is None:
        return False
    return before.page + 1 == after.page and same_columns(before.table.grid, after.table.grid)


def rows_over_pages(tables: Sequence[Ruled], is_said_again: Callable[[Row], bool]) -> list[list[list[Cell]]]:
    """The rows of the tables as those of one, a cell being its words on each of the pages it stands on.

    ``is_said_again`` says of the first row of a page whether it is the head of the table.
    """
    rows = [[[cell] for cell in row] for row in tables[0].rows]
    for before, after in itertools.pairwise(tables):
        more = list(after.rows)
        if more and is_said_again(more[0]):
            del more[0]
        if more and _goes_on(before, rows[-1], more[0]):
            for parts, cell in zip(rows[-1], more.pop(0), strict=True):
                if cell:
                    parts.append(cell)
        rows.extend([[cell] for cell in row] for row in more)
    return rows


def _goes_on(before: Ruled, row: Sequence[Sequence[Cell]], after: Row) -> bool:
    """Whether ``after`` is the rest of a row, which is the last of the page ``before`` and may have begun earlier.

    Each of its words then follows words that reach down to the end of that page and fill their last line, and a
    sentence goes on, or the words of another cell have ended already.
    """
    both = [(at, above, below) for at, (above, below) in enumerate(zip(before.rows[-1], after, strict=True)) if below]
    if not both or not all(above and _is_filled(before, column, above, below) for column, above, below in both):
        return False
    ended = sum(1 for parts in row if any(parts)) > len(both)
    return ended or any(_is_sentence_open(above, below) for _, above, below in both)


def _is_filled(table: Ruled, column: int, above: Cell, below: Cell) -> bool:
    """Whether a cell has words down to the end of the page, and none of the next has room on their last line."""
    lines, more = lines_in(above), lines_in(below)
    end, first = lines[-1], more[0].runs[0]
    room = min(line.left for line in lines) - table.grid.across[column]
    pitch = lines[-2].base - end.base if len(lines) > 1 else _PITCH * end.size
    # A line fewer may stand there than could, lest one stand alone on the next page.
    if end.base - table.grid.up[0] > room + (2 if len(more) > 1 else 1) * pitch + _NEARLY * end.size:
        return False
    word = (first.text.split() or [""])[0]
    width = _GUESSED * (first.right - first.left) * len(word) / max(1, len(first.text))
    return end.right + _BLANK * end.size + width > table.grid.across[column + 1] - room


def _is_sentence_open(above: Cell, below: Cell) -> bool:
    return not ends_sentence(lines_in(above)[-1]) or lines_in(below)[0].text.lstrip()[:1].islower()
