"""What became of a section and of a paper: versions, comparisons, and what was taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from policyhub import db
from policyhub.acts.anchors import plain_of
from policyhub.domain import markup
from policyhub.domain.diff import Piece, compare
from policyhub.models import Agreement, Paper, Section, Text, Version
from policyhub.permissions.actor import Actor
from policyhub.permissions.visible import NotFound
from policyhub.permissions.visible import versions as visible_versions

RECENT = 60


@dataclass(frozen=True, slots=True)
class Recent:
    """A version that was put lately, its heading or first words, and the section it belongs to."""

    section_pid: str
    version: Version
    words: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A section that was taken out of its paper."""

    pid: str
    heading: str | None
    words: str
    at: datetime
    can_return: bool


def list_versions(actor: Actor, section: Section) -> Sequence[Version]:
    """The versions of a section, newest first; none for visitors."""
    return (
        db.session()
        .scalars(visible_versions(actor).where(Version.text_id == section.text_id).order_by(Version.ordinal.desc()))
        .all()
    )


def get_version(actor: Actor, section: Section, pid: str) -> Version:
    """A version of a section by public id; raises NotFound."""
    found = (
        db.session()
        .scalars(visible_versions(actor).where(Version.text_id == section.text_id, Version.pid == pid))
        .one_or_none()
    )
    if found is None:
        raise NotFound
    return found


def get_version_at(actor: Actor, section: Section, moment: datetime) -> Version:
    """The version of a section that stood at a moment, or its first one."""
    versions = list_versions(actor, section)
    return next((version for version in versions if version.made_at <= moment), versions[-1])


def list_agreements(section: Section) -> dict[int, Agreement]:
    """How versions of a section came to be agreed, by version; a standing agreement wins over one that ended."""
    rows = db.session().scalars(
        select(Agreement)
        .where(Agreement.text_id == section.text_id)
        .options(joinedload(Agreement.by_member))
        .order_by(Agreement.id)
    )
    found: dict[int, Agreement] = {}
    for agreement in rows:
        earlier = found.get(agreement.version_id)
        if earlier is None or earlier.ended_at is not None:
            found[agreement.version_id] = agreement
    return found


def words_of(version: Version) -> str:
    """Everything that is read of a version, as one plain text: heading, text, notes."""
    return plain_words(version.heading, version.body, version.notes)


def plain_words(heading: str | None, body: str, notes: Sequence[Mapping[str, str]]) -> str:
    """A heading, a body and notes as one plain text."""
    said = [f"[{note['mark']}] {markup.plain(note['text'])}" for note in notes]
    return "\n\n".join(filter(None, [heading, markup.plain(body, notes), *said]))


def compare_versions(before: Version, after: Version) -> tuple[Piece, ...]:
    """What changed from one version to another, word by word."""
    return compare(words_of(before), words_of(after))


def list_recent(actor: Actor, paper: Paper) -> list[Recent]:
    """The versions that were put in a paper lately, newest first; not those that it began with."""
    rows = db.session().execute(
        visible_versions(actor)
        .join(Text, Text.id == Version.text_id)
        .add_columns(Text.pid, Section.hidden_at)
        .where(Section.paper_id == paper.id, or_(Version.ordinal > 1, Version.made_at > paper.made_at))
        .order_by(Version.id.desc())
        .limit(RECENT)
    )
    return [
        Recent(pid, version, version.heading or shorten(plain_of(version), 80, placeholder="…"), hidden is not None)
        for version, pid, hidden in rows
    ]


def list_taken_out(paper: Paper) -> list[TakenOut]:
    """The sections that were taken out of a paper, the latest first; what stood under one stands after it."""
    rows = (
        db.session()
        .execute(
            select(Section, Text.pid, Version)
            .join(Text, Text.id == Section.text_id)
            .join(Version, Version.id == Text.current_version_id)
            .where(Section.paper_id == paper.id, Section.hidden_at.is_not(None))
            .order_by(Section.hidden_at.desc(), Section.rank)
        )
        .all()
    )
    hidden = {section.text_id for section, _pid, _version in rows}
    found = [
        TakenOut(pid, version.heading, plain_of(version)[:300], section.hidden_at, section.parent_id not in hidden)
        for section, pid, version in rows
        if section.hidden_at is not None
    ]
    return sorted(found, key=lambda one: (-one.at.timestamp(), not one.can_return))
