"""Sections called agreed: one by one, or all that nobody disputes."""

from __future__ import annotations

import pytest

from policyhub import db
from policyhub.acts.agreements import find_agreement
from policyhub.db import Database
from policyhub.models import Section
from policyhub.permissions.visible import NotFound, load
from policyhub.services import agreements, flags, sections
from policyhub.services.refusals import Forbidden, Refused
from tests.counting_statements import counting
from tests.world import World


def call(world: World, number: str, *, who=None, reason: str = "Nobody objected in May.") -> str:
    placed = world.sections()[number]
    return agreements.call_agreed(who or world.mair, placed.pid, version_pid=placed.version_pid, reason=reason)


def agreed(world: World) -> set[str]:
    return {p.name for p in world.sections().values() if find_agreement(db.session(), p.version_id)}


def test_a_section_is_called_agreed_with_who_when_and_why(world: World) -> None:
    call(world, "2.1", reason="  Nobody objected\nin May. ")
    agreement = find_agreement(db.session(), world.sections()["2.1"].version_id)
    assert agreement is not None
    assert (agreement.by, agreement.by_member.name, agreement.reason) == (
        "call",
        "Mair Pugh",
        "Nobody objected in May.",
    )


def test_words_that_changed_since_they_were_read_are_not_called_agreed(world: World) -> None:
    placed = world.sections()["2.1"]
    sections.edit_section(world.mair, placed.pid, base_pid=placed.version_pid, heading="", text="Other words.")
    with pytest.raises(Refused, match="changed"):
        agreements.call_agreed(world.mair, placed.pid, version_pid=placed.version_pid, reason="In May")
    assert agreed(world) == set()


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001])
def test_a_call_needs_a_reason_that_fits(world: World, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        call(world, "2.1", reason=reason)
    assert refusal.value.field == "reason"


def test_what_is_disputed_or_agreed_already_is_refused(world: World) -> None:
    flags.raise_flag(world.owen, world.section("2.2"), question="For whom?", quote="free for every resident")
    with pytest.raises(Refused, match="dispute"):
        call(world, "2.2")
    call(world, "2.1")
    with pytest.raises(Refused, match="already"):
        call(world, "2.1")


def test_a_question_to_the_council_in_the_words_keeps_them_from_being_agreed(world: World) -> None:
    placed = world.sections()["2.1"]
    text = "Nobody should be kept at home by a fare. Does the council wish to say more?"
    sections.edit_section(world.mair, placed.pid, base_pid=placed.version_pid, heading="", text=text)
    world.fresh()
    flags.raise_flag(world.owen, world.section("1.1"), question="Does the council wish to say more?")
    with pytest.raises(Refused, match="question to the council"):
        call(world, "2.1")
    free, disputed = agreements.list_callable(world.the_paper())
    assert {p.name for p in disputed} == {"1.1", "2.1"}
    assert "2.1" not in {p.name for p in free}


def test_all_that_nobody_disputes_is_called_agreed_at_once(world: World, database: Database) -> None:
    flags.raise_flag(world.owen, world.section("2.2"), question="For whom?", quote="free for every resident")
    call(world, "1.1")
    free, disputed = agreements.list_callable(world.the_paper())
    assert [p.name for p in disputed] == ["2.2"]
    seen = [p.version_pid for p in free]
    with counting(database) as counted:
        agreements.call_all_agreed(world.mair, world.paper, versions=seen, reason="In May")
    assert counted.commits == 1
    assert len(counted.statements) <= 15, "\n".join(counted.statements)
    assert agreed(world) == {"1", "1.1", "1.2", "2", "2.1", "Appendix 1"}


def test_of_all_only_the_versions_that_were_shown_are_called_agreed(world: World) -> None:
    free, _disputed = agreements.list_callable(world.the_paper())
    seen = [p.version_pid for p in free]
    placed = world.sections()["2.1"]
    sections.edit_section(world.mair, placed.pid, base_pid=placed.version_pid, heading="", text="Other words.")
    agreements.call_all_agreed(world.mair, world.paper, versions=seen, reason="In May")
    assert "2.1" not in agreed(world)
    with pytest.raises(Refused, match="list again"):
        agreements.call_all_agreed(world.mair, world.paper, versions=seen, reason="In May")


def test_only_the_convenor_calls_sections_agreed(world: World) -> None:
    with pytest.raises(Forbidden):
        call(world, "2.1", who=world.owen)
    with pytest.raises(NotFound):
        call(world, "2.1", who=world.joan)
    with pytest.raises(Forbidden):
        agreements.call_all_agreed(world.owen, world.paper, versions=[], reason="In May")
    with pytest.raises(Refused, match="Tick at least one"):
        agreements.call_all_agreed(world.mair, world.paper, versions=[], reason="In May")


def test_a_call_takes_one_commit_and_few_statements(world: World, database: Database) -> None:
    placed = world.sections()["2.1"]
    with counting(database) as counted:
        agreements.call_agreed(world.mair, placed.pid, version_pid=placed.version_pid, reason="In May")
    assert counted.commits == 1
    assert len(counted.statements) <= 15, "\n".join(counted.statements)
    assert load(db.session(), Section, world.mair, placed.pid).text.pid == placed.pid
