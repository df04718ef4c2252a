"""Walk the lines of one feature's part of the permission matrix as somebody in each role."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from flask import Flask, url_for
from flask.testing import FlaskClient

from policyhub.models import Paper
from policyhub.web.matrix import FOLDER, ROLES, Line, lines
from tests.web.signing_in import csrf_of, sign_in
from tests.world import World

__all__ = ["ROLES", "lines_of", "walk"]


def lines_of(feature: str) -> list[Line]:
    """The lines of a feature's file, those for a state together."""
    assert (FOLDER / f"{feature}.csv").exists()
    return [line for line in lines() if line.endpoint.startswith(f"{feature}.")]


def walk(
    app: Flask, world: World, role: str, wanted: Iterable[Line], arguments: Mapping[str, Callable[[str], str]]
) -> None:
    """Ask for every line as its role; forms are sent empty, so "ok" is also an answer that refuses what was typed.

    ``arguments`` gives each part of an address by the endpoint it is for.
    """
    client = app.test_client()
    sign_in(client, world.everybody[role])
    token = csrf_of(client.get("/help").text)
    state = None
    for line in sorted(wanted, key=lambda each: (each.state, each.method)):
        if line.state not in ("-", state):
            state = line.state
            _set_state(app, world, state)
        with app.test_request_context():
            rule = next(r for r in app.url_map.iter_rules(line.endpoint))
            url = url_for(line.endpoint, **{name: arguments[name](line.endpoint) for name in rule.arguments})
        answer = ask(client, line.method, url, token)
        assert answer == line.cells[role], f"{role} {line.method} {line.endpoint} ({line.state}): {answer}"


def ask(client: FlaskClient, method: str, url: str, token: str) -> str:
    """What somebody gets, in the words of the matrix."""
    answer = client.get(url) if method == "GET" else client.post(url, data={"csrf_token": token})
    match answer.status_code:
        case 401:
            return "sign-in"
        case 403 | 404:
            return str(answer.status_code)
        case 303 if "/sign-in" in answer.location:
            return "sign-in"
        case 200 | 204 | 303 | 422:
            return "ok"
        case other:
            return f"{other} {answer.text[:200]}"


def _set_state(app: Flask, world: World, state: str) -> None:
    """Put the paper into a state without going through the commands that lead there."""
    database = app.extensions["policyhub.db"]
    with database.writing() as session:
        session.execute(Paper.__table__.update().values(state=state, revision=Paper.revision + 1))
        session.commit()
    world.fresh()
