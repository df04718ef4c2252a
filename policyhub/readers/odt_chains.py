"""Finds which pieces of an OpenDocument's lists belong together: a list that text interrupts is written in pieces."""

from __future__ import annotations

from dataclasses import dataclass

from policyhub.readers.errors import Unreadable
from policyhub.readers.odt_xml import Element, q, value
from policyhub.readers.packed import DAMAGED


@dataclass(frozen=True, slots=True)
class Piece:
    """One outermost ``text:list``: the key that all pieces of its list share, and whether it continues another."""

    key: str
    continued: bool


def pieces_of(body: Element) -> dict[Element, Piece]:
    """The pieces of all lists of a text. Unreadable if they continue each other in a circle.

    A piece names the one it continues, or continues the one before it if that has its style (ODF 1.3, 19.839 and
    19.840). It may continue one that stands among deleted words.
    """
    outermost = [element for element in body.iter(q("text:list")) if outer_list(element) is None]
    names = {element: value(element, "xml:id") or f" {place}" for place, element in enumerate(outermost)}
    by_id = _by_id(body, names)
    before: dict[str, str] = {}
    last: tuple[str, str | None] | None = None
    for element in outermost:
        name, style = names[element], value(element, "text:style-name")
        target = by_id.get(value(element, "text:continue-list") or "")
        if target is None and value(element, "text:continue-numbering") == "true" and last and last[1] == style:
            target = last[0]
        if target is not None and target != name:
            before[name] = target
        if next(element.iterancestors(q("text:deletion")), None) is None:
            last = (name, style)
    return {element: Piece(_first(before, name), name in before) for element, name in names.items()}


def outer_list(element: Element) -> Element | None:
    """The list that a list is right inside of, or None."""
    item = element.getparent()
    if item is None or item.tag not in (q("text:list-item"), q("text:list-header")):
        return None
    return item.getparent()


def _by_id(body: Element, names: dict[Element, str]) -> dict[str, str]:
    """The name of the outermost list for the id of any list."""
    found: dict[str, str] = {}
    inside: dict[Element, str] = {}
    for element in body.iter(q("text:list")):
        outer = outer_list(element)
        inside[element] = names[element] if outer is None else inside.get(outer, "")
        identity = value(element, "xml:id")
        if identity:
            found.setdefault(identity, inside[element])
    return found


def _first(before: dict[str, str], name: str) -> str:
    """The first piece of a chain; those on the way are made to point to it, so that long chains stay quick."""
    passed: dict[str, None] = {}
    while name in before:
        if name in passed:
            raise Unreadable(DAMAGED)
        passed[name] = None
        name = before[name]
    for one in list(passed)[:-1]:
        before[one] = name
    return name
