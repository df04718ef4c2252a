"""The one door: found, permitted, done, logged and committed as one, or not at all."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import func, select

from policyhub import db
from policyhub.models import Entry, Group, Once
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import NotFound
from policyhub.services import command, members
from policyhub.services.command import Work, chore
from policyhub.services.refusals import Forbidden, Refused
from tests.counting_statements import counting


@command.command(Right.MANAGE_GROUP, on=Group)
def rename_group(work: Work, group: Group, *, name: str, fail: bool = False) -> str:
    group.name = name
    work.session.flush()
    if fail:
        raise Refused("No.")
    work.record("rename_group", "group", group.id)
    return group.pid


@command.command(Right.MANAGE_GROUP, on=Group)
def forget_the_log(work: Work, group: Group) -> str:
    group.name = "Unlogged"
    return group.pid


def name_of(world):
    world.fresh()
    return db.session().scalars(select(Group.name).where(Group.pid == world.group)).one()


def entries(world):
    world.fresh()
    return db.session().scalars(select(func.count()).select_from(Entry)).one()


def test_a_command_changes_logs_and_commits_once(world):
    before = entries(world)
    with counting(db.database()) as counted:
        rename_group(HOUSE, world.group, name="Buses")
    assert counted.commits == 1
    assert len(counted.statements) <= 15
    assert name_of(world) == "Buses"
    assert entries(world) == before + 1


def test_a_refusal_leaves_nothing_behind(world):
    before = entries(world)
    with pytest.raises(Refused):
        rename_group(HOUSE, world.group, name="Buses", fail=True)
    assert name_of(world) == "Rural transport group"
    assert entries(world) == before


def test_whoever_has_no_right_changes_nothing(world):
    with pytest.raises(Forbidden):
        rename_group(world.mair, world.group, name="Mine")
    assert name_of(world) == "Rural transport group"


def test_what_is_not_there_is_not_found(world):
    with pytest.raises(NotFound):
        rename_group(HOUSE, "aaaaaaaaaaaa", name="Nothing")
    with pytest.raises(NotFound):
        rename_group(HOUSE, "../etc", name="Nothing")


def test_a_command_that_tells_the_log_nothing_is_a_fault_and_changes_nothing(world):
    with pytest.raises(RuntimeError, match="forget_the_log"):
        forget_the_log(HOUSE, world.group)
    assert name_of(world) == "Rural transport group"


def test_a_form_sent_twice_does_one_thing_and_gets_one_answer(world):
    before = entries(world)
    token = command.once_token.set("0123456789abcdef")
    try:
        first = rename_group(HOUSE, world.group, name="Once")
        second = rename_group(HOUSE, world.group, name="Twice")
    finally:
        command.once_token.reset(token)
    assert first == second
    assert name_of(world) == "Once"
    assert entries(world) == before + 1


def test_a_refused_form_may_be_sent_again_with_the_same_token(world):
    token = command.once_token.set("0123456789abcdef")
    try:
        with pytest.raises(Refused):
            rename_group(HOUSE, world.group, name="Bad", fail=True)
        rename_group(HOUSE, world.group, name="Good")
    finally:
        command.once_token.reset(token)
    assert name_of(world) == "Good"


def test_the_token_of_a_form_is_worth_nothing_in_other_hands_and_for_other_commands(world):
    token = command.once_token.set("0123456789abcdef")
    try:
        rename_group(HOUSE, world.group, name="Ours")
        rename_group(world.dilys, world.group, name="Hers")
        assert name_of(world) == "Hers"
        made = members.add_group(HOUSE, name="Another", slug="another", kind="policy")
    finally:
        command.once_token.reset(token)
    assert made != world.group


def test_a_form_sent_by_many_at_the_same_moment_does_one_thing(world):
    before = entries(world)
    database = db.database()
    answers = []

    def send():
        with db.using(database):
            command.once_token.set("at the same moment")
            answers.append(rename_group(HOUSE, world.group, name="Together"))

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 6
    assert len(set(answers)) == 1
    assert entries(world) == before + 1
    assert db.session().scalars(select(func.count()).select_from(Once)).one() == 1


def test_what_is_not_a_chore_is_refused_as_one():
    with pytest.raises(ValueError, match="not a chore"):
        chore("papers")


def test_reading_cannot_write(world):
    world.fresh()
    group = db.session().scalars(select(Group)).first()
    group.name = "Written while reading"
    with pytest.raises(Exception, match=r"read|query_only|attempt to write"):
        db.session().flush()
    db.session().rollback()


def test_an_address_with_an_account_is_refused_whatever_its_case(world):
    with pytest.raises(Refused):
        members.add_member(HOUSE, name="Another", email="MAIR@EXAMPLE.ORG")


def test_only_who_manages_members_may_add_one(world):
    with pytest.raises(Forbidden):
        members.add_member(world.mair, name="Another", email="another@example.org")
