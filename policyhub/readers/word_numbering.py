"""Counts the automatic numbers of a Word file as Word prints them (ISO 29500-1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policyhub.domain.automatic_numbers import BULLETS, LEVELS
from policyhub.domain.document import Change
from policyhub.readers.counting import WAYS
from policyhub.readers.word_fields import ListNumber
from policyhub.readers.word_lists import Instance, Level, Lists
from policyhub.readers.word_styles import Style

_PLACE = re.compile(r"%([1-9])")
_SMALL_WAYS = frozenset({"lowerLetter", "lowerRoman"})
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Label:
    """What Word prints before a paragraph.

    ``kind`` is "bullet", "small" for (a) and (i), which stand inside a clause, and "number" for all others; ``level``
    counts the bullets and letters that it stands under, ``storey`` all that it stands under.
    """

    text: str
    kind: str
    level: int
    storey: int


@dataclass(frozen=True, slots=True)
class _Printed:
    """The last number that was printed: its list, its storey, and whether it stands before all words."""

    list: str
    level: int
    leads: bool = False


@dataclass(slots=True)
class _Counted:
    """A list that several instances share, while it is counted: its storeys, its counters, which overrides began."""

    levels: dict[int, Level]
    counters: list[int | None] = field(default_factory=lambda: [None] * LEVELS)
    begun: set[tuple[str, int]] = field(default_factory=set)


class Numbering:
    """The counters of one part of a file; ``label`` is asked for each paragraph in order."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._counted: dict[str, _Counted] = {}
        self._paragraph: _Printed | None = None
        self._in_line: _Printed | None = None
        self._last = "numberdefault"
        self._before: dict[str, _Counted] | None = None  # as if no change were made, from the first one on

    def skip(self) -> None:
        """A paragraph begins that has no number of its own."""
        self._paragraph = self._in_line = None

    def in_line(self, asked: ListNumber, *, leads: bool) -> str:
        """What a LISTNUM prints that stands inside a paragraph; ``leads`` if only such numbers stand before it.

        Without a list of its own it counts in that of the number before it in the paragraph, of the paragraph, or of
        the last one; without a level it goes on with the level before it, or one below a number that leads.
        """
        near = self._in_line or self._paragraph
        named = self._lists.named.get(asked.list.casefold()) if asked.list else None
        key = named or (near.list if near else self._last)
        if asked.level is not None:
            at = min(asked.level, LEVELS - 1)
        elif near is not None and near.list == key:
            at = min(near.level + near.leads, LEVELS - 1)
        else:
            at = 0
        self._in_line, self._last = _Printed(key, at, leads), key
        instance = self._lists.instances[key]
        shared = self._counted.setdefault(instance.shared, _Counted(self._lists.levels.get(instance.shared, {})))
        self._count(key, instance, shared, at, asked.start)
        return _printed(instance, shared, _at(instance, shared, at), at)[:_LONGEST]

    def label(self, style: Style, list_id: str | None, level: int | None, change: Change | None = None) -> Label | None:
        """What is printed before the next paragraph; ``list_id`` and ``level`` are its own, beside its style's.

        Its end may be under a tracked ``change``: one that is deleted has the number that it had before all changes,
        all others have theirs as if every change were accepted.
        """
        self.skip()
        if change is not None and self._before is None:
            self._before = {key: _Counted(one.levels, [*one.counters], {*one.begun})
                            for key, one in self._counted.items()}  # fmt: skip
        found = list_id if list_id is not None else style.list
        if found is None or found == "0":
            return None
        instance = self._lists.instances.get(found)
        levels = self._lists.levels.get(instance.shared) if instance else None
        if instance is None or levels is None:
            return None
        gone = change is not None and change.kind.removes
        counts = self._before if gone and self._before is not None else self._counted
        shared = counts.setdefault(instance.shared, _Counted(levels))
        at = self._level(style, shared, level)
        own = _at(instance, shared, at)
        self._count(found, instance, shared, at)
        if self._before is not None and change is None:
            self._count(found, instance, self._before.setdefault(instance.shared, _Counted(levels)), at)
        self._paragraph = _Printed(found, at, leads=True)
        if own.way == "none" and not own.text:
            return None
        above = sum(_kind(_at(instance, shared, storey)) != "number" for storey in range(at))
        if own.way == "bullet":
            return Label(own.text if own.text in BULLETS else "•", "bullet", above, at)
        text = _printed(instance, shared, own, at)
        return Label(text[:_LONGEST], _kind(own), above, at) if text else None

    def _level(self, style: Style, shared: _Counted, level: int | None) -> int:
        if level is not None:
            return min(max(level, 0), LEVELS - 1)
        linked = next((at for at, one in shared.levels.items() if one.style and one.style == style.id), None)
        found = linked if linked is not None else style.level or 0
        return min(max(found, 0), LEVELS - 1)

    def _count(self, key: str, instance: Instance, shared: _Counted, at: int, start: int | None = None) -> None:
        counters = shared.counters
        for above in range(at):
            # a storey that was skipped prints its first number, and has then been used
            if counters[above] is None:
                counters[above] = _at(instance, shared, above).start
        if start is not None:
            counters[at] = start
        elif at in instance.starts and (key, at) not in shared.begun:
            shared.begun.add((key, at))
            counters[at] = instance.starts[at]
        else:
            before = counters[at]
            counters[at] = _at(instance, shared, at).start if before is None else before + 1
        for below in range(at + 1, LEVELS):
            restart = _at(instance, shared, below).restart
            if restart is None or (restart > 0 and at < restart):
                counters[below] = None


def _at(instance: Instance, shared: _Counted, at: int) -> Level:
    return instance.levels.get(at) or shared.levels.get(at) or Level(text=f"%{at + 1}.")


def _kind(level: Level) -> str:
    if level.way == "bullet":
        return "bullet"
    return (
        "small" if level.way in _SMALL_WAYS and not level.legal and len(_PLACE.findall(level.text)) == 1 else "number"
    )


def _printed(instance: Instance, shared: _Counted, own: Level, at: int) -> str:
    def figure(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        count = shared.counters[place] if place <= at else None
        if count is None:
            return ""
        other = _at(instance, shared, place)
        way = "decimal" if own.legal and other.way != "decimalZero" else other.way
        return "" if way in ("bullet", "none") else WAYS.get(way, str)(count)

    return " ".join(_PLACE.sub(figure, own.text).split())
