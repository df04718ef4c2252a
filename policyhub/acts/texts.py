"""Put a version: the only way in which the words of anything change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, delete, insert, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session, make_transient_to_detached

from policyhub.acts import anchors
from policyhub.domain import markup
from policyhub.domain.canonical import text_hash
from policyhub.domain.ids import new_pid
from policyhub.models import Anchor, Rendering, Section, SectionReference, Text, Version

LONGEST = 200_000  # characters of one text: more would take seconds to show
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


def put_version(  # noqa: PLR0913 - all that a version is
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
    standing: Sequence[Anchor] | None = None,
    beside: int | None = None,
) -> Version:
    """Put the next version of a text, made from version ``base_id``; of two who do this at once one wins.

    Raises Overtaken when ``base_id`` is no longer the text's current version. An agreement on the earlier version
    ends (the database sees to that), and anchors are carried to the new words; ``standing`` are those of the base when
    they are at hand. ``beside`` is the id of another text where something is shown that changes with this one.
    """
    text_id = text.id
    base = session.get_one(Version, base_id)
    if base.text_id != text_id:
        raise ValueError("a version of another text")
    version = _new_version(text, base.ordinal + 1, base.id, heading, body, notes, author_id, at, reason, origin)
    if not _insert(session, version) or not _make_current(session, version, base_id, beside):
        session.refresh(text)
        raise Overtaken(session.scalars(select(Version).where(Version.id == text.current_version_id)).one())
    session.expire(text)
    rendered = _keep_rendering(session, version)
    anchors.carry(session, base, version, new_plain=rendered.plain, standing=standing)
    return version


def _insert(session: Session, version: Version) -> bool:
    """Insert a version unless its text has one of that ordinal; a second saver waits here, and then loses."""
    columns = {column.key: getattr(version, column.key) for column in Version.__table__.columns if column.key != "id"}
    columns["pid"] = new_pid()
    insert_into = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    made = session.execute(
        insert_into(Version)
        .values(**columns)
        .on_conflict_do_nothing(index_elements=["text_id", "ordinal"])
        .returning(Version.id)
    ).scalar_one_or_none()
    if made is None:
        return False
    version.id, version.pid = made, columns["pid"]
    make_transient_to_detached(version)
    session.add(version)
    return True


def _make_current(session: Session, version: Version, base_id: int, beside: int | None) -> bool:
    """Compare and set: only if the text still stands where the version began."""
    own, other = Text.id == version.text_id, Text.id == beside
    moved = session.scalars(
        update(Text)
        .where(or_(and_(own, Text.current_version_id == base_id), other))
        .values(
            current_version_id=case((own, version.id), else_=Text.current_version_id),
            revision=Text.revision + 1,
        )
        .returning(Text.id)
        .execution_options(synchronize_session=False)
    ).all()
    return version.text_id in moved


def touch(session: Session, *text_ids: int) -> None:
    """Say that what is shown beside texts has changed, though their words have not."""
    session.execute(
        update(Text)
        .where(Text.id.in_(text_ids))
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
        targets = select(literal(version.id), Section.text_id).join(Section.text).where(Text.pid.in_(pids))
        session.execute(insert(SectionReference).from_select(["version_id", "target_id"], targets))
    return rendering


def render(version: Version) -> Rendering:
    """A version as HTML and as plain text, not yet kept."""
    rendered = markup.render(version.body, version.notes)
    notes = [{"id": n.id, "mark": n.mark, "html": n.html, "plain": n.plain} for n in rendered.notes]
    return Rendering(version_id=version.id, release=RELEASE, html=rendered.html, plain=rendered.plain, notes=notes)


def forget_renderings(session: Session) -> None:
    """Throw away renderings of earlier releases; they are made again when they are missed."""
    session.execute(delete(Rendering).where(Rendering.release != RELEASE))
