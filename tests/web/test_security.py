"""What holds for every answer and every route: headers, methods, forms without their token, broken and odd requests."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from policyhub.services import work
from policyhub.web import matrix
from policyhub.web.matrix import ROLES, Line
from tests.web.header_rules import headers_are_right
from tests.web.matrix_asking import BUILDERS, Ask
from tests.web.matrix_world import world_for
from tests.web.prepared import AllPrepared, Prepared

# one line for each route: the last state is the one in which least is possible
ROUTES = {(line.endpoint, line.method): line for line in matrix.lines() if line.endpoint in BUILDERS}
GETS = [line for (_endpoint, method), line in sorted(ROUTES.items()) if method == "GET"]
ALLOWED = {line.endpoint: line for line in matrix.lines() if line.method == "GET" and "ok" in line.cells.values()}
POSTS = [line for (_endpoint, method), line in sorted(ROUTES.items()) if method == "POST"]
ODD = (
    "1e3",
    "٣٣٣٣٣٣٣٣٣٣٣٣",
    "%00",
    "..%2f..%2fetc",
    "%252e%252e",
    "a" * 5000,
    "'%20OR%201=1--",
    "<script>",
    "-1",
    "０",
)
ODD_WORDS = ("1e3", "-1", "0", "9" * 20, "٣", "%00", "(", "[", '"', "a" * 3000, "%F0%9F%98%80", "{{7*7}}", "*", "NOT")


def world_of(prepared: AllPrepared, line: Line) -> Prepared:
    return prepared(world_for(line.endpoint, line.state))


def ask_of(world: Prepared, line: Line, role: str = "convenor") -> Ask:
    return BUILDERS[line.endpoint](world.things, role)


@pytest.mark.parametrize("line", GETS, ids=lambda line: line.endpoint)
def test_asking_about_a_page_carries_the_headers_and_changes_nothing(prepared: AllPrepared, line: Line) -> None:
    world = world_of(prepared, line)  # getting it, as everybody, is a matter of the matrix
    for role in ("visitor", "convenor"):
        path = world.path(line.endpoint, "GET", ask_of(world, line, role))
        for method in ("HEAD", "OPTIONS"):
            answer = world.client(role).open(path, method=method, headers={"Origin": "https://evil.example"})
            assert answer.status_code < 500
            headers_are_right(answer, signed_in=role != "visitor", static=line.endpoint == "static")
            answer.close()
        assert world.changed() == [], f"{role} changed something by reading {path}"


@pytest.mark.parametrize("line", POSTS, ids=lambda line: line.endpoint)
def test_no_form_is_taken_without_its_token(prepared: AllPrepared, line: Line) -> None:
    world = world_of(prepared, line)
    others = {"csrf_token": world.tokens["member"]}
    for role in ("convenor", "secretary", "council"):
        ask = ask_of(world, line, role)
        path = world.path(line.endpoint, "POST", ask)
        for token in ({}, {"csrf_token": ""}, {"csrf_token": "wrong"}, others) if role == "convenor" else (others,):
            answer = world.client(role).post(path, data={**ask.form, **token})
            verdict = matrix.verdict(line.endpoint, "POST", world.things.world.everybody[role])
            expected = 400 if verdict == "ok" else int(verdict)  # whom the matrix does not let in is sent away first
            assert answer.status_code == expected, f"{role} {path} {token}"
            headers_are_right(answer, signed_in=True)
            ask = ask_of(world, line, role)  # a file that was sent is at its end
        assert world.changed() == []


@pytest.mark.parametrize("line", POSTS, ids=lambda line: line.endpoint)
def test_reading_methods_do_nothing_where_forms_are_sent(prepared: AllPrepared, line: Line) -> None:
    world = world_of(prepared, line)
    path = world.path(line.endpoint, "POST", ask_of(world, line))
    for role, methods in (
        ("visitor", ("GET", "PUT")),
        ("convenor", ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE")),
    ):
        for method in methods:
            answer = world.client(role).open(path, method=method)
            assert answer.status_code < 500, f"{method} {path}"
            answer.close()
        assert world.changed() == [], path


@pytest.mark.parametrize("line", ALLOWED.values(), ids=lambda line: line.endpoint)
def test_odd_ids_are_not_found(prepared: AllPrepared, line: Line) -> None:
    world = world_of(prepared, line)
    role = next(role for role in reversed(ROLES) if line.cells[role] == "ok")
    ask = ask_of(world, line, role)
    path = world.path(line.endpoint, "GET", ask)
    for value in ask.values.values():
        for odd in ODD:
            answer = world.client(role).get(path.replace(value, odd))
            assert answer.status_code in (404, 308), f"{answer.status_code} for {odd[:40]!r} in {path}"
            headers_are_right(answer, signed_in=True)
            answer.close()


def test_odd_questions_do_not_break_a_page(prepared: AllPrepared) -> None:
    world = prepared(("paper", "open_for_comment"))
    section = f"/sections/{world.things['section']}"
    for page, names in {
        "/search": ("q", "kind", "page"),
        "/papers": ("group",),
        section: ("quote", "before", "after"),
        f"{section}/comment": ("quote",),
        f"{section}/compare": ("view",),
        f"{section}/flag": ("quote",),
        f"/papers/{world.things['paper']}/sections/new": ("after", "under"),
        f"/editions/{world.things['edition']}/changes": ("to",),
        "/bundles": ("text", "before", "next", "choose"),
        "/imports/new": ("group",),
        "/consultations/new": ("group",),
        "/nowhere": ("next",),
    }.items():
        for odd in ODD_WORDS:
            answer = world.client("convenor").get(f"{page}?{'&'.join(f'{name}={odd}' for name in names)}")
            assert answer.status_code in (200, 404), f"{answer.status_code} for {page}?{names[0]}={odd[:40]}"


def test_a_broken_page_says_so_and_shows_nothing_of_the_house(prepared: AllPrepared) -> None:
    world = prepared(("paper", "open_for_comment"))
    with patch.object(work, "list_tasks", side_effect=RuntimeError("the secret of the house")):
        answer = world.client("convenor").get("/")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text
    for leak in ("Traceback", "RuntimeError", "the secret of the house", "site-packages", "policyhub/web"):
        assert leak not in answer.text
    headers_are_right(answer, signed_in=True)


def test_a_broken_form_gives_back_what_was_typed(prepared: AllPrepared) -> None:
    world = prepared(("paper", "open_for_comment"))
    typed = "A long thought that must not be lost."
    with patch("policyhub.services.comments.add_comment", side_effect=RuntimeError):
        answer = world.client("convenor").post(
            f"/sections/{world.things['section']}/comments",
            data={"csrf_token": world.tokens["convenor"], "body": typed},
        )
    assert answer.status_code == 500
    assert typed in answer.text


def test_what_is_far_too_large_is_refused(prepared: AllPrepared) -> None:
    world = prepared(("paper", "open_for_comment"))
    data = {"csrf_token": world.tokens["convenor"], "body": "a" * (21 * 1024 * 1024)}
    answer = world.client("convenor").post(f"/sections/{world.things['section']}/comments", data=data)
    assert answer.status_code == 413
    assert world.changed() == []
    headers_are_right(answer, signed_in=True)


def test_pages_of_nowhere_carry_the_headers_too(prepared: AllPrepared) -> None:
    world = prepared(("paper", "open_for_comment"))
    for path in ("/no/such/place", "/static/nothing.css", "/static/../pyproject.toml", "/static/%2e%2e/pyproject.toml"):
        for role in ("visitor", "convenor"):
            answer = world.client(role).get(path)
            assert answer.status_code in (404, 308)
            headers_are_right(answer, signed_in=False)
