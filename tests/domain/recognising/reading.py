"""Short ways to recognise a text in tests and to look at what was found."""

from __future__ import annotations

from textwrap import dedent

from policyhub.domain.recognising import Council, Recognised, recognise, words_check
from policyhub.readers.text import read_text


def read(text: str, *, name: str = "", council: Council | None = None, as_kind: str | None = None) -> Recognised:
    """What is recognised in a text; every word of it must have a place."""
    document = read_text(dedent(text).lstrip("\n").encode(), name=name)
    found = recognise(document, council=council, as_kind=as_kind)
    check = words_check(document, found)
    assert check.complete, check
    return found


def outline(found: Recognised) -> list[str]:
    """Each section as "1.2 heading under 1": its number or id, its kind and what it stands under."""
    labels = {section.id: section.label for section in found.sections}
    return [
        f"{section.label} {section.kind}" + (f" under {labels[section.parent_id]}" if section.parent_id else "")
        for section in found.sections
    ]


def texts(found: Recognised) -> dict[str, str]:
    """The Markdown of each section by number or id."""
    return {section.label: section.text for section in found.sections}


def references(found: Recognised) -> list[tuple[str, str]]:
    """From where each cross-reference points to where; from a note it is "note 1"."""
    labels = {section.id: section.label for section in found.sections}
    marks = {note.id: f"note {note.mark}" for note in found.notes}
    return [(marks.get(r.note_id or "") or labels[r.section_id or ""], labels[r.target_id]) for r in found.references]


def flags(found: Recognised) -> list[tuple[str, str]]:
    """Where each flag stands and what it asks."""
    labels = {section.id: section.label for section in found.sections}
    marks = {note.id: f"note {note.mark}" for note in found.notes}
    return [(marks.get(f.note_id or "") or labels[f.section_id or ""], f.question) for f in found.flags]


def notes(found: Recognised) -> list[tuple[str, str, str]]:
    """The mark, place and last words before the mark of each note."""
    labels: dict[str | None, str] = {section.id: section.label for section in found.sections}
    return [(note.mark, labels.get(note.section_id, ""), note.after) for note in found.notes]
