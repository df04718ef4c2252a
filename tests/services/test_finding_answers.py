"""Answers are found by those who may read them, and paragraphs of a consultation's document by members."""

from __future__ import annotations

from policyhub import db
from policyhub.models import Consultation, Response
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import load
from policyhub.services import blocks, finding, responses
from tests.services.assembling import paragraph_of, start
from tests.services.test_finding import index  # noqa: F401 - a fixture
from tests.web.signing_in import sign_in
from tests.world import World


def kinds(actor, query: str, settings, *only: str) -> list[str]:
    return [one.kind for one in finding.search(actor, query, kinds=only or finding.KINDS, settings=settings)]


def test_an_answer_is_found_by_its_group_and_by_members_once_it_is_ready(world: World, index) -> None:  # noqa: F811
    response, (answer, *_) = start(world)
    blocks.add_prose(world.mair, answer, body="Trolleybuses are *quieter*.")
    settings = index()
    assert kinds(world.owen, "quieter", settings) == ["answer"]
    for other in (world.joan, world.tom, world.visitor):
        assert kinds(other, "quieter", settings) == []

    responses.finish_response(world.mair, response, anyway=True)
    settings = index()
    assert kinds(world.joan, "quieter", settings, "answer") == ["answer"]
    assert kinds(world.joan, "quieter", settings, "motion") == []
    assert kinds(world.visitor, "quieter", settings) == []

    responses.reopen_response(world.mair, response)
    world.fresh()
    assert kinds(world.joan, "quieter", settings) == []


def test_a_paragraph_of_their_document_is_found_by_its_words_and_notes(world: World, index) -> None:  # noqa: F811
    response, _ = start(world)
    world.fresh()
    consultation = load(db.session(), Response, HOUSE, response).consultation
    note = {"id": "1", "mark": "1", "text": "Counted by pupils."}
    paragraph_of(consultation, "2.1", "Trolleybuses hum[^1].", notes=[note])
    settings = index()
    (found,) = finding.search(world.joan, "hum", settings=settings)
    assert (found.kind, found.number, found.title) == ("paragraph", "2.1", consultation.title)
    assert kinds(world.joan, "pupils", settings) == ["paragraph"]
    assert kinds(world.visitor, "hum", settings) == []


def test_the_page_of_what_was_found_leads_to_both(app, world: World, index) -> None:  # noqa: F811
    response, (answer, *_) = start(world)
    blocks.add_prose(world.mair, answer, body="Trolleybuses are <quieter>.")
    world.fresh()
    consultation: Consultation = load(db.session(), Response, HOUSE, response).consultation
    paragraph = paragraph_of(consultation, "2.1", "Trolleybuses hum.")
    index()
    client = app.test_client()
    sign_in(client, world.mair)
    page = client.get("/search?q=trolleybus").text
    assert f"/responses/{response}/answers/{answer}" in page
    assert f"/consultations/{consultation.pid}/document#paragraph-{paragraph}" in page
    assert "&lt;quieter&gt;" in page
