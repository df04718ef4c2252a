"""Counts the automatic numbers of a Word file as Word prints them (ISO 29500-1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from policyhub.readers.counting import WAYS
from policyhub.readers.word_fields import ListNumber
from policyhub.readers.word_styles import Style, Styles
from policyhub.readers.word_xml import Element, attr, child, is_on, name, number, value

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_BULLETS = frozenset("-–—*○◦■□▪▫●‣→➢✓✗")  # others are places in fonts of pictures
_SMALL_WAYS = frozenset({"lowerLetter", "lowerRoman"})
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Level:
    """One storey of a list: how it counts, what it prints ("%1.%2"), where it begins, what makes it begin again."""

    way: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """What Word prints before a paragraph.

    ``kind`` is "bullet", "small" for (a) and (i), which stand inside a clause, and "number" for all others; ``level``
    counts the bullets and letters that it stands under.
    """

    text: str
    kind: str
    level: int


@dataclass(frozen=True, slots=True)
class _Instance:
    """A list as paragraphs name it: which counters it shares, and what it does otherwise."""

    shared: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


_FIRST = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def _built_in(storeys: str) -> dict[int, Level]:
    """A list by the first number of each of its storeys."""
    return {
        at: Level(_FIRST[found[0]], one.replace(found[0], f"%{at + 1}"))
        for at, one in enumerate(storeys.split())
        for found in re.findall(r"\w", one)
    }


_LEGAL = {at: Level(text="".join(f"%{n + 1}." for n in range(at + 1))) for at in range(LEVELS)}
_OUTLINE = _built_in("I. A. 1. a) (1) (a) (i) (a) (i)")
# the lists that fields can name in every file
_BUILT_IN = {
    "numberdefault": _built_in("1) a) i) (1) (a) (i) 1. a. i."),
    "outlinedefault": _OUTLINE,
    "legaldefault": _LEGAL,
    "autonum": _built_in("1."),
    "autonumout": _OUTLINE,
    "autonumlgl": _LEGAL,
}


class Lists:
    """All lists of a file as it describes them: their storeys, and the names by which paragraphs know them."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self.levels: dict[str, dict[int, Level]] = {}
        self.instances: dict[str, _Instance] = {}
        linked: dict[str, str] = {}
        names: dict[str, str] = {}
        for element in root if root is not None else ():
            if name(element) == "abstractNum":
                key = attr(element, "abstractNumId") or ""
                self.levels[key] = _levels(element)
                link = value(element, "numStyleLink")
                if link:
                    linked[key] = link
                called = value(element, "name")
                if called:
                    names[called.casefold()] = key
            elif name(element) == "num":
                self.instances[attr(element, "numId") or ""] = _instance(element)
        for key, link in linked.items():
            other = self.instances.get(styles.numbering(link).list or "")
            if other is not None and other.shared in self.levels and other.shared != key:
                self.levels[key] = self.levels[other.shared]
        for key, levels in _BUILT_IN.items():
            self.levels[key], self.instances[key], names[key] = levels, _Instance(key), key
        first: dict[str, str] = {}
        for key, instance in self.instances.items():
            first.setdefault(instance.shared, key)
        self.named = {called: first[key] for called, key in names.items() if key in first}


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

    def label(self, style: Style, list_id: str | None, level: int | None) -> Label | None:
        """What is printed before the next paragraph; ``list_id`` and ``level`` are its own, beside its style's."""
        self.skip()
        found = list_id if list_id is not None else style.list
        if found is None or found == "0":
            return None
        instance = self._lists.instances.get(found)
        levels = self._lists.levels.get(instance.shared) if instance else None
        if instance is None or levels is None:
            return None
        shared = self._counted.setdefault(instance.shared, _Counted(levels))
        at = self._level(style, shared, level)
        own = _at(instance, shared, at)
        self._count(found, instance, shared, at)
        self._paragraph = _Printed(found, at, leads=True)
        if own.way == "none" and not own.text:
            return None
        above = sum(_kind(_at(instance, shared, storey)) != "number" for storey in range(at))
        if own.way == "bullet":
            return Label(own.text if own.text in _BULLETS else "•", "bullet", above)
        text = _printed(instance, shared, own, at)
        return Label(text[:_LONGEST], _kind(own), above) if text else None

    def _level(self, style: Style, shared: _Counted, level: int | None) -> int:
        if level is not None:
            return min(max(level, 0), LEVELS - 1)
        linked = next((at for at, one in shared.levels.items() if one.style and one.style == style.id), None)
        found = linked if linked is not None else style.level or 0
        return min(max(found, 0), LEVELS - 1)

    def _count(self, key: str, instance: _Instance, shared: _Counted, at: int, start: int | None = None) -> None:
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


def _at(instance: _Instance, shared: _Counted, at: int) -> Level:
    return instance.levels.get(at) or shared.levels.get(at) or Level(text=f"%{at + 1}.")


def _kind(level: Level) -> str:
    if level.way == "bullet":
        return "bullet"
    return (
        "small" if level.way in _SMALL_WAYS and not level.legal and len(_PLACE.findall(level.text)) == 1 else "number"
    )


def _printed(instance: _Instance, shared: _Counted, own: Level, at: int) -> str:
    def figure(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        count = shared.counters[place] if place <= at else None
        if count is None:
            return ""
        other = _at(instance, shared, place)
        way = "decimal" if own.legal and other.way != "decimalZero" else other.way
        return "" if way in ("bullet", "none") else WAYS.get(way, str)(count)

    return " ".join(_PLACE.sub(figure, own.text).split())


def _levels(element: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for one in element:
        if name(one) == "lvl":
            at = number(attr(one, "ilvl"))
            if 0 <= at < LEVELS:
                found[at] = _level_of(one)
    return found


def _level_of(element: Element) -> Level:
    restart = value(element, "lvlRestart")
    return Level(
        way=_way(element),
        text=value(element, "lvlText") or "",
        start=number(value(element, "start"), 1),
        restart=None if restart is None else number(restart),
        legal=bool(is_on(element, "isLgl")),
        style=value(element, "pStyle"),
    )


def _way(element: Element) -> str:
    found = child(element, "numFmt")
    if found is None:
        # newer ways of counting stand in a choice, with an older one to fall back on
        choice = next((c for c in element if name(c) == "mc:AlternateContent"), None)
        fallback = next((c for c in choice if name(c) == "mc:Fallback"), None) if choice is not None else None
        found = child(fallback, "numFmt")
    return (attr(found, "val") if found is not None else None) or "decimal"


def _instance(element: Element) -> _Instance:
    made = _Instance(value(element, "abstractNumId") or "")
    for override in element:
        if name(override) != "lvlOverride":
            continue
        at = number(attr(override, "ilvl"))
        level, start = child(override, "lvl"), value(override, "startOverride")
        if not 0 <= at < LEVELS:
            continue
        if level is not None:
            made.levels[at] = _level_of(level)
            if start is not None:
                made.levels[at] = replace(made.levels[at], start=number(start, 1))
        if start is not None:
            made.starts[at] = number(start, 1)
    return made
