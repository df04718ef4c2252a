"""A convenor uploads a file, looks it over and makes it a paper, in pages that work without JavaScript."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from policyhub import db
from policyhub.models import Consultation, Flag, Import, Paper
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import load
from policyhub.services import import_choices, imports
from tests.importing import PAPER, brought_in, kept, read
from tests.web.signing_in import csrf_of, send, sign_in, without_token
from tests.world import World


@pytest.fixture
def convenor(app: Flask, world: World) -> FlaskClient:
    client = app.test_client()
    sign_in(client, world.mair)
    return client


def uploaded(client: FlaskClient, data: bytes, name: str = "buses.txt"):
    page = client.get("/imports/new").text
    group = re.search(r'name="group" value="([^"]+)"', page)
    assert group
    edge = b"--edge\r\nContent-Disposition: form-data; name="
    body = b"".join(
        [
            *(
                edge + f'"{key}"\r\n\r\n{value}\r\n'.encode()
                for key, value in (("csrf_token", csrf_of(page)), ("group", group[1]))
            ),
            edge + f'"file"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n'.encode() + data,
            b"\r\n--edge--\r\n",
        ]
    )
    return client.post("/imports/new", data=body, content_type="multipart/form-data; boundary=edge")


def as_shown(page: str) -> dict[str, str]:
    """The fields of the form as a browser would send them back untouched."""
    form = page[page.index('id="look-over"') :]
    fields = {}
    for tag in re.findall(r"<input[^>]*>", form):
        found = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if found.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        fields[found["name"]] = found.get("value", "")
    return fields | {"lang": "en-GB"}


def state_of(world: World, pid: str) -> Import:
    world.fresh()
    return load(db.session(), Import, HOUSE, pid)


def test_an_upload_is_waited_for_without_javascript(convenor: FlaskClient, world: World) -> None:
    answer = uploaded(convenor, PAPER.encode())
    assert answer.status_code == 303
    url = answer.headers["Location"]

    waiting = convenor.get(url)
    assert waiting.headers["Refresh"] == "1"
    assert "Your file is being read" in waiting.text

    read(url.rsplit("/", 1)[1])
    ready = convenor.get(url)
    assert "Refresh" not in ready.headers
    assert "Look over what we read" in ready.text


def test_the_page_shows_what_was_read_before_anything_is_kept(convenor: FlaskClient, world: World) -> None:
    pid = brought_in(world)

    page = convenor.get(f"/imports/{pid}").text

    assert page.count("<h1>") == 1
    counts = re.findall(r"<dt>(Words[^<]*)</dt><dd>([\d,]+)</dd>", page)
    assert [name for name, _ in counts] == ["Words in the file", "Words with a place here"]
    assert counts[0][1] == counts[1][1]
    assert "2.3 comes after 2.1: is a number missing" in page
    assert '<a class="xref guess" href="#f-line12">2.1</a>' in page
    assert '<mark class="disputed">Does CC wish to say for whom?</mark>' in page
    assert "Lift the question out of the text" in page
    assert len(db.session().scalars(select(Paper)).all()) == 1


def test_untouched_it_becomes_a_paper_with_every_best_guess(convenor: FlaskClient, world: World) -> None:
    pid = brought_in(world)
    fields = as_shown(convenor.get(f"/imports/{pid}").text)

    answer = convenor.post(f"/imports/{pid}", data={**fields, "act": "keep"})

    assert answer.status_code == 303
    found = state_of(world, pid)
    assert found.state == "kept"
    paper = db.session().get_one(Paper, found.paper_id)
    assert answer.headers["Location"] == f"/papers/{paper.pid}"
    assert paper.title == "A bus for every village"
    assert len(db.session().scalars(select(Flag)).all()) == 2
    assert len(db.session().scalars(select(Consultation)).one().questions) == 3


def test_sent_twice_it_becomes_one_paper(convenor: FlaskClient, world: World) -> None:
    pid = brought_in(world)
    fields = as_shown(convenor.get(f"/imports/{pid}").text)

    first = convenor.post(f"/imports/{pid}", data={**fields, "act": "keep"})
    second = convenor.post(f"/imports/{pid}", data={**fields, "act": "keep"})

    assert (first.status_code, second.status_code) == (303, 303)
    world.fresh()
    assert len(db.session().scalars(select(Paper)).all()) == 2


def test_a_doubt_decided_otherwise_is_read_that_way_and_kept(convenor: FlaskClient, world: World) -> None:
    pid = brought_in(world)
    fields = as_shown(convenor.get(f"/imports/{pid}").text) | {"doubt-appendix-16": "text"}

    answer = convenor.post(f"/imports/{pid}", data={**fields, "act": "keep"})

    assert answer.status_code == 303
    assert state_of(world, pid).state == "kept"
    assert db.session().scalars(select(Consultation)).all() == []


def test_what_is_chosen_is_kept_for_later(convenor: FlaskClient, world: World) -> None:
    pid = brought_in(world)
    fields = as_shown(convenor.get(f"/imports/{pid}").text)
    del fields["dispute-line8-1"]

    convenor.post(f"/imports/{pid}", data={**fields, "title": "Buses", "out-line6": "1", "act": "later"})

    page = convenor.get(f"/imports/{pid}").text
    assert 'value="Buses"' in page
    assert 'name="dispute-line8-1" value="1">' in page
    assert 'name="out-line6" value="1" checked>' in page
    assert "Left out, kept in the file" in page


def test_a_missing_title_is_said_and_everything_chosen_stays(convenor: FlaskClient, world: World) -> None:
    pid = brought_in(world)
    fields = as_shown(convenor.get(f"/imports/{pid}").text) | {"title": "", "subtitle": "Still here"}
    del fields["lift-line8-1"]

    answer = convenor.post(f"/imports/{pid}", data={**fields, "act": "keep"})

    assert answer.status_code == 422
    assert re.search(r"Type the paper(?:'|&#39;|&#x27;|’)s title", answer.text), answer.text[
        answer.text.index("form-errors") :
    ][:600]
    assert 'value="Still here"' in answer.text
    assert 'name="lift-line8-1" value="1">' in answer.text
    assert state_of(world, pid).state == "ready"


def test_thrown_away_it_can_be_taken_back_from_the_list(convenor: FlaskClient, world: World) -> None:
    pid = brought_in(world)
    fields = as_shown(convenor.get(f"/imports/{pid}").text)

    convenor.post(f"/imports/{pid}", data={**fields, "act": "throw"})
    listed = convenor.get("/imports").text
    assert "Thrown away" in listed
    assert "Take it back" in listed

    send(convenor, "/imports", f"/imports/{pid}/take-back")
    read(pid)
    assert "Look over what we read" in convenor.get(f"/imports/{pid}").text


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.txt", "This file is empty"),
        (b"\xd0\xcf\x11\xe0 x", "paper.doc", "In Word choose Save As, Word Document"),
        (b"GIF89a", "paper.gif", "Save the file as one of them"),
        (b"words", "", "Choose the file"),
    ],
)
def test_a_bad_file_is_refused_beside_its_field(
    convenor: FlaskClient, world: World, data: bytes, name: str, says: str
) -> None:
    answer = uploaded(convenor, data, name)

    assert answer.status_code == 422
    assert says in answer.text
    world.fresh()
    assert db.session().scalars(select(Import)).all() == []


def test_a_file_over_20_mb_is_refused_in_a_sentence(convenor: FlaskClient, world: World) -> None:
    for size in (20 * 1024 * 1024 + 1, 21 * 1024 * 1024):
        answer = uploaded(convenor, b"a" * size)
        assert answer.status_code in (413, 422)
        assert re.search(r"20 (?:MB|megabytes)", answer.text)


def test_a_file_that_cannot_be_read_says_why(convenor: FlaskClient, world: World) -> None:
    pid = brought_in(world, "\x00\x01 no text")

    page = convenor.get(f"/imports/{pid}").text

    assert "This file could not be read" in page
    assert "not plain text" in page


def test_the_file_is_downloaded_as_it_came(convenor: FlaskClient, world: World) -> None:
    pid = brought_in(world, name='bws "ŵ" 1.txt')

    answer = convenor.get(f"/imports/{pid}/file")

    assert answer.data == PAPER.encode()
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"bws ___ 1.txt\"; filename*=UTF-8''bws%20%22%C5%B5%22%201.txt"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_a_kind_said_by_a_person_is_read_again(convenor: FlaskClient, world: World) -> None:
    pid = brought_in(world)

    assert send(convenor, f"/imports/{pid}", f"/imports/{pid}/kind", as_kind="motion").status_code == 303
    read(pid)

    assert "How sure we are" in convenor.get(f"/imports/{pid}").text
    assert "<dd>a motion</dd>" in convenor.get(f"/imports/{pid}").text


def test_a_form_that_makes_no_sense_breaks_nothing(convenor: FlaskClient, world: World) -> None:
    pid = brought_in(world)
    token = csrf_of(convenor.get(f"/imports/{pid}").text)

    for fields in (
        {"act": "keep", "title": "x" * 5000, "lang": "en-GB"},
        {"act": "keep", "title": "T", "lang": "xx"},
        {"act": "later", "doubt-number-14": "nothing", "out-line4": "1"},
        {"act": "later", "title": "\x00"},
    ):
        answer = convenor.post(f"/imports/{pid}", data={"csrf_token": token, **fields})
        assert answer.status_code in (303, 422), answer.text
    assert convenor.post(f"/imports/{pid}/kind", data={"csrf_token": token, "as_kind": "poem"}).status_code == 422
    assert convenor.get(f"/imports/{pid}").status_code == 200


def test_others_cannot_tell_an_import_from_none(app: Flask, world: World) -> None:
    pid = brought_in(world)

    for who in (world.owen, world.nasreen, world.tom, world.joan, world.dilys):
        client = app.test_client()
        sign_in(client, who)
        for path in ("", "/file"):
            hidden, missing = client.get(f"/imports/{pid}{path}"), client.get(f"/imports/aaaaaaaaaaaa{path}")
            assert hidden.status_code == missing.status_code == 404
            assert without_token(hidden.text).replace(pid, "aaaaaaaaaaaa") == without_token(missing.text)
        assert client.get("/imports/new").status_code == (200 if who is world.tom else 403)
        assert client.get("/imports").status_code == 200


def test_a_kept_import_says_where_its_paper_is(convenor: FlaskClient, world: World) -> None:
    pid = brought_in(world)
    paper = imports.keep_import(world.mair, pid, choices=imports.Choices(left_out=frozenset({"line6"})))

    page = convenor.get(f"/imports/{pid}").text

    assert f'href="/papers/{paper}"' in page
    assert "Left out, kept in the file" in page
    with pytest.raises(imports.Refused):
        import_choices.take_back_import(world.mair, pid)


def test_a_file_of_a_paper_that_is_here_is_laid_over_it(convenor: FlaskClient, world: World) -> None:
    paper = kept(world, not_disputed=frozenset({"line8-1", "note26-1"}))
    pid = brought_in(world)

    assert "Is this the text of a paper that is here?" in convenor.get(f"/imports/{pid}").text
    where = f"/imports/{pid}/over/{paper.pid}"
    assert convenor.get(where).text.count('name="passage"') == 2
    assert send(convenor, where, where).status_code == 422
    answer = send(convenor, where, where, passage="line8-1")

    assert answer.headers["Location"] == f"/papers/{paper.pid}"
    assert "One passage is disputed now." in convenor.get(answer.headers["Location"]).text
    assert convenor.get(where).status_code == 303
