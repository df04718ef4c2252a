"""Gives the items of lists real bullets and counting where these print what was given, and types the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyhub.domain.document import Block, ListItem
from policyhub.writers.numbers import LEVELS, MarkerForm, marker_form
from policyhub.writers.words import one_line

STEP = 425
_BULLET = MarkerForm("bullet", "•")


@dataclass(frozen=True, slots=True)
class ListForm:
    """How a list looks: where its outermost items' words begin, and the form of each of the nine levels."""

    base: int
    levels: tuple[MarkerForm, ...]


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """Where an item stands, and the list, level and ``value`` that print its marker, or the marker we type."""

    form: ListForm
    left: int
    hanging: int
    numbered: tuple[int, int] | None
    typed: str | None
    value: int = 0


def place_lists(blocks: Sequence[Block], lefts: Sequence[int], first_list: int) -> dict[int, PlacedItem]:
    """The places of all items; each unbroken run of items is a list of its own, numbered from ``first_list``."""
    placed: dict[int, PlacedItem] = {}
    list_number = first_list
    start = 0
    while start < len(blocks):
        end = start
        run: list[ListItem] = []
        while end < len(blocks) and isinstance(item := blocks[end], ListItem):
            run.append(item)
            end += 1
        if run:
            items = _place_run(run, lefts[start], list_number)
            placed |= {start + offset: item for offset, item in enumerate(items)}
            list_number += any(item.numbered for item in items)
        start = max(end, start + 1)
    return placed


def lists_of(placed: Mapping[int, PlacedItem]) -> list[ListForm]:
    """The forms of the lists, in the order of their numbers."""
    forms: dict[int, ListForm] = {}
    for item in placed.values():
        if item.numbered is not None:
            forms[item.numbered[0]] = item.form
    return [forms[number] for number in sorted(forms)]


def _place_run(run: Sequence[ListItem], base: int, list_number: int) -> list[PlacedItem]:
    levels = [min(max(item.level, 0), LEVELS - 1) for item in run]
    form = ListForm(base, _forms(run, levels))
    counters: dict[int, int] = {}
    placed: list[PlacedItem] = []
    for item, level in zip(run, levels, strict=True):
        given = one_line(item.marker)
        level_form = form.levels[level]
        value = counters.get(level, level_form.first - 1) + 1
        left = base + STEP * (level + 1)
        if given == level_form.marker(value):
            counters = {deeper: count for deeper, count in counters.items() if deeper < level} | {level: value}
            placed.append(PlacedItem(form, left, STEP, (list_number, level), None, value))
        else:
            placed.append(PlacedItem(form, left, STEP, None, given))
    return placed


def _forms(run: Sequence[ListItem], levels: Sequence[int]) -> tuple[MarkerForm, ...]:
    """Each level's form is that of its first item; an inner level always starts at its first value."""
    forms: list[MarkerForm] = []
    for level in range(LEVELS):
        first = next((item for item, own in zip(run, levels, strict=True) if own == level), None)
        form = marker_form(first.marker) if first else None
        if form is not None and level > 0 and form.first != 1:
            form = None
        forms.append(form or _BULLET)
    return tuple(forms)
