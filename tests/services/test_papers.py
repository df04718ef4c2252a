"""Papers: begun, opened for comment, sent to the council, adopted; and who may do so."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from policyhub import clock, db
from policyhub.db import Database
from policyhub.models import Group, Paper
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import NotFound, load
from policyhub.services import flags, papers, reading
from policyhub.services.refusals import Forbidden, Refused
from tests.counting_statements import counting
from tests.world import World


def test_a_paper_without_seeds_begins_with_one_heading(world: World) -> None:
    pid = papers.start_paper(world.mair, world.group, title="  A new\npaper ", lang="cy")
    world.fresh()
    paper = load(db.session(), Paper, HOUSE, pid)
    assert (paper.title, paper.lang, paper.state) == ("A new paper", "cy", "drafting")
    assert reading.find_states([paper.id])[paper.id] == (0, 1, 0)
    assert [credit.member_id for credit in papers.list_credits(paper)] == [world.mair.member_id]


@pytest.mark.parametrize("title", ["", "  ", "x" * 501])
def test_a_paper_needs_a_title_that_fits(world: World, title: str) -> None:
    with pytest.raises(Refused) as refusal:
        papers.start_paper(world.mair, world.group, title=title)
    assert refusal.value.field == "title"


def test_only_who_convenes_a_group_begins_its_papers(world: World) -> None:
    for who, group in ((world.owen, world.group), (world.mair, world.branch), (world.tom, world.branch)):
        with pytest.raises(Forbidden):
            papers.start_paper(who, group, title="Mine")


def test_a_paper_open_for_comment_is_seen_by_every_member_until_it_is_taken_back(world: World) -> None:
    with clock.standing_at(datetime(2026, 10, 1, tzinfo=UTC)):
        papers.open_for_comment(world.mair, world.paper, until=date(2026, 12, 11))
    paper = load(db.session(), Paper, world.joan, world.the_paper().pid)
    assert paper.comment_until == date(2026, 12, 11)
    papers.take_back(world.mair, world.paper)
    world.fresh()
    with pytest.raises(NotFound):
        load(db.session(), Paper, world.joan, world.paper)


def test_a_day_that_has_passed_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        papers.open_for_comment(world.mair, world.paper, until=date(2020, 1, 1))
    assert refusal.value.field == "until"
    assert world.the_paper().state == "drafting"


def test_a_paper_is_adopted_by_the_council_when_nothing_in_it_is_disputed(world: World) -> None:
    papers.send_to_council(world.mair, world.paper)
    flag = flags.raise_flag(world.owen, world.section("2.2"), question="For whom?")
    with pytest.raises(Refused, match="still open"):
        papers.adopt_paper(world.nasreen, world.paper)
    world.fresh()
    flags.withdraw_flag(world.mair, flag, reason="We agree among ourselves.")
    papers.adopt_paper(world.nasreen, world.paper)
    assert world.the_paper().state == "adopted"
    world.fresh()
    assert load(db.session(), Paper, world.visitor, world.paper).pid == world.paper


def test_who_may_move_a_paper_and_who_may_adopt_it(world: World) -> None:
    with pytest.raises(Forbidden):
        papers.open_for_comment(world.owen, world.paper)
    papers.send_to_council(world.mair, world.paper)
    for who in (world.mair, world.joan, world.dilys):
        with pytest.raises(Forbidden):
            papers.adopt_paper(who, world.paper)


def test_a_paper_that_has_moved_on_is_not_moved_twice(world: World) -> None:
    papers.send_to_council(world.mair, world.paper)
    with pytest.raises(Refused, match="moved on"):
        papers.send_to_council(world.mair, world.paper)


def test_the_list_has_what_one_may_see_of_one_group_or_of_all(world: World) -> None:
    group = load(db.session(), Group, HOUSE, world.branch)
    assert [p.pid for p in papers.list_papers(world.owen)] == [world.paper]
    assert list(papers.list_papers(world.owen, group=group)) == []
    assert list(papers.list_papers(world.joan)) == []


def test_visitors_learn_no_names(world: World) -> None:
    paper = world.the_paper()
    assert papers.get_facts(world.owen, paper).convenors == ("Mair Pugh",)
    assert papers.get_facts(world.visitor, paper).convenors == ()


def test_each_move_is_one_commit_and_few_statements(world: World, database: Database) -> None:
    moves = (
        lambda: papers.open_for_comment(world.mair, world.paper),
        lambda: papers.send_to_council(world.mair, world.paper),
        lambda: papers.adopt_paper(world.nasreen, world.paper),
    )
    for move in moves:
        with counting(database) as counted:
            move()
        assert counted.commits == 1
        assert len(counted.statements) <= 15, "\n".join(counted.statements)
