"""`policyhub serve`: a small parent of gunicorn and one worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from policyhub import db
from policyhub.config import Settings
from policyhub.migrating import migrate

GRACE = 20.0  # seconds that a child has to finish what it is doing


class Child:
    """A process that is started again when it dies, more slowly each time it dies at once."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0.0
        self.pause = 0.0

    def keep(self) -> None:
        """Start it unless it runs."""
        if self.process is not None and self.process.poll() is None:
            if time.monotonic() - self.started > 10:
                self.pause = 0.0
            return
        if self.process is not None:
            if time.monotonic() - self.started < self.pause:
                return
            print(f"{self.name} ended with code {self.process.returncode}; starting it again.", file=sys.stderr)
            self.pause = min(30.0, self.pause * 2 + 1)
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command)  # the command is ours, word by word

    def end(self) -> None:
        """Ask it to stop."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait(self, until: float) -> None:
        """Wait for it, then insist."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def serve(settings: Settings, *, workers: int) -> int:
    """Bring the database up to date, then run web and worker until SIGTERM or SIGINT."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = db.Database(settings.database_url)
    migrate(database)
    database.dispose()
    web = [sys.executable, "-m", "gunicorn", "policyhub.wsgi:app"]
    web += ["--bind", f"{settings.host}:{settings.port}", "--workers", str(max(1, workers)), "--timeout", "60"]
    web += ["--worker-class", "sync", "--graceful-timeout", "15", "--no-control-socket"]
    web += ["--log-level", "warning", "--forwarder-headers", ""]  # nobody says by a header where the site stands
    children = [
        Child("The web server", web),
        Child("The worker", [sys.executable, "-m", "policyhub.cli.main", "worker"]),
    ]
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    print(f"PolicyHub is at {settings.base_url} (process {os.getpid()}). Ctrl-C stops it.", file=sys.stderr)
    while not stopping:
        for child in children:
            child.keep()
        time.sleep(0.2)
    for child in children:
        child.end()
    until = time.monotonic() + GRACE
    for child in children:
        child.wait(until)
    return 0
