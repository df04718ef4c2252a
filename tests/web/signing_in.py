"""Sign somebody in at a test client, as a browser would, and send forms."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from policyhub import db
from policyhub.permissions.actor import Actor
from policyhub.services import sessions
from tests.world import PASSWORD, email_of


def csrf_of(page: str) -> str:
    """The CSRF token in a page."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, "the page has no form"
    return found.group(1)


def without_token(page: str) -> str:
    """A page without the CSRF token, which is another one with every second."""
    return re.sub(r'((?:name="csrf-token" content|name="csrf_token" value)=")[^"]+', r"\1", page)


def sign_in(client: FlaskClient, who: Actor) -> None:
    """Come with the cookie of a session, which takes a tenth of the time of the front door; a visitor stays one."""
    if who.member_id is None:
        return
    database = client.application.extensions["policyhub.db"]
    with db.using(database), database.reading():
        token = sessions.start_session(who.member_id, days=30)
    with client.session_transaction() as cookie:
        cookie.permanent = True
        cookie.update(_user_id=token, _fresh=True)


def sign_in_at_the_door(client: FlaskClient, who: Actor) -> None:
    """Through the sign-in page, with address and password."""
    token = csrf_of(client.get("/sign-in").text)
    answer = client.post("/sign-in", data={"csrf_token": token, "email": email_of(who.name), "password": PASSWORD})
    assert answer.status_code == 303, answer.text


def send(client: FlaskClient, page: str, url: str, **fields: object) -> TestResponse:
    """Open a page, then post a form with its CSRF token, as from that page."""
    token = csrf_of(client.get(page).text)
    return client.post(url, data={"csrf_token": token, **fields}, headers={"Referer": f"http://localhost{page}"})
