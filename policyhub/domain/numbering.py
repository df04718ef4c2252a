"""Numbers the sections of a paper from the places they have in its tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from policyhub.domain.figures import letters, roman

Style = Literal["decimal", "letters", "roman"]
Id = TypeVar("Id", bound=Hashable)

_DOTTED = re.compile(r"\w+(?:\.\w+)*", re.ASCII)
_COUNTED = re.compile(r"(.*?)([0-9]{1,9})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place(Generic[Id]):
    """One section's place; a parent that is not in the tree counts as none.

    ``own_number`` overrides the computed one. A section that is not ``numbered`` has no number and takes none away:
    what stands under it is counted on with what stands around it.
    """

    id: Id
    parent_id: Id | None
    rank: int
    kind: str = "heading"
    own_number: str | None = None
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a paper counts: the style of each level (the last one holds for all deeper), and its word for an appendix."""

    styles: tuple[Style, ...] = ("decimal",)
    appendix: str = "Appendix"

    def style(self, level: int) -> Style:
        """The style of a level, 0 being the highest."""
        return self.styles[min(level, len(self.styles) - 1)]


DECIMAL = Scheme()
LETTERS = Scheme(("decimal", "letters", "roman"))
SCHEMES: Mapping[str, Scheme] = {"decimal": DECIMAL, "letters": LETTERS}
"""The schemes by the name that a paper keeps."""


@dataclass(slots=True)
class _Count:
    """How far a run of numbers has come: "1.3." and 4 after 1.3.4."""

    stem: str = ""
    last: int = 0
    level: int = 0


def numbers(tree: Sequence[Place[Id]], scheme: Scheme = DECIMAL) -> dict[Id, str | None]:
    """The number of each section, such as "1.3.4", without a closing full stop; None for those without.

    Headings and clauses are counted together among their siblings, by rank; an appendix is "Appendix 1" and counts
    what stands under it anew. After an own number that ends in digits its siblings count on from it.
    """
    return dict(_numbered(tree, scheme, lambda place, _: place.own_number))


def needed_own_numbers(
    tree: Sequence[Place[Id]], printed: Mapping[Id, str | None], scheme: Scheme = DECIMAL
) -> dict[Id, str]:
    """The own numbers that make the computed numbers equal the printed ones, and no others.

    ``own_number`` of the places is not looked at. A numbered section without a printed number gets none: make it not
    numbered instead.
    """
    needed: dict[Id, str] = {}

    def own(place: Place[Id], computed: str) -> str | None:
        wanted = printed.get(place.id)
        if wanted is None or wanted == computed:
            return None
        needed[place.id] = wanted
        return wanted

    for _ in _numbered(tree, scheme, own):
        pass
    return needed


def _numbered(
    tree: Sequence[Place[Id]], scheme: Scheme, own: Callable[[Place[Id], str], str | None]
) -> Iterator[tuple[Id, str | None]]:
    known = {place.id for place in tree}
    children: dict[Id | None, list[Place[Id]]] = {}
    for place in tree:
        children.setdefault(place.parent_id if place.parent_id in known else None, []).append(place)
    for siblings in children.values():
        siblings.sort(key=lambda place: place.rank)
    appendices = _Count(stem=f"{scheme.appendix} ")
    top = _Count()
    waiting = [(place, top) for place in reversed(children.get(None, []))]
    while waiting:
        place, count = waiting.pop()
        number, inside = _next(place, appendices if place.kind == "appendix" else count, scheme, own)
        yield place.id, number
        if number is None:
            inside = count
        waiting += [(child, inside) for child in reversed(children.get(place.id, []))]


def _next(
    place: Place[Id], count: _Count, scheme: Scheme, own: Callable[[Place[Id], str], str | None]
) -> tuple[str | None, _Count]:
    """A section's number and the count for what stands under it; moves its own count on."""
    if not place.numbered:
        return None, count
    is_appendix = place.kind == "appendix"
    style: Style = "decimal" if is_appendix else scheme.style(count.level)
    computed = count.stem + written(count.last + 1, style)
    own_number = own(place, computed)
    if own_number is None:
        count.last += 1
    elif found := _COUNTED.fullmatch(own_number):
        count.stem, count.last = found[1], int(found[2])
    number = own_number if own_number is not None else computed
    if is_appendix:
        return number, _Count()
    if not _DOTTED.fullmatch(number):
        # Under "Part 2" numbers run on: 14, 15; they are not "Part 2.1".
        return number, count
    return number, _Count(stem=f"{number}.", level=count.level + 1)


def written(value: int, style: Style) -> str:
    """A number from 1 on in a style: "4", "d" (after "z" comes "aa") or "iv"."""
    if style == "letters":
        return letters(value)
    if style == "roman":
        return roman(value)
    return str(value)
