"""What every connection to SQLite is set to, and that a change which was acknowledged outlives its process."""

from __future__ import annotations

import subprocess
import sys

import pytest
from sqlalchemy import select, text

from policyhub import db
from policyhub.db import Database
from policyhub.models import Member
from policyhub.services import log
from tests.world import World

ADDS_MEMBERS_FOR_EVER = """
import itertools, sys
from policyhub import db
from policyhub.permissions.actor import HOUSE
from policyhub.services import members
with db.using(db.Database(sys.argv[1])):
    for number in itertools.count():
        print(members.add_member(HOUSE, name="Somebody", email=f"{number}@example.net"), flush=True)
"""


@pytest.mark.parametrize(("pragma", "value"), [("synchronous", 2), ("secure_delete", 1), ("foreign_keys", 1)])
def test_sqlite_waits_for_the_disk_wipes_what_is_deleted_and_keeps_keys(
    database: Database, pragma: str, value: int
) -> None:
    if not database.is_sqlite:
        pytest.skip("only SQLite is set by us")
    for engine in (database.writer, database.reader):
        with engine.connect() as connection:
            assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


@pytest.mark.parametrize("most", [1, 7])
def test_what_was_acknowledged_is_there_when_its_process_was_killed(
    world: World, database: Database, most: int
) -> None:
    url = database.url.render_as_string(False)
    command = [sys.executable, "-c", ADDS_MEMBERS_FOR_EVER, url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(most)]
        process.kill()
        said += process.stdout.read().split()

    world.fresh()
    assert len(said) >= most
    kept = db.session().scalars(select(Member.pid).where(Member.email_key.like("%@example.net"))).all()
    assert set(said) <= set(kept)
    assert len(kept) <= len(said) + 1, "what was not acknowledged is at most the one it was at"
    assert log.verify().whole
