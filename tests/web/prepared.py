"""Worlds in databases that can be put back, with a signed-in browser for each role: for tests that try every route."""

from __future__ import annotations

import fcntl
import hashlib
import pickle
import re
import shutil
import sqlite3
from functools import cached_property
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from policyhub import db
from policyhub.config import Settings
from policyhub.domain.ids import is_pid, new_pid
from policyhub.web.matrix import ROLES
from tests.conftest import serve_from
from tests.web.matrix_asking import Ask
from tests.web.matrix_world import WORLDS, Things
from tests.web.signing_in import sign_in

# written by looking, not by changing: sessions in use, failed tries, HTML made again, the search index
CHORES = {"sessions", "limits", "renderings", "cursors", "findables"}
COOKIE = "policyhub"
MISSING = new_pid()  # nothing has it


Made = tuple[Things, dict[str, str], dict[str, str]]
"""What there is in a world, and the cookie and the token of each role."""


def make_world(app: Flask, settings: Settings, first: Path, template: Path, name: tuple[str, str]) -> None:
    """Make a world in a folder of its own: its database, and what there is in it."""
    file = first / "as-it-was.sqlite"
    shutil.copy(template, file)
    database = db.Database(f"sqlite:///{file}")
    serve_from(app, settings, database)
    with db.using(database), database.reading():
        things = WORLDS[name]()
    cookies: dict[str, str] = {}
    tokens: dict[str, str] = {}
    for role in ROLES:
        client = app.test_client()
        sign_in(client, things.world.everybody[role])
        tokens[role] = token_in(client.get("/help").text)
        found = client.get_cookie(COOKIE)
        assert found is not None
        cookies[role] = found.value
    database.dispose()
    (first / "made.pickle").write_bytes(pickle.dumps((things, cookies, tokens)))


class Prepared:
    """A world in a database that can be put back to how it was, and a cookie for each role."""

    def __init__(self, app: Flask, settings: Settings, folder: Path, first: Path) -> None:
        folder.mkdir()
        self.file = folder / "policyhub.sqlite"
        self.first = first / "as-it-was.sqlite"
        made: Made = pickle.loads((first / "made.pickle").read_bytes())
        self.things, self.cookies, self.tokens = made
        self.database = db.Database(f"sqlite:///{self.file}")
        self.app = app
        self.settings = settings
        shutil.copy(self.first, self.file)
        self.watch = sqlite3.connect(self.file)
        self.seen = self._version()

    def put_back(self) -> None:
        """As it was."""
        self.watch.close()
        self.database.dispose()
        for path in self.file.parent.glob("policyhub.sqlite*"):
            path.unlink()
        shutil.copy(self.first, self.file)
        self.watch = sqlite3.connect(self.file)
        self.seen = self._version()

    def close(self) -> None:
        self.watch.close()
        self.database.dispose()

    def _version(self) -> int:
        return int(self.watch.execute("PRAGMA data_version").fetchone()[0])

    @cached_property
    def rows(self) -> dict[str, str]:
        """What stood in each table."""
        found = sqlite3.connect(self.first)
        try:
            return rows_of(found)
        finally:
            found.close()

    def changed(self) -> list[str]:
        """The tables in which something is different now, except by chores."""
        version = self._version()
        if version == self.seen:
            return []
        now = rows_of(self.watch)
        found = [table for table in now if now[table] != self.rows[table]]
        if not found:
            self.seen = version
        return found

    def client(self, role: str) -> FlaskClient:
        """A browser in which somebody of a role has signed in, with nothing else in it."""
        serve_from(self.app, self.settings, self.database)
        client = self.app.test_client()
        client.set_cookie(COOKIE, self.cookies[role])
        return client

    def path(self, endpoint: str, method: str, ask: Ask, *, elsewhere: bool = False) -> str:
        """The address of a route."""
        values = {name: MISSING if elsewhere and is_pid(value) else value for name, value in ask.values.items()}
        return str(self.app.url_map.bind("localhost").build(endpoint, values, method=method))

    def send(self, role: str, endpoint: str, method: str, ask: Ask, *, elsewhere: bool = False) -> TestResponse:
        """Ask a route; ``elsewhere``: with ids that nothing has."""
        path = self.path(endpoint, method, ask, elsewhere=elsewhere)
        if method == "GET":
            return self.client(role).get(path, buffered=True)
        return self.client(role).post(path, data={"csrf_token": self.tokens[role], **ask.form}, buffered=True)


def token_in(page: str) -> str:
    found = re.search(r'name="csrf-token" content="([^"]+)"', page)
    assert found
    return found.group(1)


def rows_of(connection: sqlite3.Connection) -> dict[str, str]:
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {
        name: hashlib.sha256(repr(connection.execute(f'SELECT * FROM "{name}"').fetchall()).encode()).hexdigest()
        for name in names
        if name not in CHORES
    }


class AllPrepared:
    """Gives a world by its name, made once for all processes of a test run. One application serves them all."""

    def __init__(self, folder: Path, shared: Path, template: Path, app: Flask) -> None:
        self.folder = folder
        self.shared = shared
        self.template = template
        self.made: dict[tuple[str, str], Prepared] = {}
        self.failed: dict[tuple[str, str], str] = {}
        self.settings = Settings(
            data_dir=folder,
            database_url=f"sqlite:///{folder}/none.sqlite",
            secret_key="for tests only " * 3,
            demo=True,
            password_cost="cheap",
        )
        self.app = app

    def __call__(self, name: tuple[str, str]) -> Prepared:
        if name in self.failed:
            raise RuntimeError(f"the world {name} could not be made: {self.failed[name]}")
        if name not in self.made:
            try:
                first = self._first(name)
                self.made[name] = Prepared(self.app, self.settings, self.folder / "-".join(name), first)
            except Exception as problem:
                self.failed[name] = repr(problem)
                raise
        return self.made[name]

    def _first(self, name: tuple[str, str]) -> Path:
        """The folder with a world as it was made, by this process or by whichever came first."""
        first = self.shared / "-".join(name)
        first.mkdir(parents=True, exist_ok=True)
        with (first / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (first / "made.pickle").exists():
                make_world(self.app, self.settings, first, self.template, name)
        return first

    def close(self) -> None:
        for one in self.made.values():
            one.close()
