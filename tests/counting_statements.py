"""Count what is sent to a database, and hold every command of every test to what a command may take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import local
from typing import Any

from sqlalchemy import Engine, event

from policyhub.db import Database
from policyhub.permissions.actor import Actor
from policyhub.services import command

MOST = 15  # statements of one command, with the once-token of its form


@dataclass
class Counted:
    statements: list[str] = field(default_factory=list)
    commits: int = 0


@contextmanager
def counting(database: Database) -> Iterator[Counted]:
    """The statements and commits of a database while the block runs."""
    counted = Counted()
    engines = {database.writer, database.reader}

    def executed(_connection, _cursor, statement, *_rest):
        if not statement.startswith(("BEGIN", "PRAGMA")):
            counted.statements.append(statement)

    def committed(_connection):
        counted.commits += 1

    for engine in engines:
        event.listen(engine, "before_cursor_execute", executed)
        event.listen(engine, "commit", committed)
    try:
        yield counted
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", executed)
            event.remove(engine, "commit", committed)


class OverBudget(AssertionError):
    """A command took too many statements, or committed more than once."""


def hold_commands_to_their_budget() -> None:
    """From now on, let any command of this process that takes more than it may fail the test that called it."""
    run, here = command._commit, local()

    def executed(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted = getattr(here, "counted", None)
        if counted is not None and not statement.startswith(("BEGIN", "PRAGMA")):
            counted.statements.append(statement)

    def committed(_connection: object) -> None:
        counted = getattr(here, "counted", None)
        if counted is not None:
            counted.commits += 1

    def held(name: str, actor: Actor, pid: str, inside: Callable[[Any], str]) -> str:
        here.counted = counted = Counted()
        try:
            answer = run(name, actor, pid, inside)
        finally:
            here.counted = None
        if len(counted.statements) > MOST or counted.commits > 1:
            took = f"{name} took {len(counted.statements)} statements and {counted.commits} commits"
            raise OverBudget("\n".join((took, *counted.statements)))
        return answer

    event.listen(Engine, "before_cursor_execute", executed)
    event.listen(Engine, "commit", committed)
    command._commit = held
