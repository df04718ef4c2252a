"""The association's own template: put in place, seen, replaced and removed by those who look after the association."""

from __future__ import annotations

import io

import docx
import pytest
from flask.testing import FlaskClient

from policyhub.permissions.actor import HOUSE
from policyhub.readers import read
from policyhub.readers.word_template import MACROS
from policyhub.services import templates
from policyhub.services.log import verify
from policyhub.services.refusals import Forbidden, Refused
from tests.web.signing_in import csrf_of, sign_in
from tests.world import World
from tests.writers.templates import changed, made_template

PAGE = "/settings/template"


def as_(app, who) -> FlaskClient:
    client = app.test_client()
    sign_in(client, who)
    return client


def sends(client: FlaskClient, data: bytes, name: str = "house.docx"):
    token = csrf_of(client.get(PAGE).text)
    return client.post(PAGE, data={"csrf_token": token, "file": (io.BytesIO(data), name)})


def header_of(data: bytes) -> str:
    return docx.Document(io.BytesIO(data)).sections[0].header.paragraphs[0].text


def test_a_template_is_used_by_every_word_file_until_it_is_removed(app, world: World) -> None:
    dilys, mair = as_(app, world.dilys), as_(app, world.mair)
    path = f"/exports/paper/{world.paper}.docx"
    before = mair.get(path).data
    assert PAGE in dilys.get("/account").text
    assert "There is none yet" in dilys.get(PAGE).text
    assert dilys.get(f"{PAGE}.docx").status_code == 404

    assert sends(dilys, made_template()).status_code == 303

    page = dilys.get(PAGE).text
    assert "house.docx" in page
    assert "Dilys Hopkin" in page
    data = mair.get(path).data
    assert header_of(data) == "The Commonweal Association"
    # the last line tells the head of the log, which has gone on
    assert read(data).blocks[:-1] == read(before).blocks[:-1]

    other = docx.Document()
    other.sections[0].header.paragraphs[0].text = "Another head"
    stream = io.BytesIO()
    other.save(stream)
    assert sends(dilys, stream.getvalue(), "other.docx").status_code == 303
    assert header_of(mair.get(path).data) == "Another head"
    assert dilys.get(f"{PAGE}.docx").data == stream.getvalue()

    token = csrf_of(dilys.get(PAGE).text)
    assert dilys.post(f"{PAGE}/remove", data={"csrf_token": token}).status_code == 303
    assert header_of(mair.get(path).data) == ""
    world.fresh()
    assert verify(None).whole


def test_a_file_that_could_act_is_refused_on_the_page_and_the_old_one_stays(app, world: World) -> None:
    dilys = as_(app, world.dilys)
    templates.set_template(world.dilys, name="house.docx", blob=made_template())

    refused = sends(dilys, changed(made_template(), {}, {"word/vbaProject.bin": b"x"}))

    assert refused.status_code == 422
    assert MACROS in refused.text
    assert "house.docx" in refused.text
    for bad, sentence in ((b"", "Choose the Word file first."), (b"x" * 100, "damaged")):
        answer = sends(dilys, bad)
        assert answer.status_code == 422
        assert sentence in answer.text


def test_only_an_administrator_may_and_there_must_be_one_to_remove(world: World) -> None:
    for who in (world.mair, world.nasreen, world.tom, world.joan, world.visitor, HOUSE):
        with pytest.raises(Forbidden):
            templates.set_template(who, name="x.docx", blob=made_template())
        with pytest.raises(Forbidden):
            templates.remove_template(who)
        with pytest.raises(Forbidden):
            templates.find_template(who)
    with pytest.raises(Refused, match="no template"):
        templates.remove_template(world.dilys)
    with pytest.raises(Refused, match="too large"):
        templates.set_template(world.dilys, name="x.docx", blob=b"x" * 4_000_000)
