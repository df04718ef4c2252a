"""After a secret ballot is counted nothing in the database, or in its files, joins voter and vote."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from policyhub import clock, db
from policyhub.acts import secret_ballots as acts
from policyhub.db import Database
from policyhub.models import Ballot
from policyhub.permissions.actor import HOUSE, Actor
from policyhub.permissions.visible import load
from policyhub.services import ballots, flags, members, papers, secret_ballots, sessions
from policyhub.worker import Worker
from tests.world import World

VOTERS = 30


@pytest.fixture
def voters(world: World) -> list[Actor]:
    """The council with many more members, in the order in which they vote."""
    for number in range(VOTERS - 2):
        pid = members.add_member(HOUSE, name=f"Voter {number}", email=f"voter{number}@example.org")
        members.add_membership(HOUSE, world.council, member_pid=pid, role="member")
    world.fresh()
    pids = db.session().scalars(
        text("SELECT m.pid FROM members m JOIN memberships s ON s.member_id = m.id JOIN groups g ON g.id = s.group_id "
             "WHERE g.slug = 'council' ORDER BY m.id")
    )  # fmt: skip
    found = [sessions.find_actor_by_pid(pid) for pid in pids.all()]
    return [who for who in found if who is not None]


@pytest.fixture
def ballot(world: World, voters: list[Actor]) -> str:
    """A secret ballot in which the first half voted for one option and the second half for the other."""
    flag = flags.raise_flag(world.owen, world.section("2.2"), question="For whom?", quote="free for every resident")
    flags.offer_option(world.mair, flag, label="The young first", replacement="free for everyone under 25")
    papers.send_to_council(world.mair, world.paper)
    return ballots.put_to_ballot(world.mair, flag, closes_at=clock.now() + timedelta(days=1), secret=True)


@pytest.fixture
def receipts(world: World, voters: list[Actor], ballot: str) -> list[str]:
    assert len(voters) == VOTERS
    world.fresh()
    first, second = (option.pid for option in load(db.session(), Ballot, HOUSE, ballot).flag.options)
    return [
        secret_ballots.cast_secret_vote(who, ballot, choice=first if place < VOTERS // 2 else second)
        for place, who in enumerate(voters)
    ]


def close(world: World, ballot: str) -> None:
    with clock.standing_at(clock.now() + timedelta(days=2)):
        ballots.close_ballot(HOUSE, ballot)
    world.fresh()


def read(sql: str) -> list[Any]:
    db.session().rollback()
    return [tuple(row) for row in db.session().execute(text(sql))]


def tables(database: Database) -> list[str]:
    return inspect(database.reader).get_table_names()


def dump(database: Database) -> str:
    """Every row of every table as text."""
    return "\n".join(str(row) for name in tables(database) for row in read(f'SELECT * FROM "{name}"'))


def only_postgresql(database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite keeps no transaction with its rows")


def test_no_row_bears_the_transaction_of_a_vote(
    world: World, database: Database, ballot: str, receipts: list[str]
) -> None:
    only_postgresql(database)
    joined = "SELECT count(*) FROM roll r JOIN secret_votes v ON v.xmin = r.xmin"
    assert read(joined) == [(VOTERS,)], "while it is open the server's storage tells, as the page says"
    votes = {xid for (xid,) in read("SELECT xmin::text FROM roll")}
    assert len(votes) == VOTERS
    close(world, ballot)
    found = {
        name: votes & {xid for row in read(f'SELECT xmin::text, xmax::text FROM "{name}"') for xid in row}
        for name in tables(database)
    }
    assert {name: xids for name, xids in found.items() if xids} == {}
    assert len(read("SELECT xmin::text FROM roll UNION SELECT xmin::text FROM secret_votes")) == 1
    assert len(read("SELECT xmin::text FROM roll UNION SELECT xmin::text FROM receipts")) == 1


def test_while_it_is_open_a_vote_marks_no_row_outside_the_box(
    world: World, database: Database, ballot: str, receipts: list[str]
) -> None:
    """A foreign key would write each voter's transaction into the member and into the option voted for."""
    only_postgresql(database)
    votes = {xid for (xid,) in read("SELECT xmin::text FROM roll")}
    for name in ("members", "flag_options", "electors", "sessions"):
        marked = {xid for row in read(f'SELECT xmin::text, xmax::text FROM "{name}"') for xid in row}
        assert not votes & marked, name


