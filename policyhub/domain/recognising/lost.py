"""Puts notes whose marks were lost back into the text: the cheapest places for all of them, in order."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyhub.domain.recognising.lines import Page, breaks_sentence, runs_on, starts_item
from policyhub.domain.recognising.notes import lost_marks
from policyhub.domain.recognising.vocabulary import TERMINAL, words_of

_SURE = 1.4
_SHARED = 1.5
_NEAR = 14
_OTHERS = 4


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where a mark may have been: after character ``pos`` of line ``at``.

    ``cost`` is how unlikely a mark is there, ``left`` how unlikely the place looks as it does without one.
    """

    at: int
    pos: int
    end: int
    cost: float
    left: float


@dataclass(frozen=True, slots=True)
class Placed:
    """The place of one lost note, whether it is sure, and the next best places."""

    spot: Spot
    sure: bool
    others: tuple[Spot, ...]


def find_spots(page: Page, indices: Sequence[int], begins: frozenset[int]) -> list[Spot]:
    """Where marks may have been lost in some lines; ``begins`` are the lines that begin a unit."""
    gaps = [i for i in indices if page.lines[i].blank]
    ragged = [i for i in gaps if page.lines[i].spaces]
    rare = len(ragged) <= max(3, 0.3 * len(gaps))
    spots: list[Spot] = []
    for at in indices:
        line = page.lines[at]
        if line.blank:
            continue
        spots += [Spot(at, start, end, -1.0, 2.5) for start, end in lost_marks(page, at)]
        cost, left = _after_line(page, at, begins, rare)
        spots.append(Spot(at, len(line.text), len(line.text), cost, left))
    return spots


def _after_line(page: Page, at: int, begins: frozenset[int], rare: bool) -> tuple[float, float]:
    """What a mark at the end of a line costs, and what the line's end costs without one."""
    after = page.next_words(at)
    below = page.lines[at + 1] if at + 1 < len(page.lines) else None
    if below is not None and below.blank and below.spaces and page.physical:
        return (0.8, 1.0) if rare else (2.8, 0.0)
    if after is None or after in begins or after - at > 1:
        return 4.5, 0.0
    line, other = page.lines[at], page.lines[after]
    if page.is_full(at):
        return 5.5, 0.0
    if breaks_sentence(page, at, after) and not starts_item(other):
        return (0.0, 3.0) if other.text[0] in ".,;:)]!?" else (0.3, 3.0)
    if runs_on(page, at, after) and not starts_item(other):
        return 0.3, 2.5
    if not TERMINAL.search(line.text) and at not in begins and not starts_item(other):
        return 2.0, 0.6
    return 4.2, 0.0


def place(
    page: Page, notes: Sequence[str], spots: Sequence[Spot], forced: Mapping[int, tuple[int, int]]
) -> list[Placed]:
    """The cheapest places for all notes in their order.

    The cost of a place is how unlikely a mark is there, less what words the note shares with the text before it;
    broken places that stay without a note cost as well. ``forced`` are places a person chose, by note. The method is
    an alignment by dynamic programming, forwards and backwards, so that every other place of a note has its price.
    """
    if not spots or not notes:
        return []
    costs = _costs(page, notes, spots, forced)
    skipped = [0.0]
    for spot in spots:
        skipped.append(skipped[-1] + spot.left)
    forwards = _sweep(costs, spots, skipped)
    backwards = _sweep([row[::-1] for row in costs[::-1]], spots[::-1], [skipped[-1] - s for s in skipped[::-1]])
    placed: list[Placed] = []
    for n in range(len(notes)):
        row, back = forwards[n], backwards[len(notes) - 1 - n][::-1]
        total = [a + b - c for a, b, c in zip(row, back, costs[n], strict=True)]
        order = sorted(range(len(spots)), key=lambda i: total[i])
        best = _path_spot(order, placed, spots)
        others = tuple(spots[i] for i in order if i != best)[:_OTHERS]
        margin = min((total[i] for i in order if i != best), default=math.inf) - total[best]
        sure = n in forced or (margin >= _SURE and spots[best].cost < 1.0)
        placed.append(Placed(spots[best], sure, others))
    return placed


def _path_spot(order: list[int], placed: list[Placed], spots: Sequence[Spot]) -> int:
    """The best place that does not go back behind the note before."""
    floor = (placed[-1].spot.at, placed[-1].spot.pos) if placed else (-1, -1)
    return next((i for i in order if (spots[i].at, spots[i].pos) >= floor), order[0])


def _sweep(costs: Sequence[Sequence[float]], spots: Sequence[Spot], skipped: Sequence[float]) -> list[list[float]]:
    """For each note and place the least cost of it and all notes before it, and of all places passed."""
    rows: list[list[float]] = []
    for n, prices in enumerate(costs):
        row: list[float] = []
        least = 0.0 if n == 0 else math.inf
        for i, price in enumerate(prices):
            before = least + skipped[i]
            if n:
                before = min(before, rows[-1][i] + _SHARED)
                least = min(least, rows[-1][i] - skipped[i + 1])
            row.append(before + price)
        rows.append(row)
    return rows


def _costs(
    page: Page, notes: Sequence[str], spots: Sequence[Spot], forced: Mapping[int, tuple[int, int]]
) -> list[list[float]]:
    bags = [[_stem(word) for word in words_of(page.lines[spot.at].text[: spot.pos]) if len(word) > 3] for spot in spots]
    spread = Counter(stem for bag in bags for stem in set(bag))
    weight = {stem: math.log((1 + len(bags)) / count) for stem, count in spread.items()}
    rows = []
    for n, note in enumerate(notes):
        own = {_stem(word) for word in words_of(note) if len(word) > 3}
        row = []
        for spot, bag in zip(spots, bags, strict=True):
            near = own & set(bag[-_NEAR:])
            wide = own & set(bag)
            shared = 0.16 * sum(weight[s] for s in near) + 0.05 * sum(weight[s] for s in wide)
            row.append(spot.cost - min(1.5, shared))
        if n in forced:
            row = [-50.0 if (spot.at, spot.pos) == forced[n] else price for spot, price in zip(spots, row, strict=True)]
        rows.append(row)
    return rows


def _stem(word: str) -> str:
    return word[:6]
