"""Which numbers of blocks, and markers of items, a word processor would count to by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from policyhub.domain.characters import one_line
from policyhub.domain.document import Block, Heading, ListItem, Paragraph, Table
from policyhub.domain.figures import HIGHEST_ROMAN, repeated_letters, roman

LEVELS = 9
BULLETS = frozenset("•-–—*○◦■□▪▫●‣→➢✓✗")
"""The signs of items that are the same in every font; others are places in fonts of pictures."""
_WHOLE = re.compile(r"[1-9][0-9]{0,3}")
_DOTTED = re.compile(r"[1-9][0-9]{0,3}(?:\.[1-9][0-9]{0,3}){0,8}")


def number_of(block: Block) -> str | None:
    """The number printed before a block, cleaned, or None."""
    if isinstance(block, Heading | Paragraph) and block.number is not None:
        return one_line(block.number) or None
    return None


def is_gone(block: Block) -> bool:
    """Whether the end of a paragraph is deleted by a tracked change: nothing counts it."""
    return not isinstance(block, Table) and block.end_change is not None and block.end_change.kind.removes


def is_new(block: Block) -> bool:
    """Whether the end of a paragraph is inserted by a tracked change: nothing counted it before."""
    return not isinstance(block, Table) and block.end_change is not None and not block.end_change.kind.removes


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that the outline list prints: its level from 0, which run of the list it stands in, and the number."""

    level: int
    run: int
    number: str


@dataclass(slots=True)
class Outline:
    """Which blocks the one outline list numbers, by their place; ``starts`` holds what each run starts at."""

    counted: dict[int, Counted] = field(default_factory=dict)
    starts: list[int] = field(default_factory=lambda: [1])


@dataclass(slots=True)
class _Before:
    """How far the outline list had come before any tracked change; ``begun`` are the runs whose start was used."""

    counters: list[int] = field(default_factory=list)
    begun: set[int] = field(default_factory=lambda: {0})

    def next(self, depth: int, run: int, start: int) -> list[int]:
        if depth == 1 and run not in self.begun:
            return [start]
        above = [*self.counters, *[1] * LEVELS][: depth - 1]
        return [*above, self.counters[depth - 1] + 1 if len(self.counters) >= depth else 1]

    def count(self, depth: int, run: int, start: int) -> None:
        self.counters = self.next(depth, run, start)
        self.begun |= {run} if depth == 1 else set()


def count_outline(blocks: Sequence[Block]) -> Outline:
    """Finds the blocks whose given number is the one that automatic numbering comes to.

    A whole number that does not follow the last one ("8" at the start, "1" after another heading) starts a
    new run of the same list. Any other number that does not follow ("1.5" after "1.3", "4A") is not counted
    and does not move the count, so that it has to be typed. Of tracked changes all are accepted, but what is deleted
    has the number that counting comes to when all are rejected.
    """
    outline = Outline()
    before = _Before()
    counters: list[int] = []
    for place, block in enumerate(blocks):
        number = number_of(block)
        if number is None or not _DOTTED.fullmatch(number):
            continue
        given = [int(part) for part in number.split(".")]
        depth, gone, run = len(given), is_gone(block), len(outline.starts) - 1
        expected = counters[: depth - 1] + [counters[depth - 1] + 1 if len(counters) >= depth else 1]
        if gone:
            given = expected = before.next(depth, run, outline.starts[run])
        if given != expected:
            if depth > 1:
                continue
            outline.starts.append(given[0])
            run += 1
        if not gone:
            counters = given
        if gone or not is_new(block):
            before.count(depth, run, outline.starts[run])
        outline.counted[place] = Counted(depth - 1, run, ".".join(map(str, given)))
    return outline


_MARKER = re.compile(r"([(\[]?)([0-9]{1,4}|[a-z]{1,6}|[A-Z]{1,6})([)\].:]{0,2})")


@dataclass(frozen=True, slots=True)
class MarkerForm:
    """What stands before a list's items: Word's name of the way of counting, what stands round it, the first."""

    way: str
    before: str = ""
    after: str = ""
    first: int = 1

    def marker(self, value: int) -> str:
        """What is printed before the item with this value."""
        match self.way:
            case "decimal":
                core = str(value)
            case "lowerLetter" | "upperLetter":
                core = repeated_letters(value)
            case "lowerRoman" | "upperRoman":
                core = roman(value)
            case _:
                return self.before
        return f"{self.before}{core.upper() if self.way.startswith('upper') else core}{self.after}"


_BULLET = MarkerForm("bullet", "•")


