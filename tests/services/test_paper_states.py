"""Papers set aside, superseded, and built on earlier ones."""

from __future__ import annotations

import pytest

from policyhub import db
from policyhub.models import Paper
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import NotFound, load
from policyhub.services import papers
from policyhub.services.refusals import Forbidden, Refused
from tests.world import World, seeds_of_paper


def adopted(world: World, title: str) -> str:
    pid = papers.start_paper(world.mair, world.group, title=title, seeds=seeds_of_paper())
    papers.send_to_council(world.mair, pid)
    papers.adopt_paper(world.nasreen, pid)
    world.fresh()
    return pid


def paper(world: World, pid: str) -> Paper:
    world.fresh()
    return load(db.session(), Paper, HOUSE, pid)


def test_a_paper_that_is_set_aside_is_seen_by_its_group_alone_and_can_be_taken_back(world: World) -> None:
    papers.open_for_comment(world.mair, world.paper)
    papers.withdraw_paper(world.mair, world.paper)
    world.fresh()
    assert load(db.session(), Paper, world.owen, world.paper).state == "withdrawn"
    with pytest.raises(NotFound):
        load(db.session(), Paper, world.nasreen, world.paper)


def test_only_the_convenor_sets_a_paper_aside(world: World) -> None:
    with pytest.raises(Forbidden):
        papers.withdraw_paper(world.owen, world.paper)


def test_a_newer_adopted_paper_takes_the_place_of_an_older_one(world: World) -> None:
    older, newer = adopted(world, "Buses, once"), adopted(world, "Buses, again")
    papers.supersede_paper(world.nasreen, older, by=newer)
    assert paper(world, older).state == "superseded"
    assert paper(world, newer).builds_on_id == paper(world, older).id


def test_nothing_is_superseded_by_itself_or_by_a_draft(world: World) -> None:
    older = adopted(world, "Buses, once")
    for other in (older, world.paper):
        with pytest.raises((Refused, NotFound)):
            papers.supersede_paper(world.nasreen, older, by=other)
    assert paper(world, older).state == "adopted"


def test_only_the_council_supersedes(world: World) -> None:
    older, newer = adopted(world, "Buses, once"), adopted(world, "Buses, again")
    with pytest.raises(Forbidden):
        papers.supersede_paper(world.mair, older, by=newer)


def test_a_paper_builds_on_a_published_one(world: World) -> None:
    earlier = adopted(world, "Buses, once")
    papers.build_on(world.mair, world.paper, earlier=earlier)
    found = paper(world, world.paper)
    assert papers.get_facts(world.mair, found).builds_on is paper(world, earlier)


def test_a_paper_does_not_build_on_itself_or_on_a_draft(world: World) -> None:
    draft = papers.start_paper(world.mair, world.group, title="A draft")
    for other in (draft, world.paper):
        with pytest.raises(Refused):
            papers.build_on(world.mair, world.paper, earlier=other)


def test_only_the_convenor_says_what_a_paper_builds_on(world: World) -> None:
    earlier = adopted(world, "Buses, once")
    with pytest.raises(Forbidden):
        papers.build_on(world.owen, world.paper, earlier=earlier)
