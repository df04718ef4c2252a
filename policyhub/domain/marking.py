"""Puts tags around ranges of the plain text inside rendered HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

_BIT = re.compile(r"<!--(?:ref:[a-z2-7]{12}:(?P<printed>.*?)|.*?)-->|<[^>]*>|&[^;<&]{1,40};|[^<&]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Range:
    """From ``start`` up to ``stop`` of a plain text, with the tags to put around it.

    ``again_html`` opens the range once more behind the border of an element; it is ``opening_html`` when it is None
    (give it when the opening tag holds an id, which may stand in a page only once).
    """

    start: int
    stop: int
    opening_html: str
    closing_html: str
    again_html: str | None = None


class _Marker:
    """Writes HTML and keeps the ranges open only around words, never across a tag."""

    def __init__(self, ranges: Sequence[Range]) -> None:
        self.parts: list[str] = []
        self._waiting = sorted((r for r in ranges if r.start < r.stop), key=lambda r: (r.start, -r.stop), reverse=True)
        self._inside: list[Range] = []
        self._begun: set[int] = set()
        self._open: tuple[Range, ...] = ()

    def tag(self, tag: str) -> None:
        self._switch(())
        self.parts.append(tag)

    def words(self, html: str, start: int, stop: int) -> None:
        """HTML of the plain characters from ``start`` up to ``stop``."""
        changed = False
        while self._waiting and self._waiting[-1].start < stop:
            self._inside.append(self._waiting.pop())
            changed = True
        if changed or any(r.stop <= start for r in self._inside):
            self._inside = [r for r in self._inside if r.stop > start]
        self._switch(tuple(self._inside))
        self.parts.append(html)

    def between(self, html: str, place: int) -> None:
        """HTML that has no characters of its own, such as the mark of a note."""
        if any(not r.start < place < r.stop for r in self._open):
            self._switch(())
        self.parts.append(html)

    def _switch(self, wanted: tuple[Range, ...]) -> None:
        if wanted == self._open:
            return
        self.parts += [r.closing_html for r in reversed(self._open)]
        for r in wanted:
            again = r.again_html is not None and id(r) in self._begun
            self.parts.append(r.again_html if again and r.again_html is not None else r.opening_html)
            self._begun.add(id(r))
        self._open = wanted


def mark_ranges(html: str, plain: str, ranges: Sequence[Range]) -> str:
    """The rendered HTML with tags around some ranges of its plain text.

    ``html`` and ``plain`` are those of one ``Rendered``. A range that crosses the border of an element is closed
    before and opened again behind it; a range that covers a part of a live reference covers all of it.
    """
    if not ranges:
        return html
    marker = _Marker(ranges)
    place = 0
    for bit in _BIT.finditer(html):
        text = bit[0]
        if text.startswith("<!--"):
            if bit["printed"] is None:
                marker.between(text, place)
                continue
            words = unescape(bit["printed"])
        elif text.startswith("<"):
            marker.tag(text)
            continue
        else:
            words = unescape(text) if len(text) > 1 else text
        # What keeps paragraphs, items and cells apart in the plain text stands nowhere in the HTML.
        while place < len(plain) and plain[place] in "\n\t" and not plain.startswith(words, place):
            place += 1
        marker.words(text, place, place + len(words))
        place += len(words)
    marker.tag("")
    return "".join(marker.parts)