def marker_form(marker: str) -> MarkerForm | None:
    """The form that a list's first marker begins, or None when it has to be typed.

    A single letter is a letter, but "i" the first Roman figure; of several ("ii", "bb") Roman figures come first.
    """
    marker = one_line(marker)
    if marker in BULLETS:
        return MarkerForm("bullet", marker)
    match = _MARKER.fullmatch(marker)
    if match is None:
        return None
    before, core, after = match.groups()
    if core.isdigit():
        return MarkerForm("decimal", before, after, int(core)) if _WHOLE.fullmatch(core) else None
    if not (before or after):
        return None
    case, core = "lower" if core.islower() else "upper", core.lower()
    if core == "i" or (len(core) > 1 and core in _ROMANS):
        return MarkerForm(f"{case}Roman", before, after, _ROMANS[core])
    if len(set(core)) > 1:
        return None
    return MarkerForm(f"{case}Letter", before, after, 26 * (len(core) - 1) + ord(core[0]) - ord("a") + 1)


_ROMANS = {figure: value for value in range(1, HIGHEST_ROMAN + 1) if len(figure := roman(value)) <= 6}


@dataclass(frozen=True, slots=True)
class CountedItem:
    """An item whose marker its list comes to: the list (from 0), the form of each of its nine levels, the item's level
    from 0, and its value."""

    list: int
    forms: tuple[MarkerForm, ...]
    level: int
    value: int

    @property
    def marker(self) -> str:
        """What its list prints before it."""
        return self.forms[self.level].marker(self.value)


def count_items(blocks: Sequence[Block]) -> dict[int, CountedItem]:
    """Finds the items whose markers lists come to, by their place.

    Each unbroken run of items is a list of its own, each of whose levels begins with the marker of its first item. A
    marker that does not follow begins another list, unless it is none that can be counted ("xx"). Of tracked changes
    all are accepted, but what is deleted has the marker that counting comes to when all are rejected.
    """
    counted: dict[int, CountedItem] = {}
    lists = 0
    start = 0
    while start < len(blocks):
        run: list[ListItem] = []
        while start + len(run) < len(blocks) and isinstance(item := blocks[start + len(run)], ListItem):
            run.append(item)
        if run:
            lists = _count_run(run, start, lists, counted)
        start += len(run) or 1
    return counted


def _count_run(run: Sequence[ListItem], start: int, lists: int, counted: dict[int, CountedItem]) -> int:
    levels = [min(max(item.level, 0), LEVELS - 1) for item in run]
    own = [marker_form(item.marker) for item in run]
    following = _following(run, levels, own)
    forms: tuple[MarkerForm, ...] = ()
    now: dict[int, int] = {}
    before: dict[int, int] = {}
    for at, (item, level) in enumerate(zip(run, levels, strict=True)):
        gone = is_gone(item)
        forms = forms or following[at]
        value = _next(before if gone else now, forms, level)
        if own[at] is None:
            continue
        if not (_alike(own[at], forms[level]) if gone else one_line(item.marker) == forms[level].marker(value)):
            forms = tuple(own[at] or form if upper == level else form for upper, form in enumerate(following[at]))
            now, before, lists, value = {}, {}, lists + 1, forms[level].first
        if gone or not is_new(item):
            before = _counted_on(before, level, _next(before, forms, level))
        if not gone:
            now = _counted_on(now, level, value)
        counted[start + at] = CountedItem(lists, forms, level, value)
    return lists + 1


def _alike(form: MarkerForm | None, other: MarkerForm) -> bool:
    return form is not None and replace(form, first=other.first) == other


def _next(counters: dict[int, int], forms: Sequence[MarkerForm], level: int) -> int:
    return counters.get(level, forms[level].first - 1) + 1


def _counted_on(counters: dict[int, int], level: int, value: int) -> dict[int, int]:
    return {upper: count for upper, count in counters.items() if upper < level} | {level: value}


def _following(
    run: Sequence[ListItem], levels: Sequence[int], own: Sequence[MarkerForm | None]
) -> list[tuple[MarkerForm, ...]]:
    """For each item the forms of a list that begins with it: of each level that of its next item."""
    found: list[tuple[MarkerForm, ...]] = []
    next_of = [_BULLET] * LEVELS
    staying: set[int] = set()
    for item, level, form in zip(reversed(run), reversed(levels), reversed(own), strict=True):
        if form is not None and not (is_gone(item) and level in staying):
            next_of[level] = form
            staying |= set() if is_gone(item) else {level}
        found.append(tuple(next_of))
    return found[::-1]
