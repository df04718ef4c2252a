"""Where the items of lists stand in a Word file, and which list and level print their markers, or which we type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyhub.domain.automatic_numbers import LEVELS, MarkerForm, count_items
from policyhub.domain.characters import one_line
from policyhub.domain.document import Block, ListItem

STEP = 425


@dataclass(frozen=True, slots=True)
class ListForm:
    """How a list looks: where its outermost items' words begin, and the form of each of the nine levels, if
    they are counted."""

    base: int
    levels: tuple[MarkerForm, ...]


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """Where an item stands, and the list, level and ``value`` that print its marker, or the marker we type."""

    left: int
    hanging: int
    form: ListForm
    numbered: tuple[int, int] | None = None
    typed: str | None = None
    value: int = 0


def place_lists(blocks: Sequence[Block], lefts: Sequence[int], first_list: int) -> dict[int, PlacedItem]:
    """The places of all items; their lists are numbered from ``first_list``."""
    counted = count_items(blocks)
    placed: dict[int, PlacedItem] = {}
    for place, block in enumerate(blocks):
        if not isinstance(block, ListItem):
            continue
        left = lefts[place] + STEP * (min(max(block.level, 0), LEVELS - 1) + 1)
        found = counted.get(place)
        form = ListForm(lefts[place], found.forms if found else ())
        if found is None:
            placed[place] = PlacedItem(left, STEP, form, typed=one_line(block.marker))
        else:
            placed[place] = PlacedItem(left, STEP, form, (first_list + found.list, found.level), value=found.value)
    return placed


def lists_of(placed: Mapping[int, PlacedItem]) -> dict[int, ListForm]:
    """The forms of the lists by their numbers."""
    return {item.numbered[0]: item.form for item in placed.values() if item.numbered is not None}
