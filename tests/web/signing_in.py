"""Sign somebody in at a test client, as a browser would, and send forms."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from policyhub.permissions.actor import Actor
from tests.world import PASSWORD, email_of


def csrf_of(page: str) -> str:
    """The CSRF token in a page."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, "the page has no form"
    return found.group(1)


def sign_in(client: FlaskClient, who: Actor) -> None:
    """Through the sign-in page, with address and password; a visitor stays one."""
    if not who.signed_in:
        return
    token = csrf_of(client.get("/sign-in").text)
    answer = client.post("/sign-in", data={"csrf_token": token, "email": email_of(who.name), "password": PASSWORD})
    assert answer.status_code == 303, answer.text


def send(client: FlaskClient, page: str, url: str, **fields: object) -> TestResponse:
    """Open a page, then post a form with its CSRF token."""
    token = csrf_of(client.get(page).text)
    return client.post(url, data={"csrf_token": token, **fields})
