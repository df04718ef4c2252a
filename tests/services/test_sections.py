"""Sections: edited by the convenor, of two savers one wins, and words in a ballot stay."""

from __future__ import annotations

from datetime import timedelta

import pytest

from policyhub import clock, db
from policyhub.db import Database
from policyhub.domain.markup import references_in
from policyhub.models import Section, Version
from policyhub.permissions.visible import NotFound, load
from policyhub.services import agreements, ballots, comments, flags, history, sections
from policyhub.services.refusals import Conflict, Forbidden, Refused
from tests.counting_statements import counting
from tests.world import World


def the_section(world: World, number: str) -> Section:
    world.fresh()
    return load(db.session(), Section, world.mair, world.section(number))


def current(world: World, number: str) -> Version:
    found = the_section(world, number).text.current
    assert found is not None
    return found


def edit(world: World, number: str, text: str, *, who=None, base: str | None = None, **more) -> str:
    section = the_section(world, number)
    base = base or section.text.current.pid
    more.setdefault("heading", section.text.current.heading or "")
    return sections.edit_section(who or world.mair, section.text.pid, base_pid=base, text=text, **more)


NOTE = {"id": "1", "mark": "1", "text": "A walk of ten minutes."}


def test_an_edit_is_the_next_version_and_says_why(world: World) -> None:
    edit(world, "2.1", "Nobody should stay at home for want of a fare.", reason="Plainer words")
    version = current(world, "2.1")
    assert (version.ordinal, version.body) == (2, "Nobody should stay at home for want of a fare.")
    assert (version.reason, version.origin, version.author.name) == ("Plainer words", "edit", "Mair Pugh")


def test_an_edit_ends_an_agreement_and_the_agreed_version_stays(world: World) -> None:
    agreements.call_agreed(
        world.mair, world.section("2.1"), version_pid=current(world, "2.1").pid, reason="At the meeting"
    )
    edit(world, "2.1", "Other words.")
    section = the_section(world, "2.1")
    found = history.list_agreements(section)
    assert [agreement.ended_at is not None for agreement in found.values()] == [True]
    assert [version.ordinal for version in history.list_versions(world.mair, section)] == [2, 1]


def test_live_references_stay_live_where_their_number_stands(world: World) -> None:
    edit(world, "1.2", "This paper asks for a bus within a walk[^1] of every door, as 2.1 says.", notes=[NOTE])
    assert references_in(current(world, "1.2").body) == [(world.section("2.1"), "2.1")]


def test_a_note_may_be_changed_added_and_dropped(world: World) -> None:
    notes = [{**NOTE, "text": "Ten minutes, at an easy pace."}, {"id": "", "mark": "2", "text": "Every day."}]
    edit(world, "1.2", "A bus[^2] within a walk[^1] of every door.", notes=notes)
    assert [(n["id"], n["text"]) for n in current(world, "1.2").notes] == [
        ("2", "Every day."),
        ("1", "Ten minutes, at an easy pace."),
    ]
    edit(world, "1.2", "A bus within a walk of every door.", notes=[{**NOTE, "text": ""}])
    assert current(world, "1.2").notes == []


@pytest.mark.parametrize(
    ("text", "notes", "says"),
    [
        ("A bus within a walk of every door.", [NOTE], "stands nowhere"),
        ("A bus within a walk[^1] of every door.", [{**NOTE, "text": " "}], "has no words"),
        ("A bus within a walk[^1] of every door[^7].", [NOTE], "has no words"),
        ("A bus within a walk[^1] of every door.", [NOTE, {"id": "", "mark": "1", "text": "Twice."}], "of its own"),
    ],
)
def test_a_note_and_its_mark_must_go_together(world: World, text: str, notes: list, says: str) -> None:
    with pytest.raises(Refused, match=says):
        edit(world, "1.2", text, notes=notes)
    assert current(world, "1.2").ordinal == 1


def test_saving_what_stands_there_is_refused(world: World) -> None:
    with pytest.raises(Refused, match="Nothing was changed"):
        edit(world, "2.1", "Nobody should be kept at home by a fare.\r\n")


def test_a_heading_cannot_be_emptied(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        edit(world, "1", "", heading="  ")
    assert refusal.value.field == "heading"


def test_of_two_savers_the_second_learns_what_the_first_wrote(world: World) -> None:
    base = current(world, "2.1").pid
    edit(world, "2.1", "Nobody at all should be kept at home by a fare.")
    with pytest.raises(Conflict) as conflict:
        edit(world, "2.1", "Nobody should be kept at home by any fare.", base=base)
    assert conflict.value.theirs.body == "Nobody at all should be kept at home by a fare."
    assert current(world, "2.1").ordinal == 2


def test_a_base_of_another_section_is_refused(world: World) -> None:
    with pytest.raises(Refused, match="no longer good"):
        edit(world, "2.1", "Other words.", base=current(world, "1.1").pid)


def in_a_ballot(world: World) -> str:
    flag = flags.raise_flag(world.owen, world.section("2.2"), question="For whom?", quote="free for every resident")
    world.fresh()
    flags.offer_option(world.mair, flag, label="First for the young", replacement="free for the young")
    world.fresh()
    ballots.put_to_ballot(world.mair, flag, group="group", closes_at=clock.now() + timedelta(days=3), quorum=1)
    return flag


def test_words_in_an_open_ballot_stay_and_the_rest_can_be_edited(world: World) -> None:
    in_a_ballot(world)
    with pytest.raises(Refused, match="free for every resident"):
        edit(world, "2.2", "Travel should be free for all residents, and paid for as roads are paid for.")
    edit(world, "2.2", "All travel should be free for every resident, and paid for as roads and lamps are.")
    assert current(world, "2.2").ordinal == 2


def test_a_section_that_is_in_a_ballot_as_a_whole_stays(world: World) -> None:
    flag = flags.raise_flag(world.owen, world.section("2.1"), question="Is this needed?")
    world.fresh()
    flags.offer_option(world.mair, flag, label="Shorter", replacement="Nobody stays at home.")
    world.fresh()
    ballots.put_to_ballot(world.mair, flag, group="group", closes_at=clock.now() + timedelta(days=3), quorum=1)
    with pytest.raises(Refused, match="whole section"):
        edit(world, "2.1", "Other words.")


def test_only_the_convenor_edits_and_others_may_not_even_know_of_it(world: World) -> None:
    with pytest.raises(Forbidden):
        edit(world, "2.1", "Mine.", who=world.owen)
    with pytest.raises(NotFound):
        edit(world, "2.1", "Mine.", who=world.joan)


def test_an_edit_takes_one_commit_and_few_statements(world: World, database: Database) -> None:
    comments.add_comment(world.owen, world.section("1.2"), body="How far?", quote="within a walk")
    section = the_section(world, "1.2")
    base = section.text.current.pid
    with counting(database) as counted:
        sections.edit_section(
            world.mair,
            section.text.pid,
            base_pid=base,
            heading="",
            text="A bus within a walk[^1] of every door, see 2.1.",
            notes=[NOTE],
        )
    assert counted.commits == 1
    assert len(counted.statements) <= 15, "\n".join(counted.statements)
