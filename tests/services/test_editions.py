"""Editions: frozen with their printed numbers, never changed, compared by what each section is."""

from __future__ import annotations

import pytest

from policyhub import db
from policyhub.db import Database
from policyhub.models import Edition
from policyhub.permissions.visible import NotFound, load
from policyhub.services import editions, moving, papers, sections
from policyhub.services.refusals import Forbidden, Refused
from tests.counting_statements import counting
from tests.world import World


def freeze(world: World, name: str = "Draft 1", *, who=None) -> str:
    pid = editions.freeze_edition(who or world.mair, world.paper, name=name)
    world.fresh()
    return pid


def the_edition(world: World, pid: str) -> Edition:
    world.fresh()
    return load(db.session(), Edition, world.mair, pid)


def edit(world: World, number: str, text: str) -> None:
    placed = world.sections()[number]
    sections.edit_section(world.mair, placed.pid, base_pid=placed.version_pid, heading="", text=text)


def test_an_edition_keeps_words_places_and_printed_numbers(world: World) -> None:
    edition = the_edition(world, freeze(world, " Draft 1  for the council "))
    assert edition.name == "Draft 1 for the council"
    edit(world, "2.1", "Other words.")
    moving.take_out_section(world.mair, world.section("1"))
    found = editions.list_sections(the_edition(world, edition.pid))
    assert [section.number for section in found] == ["1", "1.1", "1.2", "2", "2.1", "2.2", "Appendix 1"]
    assert found[4].plain == "Nobody should be kept at home by a fare."
    assert [section.depth for section in found] == [0, 1, 1, 0, 1, 1, 0]


def test_the_same_words_in_the_same_places_have_the_same_hash(world: World) -> None:
    first, second = the_edition(world, freeze(world, "One")), the_edition(world, freeze(world, "Two"))
    edit(world, "2.1", "Other words.")
    third = the_edition(world, freeze(world, "Three"))
    assert first.hash == second.hash != third.hash
    assert [e.ordinal for e in editions.list_editions(world.mair, world.the_paper())] == [3, 2, 1]


def test_what_changed_since_is_told_by_section_and_not_by_number(world: World) -> None:
    edition = freeze(world)
    edit(world, "2.1", "Nobody should ever be kept at home by a fare.")
    world.fresh()
    moving.take_out_section(world.mair, world.section("1"))
    world.fresh()
    moving.add_section(world.mair, world.paper, kind="heading", heading="Paying for it")
    world.fresh()
    before = editions.list_sections(the_edition(world, edition))
    found = editions.compare_sections(before, editions.list_present(world.the_paper()))
    assert [(one.what, one.section.number) for one in found] == [
        ("taken_out", "1"),
        ("taken_out", "1.1"),
        ("taken_out", "1.2"),
        ("renumbered", "1"),
        ("changed", "1.1"),
        ("renumbered", "1.2"),
        ("added", "2"),
        ("same", "Appendix 1"),
    ]
    changed = found[4]
    assert "".join(piece.text for piece in changed.pieces if piece.op == "insert").strip() == "ever"


def test_a_second_edition_of_the_same_name_is_refused(world: World) -> None:
    freeze(world, "Draft 1")
    for name in ("draft 1", "", "x" * 201):
        with pytest.raises(Refused) as refusal:
            freeze(world, name)
        assert refusal.value.field == "name"


def test_only_the_convenor_freezes_and_hidden_papers_have_hidden_editions(world: World) -> None:
    pid = freeze(world)
    with pytest.raises(Forbidden):
        freeze(world, "Mine", who=world.owen)
    with pytest.raises(NotFound):
        load(db.session(), Edition, world.joan, pid)
    papers.open_for_comment(world.mair, world.paper)
    world.fresh()
    assert load(db.session(), Edition, world.joan, pid).pid == pid


def test_freezing_takes_one_commit_and_few_statements(world: World, database: Database) -> None:
    with counting(database) as counted:
        editions.freeze_edition(world.mair, world.paper, name="Draft 1")
    assert counted.commits == 1
    assert len(counted.statements) <= 15, "\n".join(counted.statements)
