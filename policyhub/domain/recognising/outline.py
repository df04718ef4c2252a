"""Finds which printed numbers are the paper's own: the likeliest whole sequence, not each number alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from policyhub.domain.recognising.labels import Label, holds, labels_at
from policyhub.domain.recognising.lines import Page
from policyhub.domain.recognising.vocabulary import DANGLING, TERMINAL

_BEAM = 8
_NEAR, _FURTHEST = 5, 12


@dataclass(frozen=True, slots=True)
class Found:
    """A line with a number: "unit" of the outline, "item" of a list inside a unit, or "text"."""

    at: int
    label: Label
    verdict: str
    strange: str = ""
    before: str = ""


class Level(NamedTuple):
    """One storey of the numbers that are open at a place."""

    style: str
    value: tuple[int, ...]


class State(NamedTuple):
    """Where one reading of the numbers stands: what is open, what came last in each style, the list it is in."""

    stack: tuple[Level, ...]
    last: tuple[Level, ...]
    run: Level | None


class _Path(NamedTuple):
    """What was found so far, last first."""

    found: Found
    before: _Path | None
    unit: str
    """The number of the last unit, as printed."""


class _Reading(NamedTuple):
    score: float
    state: State
    path: _Path | None


def find_outline(page: Page, places: Sequence[int], forced: Mapping[int, str], breaks: frozenset[int]) -> list[Found]:
    """The verdict for each line that begins with what may be a number.

    ``places`` are the indices of lines to look at, ``forced`` a person's verdict for some of them ("unit" or "text"),
    ``breaks`` the lines before which numbers may begin again.
    """
    readings = [_Reading(0.0, State((), (), None), None)]
    previous = -1
    labelled = {at: _labels_of(page, at) for at in places}
    if _brackets_are_stops(labelled.values()):
        labelled = {
            at: tuple(replace(x, style="1") if x.style == "1)" else x for x in ls) for at, ls in labelled.items()
        }
    for at, labels in labelled.items():
        fresh = any(previous < b <= at for b in breaks)
        if not labels:
            continue
        options = [(label, label.strength + _context(page, at, label)) for label in labels]
        readings = _after(readings, at, options, forced.get(at), fresh)
        previous = at
    return list(_backwards(readings[0].path))[::-1]


def _backwards(path: _Path | None) -> Iterator[Found]:
    while path is not None:
        yield path.found
        path = path.before


def _brackets_are_stops(labelled: Iterable[tuple[Label, ...]]) -> bool:
    """Whether "1)" is the top storey of "1.1": no line begins with "1." alone."""
    found = [label for labels in labelled for label in labels if label.stop and label.style in ("1", "1)")]
    single = [label for label in found if len(label.value) == 1]
    return len(found) > len(single) and bool(single) and all(label.style == "1)" for label in single)


def _labels_of(page: Page, at: int) -> tuple[Label, ...]:
    line = page.lines[at]
    if line.number:
        given = labels_at(line.number.strip() + (" " if line.number.strip()[-1:] in ".)" else ". ") + "X")
        return tuple(Label(g.style, g.value, line.number.strip().rstrip("."), 0, ".", 6.0) for g in given[:1])
    if line.shape in ("line", "heading"):
        return labels_at(line.text)
    return ()


def _context(page: Page, at: int, label: Label) -> float:
    """How much what stands around a line speaks for its number being a label."""
    line = page.lines[at]
    if line.number or line.shape == "heading":
        return 1.5
    before = page.words_before(at)
    if before is None:
        return 0.4
    earlier = page.lines[before]
    if at - before > 1:
        return -1.5 if DANGLING.search(earlier.text) and page.width and len(label.value) == 1 else 0.4
    if DANGLING.search(earlier.text) and (page.width is not None or len(label.value) == 1 or not label.stop):
        return -4.0 if page.is_full(before) or not label.stop else -1.0
    if page.is_full(before) and not TERMINAL.search(earlier.text):
        return -2.0 if label.stop and len(label.value) > 1 else -3.0
    return 0.0


def _after(
    readings: list[_Reading], at: int, options: list[tuple[Label, float]], forced: str | None, fresh: bool
) -> list[_Reading]:
    best: dict[State, _Reading] = {}

    def offer(score: float, state: State, path: _Path) -> None:
        known = best.get(state)
        if known is None or score > known.score:
            best[state] = _Reading(score, state, path)

    for reading in readings:
        label, strength = options[0]
        unit = reading.path.unit if reading.path else ""
        if forced != "unit":
            breaks_run = _next_in_run(reading.state, label)
            refused = -0.35 * max(0.0, strength) - (1.0 if breaks_run else 0.0)
            found = Found(at, label, "text")
            offer(reading.score + refused, reading.state, _Path(found, reading.path, unit))
        for label, strength in options:
            if forced in (None, "unit"):
                state, gain, strange = _step(reading.state, label, fresh)
                gain = strength + gain + (100 if forced else 0)
                found = Found(at, label, "unit", strange, unit)
                offer(reading.score + gain, state, _Path(found, reading.path, label.printed))
            listed = _listed(reading.state, label, fresh) if forced is None else None
            if listed is not None:
                state = reading.state._replace(run=Level(label.style, label.value))
                found = Found(at, label, "item")
                offer(reading.score + 0.3 * strength + listed, state, _Path(found, reading.path, unit))
    return sorted(best.values(), key=lambda r: -r.score)[:_BEAM]


def _next_in_run(state: State, label: Label) -> bool:
    run = state.run
    return run is not None and run.style == label.style and label.value == (*run.value[:-1], run.value[-1] + 1)


def _listed(state: State, label: Label, fresh: bool) -> float | None:
    """What speaks for a number being one of a list inside a unit; None when it cannot be."""
    if len(label.value) > 1 or label.style.startswith(("part", "section")) or label.style == "A1":
        return None
    if _next_in_run(state, label):
        return 1.1
    if label.value == (1,) and state.stack:
        return -0.8 if fresh else 0.4
    return None


def _step(state: State, label: Label, fresh: bool) -> tuple[State, float, str]:
    """The state after taking a label for a unit, what speaks for it, and what is strange about it."""
    style, value = label.style, label.value
    known = {level.style: level.value for level in state.last}
    at = next((i for i, level in enumerate(state.stack) if level.style == style), None)
    if at is None:
        gain, strange = _opens(state, label, known.get(style))
        stack = (*_above(state.stack, style), Level(style, value))
    else:
        gain, strange = _follows(state.stack[at].value, value)
        if fresh and strange == "again" and value[-1] == 1 and len(set(value)) <= 1:
            gain, strange = -0.3, ""
        if at and state.stack[at - 1].style in ("1", "A1"):
            gain *= 0.3 if gain > 0 else 1
        stack = (*state.stack[:at], Level(style, value))
    known[style] = value
    return State(stack, tuple(Level(*item) for item in sorted(known.items())), None), gain, strange


def _above(stack: tuple[Level, ...], style: str) -> tuple[Level, ...]:
    """What stays open when a new style begins: a Part ends everything, a Section all but a Part and an Article."""
    if style.startswith("part"):
        return ()
    if style.startswith("section"):
        return tuple(level for level in stack if level.style.startswith("part") or holds(level.style, style))
    return stack


def _opens(state: State, label: Label, last: tuple[int, ...] | None) -> tuple[float, str]:
    """What speaks for a style that is not open: it begins with its first number, or runs on from before."""
    value, style = label.value, label.style
    above = state.stack[-1] if state.stack else None
    gain = 0.8
    if above is not None and above.style in ("1", "1)", "A1") and not style.startswith(("part", "section")):
        gain = -1.6 - 0.6 * (len(above.value) > 1)
    elif style == "(1)" and above is not None:
        gain = -0.5
    under_section = above is not None and above.style.startswith("section") and value[0] == above.value[0]
    if last is not None and _follows(last, value)[1] == "":
        return gain, ""
    if value[-1] == 1 and (len(value) == 1 or len(set(value)) == 1 or under_section):
        return gain, ""
    if under_section:
        return gain, ""
    if last is None and above is None and style in ("1", "1)"):
        # Papers may begin at 8, or with 1.1; nothing before says otherwise.
        return (0.3 if value[-1] == 1 else -0.4), ("" if value[-1] == 1 or len(value) == 1 else "skips")
    return gain - 1.6, "skips"


def _follows(old: tuple[int, ...], new: tuple[int, ...]) -> tuple[float, str]:
    """How well one number follows another of its style, and what is strange about it: "", "skips" or "again"."""
    same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    if same == len(old) and same == len(new):
        return -1.2, "again"
    if same == len(old):
        tail = new[same:]
        return _down(tail, 2.0)
    if same == len(new):
        return -2.4, "again"
    ahead = new[same] - old[same]
    if ahead <= 0:
        return -3.0, "again"
    tail = new[same + 1 :]
    good = 2.0 if ahead == 1 else -0.3 - 0.3 * min(ahead, _NEAR)
    if ahead > _FURTHEST:
        good -= 0.8
    gain, strange = _down(tail, good) if tail else (good, "")
    return gain, "skips" if ahead > 1 else strange


def _down(tail: tuple[int, ...], gain: float) -> tuple[float, str]:
    """Deeper numbers begin at 1; a storey may be left out when its own line has no number."""
    if tail == (0,):
        return gain - 1.0, ""
    for step in tail:
        if step != 1:
            return gain - 1.6 - 0.3 * min(step, _NEAR), "skips"
    return gain - 0.5 * (len(tail) - 1), ""
