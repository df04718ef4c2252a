"""Consultations in the browser: pasted, looked over, kept, corrected."""

from __future__ import annotations

from flask.testing import FlaskClient

from policyhub import db
from policyhub.services import consultations, responses
from tests.services.assembling import make_consultation, question_pids
from tests.web.signing_in import send, sign_in
from tests.world import World

PASTED = "1. What are buses for?\nUp to 250 words.\n2. What should a fare be?"


def as_(app, who) -> FlaskClient:
    client = app.test_client()
    sign_in(client, who)
    return client


def test_pasted_questions_are_shown_before_anything_is_kept(app, world: World) -> None:
    client = as_(app, world.mair)

    answer = send(
        client, "/consultations/new", "/consultations/new", title="Better buses", group=world.group, questions=PASTED
    )

    assert answer.status_code == 200
    assert "2 questions were found" in answer.text
    assert "What are buses for?" in answer.text
    assert "250 words" in answer.text
    world.fresh()
    assert consultations.list_consultations(world.mair) == []


def test_what_was_looked_over_is_kept(app, world: World) -> None:
    client = as_(app, world.mair)

    answer = send(
        client,
        "/consultations/new",
        "/consultations/new",
        title="Better buses",
        issuer="Ministry of Roads",
        closes_at="2099-12-04T17:00",
        group=world.group,
        lang="cy",
        questions=PASTED,
        do="keep",
    )

    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "It is here, with 2 questions." in page
    assert "Ministry of Roads" in page
    assert "Friday 4 December 2099, 5 pm" in page
    assert "up to 250 words" in page


def test_nothing_typed_gets_sentences_and_keeps_the_rest(app, world: World) -> None:
    client = as_(app, world.mair)

    answer = send(client, "/consultations/new", "/consultations/new", title="", issuer="Ministry", group=world.group)

    assert answer.status_code == 422
    assert "Paste at least one question." in answer.text
    assert "Ministry" in answer.text


def test_a_member_cannot_add_one_and_is_not_offered_to(app, world: World) -> None:
    client = as_(app, world.joan)

    assert "Add a consultation" not in client.get("/consultations").text
    assert client.get("/consultations/new").status_code == 403


def test_the_page_shows_questions_with_stable_ids(app, world: World) -> None:
    pid = make_consultation(world)

    page = as_(app, world.joan).get(f"/consultations/{pid}").text

    for question in question_pids(world, pid):
        assert f'id="question-{question}"' in page
    assert "No response to read yet." in page
    assert f"/consultations/{pid}/questions/" not in page


def test_a_question_is_corrected_and_taken_away(app, world: World) -> None:
    pid = make_consultation(world)
    first, second, _third = question_pids(world, pid)
    client = as_(app, world.mair)
    page = f"/consultations/{pid}/questions/{first}"

    assert send(client, page, page, number="1a", text="What for?", word_limit="99").status_code == 303
    assert "What for?" in client.get(f"/consultations/{pid}").text
    assert send(client, page, page, text="").status_code == 422
    assert send(client, page, page, text="Why?", word_limit="many").status_code == 422
    assert send(client, page, f"/consultations/{pid}/questions/{second}/remove").status_code == 303
    world.fresh()
    assert len(question_pids(world, pid)) == 2


def test_a_question_is_added_and_the_consultation_corrected(app, world: World) -> None:
    pid = make_consultation(world)
    client = as_(app, world.mair)

    new, edit = f"/consultations/{pid}/questions/new", f"/consultations/{pid}/edit"
    assert send(client, new, new, text="And then?").status_code == 303
    assert send(client, edit, edit, title="Best buses", closes_at="").status_code == 303
    assert send(client, edit, edit, title=" ").status_code == 422

    page = client.get(f"/consultations/{pid}").text
    assert "And then?" in page
    assert "Best buses" in page
    assert "no closing date" in page


def test_who_runs_a_group_begins_its_response_from_the_page(app, world: World) -> None:
    pid = make_consultation(world)
    client = as_(app, world.tom)
    assert "Begin the response of Arfon branch" in client.get(f"/consultations/{pid}").text

    answer = send(client, f"/consultations/{pid}", f"/consultations/{pid}/respond", group=world.branch)

    assert answer.status_code == 303
    assert "/responses/" in answer.location
    again = send(client, f"/consultations/{pid}", f"/consultations/{pid}/respond", group=world.branch)
    assert again.status_code == 422


def test_a_question_that_is_answered_cannot_be_taken_away(app, world: World) -> None:
    pid = make_consultation(world)
    first = question_pids(world, pid)[0]
    responses.start_response(world.mair, world.group, consultation=pid)
    client = as_(app, world.mair)

    page = client.get(f"/consultations/{pid}/questions/{first}").text
    answer = send(client, f"/consultations/{pid}/edit", f"/consultations/{pid}/questions/{first}/remove")

    assert "can be corrected but not taken away" in page
    assert answer.status_code == 422


def test_the_list_says_when_it_closes_and_where_ones_response_is(app, world: World) -> None:
    pid = make_consultation(world)
    responses.start_response(world.mair, world.group, consultation=pid)
    db.session().rollback()

    mine, theirs = as_(app, world.owen).get("/consultations").text, as_(app, world.joan).get("/consultations").text

    assert "Response of Rural transport group" in mine
    assert "no closing date" in mine
    assert "Response of Rural transport group" not in theirs
