"""Signing in and out, and who a session's token belongs to."""

from __future__ import annotations

import hashlib
import secrets
import threading
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from policyhub import clock, db
from policyhub.models import Limit, Member, SignInSession
from policyhub.permissions.actor import Actor, actor_of
from policyhub.services.command import chore

STRONG = PasswordHasher()  # RFC 9106's second choice: 64 MiB, three passes
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_at_once = threading.BoundedSemaphore(2)  # each check takes 64 MiB

LIMIT_WINDOW = timedelta(minutes=15)
TRIES_PER_ACCOUNT = 10
TRIES_PER_ADDRESS = 50


def token_hash(token: str) -> str:
    """What is kept of a session's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def hash_password(password: str, *, cost: str = "strong") -> str:
    """A password as it is kept."""
    with _at_once:
        return (STRONG if cost == "strong" else CHEAP).hash(password)


_nobody: dict[str, str] = {}


def check_password(email: str, password: str, *, cost: str = "strong") -> int | None:
    """The id of the member whose address and password these are, or None; it takes as long either way."""
    member = (
        db.session()
        .scalars(select(Member).where(Member.email_key == email.strip().casefold(), Member.erased_at.is_(None)))
        .one_or_none()
    )
    hasher = STRONG if cost == "strong" else CHEAP
    kept = member.password_hash if member and member.password_hash else _dummy(cost)
    try:
        with _at_once:
            hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return None
    return member.id if member else None


def _dummy(cost: str) -> str:
    """A hash that no password has, as costly to check as a real one."""
    if cost not in _nobody:
        _nobody[cost] = hash_password(secrets.token_hex(16), cost=cost)
    return _nobody[cost]


@chore("sessions")
def start_session(session: Session, member_id: int, *, days: int) -> str:
    """Sign a member in; returns the new token, which is kept nowhere else."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    session.execute(delete(SignInSession).where(SignInSession.ends_at < now))
    session.add(
        SignInSession(
            token_hash=token_hash(token),
            member_id=member_id,
            made_at=now,
            seen_at=now,
            ends_at=now + timedelta(days=days),
        )
    )
    return token


@chore("sessions")
def end_session(session: Session, token: str) -> None:
    """Sign out: the token is worth nothing from now on."""
    session.execute(delete(SignInSession).where(SignInSession.token_hash == token_hash(token)))


@chore("sessions")
def touch_session(session: Session, token: str) -> None:
    """Note that a session is in use."""
    session.execute(
        update(SignInSession).where(SignInSession.token_hash == token_hash(token)).values(seen_at=clock.now())
    )


def find_actor(token: str, *, idle_days: int) -> Actor | None:
    """The member a token belongs to, with the roles held today; None when it ended or lay idle too long."""
    now = clock.now()
    row = (
        db.session()
        .execute(
            select(Member, SignInSession.seen_at)
            .join(SignInSession, SignInSession.member_id == Member.id)
            .where(
                SignInSession.token_hash == token_hash(token),
                SignInSession.ends_at > now,
                SignInSession.seen_at > now - timedelta(days=idle_days),
                Member.erased_at.is_(None),
            )
        )
        .one_or_none()
    )
    if row is None:
        return None
    member, seen_at = row
    if now - seen_at > timedelta(hours=12):
        touch_session(token)
    return actor_of(member)


def find_actor_by_pid(pid: str) -> Actor | None:
    """A member as an actor by public id; for the command line and the demonstration's sign-in."""
    member = db.session().scalars(select(Member).where(Member.pid == pid, Member.erased_at.is_(None))).one_or_none()
    return actor_of(member) if member else None


def find_actor_by_email(email: str) -> Actor | None:
    """A member as an actor by email address."""
    member = (
        db.session()
        .scalars(select(Member).where(Member.email_key == email.strip().casefold(), Member.erased_at.is_(None)))
        .one_or_none()
    )
    return actor_of(member) if member else None


@chore("limits")
def count_try(session: Session, concern: str, key: str, *, most: int, window: timedelta = LIMIT_WINDOW) -> bool:
    """Count one more try of something; says whether it is still within the limit."""
    number = int(clock.now().timestamp() // window.total_seconds())
    key_hash = hashlib.sha256(f"{concern}:{key}".encode()).hexdigest()
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    tries = session.execute(
        insert(Limit)
        .values(key_hash=key_hash, window=number, tries=1)
        .on_conflict_do_update(index_elements=["key_hash", "window"], set_={"tries": Limit.tries + 1})
        .returning(Limit.tries)
    ).scalar_one()
    session.execute(delete(Limit).where(Limit.window < number - 10))
    return int(tries) <= most
