"""The migrations make exactly what the models say, and many processes may start at once."""

from __future__ import annotations

import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from policyhub.db import Database
from policyhub.migrating import migrate, newest, present
from policyhub.models import Base

OUTSIDE_MODELS = ("findables", "ix_findables_words", "ix_findables_scope")  # what PostgreSQL searches in


def test_migrations_match_the_models(database):
    with database.writer.connect() as connection:
        options = {"compare_type": True, "include_name": lambda name, kind, _parents: name not in OUTSIDE_MODELS}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_a_migrated_database_has_nothing_left_to_do(database):
    assert migrate(database) is False
    with database.writer.connect() as connection:
        assert present(connection) == newest()


def test_a_new_database_and_the_files_beside_it_are_its_owners_alone(tmp_path):
    tmp_path.chmod(0o755)  # a folder that was there before us
    database = Database(f"sqlite:///{tmp_path / 'new.sqlite'}")
    migrate(database)
    with database.writing() as session:  # so that there is a write-ahead log
        session.execute(text("UPDATE log_head SET position = position"))
        session.commit()
        found = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    database.dispose()
    assert {"new.sqlite", "new.sqlite-wal"} <= set(found)
    assert set(found.values()) == {0o600}, found


def start_together(url: str, processes: int) -> None:
    """Start processes that migrate the same empty database at the same moment; all must come up."""
    program = (
        "import sys; from policyhub.db import Database; from policyhub.migrating import migrate; "
        "migrate(Database(sys.argv[1]))"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, url], stderr=subprocess.PIPE) for _ in range(processes)]
    complaints = [process.communicate(timeout=100)[1].decode() for process in running]
    assert [process.returncode for process in running] == [0] * processes, complaints


def revision_of(url: str) -> str | None:
    """The revision that a database is at."""
    database = Database(url)
    try:
        with database.writer.connect() as connection:
            return present(connection)
    finally:
        database.dispose()


@pytest.mark.parametrize("time", range(2))
def test_eight_processes_may_start_at_once_on_an_empty_database(tmp_path, time):
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    start_together(url, 8)
    assert revision_of(url) == newest()
