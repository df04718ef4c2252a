"""Ballots on the web: opened, voted in, shown before and after the end."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from policyhub import clock, db
from policyhub.models import Flag
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import load
from policyhub.services import ballots, flags, papers
from tests.web.signing_in import send, sign_in
from tests.world import World


@pytest.fixture
def flag(world: World) -> str:
    pid = flags.raise_flag(world.owen, world.section("2.2"), question="For whom?", quote="free for every resident")
    flags.offer_option(world.mair, pid, label="Some", replacement="free for a few")
    papers.send_to_council(world.mair, world.paper)
    return pid


@pytest.fixture
def ballot(world: World, flag: str) -> str:
    return ballots.put_to_ballot(world.mair, flag, closes_at=clock.now() + timedelta(days=2))


def options(world: World, pid: str) -> list[str]:
    world.fresh()
    return [option.pid for option in load(db.session(), Flag, HOUSE, pid).options]


def rules(**changed: str) -> dict[str, str]:
    day = (clock.local(clock.now()) + timedelta(days=3)).date().isoformat()
    kept = {"group": "council", "secret": "named", "closes_at": day, "time": "17:00", "majority": "most", "quorum": "1"}
    return {**kept, **changed}


def test_the_convenor_opens_a_ballot(app, world: World, flag: str) -> None:
    client = app.test_client()
    sign_in(client, world.mair)
    page = f"/disputes/{flag}/ballot"
    answer = send(client, page, page, **rules())
    assert answer.status_code == 303
    assert answer.location == f"/disputes/{flag}#ballot"
    assert "You are not among those who do." in client.get(f"/disputes/{flag}").text


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("closes_at", "2020-01-01", "Choose a day and time that are still to come."),
        ("closes_at", "soon", "Choose the day"),
        ("quorum", "40", "Between 1 and 2 people"),
        ("quorum", "many", "Type a whole number"),
        ("group", "nobody", "Choose who votes"),
        ("time", "", "Choose the time"),
        ("secret", "", "Choose whether votes are named or secret."),
    ],
)
def test_a_ballot_with_impossible_rules_is_refused_and_the_form_kept(
    app, world: World, flag: str, name: str, value: str, sentence: str
) -> None:
    client = app.test_client()
    sign_in(client, world.mair)
    page = f"/disputes/{flag}/ballot"
    answer = send(client, page, page, **rules(**{name: value}))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="half"' in answer.text


def test_a_council_member_votes_and_changes_the_vote(app, world: World, flag: str, ballot: str) -> None:
    client = app.test_client()
    sign_in(client, world.nasreen)
    first, second = options(world, flag)
    page = f"/disputes/{flag}"
    assert "Cast your vote" in client.get(page).text
    assert send(client, page, f"/ballots/{ballot}/vote", choice=first).status_code == 303
    shown = client.get(page).text
    assert "Change your vote" in shown
    assert "1 of 2 have voted" in shown
    assert "tally" not in shown.partition("<main")[2]
    assert send(client, page, f"/ballots/{ballot}/vote", choice=second).status_code == 303
    assert send(client, page, f"/ballots/{ballot}/vote", choice="nonsense").status_code == 422
    assert send(client, page, f"/ballots/{ballot}/vote").status_code == 422


def test_the_same_vote_posted_three_times_is_one_vote(app, world: World, flag: str, ballot: str) -> None:
    client = app.test_client()
    sign_in(client, world.nasreen)
    first = options(world, flag)[0]
    once = "a token of this very form"
    for _ in range(3):
        assert send(client, f"/disputes/{flag}", f"/ballots/{ballot}/vote", choice=first, once=once).status_code == 303
    assert "1 of 2 have voted" in client.get(f"/disputes/{flag}").text


def test_a_vote_after_the_end_is_refused_in_one_sentence(app, world: World, flag: str, ballot: str) -> None:
    first = options(world, flag)[0]
    with clock.standing_at(clock.now() + timedelta(days=2, minutes=1)):
        client = app.test_client()
        sign_in(client, world.nasreen)
        answer = send(client, "/help", f"/ballots/{ballot}/vote", choice=first)
    assert answer.status_code == 422
    assert "Your vote was not counted: the ballot is closed." in answer.text


def test_after_the_end_everybody_sees_the_result_and_who_voted_what(app, world: World, flag: str, ballot: str) -> None:
    ballots.cast_vote(world.nasreen, ballot, choice=options(world, flag)[1])
    ballots.cast_vote(world.callum, ballot, choice="abstain")
    with clock.standing_at(clock.now() + timedelta(days=3)):
        ballots.close_ballot(HOUSE, ballot)
    client = app.test_client()
    sign_in(client, world.joan)
    shown = client.get(f"/disputes/{flag}").text
    assert "Option B carried, with 1 of the 1 vote that chose an option." in shown
    assert "One abstention counts as taking part" in shown
    assert "Nasreen Akhtar" in shown
    assert "Chosen by the ballot" in shown


def test_a_ballot_without_a_result_says_why_and_the_dispute_is_open_again(
    app, world: World, flag: str, ballot: str
) -> None:
    first, second = options(world, flag)
    ballots.cast_vote(world.nasreen, ballot, choice=first)
    ballots.cast_vote(world.callum, ballot, choice=second)
    with clock.standing_at(clock.now() + timedelta(days=3)):
        ballots.close_ballot(HOUSE, ballot)
    client = app.test_client()
    sign_in(client, world.mair)
    shown = client.get(f"/disputes/{flag}").text
    assert "Nothing was decided, so the dispute is open again." in shown
    assert "2 options had 1 votes each" in shown
    assert "Put it to a ballot" in shown


def test_more_than_half_are_asked_to_take_part_unless_the_convenor_says_otherwise(app, world: World, flag: str) -> None:
    client = app.test_client()
    sign_in(client, world.mair)
    page = client.get(f"/disputes/{flag}/ballot").text
    assert re.search(r'name="quorum"[^>]*value="2"', page) or re.search(r'value="2"[^>]*name="quorum"', page)
