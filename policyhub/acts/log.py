"""Append to the log: the last thing a command does before it commits."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from policyhub.domain.canonical import entry_hash, facts_hash, iso
from policyhub.models import Entry, Facts, Head


@dataclass(frozen=True, slots=True)
class Change:
    """What a command has done: a verb, to what, and the facts of it (hashes and ids, never names of people)."""

    verb: str
    subject_kind: str
    subject_id: int
    facts: dict[str, Any]


def append(session: Session, changes: Iterable[Change], *, actor_id: int | None, at: datetime) -> None:
    """Give the changes the next positions after the head and chain them; a trigger moves the head.

    The head is the last lock a command takes: any other order could deadlock.
    """
    position, previous = session.execute(select(Head.position, Head.hash).with_for_update()).one()
    entries, details = [], []
    for change in changes:
        salt = secrets.token_hex(32)
        fields: dict[str, Any] = {
            "position": position + 1,
            "at": iso(at),
            "actor_id": actor_id,
            "verb": change.verb,
            "subject_kind": change.subject_kind,
            "subject_id": change.subject_id,
            "facts_hash": facts_hash(salt, change.facts),
            "previous": previous,
        }
        position, previous = position + 1, entry_hash(fields)
        entries.append({**fields, "at": at, "hash": previous})
        details.append({"position": position, "salt": salt, "facts": change.facts})
    session.execute(insert(Entry), entries)  # the database moves the head to the last of them by itself
    session.execute(insert(Facts), details)
