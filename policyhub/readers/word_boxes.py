"""Finds the text boxes of a Word drawing, and which of several ways to say one thing Word shows."""

from __future__ import annotations

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


def choice_of(element: Element) -> Element | None:
    """What Word shows of several ways to say one thing: the first that holds words, else what stands in for it."""
    for one in element:
        if name(one) == "mc:Choice" and (_says(one, "txbxContent") or _says(one, "t")):
            return one
    return next((one for one in element if name(one) == "mc:Fallback"), None)


def _says(element: Element, local: str) -> bool:
    return any(name(one) == local for one in element.iter())
