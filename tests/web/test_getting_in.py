"""Sessions and their cookies, redirects, and tries: what somebody who means harm would try at the front door."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from policyhub import clock, db
from policyhub.app import create_app
from policyhub.config import Settings
from policyhub.db import Database
from policyhub.models import SignInSession
from policyhub.services import papers, sessions
from policyhub.services.sessions import TRIES_PER_ACCOUNT, token_hash
from policyhub.web.headers import YEAR
from tests.web.signing_in import csrf_of, sign_in_at_the_door
from tests.world import PASSWORD, World

LOCAL = "/sign-in?next="
FAR = (
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "%2f%2fevil.example",
    "/%0d%0aLocation:https://evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    " //evil.example",
    "/\t/evil.example",
)


@pytest.fixture
def client(app: Flask, world: World) -> FlaskClient:
    return app.test_client()


def try_to_sign_in(client: FlaskClient, email: str, password: str, path: str = "/sign-in"):
    token = csrf_of(client.get("/sign-in").text)
    return client.post(path, data={"csrf_token": token, "email": email, "password": password})


def masked(client: FlaskClient, page: str) -> str:
    return page.replace(csrf_of(page), "")


def test_the_cookie_before_and_after_signing_in_differ(client: FlaskClient, world: World) -> None:
    client.get("/sign-in")
    before = client.get_cookie("policyhub")
    sign_in_at_the_door(client, world.joan)
    after = client.get_cookie("policyhub")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    fresh = client.application.test_client()
    fresh.set_cookie("policyhub", before.value)
    assert fresh.get("/account").status_code == 303  # the one from before is nobody's


def test_a_second_sign_in_ends_nothing_but_makes_a_session_of_its_own(client: FlaskClient, world: World) -> None:
    sign_in_at_the_door(client, world.joan)
    other = client.application.test_client()
    sign_in_at_the_door(other, world.joan)
    world.fresh()
    hashes = db.session().scalars(select(SignInSession.token_hash)).all()
    assert len(hashes) == len(set(hashes)) == 2


def test_who_signs_in_over_a_session_ends_it(client: FlaskClient, world: World) -> None:
    sign_in_at_the_door(client, world.joan)
    kept = client.get_cookie("policyhub")
    assert kept is not None
    token = csrf_of(client.get("/help").text)
    again = {"csrf_token": token, "email": "owen@example.org", "password": PASSWORD}
    assert client.post("/sign-in", data=again).status_code == 303
    assert "Owen Rees" in client.get("/account").text
    thief = client.application.test_client()
    thief.set_cookie("policyhub", kept.value)
    assert thief.get("/account").status_code == 303


def test_signing_out_kills_the_session_everywhere(client: FlaskClient, world: World) -> None:
    sign_in_at_the_door(client, world.joan)
    kept = client.get_cookie("policyhub")
    assert kept is not None
    out = client.post("/sign-out", data={"csrf_token": csrf_of(client.get("/help").text)})
    assert out.headers["Clear-Site-Data"] == '"cache"'  # so that nobody goes back to a page that was read
    thief = client.application.test_client()
    thief.set_cookie("policyhub", kept.value)
    assert thief.get("/account").location.startswith("/sign-in")
    assert "Joan Whitfield" not in thief.get("/help").text


def test_a_cookie_that_was_changed_is_nobodys(client: FlaskClient, world: World) -> None:
    sign_in_at_the_door(client, world.joan)
    kept = client.get_cookie("policyhub")
    assert kept is not None
    thief = client.application.test_client()
    thief.set_cookie("policyhub", kept.value[:-2] + ("aa" if kept.value[-2:] != "aa" else "bb"))
    assert thief.get("/account").status_code == 303


def test_the_token_of_a_session_is_kept_as_a_hash_only(client: FlaskClient, world: World) -> None:
    sign_in_at_the_door(client, world.joan)
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    world.fresh()
    kept = db.session().scalars(select(SignInSession.token_hash)).one()
    assert kept == token_hash(token)
    assert token not in kept


@pytest.mark.parametrize(("days", "works"), [(13, True), (15, False), (61, False)])
def test_a_session_that_lay_idle_is_over(client: FlaskClient, world: World, days: int, works: bool) -> None:
    sign_in_at_the_door(client, world.joan)
    with clock.standing_at(clock.now() + timedelta(days=days)):
        assert (client.get("/account").status_code == 200) is works


def test_a_session_ends_after_its_time_however_busy(client: FlaskClient, world: World) -> None:
    sign_in_at_the_door(client, world.joan)
    start = clock.now()
    for day in range(10, 60, 10):
        with clock.standing_at(start + timedelta(days=day)):
            assert client.get("/account").status_code == 200
    with clock.standing_at(start + timedelta(days=60, minutes=1)):
        assert client.get("/account").status_code == 303


@pytest.mark.parametrize("target", FAR)
def test_signing_in_never_leads_to_another_site(client: FlaskClient, world: World, target: str) -> None:
    answer = try_to_sign_in(client, "joan@example.org", PASSWORD, f"/sign-in?next={target}")
    assert answer.status_code == 303
    assert answer.location.startswith("/")
    assert "evil" not in answer.location.partition("?")[0].replace("/%2f%2fevil", "")
    assert not answer.location.startswith(("//", "/\\"))
    language = client.post(
        "/language", data={"csrf_token": csrf_of(client.get("/help").text), "lang": "cy", "next": target}
    )
    assert language.location.startswith("/")
    assert not language.location.startswith(("//", "/\\"))


def test_signing_in_leads_back_to_a_page_of_ours(client: FlaskClient, world: World) -> None:
    answer = try_to_sign_in(client, "joan@example.org", PASSWORD, "/sign-in?next=/papers%3Fgroup=x")
    assert answer.location == "/papers?group=x"


def test_nobody_can_tell_which_addresses_are_known(client: FlaskClient, world: World) -> None:
    known = try_to_sign_in(client, "joan@example.org", "not the password")
    unknown = try_to_sign_in(client, "jane@example.org", "not the password")
    assert known.status_code == unknown.status_code == 422
    first, second = masked(client, known.text), masked(client, unknown.text)
    assert first.replace("joan@example.org", "") == second.replace("jane@example.org", "")
    assert sorted(known.headers.keys()) == sorted(unknown.headers.keys())


def test_after_ten_tries_one_has_to_wait_also_with_the_right_password(client: FlaskClient, world: World) -> None:
    with clock.standing_at(clock.now()):
        for _try in range(TRIES_PER_ACCOUNT):
            assert try_to_sign_in(client, "joan@example.org", "not the password").status_code == 422
        answer = try_to_sign_in(client, " JOAN@example.org", PASSWORD)
        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) > 0
        assert "Please wait a little" in answer.text
        assert try_to_sign_in(client, "owen@example.org", PASSWORD).status_code == 303  # others go on
    with clock.standing_at(clock.now() + timedelta(minutes=16)):
        assert try_to_sign_in(client.application.test_client(), "joan@example.org", PASSWORD).status_code == 303


def test_who_tries_many_addresses_from_one_place_has_to_wait(
    client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "TRIES_PER_ADDRESS", 3)
    with clock.standing_at(clock.now()):
        for number in range(3):
            assert try_to_sign_in(client, f"guess{number}@example.org", PASSWORD).status_code == 422
        assert try_to_sign_in(client, "joan@example.org", PASSWORD).status_code == 429
        elsewhere = client.application.test_client()
        elsewhere.environ_base = {**elsewhere.environ_base, "REMOTE_ADDR": "192.0.2.7"}
        assert try_to_sign_in(elsewhere, "joan@example.org", PASSWORD).status_code == 303


def test_no_answer_gives_a_password_or_a_receipt_back(client: FlaskClient, world: World) -> None:
    typed = {"email": "joan.whitfield.of.arfon@example.org", "password": "the words that open it"}
    secret = {"receipt": "ABCDE-FGHIJ-KLMNO-PQRST", "choice": "a choice of several words"}
    stale = client.post("/sign-in", data={"csrf_token": "of yesterday", **typed, **secret})
    wrong = try_to_sign_in(client, **typed)
    nowhere = client.post("/nowhere", data={**typed, **secret})
    assert (stale.status_code, wrong.status_code, nowhere.status_code) == (400, 422, 404)
    for answer in (stale, wrong, nowhere):
        assert typed["email"] in answer.text
        assert not [words for words in (typed["password"], *secret.values()) if words in answer.text]


def test_looking_round_as_somebody_is_for_the_demonstration_only(client: FlaskClient, world: World) -> None:
    token = csrf_of(client.get("/sign-in").text)
    assert client.post("/sign-in/as", data={"csrf_token": token, "as": world.dilys.pid}).status_code == 404
    assert client.get("/account").status_code == 303


def test_without_https_the_cookie_is_plain_but_closed_to_scripts(client: FlaskClient, world: World) -> None:
    cookies = client.get("/sign-in").headers.getlist("Set-Cookie")
    assert cookies
    for cookie in cookies:
        assert cookie.startswith("policyhub=")
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Secure" not in cookie


def test_with_https_the_cookie_is_bound_to_the_host_and_the_browser_told_to_stay(
    settings: Settings, database: Database, world: World
) -> None:
    app = create_app(replace(settings, base_url="https://policy.example.org"), database=database)
    client = app.test_client()
    answer = client.get("/sign-in", base_url="https://policy.example.org")
    for cookie in answer.headers.getlist("Set-Cookie"):
        assert cookie.startswith("__Host-policyhub=")
        for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
            assert flag in cookie
        assert "Domain" not in cookie
    for path in ("/sign-in", "/no/such/place", "/static/css/base.css", "/account"):
        page = client.get(path, base_url="https://policy.example.org", buffered=True)
        assert "max-age=31536000" in page.headers["Strict-Transport-Security"]


def test_somebody_elses_address_in_a_header_counts_for_nothing(client: FlaskClient, world: World) -> None:
    page = client.get("/sign-in", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"})
    assert "evil.example" not in page.text
    assert "Strict-Transport-Security" not in page.headers


def test_no_header_says_where_the_site_stands(client: FlaskClient, world: World) -> None:
    """Whoever could say it once would have it in the kept page of a paper, which others are given as well."""
    papers.open_for_comment(world.mair, world.paper)
    sign_in_at_the_door(client, world.joan)
    elsewhere = {"SCRIPT_NAME": "//evil.example"}  # as a web server hands on a header of that name
    for path in ("/papers", f"/papers/{world.paper}", "/sign-in"):
        assert "evil.example" not in client.get(path, environ_overrides=elsewhere).text
    assert "evil.example" not in client.get(f"/papers/{world.paper}").text


def test_no_answer_names_the_host_that_it_was_asked_by(client: FlaskClient, world: World) -> None:
    for path in ("/", "/papers//", "/static//css/base.css", "/nowhere", "//papers"):
        answer = client.get(path, base_url="http://evil.example", buffered=True)
        assert "evil.example" not in f"{answer.headers} {answer.text}", path


@pytest.mark.parametrize("path", ["/static/fonts/literata-latin-wght-normal.woff2", "/static/css/base.css?v=0"])
def test_what_every_page_is_drawn_with_is_fetched_once(client: FlaskClient, path: str) -> None:
    answer = client.get(path, buffered=True)
    assert answer.headers["Cache-Control"] == f"public, max-age={YEAR}, immutable"
