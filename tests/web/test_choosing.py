"""The choices of a question on the desk of its answer."""

from __future__ import annotations

from flask import Flask

from policyhub.services import blocks, responses
from tests.services.assembling import answers_of, make_consultation
from tests.services.test_choosing import QUESTIONS
from tests.web.signing_in import csrf_of, send, sign_in
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


def test_a_choice_that_the_page_saves_by_itself_is_kept_and_says_nothing_on_the_next_page(
    app: Flask, world: World
) -> None:
    response = responses.start_response(
        world.mair, world.group, consultation=make_consultation(world, questions=QUESTIONS)
    )
    one, _ = answers_of(world, response)
    client = app.test_client()
    sign_in(client, world.mair)
    home = f"/responses/{response}/answers/{one}"
    page = client.get(home).text
    assert "None of the answers that they offer is chosen" not in page  # nothing is answered yet
    token = csrf_of(page)
    quietly = {"data": {"csrf_token": token, "chosen": "No"}, "headers": {"X-Quietly": "1"}}
    assert client.post(f"/answers/{one}/stance", **quietly).status_code == 204
    assert 'value="No" checked' in client.get(home).text
    assert "Saved." not in client.get(home).text
    assert "<b>Our choice:</b>" in client.get(f"/responses/{response}").text


def test_what_is_not_chosen_stands_in_the_way(app: Flask, world: World) -> None:
    response = responses.start_response(
        world.mair, world.group, consultation=make_consultation(world, questions=QUESTIONS)
    )
    one, _ = answers_of(world, response)
    blocks.add_prose(world.mair, one, body="We do.")
    client = app.test_client()
    sign_in(client, world.mair)
    assert "None of the answers that they offer is chosen" in client.get(f"/responses/{response}").text
    responses.choose(world.mair, one, chosen=["Yes"])
    assert "None of the answers that they offer is chosen" not in client.get(f"/responses/{response}").text
