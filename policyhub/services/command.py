"""The doors to the database: every change is a command, a secret vote goes to the ballot box, the rest are chores."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from policyhub import clock, db
from policyhub.acts import log
from policyhub.domain.ids import is_pid
from policyhub.models import Once
from policyhub.permissions.actor import Actor
from policyhub.permissions.rights import Right
from policyhub.permissions.table import allowed
from policyhub.permissions.visible import NotFound, load
from policyhub.services.refusals import Forbidden

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")

once_token: ContextVar[str | None] = ContextVar("policyhub_once_token", default=None)
COMMANDS: dict[str, Right] = {}
CHORES = frozenset(
    {"sessions", "limits", "drafts", "jobs", "cursors", "renderings", "import progress", "search index", "once"}
)


class HasId(Protocol):
    """Anything the log can point to."""

    id: Any


@dataclass(slots=True)
class Work:
    """What a command works with: its session, who does it, when, and what it has done."""

    session: Session
    actor: Actor
    at: datetime
    changes: list[log.Change] = field(default_factory=list)

    @property
    def member_id(self) -> int:
        """The member who does this; a command that only members may do can rely on it."""
        if self.actor.member_id is None:
            raise Forbidden
        return self.actor.member_id

    def record(self, verb: str, kind: str, subject_id: int, /, **facts: Any) -> None:
        """Note for the log what was done to what; facts are ids, hashes, numbers and words of the house."""
        self.changes.append(log.Change(verb, kind, subject_id, facts))


def command(
    right: Right, *, on: type[T], locked: bool = False
) -> Callable[[Callable[Concatenate[Work, T, P], str]], Callable[Concatenate[Actor, str, P], str]]:
    """Make a function a change: found, permitted, done, logged and committed as one, or not at all.

    The function gets its Work and the loaded thing, and returns the public id that its answer leads to.
    It is called with the actor and the thing's public id. Raises NotFound, Forbidden or what the body refuses.
    ``locked``: whoever does this to the same thing at the same moment waits, and then finds it as it was left.
    """

    def door(body: Callable[Concatenate[Work, T, P], str]) -> Callable[Concatenate[Actor, str, P], str]:
        COMMANDS[_name(body)] = right

        @wraps(body)
        def run(actor: Actor, pid: str, /, *args: P.args, **kwargs: P.kwargs) -> str:
            def inside(work: Work) -> str:
                thing = load(work.session, on, actor, pid, locked=locked)
                if not allowed(right, actor, thing):
                    raise Forbidden
                return body(work, thing, *args, **kwargs)

            if not is_pid(pid):  # before it is noted with the form's token
                raise NotFound
            return _commit(_name(body), actor, pid, inside)

        return run

    return door


def command_on_house(
    right: Right,
) -> Callable[[Callable[Concatenate[Work, P], str]], Callable[Concatenate[Actor, P], str]]:
    """Make a function a change to the association as a whole, where there is nothing to load first."""

    def door(body: Callable[Concatenate[Work, P], str]) -> Callable[Concatenate[Actor, P], str]:
        COMMANDS[_name(body)] = right

        @wraps(body)
        def run(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> str:
            def inside(work: Work) -> str:
                if not allowed(right, actor):
                    raise Forbidden
                return body(work, *args, **kwargs)

            return _commit(_name(body), actor, "", inside)

        return run

    return door


def ballot_box(
    right: Right, *, on: type[T]
) -> Callable[[Callable[Concatenate[Session, Actor, T, P], R]], Callable[Concatenate[Actor, str, P], R]]:
    """Make a function a secret vote: found, permitted and put in the box as one, or not at all.

    Nothing else is written that could tell who voted what: no entry in the log (closing tells it the counts), no
    once-token (its hash holds the voter; a second vote is refused by the roll), no draft, no job. The function gets
    the session, the actor and the loaded thing; what it returns is for the voter's eyes only and is kept nowhere.
    Raises NotFound, Forbidden or what the body refuses.
    """

    def door(body: Callable[Concatenate[Session, Actor, T, P], R]) -> Callable[Concatenate[Actor, str, P], R]:
        @wraps(body)
        def run(actor: Actor, pid: str, /, *args: P.args, **kwargs: P.kwargs) -> R:
            with db.database().writing() as session:
                thing = load(session, on, actor, pid)
                if not allowed(right, actor, thing):
                    raise Forbidden
                answer = body(session, actor, thing, *args, **kwargs)
                session.commit()
                return answer

        return run

    return door


def chore(concern: str) -> Callable[[Callable[Concatenate[Session, P], R]], Callable[P, R]]:
    """Make a function a write that nobody would call a change; its concern stands in CHORES.

    It has a transaction of its own, so a refusal that follows does not undo it.
    """
    if concern not in CHORES:
        raise ValueError(f"{concern!r} is not a chore")

    def door(body: Callable[Concatenate[Session, P], R]) -> Callable[P, R]:
        @wraps(body)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            with db.database().writing() as session:
                result = body(session, *args, **kwargs)
                session.commit()
                return result

        return run

    return door


def _name(body: Callable[..., Any]) -> str:
    return f"{body.__module__.rpartition('.')[2]}.{body.__name__}"


def _commit(name: str, actor: Actor, pid: str, inside: Callable[[Work], str]) -> str:
    with db.database().writing() as session:
        token = once_token.get()
        key = _once_key(token, actor, name) if token else None
        if key and (answered := _answered(session, key, pid)) is not None:
            return answered
        work = Work(session, actor, clock.now())
        answer = inside(work)
        if not work.changes:
            raise RuntimeError(f"the command {name} changed nothing that it told the log")
        if key and answer != pid:
            session.execute(update(Once).where(Once.token_hash == key).values(answer=answer))
        session.flush()
        log.append(session, work.changes, actor_id=actor.member_id, at=work.at)
        session.commit()
        return answer


def _once_key(token: str, actor: Actor, name: str) -> str:
    return hashlib.sha256(f"{token}:{actor.member_id}:{name}".encode()).hexdigest()


def _answered(session: Session, key: str, pid: str) -> str | None:
    """Take the token, or say what the form that took it before was answered; a second sender waits for the first.

    Most commands answer with the id they were called with, so that is noted at once.
    """
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    taken = session.execute(
        insert(Once)
        .values(token_hash=key, answer=pid, made_at=clock.now())
        .on_conflict_do_nothing()
        .returning(Once.token_hash)
    ).first()
    if taken:
        return None
    return session.scalars(select(Once.answer).where(Once.token_hash == key)).one()
