"""The queue: each job is taken by one worker, and by the next when that one dies; one that never ends is given up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from policyhub import clock, db
from policyhub.config import Settings
from policyhub.db import Database
from policyhub.models import Job
from policyhub.services import imports, jobs
from policyhub.worker import HANDLERS, Worker
from tests.importing import PAPER, the_import
from tests.world import World


@pytest.fixture
def upload(world: World) -> str:
    pid = imports.upload_file(world.mair, world.group, name="buses.txt", blob=PAPER.encode())
    world.fresh()
    return pid


def state(world: World) -> str:
    world.fresh()
    return db.session().query(Job).one().state


def test_a_job_is_taken_once(upload: str) -> None:
    taken = jobs.take_job()
    assert taken is not None
    assert (taken.kind, taken.subject, taken.spent) == ("read_import", upload, False)
    assert jobs.take_job() is None


def test_a_job_that_is_done_is_not_taken_again(world: World, upload: str) -> None:
    taken = jobs.take_job()
    assert taken is not None
    jobs.finish_job(taken.id)
    with clock.standing_at(clock.now() + timedelta(days=1)):
        assert jobs.take_job() is None
    assert state(world) == "done"


def test_a_job_whose_worker_died_is_taken_again_when_it_has_taken_too_long(upload: str) -> None:
    assert jobs.take_job() is not None
    with clock.standing_at(clock.now() + jobs.LOST_AFTER - timedelta(seconds=1)):
        assert jobs.take_job() is None
    with clock.standing_at(clock.now() + jobs.LOST_AFTER + timedelta(seconds=1)):
        assert jobs.take_job() is not None
        assert jobs.take_job() is None


def test_where_there_is_one_worker_what_a_dead_one_left_is_done_at_once(
    world: World, database: Database, settings: Settings, upload: str
) -> None:
    assert jobs.take_job() is not None
    assert imports._begin_reading(upload) is not None
    worker = Worker(settings, database)
    worker.take_over()
    worker._do_job()
    if database.is_sqlite:
        assert the_import(world, upload).state == "ready"
        assert state(world) == "done"
    else:  # the other worker may be alive
        assert state(world) == "running"


def test_a_job_that_fails_is_tried_again_later_and_given_up_in_the_end(
    world: World, database: Database, settings: Settings, upload: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_pid: str, _settings: Settings) -> None:
        imports._begin_reading(upload)
        raise OSError("the disk is full")

    monkeypatch.setitem(HANDLERS, "read_import", fail)
    worker = Worker(settings, database)
    for _attempt in range(jobs.MOST_ATTEMPTS):
        assert state(world) == "waiting"
        with clock.standing_at(clock.now() + timedelta(minutes=10 * (_attempt + 1))):
            assert worker._do_job()
    assert state(world) == "failed"
    found = the_import(world, upload)
    assert found.state == "refused"
    assert "could not be read" in found.problem


def test_a_job_in_which_every_worker_dies_is_given_up(
    world: World, database: Database, settings: Settings, upload: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    start = clock.now()
    for attempt in range(jobs.MOST_ATTEMPTS):
        with clock.standing_at(start + timedelta(minutes=10 * attempt)):
            assert jobs.take_job() is not None
            imports._begin_reading(upload)
    monkeypatch.setitem(HANDLERS, "read_import", lambda pid, _settings: tried.append(pid))
    with clock.standing_at(start + timedelta(hours=1)):
        assert Worker(settings, database)._do_job()
        assert not Worker(settings, database)._do_job()
    assert tried == []
    assert state(world) == "failed"
    assert the_import(world, upload).state == "refused"
