"""Searching finds what one may see, in every engine, and nothing else."""

from __future__ import annotations

import dataclasses

import pytest

from policyhub import db
from policyhub.acts.planting import Seed
from policyhub.services import finding, papers


@pytest.fixture
def index(world, settings):
    """The settings, with the index brought up to the log."""

    def up_to_date():
        while finding.follow_log(settings):
            pass
        world.fresh()
        return settings

    return up_to_date


def pids(found):
    return [one.thing.text.pid for one in found if one.kind == "section"]


def test_a_word_is_found_in_any_of_its_forms(world, index):
    found = finding.search(world.owen, "resident", settings=index())
    assert pids(found) == [world.section("2.2")]
    assert found[0].number == "2.2"
    assert any(hit for _text, hit in found[0].snippet)


def test_words_of_a_note_are_found(world, index):
    assert pids(finding.search(world.owen, "ten minutes", settings=index())) == [world.section("1.2")]


def test_all_words_must_be_there_and_a_phrase_in_its_order(world, index):
    settings = index()
    assert pids(finding.search(world.owen, "free travel", settings=settings)) == [world.section("2.2")]
    assert not finding.search(world.owen, "free shops", settings=settings)
    assert finding.search(world.owen, '"free for every resident"', settings=settings)
    assert not finding.search(world.owen, '"resident every for"', settings=settings)


def test_a_draft_is_found_by_its_group_only(world, index):
    settings = index()
    assert finding.search(world.owen, "fare", settings=settings)
    for other in (world.joan, world.nasreen, world.tom, world.dilys, world.visitor):
        assert finding.search(other, "fare", settings=settings) == []


def test_a_paper_open_for_comment_is_found_by_members_and_not_by_visitors(world, index):
    papers.open_for_comment(world.mair, world.paper)
    settings = index()
    assert finding.search(world.joan, "fare", settings=settings)
    assert finding.search(world.visitor, "fare", settings=settings) == []


def test_a_paper_taken_back_is_lost_to_others_even_before_the_index_knows(world, index):
    papers.open_for_comment(world.mair, world.paper)
    settings = index()
    papers.take_back(world.mair, world.paper)
    world.fresh()
    assert finding.search(world.joan, "fare", settings=settings) == []


def test_the_filter_in_the_query_holds_without_the_check_behind_it(world, index):
    settings = index()
    engine = finding.engine_for(settings, db.session())
    hits = engine.find("fare", audience=finding.audience_of(world.joan), kinds=finding.KINDS, most=10)
    assert hits == []


def test_a_lost_index_is_made_again(world, index):
    settings = index()
    before = pids(finding.search(world.owen, "bus", settings=settings))
    finding.engine_for(settings, db.session())
    db.session().rollback()
    finding.reindex(settings)
    world.fresh()
    assert pids(finding.search(world.owen, "bus", settings=settings)) == before != []


def test_only_the_kinds_asked_for_are_found(world, index):
    settings = index()
    assert finding.search(world.owen, "village", kinds=("paper",), settings=settings)
    assert finding.search(world.owen, "fare", kinds=("comment",), settings=settings) == []


@pytest.mark.parametrize("query", ["(", "[", "\\", "*", "' OR 1=1 --", "a" * 10_000, "&|!:*", '"', '""', "\x00", "½"])
def test_odd_queries_harm_nothing(world, index, query):
    assert isinstance(finding.search(world.owen, query, settings=index()), list)


def test_a_welsh_paper_is_found_whatever_the_mutation(world, index):
    papers.start_paper(
        world.mair, world.group, title="Bysiau", lang="cy", seeds=[Seed("clause", body="Dylai pob cyngor gynllunio.")]
    )
    assert pids(finding.search(world.owen, "gyngor", settings=index()))


def test_an_index_of_another_place_is_another_index(world, index, tmp_path):
    settings = index()
    elsewhere = dataclasses.replace(settings, data_dir=tmp_path / "elsewhere")
    if db.database().is_sqlite:
        assert finding.search(world.owen, "fare", settings=elsewhere) == []


def test_the_files_of_the_index_are_behind_a_door_that_only_their_owner_opens(world, index):
    settings = index()
    if db.database().is_sqlite:
        assert (settings.data_dir / "index").stat().st_mode & 0o777 == 0o700
