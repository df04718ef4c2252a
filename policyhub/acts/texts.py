"""Put a version: the only way in which the words of anything change."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from policyhub.acts import anchors
from policyhub.domain import markup
from policyhub.domain.canonical import text_hash
from policyhub.models import Agreement, Rendering, Section, SectionReference, Text, Version

RELEASE = "1"  # of the renderings: raise it when markup.render changes what it writes


class Overtaken(Exception):
    """Somebody else put a version first; ``current`` is theirs."""

    def __init__(self, current: Version) -> None:
        super().__init__(current.pid)
        self.current = current


def make_text(
    session: Session,
    kind: str,
    *,
    lang: str,
    heading: str | None,
    body: str,
    notes: list[dict[str, Any]],
    author_id: int,
    at: datetime,
    origin: str,
    reason: str = "",
) -> Text:
    """A new text with its first version."""
    text = Text(kind=kind, lang=lang)
    session.add(text)
    session.flush()
    version = _new_version(text, 1, None, heading, body, notes, author_id, at, reason, origin)
    session.add(version)
    session.flush()
    text.current = version
    _keep_rendering(session, version)
    session.flush()
    return text


def put_version(
    session: Session,
    text: Text,
    *,
    base_id: int,
    heading: str | None,
    body: str,
    notes: list[dict[str, Any]],
    author_id: int,
    at: datetime,
    origin: str,
    reason: str = "",
) -> Version:
    """Put the next version of a text, made from version ``base_id``; of two who do this at once one wins.

    Raises Overtaken when ``base_id`` is no longer the text's current version. An agreement on the earlier version
    ends, and anchors are carried to the new words.
    """
    base = session.scalars(select(Version).where(Version.id == base_id, Version.text_id == text.id)).one()
    version = _new_version(text, base.ordinal + 1, base.id, heading, body, notes, author_id, at, reason, origin)
    # compare and set: taking the row first makes the second of two savers wait here, and then lose
    taken = session.execute(
        update(Text)
        .where(Text.id == text.id, Text.current_version_id == base_id)
        .values(revision=Text.revision + 1)
        .execution_options(synchronize_session=False)
    )
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        session.refresh(text)
        raise Overtaken(session.scalars(select(Version).where(Version.id == text.current_version_id)).one())
    session.add(version)
    session.flush()
    session.execute(
        update(Text)
        .where(Text.id == text.id)
        .values(current_version_id=version.id)
        .execution_options(synchronize_session=False)
    )
    session.expire(text)
    rendered = _keep_rendering(session, version)
    session.execute(
        update(Agreement).where(Agreement.text_id == text.id, Agreement.ended_at.is_(None)).values(ended_at=at)
    )
    anchors.carry(session, base, version, new_plain=rendered.plain)
    return version


def touch(session: Session, text_id: int) -> None:
    """Say that what is shown beside a text has changed, though its words have not."""
    session.execute(
        update(Text)
        .where(Text.id == text_id)
        .values(revision=Text.revision + 1)
        .execution_options(synchronize_session=False)
    )


def _new_version(
    text: Text,
    ordinal: int,
    based_on_id: int | None,
    heading: str | None,
    body: str,
    notes: list[dict[str, Any]],
    author_id: int,
    at: datetime,
    reason: str,
    origin: str,
) -> Version:
    return Version(
        text_id=text.id,
        ordinal=ordinal,
        heading=heading,
        body=body,
        notes=notes,
        hash=text_hash(heading, body, notes),
        based_on_id=based_on_id,
        author_id=author_id,
        made_at=at,
        reason=reason,
        origin=origin,
    )


def _keep_rendering(session: Session, version: Version) -> Rendering:
    """Render a version once, and note which sections its live references point to."""
    rendering = render(version)
    session.add(rendering)
    pids = {pid for pid, _printed in markup.references_in(version.body)}
    for note in version.notes:
        pids |= {pid for pid, _printed in markup.references_in(note["text"])}
    if pids:
        targets = session.scalars(select(Section.text_id).join(Section.text).where(Text.pid.in_(pids)))
        session.add_all(SectionReference(version_id=version.id, target_id=target) for target in targets)
    return rendering


def render(version: Version) -> Rendering:
    """A version as HTML and as plain text, not yet kept."""
    rendered = markup.render(version.body, version.notes)
    notes = [{"id": n.id, "mark": n.mark, "html": n.html, "plain": n.plain} for n in rendered.notes]
    return Rendering(version_id=version.id, release=RELEASE, html=rendered.html, plain=rendered.plain, notes=notes)


def forget_renderings(session: Session) -> None:
    """Throw away renderings of earlier releases; they are made again when they are missed."""
    session.execute(delete(Rendering).where(Rendering.release != RELEASE))
