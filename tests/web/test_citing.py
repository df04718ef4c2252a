"""Citing the document of a consultation in an answer, without any script."""

from __future__ import annotations

from flask import Flask

from policyhub import db
from policyhub.models import Response
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import load
from tests.services.assembling import paragraph_of, start
from tests.web.signing_in import send, sign_in
from tests.world import World


def test_a_paragraph_of_their_document_is_cited_with_one_button(app: Flask, world: World) -> None:
    response, (answer, *_) = start(world)
    client = app.test_client()
    sign_in(client, world.mair)
    home = f"/responses/{response}/answers/{answer}"
    assert "Cite their document" not in client.get(home).text
    world.fresh()
    pid = paragraph_of(load(db.session(), Response, HOUSE, response).consultation, "2.1", "Buses are <slow>.")

    assert f"/answers/{answer}/paragraphs" in client.get(home).text
    page = client.get(f"/answers/{answer}/paragraphs?q=slow").text
    assert "Buses are &lt;slow&gt;." in page
    assert "says that" in client.get(f"/answers/{answer}/paragraphs?q=trams").text
    answered = send(client, f"/answers/{answer}/paragraphs", f"/answers/{answer}/paragraphs", paragraph=pid)
    assert answered.status_code == 303
    assert "Paragraph 2.1 of your document says:" in client.get(home).text
    refused = send(client, f"/answers/{answer}/paragraphs", f"/answers/{answer}/paragraphs", paragraph="aaaaaaaaaaaa")
    assert refused.status_code == 422
    assert "Choose a paragraph" in refused.text
