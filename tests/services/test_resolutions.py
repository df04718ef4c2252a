"""The council's resolutions: looked at beforehand, written into the text, agreed, refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from policyhub import clock, db
from policyhub.acts import agreements, texts
from policyhub.db import Database
from policyhub.models import Flag, Section, Version
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import NotFound, load
from policyhub.services import ballots, comments, council, flags, papers, resolutions
from policyhub.services.refusals import Forbidden, Refused
from tests.counting_statements import counting
from tests.world import World

NOON = datetime(2031, 3, 3, 12, tzinfo=UTC)
NEXT_DAY = NOON + timedelta(days=1)
FARE = "free for every resident"
YOUNG = "free at once for everyone under 25"
WHY = "The buses that there are can carry them."


def disputed(world: World, number: str = "2.2", quote: str = FARE, replacement: str = YOUNG) -> str:
    """A dispute with one other wording, before the council."""
    pid = flags.raise_flag(world.owen, world.section(number), question="Free for whom, at first?", quote=quote)
    flags.offer_option(world.mair, pid, label="The young first", replacement=replacement)
    if world.the_paper().state == "drafting":
        papers.send_to_council(world.mair, world.paper)
    return pid


def the_flag(world: World, pid: str) -> Flag:
    world.fresh()
    return load(db.session(), Flag, HOUSE, pid)


def option(world: World, pid: str, place: int) -> str:
    return the_flag(world, pid).options[place].pid


def current(world: World, number: str = "2.2") -> Version:
    world.fresh()
    version = load(db.session(), Section, HOUSE, world.section(number)).text.current
    assert version is not None
    return version


def is_agreed(version: Version) -> bool:
    return agreements.find_agreement(db.session(), version.id) is not None


def edited(world: World, number: str, body: str) -> None:
    """Somebody edits the section meanwhile."""
    with db.database().writing() as session:
        section = load(session, Section, world.mair, world.section(number))
        version = section.text.current
        assert version is not None
        assert world.mair.member_id is not None
        texts.put_version(
            session,
            section.text,
            base_id=version.id,
            heading=version.heading,
            body=body,
            notes=version.notes,
            author_id=world.mair.member_id,
            at=clock.now(),
            origin="edit",
        )
        session.commit()
    world.fresh()


def test_the_wording_becomes_the_next_version_agreed_with_who_when_and_why(world: World) -> None:
    pid = disputed(world)
    resolutions.resolve_flag(world.nasreen, pid, option=option(world, pid, 1), reason=WHY)
    version = current(world)
    assert version.body == f"Travel should be {YOUNG}, and paid for as roads are paid for."
    assert (version.ordinal, version.origin, version.reason) == (2, "resolution", WHY)
    agreement = agreements.find_agreement(db.session(), version.id)
    resolution = resolutions.find_resolution(world.owen, the_flag(world, pid))
    assert agreement is not None
    assert resolution is not None
    assert (agreement.by, agreement.source_id, agreement.reason) == ("resolution", resolution.id, WHY)
    assert (resolution.by.name, resolution.version.id) == ("Nasreen Akhtar", version.id)
    assert the_flag(world, pid).state == "resolved"
    assert resolutions.find_resolution(world.visitor, the_flag(world, pid)) is None


def test_to_leave_the_words_as_they_are_agrees_the_version_that_stands(world: World) -> None:
    pid = disputed(world)
    before = current(world)
    resolutions.resolve_flag(world.callum, pid, option=option(world, pid, 0), reason=WHY)
    assert current(world).id == before.id
    assert is_agreed(before)


def test_words_of_a_note_are_settled_in_the_note(world: World) -> None:
    pid = disputed(world, "1.2", quote="ten minutes", replacement="fifteen minutes")
    body = current(world, "1.2").body
    resolutions.resolve_flag(world.nasreen, pid, option=option(world, pid, 1), reason=WHY)
    version = current(world, "1.2")
    assert version.body == body
    assert version.notes[0]["text"] == "A walk of fifteen minutes."


def test_the_passage_can_be_taken_out_and_a_whole_section_worded_anew(world: World) -> None:
    out = disputed(world, replacement="")
    resolutions.resolve_flag(world.nasreen, out, option=option(world, out, 1), reason=WHY)
    assert current(world).body == "Travel should be, and paid for as roads are paid for."
    whole = disputed(world, "1.2", quote="", replacement="First *thought*.\n\n1. Second thought.")
    resolutions.resolve_flag(world.nasreen, whole, option=option(world, whole, 1), reason=WHY)
    from policyhub.acts.anchors import plain_of

    assert plain_of(current(world, "1.2")) == "First *thought*.\n\n1. Second thought."


def test_a_heading_without_words_of_its_own_can_be_given_some(world: World) -> None:
    pid = disputed(world, "2", quote="", replacement="A fare is what keeps people at home.")
    resolutions.resolve_flag(world.nasreen, pid, option=option(world, pid, 1), reason=WHY)
    assert current(world, "2").body == "A fare is what keeps people at home."


@pytest.mark.parametrize("reason", ["", "  ", "x" * 5001])
def test_a_resolution_without_a_reason_is_refused(world: World, reason: str) -> None:
    pid = disputed(world)
    with pytest.raises(Refused) as refusal:
        resolutions.resolve_flag(world.nasreen, pid, option=option(world, pid, 1), reason=reason)
    assert refusal.value.field == "reason"
    assert the_flag(world, pid).state == "open"


def test_only_the_council_resolves(world: World) -> None:
    pid = disputed(world)
    chosen = option(world, pid, 1)
    for who in (world.mair, world.owen, world.tom, world.dilys):
        with pytest.raises(Forbidden):
            resolutions.resolve_flag(who, pid, option=chosen, reason=WHY)
    with pytest.raises(NotFound):
        resolutions.resolve_flag(world.visitor, pid, option=chosen, reason=WHY)


def test_what_is_settled_is_not_settled_again(world: World) -> None:
    pid = disputed(world)
    resolutions.resolve_flag(world.nasreen, pid, option=option(world, pid, 1), reason=WHY)
    with pytest.raises(Refused):
        resolutions.resolve_flag(world.callum, pid, option=option(world, pid, 0), reason=WHY)


def test_an_option_of_another_dispute_is_refused(world: World) -> None:
    pid, other = disputed(world), disputed(world, "2.1", quote="kept at home", replacement="kept from work")
    with pytest.raises(Refused):
        resolutions.resolve_flag(world.nasreen, pid, option=option(world, other, 1), reason=WHY)


def test_while_a_vote_is_open_or_uncounted_nothing_is_resolved(world: World) -> None:
    pid = disputed(world)
    chosen = option(world, pid, 1)
    with clock.standing_at(NOON):
        ballot = ballots.put_to_ballot(world.mair, pid, closes_at=NEXT_DAY)
        ballots.cast_vote(world.nasreen, ballot, choice=chosen)
    for at in (NOON, NEXT_DAY + timedelta(hours=1)):
        with clock.standing_at(at), pytest.raises(Refused):
            resolutions.resolve_flag(world.nasreen, pid, option=chosen, reason=WHY)
    with clock.standing_at(NEXT_DAY):
        ballots.close_ballot(HOUSE, ballot)
    world.fresh()
    assert list(council.list_disputes(world.nasreen)) == ["resolve"]
    as_it_is = the_flag(world, pid).options[0]
    assert resolutions.foresee(world.nasreen, the_flag(world, pid), as_it_is).outvoted == "B"
    resolutions.resolve_flag(world.nasreen, pid, option=chosen, reason=WHY)
    assert YOUNG in current(world).body


def test_nothing_is_agreed_while_another_dispute_stands_in_the_section(world: World) -> None:
    pid = disputed(world)
    other = disputed(world, quote="paid for as roads", replacement="paid for as schools")
    seen = resolutions.foresee(world.nasreen, the_flag(world, pid), the_flag(world, pid).options[1])
    assert [(h.flag.pid, h.stands_in_text) for h in seen.hindrances] == [(other, False)]
    resolutions.resolve_flag(world.nasreen, pid, option=option(world, pid, 1), reason=WHY)
    assert not is_agreed(current(world))
    resolutions.resolve_flag(world.nasreen, other, option=option(world, other, 1), reason=WHY)
    assert current(world).body == f"Travel should be {YOUNG}, and paid for as schools are paid for."
    assert is_agreed(current(world))


def test_nothing_is_agreed_while_a_question_to_the_council_stands_in_the_words(world: World) -> None:
    asked = "Does the council want a card for this?"
    edited(world, "2.2", f"Travel should be {FARE}, and paid for as roads are paid for. [{asked}]")
    pid = flags.raise_flag(world.owen, world.section("2.2"), question=asked, quote=FARE)
    flags.offer_option(world.mair, pid, label="The young first", replacement=YOUNG)
    papers.send_to_council(world.mair, world.paper)
    resolutions.resolve_flag(world.nasreen, pid, option=option(world, pid, 1), reason=WHY)
    assert YOUNG in current(world).body
    assert not is_agreed(current(world))


def test_words_that_were_edited_meanwhile_are_found_again(world: World) -> None:
    pid = disputed(world)
    edited(world, "2.2", "We say that travel should soon be free for every resident of ours.")
    resolutions.resolve_flag(world.nasreen, pid, option=option(world, pid, 1), reason=WHY)
    assert current(world).body == f"We say that travel should soon be {YOUNG} of ours."
    assert current(world).ordinal == 3


def test_words_that_are_gone_are_refused_and_the_text_stays(world: World) -> None:
    pid = disputed(world)
    edited(world, "2.2", "Something else altogether stands here now.")
    chosen = option(world, pid, 1)
    with pytest.raises(Refused):
        resolutions.resolve_flag(world.nasreen, pid, option=chosen, reason=WHY)
    assert current(world).ordinal == 2
    seen = resolutions.foresee(world.nasreen, the_flag(world, pid), the_flag(world, pid).options[1])
    assert seen.problem


def test_one_sees_beforehand_what_would_be_touched(world: World) -> None:
    pid = disputed(world, "2.1", quote="kept at home", replacement="kept from work")
    comments.add_comment(world.owen, world.section("2.1"), body="Why home?", quote="kept at home by a fare")
    comments.add_comment(world.owen, world.section("2.1"), body="Elsewhere.", quote="Nobody")
    seen = resolutions.foresee(world.nasreen, the_flag(world, pid), the_flag(world, pid).options[1])
    assert "".join(p.text for p in seen.body if p.op != "delete") == "Nobody should be kept from work by a fare."
    assert seen.ordinal == 2
    assert [(t.thing.body, t.outcome) for t in seen.comments] == [("Why home?", "changed")]
    assert [s.text.pid for s in seen.references] == [world.section("1.2")]
    assert (list(seen.hindrances), list(seen.flags), seen.problem) == ([], [], None)
    assert current(world, "2.1").ordinal == 1


def test_two_members_who_resolve_at_once_make_one_resolution(world: World, database: Database) -> None:
    import threading

    pid = disputed(world)
    chosen = option(world, pid, 1)
    done: list[str] = []
    start = threading.Barrier(2)

    def resolve(who) -> None:
        with db.using(database):
            start.wait()
            try:
                resolutions.resolve_flag(who, pid, option=chosen, reason=WHY)
                done.append("done")
            except Refused:
                done.append("refused")

    both = [threading.Thread(target=resolve, args=(who,)) for who in (world.nasreen, world.callum)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(timeout=60)
    assert sorted(done) == ["done", "refused"]
    assert current(world).ordinal == 2


def test_a_resolution_is_one_commit_though_it_puts_a_version_agrees_it_and_settles_a_dispute(
    world: World, database: Database
) -> None:
    pid = disputed(world)
    chosen = option(world, pid, 1)
    with counting(database) as counted:
        resolutions.resolve_flag(world.nasreen, pid, option=chosen, reason=WHY)
    assert counted.commits == 1
    assert len(counted.statements) <= 15, "\n\n".join(counted.statements)
