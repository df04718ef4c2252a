"""Rows of the import page: a section, a question or a paragraph of the file, with its words as they will be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from policyhub.domain import markup
from policyhub.domain.importing.plan import PlannedFlag
from policyhub.domain.importing.sections import PlannedSection
from policyhub.domain.markup import Range
from policyhub.web.rendering import joined

LONGEST_IN_OUTLINE = 80


@dataclass(slots=True)
class Row:
    """A section, or a paragraph outside of any, with what is to be decided about it."""

    key: str
    number: str
    heading: str
    level: int
    is_head: bool
    html: Markup | str
    notes: list[dict[str, Any]]
    may_go: bool
    goes: bool
    is_loose: bool
    depth: int
    opening_words: str
    disputes: list[dict[str, Any]] = field(default_factory=list)
    doubts: list[dict[str, Any]] = field(default_factory=list)
    asks_consultation: bool = False
    is_empty: bool = False
    beside: list[dict[str, Any]] = field(default_factory=list)

    @property
    def state(self) -> str:
        """What the outline shows of it."""
        return "doubt" if self.doubts else "disputed" if self.disputes else ""

    @property
    def name(self) -> str:
        """How people call it."""
        return self.number or self.heading or self.opening_words


def words_of(
    section: PlannedSection, flags: Sequence[PlannedFlag], keys: Mapping[str, str]
) -> tuple[Markup | str, list[dict[str, Any]], str]:
    """The words of a section and of its notes, with guessed references and disputed passages marked."""
    rendered = markup.render(section.body, section.notes)

    def reference(pid: str, printed: str) -> str:
        return f'<a class="xref guess" href="#f-{escape(keys.get(pid, ""))}">{escape(printed)}</a>'

    def note_mark(id_: str, mark: str) -> str:
        label = escape(_("Note %(mark)s", mark=mark))
        target = f"note-{escape(section.key)}-{escape(id_)}"
        return f'<sup><a class="fn" href="#{target}" aria-label="{label}">{escape(mark)}</a></sup>'

    def filled(html: str, plain: str, note: str | None) -> Markup:
        ranges = [
            Range(*flag.spot, '<mark class="disputed">', "</mark>") for flag in flags if flag.spot and flag.note == note
        ]
        return joined([markup.fill(markup.mark_ranges(html, plain, ranges), reference, note_mark)])

    notes = [
        {"id": f"note-{section.key}-{note.id}", "mark": note.mark, "words": filled(note.html, note.plain, note.id)}
        for note in rendered.notes
    ]
    html = filled(rendered.html, rendered.plain, None) if section.body else ""
    return html, notes, rendered.plain


def outline_of(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The rows as a tree for the contents: headings, and whatever has something to decide."""
    top: list[dict[str, Any]] = []
    open_: list[tuple[int, dict[str, Any]]] = []
    for row in rows:
        if not row.heading and not row.state:
            continue
        long_number = " " in row.number
        words = opening_of(row.heading or row.opening_words, LONGEST_IN_OUTLINE)
        item = {
            "href": f"#f-{row.key}",
            "number": "" if long_number else row.number,
            "text": " ".join(filter(None, (row.number if long_number else "", words))),
            "state": row.state,
            "children": [],
        }
        while open_ and open_[-1][0] >= row.depth:
            open_.pop()
        (open_[-1][1]["children"] if open_ else top).append(item)
        open_.append((row.depth, item))
    return top


def opening_of(plain: str, most: int = 48) -> str:
    """The first words of a text, of about so many characters."""
    words = " ".join(plain.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"
