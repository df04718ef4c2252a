"""A file laid over a paper that has its text brings its disputed passages in, and changes no word."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from policyhub import db
from policyhub.models import Anchor, Import, Paper
from policyhub.permissions.visible import load
from policyhub.services import imports, laying_over, sections
from policyhub.services.refusals import Forbidden, Refused
from tests.importing import PAPER, bodies, brought_in, flags_of, kept, the_import
from tests.world import World

KEYS = frozenset({"line8-1", "note26-1"})


def bare(world: World) -> Paper:
    """The paper as somebody imported it from a text file that lost its colours: nothing in it is disputed."""
    return kept(world, not_disputed=KEYS)


def laid(world: World, paper: Paper, pid: str, keys: frozenset[str] = KEYS) -> None:
    laying_over.lay_import_over(world.mair, paper, the_import(world, pid), keys=keys)
    world.fresh()


def test_what_is_disputed_in_the_file_is_disputed_in_the_paper(world: World) -> None:
    paper = bare(world)
    before = {name: (version.id, version.body) for name, version in bodies(paper).items()}
    pid = brought_in(world)

    laid(world, paper, pid)

    assert [(flag.question, flag.why) for flag in flags_of(paper)] == [
        ("Does CC wish to say for whom?", ""),
        ("Does CC have a view?", ""),
    ]
    anchors = db.session().scalars(select(Anchor).where(Anchor.of_kind == "flag").order_by(Anchor.id)).all()
    assert [(anchor.quote, anchor.note) for anchor in anchors] == [
        ("Does CC wish to say for whom?", None),
        ("Does CC have a view?", "1"),
    ]
    assert {name: (version.id, version.body) for name, version in bodies(paper).items()} == before
    found = the_import(world, pid)
    assert (found.state, found.paper_id) == ("kept", paper.id)


def test_the_paper_that_has_the_text_is_found(world: World) -> None:
    paper = bare(world)
    found = the_import(world, brought_in(world))

    listed = laying_over.list_candidates(world.mair, found, imports.get_reading(found))

    assert [(one.paper.pid, one.is_likely) for one in listed] == [(paper.pid, True), (world.paper, False)]
    assert listed[0].same == listed[0].of
    assert laying_over.list_candidates(world.joan, found, imports.get_reading(found)) == []


def test_words_that_changed_a_little_are_found_and_told(world: World) -> None:
    paper = bare(world)
    version = bodies(paper)["1.2"]
    words = version.body.replace("Does CC wish to say for whom?", "Does CC still wish to say for whom?")
    sections.edit_section(world.mair, version.text.pid, base_pid=version.pid, heading="", text=words)
    pid = brought_in(world)

    overlay = laying_over.look(world.mair, the_import(world, pid), load(db.session(), Paper, world.mair, paper.pid))

    assert [(one.key, one.changed, one.section.number) for one in overlay.laid] == [
        ("line8-1", True, "1.2"),
        ("note26-1", False, "2.1"),
    ]
    assert "Does CC still wish to say for whom?" in overlay.laid[0].spot.quote


def test_words_that_moved_are_found_and_words_that_went_are_listed(world: World) -> None:
    paper = bare(world)
    version = bodies(paper)["1.2"]
    sections.edit_section(world.mair, version.text.pid, base_pid=version.pid, heading="", text="Something else at all.")
    pid = brought_in(world)

    overlay = laying_over.look(world.mair, the_import(world, pid), load(db.session(), Paper, world.mair, paper.pid))

    assert overlay.nowhere == ("Does CC wish to say for whom?",)
    assert [one.key for one in overlay.laid] == ["note26-1"]


def test_what_is_disputed_already_is_not_disputed_twice(world: World) -> None:
    paper = bare(world)
    laid(world, paper, brought_in(world), frozenset({"line8-1"}))
    again = brought_in(world)

    overlay = laying_over.look(world.mair, the_import(world, again), load(db.session(), Paper, world.mair, paper.pid))
    assert overlay.already == ("Does CC wish to say for whom?",)
    with pytest.raises(Refused, match="has changed since"):
        laid(world, paper, again)
    laid(world, paper, again, frozenset({"note26-1"}))

    assert len(flags_of(paper)) == 2


def test_it_is_refused_without_a_choice_and_to_those_who_may_not(world: World) -> None:
    paper = bare(world)
    pid = brought_in(world)

    with pytest.raises(Refused, match="at least one"):
        laid(world, paper, pid, frozenset())
    with pytest.raises(Forbidden):
        laying_over.look(world.joan, load(db.session(), Import, world.mair, pid), paper)
    laid(world, paper, pid)
    with pytest.raises(Refused, match="moved on"):
        laid(world, paper, pid)
    assert len(flags_of(paper)) == 2
    assert PAPER.count("Does CC") == 2
