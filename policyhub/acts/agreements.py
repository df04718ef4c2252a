"""Mark a version agreed, and say how it came to be."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from policyhub.acts import texts
from policyhub.models import Agreement, Version


def mark_agreed(
    session: Session,
    version: Version,
    *,
    by: str,
    source_id: int | None,
    member_id: int,
    at: datetime,
    reason: str = "",
) -> Agreement:
    """Record that a version is agreed, by a ballot, a resolution or a call; an earlier agreement on its text ends."""
    session.execute(
        update(Agreement).where(Agreement.text_id == version.text_id, Agreement.ended_at.is_(None)).values(ended_at=at)
    )
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
    texts.touch(session, version.text_id)
    session.flush()
    return agreement


def find_agreement(session: Session, version_id: int) -> Agreement | None:
    """The standing agreement on a version, if there is one."""
    return session.scalars(
        select(Agreement).where(Agreement.version_id == version_id, Agreement.ended_at.is_(None))
    ).one_or_none()
