"""Both databases, the application, and the small association that the tests play in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from hypothesis import settings as hypothesis_settings
from jinja2 import FileSystemBytecodeCache
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


@dataclass(frozen=True)
class Template:
    """A database to copy: its place, and the small association in it if it has one."""

    place: str
    world: World | None = None


def _peopled(url: str) -> World:
    """Found the small association in a database."""
    from tests.world import make_world

    database = Database(url)
    with db.using(database), database.reading():
        world = make_world()
    database.dispose()  # the last connection to close moves everything from the write-ahead log into the file
    return world


@pytest.fixture(scope="session")
def sqlite_empty(tmp_path_factory: pytest.TempPathFactory) -> Template:
    path = tmp_path_factory.mktemp("template") / "empty.sqlite"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.dispose()
    return Template(str(path))


@pytest.fixture(scope="session")
def sqlite_template(sqlite_empty: Template) -> Path:
    """The file of an empty, migrated database, for those who make their own copies."""
    return Path(sqlite_empty.place)


@pytest.fixture(scope="session")
def sqlite_peopled(sqlite_empty: Template) -> Template:
    path = Path(sqlite_empty.place).with_name("peopled.sqlite")
    shutil.copy(sqlite_empty.place, path)
    return Template(str(path), _peopled(f"sqlite:///{path}"))


@pytest.fixture(scope="session")
def postgresql_template() -> Iterator[str]:
    """The URL of a server; its database ``empty`` is migrated."""
    with started_postgresql() as url:
        _on_server(url, "CREATE DATABASE empty")
        database = Database(_named(url, "empty"))
        migrate(database)
        database.dispose()
        yield url


@pytest.fixture(scope="session")
def postgresql_peopled(postgresql_template: str) -> Template:
    _on_server(postgresql_template, "CREATE DATABASE peopled TEMPLATE empty")
    return Template("peopled", _peopled(_named(postgresql_template, "peopled")))


def _named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(False)


def _on_server(url: str, statement: str) -> None:
    admin = Database(url)
    try:
        with admin.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(statement))
    finally:
        admin.dispose()


_counter = iter(range(10**9))


@pytest.fixture(params=ENGINES)
def template(request: pytest.FixtureRequest) -> Template:
    """What this test's database is a copy of: of an association if it asks for one, else of an empty database."""
    peopled = "world" in request.fixturenames
    if request.param == "sqlite":
        return request.getfixturevalue("sqlite_peopled" if peopled else "sqlite_empty")
    request.getfixturevalue("postgresql_template")
    return request.getfixturevalue("postgresql_peopled") if peopled else Template("empty")


@pytest.fixture
def database(request: pytest.FixtureRequest, template: Template, tmp_path: Path) -> Iterator[Database]:
    """A migrated database: every test that asks for one runs on SQLite and on PostgreSQL."""
    if template.place.endswith(".sqlite"):
        path = tmp_path / "policyhub.sqlite"
        shutil.copy(template.place, path)
        found = Database(f"sqlite:///{path}")
        yield found
        found.dispose()
        return
    url = request.getfixturevalue("postgresql_template")
    name = f"test_{next(_counter)}"
    _on_server(url, f"CREATE DATABASE {name} TEMPLATE {template.place}")
    found = Database(_named(url, name))
    yield found
    found.dispose()
    _on_server(url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    return Settings(
        data_dir=tmp_path,
        database_url=database.url.render_as_string(False),
        secret_key="for tests only " * 3,
        association="The Commonweal Association",
        password_cost="cheap",
    )


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Each application compiles its templates anew, which takes longer than most tests: compile them once."""
    folder = tmp_path_factory.getbasetemp().parent / "compiled-templates"
    folder.mkdir(exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


@pytest.fixture
def app(settings: Settings, database: Database, compiled_templates: FileSystemBytecodeCache) -> Flask:
    from policyhub.app import create_app

    found = create_app(settings, database=database)
    found.testing = True
    found.config["PROPAGATE_EXCEPTIONS"] = False
    found.jinja_env.bytecode_cache = compiled_templates
    return found


@pytest.fixture
def at_work(database: Database) -> Iterator[Database]:
    """Make the database the one in use, with a session to read in."""
    with ExitStack() as stack:
        stack.enter_context(db.using(database))
        stack.enter_context(database.reading())
        yield database


@pytest.fixture
def world(at_work: Database, template: Template) -> World:
    """A policy group with a paper, the council, a branch, and somebody in each role."""
    assert template.world is not None
    return replace(template.world)
