"""Finds the numbers that count the lines of a PDF in the margin, which are none of its words."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from policyhub.readers.pdf_sheets import Run, Sheet

_NUMBER = re.compile(r"\s*\d{1,5}\s*", re.ASCII)
_STEPS = frozenset({1, 2, 3, 4, 5, 10})
_FEWEST, _FEWEST_ON_A_PAGE = 8, 3
_SAME_EDGE = 2.5
_CLEAR = 0.95
_STEADY = 0.9
_LONG, _SMALL = 0.7, 0.65


@dataclass(frozen=True, slots=True)
class _Column:
    """Numbers under one another at one ``side`` of the text, from the top."""

    runs: tuple[Run, ...]
    side: str

    @property
    def place(self) -> tuple[float, float]:
        """From where to where it reaches across the page."""
        return min(run.left for run in self.runs), max(run.right for run in self.runs)

    @property
    def lines(self) -> int:
        """How many lines the numbers count."""
        return len(self.runs) * (_step([int(run.text) for run in self.runs]) or 1)


@dataclass(slots=True)
class _Row:
    """Words at one height of a page, and the number that stands beside them."""

    base: float
    size: float
    left: float
    right: float
    first: str
    number: int | None = None


def take_line_numbers(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages without the numbers of their lines.

    They are numbers beside the text at its left or right, under one another, that count by a constant step, on from
    page to page or anew; and they count lines, not paragraphs: also those that go on in the middle of a sentence. The
    words of ruled tables are to be taken out before, as rows are counted, too.
    """
    columns = [[column for side in ("left", "right") for column in _columns(sheet, side)] for sheet in sheets]
    sure = [[column for column in found if _counts_lines(column, sheets[at])] for at, found in enumerate(columns)]
    if sum(column.lines for found in sure for column in found) < _FEWEST:
        return list(sheets)
    places = [column.place for found in sure for column in found]
    made = []
    for sheet, found, certain in zip(sheets, columns, sure, strict=True):
        taken: set[int] = set()
        for column in found:
            left, right = column.place
            if column in certain or any(left <= end and right >= start for start, end in places):
                taken.update(run.order for run in _counted(column.runs))
        made.append(replace(sheet, runs=[run for run in sheet.runs if run.order not in taken]) if taken else sheet)
    return made


def _columns(sheet: Sheet, side: str) -> list[_Column]:
    """The numbers that stand beside all else at one side of a page, if there are any."""
    numbers = [run for run in sheet.runs if run.upright and _NUMBER.fullmatch(run.text)]
    if not numbers:
        return []
    found = []
    for name in ("left", "right"):
        group = max((_at_edge(numbers, name, getattr(run, name)) for run in _outermost(numbers, side)), key=len)
        found.append(_Column(tuple(sorted(group, key=lambda run: -run.base)), side))
    best = max(found, key=lambda column: len(column.runs))
    return [best] if _is_beside(best, sheet) else []


def _outermost(numbers: Sequence[Run], side: str) -> list[Run]:
    """The numbers that stand furthest out, any of which the column may begin with."""
    if side == "left":
        edge = min(run.left for run in numbers)
        return [run for run in numbers if run.left - edge < 3 * run.size][:_FEWEST]
    edge = max(run.right for run in numbers)
    return [run for run in numbers if edge - run.right < 3 * run.size][:_FEWEST]


def _at_edge(numbers: Iterable[Run], name: str, edge: float) -> list[Run]:
    return [run for run in numbers if abs(getattr(run, name) - edge) <= _SAME_EDGE]


def _is_beside(column: _Column, sheet: Sheet) -> bool:
    """Whether hardly anything of a page stands further out than its column of numbers, or over it."""
    own = {run.order for run in column.runs}
    others = [run for run in sheet.runs if run.upright and run.order not in own]
    if column.side == "left":
        inner = max(run.right for run in column.runs)
        clear = sum(1 for run in others if run.left > inner)
    else:
        inner = min(run.left for run in column.runs)
        clear = sum(1 for run in others if run.right < inner)
    return clear >= _CLEAR * len(others)


def _counted(runs: Sequence[Run]) -> list[Run]:
    """The runs whose numbers count on from one to the next, or begin again."""
    values = [int(run.text) for run in runs]
    step = _step(values)
    if step is None:
        return [run for run, value in zip(runs, values, strict=True) if len(runs) == 1 and value]
    kept = []
    for at, run in enumerate(runs):
        before = at and values[at] - values[at - 1] == step
        after = at + 1 < len(runs) and values[at + 1] - values[at] == step
        if before or after or values[at] in (1, step):
            kept.append(run)
    return kept


def _step(values: Sequence[int]) -> int | None:
    """By how much numbers grow from one to the next, when nearly all grow by the same."""
    grown = [after - before for before, after in itertools.pairwise(values)]
    on = [much for much in grown if much > 0]
    if not on:
        return None
    step = max(set(on), key=on.count)
    again = sum(1 for before, after in itertools.pairwise(values) if after < before and after <= step)
    steady = on.count(step) + again
    return step if step in _STEPS and steady >= _STEADY * len(grown) else None


def _counts_lines(column: _Column, sheet: Sheet) -> bool:
    """Whether the numbers of a column count lines of a page, also lines in the middle of a sentence."""
    if len(column.runs) < _FEWEST_ON_A_PAGE:
        return False
    step = _step([int(run.text) for run in column.runs])
    if step is None:
        return False
    rows = _rows(column, sheet)
    numbered = [at for at, row in enumerate(rows) if row.number is not None]
    if len(numbered) < _FEWEST_ON_A_PAGE:
        return False
    inside = range(numbered[0], numbered[-1] + 1)
    width = max(0.5 * sheet.width, max(row.right for row in rows) - min(row.left for row in rows))
    wraps = [
        at
        for at in inside
        if at and rows[at].first.islower() and rows[at - 1].right - rows[at - 1].left > _LONG * width
    ]
    if step == 1:
        return len(wraps) >= 2 and sum(1 for at in wraps if rows[at].number is not None) >= 0.8 * len(wraps)
    apart = [after - before for before, after in itertools.pairwise(numbered)]
    return bool(wraps) and sum(1 for lines in apart if step - 1 <= lines <= step + 1) >= 0.75 * len(apart)


def _rows(column: _Column, sheet: Sheet) -> list[_Row]:
    """The lines of a page from the top, small raised signs left out, with the numbers beside them."""
    own = {run.order for run in column.runs}
    words = [run for run in sheet.runs if run.upright and run.order not in own]
    signs: Counter[float] = Counter()
    for run in words:
        signs[run.size] += len(run.text)
    least = _SMALL * max(signs, key=lambda size: signs[size], default=0.0)
    rows: list[_Row] = []
    for run in sorted((run for run in words if run.size >= least), key=lambda run: -run.base):
        last = rows[-1] if rows else None
        if last is None or last.base - run.base > 0.5 * min(run.size, last.size):
            rows.append(_Row(run.base, run.size, run.left, run.right, run.text.strip()[:1]))
            continue
        if run.left < last.left:
            last.left, last.first = run.left, run.text.strip()[:1]
        if run.size > last.size:
            last.base, last.size = run.base, run.size
        last.right = max(last.right, run.right)
    for run in column.runs:
        beside = min(rows, key=lambda row: abs(row.base - run.base), default=None)
        if beside is not None and abs(beside.base - run.base) <= 0.5 * beside.size:
            beside.number = int(run.text)
    return rows
