"""Mark a version agreed, and say how it came to be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from policyhub.acts import texts
from policyhub.models import Agreement, Text, Version


def mark_agreed(
    session: Session,
    version: Version,
    *,
    by: str,
    source_id: int | None,
    member_id: int,
    at: datetime,
    reason: str = "",
    just_put: bool = False,
) -> Agreement:
    """Record that a version is agreed, by a ballot, a resolution or a call; an earlier agreement on its text ends.

    ``just_put``: the version was put in this same command, which has ended the earlier agreement and touched the text.
    """
    if not just_put:
        standing = (Agreement.text_id == version.text_id, Agreement.ended_at.is_(None))
        session.execute(update(Agreement).where(*standing).values(ended_at=at))
        texts.touch(session, version.text_id)
    agreement = Agreement(
        text_id=version.text_id,
        version_id=version.id,
        by=by,
        source_id=source_id,
        reason=reason,
        agreed_at=at,
        by_member_id=member_id,
    )
    session.add(agreement)
    session.flush()
    return agreement


def mark_many_agreed(
    session: Session, versions: Sequence[Version], *, member_id: int, at: datetime, reason: str
) -> None:
    """Record that several versions are agreed by one call; none of their texts may have a standing agreement."""
    session.execute(
        insert(Agreement),
        [
            {
                "text_id": version.text_id,
                "version_id": version.id,
                "by": "call",
                "reason": reason,
                "agreed_at": at,
                "by_member_id": member_id,
            }
            for version in versions
        ],
    )
    session.execute(
        update(Text)
        .where(Text.id.in_([version.text_id for version in versions]))
        .values(revision=Text.revision + 1)
        .execution_options(synchronize_session=False)
    )


def find_agreement(session: Session, version_id: int) -> Agreement | None:
    """The standing agreement on a version, if there is one."""
    return session.scalars(
        select(Agreement).where(Agreement.version_id == version_id, Agreement.ended_at.is_(None))
    ).one_or_none()
