"""What somebody has typed and not sent: kept while they type, given back when they return, dropped when it is sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from policyhub import clock, db
from policyhub.domain.ids import is_pid
from policyhub.models import Answer, Comment, Draft, Flag, Motion, Paper, Part, Response, Section
from policyhub.permissions.actor import Actor
from policyhub.permissions.visible import NotFound, load
from policyhub.services.command import chore

SUBJECTS: dict[str, type[Any]] = {
    "answer": Answer,
    "argument": Flag,
    "ballot": Flag,
    "change": Comment,
    "comment": Section,
    "flag": Section,
    "motion": Motion,
    "option": Flag,
    "paper": Paper,
    "part": Part,
    "passage": Flag,
    "reply": Comment,
    "resolution": Flag,
    "response": Response,
    "section": Section,
    "withdrawal": Flag,
}
"""What a draft of each kind is about: one must be able to see it."""

LONGEST = 1_000_000
MOST = 100


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed, by the names of the fields, and when it was kept."""

    fields: Mapping[str, str]
    saved_at: datetime

    def get(self, name: str) -> str:
        """What was typed in one field; nothing if nothing was."""
        return self.fields.get(name, "")


def keep_draft(actor: Actor, kind: str, pid: str, fields: Mapping[str, str]) -> bool:
    """Keep what a member has typed in a form of a kind about a thing; nothing typed drops what was kept.

    Says whether it was kept: a million characters at most. NotFound for a kind there is not, or a thing that the
    member cannot see.
    """
    subject = SUBJECTS.get(kind)
    if subject is None or actor.member_id is None:
        raise NotFound
    load(db.session(), subject, actor, pid)
    typed = {name: value for name, value in fields.items() if value.strip()}
    body = json.dumps(typed, ensure_ascii=False)
    if len(body) > LONGEST:
        return False
    if typed:
        _keep(actor.member_id, kind, pid, body)
    else:
        drop_draft(actor, kind, pid)
    return True


@chore("drafts")
def _keep(session: Session, member_id: int, kind: str, pid: str, body: str) -> None:
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    now = clock.now()
    session.execute(
        insert(Draft)
        .values(member_id=member_id, kind=kind, subject_pid=pid, body=body, saved_at=now)
        .on_conflict_do_update(
            index_elements=["member_id", "kind", "subject_pid"], set_={"body": body, "saved_at": now}
        )
    )
    old = session.execute(
        select(Draft.kind, Draft.subject_pid)
        .where(Draft.member_id == member_id)
        .order_by(Draft.saved_at.desc())
        .offset(MOST)
    ).all()
    for old_kind, old_pid in old:
        _delete(session, member_id, old_kind, old_pid)


def drop_draft(actor: Actor, kind: str, pid: str) -> None:
    """Forget what was typed: it has been sent."""
    if find_draft(actor, kind, pid) is not None and actor.member_id is not None:
        _drop(actor.member_id, kind, pid)


@chore("drafts")
def _drop(session: Session, member_id: int, kind: str, pid: str) -> None:
    _delete(session, member_id, kind, pid)


def _delete(session: Session, member_id: int, kind: str, pid: str) -> None:
    session.execute(delete(Draft).where(Draft.member_id == member_id, Draft.kind == kind, Draft.subject_pid == pid))


def find_draft(actor: Actor, kind: str, pid: str) -> Kept | None:
    """What a member typed in a form of a kind about a thing and did not send."""
    if actor.member_id is None or not is_pid(pid):
        return None
    draft = db.session().get(Draft, (actor.member_id, kind, pid))
    if draft is None:
        return None
    typed = json.loads(draft.body)
    return Kept({str(name): str(value) for name, value in typed.items()}, draft.saved_at)
