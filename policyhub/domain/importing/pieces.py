"""Pieces of texts to be that are made of blocks: paragraphs of a file with the notes whose marks stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policyhub.domain.escaping import escape
from policyhub.domain.importing.sections import NoteText, text_of
from policyhub.domain.markup import note_ids_in, plain
from policyhub.domain.recognising.recognised import Note, Recognised

_LISTED = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s|>|\|")


@dataclass(frozen=True, slots=True)
class PlannedBlock:
    """Typed words with their notes (Markdown), or a pointer: ``see`` counts the questions of the response from 0."""

    body: str = ""
    notes: tuple[NoteText, ...] = ()
    see: int | None = None


def block_of(paragraphs: Sequence[str], notes: Iterable[Note]) -> PlannedBlock:
    """Paragraphs of a file as one block of typed words."""
    body = together(paragraphs)
    there = set(note_ids_in(body))
    return PlannedBlock(body, tuple(text_of(note) for note in notes if note.key in there))


def together(paragraphs: Sequence[str]) -> str:
    """Paragraphs as one Markdown text: items of a list, lines of a quotation and rows of a table stay neighbours."""
    made: list[str] = []
    before = ""
    for paragraph in paragraphs:
        found = _LISTED.match(paragraph)
        shape = "list" if found and found[0][0] not in ">|" else found[0] if found else ""
        if made and shape and shape == before:
            made[-1] += f"\n>\n{paragraph}" if shape == ">" else f"\n{paragraph}"
        else:
            made.append(paragraph)
        before = shape
    return "\n\n".join(made)


def words_left(body: str, notes: Iterable[Note]) -> str:
    """The plain words of a paragraph that stays in the file, and of its notes."""
    there = set(note_ids_in(body))
    own = [note for note in notes if note.key in there]
    return "\n".join([plain(body, [text_of(note) for note in own]), *(plain(note.text) for note in own)])


def homeless_of(found: Recognised, bodies: Iterable[str]) -> PlannedBlock | None:
    """The notes whose mark stands in none of some texts, each with its mark before it: no word is lost."""
    marked = {key for body in bodies for key in note_ids_in(body)}
    left = [note for note in found.notes if note.key not in marked]
    return PlannedBlock("\n\n".join(f"{escape(note.mark)} {note.text}".strip() for note in left)) if left else None
