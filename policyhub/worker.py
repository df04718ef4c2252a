"""The worker: reads uploads, closes ballots at their time, and hands the log to its readers."""

from __future__ import annotations

import fcntl
import logging
import signal
import threading
from collections.abc import Callable
from contextlib import contextmanager
from typing import IO

from policyhub import clock, db
from policyhub.config import Settings
from policyhub.permissions.actor import HOUSE
from policyhub.services import ballots, finding, imports, jobs, secret_ballots

log = logging.getLogger("policyhub.worker")
PAUSE = 0.5  # seconds between two rounds when there was nothing to do

Handler = Callable[[str, Settings], None]
HANDLERS: dict[str, Handler] = {"read_import": imports.read_import}
# what is told to whoever waits for a job that cannot be done
WHEN_GIVEN_UP: dict[str, Callable[[str], None]] = {"read_import": imports.give_up_reading}


class Worker:
    """One worker of one installation; ``stop`` ends it after the step it is in."""

    def __init__(self, settings: Settings, database: db.Database) -> None:
        self.settings = settings
        self.database = database
        self.stopping = threading.Event()
        self.traces = True  # a worker before this one may have ended between a count and what follows it

    def run(self) -> None:
        """Work until told to stop. On SQLite a second worker waits until the first is gone."""
        with db.using(self.database), self._place():
            log.info("The worker has begun.")
            self.take_over()
            while not self.stopping.is_set():
                if not self.step():
                    self.stopping.wait(PAUSE)
        log.info("The worker has stopped.")

    def take_over(self) -> None:
        """Put back what a worker before this one died in; where there may be others, it is left until it takes long."""
        if self.database.is_sqlite:
            jobs.put_back_left()

    def step(self) -> bool:
        """One round of everything; says whether there was anything to do. A fault in one thing leaves the others."""
        did = False
        for part in (self._do_job, self._close_ballots, self._forget_traces, self._follow_log):
            try:
                did = part() or did
            except Exception:
                log.exception("%s failed; it is tried again.", part.__name__)
                self.stopping.wait(PAUSE)
        return did

    def _do_job(self) -> bool:
        job = jobs.take_job()
        if job is None:
            return False
        try:
            if job.spent:
                raise RuntimeError("no worker has lived to finish it")
            with self.database.reading():
                HANDLERS[job.kind](job.subject, self.settings)
        except Exception as problem:
            given_up = jobs.put_back_job(job.id, problem=repr(problem))
            log.exception("Job %s (%s) failed%s.", job.id, job.kind, " for good" if given_up else "")
            if given_up:
                WHEN_GIVEN_UP[job.kind](job.subject)
            return True
        jobs.finish_job(job.id)
        return True

    def _close_ballots(self) -> bool:
        with self.database.reading():
            due = ballots.list_due_ballots(clock.now())
        for pid in due:
            self.traces = True
            ballots.close_ballot(HOUSE, pid)
        return bool(due)

    def _forget_traces(self) -> bool:
        """What follows a count, until nobody was in the way."""
        if self.traces:
            self.traces = not secret_ballots.forget_traces()
        return False

    def _follow_log(self) -> bool:
        with self.database.reading():
            return finding.follow_log(self.settings) > 0

    @contextmanager
    def _place(self):  # type: ignore[no-untyped-def]
        """On SQLite there is one worker: whoever holds the lock on a file beside the database."""
        if not self.database.is_sqlite:
            yield
            return
        self.settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.settings.data_dir / "worker.lock").open("w") as file:
            if self._wait_for(file):
                yield

    def _wait_for(self, file: IO[str]) -> bool:
        while not self.stopping.is_set():
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            except BlockingIOError:
                self.stopping.wait(1)
        return True

    def stop(self) -> None:
        """End after this step."""
        self.stopping.set()


def run_worker(settings: Settings) -> None:
    """Run one worker in this process until SIGTERM or SIGINT."""
    database = db.Database(settings.database_url)
    worker = Worker(settings, database)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    try:
        worker.run()
    finally:
        database.dispose()
