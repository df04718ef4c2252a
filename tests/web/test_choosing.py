"""The choices of a question on the desk of its answer."""

from __future__ import annotations

from flask import Flask

from policyhub.services import responses
from tests.services.assembling import answers_of, make_consultation
from tests.services.test_choosing import QUESTIONS
from tests.web.signing_in import send, sign_in
from tests.world import World


def test_their_own_choices_are_offered_taken_and_shown_to_readers(app: Flask, world: World) -> None:
    consultation = make_consultation(world, questions=[{**QUESTIONS[0], "choices": ["Yes", "<b>No"]}, QUESTIONS[1]])
    response = responses.start_response(world.mair, world.group, consultation=consultation)
    one, two = answers_of(world, response)
    client = app.test_client()
    sign_in(client, world.mair)
    home = f"/responses/{response}/answers/{one}"
    page = client.get(home).text
    assert 'type="radio" id="chosen-1"' in page
    assert "&lt;b&gt;No" in page
    assert "Where we stand" not in page
    assert 'type="checkbox" id="chosen-1"' in client.get(f"/responses/{response}/answers/{two}").text
    assert send(client, home, f"/answers/{one}/stance", chosen="<b>No").status_code == 303
    assert 'value="&lt;b&gt;No" checked' in client.get(home).text
    assert send(client, home, f"/answers/{one}/stance", chosen="Maybe").status_code == 422
    assert send(client, home, f"/answers/{one}/complete").status_code == 303

    responses.finish_response(world.mair, response, anyway=True)
    reader = app.test_client()
    sign_in(reader, world.joan)
    page = reader.get(home).text
    assert "Our choice" in page
    assert "&lt;b&gt;No</span>" in page
