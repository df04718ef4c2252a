"""Editions: a paper frozen as it stands, read again, and compared."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, insert, select
from sqlalchemy.orm import joinedload

from policyhub import db
from policyhub.acts import papers as tree
from policyhub.acts import texts
from policyhub.acts.papers import Placed
from policyhub.domain.canonical import canonical
from policyhub.domain.diff import Piece, compare
from policyhub.models import Agreement, Edition, EditionSection, Paper, Rendering, Text, Version
from policyhub.permissions.actor import Actor
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import editions as visible_editions
from policyhub.services.command import Work, command
from policyhub.services.refusals import N_, Refused


@dataclass(frozen=True, slots=True)
class Frozen:
    """One section of an edition, or of the paper as it stands: its place, its printed number and its words."""

    pid: str
    version_pid: str
    kind: str
    number: str | None
    heading: str | None
    depth: int
    agreed: bool
    html: str
    plain: str
    notes: Sequence[Mapping[str, str]]

    @property
    def name(self) -> str:
        """How people call the section."""
        return self.number or self.heading or self.plain[:40]

    @property
    def words(self) -> str:
        """Everything that is read: heading, text and notes, as one plain text."""
        notes = [f"[{note['mark']}] {note['plain']}" for note in self.notes]
        return "\n\n".join(filter(None, [self.heading, self.plain, *notes]))


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of a section between two states of a paper: changed, added, taken_out, renumbered or same."""

    what: str
    before: Frozen | None
    after: Frozen | None
    pieces: tuple[Piece, ...]

    @property
    def section(self) -> Frozen:
        """The section as it is now, or as it was when it is gone."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a difference of nothing")
        return found


@command(Right.FREEZE_EDITION, on=Paper)
def freeze_edition(work: Work, paper: Paper, *, name: str) -> str:
    """Freeze a paper as it stands under a name, such as "Draft 2 for the council"; the edition never changes again.

    Refused without a name, under a name that another edition of the paper has, or when the paper has no sections.
    """
    name = " ".join(name.split())
    if not name or len(name) > 200:
        raise Refused(N_("Type a name for the edition, such as “Draft 2 for the council”."), field="name")
    revision = tree.raise_revision(work.session, paper)
    earlier = work.session.execute(select(Edition.ordinal, Edition.name).where(Edition.paper_id == paper.id)).all()
    if any(known.casefold() == name.casefold() for _ordinal, known in earlier):
        raise Refused(N_("Another edition of this paper has this name. Choose another one."), field="name")
    placed = tree.outline(work.session, paper)
    if not placed:
        raise Refused(N_("There is nothing in this paper yet that could be frozen."))
    agreed = _agreed_versions(placed)
    edition = Edition(
        paper_id=paper.id,
        ordinal=1 + max((ordinal for ordinal, _name in earlier), default=0),
        name=name,
        title=paper.title,
        frozen_at=work.at,
        by_id=work.member_id,
        revision=revision,
        hash=_hash(paper, placed, agreed, _hashes(placed)),
    )
    work.session.add(edition)
    work.session.flush()
    ranks: dict[int | None, int] = {}
    rows = []
    for position, p in enumerate(placed):
        ranks[p.parent_id] = ranks.get(p.parent_id, 0) + 1
        rows.append(
            {
                "edition_id": edition.id,
                "section_id": p.text_id,
                "version_id": p.version_id,
                "parent_id": p.parent_id,
                "rank": ranks[p.parent_id],
                "position": position,
                "kind": p.kind,
                "number": p.number,
                "agreed": p.version_id in agreed,
            }
        )
    work.session.execute(insert(EditionSection), rows, execution_options={"render_nulls": True})
    work.record("freeze_edition", "edition", edition.id, paper=paper.id, hash=edition.hash, sections=len(rows))
    return edition.pid


def _agreed_versions(placed: Sequence[Placed]) -> set[int]:
    return set(
        db.session().scalars(
            select(Agreement.version_id).where(
                Agreement.version_id.in_([p.version_id for p in placed]), Agreement.ended_at.is_(None)
            )
        )
    )


def _hashes(placed: Sequence[Placed]) -> dict[int, str]:
    ids = [p.version_id for p in placed]
    rows = db.session().execute(select(Version.id, Version.hash).where(Version.id.in_(ids)))
    return {row[0]: row[1] for row in rows}


def _hash(paper: Paper, placed: Sequence[Placed], agreed: set[int], hashes: Mapping[int, str]) -> str:
    """SHA-256 of the canonical JSON of the whole edition: every section, its place, its number and its words' hash."""
    pids = {p.text_id: p.pid for p in placed}
    sections: list[dict[str, Any]] = [
        {
            "section": p.pid,
            "parent": pids.get(p.parent_id) if p.parent_id is not None else None,
            "kind": p.kind,
            "number": p.number,
            "version": hashes[p.version_id],
            "agreed": p.version_id in agreed,
        }
        for p in placed
    ]
    whole = {"title": paper.title, "subtitle": paper.subtitle, "lang": paper.lang, "sections": sections}
    return hashlib.sha256(canonical(whole)).hexdigest()


