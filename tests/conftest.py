"""Both databases, the application, and the small association that the tests play in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as hypothesis_settings
from sqlalchemy import make_url, text

from policyhub import db
from policyhub.config import Settings
from policyhub.db import Database
from policyhub.migrating import migrate
from tests.postgresql import started_postgresql

if TYPE_CHECKING:
    from tests.world import World

# the same examples on every machine: a test that fails fails for everybody
hypothesis_settings.register_profile("steady", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("steady")

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.sqlite"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.dispose()  # the last connection to close moves everything from the write-ahead log into the file
    return path


@pytest.fixture(scope="session")
def postgresql_template() -> Iterator[str]:
    with started_postgresql() as url:
        admin = Database(url)
        with admin.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CREATE DATABASE template_of_tests"))
        template = Database(make_url(url).set(database="template_of_tests").render_as_string(False))
        migrate(template)
        template.dispose()
        admin.dispose()
        yield url


_counter = iter(range(10**9))


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty, migrated database: every test that asks for one runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "policyhub.sqlite"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        found = Database(f"sqlite:///{path}")
        yield found
        found.dispose()
        return
    url = request.getfixturevalue("postgresql_template")
    name = f"test_{next(_counter)}"
    admin = Database(url)
    with admin.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template_of_tests"))
    found = Database(make_url(url).set(database=name).render_as_string(False))
    yield found
    found.dispose()
    with admin.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    return Settings(
        data_dir=tmp_path,
        database_url=database.url.render_as_string(False),
        secret_key="for tests only " * 3,
        association="The Commonweal Association",
        password_cost="cheap",
    )


@pytest.fixture
def app(settings: Settings, database: Database):
    from policyhub.app import create_app

    found = create_app(settings, database=database)
    found.testing = True
    found.config["PROPAGATE_EXCEPTIONS"] = False
    return found


@pytest.fixture
def at_work(database: Database) -> Iterator[Database]:
    """Make the database the one in use, with a session to read in."""
    with ExitStack() as stack:
        stack.enter_context(db.using(database))
        stack.enter_context(database.reading())
        yield database


@pytest.fixture
def world(at_work: Database) -> World:
    """A policy group with a paper, the council, a branch, and somebody in each role."""
    from tests.world import make_world

    return make_world()

