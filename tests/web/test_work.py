"""Your work: what waits, by date, and what is said when nothing does."""

from __future__ import annotations

from datetime import timedelta

from policyhub import clock, db
from policyhub.models import Flag
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import load
from policyhub.services import ballots, comments, flags, papers
from tests.web.signing_in import sign_in
from tests.world import World


def page(app, who) -> str:
    client = app.test_client()
    sign_in(client, who)
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    return answer.text


def test_when_nothing_waits_it_says_so_and_offers_something_to_read(app, world: World) -> None:
    shown = page(app, world.owen)
    assert "<h1>Nothing waits for you</h1>" in shown
    assert "Read “Every village, every hour”" in shown
    assert "See the papers" in page(app, world.joan)


def test_a_vote_stands_first_with_its_hour_and_its_button(app, world: World) -> None:
    pid = flags.raise_flag(world.owen, world.section("2.2"), question="For whom?", quote="Travel")
    flags.offer_option(world.mair, pid, label="Riding", replacement="Riding")
    papers.send_to_council(world.mair, world.paper)
    ballot = ballots.put_to_ballot(world.mair, pid, closes_at=clock.now() + timedelta(days=8))
    shown = page(app, world.nasreen)
    assert "<h1>One thing waits for you</h1>" in shown
    assert "Cast your vote" in shown
    assert 'class="is-dispute"' in shown
    assert "Every village, every hour, 2.2." in shown
    world.fresh()
    choice = load(db.session(), Flag, HOUSE, pid).options[1].pid
    ballots.cast_vote(world.nasreen, ballot, choice=choice)
    assert "Nothing waits for you" in page(app, world.nasreen)
    with clock.standing_at(clock.now() + timedelta(days=9)):
        ballots.close_ballot(HOUSE, ballot)
        assert "The ballot chose option B." in page(app, world.nasreen)


def test_several_things_are_counted_in_words_and_stand_under_their_days(app, world: World) -> None:
    flags.raise_flag(world.owen, world.section("2.2"), question="For whom?")
    first = comments.add_comment(world.mair, world.section("2.2"), body="Why?")
    comments.reply_to_comment(world.owen, first, body="Do you have the reference?")
    papers.open_for_comment(world.mair, world.paper, until=(clock.local(clock.now()) + timedelta(days=20)).date())
    shown = page(app, world.mair)
    assert "<h1>Two things wait for you</h1>" in shown
    assert "Offer wordings" in shown
    assert "“Do you have the reference?”" in shown
    assert "Read and comment" in page(app, world.joan)
