"""Databases that are put back to how they were, one for all tests of a process: faster than a new one for each.

A new PostgreSQL database takes a sixth of a second, and each new engine compiles every statement again.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Protocol

from sqlalchemy import text

from policyhub import db
from policyhub.db import Database
from policyhub.migrating import migrate
from tests.world import World, make_world

# What stands in each table and where each sequence is, kept beside the tables themselves; and a note in "touched" by
# every statement that writes, so that the fifty tables that a test leaves alone need not be put back.
KEEP = """
DO $$ DECLARE name text; BEGIN
    CREATE SCHEMA as_it_was;
    CREATE TABLE as_it_was.sequences AS
        SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public';
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE as_it_was.%1$I AS TABLE public.%1$I', name);
    END LOOP;
    CREATE UNLOGGED TABLE as_it_was.touched (name text);
    CREATE FUNCTION as_it_was.note() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN INSERT INTO as_it_was.touched VALUES (TG_TABLE_NAME); RETURN NULL; END';
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TRIGGER touched AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.%I
            FOR EACH STATEMENT EXECUTE FUNCTION as_it_was.note()', name);
        EXECUTE format('ALTER TABLE public.%I ENABLE ALWAYS TRIGGER touched', name);  -- tests tamper as a replica
    END LOOP;
END $$
"""
# as a replica: no trigger refuses to delete from the log, and the order of the tables does not matter
PUT_BACK = """
DO $$ DECLARE name text; was bigint; BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle';
    -- a test that tampers with the log switches its triggers off
    FOR name IN SELECT touched.name FROM as_it_was.touched UNION SELECT 'log' LOOP
        EXECUTE format('DELETE FROM public.%1$I', name);
        EXECUTE format('INSERT INTO public.%1$I OVERRIDING SYSTEM VALUE SELECT * FROM as_it_was.%1$I', name);
    END LOOP;
    TRUNCATE as_it_was.touched;
    FOR name, was IN
        SELECT s.sequencename, s.last_value FROM as_it_was.sequences s
        JOIN pg_sequences now ON now.schemaname = 'public' AND now.sequencename = s.sequencename
        WHERE now.last_value IS DISTINCT FROM s.last_value
    LOOP
        PERFORM setval(format('public.%I', name)::regclass, coalesce(was, 1), was IS NOT NULL);
    END LOOP;
END $$
"""


class Restorable(Protocol):
    """A database, the association in it if it has one, and a way to have it as it was."""

    database: Database
    world: World | None

    def put_back(self) -> None:
        """As it was before the last test."""


def _filled(database: Database, *, peopled: bool) -> World | None:
    """Make the tables and perhaps the small association, and close every connection."""
    migrate(database)
    world = None
    if peopled:
        with db.using(database), database.reading():
            world = make_world()
    database.dispose()  # the last connection to close moves everything from the write-ahead log into the file
    return world


class SqliteKept:
    """A file beside one that nobody touches."""

    def __init__(self, folder: Path, *, peopled: bool) -> None:
        self.first = folder / "as-it-was.sqlite"
        self.path = folder / "policyhub.sqlite"
        made = Database(f"sqlite:///{self.first}")
        self.world = _filled(made, peopled=peopled)
        self.database = Database(f"sqlite:///{self.path}")

    def put_back(self) -> None:
        """A new file under the old name: who still has the old one open cannot write into this one."""
        self.database.dispose()
        for path in self.path.parent.glob(self.path.name + "*"):
            path.unlink()
        shutil.copy(self.first, self.path)


class PostgresqlKept:
    """A database that keeps a copy of every table beside it."""

    def __init__(self, url: str, *, peopled: bool) -> None:
        self.database = Database(url)
        self.world = _filled(self.database, peopled=peopled)
        with self.database.writer.begin() as connection:
            connection.execute(text(KEEP))
        self.database.dispose()

    def put_back(self) -> None:
        """Every row and every sequence; whoever is still at something is connected no more.

        Idle connections stay: a new one takes longer to warm than most tests.
        """
        with self.database.writer.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(text(PUT_BACK))
