"""Finds the tables of a page: by the rules between their cells, or by words that stand under one another."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policyhub.readers.pdf_sheets import Rule, Run, Sheet

_SAME, _SAME_COLUMN = 3.0, 4.0
_MOST_RULES = 3000
_MOST_TABLES = 40
_MOST_CELLS = 20_000
_FEWEST_STRIPES, _MOST_STRIPES = 3, 400
_TALLEST, _CLEAR, _LABEL = 0.4, 8.0, 5


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the rules of a table stand: the edges of its columns from the left, of its rows from the bottom."""

    across: tuple[float, ...]
    up: tuple[float, ...]

    def cell(self, run: Run) -> tuple[int, int] | None:
        """The row, from the top, and the column in which a run stands; None outside the table."""
        x, y = run.left + min(2.0, 0.5 * (run.right - run.left)), run.base + 0.25 * run.size
        column, row = bisect_right(self.across, x) - 1, bisect_right(self.up, y) - 1
        if 0 <= column < len(self.across) - 1 and 0 <= row < len(self.up) - 1:
            return len(self.up) - 2 - row, column
        return None


Cell = tuple[Run, ...]
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table with rules: the runs of each cell, row by row."""

    grid: Grid
    rows: tuple[Row, ...]

    def runs(self) -> Iterator[Run]:
        """All words of the table, cell by cell."""
        return (run for row in self.rows for cell in row for run in cell)


def take_tables(sheet: Sheet, before: Ruled | None = None) -> tuple[Sheet, list[Ruled]]:
    """The page without the words in its ruled tables, and these tables from the top.

    A table has words in two of its columns; but the rest of one, which is the last on the page ``before``, may have
    them in one only.
    """
    tables: list[Ruled] = []
    runs = sheet.runs
    for grid in _grids(sheet) or _striped(sheet):
        inside: dict[tuple[int, int], list[Run]] = {}
        outside: list[Run] = []
        for run in runs:
            cell = grid.cell(run) if run.upright else None
            if cell is None:
                outside.append(run)
            else:
                inside.setdefault(cell, []).append(run)
        goes_on = bool(inside) and not tables and before is not None and same_columns(before.grid, grid)
        if len({column for _, column in inside}) < 2 and not goes_on:
            continue
        runs = outside
        rows = tuple(
            tuple(tuple(inside.get((row, column), ())) for column in range(len(grid.across) - 1))
            for row in range(len(grid.up) - 1)
            if any((row, column) in inside for column in range(len(grid.across) - 1))
        )
        tables.append(Ruled(grid, rows))
    return (replace(sheet, runs=runs) if tables else sheet), tables


def same_columns(first: Grid, second: Grid) -> bool:
    """Whether the columns of two tables stand in the same places."""
    if len(first.across) != len(second.across):
        return False
    return all(abs(a - b) < _SAME_COLUMN for a, b in zip(first.across, second.across, strict=True))


def _grids(sheet: Sheet) -> list[Grid]:
    rules = [rule for rule in sheet.rules if not _is_frame(rule, sheet)]
    upright = [rule for rule in rules if not rule.across]
    if len(upright) < 3 or len(rules) > _MOST_RULES:
        return []
    made = []
    for group in _groups(upright):
        columns = _merged([0.5 * (rule.left + rule.right) for rule in group])
        low, high = min(rule.bottom for rule in group), max(rule.top for rule in group)
        edges = [edge for rule in group for edge in (rule.bottom, rule.top)]
        edges += [
            0.5 * (rule.bottom + rule.top)
            for rule in rules
            if rule.across and low - _SAME <= rule.bottom <= high + _SAME
            and _is_near(rule.left, columns) and _is_near(rule.right, columns)
        ]  # fmt: skip
        rows = _merged(edges)
        if len(columns) >= 3 and len(rows) >= 2 and len(columns) * len(rows) <= _MOST_CELLS:
            made.append(Grid(tuple(columns), tuple(rows)))
    return made[:_MOST_TABLES]


def _striped(sheet: Sheet) -> list[Grid]:
    """Tables whose rows stand between rules that are all as long as the table, their columns apart by clear gaps."""
    rules = _whole([rule for rule in sheet.rules if rule.across and not _is_frame(rule, sheet)])
    made: list[Grid] = []
    while len(rules) >= _FEWEST_STRIPES:
        first = rules[0]
        alike = [r for r in rules if abs(r.left - first.left) <= _SAME and abs(r.right - first.right) <= _SAME]
        rules = [rule for rule in rules if rule not in alike]
        if first.right - first.left > 0.4 * sheet.width and len(alike) >= _FEWEST_STRIPES:
            made.extend(_bands(alike, sheet))
    return made[:_MOST_TABLES]


def _whole(rules: Sequence[Rule]) -> list[Rule]:
    """Rules across, from the top; pieces that touch one another at one height are one."""
    made: list[Rule] = []
    for rule in sorted(rules[:_MOST_STRIPES], key=lambda rule: (-round(rule.bottom), rule.left)):
        last = made[-1] if made else None
        if last is not None and abs(last.bottom - rule.bottom) <= 1.0 and rule.left - last.right <= _SAME:
            made[-1] = Rule(last.left, last.bottom, max(last.right, rule.right), last.top)
        else:
            made.append(rule)
    return made


def _bands(rules: Sequence[Rule], sheet: Sheet) -> Iterator[Grid]:
    """The table between some rules, if the words between them stand in columns in nearly every row."""
    heights = _merged([rule.bottom for rule in rules])
    if any(high - low > _TALLEST * sheet.height for low, high in itertools.pairwise(heights)):
        return
    left, right = rules[0].left - _SAME, rules[0].right + _SAME
    inside = [
        run for run in sheet.runs
        if run.upright and heights[0] < run.base < heights[-1] and left <= run.left and run.right <= right
    ]  # fmt: skip
    edges = [left]
    reach = left
    for run in sorted(inside, key=lambda run: run.left):
        if run.left - reach > _CLEAR and reach > left:
            edges.append(0.5 * (reach + run.left))
        reach = max(reach, run.right)
    grid = Grid((*edges, right), tuple(heights))
    said: dict[int, set[int]] = {}
    for run in inside:
        cell = grid.cell(run)
        if cell is not None and len(run.text.strip()) > _LABEL:
            said.setdefault(cell[1], set()).add(cell[0])
    # A number or bullet before each paragraph is no column.
    if sum(2 * len(rows) >= len(heights) - 1 for rows in said.values()) > 1:
        yield grid


def _is_frame(rule: Rule, sheet: Sheet) -> bool:
    """Whether a rule is as long as the page: a frame, or a line beside changes, and no part of a table."""
    return rule.right - rule.left > 0.97 * sheet.width or rule.top - rule.bottom > 0.93 * sheet.height


def _groups(upright: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that reach over the same height, from the top of the page."""
    groups: list[list[Rule]] = []
    low = 0.0
    for rule in sorted(upright, key=lambda rule: -rule.top):
        if groups and rule.top >= low - 1.0:
            groups[-1].append(rule)
            low = min(low, rule.bottom)
        else:
            groups.append([rule])
            low = rule.bottom
    return groups


def _merged(values: Sequence[float]) -> list[float]:
    """Values in order, those that nearly agree as one."""
    made: list[float] = []
    for value in sorted(values):
        if not made or value - made[-1] > _SAME:
            made.append(value)
    return made


def _is_near(value: float, places: Sequence[float]) -> bool:
    at = bisect_right(places, value)
    return any(abs(places[near] - value) <= _SAME for near in (at - 1, at) if 0 <= near < len(places))
