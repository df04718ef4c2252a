"""Both databases, the application, and the small association that the tests play in."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from hypothesis import settings as hypothesis_settings
from hypothesis.internal.conjecture import providers
from jinja2 import FileSystemBytecodeCache

from policyhub import db
from policyhub.config import Settings
from policyhub.db import Database
from tests.counting_statements import hold_commands_to_their_budget
from tests.postgresql import new_database, started_postgresql
from tests.samples import ALL, tries

if TYPE_CHECKING:
    from tests.databases import Restorable
    from tests.world import World

# The same examples on every machine and in every order: a test that fails fails for everybody. Hypothesis would draw
# numbers and words from whatever modules of ours happen to be loaded by then, so that is taken from it; the version is
# pinned, and test_requirements.py sees that it still works so.
providers._get_local_constants = lambda: providers._local_constants
hypothesis_settings.register_profile("steady", derandomize=True, deadline=None, database=None, max_examples=tries(100))
hypothesis_settings.load_profile("steady")

hold_commands_to_their_budget()

ENGINES = ("sqlite", "postgresql")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where every example is tried, properties are among what is proved."""
    for item in items:
        if ALL and getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.prove)


def pytest_collection_finish() -> None:
    """What is there before the first test stays: do not look through it for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


Keep = Callable[..., "Restorable"]


@pytest.fixture(scope="session")
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keep]:
    """The databases of this process, each made when it is first asked for."""
    from tests.databases import PostgresqlKept, SqliteKept

    made: dict[tuple[str, bool], Restorable] = {}

    def keep(engine: str, *, peopled: bool) -> Restorable:
        found = made.get((engine, peopled))
        if found is None:
            name = "peopled" if peopled else "empty"
            if engine == "sqlite":
                found = SqliteKept(tmp_path_factory.mktemp(name), peopled=peopled)
            else:
                found = PostgresqlKept(new_database(request.getfixturevalue("postgresql"), name), peopled=peopled)
            made[engine, peopled] = found
        return found

    yield keep
    for one in made.values():
        one.database.dispose()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a server."""
    with started_postgresql() as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(kept: Keep) -> Path:
    """The file of an empty, migrated database, for those who make their own copies."""
    return kept("sqlite", peopled=False).first


@pytest.fixture(params=ENGINES)
def one_kept(request: pytest.FixtureRequest, kept: Keep) -> Restorable:
    """What this test plays in: an association if it asks for one, else an empty database."""
    found = kept(request.param, peopled="world" in request.fixturenames)
    found.put_back()
    return found


@pytest.fixture
def database(one_kept: Restorable) -> Database:
    """A migrated database: every test that asks for one runs on SQLite and on PostgreSQL."""
    return one_kept.database


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


@pytest.fixture(scope="session")
def one_app(compiled_templates: FileSystemBytecodeCache, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application of this process: its address map alone takes longer to make than most tests."""
    from policyhub.app import create_app

    folder = tmp_path_factory.mktemp("nowhere")
    nowhere = Settings(
        data_dir=folder, database_url=f"sqlite:///{folder}/none.sqlite", secret_key="for tests only " * 3
    )
    found = create_app(nowhere)
    found.testing = True
    found.config["PROPAGATE_EXCEPTIONS"] = False
    found.jinja_env.bytecode_cache = compiled_templates
    return found


def serve_from(app: Flask, settings: Settings, database: Database) -> None:
    """Give an application other settings and another database, and let it forget the pages it keeps."""
    app.config["POLICYHUB"] = settings
    app.extensions["policyhub.db"] = database
    app.extensions.pop("policyhub.pages", None)


@pytest.fixture
def app(one_app: Flask, settings: Settings, database: Database) -> Flask:
    """The application with this test's settings and database, and nothing remembered of the last test's."""
    serve_from(one_app, settings, database)
    return one_app


@pytest.fixture
def at_work(database: Database) -> Iterator[Database]:
    """Make the database the one in use, with a session to read in."""
    with ExitStack() as stack:
        stack.enter_context(db.using(database))
        stack.enter_context(database.reading())
        yield database


@pytest.fixture
def world(at_work: Database, one_kept: Restorable) -> World:
    """A policy group with a paper, the council, a branch, and somebody in each role."""
    assert one_kept.world is not None
    return replace(one_kept.world)