def list_editions(actor: Actor, paper: Paper) -> Sequence[Edition]:
    """The editions of a paper, newest first."""
    return (
        db.session()
        .scalars(
            visible_editions(actor)
            .where(Edition.paper_id == paper.id)
            .options(joinedload(Edition.by))
            .order_by(Edition.ordinal.desc())
        )
        .all()
    )


def list_sections(edition: Edition) -> list[Frozen]:
    """The sections of an edition in reading order, as they were."""
    rows = db.session().execute(
        select(
            EditionSection.section_id,
            EditionSection.parent_id,
            EditionSection.kind,
            EditionSection.number,
            EditionSection.agreed,
            Text.pid,
            Version,
            Rendering,
        )
        .join(Text, Text.id == EditionSection.section_id)
        .join(Version, Version.id == EditionSection.version_id)
        .outerjoin(Rendering, and_(Rendering.version_id == Version.id, Rendering.release == texts.RELEASE))
        .where(EditionSection.edition_id == edition.id)
        .order_by(EditionSection.position)
    )
    depths: dict[int | None, int] = {}
    found = []
    for section_id, parent_id, kind, number, agreed, pid, version, kept in rows:
        depths[section_id] = depths.get(parent_id, -1) + 1
        found.append(_frozen(pid, kind, number, depths[section_id], agreed, version, kept))
    return found


def list_present(paper: Paper) -> list[Frozen]:
    """The sections of a paper as they stand now, in the shape of an edition's."""
    placed = tree.outline(db.session(), paper)
    agreed = _agreed_versions(placed)
    rows = db.session().execute(
        select(Version, Rendering)
        .outerjoin(Rendering, and_(Rendering.version_id == Version.id, Rendering.release == texts.RELEASE))
        .where(Version.id.in_([p.version_id for p in placed]))
    )
    words = {version.id: (version, kept) for version, kept in rows}
    return [_frozen(p.pid, p.kind, p.number, p.depth, p.version_id in agreed, *words[p.version_id]) for p in placed]


def _frozen(
    pid: str, kind: str, number: str | None, depth: int, agreed: bool, version: Version, kept: Rendering | None
) -> Frozen:
    shown = kept or texts.render(version)
    return Frozen(pid, version.pid, kind, number, version.heading, depth, agreed, shown.html, shown.plain, shown.notes)


def compare_sections(before: Sequence[Frozen], after: Sequence[Frozen]) -> list[Difference]:
    """What became of each section, in the order of the later state; what was taken out stands where it stood.

    Sections are matched by what they are, not by number or place. Those that stayed the same are among them.
    """
    was = {section.pid: section for section in before}
    now = {section.pid for section in after}
    gone_after: dict[str | None, list[Difference]] = {}
    last: str | None = None
    for section in before:
        if section.pid in now:
            last = section.pid
        else:
            gone_after.setdefault(last, []).append(Difference("taken_out", section, None, compare(section.words, "")))
    found = [*gone_after.get(None, [])]
    for section in after:
        found.append(_difference(was.get(section.pid), section))
        found += gone_after.get(section.pid, [])
    return found


def _difference(before: Frozen | None, after: Frozen) -> Difference:
    if before is None:
        return Difference("added", None, after, compare("", after.words))
    if before.version_pid != after.version_pid and before.words != after.words:
        return Difference("changed", before, after, compare(before.words, after.words))
    what = "renumbered" if before.number != after.number else "same"
    return Difference(what, before, after, ())
