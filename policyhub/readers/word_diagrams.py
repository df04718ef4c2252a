"""Reads the words of a diagram in a Word file (SmartArt) as a list, one storey for each step down its tree."""

from __future__ import annotations

from collections.abc import Iterator

from policyhub.domain.document import ListItem
from policyhub.readers.word_art import paragraphs_in
from policyhub.readers.word_xml import Element, child, name, number

_DEEPEST = 8


def items_of(root: Element) -> list[ListItem]:
    """What its boxes say, in the order of the tree; what hangs on nothing follows as it stands in the file."""
    points = {one.get("modelId", ""): one for one in _named(root, "dgm:ptLst", "dgm:pt")}
    below = _below(root)
    begin = [key for key, point in points.items() if point.get("type") == "doc"]
    seen: set[str] = set()
    return [
        ListItem(content, min(max(depth, 0), _DEEPEST))
        for start, level in (*((key, -1) for key in begin), *((key, 0) for key in points))
        for key, depth in _down(start, level, below, seen)
        # a point of the drawing itself only repeats what another says
        if key in points and points[key].get("type") != "pres"
        for content in paragraphs_in(child(points[key], "dgm:t"))
    ]


def _below(root: Element) -> dict[str, list[str]]:
    """What hangs on each point: the words on the line that leads to a box, the box, the words on the line from it."""
    lines = [one for one in _named(root, "dgm:cxnLst", "dgm:cxn") if one.get("type", "parOf") == "parOf"]
    found: dict[str, list[str]] = {}
    for one in sorted(lines, key=lambda line: number(line.get("srcOrd"))):
        found.setdefault(one.get("srcId", ""), []).extend(
            key for key in (one.get("parTransId"), one.get("destId"), one.get("sibTransId")) if key
        )
    return found


def _down(start: str, level: int, below: dict[str, list[str]], seen: set[str]) -> Iterator[tuple[str, int]]:
    """A point and all below it, each once."""
    left = [(start, level)]
    while left:
        key, depth = left.pop()
        if key in seen:
            continue
        seen.add(key)
        yield key, depth
        left += ((one, depth + 1) for one in reversed(below.get(key, ())))


def _named(root: Element, of: str, wanted: str) -> list[Element]:
    listed = child(root, of)
    return [one for one in listed if name(one) == wanted] if listed is not None else []
