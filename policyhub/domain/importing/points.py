"""Plans a motion out of what was recognised: what it notes, believes and resolves, and who moves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyhub.domain.escaping import escape
from policyhub.domain.importing.choices import Choices
from policyhub.domain.importing.pieces import PlannedBlock, block_of, words_left
from policyhub.domain.importing.plan import language_of
from policyhub.domain.markup import note_ids_in, plain
from policyhub.domain.recognising.recognised import Motion, Recognised

LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class MotionPlan:
    """A motion to be: ``parts`` in order, each "notes", "believes" or "resolves" with its points.

    ``word_limit`` is in words, None for none. ``left_out`` are words that stay in the file only: what stands around a
    motion is no part of it.
    """

    title: str
    lang: str
    mover: str
    seconder: str
    destination: str
    word_limit: int | None
    parts: tuple[tuple[str, tuple[PlannedBlock, ...]], ...]
    left_out: tuple[str, ...]


def plan_motion(found: Recognised, choices: Choices) -> MotionPlan:
    """What a motion is made of. Every word found is in it, printed by it, or among what is left out."""
    moved = found.motion or Motion("")
    parts = tuple(
        (kind, tuple(block_of([point], found.notes) for point in points))
        for kind, points in (("notes", moved.notes), ("believes", moved.believes), ("resolves", moved.resolves))
    )
    title = choices.title if choices.title is not None else (moved.title or found.title)[:LONGEST_TITLE]
    return MotionPlan(
        title=" ".join(title.split()),
        lang=choices.lang or language_of(found),
        mover=_name(choices.mover, moved.mover),
        seconder=_name(choices.seconder, moved.seconder),
        destination=_name(choices.destination, None),
        word_limit=int(limit) if (limit := (choices.word_limit or "").strip()).isascii() and limit.isdigit() else None,
        parts=parts,
        left_out=tuple(words for words in _left_out(found, moved) if words.strip()),
    )


def _name(chosen: str | None, found: str | None) -> str:
    return " ".join((found or "" if chosen is None else chosen).split())


def _left_out(found: Recognised, moved: Motion) -> Iterator[str]:
    """What stands around a motion: above it, in other sections, below it, and notes of none of its points."""
    told = [*moved.notes, *moved.believes, *moved.resolves]
    yield found.subtitle or ""
    around = [*found.front]
    for section in found.sections:
        above = escape(" ".join(filter(None, (section.number, section.heading))))
        around.append("\n\n".join(filter(None, (above, section.text))))
    around += found.back
    for words in around:
        yield words_left(words, found.notes)
    marked = {key for body in (*told, *around) for key in note_ids_in(body)}
    for note in found.notes:
        if note.key not in marked:
            yield f"{note.mark} {plain(note.text)}"