def test_all_of_the_box_is_mixed_and_gets_new_keys(
    world: World, database: Database, ballot: str, receipts: list[str]
) -> None:
    keys = {key for (key,) in read("SELECT key FROM secret_votes")}
    close(world, ballot)
    new = {key for (key,) in read("SELECT key FROM secret_votes")}
    assert len(keys) == len(new) == VOTERS
    assert keys.isdisjoint(new)


def test_each_table_is_written_in_an_order_of_its_own(
    world: World, database: Database, ballot: str, receipts: list[str]
) -> None:
    given: list[list[Any]] = []

    def shuffle(rows: list[Any]) -> None:
        rows.sort(key=str)
        rows[:] = rows[len(given) + 1 :] + rows[: len(given) + 1]
        given.append(list(rows))

    with database.writing() as session:
        found = load(session, Ballot, HOUSE, ballot)
        acts.empty(session, found, shuffle=shuffle)
        order = "" if database.is_sqlite else "ORDER BY ctid"
        written = {
            "member_id": [m for (m,) in session.execute(text(f"SELECT member_id FROM roll {order}"))],
            "option_id": [o for (o,) in session.execute(text(f"SELECT option_id FROM secret_votes {order}"))],
            "receipt_hash": [r for (r,) in session.execute(text(f"SELECT receipt_hash FROM receipts {order}"))],
        }
        session.rollback()
    assert [len(rows) for rows in given] == [VOTERS] * 3
    if database.is_sqlite:  # in the order of their keys, whatever the order of writing: that of votes is random
        assert written["member_id"] == sorted(written["member_id"])
        assert written["receipt_hash"] == sorted(written["receipt_hash"])
    else:
        assert list(written.values()) == given


def test_sqlite_keeps_no_row_numbers_in_the_box(world: World, database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("only SQLite has them")
    for name in acts.TABLES:
        assert "WITHOUT ROWID" in read(f"SELECT sql FROM sqlite_master WHERE name = '{name}'")[0][0]


def test_no_table_holds_a_receipt_in_clear(world: World, database: Database, ballot: str, receipts: list[str]) -> None:
    for _ in ("open", "closed"):
        kept = dump(database).lower()
        assert receipts
        assert not [one for one in receipts if one.lower() in kept or one.replace("-", "").lower() in kept]
        if _ == "open":
            close(world, ballot)


def files_of(database: Database) -> bytes:
    """The bytes of the tables of the box, as a backup of the files would have them."""
    if database.is_sqlite:
        path = Path(str(database.url.database))
        return b"".join(one.read_bytes() for one in path.parent.glob(path.name + "*") if "shm" not in one.name)
    with database.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        found = [
            connection.scalar(text(f"SELECT pg_read_binary_file(pg_relation_filepath('{name}'))"))
            for name in (*acts.TABLES, "pk_secret_votes", "pk_roll", "pk_receipts")
        ]
        return b"".join(bytes(one) for one in found)


def test_after_the_worker_has_counted_the_files_hold_nothing_of_how_the_votes_came(
    world: World, database: Database, settings, ballot: str, receipts: list[str]
) -> None:
    old = [key for (key,) in read("SELECT key FROM secret_votes")]
    assert all(key.encode() in files_of(database) for key in old)
    world.fresh()
    with clock.standing_at(clock.now() + timedelta(days=2)):
        worker = Worker(settings, database)
        assert worker._close_ballots()
        worker._forget_traces()
    assert not worker.traces
    kept = files_of(database)
    assert not [key for key in old if key.encode() in kept]
    new = [key for (key,) in read("SELECT key FROM secret_votes")]
    assert all(key.encode() in kept for key in new)


def test_the_worker_tries_again_when_somebody_is_in_the_way(
    world: World, database: Database, settings, ballot: str, receipts: list[str]
) -> None:
    worker = Worker(settings, database)
    close(world, ballot)
    with database.reading() as reader:
        reader.execute(text("SELECT count(*) FROM secret_votes")).all()
        worker._forget_traces()
        assert worker.traces
    world.fresh()
    worker._forget_traces()
    assert not worker.traces


def test_an_error_in_the_log_does_not_tell_what_was_written(world: World, database: Database) -> None:
    with database.writing() as session, pytest.raises(Exception) as failed:
        session.execute(text("INSERT INTO nowhere (choice) VALUES (:choice)"), {"choice": "a telling word"})
    assert "a telling word" not in str(failed.value)
