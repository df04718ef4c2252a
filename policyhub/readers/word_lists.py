"""The lists of a Word file as it describes them: their storeys, and what each of them prints (ISO 29500-1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from policyhub.domain.automatic_numbers import LEVELS
from policyhub.readers.word_styles import Styles
from policyhub.readers.word_xml import Element, attr, child, is_on, name, number, value


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
class Instance:
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
        self.instances: dict[str, Instance] = {}
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
            self.levels[key], self.instances[key], names[key] = levels, Instance(key), key
        first: dict[str, str] = {}
        for key, instance in self.instances.items():
            first.setdefault(instance.shared, key)
        self.named = {called: first[key] for called, key in names.items() if key in first}


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


def _instance(element: Element) -> Instance:
    made = Instance(value(element, "abstractNumId") or "")
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
