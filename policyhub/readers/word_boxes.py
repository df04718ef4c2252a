"""Finds what a Word drawing shows: its text boxes, what has no words, and which of several ways Word would choose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from policyhub.readers.word_xml import Element, name

# a text box, one inside a drawing, letters that are drawn; a diagram and a chart have their words elsewhere
_BOXES = frozenset({"txbxContent", "a:txBody", "?:textpath", "dgm:relIds", "c:chart", "cx:chart"})
_WITH_WORDS = _BOXES | {"t", "m:t", "?:symEx"}


@dataclass(slots=True)
class Unread:
    """What a part shows that does not come in as words: how many of each kind, and how the file describes them."""

    counts: Counter[str] = field(default_factory=Counter)
    described: list[str | None] = field(default_factory=list)

    def note(self, drawing: Element) -> None:
        """One more picture, chart or object, if it is one, and its description."""
        shown = _wordless_in(drawing)
        self.counts.update([shown] if shown else [])
        for one in _outside_boxes(drawing):
            self.described.append(one.get("descr") if name(one) in ("?:docPr", "?:cNvPr") else one.get("alt"))


def boxes_in(element: Element) -> list[Element]:
    """What has words in a drawing: its text boxes, those inside others left to them, its diagrams and charts.

    Of a choice it is only what Word would show.
    """
    found: list[Element] = []
    left = [element]
    while left:
        one = left.pop()
        if name(one) in _BOXES:
            found.append(one)
            continue
        if name(one) == "mc:AlternateContent":
            chosen = choice_of(one)
            left += [chosen] if chosen is not None else []
            continue
        left += reversed(one)
    return found


def _wordless_in(element: Element) -> str | None:
    """What a drawing shows that has no words to be found: "picture" or "object"."""
    if name(element) == "object":
        return "object"
    found = {name(one) for one in _outside_boxes(element)}
    return "picture" if found & {"a:blip", "?:imagedata"} else None


def _outside_boxes(element: Element) -> Iterator[Element]:
    left = [element]
    while left:
        one = left.pop()
        yield one
        if name(one) != "txbxContent":
            left += one


def choice_of(element: Element) -> Element | None:
    """What Word shows of several ways to say one thing: the first that holds words, else what stands in for it."""
    for one in element:
        if name(one) == "mc:Choice" and any(name(below) in _WITH_WORDS for below in one.iter()):
            return one
    return next((one for one in element if name(one) == "mc:Fallback"), element[0] if len(element) else None)
