"""The editor of a section: its form, what would change, and what to do when somebody else was quicker."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import render_template
from flask_babel import gettext as _

from policyhub import db
from policyhub.domain import editing
from policyhub.domain.diff import Piece, compare
from policyhub.domain.merge import merge
from policyhub.models import Section, Version
from policyhub.permissions.actor import Actor
from policyhub.services import drafts, history
from policyhub.services import sections as services
from policyhub.services.refusals import Conflict
from policyhub.web.asking import actor
from policyhub.web.forms import submit
from policyhub.web.shown import place_of

MOST_NOTES = 200
_ROW = re.compile(r"notes-([0-9]{1,3})-(id|mark|text)", re.ASCII)
Row = dict[str, str]


def typed_rows(form: Mapping[str, str]) -> list[Row]:
    """The notes as they were typed, in order."""
    rows: dict[int, Row] = {}
    for name, value in form.items():
        found = _ROW.fullmatch(name)
        if found and int(found[1]) < MOST_NOTES:
            rows.setdefault(int(found[1]), {"id": "", "mark": "", "text": ""})[found[2]] = value
    return [rows[place] for place in sorted(rows)]


class Editor:
    """One editing of a section, from a version on."""

    def __init__(self, section: Section, form: Any, rows: list[Row] | None = None) -> None:
        self.section = section
        self.form: Any = form
        self.rows = rows or []
        self.here, placed = place_of(section)
        self.numbers = {p.pid: p.number for p in placed}
        self.pieces: tuple[Piece, ...] | None = None
        self.theirs: Version | None = None
        self.their_pieces: tuple[Piece, ...] = ()
        self.merged_pieces: tuple[Piece, ...] | None = None
        self.notice = ""

    def fill(self) -> None:
        """Fill the form with the present words, or with what the member had typed and not saved."""
        base = history.get_version(actor(), self.section, self.here.version_pid)
        kept = drafts.find_draft(actor(), "section", self.section.text.pid)
        if kept is not None:
            base = history.get_version_at(actor(), self.section, kept.saved_at)
        self._take(base)
        if kept is not None:
            for name in ("heading", "text", "reason"):
                if name in kept.fields:
                    self.form[name].data = kept.fields[name]
            self.rows += [{"id": "", "mark": "", "text": ""} for _more in range(2)]
            for place, row in enumerate(self.rows):
                row["mark"] = kept.fields.get(f"notes-{place}-mark", row["mark"])
                row["text"] = kept.fields.get(f"notes-{place}-text", row["text"])
            self.notice = _("What you had typed here and not saved is back.")

    def _take(self, base: Version) -> None:
        self.form.base.data = base.pid
        self.form.heading.data = base.heading or ""
        self.form.text.data = editing.editable(base.body, self.numbers)
        self.rows = self._rows_of(base)

    def _rows_of(self, version: Version) -> list[Row]:
        return [
            {"id": n["id"], "mark": n["mark"], "text": editing.editable(n["text"], self.numbers)} for n in version.notes
        ]

    def save(self, who: Actor) -> str:
        """Save what was typed."""
        return services.edit_section(
            who,
            self.section.text.pid,
            base_pid=str(self.form.base.data or ""),
            heading=str(self.form.heading.data or ""),
            text=str(self.form.text.data or ""),
            notes=self.rows,
            reason=str(self.form.reason.data or ""),
        )

    def preview(self) -> None:
        """What saving would change, without saving."""
        base = history.get_version(actor(), self.section, str(self.form.base.data or ""))
        made: list[tuple[str, list[dict[str, Any]]]] = []

        def try_it() -> str:
            made.append(services.compose(base, str(self.form.text.data or ""), self.rows, self.numbers))
            return ""

        if submit(self.form, try_it) is None:
            return
        heading = " ".join(str(self.form.heading.data or "").split()) or None
        body, notes = made[0]
        self.pieces = compare(history.words_of(base), history.plain_words(heading, body, notes))

    def meet(self, conflict: Conflict) -> None:
        """Somebody else saved first: show both, and what putting them together would give."""
        db.session().rollback()  # begin a new snapshot, which has their version in it
        base = history.get_version(actor(), self.section, str(self.form.base.data or ""))
        self.theirs = history.get_version(actor(), self.section, conflict.theirs.pid)
        self.their_pieces = compare(history.words_of(base), history.words_of(self.theirs))
        self.form.old_base.data = base.pid
        self.form.base.data = self.theirs.pid
        together = self._merged(base, self.theirs)
        if together is not None and together != self.form.text.data:
            self.merged_pieces = compare(editing.editable(self.theirs.body, self.numbers), together)

    def _merged(self, base: Version, theirs: Version) -> str | None:
        mine = str(self.form.text.data or "").replace("\r\n", "\n")
        before, other = (editing.editable(version.body, self.numbers) for version in (base, theirs))
        return merge(before, mine, other).text

    def take_merged(self) -> None:
        """Put both changes together in the form; nothing is saved yet."""
        base = history.get_version(actor(), self.section, str(self.form.old_base.data or ""))
        theirs = history.get_version(actor(), self.section, str(self.form.base.data or ""))
        together = self._merged(base, theirs)
        if together is None:
            return
        self.form.text.data = together
        known = {row["id"] for row in self.rows}
        self.rows += [row for row in self._rows_of(theirs) if row["id"] not in known]
        if not self.form.heading.data or self.form.heading.data == (base.heading or ""):
            self.form.heading.data = theirs.heading or ""
        self.pieces = compare(editing.editable(theirs.body, self.numbers), together)
        self.notice = _("Both changes are together in the text now. Look it over, then save it.")

    def page(self) -> str:
        """The editor's page."""
        rows = [row for row in self.rows if row["id"] or row["mark"].strip() or row["text"].strip()]
        blank: Row = {"id": "", "mark": "", "text": ""}
        return render_template(
            "sections/edit.html",
            section=self.section,
            placed=self.here,
            form=self.form,
            rows=[*rows, blank, blank],
            editor=self,
            agreed=history.list_agreements(self.section),
        )
