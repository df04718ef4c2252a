"""Finds what a Word drawing shows: its text boxes, what has no words, and which of several ways Word would choose."""

from __future__ import annotations

from collections.abc import Iterator

from policyhub.readers.word_xml import Element, name


def boxes_in(element: Element) -> list[Element]:
    """The text boxes in a drawing, those inside others left to them; of a choice only what Word would show."""
    found: list[Element] = []
    left = [element]
    while left:
        one = left.pop()
        if name(one) == "txbxContent":
            found.append(one)
            continue
        if name(one) == "mc:AlternateContent":
            chosen = choice_of(one)
            left += [chosen] if chosen is not None else []
            continue
        left += reversed(one)
    return found


def wordless_in(element: Element) -> str | None:
    """What a drawing shows that is not words, but for its text boxes: "picture", "chart" or "object"."""
    if name(element) == "object":
        return "object"
    found = {name(one) for one in _outside_boxes(element)}
    if "?:chart" in found or "?:relIds" in found:
        return "chart"
    return "picture" if found & {"?:blip", "?:imagedata"} else None


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
        if name(one) == "mc:Choice" and (_says(one, "txbxContent") or _says(one, "t")):
            return one
    return next((one for one in element if name(one) == "mc:Fallback"), None)


def _says(element: Element, local: str) -> bool:
    return any(name(one) == local for one in element.iter())
