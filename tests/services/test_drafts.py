"""Drafts: kept by the member who types, given back, dropped."""

from __future__ import annotations

import pytest

from policyhub.permissions.visible import NotFound
from policyhub.services import drafts
from tests.world import World


def test_what_is_typed_is_kept_changed_and_dropped(world: World) -> None:
    section = world.section("2.2")
    assert drafts.keep_draft(world.owen, "comment", section, {"body": "Half a", "quote": " "})
    assert drafts.keep_draft(world.owen, "comment", section, {"body": "Half a thought"})
    world.fresh()
    kept = drafts.find_draft(world.owen, "comment", section)
    assert kept is not None
    assert (kept.get("body"), kept.get("quote")) == ("Half a thought", "")
    assert drafts.find_draft(world.mair, "comment", section) is None
    assert drafts.find_draft(world.owen, "section", section) is None
    drafts.drop_draft(world.owen, "comment", section)
    world.fresh()
    assert drafts.find_draft(world.owen, "comment", section) is None


def test_an_emptied_form_leaves_nothing(world: World) -> None:
    section = world.section("2.2")
    drafts.keep_draft(world.owen, "comment", section, {"body": "Something"})
    world.fresh()
    assert drafts.keep_draft(world.owen, "comment", section, {"body": " \n"})
    world.fresh()
    assert drafts.find_draft(world.owen, "comment", section) is None


def test_a_draft_is_about_something_that_one_can_see(world: World) -> None:
    section = world.section("2.2")
    for who, kind, pid in (
        (world.joan, "comment", section),
        (world.owen, "nonsense", section),
        (world.owen, "comment", "aaaaaaaaaaaa"),
        (world.visitor, "comment", section),
    ):
        with pytest.raises(NotFound):
            drafts.keep_draft(who, kind, pid, {"body": "x"})


def test_more_than_a_million_characters_are_not_kept(world: World) -> None:
    assert not drafts.keep_draft(world.owen, "comment", world.section("2.2"), {"body": "x" * 1_000_001})


def test_of_too_many_drafts_the_oldest_goes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST", 1)
    for number in ("2.1", "2.2"):
        drafts.keep_draft(world.owen, "comment", world.section(number), {"body": number})
    world.fresh()
    assert drafts.find_draft(world.owen, "comment", world.section("2.1")) is None
    assert drafts.find_draft(world.owen, "comment", world.section("2.2")) is not None
