"""Makes the comments that stood in the margin of a file comments of the paper, with the names that the file has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from policyhub.acts import anchors
from policyhub.acts.importing import Rows
from policyhub.domain.importing.margins import PlannedComment
from policyhub.domain.importing.plan import Plan
from policyhub.models import Anchor, Comment, Section, Text


def has_comments(session: Session, paper_id: int | None) -> bool:
    """Whether comments of a file are on a paper already."""
    of_file = select(Comment.id).join(Section, Section.text_id == Comment.text_id)
    of_file = of_file.where(Section.paper_id == paper_id, Comment.said_by.is_not(None))
    return session.scalars(of_file.limit(1)).one_or_none() is not None


def make_comments(
    session: Session, plan: Plan, rows: Rows, *, named: str, member_id: int, at: datetime
) -> list[Comment]:
    """The comments of a plan, first those that begin a thread; ``named`` is whom the file itself does not name."""
    placed = [one for one in plan.comments if one.stands_at in rows]
    versions = _versions(session, placed, rows)
    made: dict[str, Comment] = {}

    def make(planned: PlannedComment, thread_id: int | None) -> Comment:
        text_id = rows[planned.stands_at][0]
        comment = Comment(
            text_id=text_id,
            thread_id=thread_id,
            author_id=member_id,
            version_id=versions[text_id],
            said_by=planned.name or named,
            said_at=planned.at,
            body=planned.body,
            made_at=at,
        )
        if planned.settled:
            comment.state, comment.resolved_at, comment.resolved_by_id = "resolved", at, member_id
        return comment

    roots = {one.key: make(one, None) for one in placed if one.above is None}
    session.add_all(roots.values())
    session.flush()
    made.update(roots)
    replies = {one.key: make(one, roots[one.above].id) for one in placed if one.above in roots}
    session.add_all(replies.values())
    session.flush()
    made.update(replies)
    ties = [
        anchors.row_of("comment", roots[one.key].id, version_id, one.spot, one.note)
        for one in placed
        if one.key in roots and one.spot is not None and (version_id := rows[one.stands_at][1]) is not None
    ]
    if ties:
        session.execute(insert(Anchor), ties)
    if made:
        session.execute(
            update(Text)
            .where(Text.id.in_({comment.text_id for comment in made.values()}))
            .values(revision=Text.revision + 1)
            .execution_options(synchronize_session=False)
        )
    return list(made.values())


def _versions(session: Session, placed: Sequence[PlannedComment], rows: Rows) -> dict[int, int]:
    """The version of each text that is commented on: the first, or the one it has if somebody was faster."""
    found = {text_id: version_id for text_id, version_id in rows.values() if version_id is not None}
    changed = {rows[one.stands_at][0] for one in placed} - set(found)
    if changed:
        now = session.execute(select(Text.id, Text.current_version_id).where(Text.id.in_(changed)))
        found.update({text_id: version_id for text_id, version_id in now if version_id is not None})
    return found
