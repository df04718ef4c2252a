"""Motions are begun by a branch, put together from passages and own words, and made ready."""

from __future__ import annotations

import pytest

from policyhub import db
from policyhub.models import Motion
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import NotFound, load
from policyhub.services import blocks, motions, papers
from policyhub.services.refusals import Conflict, Forbidden, Refused
from tests.counting_statements import counting
from tests.services.assembling import agree, base_of, blocks_of, body_of, change
from tests.world import World


def start(world: World, **more) -> tuple[str, list[str]]:
    pid = motions.start_motion(world.tom, world.branch, title="Buses for Arfon", **more)
    return pid, [drawn.pid for drawn in look(world, pid).parts]


def look(world: World, pid: str, who=HOUSE) -> motions.Draft:
    world.fresh()
    return motions.look(who, load(db.session(), Motion, HOUSE, pid))


def test_a_motion_has_three_empty_parts(world: World, database) -> None:
    with counting(database) as counted:
        pid = motions.start_motion(world.tom, world.branch, title="Buses", word_limit=300, mover="Tom", lang="cy")

    assert (counted.commits, len(counted.statements) <= 15) == (1, True)
    assert [drawn.part.kind for drawn in look(world, pid).parts] == ["notes", "believes", "resolves"]
    assert {drawn.part.text.lang for drawn in look(world, pid).parts} == {"cy"}


def test_only_a_branchs_secretary_begins_one(world: World) -> None:
    with pytest.raises(Forbidden):
        motions.start_motion(world.mair, world.group, title="Buses")
    with pytest.raises(Forbidden):
        motions.start_motion(world.joan, world.branch, title="Buses")


@pytest.mark.parametrize("wrong", [{"title": " "}, {"word_limit": 0}, {"mover": "x" * 201}, {"lang": "tlh"}])
def test_a_motion_that_makes_no_sense_is_refused(world: World, wrong: dict) -> None:
    with pytest.raises(Refused):
        motions.start_motion(world.tom, world.branch, **{"title": "Buses", **wrong})


def test_points_are_written_moved_taken_out_and_put_back(world: World) -> None:
    _, (_notes, _believes, resolves) = start(world)
    for words in ("To write", "To march", "To sing"):
        blocks.add_point(world.tom, resolves, body=words)
    _write, march, sing = blocks_of(world, resolves)

    blocks.move_point(world.tom, resolves, block=sing.pid, up=True)
    blocks.remove_point(world.tom, resolves, block=march.pid)
    assert body_of(world, resolves) == "To write\n\nTo sing"

    blocks.restore_point(world.tom, resolves, block=march.pid)
    assert body_of(world, resolves) == "To write\n\nTo sing\n\nTo march"


def test_an_agreed_passage_is_adapted_to_motion_language_and_keeps_its_origin(world: World) -> None:
    papers.open_for_comment(world.mair, world.paper)
    agree(world, "2.1")
    pid, (_notes, believes, _resolves) = start(world)
    blocks.insert_point(world.tom, believes, section=world.section("2.1"))
    (point,) = blocks_of(world, believes)

    base = base_of(world, believes)
    blocks.edit_point(world.tom, believes, block=point.pid, body="That nobody be kept at home.", base=base)

    (point,) = look(world, pid).find("believes").blocks
    assert point.adapted
    (source,) = look(world, pid, world.tom).sources.values()
    assert (source.name, source.state) == ("2.1", "agreed")
    with pytest.raises(Conflict):
        blocks.edit_point(world.tom, believes, block=point.pid, body="Other words.", base=base)


def test_new_words_of_the_paper_are_taken_or_left(world: World) -> None:
    papers.open_for_comment(world.mair, world.paper)
    pid, (notes, _believes, _resolves) = start(world)
    blocks.insert_point(world.tom, notes, section=world.section("2.1"))
    blocks.insert_point(world.tom, notes, section=world.section("2.2"))
    one, two = blocks_of(world, notes)
    change(world, "2.1", "Nobody should be kept at home.")
    change(world, "2.2", "Travel should be free.")
    assert [o.what for o in look(world, pid).obstacles].count("moved_on") == 2

    blocks.take_new_point(world.tom, notes, block=one.pid)
    blocks.keep_old_point(world.tom, notes, block=two.pid)

    assert "moved_on" not in [o.what for o in look(world, pid).obstacles]
    assert body_of(world, notes).startswith("Nobody should be kept at home.\n\nTravel should be free for every")


def test_a_motion_is_ready_when_it_resolves_something_within_its_limit(world: World) -> None:
    pid, (notes, _believes, resolves) = start(world, word_limit=4)
    blocks.add_point(world.tom, notes, body="That it is so")
    with pytest.raises(Refused, match="resolves"):
        motions.finish_motion(world.tom, pid)
    blocks.add_point(world.tom, resolves, body="To act")
    with pytest.raises(Refused, match="2 words"):
        motions.finish_motion(world.tom, pid)
    motions.describe_motion(world.tom, pid, title="Buses", word_limit=10)
    with pytest.raises(NotFound):
        load(db.session(), Motion, world.joan, pid)

    motions.finish_motion(world.tom, pid)

    world.fresh()
    assert load(db.session(), Motion, world.joan, pid).state == "ready"
    with pytest.raises(Forbidden):
        blocks.add_point(world.tom, resolves, body="Late")
    motions.reopen_motion(world.tom, pid)
    motions.finish_motion(world.tom, pid)
    motions.mark_submitted(world.tom, pid)
    with pytest.raises(Refused, match="moved on"):
        motions.reopen_motion(world.tom, pid)


def test_a_draft_is_seen_by_its_branch_only(world: World) -> None:
    start(world)
    world.fresh()

    assert len(motions.list_motions(world.tom)) == 1
    assert list(motions.list_motions(world.mair)) == []
    assert [branch.name for branch in motions.list_branches(world.tom)] == ["Arfon branch"]
    assert motions.list_branches(world.mair) == []
