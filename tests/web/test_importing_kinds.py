"""A consultation, a response and a motion come in through the import page, without JavaScript."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from policyhub.permissions.actor import Actor
from policyhub.services import consultations, imports
from tests.domain.test_importing_kinds import RESPONSE
from tests.importing import PAPER, read
from tests.importing_kinds import CONSULTATION, MOTION, uploaded
from tests.web.signing_in import send, sign_in
from tests.web.test_imports import as_shown
from tests.world import World


def signed_in(app: Flask, actor: Actor) -> FlaskClient:
    client = app.test_client()
    sign_in(client, actor)
    return client


def words_of(page: str) -> str:
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def chosen(page: str) -> dict[str, str]:
    """What the lists of a form stand at."""
    found = {}
    for name, options in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', page, re.S):
        selected = re.search(r'<option selected value="([^"]*)"', options)
        found[name] = selected[1] if selected else re.findall(r'<option value="([^"]*)"', options)[0]
    return found


def kept(client: FlaskClient, pid: str, **fields: str) -> str:
    """Send the page back as it stands, with some fields changed; returns where it leads."""
    page = client.get(f"/imports/{pid}").text
    answer = send(
        client, f"/imports/{pid}", f"/imports/{pid}", **{**chosen(page), **as_shown(page), **fields, "act": "keep"}
    )
    assert answer.status_code == 303, words_of(answer.text)
    return answer.headers["Location"]


def test_a_response_is_shown_question_by_question_and_kept(app: Flask, world: World) -> None:
    client = signed_in(app, world.mair)
    pid = uploaded(world, world.mair, world.group, RESPONSE, kind="response").pid

    page = client.get(f"/imports/{pid}").text
    shown = words_of(page)
    for words in ("Make it a response", "Do you agree that ferries should run each hour?", "Yes, we do 1 .",
                  "Points to the answer to question 1.", "As do the islands.", "From the Harbour Society"):  # fmt: skip
        assert words in shown
    assert "Make it a paper" not in shown
    assert "How sure we are of that you said so" in shown
    where = kept(client, pid, issuer="Department of Harbours")

    made = words_of(client.get(where).text)
    assert "Consultation on ferries" in made
    assert "3 of 3 questions answered" in made
    assert "A section of our own" not in made
    assert "What we ask the minister to do" in made
    assert "Nothing. Every question is answered" in made
    assert "This file is a response now" in client.get(f"/imports/{pid}").text
    links = re.findall(r'class="entry__title"[^>]*><a href="([^"]+)"', client.get(where).text)
    answers = [words_of(client.get(link).text) for link in links]
    assert len(answers) == 5
    assert "Note 1 As do the islands." in answers[1]
    assert "A section of our own" in answers[4]


def test_a_paragraph_of_a_response_may_be_left_out(app: Flask, world: World) -> None:
    client = signed_in(app, world.mair)
    pid = uploaded(world, world.mair, world.group, RESPONSE, kind="response").pid

    where = kept(client, pid, **{"out-subtitle": "1"})

    assert "Introduction" not in words_of(client.get(where).text)
    assert "From the Harbour Society" in words_of(client.get(f"/imports/{pid}").text)


def test_a_response_finds_the_consultation_it_answers(app: Flask, world: World) -> None:
    questions = [
        {"number": "1", "text": "Do you agree that ferries should run each hour?"},
        {"number": "2", "text": "What else?"},
        {"number": "3", "text": "Any other comments?"},
    ]
    here = consultations.make_consultation(world.mair, world.group, title="Ferries now", questions=questions)
    client = signed_in(app, world.mair)
    pid = uploaded(world, world.mair, world.group, RESPONSE, kind="response").pid

    page = client.get(f"/imports/{pid}").text
    assert re.search(rf'<option selected value="{here}">Ferries now</option>', page)
    where = kept(client, pid, answers=here, title="")

    assert "Ferries now" in client.get(where).text
    assert client.get(f"/consultations/{here}").text.count('id="question-') == 3


def test_a_consultation_comes_with_the_document_of_its_questions(app: Flask, world: World) -> None:
    client = signed_in(app, world.tom)
    pid = uploaded(world, world.tom, world.branch, CONSULTATION, kind="consultation").pid

    where = kept(client, pid, issuer="Department of Harbours")

    page = client.get(where).text
    assert "Department of Harbours" in page
    assert "4 June 2030" in page
    document = words_of(client.get(f"{where}/document").text)
    assert "1.2 Ferries are old. 1 They cost three pounds." in document
    assert "Older than the minister." in document
    assert client.get(f"/consultations/{'a' * 12}/document").status_code == 404


def test_a_motion_is_kept_by_the_secretary_of_its_branch(app: Flask, world: World) -> None:
    client = signed_in(app, world.tom)
    pid = uploaded(world, world.tom, world.branch, MOTION, kind="motion").pid

    page = words_of(client.get(f"/imports/{pid}").text)
    assert "Ferries are late." in page
    assert "The harbour was built in 1901." in page
    where = kept(client, pid, mover="Mair Ellis-Rees")

    made = words_of(client.get(where).text)
    assert "Mair Ellis-Rees" in made
    assert "To write to the minister." in made


def test_what_came_from_a_file_leads_back_to_it_for_whoever_may_see_the_file(app: Flask, world: World) -> None:
    tom, mair, owen = (signed_in(app, one) for one in (world.tom, world.mair, world.owen))
    for kind, text, actor, client, where in (
        ("motion", MOTION, world.tom, tom, world.branch),
        ("consultation", CONSULTATION, world.tom, tom, world.branch),
        ("response", RESPONSE, world.mair, mair, world.group),
        ("paper", PAPER, world.mair, mair, world.group),
    ):
        pid = uploaded(world, actor, where, text, kind=kind).pid
        page = kept(client, pid) + ("/history" if kind == "paper" else "")

        assert f'href="/imports/{pid}"' in client.get(page).text, kind
        fellow = owen.get(page)
        assert fellow.status_code == (200 if kind in ("consultation", "paper", "response") else 404), kind
        assert f"/imports/{pid}" not in fellow.text, kind


def test_the_same_file_brought_in_again_is_told(app: Flask, world: World) -> None:
    client = signed_in(app, world.tom)
    first = uploaded(world, world.tom, world.branch, MOTION, kind="motion").pid
    assert "was brought in on" not in client.get(f"/imports/{first}").text
    where = kept(client, first)
    again = uploaded(world, world.tom, world.branch, MOTION, kind="motion").pid

    page = client.get(f"/imports/{again}").text

    assert "This very file was brought in on" in page
    assert f'href="{where}"' in page


def test_who_may_not_keep_a_motion_is_told_who_does(app: Flask, world: World) -> None:
    client = signed_in(app, world.mair)
    pid = uploaded(world, world.mair, world.group, MOTION, kind="motion").pid

    page = client.get(f"/imports/{pid}").text

    assert "kept by the secretary of its branch" in page
    assert 'value="keep"' not in page
    answer = send(client, f"/imports/{pid}", f"/imports/{pid}", act="keep", title="Ferries", lang="en-GB")
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("fields", "says"),
    [({"title": ""}, "Type the consultation"), ({"issuer": "x" * 301}, "up to 300"), ({"answers": "nowhere"}, "")],
)
def test_what_is_wrong_is_said_beside_its_field(app: Flask, world: World, fields: dict[str, str], says: str) -> None:
    client = signed_in(app, world.mair)
    pid = uploaded(world, world.mair, world.group, RESPONSE, kind="response").pid

    page = client.get(f"/imports/{pid}").text
    answer = send(
        client, f"/imports/{pid}", f"/imports/{pid}", **{**chosen(page), **as_shown(page), **fields, "act": "keep"}
    )

    assert answer.status_code == 422
    assert says in answer.text
    assert 'id="form-errors"' in answer.text


ARTICLES = b"""<!doctype html><html lang="en"><head><title>News</title></head><body>
<article><h2>A bus for every village</h2><p>1. Purpose</p><p>1.1 A fare should keep nobody at home.</p></article>
<article><h2>The summer fair</h2><p>There was cake for everybody, and a band.</p></article>
</body></html>"""


def test_a_web_page_with_several_articles_asks_which_it_is(app: Flask, world: World) -> None:
    client = signed_in(app, world.mair)
    pid = imports.upload_file(world.mair, world.group, name="news.html", blob=ARTICLES)
    read(pid)
    page = client.get(f"/imports/{pid}").text
    assert "This web page holds 2 articles." in page
    assert re.search(r'class="prose"[^>]*><p>There was cake', page)

    assert send(client, f"/imports/{pid}", f"/imports/{pid}/article", article="7").status_code == 422
    assert send(client, f"/imports/{pid}", f"/imports/{pid}/article", article="0").status_code == 303
    read(pid)

    page = client.get(f"/imports/{pid}").text
    assert 'value="0" checked' in page
    assert "A fare should keep nobody at home." in page
    assert not re.search(r'class="prose"[^>]*><p>There was cake', page)
    assert "There was cake for everybody, and a band." in page  # among what stays in the file
    assert send(client, f"/imports/{pid}", f"/imports/{pid}/kind", as_kind="paper").status_code == 303
    read(pid)
    assert 'value="0" checked' in client.get(f"/imports/{pid}").text
