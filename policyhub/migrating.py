"""Bring the database to the newest shape, under a lock, so that many processes may start at once."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from policyhub import places
from policyhub.db import Database

_OWNER_ONLY = 0o600
_LOCK = 7_205_159_137  # any number, the same in every process


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings for our migrations, wherever they are installed."""
    config = Config()
    config.set_main_option("script_location", str(places.MIGRATIONS))
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def newest() -> str | None:
    """The revision that this release of the code expects."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


def present(connection: Connection) -> str | None:
    """The revision that the database is at."""
    return MigrationContext.configure(connection).get_current_revision()


def migrate(database: Database) -> bool:
    """Bring the database up to date; says whether anything had to be done."""
    with _alone(database), database.writer.begin() as connection:
        if present(connection) == newest():
            return False
        command.upgrade(alembic_config(connection), "head")
        return True


@contextmanager
def _alone(database: Database) -> Iterator[None]:
    """Keep every other process out while the tables change."""
    if database.is_sqlite:
        if database.url.database in (None, "", ":memory:"):
            yield
            return
        path = Path(str(database.url.database))
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = path.with_name(path.name + ".migrating")
        beside.touch(mode=_OWNER_ONLY)
        path.touch(mode=_OWNER_ONLY)  # SQLite would let the host's habits decide; its log and index follow this file
        with beside.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        return
    with database.writer.connect() as holder:
        holder.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
        try:
            yield
        finally:
            holder.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": _LOCK})


def make_append_only(connection: Connection, table: str) -> None:
    """Let the database itself refuse to change or delete a row of a table.

    A later migration that makes the table anew calls this again.
    """
    if connection.dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            connection.execute(
                text(
                    f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
                )
            )
        return
    connection.execute(
        text(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME; END $$"
        )
    )
    connection.execute(
        text(
            f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    )


def move_head_with_log(connection: Connection) -> None:
    """Let every entry of the log move the head to itself, so that no entry can be added without it."""
    move = "UPDATE log_head SET position = NEW.position, hash = NEW.hash WHERE id = 1"
    _after(connection, "INSERT ON log", "log_moves_head", "move_head", move)


def end_agreements_with_their_words(connection: Connection) -> None:
    """Let the agreement on a text end when its words move on, so that none is ever claimed for other words."""
    end = (
        "UPDATE agreements SET ended_at = (SELECT made_at FROM versions WHERE id = NEW.current_version_id) "
        "WHERE text_id = NEW.id AND version_id <> NEW.current_version_id AND ended_at IS NULL"
    )
    _after(connection, "UPDATE OF current_version_id ON texts", "texts_end_agreements", "end_agreements", end)


def settle_flags_with_resolutions(connection: Connection) -> None:
    """Let a resolution settle its flag, so that there is never one without the other."""
    settle = "UPDATE flags SET state = 'resolved' WHERE id = NEW.flag_id"
    _after(connection, "INSERT ON resolutions", "resolutions_settle_flags", "settle_flag", settle)


def _after(connection: Connection, what: str, trigger: str, function: str, then: str) -> None:
    """Make a trigger that follows each changed row by one statement; on PostgreSQL it needs a function."""
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"CREATE TRIGGER {trigger} AFTER {what} BEGIN {then}; END"))
        return
    connection.execute(
        text(
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {then}; RETURN NULL; END $$"
        )
    )
    connection.execute(text(f"CREATE TRIGGER {trigger} AFTER {what} FOR EACH ROW EXECUTE FUNCTION {function}()"))
