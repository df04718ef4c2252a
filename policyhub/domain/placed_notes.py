"""Which notes of a document stand at a mark in its text, in which order, and what its live references point to."""

from __future__ import annotations

from dataclasses import dataclass

from policyhub.domain.document import Document, Note, NoteMark, Reference, contents_of


@dataclass(frozen=True, slots=True)
class PlacedNotes:
    """``placed`` by their first mark in the text; ``loose`` are the rest, whose words must not be lost."""

    placed: tuple[Note, ...]
    loose: tuple[Note, ...]


def place_notes(document: Document) -> PlacedNotes:
    """The notes in the order of their first marks; of two notes with one id the first is the one meant."""
    by_id: dict[str, Note] = {}
    for note in document.notes:
        by_id.setdefault(note.id, note)
    placed: dict[str, Note] = {}
    for content in contents_of(document.blocks):
        for inline in content:
            if isinstance(inline, NoteMark) and inline.note in by_id:
                placed.setdefault(inline.note, by_id[inline.note])
    loose = tuple(note for note in document.notes if placed.get(note.id) is not note)
    return PlacedNotes(tuple(placed.values()), loose)


def pointed_to(document: Document) -> set[str]:
    """The ids that live references of the text and of its notes name."""
    stories = (document.blocks, *(note.blocks for note in document.notes))
    contents = (content for blocks in stories for content in contents_of(blocks))
    return {inline.target for content in contents for inline in content if isinstance(inline, Reference)}
