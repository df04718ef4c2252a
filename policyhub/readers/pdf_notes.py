"""Finds the notes at the foot of the pages of a PDF, and the raised marks in its text that they belong to."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policyhub.readers.pdf_pieces import Line, is_above_notes, is_in_table, is_lifted, pieces_of
from policyhub.readers.pdf_sheets import Rule, Run

_MARK = re.compile(r"\[?\(?(\d{1,3}|[a-z]|[ivxl]{1,6}|[*†‡§¶#]{1,4})\)?\]?")
_TYPED = re.compile(r"\s*(\d{1,3}|[*†‡§¶]{1,4})[.)]?(?=[\s\u00a0]|[^\W\d])")
_SMALLER = 0.4
_MOST_RULES = 60


@dataclass(slots=True)
class Footnote:
    """A note as it is printed: its mark, its lines (the mark's own run left out of the first), its page."""

    mark: str
    lines: list[Line]
    page: int
    skip: int = 0
    key: str = ""


@dataclass(slots=True)
class Notes:
    """The notes of a file; ``marks`` says of the runs that are marks, by their identity, which note they mean."""

    notes: list[Footnote] = field(default_factory=list)
    marks: dict[int, str] = field(default_factory=dict)


def is_raised(run: Run, line: Line) -> bool:
    """Whether a run is small and stands above the line, as the marks of notes do."""
    if run.size < 0.85 * line.size:
        return run.base > line.base + 0.1 * line.size or run.bottom > line.base + 0.2 * line.size
    if is_lifted(run, line.base, line.size):
        return True
    return run.bottom > line.base + 0.24 * line.size and run.top - run.bottom < 0.62 * line.size and (
        run.text.strip().isdecimal()
    )  # fmt: skip


def take_notes(
    pages: Sequence[list[Line]], rules: Sequence[Sequence[Rule]], size: float
) -> tuple[list[list[Line]], Notes]:
    """The pages without their notes, and the notes.

    A note begins with a mark that stands raised in the text of its page or of one before, is set smaller than the
    text (``size``), and stands at the foot of its column, below a rule or a gap. Where its own mark is raised too, that
    of the text may have gone over to the next page, with a row of a table that had no room.
    """
    found = Notes()
    kept: list[list[Line]] = []
    waiting: list[tuple[str, Run, int]] = []
    feet = [_foot(lines, size, drawn) for lines, drawn in zip(pages, rules, strict=True)]
    for page, lines in enumerate(pages):
        start = feet[page] or _below_rule(lines, rules[page], {mark for mark, _, _ in waiting})
        text = [line for at, line in enumerate(lines) if at not in start]
        waiting.extend((mark, run, page) for mark, run in _marks(text))
        small = [lines[at] for at in sorted(start)]
        apart = bool(small) and _is_set_apart(small[0], text, rules[page])
        marks = {mark for mark, _, _ in waiting}
        unknown = {mark for line in small if (mark := _raised(line)) is not None} - marks
        if unknown:
            marks |= unknown & _gone_over(pages, page)
        over = _read_foot(small, page, marks, apart, found)
        left = {id(line) for line in over}
        kept.append([line for at, line in enumerate(lines) if at not in start or id(line) in left])
    for at, note in enumerate(found.notes):
        note.key = f"n{at + 1}"
    _pair(waiting, found)
    return kept, found


def _gone_over(pages: Sequence[Sequence[Line]], page: int) -> set[str]:
    """The marks in the tables of the next page."""
    return {mark for lines in pages[page + 1 : page + 2] for mark, _ in _marks([line for line in lines if line.table])}


def _marks(lines: Sequence[Line]) -> list[tuple[str, Run]]:
    marks: list[tuple[str, Run]] = []
    for line in _with_cells(lines):
        if len(line.runs) < 2:
            continue
        marks.extend(
            (match[1], run)
            for run in line.runs
            if len(run.text) <= 6 and is_raised(run, line) and (match := _MARK.fullmatch(run.text.strip()))
        )
    return marks


def _with_cells(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, and in the place of a table those of its cells."""
    for line in lines:
        if line.table is None:
            yield line
        else:
            yield from (piece for row in line.table.rows for cell in row for piece in pieces_of(cell))


def _foot(lines: Sequence[Line], size: float, rules: Sequence[Rule]) -> set[int]:
    """The places of the lines at the foot of each column that are set smaller, up to a rule above them."""
    found: set[int] = set()
    lowest = heapq.nsmallest(_MOST_RULES, (rule for rule in rules if rule.across), key=lambda rule: rule.bottom)
    edges = [rule.bottom for rule in lowest if is_above_notes(rule, lines)]
    ends = [at for at in range(len(lines)) if at + 1 == len(lines) or lines[at + 1].column != lines[at].column]
    for end in ends:
        at = end
        while at >= 0 and lines[at].column == lines[end].column and lines[at].size < size - _SMALLER:
            # words may be small because they are code, behind a number as large as the text's
            if lines[at].runs and lines[at].runs[0].size >= size - _SMALLER:
                break
            if not lines[at].runs or (at < end and lines[at].base < lines[at + 1].base):
                break
            if at < end and any(lines[at + 1].base < edge < lines[at].base for edge in edges):
                break
            at -= 1
        found.update(range(at + 1, end + 1))
    return found


def _below_rule(lines: Sequence[Line], rules: Sequence[Rule], before: set[str]) -> set[int]:
    """The places of the lines below a short rule that begin with a raised mark of the text, whatever their size.

    Text may be as small as its notes, or smaller, where a program has fitted it into the page. ``before`` are the marks
    of earlier pages.
    """
    starts = [at for at, line in enumerate(lines) if len(line.runs) > 1 and is_raised(line.runs[0], line)]
    if not starts:
        return set()
    for rule in sorted((rule for rule in rules if rule.across), key=lambda rule: -rule.bottom):
        below = [at for at, line in enumerate(lines) if line.runs and line.base < rule.bottom and _is_left(line, rule)]
        if not below or below[0] not in starts or not is_above_notes(rule, lines):
            continue
        marks = before | {mark for mark, _ in _marks([line for line in lines if line.base >= rule.bottom])}
        if _start(lines[below[0]], marks, sure=False) is not None:
            return set(below)
    return set()


def _is_left(line: Line, rule: Rule) -> bool:
    """Whether a rule begins where the column of a line does."""
    return abs(line.column[0] - rule.left) <= 2 * line.size


def _read_foot(lines: Sequence[Line], page: int, marks: set[str], apart: bool, found: Notes) -> list[Line]:
    """Read the small lines at the foot of a page; gives back those that are no notes.

    ``apart`` says that they stand below a rule or a gap.
    """
    over: list[Line] = []
    current: Footnote | None = None
    for at, line in enumerate(lines):
        start = _start(line, marks, sure=at > 0 or apart)
        if start is not None:
            current = Footnote(start[0], [line], page, start[1])
            found.notes.append(current)
        elif current is not None:
            current.lines.append(line)
        elif apart and found.notes and _may_go_on(found.notes[-1], line, page):
            current = found.notes[-1]
            current.lines.append(line)
        else:
            over.append(line)
    return over


def _may_go_on(note: Footnote, line: Line, page: int) -> bool:
    """Whether a note of the page before may go on with a line, which is then set no larger."""
    return note.page == page - 1 and line.size < max(line.size for line in note.lines) + _SMALLER


def _raised(line: Line) -> str | None:
    """The raised mark that a line begins with."""
    own = _MARK.fullmatch(line.runs[0].text.strip()) if len(line.runs) > 1 else None
    return own[1] if own and is_raised(line.runs[0], line) else None


def _start(line: Line, marks: set[str], *, sure: bool) -> tuple[str, int] | None:
    """The mark with which a line begins a note, and how many signs of its words are the mark."""
    run = line.runs[0]
    own = _MARK.fullmatch(run.text.strip())
    raised = _raised(line)
    if raised is not None and raised in marks:
        return raised, len(run.text)
    if not sure:
        return None
    if own and len(line.runs) > 1 and own[1] in marks:
        return own[1], len(run.text)
    typed = _TYPED.match(line.text)
    if typed and typed[1] in marks:
        return typed[1], typed.end()
    return None


def _is_set_apart(first: Line, text: Sequence[Line], rules: Sequence[Rule]) -> bool:
    """Whether small lines begin below a rule or a gap."""
    above = [line.foot for line in text if line.column == first.column and line.base > first.base]
    drawn = [rule for rule in rules if not any(is_in_table(rule, line) for line in text)]
    return _is_under_rule(first, drawn) or not above or min(above) - first.base > 2.2 * first.size


def _is_under_rule(line: Line, rules: Sequence[Rule]) -> bool:
    """Whether a rule stands across the column not far above a line."""
    return any(
        rule.across and rule.right - rule.left > 30 and line.base < rule.bottom < line.base + 3.2 * line.size
        and rule.left < line.right
        for rule in rules
    )  # fmt: skip


def _pair(waiting: Sequence[tuple[str, Run, int]], found: Notes) -> None:
    """Give each mark the note it means: that of its page, else the next, else the last before it."""
    by_mark: dict[str, list[Footnote]] = {}
    meant_already: set[str] = set()
    for note in found.notes:
        by_mark.setdefault(note.mark, []).append(note)
    for mark, run, page in waiting:
        same = by_mark.get(mark, [])
        meant = next((note for note in same if note.page >= page), same[-1] if same else None)
        # A square metre or a later mark of the same note stays as it is printed.
        if meant is not None and meant.key not in meant_already:
            meant_already.add(meant.key)
            found.marks[id(run)] = meant.key
