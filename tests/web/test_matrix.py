"""Every line of the matrix, as every role: the answer is as its cell says, and whoever is refused changes nothing."""

from __future__ import annotations

import re

import pytest
from werkzeug.test import TestResponse

from policyhub.domain.ids import is_pid
from policyhub.web import matrix
from policyhub.web.matrix import ROLES, Line
from tests.web.header_rules import headers_are_right
from tests.web.matrix_asking import BUILDERS, Ask, asked
from tests.web.matrix_world import world_for
from tests.web.prepared import MISSING, AllPrepared, Prepared
from tests.web.signing_in import without_token

ENDPOINTS = sorted({line.endpoint for line in matrix.lines()})


def fault(world: Prepared, line: Line, role: str) -> str | None:
    """What is wrong with how a role is answered, if anything is."""
    cell = line.cells[role]
    who = world.things.world.everybody[role]
    if cell == "404" and matrix.verdict(line.endpoint, line.method, who) == "403":
        cell = "403"  # nobody of this role may ever do it, so it is refused before anything is looked for
    ask = asked(line.endpoint, line.state, world.things, role)
    answer = world.send(role, line.endpoint, line.method, ask)
    got = f"{answer.status_code} {answer.location or ''}".strip()
    headers_are_right(answer, signed_in=role != "visitor", static=line.endpoint == "static")
    if line.method == "GET" and (changed := world.changed()):
        return f"{got}, but reading changed {', '.join(changed)}"
    if cell == "ok":
        if ask.refused:
            right = answer.status_code == 422
        else:
            right = answer.status_code in (200, 204, 303) and not to_sign_in(answer, line)
        return None if right else f"{got}: {sentences(answer)}"
    if cell == "sign-in":
        right = to_sign_in(answer, line) if line.method == "GET" else answer.status_code == 401
    else:
        right = answer.status_code == int(cell)
    if not right:
        return f"{got}: {sentences(answer)}"
    if changed := world.changed():
        return f"{got}, but changed {', '.join(changed)}"
    if line.cells[role] == "404" and ask.values:
        again = asked(line.endpoint, line.state, world.things, role)
        other = world.send(role, line.endpoint, line.method, again, elsewhere=True)
        if masked(answer, ask) != masked(other, ask):
            return "the answer tells that there is such a thing"
    return None


def to_sign_in(answer: TestResponse, line: Line) -> bool:
    return answer.status_code == 303 and (answer.location or "").startswith("/sign-in?next")


def masked(answer: TestResponse, ask: Ask) -> tuple[int, str, list[tuple[str, str]]]:
    """All of an answer but the form's token and the ids that were asked for."""
    body = without_token(answer.text)
    for value in filter(is_pid, ask.values.values()):
        body = body.replace(value, MISSING)
    headers = [(name, value) for name, value in answer.headers if name not in ("Set-Cookie", "Content-Length")]
    return answer.status_code, body, sorted(headers)


def sentences(answer: TestResponse) -> str:
    found = re.search(r'class="field__error".*', answer.text, re.S) or re.search("<main.*", answer.text, re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", found.group(0) if found else answer.text).split())[:300]


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_every_role_is_answered_as_the_matrix_says(prepared: AllPrepared, endpoint: str) -> None:
    if endpoint not in BUILDERS:
        pytest.fail(f"matrix_asking.py does not say how {endpoint} is asked", pytrace=False)
    faults = []
    for line in (line for line in matrix.lines() if line.endpoint == endpoint):
        world = prepared(world_for(line.endpoint, line.state))
        for role in ROLES:
            if problem := fault(world, line, role):
                faults.append(f"{line.endpoint} {line.method} {line.state} {role}: {line.cells[role]}, but {problem}")
            if world.changed() or line.endpoint.startswith("account."):
                world.put_back()
    assert not faults, "\n".join(faults)


def test_every_route_has_a_line_and_every_line_a_route(prepared: AllPrepared) -> None:
    app = prepared.app
    routes = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if method not in ("HEAD", "OPTIONS")
    }
    lines = {(line.endpoint, line.method) for line in matrix.lines()}
    assert routes - lines == set(), "routes without a line"
    assert lines - routes == set(), "lines without a route"


def test_what_no_line_names_is_nobodys(prepared: AllPrepared) -> None:
    for who in prepared(("paper", "open_for_comment")).things.world.everybody.values():
        for endpoint, method in (("papers.burn", "POST"), ("papers.show", "DELETE"), (None, "GET")):
            assert matrix.verdict(endpoint, method, who) == "404"


def test_no_line_stands_twice() -> None:
    found = [(line.endpoint, line.method, line.state) for line in matrix.lines()]
    assert len(found) == len(set(found))


def test_every_way_of_asking_belongs_to_a_line() -> None:
    assert set(BUILDERS) - set(ENDPOINTS) == set()
