"""Sections: their words, edited by a convenor."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, select

from policyhub import clock
from policyhub.acts import papers as tree
from policyhub.acts import texts
from policyhub.domain import anchoring, editing, markup
from policyhub.models import Anchor, Ballot, Flag, Section, Version
from policyhub.permissions.rights import Right
from policyhub.services.command import Work, command
from policyhub.services.refusals import N_, Conflict, Refused

Row = Mapping[str, str]
"""A note as it was typed: its "id" (empty for a new one), its "mark" and its "text"."""

_ID = re.compile(r"[A-Za-z0-9]{1,40}", re.ASCII)


@command(Right.EDIT_SECTION, on=Section)
def edit_section(
    work: Work,
    section: Section,
    *,
    base_pid: str,
    heading: str,
    text: str,
    notes: Sequence[Row] = (),
    reason: str = "",
) -> str:
    """Put the next version of a section, from the version that the person began from.

    Raises Conflict with the other version when somebody else saved first. Refused when nothing changed, when a note and
    its mark do not go together, or when words that are in an open ballot would change.
    """
    paper, pid = section.paper, section.text.pid
    tree.raise_revision(work.session, paper)
    base = _version(work, section, base_pid)
    numbers = {p.pid: p.number for p in tree.outline(work.session, paper)}
    head = _heading(heading, section)
    body, kept = compose(base, text, notes, numbers)
    if (head, text_of(base, numbers)) == (base.heading, _shown(body, kept, numbers)):
        raise Refused(N_("Nothing was changed, so there is nothing to save."))
    standing = _check_ballots(work, section, base, body, kept, numbers)
    try:
        version = texts.put_version(
            work.session,
            section.text,
            base_id=base.id,
            heading=head,
            body=body,
            notes=kept,
            author_id=work.member_id,
            at=work.at,
            origin="edit",
            reason=" ".join(reason.split())[:1000],
            standing=standing,
        )
    except texts.Overtaken as overtaken:
        raise Conflict(
            N_("Somebody else saved this section while you were writing. Nothing of yours is lost."),
            theirs=overtaken.current,
        ) from None
    work.record("edit_section", "section", section.text_id, version=version.hash, base=base.hash)
    return pid


def _version(work: Work, section: Section, pid: str) -> Version:
    if section.text.current is not None and section.text.current.pid == pid:
        return section.text.current
    found = work.session.scalars(
        select(Version).where(Version.pid == pid, Version.text_id == section.text_id)
    ).one_or_none()
    if found is None:
        raise Refused(N_("This form is no longer good. Copy what you wrote and open the section again."))
    return found


def _heading(heading: str, section: Section) -> str | None:
    heading = " ".join(heading.split())
    if len(heading) > 500:
        raise Refused(N_("Type a heading of up to 500 characters."), field="heading")
    if not heading and section.kind != "clause":
        raise Refused(N_("A heading needs words. To take the section out, use “Take out”."), field="heading")
    return heading or None


def compose(
    base: Version | None, text: str, rows: Sequence[Row], numbers: Mapping[str, str | None]
) -> tuple[str, list[dict[str, Any]]]:
    """The body and the notes that an edited text makes. Refused when a note and its mark do not go together."""
    if len(text) > texts.LONGEST:
        raise Refused(N_("That is too long for one section. Make several of it."), field="text")
    body = editing.saved(base.body if base else "", text, numbers)
    marked = markup.note_ids_in(body)
    earlier = {note["id"]: note["text"] for note in base.notes} if base else {}
    notes: dict[str, dict[str, Any]] = {}
    for row in rows:
        mark, words = row["mark"].strip(), row["text"].strip()
        id_ = row["id"] or mark
        if not words and id_ not in marked:
            continue
        if not _ID.fullmatch(id_) or not mark or len(mark) > 40 or id_ in notes:
            raise Refused(N_("Give each note a mark of its own: a number or a letter."), field="text")
        if not words:
            raise Refused(
                N_("The note %(mark)s has no words. Write it, or take [^%(id)s] out of the text."),
                field="text",
                mark=mark,
                id=id_,
            )
        if id_ not in marked:
            raise Refused(
                N_("The note %(mark)s stands nowhere in the text. Put [^%(id)s] where it belongs, or empty it."),
                field="text",
                mark=mark,
                id=id_,
            )
        notes[id_] = {"id": id_, "mark": mark, "text": editing.saved(earlier.get(id_, ""), words, numbers)}
    lost = [id_ for id_ in marked if id_ not in notes and (id_ in earlier or id_.isdigit())]
    if lost:
        raise Refused(
            N_("The text marks a note [^%(id)s] that has no words. Write it below, or take the mark out."),
            field="text",
            id=lost[0],
        )
    return body, sorted(notes.values(), key=lambda note: marked.index(note["id"]))


def text_of(version: Version, numbers: Mapping[str, str | None]) -> str:
    """All that a person edits of a version, as one text: what it is compared by."""
    return _shown(version.body, version.notes, numbers)


def _shown(body: str, notes: Sequence[Mapping[str, Any]], numbers: Mapping[str, str | None]) -> str:
    parts = [editing.editable(body, numbers).strip()]
    parts += [f"[^{note['id']}] {note['mark']} {editing.editable(note['text'], numbers).strip()}" for note in notes]
    return "\n\n".join(parts)


def _check_ballots(
    work: Work,
    section: Section,
    base: Version,
    body: str,
    notes: list[dict[str, Any]],
    numbers: Mapping[str, str | None],
) -> list[Anchor]:
    """Refuse to change words that people are voting on; returns the anchors of the base, read on the way."""
    whole = (
        select(Ballot.closes_at)
        .join(Flag, Flag.id == Ballot.flag_id)
        .where(
            Ballot.state == "open",
            func.coalesce(Flag.about_id, Flag.stands_at_id) == section.text_id,
            ~exists().where(Anchor.of_kind == "flag", Anchor.of_id == Flag.id),
        )
        .limit(1)
        .scalar_subquery()
    )
    rows: Sequence[Any] = work.session.execute(
        select(Anchor, Ballot.closes_at, whole)
        .select_from(Version)
        .outerjoin(Anchor, Anchor.version_id == Version.id)
        .outerjoin(Ballot, and_(Anchor.of_kind == "flag", Ballot.flag_id == Anchor.of_id, Ballot.state == "open"))
        .where(Version.id == base.id)
    ).all()
    standing: dict[int, Anchor] = {}
    for anchor, closes_at, whole_until in rows:
        if whole_until is not None:
            raise Refused(
                N_("This whole section is in a ballot until %(until)s. Edit it after that."), until=_wall(whole_until)
            )
        if anchor is None:
            continue
        standing[anchor.id] = anchor
        if closes_at is None:
            continue
        until = _wall(closes_at)
        if anchor.outcome == "lost":
            continue
        old, restored, new = (_plain(b, n, anchor.note) for b, n in _states(base, body, notes, numbers))
        spot = anchoring.Anchor(anchor.quote, anchor.before, anchor.after, anchor.start, anchor.stop)
        found = anchoring.carry(spot, old, restored)
        if found.outcome != "lost":
            spot = anchoring.anchor_at(restored, found.start, found.stop)
        if anchoring.carry(spot, restored, new).outcome != "kept":
            quote = anchor.quote if len(anchor.quote) <= 120 else anchor.quote[:117].rstrip() + "…"
            raise Refused(
                N_("The words “%(quote)s” are in a ballot until %(until)s. Leave them as they are until then."),
                field="text",
                quote=quote,
                until=until,
            )
    return list(standing.values())


def _wall(moment: datetime) -> str:
    return clock.local(moment).strftime("%d/%m/%Y, %H.%M")


def _states(
    base: Version, body: str, notes: list[dict[str, Any]], numbers: Mapping[str, str | None]
) -> tuple[tuple[str, list[Any]], ...]:
    """The words as they were, the same with present numbers in references, and as they would be."""
    now = editing.saved(base.body, editing.editable(base.body, numbers), numbers)
    now_notes = [
        {**n, "text": editing.saved(n["text"], editing.editable(n["text"], numbers), numbers)} for n in base.notes
    ]
    return (base.body, base.notes), (now, now_notes), (body, notes)


def _plain(body: str, notes: Sequence[Mapping[str, Any]], note: str | None) -> str:
    if note is None:
        return markup.plain(body, notes)
    return next((markup.plain(n["text"]) for n in notes if n["id"] == note), "")
