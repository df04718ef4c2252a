"""The council's pages: the queue, what would happen, the decision."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from policyhub import clock, db
from policyhub.models import Flag
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import load
from policyhub.services import comments, flags, papers, resolutions
from tests.web.signing_in import send, sign_in
from tests.world import World


@pytest.fixture
def flag(world: World) -> str:
    pid = flags.raise_flag(world.owen, world.section("2.1"), question="At home?", quote="kept at home")
    flags.offer_option(world.mair, pid, label="From work", replacement="kept from work")
    return pid


def options(world: World, pid: str) -> list[str]:
    world.fresh()
    return [option.pid for option in load(db.session(), Flag, HOUSE, pid).options]


def test_the_queue_is_empty_until_a_paper_is_sent(app, world: World, flag: str) -> None:
    client = app.test_client()
    sign_in(client, world.nasreen)
    assert "Nothing is before the council." in client.get("/council").text
    papers.send_to_council(world.mair, world.paper)
    shown = client.get("/council").text
    assert "At home?" in shown
    assert "Ready to be voted on or resolved" in shown
    assert shown.count("<h1") == 1


def test_what_is_done_says_on_which_day_it_was_done(app, world: World, flag: str) -> None:
    resolved, withdrawn = datetime(2031, 3, 3, 12, tzinfo=UTC), datetime(2031, 4, 4, 12, tzinfo=UTC)
    other = flags.raise_flag(world.owen, world.section("1.2"), question="And who pays?")
    papers.send_to_council(world.mair, world.paper)
    with clock.standing_at(resolved):
        resolutions.resolve_flag(world.nasreen, flag, option=options(world, flag)[1], reason="Work keeps people.")
    with clock.standing_at(withdrawn):
        flags.withdraw_flag(world.mair, other, reason="The tax does.")
    client = app.test_client()
    sign_in(client, world.nasreen)

    council, paper = client.get("/council").text, client.get(f"/papers/{world.paper}/disputes").text

    assert "<b>Resolved</b><span>3 March 2031</span>" in council
    assert "<b>Withdrawn</b><span>4 April 2031</span>" in paper
    assert paper.index("And who pays?") < paper.index("At home?"), "the latest first"


def test_one_sees_what_would_happen_before_it_happens(app, world: World, flag: str) -> None:
    comments.add_comment(world.owen, world.section("2.1"), body="Why home?", quote="at home by a fare")
    papers.send_to_council(world.mair, world.paper)
    client = app.test_client()
    sign_in(client, world.nasreen)
    other = options(world, flag)[1]
    page = f"/disputes/{flag}/resolve?option={other}"
    shown = client.get(page).text
    assert "2.1 would read" in shown
    assert "This becomes version 2 of 2.1." in shown
    assert "Read the comment" in shown
    assert ">1.2</a>" in shown
    assert shown.index("2.1 would read") < shown.index("Resolve it so")
    empty = send(client, page, f"/disputes/{flag}/resolve", option=other, reason="")
    assert empty.status_code == 422
    assert "2.1 would read" in empty.text
    done = send(client, page, f"/disputes/{flag}/resolve", option=other, reason="Work keeps people from home.")
    assert done.status_code == 303
    assert "Work keeps people from home." in client.get(f"/disputes/{flag}").text
    again = send(client, "/help", f"/disputes/{flag}/resolve", option=other, reason="Once more.")
    assert again.status_code == 422
    assert "Once more." in again.text or "This dispute is settled" in again.text


def test_the_preview_says_when_the_words_would_not_be_agreed(app, world: World, flag: str) -> None:
    flags.raise_flag(world.owen, world.section("2.1"), question="Nobody at all?", quote="Nobody")
    papers.send_to_council(world.mair, world.paper)
    client = app.test_client()
    sign_in(client, world.nasreen)
    shown = client.get(f"/disputes/{flag}/resolve?option={options(world, flag)[0]}").text
    assert "It is not agreed yet" in shown
    assert "Nobody at all?" in shown


def test_an_option_that_is_not_there_shows_one_that_is(app, world: World, flag: str) -> None:
    papers.send_to_council(world.mair, world.paper)
    client = app.test_client()
    sign_in(client, world.nasreen)
    assert client.get(f"/disputes/{flag}/resolve?option=nonsense").status_code == 200
