"""Puts the runs of a page together to pieces of lines: words that follow one another at one height."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from policyhub.readers.pdf_sheets import Rule, Run
from policyhub.readers.pdf_tables import Ruled

_TERMINAL = re.compile(r"[.!?:;…][\"'”’)\]»]{0,3}\Z")
_SHORTEST_RULE, _LONGEST_RULE = 30, 240
_WIDEST_GAP = 1.4
_FEW_SIGNS = 4


@dataclass(slots=True)
class Line:
    """Words on one line of one column, or, with ``table``, a whole table.

    ``body`` is where the words begin after a number or bullet that stands apart, ``column`` from where to where the
    column reaches, ``edge`` how far to the right words could have gone.
    """

    runs: list[Run]
    left: float
    right: float
    base: float
    size: float
    bold: bool
    page: int = 0
    body: float = 0.0
    column: tuple[float, float] = (0.0, 0.0)
    cells: list[Line] = field(default_factory=list)
    text: str = ""
    edge: float = 0.0
    table: Ruled | None = None

    @property
    def labelled(self) -> bool:
        """Whether a number or bullet stands apart before its words."""
        return self.body > self.left + 0.5

    @property
    def foot(self) -> float:
        """Where the words stand, or the last rule of a table."""
        return self.base if self.table is None else self.table.grid.up[0]


def is_above_notes(rule: Rule, lines: Iterable[Line]) -> bool:
    """Whether a rule is short and stands in no table, under no words and through none, as the one above notes does."""
    if not rule.across or not _SHORTEST_RULE < rule.right - rule.left < _LONGEST_RULE:
        return False
    return not any(line.left < rule.right and line.right > rule.left and _is_beside(rule, line) for line in lines)


def _is_beside(rule: Rule, line: Line) -> bool:
    if line.table is not None:
        return is_in_table(rule, line)
    return line.base - 0.45 * line.size < rule.bottom < line.base + 0.6 * line.size


def is_in_table(rule: Rule, line: Line) -> bool:
    """Whether a line is a table at whose height a rule stands."""
    return line.table is not None and line.foot - 1.0 < rule.bottom < line.base + 1.0


def ends_sentence(line: Line) -> bool:
    """Whether a line ends as sentences, and what leads to a list, do."""
    return bool(_TERMINAL.search(line.text.rstrip()[-4:]))


def rows_of(pieces: Iterable[Line]) -> list[list[Line]]:
    """Pieces that stand on one line, from left to right; the rows from the top."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        row = rows[-1] if rows else None
        if row is not None and abs(row[0].base - piece.base) <= 0.35 * min(row[0].size, piece.size):
            row.append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda piece: piece.left)
    return rows


def pieces_of(runs: Iterable[Run]) -> list[Line]:
    """Neighbouring runs of one line as one; what a wide gap sets apart (a column, a cell) stays apart."""
    pieces: list[list[Run]] = []
    current: list[Run] = []
    base = size = right = 0.0
    for run in runs:
        if current:
            gap = run.left - right
            near = -0.5 * size <= gap <= _WIDEST_GAP * max(size, run.size)
            if near and (_on_line(run, base, size) or is_lifted(run, base, size, gap)):
                current.append(run)
                right = max(right, run.right)
                if run.size > size * 1.05:
                    base, size = run.base, run.size
                continue
        current = [run]
        pieces.append(current)
        base, size, right = run.base, run.size, run.right
    return [line_of(piece, 0) for piece in pieces]


def _on_line(run: Run, base: float, size: float) -> bool:
    """Whether a run stands on a line, be it raised or lowered as small signs are."""
    rise = run.base - base
    if run.size < 0.85 * size:
        return -0.35 * size <= rise <= 0.6 * size
    if size < 0.85 * run.size:
        return -0.6 * run.size <= rise <= 0.35 * run.size
    return abs(rise) <= 0.25 * size


def is_lifted(run: Run, base: float, size: float, gap: float = 0.0) -> bool:
    """Whether a few signs as large as a line stand high above it, right after its words: so are marks in shrunken text.

    Where a program fits words into a page it may shrink the line and not the raised signs.
    """
    few = len(run.text.strip()) <= _FEW_SIGNS and run.size <= 1.05 * size
    return few and abs(gap) <= 0.3 * size and 0.4 * size <= run.base - base <= 0.95 * size


def line_of(runs: list[Run], page: int) -> Line:
    if len(runs) == 1:
        run = runs[0]
        return Line(runs, run.left, run.right, run.base, run.size, run.face.bold, page, run.left, text=run.text)
    most = max(runs, key=lambda run: len(run.text) * run.size)
    left = runs[0].left
    letters = sum(len(run.text) for run in runs)
    bold = sum(len(run.text) for run in runs if run.face.bold) > 0.8 * letters
    right = max(run.right for run in runs)
    return Line(runs, left, right, most.base, most.size, bold, page, left, text=text_of(runs))


def text_of(runs: Sequence[Run]) -> str:
    """The words of some runs; a blank is put in where a gap stands for one."""
    parts: list[str] = []
    before: Run | None = None
    for run in runs:
        if before is not None and apart(before, run):
            parts.append(" ")
        parts.append(run.text)
        before = run
    return "".join(parts)


def apart(before: Run, run: Run) -> bool:
    """Whether a blank is missing between two runs."""
    if before.text[-1:].isspace() or run.text[:1].isspace():
        return False
    # Where one follows the other on one line, blanks are in already; more are gaps beside narrow letters.
    known = run.order == before.order + 1 and abs(run.base - before.base) < 0.05 * run.size
    least = 0.45 * min(before.size, run.size) if known else 0.19 * max(before.size, run.size)
    return run.left - before.right > least or run.left < before.left - before.size


def lines_in(cell: Iterable[Run]) -> list[Line]:
    """The words of a table's cell on a page, line by line."""
    return [_joined(row) for row in rows_of(pieces_of(cell))]


def _joined(row: list[Line]) -> Line:
    """The pieces of one line as one line."""
    if len(row) == 1:
        return row[0]
    first = row[0]
    runs = [run for piece in row for run in piece.runs]
    text = " ".join(piece.text for piece in row)
    return Line(runs, first.left, row[-1].right, first.base, first.size, first.bold, first.page, first.left, text=text)
