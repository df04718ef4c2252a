"""Finds the disputed passages of a file in a paper that has the same text already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from policyhub.domain import anchoring, markup
from policyhub.domain.importing.plan import Plan, PlannedFlag
from policyhub.domain.importing.sections import PlannedSection

ALIKE = 60.0
"""Two texts of the same number that are less alike than this, of 100, are two sections."""

_LONGEST_COMPARED = 20_000


@dataclass(frozen=True, slots=True)
class Standing:
    """A section of a paper as it is: its printed number, its plain text and that of its notes by their ids."""

    text_id: int
    pid: str
    number: str | None
    plain: str
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """A dispute that a paper has: its question, and where it is tied to words, if it is."""

    question: str
    text_id: int
    note: str | None
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Laid:
    """A disputed passage of the file, and where it stands in the paper; ``changed`` when its words are not quite those.

    ``note`` is the id of the note it stands in; ``key`` is what choices call it.
    """

    key: str
    question: str
    section: Standing
    note: str | None
    spot: anchoring.Anchor
    changed: bool
    coloured: bool


@dataclass(frozen=True, slots=True)
class Overlay:
    """What laying a file over a paper brings: passages to dispute, those disputed already, those found nowhere."""

    laid: tuple[Laid, ...]
    already: tuple[str, ...]
    nowhere: tuple[str, ...]


def lay_over(plan: Plan, standing: Sequence[Standing], taken: Sequence[Taken]) -> Overlay:
    """Find each disputed passage of a plan, made with nothing lifted out, in the sections of a paper."""
    partners = _partners(plan.sections, standing)
    asked = {_folded(one.question) for one in taken}
    sections = {section.pid: section for section in plan.sections}
    laid: list[Laid] = []
    already: list[str] = []
    nowhere: list[str] = []
    for flag in plan.flags:
        if _folded(flag.question) in asked:
            already.append(flag.question)
            continue
        found = _find(flag, sections[flag.stands_at], partners.get(flag.stands_at), standing)
        if found is None:
            nowhere.append(flag.question)
        elif _is_taken(found, taken):
            already.append(flag.question)
        else:
            laid.append(found)
    return Overlay(tuple(laid), tuple(already), tuple(nowhere))


def alike(plan: Plan, words: Sequence[str]) -> int:
    """How many sections of a plan stand word for word among some plain texts; those without words do not count."""
    there = Counter(map(_folded, words))
    return sum(1 for section in plan.sections if (said := _folded(_plain(section))) and there[said])


def with_words(plan: Plan) -> int:
    """How many sections of a plan have words."""
    return sum(1 for section in plan.sections if _folded(_plain(section)))


def _partners(sections: Sequence[PlannedSection], standing: Sequence[Standing]) -> dict[str, Standing]:
    """For each section of the file the one of the paper that it is: the same words, else the same number and alike."""
    by_words: dict[str, list[Standing]] = {}
    by_number: dict[str, list[Standing]] = {}
    for one in standing:
        by_words.setdefault(_folded(one.plain), []).append(one)
        by_number.setdefault(one.number or "", []).append(one)
    found: dict[str, Standing] = {}
    for section in sections:
        words = _folded(_plain(section))
        same = by_words.get(words, []) if words else []
        numbered = [one for one in same if one.number == section.printed]
        if len(same) == 1 or numbered:
            found[section.pid] = (numbered or same)[0]
            continue
        named = by_number.get(section.printed or "", []) if section.printed else []
        if len(named) == 1 and _ratio(words, _folded(named[0].plain)) >= ALIKE:
            found[section.pid] = named[0]
    return found


def _find(
    flag: PlannedFlag, section: PlannedSection, partner: Standing | None, standing: Sequence[Standing]
) -> Laid | None:
    old = _plain(section) if flag.note is None else _note_plain(section, flag.note)
    if flag.spot is None or not old[slice(*flag.spot)].strip():
        return None
    anchor = anchoring.anchor_at(old, *flag.spot)
    if partner is not None:
        for note, plain in _texts(partner, in_note=flag.note is not None):
            found = anchoring.carry(anchor, old, plain)
            if found.outcome != "lost" and plain[found.start : found.stop].strip():
                spot = anchoring.anchor_at(plain, found.start, found.stop)
                return Laid(flag.key, flag.question, partner, note, spot, found.outcome == "changed", flag.coloured)
    return _anywhere(flag, anchor.quote, standing)


def _anywhere(flag: PlannedFlag, quote: str, standing: Sequence[Standing]) -> Laid | None:
    """The passage word for word, if it stands at exactly one place of the whole paper."""
    places = [
        (one, note, plain)
        for one in standing
        for note, plain in [(None, one.plain), *one.notes]
        for _ in range(plain.count(quote))
    ]
    if len(places) != 1:
        return None
    section, note, plain = places[0]
    start = plain.index(quote)
    spot = anchoring.anchor_at(plain, start, start + len(quote))
    return Laid(flag.key, flag.question, section, note, spot, False, flag.coloured)


def _texts(section: Standing, *, in_note: bool) -> list[tuple[str | None, str]]:
    return [*section.notes] if in_note else [(None, section.plain)]


def _is_taken(laid: Laid, taken: Sequence[Taken]) -> bool:
    return any(
        (one.text_id, one.note) == (laid.section.text_id, laid.note)
        and one.start < laid.spot.stop
        and laid.spot.start < one.stop
        for one in taken
    )


def _plain(section: PlannedSection) -> str:
    return markup.plain(section.body, section.notes)


def _note_plain(section: PlannedSection, note: str) -> str:
    return next((markup.plain(one["text"]) for one in section.notes if one["id"] == note), "")


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _ratio(one: str, other: str) -> float:
    return fuzz.ratio(one[:_LONGEST_COMPARED], other[:_LONGEST_COMPARED])
