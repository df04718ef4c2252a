"""Secret ballots on the web: opened with a warning, voted in once, a receipt shown once, checked after the count."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from policyhub import clock, db
from policyhub.models import Flag
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import load
from policyhub.services import ballots, flags, papers
from tests.web.signing_in import send, sign_in
from tests.web.test_ballots import rules
from tests.world import World

RECEIPT = re.compile(r"<code[^>]*>((?:[A-Z2-7]{5}-){3}[A-Z2-7]{5})</code>")


@pytest.fixture
def flag(world: World) -> str:
    pid = flags.raise_flag(world.owen, world.section("2.2"), question="For whom?", quote="free for every resident")
    flags.offer_option(world.mair, pid, label="Some", replacement="free for a few")
    papers.send_to_council(world.mair, world.paper)
    return pid


@pytest.fixture
def ballot(world: World, flag: str) -> str:
    return ballots.put_to_ballot(world.mair, flag, closes_at=clock.now() + timedelta(days=2), secret=True)


@pytest.fixture
def client(app, world: World) -> FlaskClient:
    found = app.test_client()
    sign_in(found, world.nasreen)
    return found


def options(world: World, pid: str) -> list[str]:
    world.fresh()
    return [option.pid for option in load(db.session(), Flag, HOUSE, pid).options]


def count(world: World, ballot: str) -> None:
    with clock.standing_at(clock.now() + timedelta(days=3)):
        ballots.close_ballot(HOUSE, ballot)
    world.fresh()


def receipt_in(page: str) -> str:
    found = RECEIPT.search(page)
    assert found, "the page shows no receipt"
    return found.group(1)


def test_the_convenor_is_warned_and_opens_a_secret_ballot(app, world: World, flag: str) -> None:
    client = app.test_client()
    sign_in(client, world.mair)
    page = f"/disputes/{flag}/ballot"
    shown = client.get(page).text
    assert "Secret: nobody sees who chose what, not even afterwards, and a vote cannot be changed" in shown
    assert "The council: only 2 people may vote." in shown
    assert "everybody knows who chose what" in shown
    assert send(client, page, page, **rules(secret="secret")).status_code == 303
    shown = client.get(f"/disputes/{flag}").text
    assert "The ballot is secret: nobody sees who chose what, not even afterwards." in shown
    assert "Only 2 people may vote, so the counts may tell who chose what." in shown
    assert "Votes are named" not in shown


def test_a_vote_is_cast_once_and_its_receipt_is_shown_once(
    client: FlaskClient, world: World, flag: str, ballot: str
) -> None:
    first, second = options(world, flag)
    page = f"/disputes/{flag}"
    shown = client.get(page).text
    assert "You cannot change it afterwards, and nobody can see it." in shown
    assert "Change your vote" not in shown
    cookies = {one.key for one in client._cookies.values()}
    answer = send(client, page, f"/ballots/{ballot}/secret-vote", choice=second, sure="y")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Your vote is in the box" in answer.text
    assert "does not prove that the vote was not altered" in answer.text
    receipt = receipt_in(answer.text)
    assert "Set-Cookie" not in answer.headers or receipt not in answer.headers["Set-Cookie"]
    assert {one.key for one in client._cookies.values()} == cookies
    assert second not in answer.text
    for choice in (first, second):
        again = send(client, page, f"/ballots/{ballot}/secret-vote", choice=choice, sure="y")
        assert (again.status_code, again.location) == (303, f"{page}#ballot")
    shown = client.get(page).text
    assert "You have voted. Your vote is in the box and cannot be changed." in shown
    assert "1 of 2 have voted." in shown
    assert receipt not in shown
    assert 'name="choice"' not in shown


def test_the_form_of_a_secret_vote_is_kept_nowhere(client: FlaskClient, flag: str, ballot: str) -> None:
    shown = client.get(f"/disputes/{flag}").text
    found = re.search(rf"<form[^>]*/ballots/{ballot}/secret-vote.*?</form>", shown, re.S)
    assert found
    assert "data-draft-url" not in found[0]
    assert 'name="once"' not in found[0]
    assert 'autocomplete="off"' in found[0]


@pytest.mark.parametrize("fields", [{"sure": "y"}, {"choice": "nonsense", "sure": "y"}])
def test_a_vote_for_nothing_is_refused_with_the_form(
    client: FlaskClient, world: World, flag: str, ballot: str, fields: dict[str, str]
) -> None:
    answer = send(client, f"/disputes/{flag}", f"/ballots/{ballot}/secret-vote", **fields)
    assert answer.status_code == 422
    assert "Choose one of the options, or abstain." in answer.text
    assert f"/ballots/{ballot}/secret-vote" in answer.text
    assert "0 of 2 have voted." in answer.text


def test_a_secret_vote_after_the_end_is_refused_in_one_sentence(app, world: World, flag: str, ballot: str) -> None:
    first = options(world, flag)[0]
    with clock.standing_at(clock.now() + timedelta(days=2, minutes=1)):
        client = app.test_client()
        sign_in(client, world.nasreen)
        answer = send(client, "/help", f"/ballots/{ballot}/secret-vote", choice=first, sure="y")
    assert answer.status_code == 422
    assert "Your vote was not counted: the ballot is closed." in answer.text


def test_after_the_count_there_are_numbers_but_no_names_and_receipts_are_checked(
    client: FlaskClient, world: World, flag: str, ballot: str
) -> None:
    page = f"/disputes/{flag}"
    second = options(world, flag)[1]
    receipt = receipt_in(send(client, page, f"/ballots/{ballot}/secret-vote", choice=second, sure="y").text)
    early = send(client, page, f"/ballots/{ballot}/receipt", receipt=receipt)
    assert early.status_code == 422
    assert "Receipts can be checked when a secret ballot has been counted." in early.text
    count(world, ballot)
    shown = client.get(page).text
    assert "Option B carried, with 1 of the 1 vote that chose an option." in shown
    assert "The ballot was secret: nobody can see who chose what." in shown
    assert "How each member voted" not in shown
    assert "Nasreen Akhtar" not in shown.partition('id="ballot"')[2].partition("</section>")[0]
    for typed, sentence in (
        (receipt.lower(), "This receipt is among those of the votes that were counted."),
        ("ABCDE-FGHIJ-KLMNO-PQRST", "This receipt is not among those of this ballot."),
    ):
        answer = send(client, page, f"/ballots/{ballot}/receipt", receipt=typed)
        assert answer.status_code == 200
        assert sentence in answer.text
    empty = send(client, page, f"/ballots/{ballot}/receipt", receipt=" ")
    assert empty.status_code == 422
    assert "Type the receipt you were given." in empty.text


def test_a_vote_writes_nothing_but_the_box(client: FlaskClient, world: World, flag: str, ballot: str) -> None:
    first = options(world, flag)[0]
    client.get(f"/disputes/{flag}")
    before = everything()
    send(
        client,
        f"/disputes/{flag}",
        f"/ballots/{ballot}/secret-vote",
        choice=first,
        sure="y",
        once="a token of this very form",
    )
    after = everything()
    assert {name for name in after if after[name] != before[name]} == {"roll", "secret_votes", "receipts"}


def everything() -> dict[str, list[str]]:
    from sqlalchemy import inspect

    db.session().rollback()
    names = inspect(db.session().get_bind()).get_table_names()
    return {name: sorted(str(row) for row in db.session().execute(text(f'SELECT * FROM "{name}"'))) for name in names}


def test_a_vote_that_fails_or_comes_without_a_session_does_not_show_or_log_what_was_chosen(
    client: FlaskClient, world: World, flag: str, ballot: str, caplog: pytest.LogCaptureFixture, monkeypatch
) -> None:
    first = options(world, flag)[0]
    answer = client.post(f"/ballots/{ballot}/secret-vote", data={"choice": first, "sure": "y"})
    assert answer.status_code == 400
    assert first not in answer.text
    monkeypatch.setattr("policyhub.acts.secret_ballots._new_key", lambda: None)  # the database refuses the vote
    with caplog.at_level(logging.ERROR):
        answer = send(client, f"/disputes/{flag}", f"/ballots/{ballot}/secret-vote", choice=first, sure="y")
    assert answer.status_code == 500
    assert first not in answer.text
    assert "SQL parameters hidden" in caplog.text
    assert first not in caplog.text


def test_work_and_council_pages_count_who_voted_in_secret_and_do_not_ask_again(
    client: FlaskClient, world: World, flag: str, ballot: str
) -> None:
    assert "a vote is open" in client.get("/").text
    send(client, f"/disputes/{flag}", f"/ballots/{ballot}/secret-vote", choice="abstain", sure="y")
    assert "a vote is open" not in client.get("/").text
    assert "1 of 2 have voted" in client.get("/council").text


def test_a_vote_is_not_cast_before_its_voter_says_that_it_is_for_good(
    client: FlaskClient, world: World, flag: str, ballot: str
) -> None:
    first, _ = options(world, flag)
    answer = send(client, f"/disputes/{flag}", f"/ballots/{ballot}/secret-vote", choice=first)
    assert answer.status_code == 422
    assert "cannot be changed once it is cast" in answer.text
    assert "0 of 2 have voted." in answer.text
    assert re.search(rf'value="{first}"[^>]* checked|checked[^>]* value="{first}"', answer.text)
