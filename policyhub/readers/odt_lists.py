"""Counts the automatic numbers of an OpenDocument's lists, and writes them as they are printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from policyhub.domain.figures import HIGHEST_ROMAN, letters, repeated_letters, roman
from policyhub.readers.odt_xml import Element, folded, number, q, value

MOST_LEVELS = 10
_HIGHEST = 10**6
_HIGHEST_REPEATED = 26 * 40
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "zapf")
_PLACEHOLDER = re.compile(r"%([1-9]|10)%")
OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is printed; a ``bullet`` is no number, a ``form`` "" is a number not shown."""

    form: str = ""
    before: str = ""
    after: str = ""
    display: int = 1
    start: int = 1
    repeats: bool = False
    bullet: str | None = None
    pattern: str | None = None

    @property
    def is_item(self) -> bool:
        """Whether what it prints marks the items of a list, rather than numbering the text."""
        return self.bullet is not None or self.form in {"a", "i"}


@dataclass(frozen=True, slots=True)
class ListStyle:
    """The levels of a list, from 0."""

    levels: Mapping[int, Level] = field(default_factory=dict)

    def level(self, level: int) -> Level:
        """A level; one that is not given prints nothing."""
        return self.levels.get(level, Level())


BULLETS = ListStyle({level: Level(bullet="•") for level in range(MOST_LEVELS)})


@dataclass(frozen=True, slots=True)
class Label:
    """What is printed before a paragraph: the ``text``, and whether it marks an item or numbers the text."""

    text: str
    is_item: bool


def list_style_of(element: Element) -> ListStyle:
    """The levels of a ``text:list-style`` or ``text:outline-style``."""
    levels: dict[int, Level] = {}
    for child in element:
        level = number(child, "text:level", 0) - 1
        if 0 <= level < MOST_LEVELS:
            levels[level] = _level(child)
    return ListStyle(levels)


def _level(element: Element) -> Level:
    if element.tag == q("text:list-level-style-bullet"):
        return Level(bullet=_bullet(element))
    if element.tag == q("text:list-level-style-image"):
        return Level(bullet="•")
    pattern = value(element, "loext:num-list-format")
    return Level(
        form=(value(element, "style:num-format") or "").strip(),
        before=value(element, "style:num-prefix") or "",
        after=value(element, "style:num-suffix") or "",
        display=max(1, min(number(element, "text:display-levels", 1), MOST_LEVELS)),
        start=min(number(element, "text:start-value", 1), _HIGHEST),
        repeats=value(element, "style:num-letter-sync") == "true",
        pattern=pattern if pattern and len(pattern) < 200 else None,
    )


def _bullet(element: Element) -> str:
    """The sign as it is printed; letters and private signs are shapes of a font for signs, and become "•"."""
    sign = (value(element, "text:bullet-char") or "").strip()[:1]
    properties = element.find(q("style:text-properties"))
    fonts = "" if properties is None else str(list(properties.attrib.values())).casefold()
    private = "\ue000" <= sign <= "\uf8ff" or any(name in fonts for name in _SYMBOL_FONTS)
    return "•" if not sign or sign.isalnum() or private else sign


def figure(number: int, form: str, *, repeats: bool = False) -> str:
    """A number in OpenDocument's way of counting: "1", "a", "A", "i" or "I"; "" shows none."""
    if not form:
        return ""
    found = str(number)
    if number > 0 and form in "aA":
        if not repeats:
            found = letters(number)
        elif number <= _HIGHEST_REPEATED:
            found = repeated_letters(number)
    elif 0 < number <= HIGHEST_ROMAN and form in "iI":
        found = roman(number)
    return found.upper() if form in "AI" else found


@dataclass(slots=True)
class Counting:
    """How far each list has come; a list is known by the key that all its pieces share."""

    counts: dict[str, list[int]] = field(default_factory=dict)
    under: Counting | None = None

    def aside(self) -> Counting:
        """Counts that go on from these without moving them."""
        return Counting(under=self)

    def restart(self, key: str, level: int) -> None:
        """Let a list begin anew at a level and all deeper ones."""
        del self._of(key)[level:]

    def _of(self, key: str) -> list[int]:
        if key not in self.counts:
            self.counts[key] = [] if self.under is None else list(self.under._of(key))
        return self.counts[key]

    def label(self, key: str, level: int, styles: Sequence[ListStyle], start: int | None = None) -> Label:
        """What is printed before the next paragraph of a list at a level from 0; ``styles`` are those of each level.

        A level that was jumped over counts as begun, as LibreOffice counts.
        """
        counts = self._of(key)
        for upper in range(len(counts), level):
            counts.append(styles[upper].level(upper).start)
        own = styles[level].level(level)
        if start is not None:
            counts[level:] = [min(start, _HIGHEST)]
        elif len(counts) > level:
            counts[level:] = [counts[level] + 1]
        else:
            counts.append(own.start)
        return _printed(own, level, counts, styles)


def _printed(own: Level, level: int, counts: Sequence[int], styles: Sequence[ListStyle]) -> Label:
    if own.bullet is not None:
        return Label(own.bullet, True)
    figures = []
    for upper in range(level + 1):
        # In a list inside another, the style of the inner list says how the numbers above are shown in it.
        given = own if upper == level else styles[level].level(upper)
        figures.append(figure(counts[upper], given.form, repeats=given.repeats))
    shown = [text for text in figures[max(0, level + 1 - own.display) :] if text]
    if own.pattern is not None and own.form:
        text = _PLACEHOLDER.sub(lambda m: figures[int(m[1]) - 1] if int(m[1]) <= len(figures) else "", own.pattern)
    elif own.form:
        text = f"{own.before}{'.'.join(shown)}{own.after}"
    else:
        text = f"{own.before}{own.after}"
    alone = len(shown) == 1 or not any(part.isdigit() for part in shown)
    return Label(folded(text), own.is_item and alone)
