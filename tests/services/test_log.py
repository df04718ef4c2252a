"""The log finds every tampering, and tells each reader everything once and in order."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from policyhub import db
from policyhub.permissions.actor import HOUSE
from policyhub.services import log, members


def tamper(statement: str, **values: object) -> None:
    """Change the database behind the application's back, triggers and all."""
    database = db.database()
    db.session().rollback()
    with database.writer.begin() as connection:
        if database.is_sqlite:
            connection.execute(text("DROP TRIGGER IF EXISTS log_refuse_update"))
            connection.execute(text("DROP TRIGGER IF EXISTS log_refuse_delete"))
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        else:
            connection.execute(text("ALTER TABLE log DISABLE TRIGGER USER"))
        connection.execute(text(statement), values)
        if not database.is_sqlite:  # its tables serve other tests too
            connection.execute(text("ALTER TABLE log ENABLE TRIGGER USER"))


def test_an_untouched_log_is_whole(world):
    verdict = log.verify()
    assert verdict.whole
    assert verdict.entries > 10
    assert verdict.head == log.find_head()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET verb = 'nothing' WHERE position = 3",
        "UPDATE log SET actor_id = 1 WHERE position = 3",
        "UPDATE log SET hash = previous WHERE position = 3",
        "UPDATE log SET subject_id = subject_id + 1 WHERE position = 3",
        "UPDATE log_facts SET facts = '{\"admin\": true}' WHERE position = 3",
        "UPDATE log_facts SET salt = 'ff' WHERE position = 3",
        "DELETE FROM log_facts WHERE position = 3",
        "UPDATE log_head SET position = position - 1",
    ],
)
def test_every_tampering_is_found(world, statement):
    tamper(statement)
    assert not log.verify().whole


def test_a_missing_entry_is_found(world):
    tamper("DELETE FROM log_facts WHERE position = 4")
    tamper("DELETE FROM log WHERE position = 4")
    assert any("missing" in fault for fault in log.verify().faults)


def test_a_cut_off_end_is_found_against_a_head_kept_elsewhere(world):
    kept = log.find_head()
    position = int(kept.partition(":")[0])
    tamper("DELETE FROM log_facts WHERE position = :p", p=position)
    tamper("DELETE FROM log WHERE position = :p", p=position)
    tamper("UPDATE log_head SET position = :p - 1, hash = (SELECT hash FROM log WHERE position = :p - 1)", p=position)
    assert log.verify().whole
    assert any("cut off" in fault for fault in log.verify(kept).faults)


def test_a_head_that_is_no_head_is_told_so(world):
    assert not log.verify("nonsense").whole


def test_erased_facts_are_erased_and_not_tampered_with(world):
    tamper("UPDATE log_facts SET salt = NULL, facts = NULL, erased_for = 'a member' WHERE position = 3")
    verdict = log.verify()
    assert verdict.whole
    assert verdict.erased == ("The facts of entry 3 were erased at the request of a member.",)


def test_the_database_itself_refuses_to_change_or_delete_the_past(world):
    database = db.database()
    db.session().rollback()
    statements = (
        "UPDATE log SET verb = 'x'",
        "DELETE FROM log",
        "UPDATE versions SET body = 'x'",
        "DELETE FROM versions",
        "UPDATE placements SET rank = 9",
    )
    for statement in statements:
        with pytest.raises(Exception, match="only grows"), database.writer.begin() as connection:
            connection.execute(text(statement))


def test_a_reader_gets_every_entry_once_and_in_order(world):
    seen: list[int] = []

    def handle(_session, entries):
        seen.extend(entry.position for entry in entries)

    assert log.follow("a reader", handle, most=5) == 5
    while log.follow("a reader", handle, most=5):
        pass
    members.add_member(HOUSE, name="Late", email="late@example.org")
    log.follow("a reader", handle)
    assert seen == list(range(1, len(seen) + 1))


def test_a_reader_that_fails_gets_the_same_entries_again(world):
    seen: list[int] = []

    def fail(_session, entries):
        raise OSError("the disk is full")

    def handle(_session, entries):
        seen.extend(entry.position for entry in entries)

    with pytest.raises(OSError, match="full"):
        log.follow("a reader", fail)
    log.follow("a reader", handle)
    assert seen[0] == 1
