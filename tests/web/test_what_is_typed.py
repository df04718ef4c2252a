"""What people type is shown as they typed it and never run, and a refusal keeps every word."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree, html

from policyhub.services import consultations, flags, papers, threads
from tests.web.signing_in import csrf_of, sign_in
from tests.world import World

RUNS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "[click](javascript:alert(1))",
    "![x](javascript:alert(1))",
    "</textarea><script>alert(1)</script>",
    "{{7*7}}{% raw %}",
    "<!--<img src=x onerror=alert(1)>-->",
    "javascript&#58;alert(1)",
    "\u202egnp.exe",
)
XSS = [" ".join(RUNS[at::3]) for at in range(3)]  # several at once: each page is asked for each of these, twice


@pytest.fixture
def client(app: Flask, world: World) -> FlaskClient:
    papers.open_for_comment(world.mair, world.paper)
    world.fresh()
    found = app.test_client()
    sign_in(found, world.mair)
    return found


def post(client: FlaskClient, url: str, **fields: str):
    return client.post(url, data={"csrf_token": csrf_of(client.get("/help").text), **fields})


def is_dead(page: str) -> None:
    """No tag of theirs, no handler in any tag, no address that runs."""
    for element in html.fromstring(page).iter(etree.Element):
        assert element.tag not in ("img", "iframe", "object", "embed", "style")
        assert element.tag != "script" or (element.get("src", "").startswith("/static/") and not element.text)
        for name, value in element.items():
            assert not name.startswith("on"), etree.tostring(element)
            if name in ("href", "src", "action", "formaction"):
                assert value.startswith(("/", "#", "http://", "https://")), etree.tostring(element)


@pytest.mark.parametrize("words", XSS)
def test_words_that_would_run_are_shown_as_words(client: FlaskClient, world: World, words: str) -> None:
    section = world.section("2.2")
    version = world.sections()["2.2"].version_pid
    assert post(client, f"/sections/{section}/comments", body=words).status_code == 303
    saved = post(
        client, f"/sections/{section}/edit", base=version, heading=words, text=f"One.\n\n{words}", reason=words
    )
    assert saved.status_code == 303
    world.fresh()
    raised = post(client, f"/sections/{section}/flag", question=words, why=words)
    assert raised.status_code == 303
    dispute = raised.location
    post(client, f"{dispute}/options/new", label=words, replacement=words)
    post(client, f"{dispute}/argue", side="for", body=words)
    post(client, f"/papers/{world.paper}/editions", name=words)
    started = post(client, "/papers/new", group=world.group, title=words, subtitle=words, lang="en-GB")
    assert started.status_code == 303
    world.fresh()
    pages = (
        f"/papers/{world.paper}",
        f"/sections/{section}",
        f"/sections/{section}/history",
        f"/sections/{section}/compare",
        f"/sections/{section}/edit",
        f"/papers/{world.paper}/editions",
        f"/papers/{world.paper}/disputes",
        dispute,
        started.location,
        "/papers",
        "/council",
        "/",
    )
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        is_dead(answer.text)


@pytest.mark.parametrize("words", XSS)
def test_words_in_an_address_are_shown_as_words(client: FlaskClient, world: World, words: str) -> None:
    section = world.section("2.2")
    for page in ("/search?q=", f"/sections/{section}/comment?quote=", f"/sections/{section}?quote=", "/sign-in?next="):
        is_dead(client.get(page.partition("?")[0], query_string={page.partition("?")[2].rstrip("="): words}).text)


def test_what_no_database_can_hold_is_kept_as_a_mark(client: FlaskClient, world: World) -> None:
    section = world.section("2.2")
    assert post(client, f"/sections/{section}/comments", body="Before\x00after").status_code == 303
    assert "Before\ufffdafter" in client.get(f"/sections/{section}").text
    assert post(client, f"/papers/{world.paper}/editions", name="Draft\x00one").status_code == 303
    assert "Draft\ufffdone" in client.get(f"/papers/{world.paper}/editions").text
    for page in ("/search?q=bus%00", "/papers?group=%00", "/imports/new?group=%00", f"/sections/{section}?quote=%00"):
        assert client.get(page).status_code == 200, page


@pytest.mark.parametrize("odd", ["x" * 5000, "a\x00b", "../etc", ""])
def test_an_id_in_a_form_that_is_none_is_not_found(client: FlaskClient, world: World, odd: str) -> None:
    made = consultations.make_consultation(
        world.mair, world.group, title="Better buses", questions=[{"number": "1", "text": "What for?"}]
    )
    once = "a token of sixteen"
    for url, field in ((f"/consultations/{made}/respond", "group"), ("/papers/new", "group")):
        typed = {"title": "A title", "subtitle": "", "lang": "en-GB", field: odd}
        assert post(client, url, once=once, **typed).status_code in (404, 422), url


def test_a_refused_comment_keeps_what_was_typed(client: FlaskClient, world: World) -> None:
    section = world.section("2.2")
    answer = post(client, f"/sections/{section}/comments", body="A thought.", quote="words that are not there")
    assert answer.status_code == 422
    assert "A thought." in answer.text
    assert "words that are not there" in answer.text


def test_a_refused_edit_keeps_what_was_typed(client: FlaskClient, world: World) -> None:
    version = world.sections()["2.2"].version_pid
    typed = "Words with a mark[^9] that has no note."
    answer = post(
        client, f"/sections/{world.section('2.2')}/edit", base=version, heading="", text=typed, reason="Why not"
    )
    assert answer.status_code == 422
    assert typed in answer.text
    assert "Why not" in answer.text


def test_a_refused_dispute_keeps_what_was_typed(client: FlaskClient, world: World) -> None:
    answer = post(client, f"/sections/{world.section('2.2')}/flag", question="Free for whom?", quote="no such words")
    assert answer.status_code == 422
    for words in ("Free for whom?", "no such words"):
        assert words in answer.text


def test_a_refused_option_keeps_what_was_typed(client: FlaskClient, world: World) -> None:
    pid = flags.raise_flag(world.mair, world.section("2.2"), question="For whom?", quote="free for every resident")
    answer = post(client, f"/disputes/{pid}/options/new", label="The same again", replacement="free for every resident")
    assert answer.status_code == 422
    assert "The same again" in answer.text


def test_a_comment_on_a_paper_that_was_taken_back_gives_the_words_back(client: FlaskClient, world: World) -> None:
    joan = client.application.test_client()
    sign_in(joan, world.joan)
    token = csrf_of(joan.get(f"/sections/{world.section('2.2')}/comment").text)
    papers.send_to_council(world.mair, world.paper)
    world.fresh()
    typed = "I had nearly finished this."
    answer = joan.post(f"/sections/{world.section('2.2')}/comments", data={"csrf_token": token, "body": typed})
    assert answer.status_code == 403
    assert typed in answer.text


def test_a_form_sent_after_the_session_ended_gives_the_words_back(client: FlaskClient, world: World) -> None:
    section = world.section("2.2")
    token = csrf_of(client.get(f"/sections/{section}/comment").text)
    stranger = client.application.test_client()
    typed = "Written while the door closed."
    answer = stranger.post(f"/sections/{section}/comments", data={"csrf_token": token, "body": typed})
    assert answer.status_code in (400, 401)
    assert typed in answer.text
    world.fresh()
    assert threads.list_threads(world.mair, _section(world, section)) == []


def _section(world: World, pid: str):
    from policyhub import db
    from policyhub.models import Section
    from policyhub.permissions.actor import HOUSE
    from policyhub.permissions.visible import load

    return load(db.session(), Section, HOUSE, pid)
