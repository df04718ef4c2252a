"""Makes the references of one text live, lifts questions out of it and says where the others stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyhub.domain.anchoring import anchor_at, carry
from policyhub.domain.markup import NoteText, plain
from policyhub.domain.source_map import Unplaceable, lift_out

_MARKS = ("\ue0f0", "\ue0f1")


@dataclass(frozen=True, slots=True)
class Pointer:
    """A number in the Markdown, between ``start`` and ``end``, that points to the section ``pid``."""

    start: int
    end: int
    pid: str
    number: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A flagged passage of the Markdown; ``lift`` says that it leaves the text."""

    key: str
    start: int
    end: int
    lift: bool


@dataclass(frozen=True, slots=True)
class Worked:
    """A text with its references, without what was lifted; ``spots`` are places in its plain text by key."""

    body: str
    lifted: frozenset[str]
    spots: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    new: str


def work(
    body: str, pointers: Sequence[Pointer], passages: Sequence[Passage], notes: Sequence[NoteText] = (), *, whole: bool
) -> Worked:
    """The text with live references and without the passages to lift.

    No other word of it changes: what cannot be done without that is not done. Unless ``whole``, the passages that are
    lifted may be all there is. A passage that stays has its place in ``spots``, if it can be found.
    """
    live, edits = _with_references(body, pointers, notes)
    words = plain(live, notes)
    places: dict[str, tuple[int, int]] = {}
    for passage in passages:
        spot = _spot(live, _moved(passage.start, edits), _moved(passage.end, edits), words, notes)
        if spot is not None:
            places[passage.key] = spot
    lifted: set[str] = set()
    result = live
    wanted = sorted((p.key for p in passages if p.lift and p.key in places), key=lambda key: places[key], reverse=True)
    for key in wanted:
        start, stop = places[key]
        try:
            shorter = lift_out(result, start, stop, notes)
        except Unplaceable:
            continue
        if whole and not plain(shorter, notes).strip():
            continue
        result = shorter
        lifted.add(key)
    left = plain(result, notes)
    spots: dict[str, tuple[int, int]] = {}
    for key, (start, stop) in places.items():
        if key in lifted:
            continue
        found = carry(anchor_at(words, start, stop), words, left)
        if found.outcome == "kept" and found.start < found.stop:
            spots[key] = (found.start, found.stop)
    return Worked(result, frozenset(lifted), spots)


def _with_references(body: str, pointers: Sequence[Pointer], notes: Sequence[NoteText]) -> tuple[str, list[_Edit]]:
    """The text with its numbers live; a number whose words would change stays as it is."""
    edits = [edit for pointer in pointers if (edit := _edit(body, pointer)) is not None]
    edits.sort(key=lambda edit: edit.start)
    apart = [edit for at, edit in enumerate(edits) if not at or edits[at - 1].end <= edit.start]
    words = plain(body, notes)
    if plain(_edited(body, apart), notes) == words:
        return _edited(body, apart), apart
    kept: list[_Edit] = []
    for edit in apart:
        if plain(_edited(body, [*kept, edit]), notes) == words:
            kept.append(edit)
    return _edited(body, kept), kept


def _edit(body: str, pointer: Pointer) -> _Edit | None:
    """The number itself, out of words such as "section 2", as a live reference."""
    if not 0 <= pointer.start < pointer.end <= len(body) or "|" in pointer.number or "}" in pointer.number:
        return None
    found = re.search(rf"(?<![\w.]){re.escape(pointer.number)}(?!\w)", body[pointer.start : pointer.end])
    if found is None:
        return None
    start = pointer.start + found.start()
    return _Edit(start, start + len(pointer.number), f"{{ref:{pointer.pid}|{pointer.number}}}")


def _edited(body: str, edits: Sequence[_Edit]) -> str:
    for edit in reversed(edits):
        body = body[: edit.start] + edit.new + body[edit.end :]
    return body


def _moved(place: int, edits: Sequence[_Edit]) -> int:
    """Where a place of the old Markdown is in the edited one."""
    moved = place
    for edit in edits:
        if edit.end <= place:
            moved += len(edit.new) - (edit.end - edit.start)
        elif edit.start < place:
            return moved + len(edit.new) - (place - edit.start)
    return moved


def _spot(body: str, start: int, end: int, words: str, notes: Sequence[NoteText]) -> tuple[int, int] | None:
    """Where a passage of the Markdown stands in the plain text."""
    if not 0 <= start < end <= len(body) or any(mark in body for mark in _MARKS):
        return None
    marked = plain(body[:start] + _MARKS[0] + body[start:end] + _MARKS[1] + body[end:], notes)
    at, stop = marked.find(_MARKS[0]), marked.find(_MARKS[1]) - 1
    if at < 0 or stop <= at or marked.replace(_MARKS[0], "").replace(_MARKS[1], "") != words:
        return None
    return at, stop
