"""Signing in: tokens, passwords, limits."""

from __future__ import annotations

from datetime import timedelta

from argon2 import extract_parameters
from sqlalchemy import select

from policyhub import clock, db
from policyhub.models import SignInSession
from policyhub.permissions.actor import HOUSE
from policyhub.services import members, sessions
from tests.world import PASSWORD


def test_the_right_address_and_password_go_together(world):
    assert sessions.check_password("Mair@Example.org ", PASSWORD, cost="cheap") == world.mair.member_id


def test_wrong_ones_do_not_and_nobody_is_told_which(world):
    for email, password in (("mair@example.org", "wrong"), ("nobody@example.org", PASSWORD), ("", "")):
        assert sessions.check_password(email, password, cost="cheap") is None


def test_it_costs_the_same_whether_or_not_an_address_is_known(world, monkeypatch):
    members.add_member(HOUSE, name="No password yet", email="new@example.org")
    world.fresh()
    checked = []

    class Watched:
        def verify(self, kept, password):
            checked.append(extract_parameters(kept))
            return sessions.STRONG.verify(kept, password)

        hash = sessions.CHEAP.hash

    monkeypatch.setattr(sessions, "CHEAP", Watched())
    for email in ("mair@example.org", "nobody@example.org", "new@example.org"):
        assert sessions.check_password(email, "not the password", cost="cheap") is None
    assert len(checked) == 3
    assert checked[0] == checked[1] == checked[2]


def test_a_password_counts_to_its_last_character(world):
    assert sessions.check_password("mair@example.org", PASSWORD + " ", cost="cheap") is None
    assert sessions.check_password("mair@example.org", PASSWORD.title(), cost="cheap") is None


def test_only_the_hash_of_a_token_is_kept(world):
    token = sessions.start_session(world.mair.member_id, days=1)
    world.fresh()
    assert db.session().scalars(select(SignInSession.token_hash)).all() == [sessions.token_hash(token)]
    assert sessions.find_actor(token, idle_days=1).pid == world.mair.pid


def test_an_ended_session_is_worth_nothing(world):
    token = sessions.start_session(world.mair.member_id, days=1)
    sessions.end_session(token)
    world.fresh()
    assert sessions.find_actor(token, idle_days=1) is None


def test_a_session_ends_after_its_days_and_when_it_lay_idle(world):
    token = sessions.start_session(world.mair.member_id, days=10)
    world.fresh()
    now = clock.now()
    with clock.standing_at(now + timedelta(days=2)):
        assert sessions.find_actor(token, idle_days=1) is None
        assert sessions.find_actor(token, idle_days=5) is not None
    world.fresh()
    with clock.standing_at(now + timedelta(days=11)):
        assert sessions.find_actor(token, idle_days=100) is None


def test_a_session_in_use_does_not_lie_idle(world):
    token = sessions.start_session(world.mair.member_id, days=60)
    now = clock.now()
    for day in range(1, 20):
        world.fresh()
        with clock.standing_at(now + timedelta(days=day)):
            assert sessions.find_actor(token, idle_days=2) is not None


def test_the_tries_are_counted_by_concern_and_key_and_forgotten_later(world):
    with clock.standing_at(clock.now()):
        assert all(sessions.count_try("x", "a", most=3) for _ in range(3))
        assert not sessions.count_try("x", "a", most=3)
        assert sessions.count_try("x", "b", most=3)
        assert sessions.count_try("y", "a", most=3)
    with clock.standing_at(clock.now() + timedelta(hours=1)):
        assert sessions.count_try("x", "a", most=3)
