"""Motions in the browser: begun, put together, made ready."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from policyhub import db
from policyhub.models import Motion
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import load
from policyhub.services import motions, papers
from tests.services.assembling import agree, base_of, blocks_of, body_of
from tests.web.signing_in import csrf_of, send, sign_in
from tests.world import World


def as_(app, who) -> FlaskClient:
    client = app.test_client()
    sign_in(client, who)
    return client


def start(world: World, **more) -> tuple[str, list[str]]:
    pid = motions.start_motion(world.tom, world.branch, title="Buses for Arfon", **more)
    world.fresh()
    return pid, [drawn.pid for drawn in motions.look(HOUSE, load(db.session(), Motion, HOUSE, pid)).parts]


def test_a_secretary_begins_a_motion(app, world: World) -> None:
    client = as_(app, world.tom)

    made = send(
        client,
        "/motions/new",
        "/motions/new",
        group=world.branch,
        title="Buses for Arfon",
        word_limit="200",
        mover="Tom Ashworth",
        lang="en-GB",
    )

    assert made.status_code == 303
    page = client.get(made.location).text
    for words in ("This branch notes", "This branch believes", "This branch resolves", "0 of 200 words.", "nobody yet"):
        assert words in page
    assert send(client, "/motions/new", "/motions/new", group=world.branch, title="").status_code == 422
    assert as_(app, world.mair).get("/motions/new").status_code == 403


def test_a_motion_in_welsh_has_welsh_verbs(app, world: World) -> None:
    pid, _ = start(world, lang="cy")

    assert "Mae’r gangen hon yn penderfynu" in as_(app, world.tom).get(f"/motions/{pid}").text


def test_points_come_from_papers_and_are_put_into_motion_language(app, world: World) -> None:
    papers.open_for_comment(world.mair, world.paper)
    agree(world, "2.1")
    pid, (_notes, believes, _resolves) = start(world)
    client = as_(app, world.tom)
    section = world.section("2.1")

    assert "Nobody should be kept at home" in client.get(f"/parts/{believes}/passages").text
    assert send(client, f"/motions/{pid}", f"/parts/{believes}/passages", section=section).status_code == 303
    (point,) = blocks_of(world, believes)
    edit = f"/parts/{believes}/blocks/{point.pid}"
    assert "seldom written as a motion" in client.get(edit).text
    words = "That nobody be kept at home by a fare."
    assert send(client, edit, edit, body=words, base=base_of(world, believes)).status_code == 303

    page = client.get(f"/motions/{pid}").text
    assert words in page
    assert "Adapted from 2.1, version 1" in page
    assert "What this motion stands on" in page


def test_own_points_are_written_and_moved(app, world: World) -> None:
    pid, (_notes, _believes, resolves) = start(world)
    client = as_(app, world.tom)
    write = f"/parts/{resolves}/write"
    for words in ("To write", "To march"):
        assert send(client, write, write, body=words).status_code == 303
    first = blocks_of(world, resolves)[0].pid

    for what, body in (
        ("move", "To march\n\nTo write"),
        ("remove", "To march"),
        ("restore", "To march\n\nTo write"),
    ):
        moved = send(client, f"/motions/{pid}", f"/parts/{resolves}/blocks/{first}/{what}", to="down")
        assert moved.status_code == 303
        assert body_of(world, resolves) == body


def test_title_and_limit_are_changed(app, world: World) -> None:
    pid, _ = start(world)
    client = as_(app, world.tom)
    edit = f"/motions/{pid}/edit"

    assert send(client, edit, edit, title="Trains for Arfon", word_limit="9", seconder="Joan").status_code == 303
    assert send(client, edit, edit, title="Trains", word_limit="-1").status_code == 422

    page = client.get(f"/motions/{pid}").text
    assert "Trains for Arfon" in page
    assert "0 of 9 words." in page
    assert "Joan" in page


def test_a_motion_is_made_ready_and_then_read_by_every_member(app, world: World) -> None:
    pid, (_notes, _believes, resolves) = start(world)
    client = as_(app, world.tom)
    joan = as_(app, world.joan)
    early = send(client, f"/motions/{pid}", f"/motions/{pid}/finish")
    assert early.status_code == 422
    assert "A motion resolves something." in early.text
    assert f'<a class="btn" href="/motions/{pid}">Go back</a>' in early.text
    send(client, f"/parts/{resolves}/write", f"/parts/{resolves}/write", body="To act")
    assert joan.get(f"/motions/{pid}").status_code == 404

    assert send(client, f"/motions/{pid}", f"/motions/{pid}/finish").status_code == 303

    page = joan.get(f"/motions/{pid}").text
    assert "To act" in page
    assert "Add to" not in page
    assert "Buses for Arfon" in joan.get("/motions").text
    assert send(client, f"/motions/{pid}", f"/motions/{pid}/reopen").status_code == 303
    assert joan.get(f"/motions/{pid}").status_code == 404


@pytest.mark.parametrize("came", ["https://elsewhere.example/motions", "http://localhost//elsewhere.example", ""])
def test_the_way_back_from_a_refusal_leads_to_no_other_place(app, world: World, came: str) -> None:
    pid, _parts = start(world)
    client = as_(app, world.tom)
    token = csrf_of(client.get(f"/motions/{pid}").text)
    refused = client.post(f"/motions/{pid}/finish", data={"csrf_token": token}, headers={"Referer": came})
    assert '<a class="btn" href="/">Go back</a>' in refused.text


def test_without_motions_the_list_says_who_writes_them(app, world: World) -> None:
    assert "No motion to read yet." in as_(app, world.joan).get("/motions").text
    assert "No motion yet." in as_(app, world.tom).get("/motions").text
