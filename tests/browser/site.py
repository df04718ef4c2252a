"""A whole installation to walk through: real HTTP on a port of this computer, its own data, its worker, its clock."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from policyhub import clock, db
from policyhub.config import Settings
from policyhub.worker import Worker
from tests.conftest import serve_from
from tests.databases import Restorable
from tests.world import World

HEEDS = 0.02  # seconds after which a server that is told to stop notices


class Quiet(WSGIRequestHandler):
    """Answers without writing a line for each."""

    def log(self, *_what: Any) -> None:
        return


class Site:
    """A running installation. ``ahead`` is how far its clock has been moved on.

    The application and the database's engine are those of the walk before, with nothing left in them of it: they take
    longer to warm than a page.
    """

    def __init__(self, folder: Path, kept: Restorable, app: Flask) -> None:
        kept.put_back()
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(64)
        port = self.socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.ahead = timedelta()
        self.settings = Settings(
            data_dir=folder,
            database_url=kept.database.url.render_as_string(False),
            port=port,
            base_url=self.url,
            secret_key="for walks only " * 3,
            demo=True,
            association="The Commonweal Association",
            password_cost="cheap",
        )
        self.database = kept.database
        self.worker = Worker(self.settings, self.database)
        self.app = app
        serve_from(app, self.settings, self.database)
        self.inside = app.wsgi_app
        app.wsgi_app = self._by_our_clock(app.wsgi_app)  # type: ignore[method-assign]
        self.server = make_server("127.0.0.1", port, app, threaded=True, request_handler=Quiet, fd=self.socket.fileno())
        self.thread = threading.Thread(target=self.server.serve_forever, args=(HEEDS,), daemon=True)
        assert kept.world is not None
        self.world: World = replace(kept.world)
        self.thread.start()

    def _by_our_clock(self, inside: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
        def answer(environ: Any, start_response: Any) -> Iterable[bytes]:
            if not self.ahead:
                return inside(environ, start_response)
            with clock.standing_at(self.now()):
                return inside(environ, start_response)

        return answer

    def now(self) -> datetime:
        """The moment it is here."""
        return datetime.now(UTC) + self.ahead

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Call commands and queries of the house itself, as its worker would, at this site's time."""
        with db.using(self.database), self.database.reading():
            if not self.ahead:
                yield
                return
            with clock.standing_at(self.now()):
                yield

    def work(self) -> None:
        """Let the worker do all that there is to do now."""
        with self.at_work():
            while self.worker.step():
                pass

    def later(self, **time: float) -> None:
        """Move the clock on, by days or hours, and let the worker do what has become due."""
        self.ahead += timedelta(**time)
        self.work()

    def stop(self) -> None:
        """End it all."""
        self.server.shutdown()
        self.thread.join(10)
        self.server.server_close()
        self.socket.close()
        self.app.wsgi_app = self.inside  # type: ignore[method-assign]
        self.database.dispose()
