"""The comments of a Word file are comments of the paper that is made of it, with the names that the file has."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from policyhub import db
from policyhub.acts.paper_documents import Shown
from policyhub.domain.importing.choices import Choices
from policyhub.models import Anchor, Comment, Paper
from policyhub.permissions import visible
from policyhub.services import comments as service
from policyhub.services import exports, imports
from tests.counting_statements import counting
from tests.importing import bodies, read, the_import, the_paper
from tests.web.test_word_imports import a_lift_for_every_village
from tests.world import World


def brought(world: World) -> str:
    pid = imports.upload_file(world.mair, world.group, name="lift.docx", blob=a_lift_for_every_village())
    read(pid)
    world.fresh()
    return pid


def kept(world: World, **choices: object) -> Paper:
    return the_paper(world, imports.keep_import(world.mair, brought(world), choices=Choices(**choices)))


def said(world: World) -> list[Comment]:
    world.fresh()
    return list(db.session().scalars(select(Comment).order_by(Comment.id)))


def test_a_comment_of_the_file_stands_on_its_words_with_its_answer(world: World) -> None:
    paper = kept(world)

    first, answer = said(world)
    assert (first.who, first.author.name) == ("Tom Bevan", "Mair Pugh")
    assert f"{first.when:%Y-%m-%d %H:%M}" == "2026-09-12 10:00"
    assert first.body == "Is an hour enough?\nIn winter it is dark by four."
    assert (answer.who, answer.thread_id, answer.when) == ("<b>Mair", first.id, answer.made_at)
    anchor = db.session().scalars(select(Anchor).where(Anchor.of_kind == "comment")).one()
    assert (anchor.of_id, anchor.quote, anchor.version_id) == (first.id, "once an hour", bodies(paper)["1.1"].id)


def test_it_can_be_answered_and_settled_like_any_other(world: World) -> None:
    kept(world)
    first, _ = said(world)

    service.reply_to_comment(world.owen, first.pid, body="It was enough last winter.")
    service.resolve_comment(world.mair, first.pid)

    assert [one.who for one in said(world)] == ["Tom Bevan", "<b>Mair", "Owen Rees"]
    assert said(world)[0].state == "resolved"


def test_whoever_does_not_want_them_leaves_them_in_the_file(world: World) -> None:
    kept(world, comments=False)
    assert said(world) == []


def test_they_cost_few_statements_however_many_there_are(world: World) -> None:
    pid = brought(world)
    plan = imports.plan_of(imports.get_reading(the_import(world, pid)), Choices())
    imports.plant_import(world.mair, pid, plan=plan, choices=Choices())
    world.fresh()
    with counting(db.database()) as counted:
        imports.bring_comments(world.mair, pid, plan=plan)
    assert len(counted.statements) <= 13


def test_cut_off_in_the_middle_they_are_there_once(world: World) -> None:
    pid = brought(world)
    plan = imports.plan_of(imports.get_reading(the_import(world, pid)), Choices())
    imports.plant_import(world.mair, pid, plan=plan, choices=Choices())
    imports.bring_comments(world.mair, pid, plan=plan)
    imports.keep_import(world.mair, pid, choices=Choices())
    assert len(said(world)) == 2


def test_what_is_kept_twice_is_there_once(world: World) -> None:
    pid = brought(world)
    imports.keep_import(world.mair, pid, choices=Choices())
    with pytest.raises(Exception, match="moved on"):
        imports.keep_import(world.mair, pid, choices=Choices())
    assert len(said(world)) == 2


def test_they_go_out_again_as_they_came_in(world: World) -> None:
    paper = kept(world)
    document = exports.get_paper(world.mair, paper, Shown(comments=True)).document
    assert [(one.author, one.at, one.text, bool(one.reply_to)) for one in document.comments] == [
        ("Tom Bevan", "2026-09-12T10:00:00Z", "Is an hour enough?\nIn winter it is dark by four.", False),
        ("<b>Mair", document.comments[1].at, "We thought so.", True),
    ]


def test_who_may_not_see_the_paper_sees_none_of_them(world: World) -> None:
    kept(world)
    assert db.session().scalars(visible.comments(world.visitor)).all() == []
