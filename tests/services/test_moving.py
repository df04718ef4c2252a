"""The tree of a paper: sections added, moved, taken out, brought back; numbers follow, agreed words stay."""

from __future__ import annotations

import pytest

from policyhub import db
from policyhub.acts.papers import outline
from policyhub.acts.planting import Seed
from policyhub.db import Database
from policyhub.models import Agreement, Placement, Section
from policyhub.permissions.visible import NotFound, load
from policyhub.services import agreements, flags, history, moving, papers
from policyhub.services.refusals import Forbidden, Refused
from tests.counting_statements import counting
from tests.world import World


def names(world: World) -> list[str]:
    return [f"{p.number} {(p.heading or '')}".strip() for p in outline(db.session(), world.the_paper())]


def add(world: World, **more) -> str:
    pid = moving.add_section(world.mair, world.paper, **{"kind": "clause", "body": "New words.", **more})
    world.fresh()
    return pid


def test_a_section_is_added_after_another_and_those_behind_it_are_counted_on(world: World) -> None:
    second = world.section("1.2")
    pid = add(world, after_pid=world.section("1.1"))
    assert world.sections()["1.2"].pid == pid
    assert world.sections()["1.3"].pid == second


def test_a_section_is_added_under_another_or_at_the_end_before_the_appendices(world: World) -> None:
    deep = add(world, under_pid=world.section("2.2"))
    last = add(world, kind="heading", heading="Paying for it", body="")
    assert world.sections()["2.2.1"].pid == deep
    assert world.sections()["3"].pid == last
    assert names(world)[-2:] == ["3 Paying for it", "Appendix 1 Questions of the Ministry"]


def test_a_reference_that_was_typed_in_a_new_section_is_only_words(world: World) -> None:
    pid = add(world, body=f"See {{ref:{world.section('2.1')}|2.1}}.")
    section = load(db.session(), Section, world.mair, pid)
    assert section.text.current is not None
    assert section.text.current.body.startswith("See \\{ref:")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"body": " "}, "body"),
        ({"kind": "heading"}, "heading"),
        ({"kind": "chapter"}, "kind"),
        ({"heading": "x" * 501}, "heading"),
    ],
)
def test_a_section_without_what_it_needs_is_refused(world: World, more: dict, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        add(world, **more)
    assert refusal.value.field == field


def test_a_seventh_level_is_refused(world: World) -> None:
    under = world.section("2.2")
    for _level in range(4):
        under = add(world, under_pid=under)
    with pytest.raises(Refused, match="six levels"):
        add(world, under_pid=under)


def test_a_section_moves_among_its_neighbours_and_agreed_words_stay_agreed(world: World) -> None:
    first, second = world.section("2.1"), world.section("2.2")
    version = world.sections()["2.1"].version_pid
    agreements.call_agreed(world.mair, first, version_pid=version, reason="At the meeting")
    moving.move_section(world.mair, second, way="up")
    assert world.section("2.1") == second
    assert world.section("2.2") == first
    standing = db.session().query(Agreement).filter(Agreement.ended_at.is_(None)).count()
    assert standing == 1


def test_a_section_goes_in_under_the_one_before_and_out_again(world: World) -> None:
    second = world.section("2.2")
    moving.move_section(world.mair, second, way="in")
    assert world.section("2.1.1") == second
    moving.move_section(world.mair, second, way="out")
    assert world.section("2.2") == second


@pytest.mark.parametrize(("number", "way"), [("1.1", "up"), ("1.2", "down"), ("1.1", "in"), ("1", "out"), ("1", "off")])
def test_a_move_to_nowhere_is_refused(world: World, number: str, way: str) -> None:
    with pytest.raises(Refused):
        moving.move_section(world.mair, world.section(number), way=way)


def test_an_own_number_stays_with_the_place(world: World) -> None:
    seeds = [Seed("heading", heading="First", own_number="8"), Seed("heading", heading="Second")]
    world.paper = papers.start_paper(world.mair, world.group, title="It begins at eight", seeds=seeds)
    moving.move_section(world.mair, world.section("9"), way="up")
    world.fresh()
    assert names(world) == ["8 Second", "9 First"]
    moving.take_out_section(world.mair, world.section("8"))
    world.fresh()
    assert names(world) == ["8 First"]


def test_what_is_taken_out_goes_with_what_stands_under_it_and_comes_back_with_it(world: World) -> None:
    before = names(world)
    fares = world.section("2")
    moving.take_out_section(world.mair, fares)
    world.fresh()
    assert names(world) == ["1 Purpose", "1.1", "1.2", "Appendix 1 Questions of the Ministry"]
    taken_out = history.list_taken_out(world.the_paper())
    assert [(t.heading, t.can_return) for t in taken_out] == [("Fares", True), (None, False), (None, False)]
    moving.bring_back_section(world.mair, world.paper, section_pid=fares)
    world.fresh()
    assert names(world) == before


def test_what_is_disputed_cannot_be_taken_out(world: World) -> None:
    flags.raise_flag(world.owen, world.section("2.2"), question="For whom?", quote="free for every resident")
    with pytest.raises(Refused, match="dispute"):
        moving.take_out_section(world.mair, world.section("2"))


def test_what_is_there_cannot_be_brought_back_nor_what_is_another_papers(world: World) -> None:
    with pytest.raises(Refused):
        moving.bring_back_section(world.mair, world.paper, section_pid=world.section("2"))
    other = papers.start_paper(world.mair, world.group, title="Another")
    with pytest.raises(NotFound):
        moving.bring_back_section(world.mair, other, section_pid=world.section("2"))


def test_every_place_a_section_had_stays_known(world: World) -> None:
    section = world.sections()["2.2"]
    moving.move_section(world.mair, section.pid, way="up")
    world.fresh()
    places = db.session().query(Placement).filter_by(section_id=section.text_id).order_by(Placement.revision).all()
    assert [place.rank for place in places] == [2, 1]


def test_only_the_convenor_changes_the_tree(world: World) -> None:
    pid = world.section("2.2")
    with pytest.raises(Forbidden):
        moving.move_section(world.owen, pid, way="up")
    with pytest.raises(Forbidden):
        moving.take_out_section(world.owen, pid)
    with pytest.raises(Forbidden):
        moving.add_section(world.owen, world.paper, kind="clause", body="Mine.")
    with pytest.raises(NotFound):
        moving.bring_back_section(world.joan, world.paper, section_pid=pid)


def test_each_change_of_the_tree_is_one_commit_and_few_statements(world: World, database: Database) -> None:
    pid, first, fares = world.section("2.2"), world.section("1.1"), world.section("2")
    for change in (
        lambda: moving.move_section(world.mair, pid, way="in"),
        lambda: moving.move_section(world.mair, pid, way="out"),
        lambda: moving.add_section(world.mair, world.paper, kind="clause", body="New.", after_pid=first),
        lambda: moving.take_out_section(world.mair, fares),
        lambda: moving.bring_back_section(world.mair, world.paper, section_pid=fares),
    ):
        with counting(database) as counted:
            change()
        assert counted.commits == 1
        assert len(counted.statements) <= 15, "\n".join(counted.statements)
