"""Disputes on the web: raised, prepared, argued over, shown, and who may."""

from __future__ import annotations

import pytest

from policyhub import db
from policyhub.models import Flag
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import load
from policyhub.services import flags, papers, resolutions
from tests.importing import flags_of, kept
from tests.web.signing_in import send, sign_in, without_token
from tests.world import World

QUESTION = "Free for everyone, or first for some?"
FARE = "free for every resident"


@pytest.fixture
def flag(world: World) -> str:
    return flags.raise_flag(world.owen, world.section("2.2"), question=QUESTION, quote=FARE)


def options(world: World, pid: str) -> list[str]:
    world.fresh()
    return [option.pid for option in load(db.session(), Flag, HOUSE, pid).options]


def test_a_member_flags_words_and_comes_to_the_dispute(app, world: World) -> None:
    client = app.test_client()
    sign_in(client, world.owen)
    section = world.section("2.2")
    page = f"/sections/{section}/flag"
    empty = send(client, page, page, question="", why="Because.", quote=FARE)
    assert empty.status_code == 422
    assert "Because.</textarea>" in empty.text
    answer = send(client, page, page, question=QUESTION, why="Because.", quote=FARE)
    assert answer.status_code == 303
    shown = client.get(answer.location).text
    assert f"<h1>{QUESTION}</h1>" in shown
    assert f'<mark class="disputed">{FARE}</mark>' in shown
    assert "Leave it as it is" in shown
    assert shown.count("<h1") == 1


def test_the_convenor_offers_changes_and_removes_a_wording(app, world: World, flag: str) -> None:
    client = app.test_client()
    sign_in(client, world.mair)
    page = f"/disputes/{flag}/options/new"
    assert f"{FARE}</textarea>" in client.get(page).text
    same = send(client, page, page, label="B", replacement=FARE)
    assert same.status_code == 422
    assert "These are the words that stand there now" in same.text
    assert send(client, page, page, label="The young first", replacement="free <b>first</b>").status_code == 303
    shown = client.get(f"/disputes/{flag}").text
    assert "&lt;b&gt;first&lt;/b&gt;" in shown
    assert "Put it to a ballot" in shown
    other = options(world, flag)[1]
    edit = f"/disputes/{flag}/options/{other}"
    assert send(client, edit, edit, label="Better", replacement="free at first for the young").status_code == 303
    assert "Better" in client.get(f"/disputes/{flag}").text
    assert send(client, edit, f"{edit}/remove").status_code == 303
    assert "Better" not in client.get(f"/disputes/{flag}").text
    assert client.get(edit).status_code == 404


def test_the_convenor_chooses_other_words(app, world: World, flag: str) -> None:
    client = app.test_client()
    sign_in(client, world.mair)
    page = f"/disputes/{flag}/words"
    assert f"{FARE}</textarea>" in client.get(page).text
    wrong = send(client, page, page, section_pid=world.section("2.1"), quote="a balloon")
    assert wrong.status_code == 422
    assert "a balloon</textarea>" in wrong.text
    assert send(client, page, page, section_pid=world.section("2.1"), quote="Nobody").status_code == 303
    assert '<mark class="disputed">Nobody</mark>' in client.get(f"/disputes/{flag}").text
    assert send(client, page, page, section_pid="nonsense", quote="").status_code == 404


def test_words_in_a_note_are_shown_with_the_note(app, world: World) -> None:
    pid = flags.raise_flag(world.owen, world.section("1.2"), question="In the hills?", quote="ten minutes")
    client = app.test_client()
    sign_in(client, world.owen)
    assert '<mark class="disputed">ten minutes</mark>' in client.get(f"/disputes/{pid}").text


def test_arguments_stand_on_their_sides_and_are_escaped(app, world: World, flag: str) -> None:
    client = app.test_client()
    sign_in(client, world.owen)
    page = f"/disputes/{flag}/argue"
    assert send(client, page, page, body="No side.").status_code == 422
    assert send(client, page, page, side="for", body="<i>No</i> card.").status_code == 303
    assert "&lt;i&gt;No&lt;/i&gt; card." in client.get(f"/disputes/{flag}").text


def test_a_withdrawn_dispute_says_why_and_by_whom(app, world: World, flag: str) -> None:
    client = app.test_client()
    sign_in(client, world.mair)
    page = f"/disputes/{flag}/withdraw"
    assert send(client, page, page, reason="").status_code == 422
    assert send(client, page, page, reason="We found words for it.").status_code == 303
    shown = client.get(f"/disputes/{flag}").text
    assert "We found words for it." in shown
    assert "Withdrawn" in shown
    assert (
        send(client, f"/disputes/{flag}/argue", f"/disputes/{flag}/argue", side="for", body="Late.").status_code == 422
    )


def test_a_resolved_dispute_shows_its_options_as_the_council_had_them(app, world: World, flag: str) -> None:
    flags.offer_option(world.mair, flag, label="Some", replacement="free for a few")
    papers.send_to_council(world.mair, world.paper)
    resolutions.resolve_flag(world.nasreen, flag, option=options(world, flag)[1], reason="Few buses.")
    client = app.test_client()
    sign_in(client, world.owen)
    shown = client.get(f"/disputes/{flag}").text
    assert "Chosen by the council" in shown
    assert "Few buses." in shown
    assert "every resident</del>" in shown
    assert "are no longer" not in shown


def test_the_disputes_of_a_paper_are_listed_and_an_empty_list_says_so(app, world: World) -> None:
    client = app.test_client()
    sign_in(client, world.owen)
    assert "Nothing in this paper is disputed." in client.get(f"/papers/{world.paper}/disputes").text
    flags.raise_flag(world.owen, world.section("2.2"), question=QUESTION, quote=FARE)
    assert QUESTION in client.get(f"/papers/{world.paper}/disputes").text


def test_a_dispute_that_one_may_not_see_answers_as_one_that_does_not_exist(app, world: World, flag: str) -> None:
    client = app.test_client()
    sign_in(client, world.tom)
    hidden, missing = client.get(f"/disputes/{flag}"), client.get("/disputes/aaaaaaaaaaaa")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert without_token(hidden.text).replace(flag, "aaaaaaaaaaaa") == without_token(missing.text)


def test_a_question_that_was_lifted_out_of_a_note_is_shown_with_its_note(app, world: World) -> None:
    found = next(one for one in flags_of(kept(world)) if one.note)
    client = app.test_client()
    sign_in(client, world.mair)
    page = client.get(f"/disputes/{found.pid}").text
    assert "Note 1" in page
    assert "Residents are people who live here." in page
