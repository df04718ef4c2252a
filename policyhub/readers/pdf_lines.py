"""Puts pieces of lines in the order in which people read them, column by column, and together to lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyhub.readers.pdf_pieces import Line, line_of, pieces_of, rows_of
from policyhub.readers.pdf_sheets import Sheet
from policyhub.readers.pdf_tables import Ruled

LABEL = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,7}|[A-Za-z](?:\.?\d{1,3}(?:\.\d{1,3})*)?|[ivxlIVXL]{1,6})[.):]{0,2}"
    r"|(?:Q|Question|Cwestiwn|Appendix|Annex|Part|Article|Chapter|Section)\s?[\dA-Z]{1,3}[.):]?"
    r"|[•·‣▪▫■□●○◦◆◇►▶➢➤✓✔–—*o\u2010\u2011-]|[\uf000-\uf0ff]"
)
_LABEL_GAP = 110.0
_GAP_AFTER_LABEL, _GAP_AFTER_LETTERS = 0.15, 0.8
_LEAST_COLUMN = 0.25
_PROSE = 20
_MOST_COLUMNS = 4
_MOST_STARTS = 8
_FEW = 5
_NEARLY, _MOSTLY_SHORT = 0.12, 0.3


def lines_of(pages: Sequence[tuple[Sheet, Sequence[Ruled]]]) -> list[list[Line]]:
    """The lines and tables of each page in reading order, column by column where there are columns."""
    pieces = [
        pieces_of(run for run in sheet.runs if run.upright) + [_table(table, page) for table in tables]
        for page, (sheet, tables) in enumerate(pages)
    ]
    gutters = [_gutter(found) for found in pieces]
    known = [gutter for gutter in gutters if gutter is not None]
    made: list[list[Line]] = []
    for page, (sheet, _) in enumerate(pages):
        gutter = gutters[page]
        if gutter is None and known:
            # The last page of a paper in columns may hold but a few lines of each.
            gutter = next((near for near in dict.fromkeys(known) if _is_split(pieces[page], near)), None)
        lines = _ordered(pieces[page], page, gutter)
        if gutter is None:
            _widen(lines, sheet.width)
        lines.extend(line_of([run], page) for run in sheet.runs if not run.upright)
        made.append(lines)
    return made


def _widen(lines: Sequence[Line], width: float) -> None:
    """Where hardly a line fills its column, all are short: the column reaches as far as the margin opposite would."""
    words = [line for line in lines if line.table is None]
    if len(words) < _FEW:
        return
    left, right = words[0].column
    full = sum(1 for line in words if line.right > right - _NEARLY * (right - left))
    if full < _MOSTLY_SHORT * len(words):
        for line in lines:
            line.column = (left, max(right, width - left))


def _is_split(pieces: Sequence[Line], gutter: float) -> bool:
    """Whether lines begin at a gutter that was found on another page, and few go across it."""
    after = sum(1 for piece in pieces if abs(piece.left - gutter) <= 4)
    crossing = sum(1 for piece in pieces if piece.left < gutter - 2 and piece.right > gutter + 2)
    return after >= 2 and crossing <= after


def _table(table: Ruled, page: int) -> Line:
    grid = table.grid
    return Line([], grid.across[0], grid.across[-1], grid.up[-1], 0.1, False, page, grid.across[0], table=table)


def _ordered(pieces: list[Line], page: int, gutter: float | None, depth: int = 0) -> list[Line]:
    """The lines of some pieces: what stands across columns above and below them, each column from top to bottom."""
    if gutter is None:
        return _rows(pieces, page)
    made: list[Line] = []
    band: list[Line] = []
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        if piece.left < gutter - 2 and piece.right > gutter + 2:
            made.extend(_columns(band, gutter, page, depth))
            band = []
            made.extend(_rows([piece], page))
        else:
            band.append(piece)
    return made + _columns(band, gutter, page, depth)


def _columns(band: list[Line], gutter: float, page: int, depth: int) -> list[Line]:
    if not band:
        return []
    first = [piece for piece in band if piece.left < gutter - 2]
    second = [piece for piece in band if piece.left >= gutter - 2]
    if not first or not second:
        return _rows(band, page)
    deeper = depth < _MOST_COLUMNS
    return [
        line
        for part in (first, second)
        for line in _ordered(part, page, _gutter(part) if deeper else None, depth + 1)
    ]  # fmt: skip


def _gutter(pieces: list[Line]) -> float | None:
    """Where the second of several columns of prose begins, if there are such columns."""
    if len(pieces) < 8:
        return None
    least = min(piece.left for piece in pieces)
    width = max(piece.right for piece in pieces) - least
    starts: dict[int, int] = {}
    for piece in pieces:
        if piece.left > least + _LEAST_COLUMN * width and len(piece.text) >= _PROSE:
            starts[round(piece.left / 3)] = starts.get(round(piece.left / 3), 0) + 1
    often = sorted(starts, key=lambda start: -starts[start])[:_MOST_STARTS]
    for start in sorted(often):
        many = starts[start] + starts.get(start + 1, 0)
        if many < 4:
            continue
        gutter = start * 3 - 1.5
        before = [p for p in pieces if p.right <= gutter + 2]
        crossing = [p for p in pieces if p.left < gutter - 2 and p.right > gutter + 2]
        prose = sum(1 for piece in before if len(piece.text) >= _PROSE)
        if prose >= 4 and len(crossing) <= 0.5 * (many + prose) and _is_clear(before, crossing, gutter, pieces):
            return gutter
    return None


def _is_clear(before: list[Line], crossing: list[Line], gutter: float, pieces: list[Line]) -> bool:
    """Whether lines stand on both sides of a gutter at the same height, as in columns, not in turns."""
    after = [piece for piece in pieces if piece.left >= gutter - 2]
    low = max(min(p.base for p in before), min(p.base for p in after))
    high = min(max(p.base for p in before), max(p.base for p in after))
    inside = sum(1 for p in crossing if low < p.base < high)
    return high > low and inside <= 0.25 * min(len(before), len(after))


def _rows(pieces: list[Line], page: int) -> list[Line]:
    """Lines of one column from the top; a number that stands apart is joined to its words, cells stay cells."""
    if not pieces:
        return []
    column = (min(piece.left for piece in pieces), max(piece.right for piece in pieces))
    made: list[Line] = []
    for row in rows_of(pieces):
        made.extend(_lines_of_row(row, page))
    for line in made:
        line.column = column
    return made


def _lines_of_row(row: list[Line], page: int) -> list[Line]:
    if any(piece.table for piece in row):
        return row
    label: Line | None = None
    if len(row) > 1 and row[1].left - row[0].right <= _LABEL_GAP and LABEL.fullmatch(row[0].text.strip()):
        label, *row = row
    lines = _joined(row)
    if label is not None:
        first = lines[0]
        whole = line_of([*label.runs, *first.runs], page)
        whole.body = first.left
        whole.cells = first.cells
        lines[0] = whole
    for line in lines:
        line.page = page
        if not line.labelled:
            _find_body(line)
    return lines


def _joined(row: list[Line]) -> list[Line]:
    """Pieces of one line that belong together are one line ("To:" and what follows, a page at the end); others not."""
    made = [row[0]]
    for piece in row[1:]:
        last = made[-1]
        gap = piece.left - last.right
        tail = piece.text.strip()
        if gap <= 3 * last.size or last.text.rstrip().endswith((":", ".....")) or tail.isdecimal():
            cells = [*(last.cells or [last]), piece]
            made[-1] = line_of([*last.runs, *piece.runs], 0)
            made[-1].cells = cells
        else:
            made.append(piece)
    return made


def _find_body(line: Line) -> None:
    """Where the words begin after a number or bullet that is a run of its own."""
    first = line.runs[0]
    if len(line.runs) > 1 and LABEL.fullmatch(first.text.strip()):
        second = next((run for run in line.runs[1:] if run.text.strip()), None)
        # "a" and "ill" are words as well: only a gap makes labels of them.
        least = _GAP_AFTER_LETTERS if first.text.strip().isalpha() else _GAP_AFTER_LABEL
        if second is not None and second.left - first.right > least * line.size and second.size > 0.85 * first.size:
            blank = len(second.text) - len(second.text.lstrip())
            line.body = second.left + (0.26 * second.size if blank else 0.0)
