"""A Word file on the import page: its red passages, comments and tracked changes stand beside its words."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from policyhub import db
from policyhub.models import Comment, Flag, Version
from tests.importing import read
from tests.readers.making_word import OUTLINE, p, r, style, word_file
from tests.web.signing_in import send, sign_in
from tests.web.test_imports import as_shown, uploaded
from tests.world import World

RED = '<w:color w:val="C00000"/>'
WHO = 'w:id="1" w:author="Maria Lewis" w:date="2026-10-02T03:04:05Z"'


def a_lift_for_every_village() -> bytes:
    """A paper as a group would send it round: numbered by Word, red, commented on and half agreed."""
    comments = (
        f"<w:comment w:id='0' w:author='Tom Bevan' w:date='2026-09-12T10:00:00Z'>{p('Is an hour enough?')}"
        f"<w:p w14:paraId='AA'>{r('In winter it is dark by four.')}</w:p></w:comment>"
        f"<w:comment w:id='1' w:author='&lt;b&gt;Mair' w:date='soon'><w:p w14:paraId='BB'>{r('We thought so.')}</w:p>"
        "</w:comment>"
    )
    threads = "<w15:commentEx w15:paraId='AA' w15:done='0'/><w15:commentEx w15:paraId='BB' w15:paraIdParent='AA'/>"
    commented = '<w:commentRangeStart w:id="0"/>' + r("once an hour") + '<w:commentRangeEnd w:id="0"/>'
    commented += '<w:r><w:commentReference w:id="1"/></w:r>'
    changed = f"<w:del {WHO}><w:r><w:delText>should</w:delText></w:r></w:del><w:ins {WHO}>{r('must')}</w:ins>"
    body = p("A lift for every village", style="T") + p("Draft 2, October 2026")
    body += p("Purpose", style="H1", num=(1, 0))
    body += p("Every village should have a bus ", num=(1, 1), runs=commented + r("."))
    body += p("Fares ", num=(1, 1), runs=r("should be free for the young", RED) + r(" by 2030."))
    body += p("The county ", num=(1, 1), runs=changed + r(" pay half, as section 1.2 says."))
    body += '<w:sectPr><w:headerReference r:id="rIdheader1"/></w:sectPr>'
    parts = {
        "styles": style("T", "Title") + style("H1", "heading 1"),
        "numbering": OUTLINE,
        "comments": comments,
        "commentsExtended": threads,
        "header1": p("DRAFT for the transport group"),
    }
    return word_file(body, parts=parts)


@pytest.fixture
def convenor(app: Flask, world: World) -> FlaskClient:
    client = app.test_client()
    sign_in(client, world.mair)
    return client


def brought(client: FlaskClient) -> str:
    pid = uploaded(client, a_lift_for_every_village(), "lift.docx").headers["Location"].rsplit("/", 1)[1]
    read(pid)
    return pid


def test_what_stood_in_the_margin_is_shown_beside_the_text(convenor: FlaskClient, world: World) -> None:
    page = convenor.get(f"/imports/{brought(convenor)}").text
    for words in (
        "Is an hour enough?\nIn winter it is dark by four.",
        '<p class="quoted">once an hour</p>',
        "&lt;b&gt;Mair",
        "We thought so.",
        "12 September 2026",
        "<del>should</del>",
        "<ins>must</ins>",
        "DRAFT for the transport group",
        "with every change accepted",
        "Printed in colour in the file.",
    ):
        assert words in page
    assert "<b>Mair" not in page
    assert "have no place here" not in page


def test_the_paper_is_the_text_with_every_change_accepted_and_red_is_disputed(
    convenor: FlaskClient, world: World
) -> None:
    pid = brought(convenor)
    at = f"/imports/{pid}"
    form = as_shown(convenor.get(at).text)
    answer = send(convenor, at, at, act="keep", **form)
    assert "/papers/" in answer.headers["Location"]
    world.fresh()
    bodies = set(db.session().scalars(select(Version.body)))
    assert "The county must pay half" in " ".join(bodies)
    assert not any("should must" in body for body in bodies)
    raised = {flag.question: flag for flag in db.session().scalars(select(Flag))}
    shown = convenor.get(f"/disputes/{raised['should be free for the young'].pid}").text
    assert "These words are in colour in the file" in shown


def test_its_comments_stand_on_the_paper_with_the_names_of_the_file_and_say_who_brought_them(
    convenor: FlaskClient, world: World
) -> None:
    at = f"/imports/{brought(convenor)}"
    paper = send(convenor, at, at, act="keep", **as_shown(convenor.get(at).text)).headers["Location"]
    page = convenor.get(paper).text
    assert "Tom Bevan" in page
    assert "In a file that was brought in" in page
    assert "&lt;b&gt;Mair" in page
    world.fresh()
    comment = db.session().scalars(select(Comment.pid).where(Comment.said_by == "Tom Bevan")).one()
    thread = convenor.get(f"/comments/{comment}").text
    assert thread.count("In a file that Mair Pugh brought in") == 2
    assert "&lt;b&gt;Mair" in thread


def test_whoever_takes_the_tick_away_leaves_its_comments_in_the_file(convenor: FlaskClient, world: World) -> None:
    at = f"/imports/{brought(convenor)}"
    form = as_shown(convenor.get(at).text)
    assert form.pop("comments") == "y"
    assert "/papers/" in send(convenor, at, at, act="keep", **form).headers["Location"]
    world.fresh()
    assert db.session().scalars(select(Comment)).all() == []
