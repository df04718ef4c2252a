"""The worlds in which every route is asked by every role, each with a thing in some state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from sqlalchemy import select

from policyhub import clock, db
from policyhub.acts.blocks import list_blocks
from policyhub.acts.papers import outline
from policyhub.models import Ballot, Consultation, Flag, Motion, Paper, Response, Text
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import load
from policyhub.services import (
    ballots,
    blocks,
    comments,
    consultations,
    editions,
    flags,
    motions,
    moving,
    papers,
    resolutions,
    responses,
    sections,
    templates,
)
from tests.importing_kinds import CONSULTATION, kept, uploaded
from tests.services.assembling import paragraph_of
from tests.web.matrix_imports import (
    world_with_a_branchs_consultation,
    world_with_a_branchs_imports,
    world_with_imports,
)
from tests.web.matrix_things import Things
from tests.world import World, make_world, seeds_of_paper
from tests.writers.templates import made_template

SOON = timedelta(days=7)
LATE = timedelta(days=8)


def world_with_paper(state: str) -> Things:
    """A paper in a state, with a comment, disputes, a ballot, an edition and a section that was taken out."""
    world = make_world()
    things = Things(world, {"paper": world.paper, "group": world.group, "branch": world.branch})
    things["calm"] = papers.start_paper(
        world.mair, world.group, title="A shelter at every stop", seeds=seeds_of_paper()
    )
    _furnish(things)
    templates.set_template(world.dilys, name="house.docx", blob=made_template())
    _dispute(things)
    world.fresh()
    for pid in (world.paper, things["calm"]):
        _bring_to(world, pid, state, things)
    _refresh(things)
    return things


def _furnish(things: Things) -> None:
    world = things.world
    things["section"] = world.section("1.1")
    sections.edit_section(
        world.mair,
        things["section"],
        base_pid=_version(world, "1.1"),
        heading="",
        text="Half of our members live where the last bus leaves before the shops shut.",
        reason="The new count",
    )
    things["taken out"] = moving.add_section(world.mair, world.paper, kind="clause", body="Words that did not stay.")
    moving.take_out_section(world.mair, things["taken out"])
    things["comment"] = comments.add_comment(world.owen, things["section"], body="Which count?", quote="Half")
    comments.reply_to_comment(world.mair, things["comment"], body="The one of last spring.")
    things["settled"] = comments.add_comment(world.owen, things["section"], body="Is that so?")
    comments.resolve_comment(world.mair, things["settled"])
    _speak(things, "fellow", "convenor")
    things["edition"] = editions.freeze_edition(world.mair, world.paper, name="Draft 1")


def _speak(things: Things, *roles: str) -> None:
    """Some say something of their own, and take back something else."""
    for role in roles:
        who = things.world.everybody[role]
        things[f"said by {role}"] = comments.add_comment(who, things["section"], body="In my words.")
        things[f"taken back by {role}"] = comments.add_comment(who, things["section"], body="Never mind.")
        comments.take_back_comment(who, things[f"taken back by {role}"])
    things["said"], things["taken back"] = things["said by fellow"], things["taken back by fellow"]


def _dispute(things: Things) -> None:
    world = things.world
    raised = {
        "dispute": ("2.2", "free for every resident", world.mair),
        "voted": ("2.1", "kept at home", world.mair),
        "council's": ("1.2", "within a walk", world.mair),
        "voted in secret": ("2.2", "roads are paid for", world.mair),
    }
    for name, (number, quote, who) in raised.items():
        things[name] = flags.raise_flag(who, world.section(number), question="What should it say?", quote=quote)
        flags.offer_option(world.mair, things[name], label="Otherwise", replacement="other words")
        flags.offer_option(world.mair, things[name], label="Shorter", replacement="words")
    things["bare"] = flags.raise_flag(world.mair, world.section("2.1"), question="By which?", quote="a fare")
    world.fresh()
    things["option"] = load(db.session(), Flag, HOUSE, things["dispute"]).options[1].pid
    _open_ballot(things, "ballot", of="voted", group="group")
    _open_ballot(things, "counted in secret", of="voted in secret", group="group", secret=True)
    with clock.standing_at(clock.now() + LATE):
        ballots.close_ballot(HOUSE, things["counted in secret"])
    world.fresh()
    _open_ballot(things, "secret ballot", of="voted in secret", group="group", secret=True)


def _open_ballot(things: Things, name: str, *, of: str, group: str, secret: bool = False) -> None:
    world = things.world
    things[name] = ballots.put_to_ballot(
        world.mair, things[of], closes_at=clock.now() + SOON, group=group, secret=secret
    )
    world.fresh()
    things[f"choice in the {name}"] = load(db.session(), Ballot, HOUSE, things[name]).flag.options[0].pid


def _bring_to(world: World, pid: str, state: str, things: Things) -> None:
    if state != "drafting":
        papers.open_for_comment(world.mair, pid)
    if state != "drafting" and pid == world.paper:
        _speak(things, "member", "council", "secretary", "admin")
    if state in ("with_council", "adopted"):
        papers.send_to_council(world.mair, pid)
    if pid == world.paper and state != "drafting":
        _open_ballot(things, "ballot of the council", of="council's", group="council")
    if state == "adopted":
        if pid == world.paper:
            _settle(things)
        papers.adopt_paper(world.callum, pid)


def _settle(things: Things) -> None:
    world = things.world
    with clock.standing_at(clock.now() + LATE):
        for name in ("ballot", "ballot of the council", "secret ballot"):
            ballots.close_ballot(HOUSE, things[name])
        resolutions.resolve_flag(
            world.nasreen, things["dispute"], option=things["option"], reason="It can be paid for."
        )
        for name in ("voted", "council's", "voted in secret", "bare"):
            flags.withdraw_flag(world.mair, things[name], reason="We agree after all.")


def _refresh(things: Things) -> None:
    """What forms carry: the versions that stand there now."""
    world = things.world
    things["version"] = _version(world, "1.1")
    things["versions of calm"] = " ".join(
        p.version_pid for p in outline(db.session(), load(db.session(), Paper, HOUSE, things["calm"]))
    )


def _version(world: World, number: str) -> str:
    return world.sections()[number].version_pid


QUESTIONS = ({"number": "1", "text": "What are buses for?"}, {"number": "2", "text": "What should a fare be?"})


def found_by(pid: str) -> Consultation:
    return load(db.session(), Consultation, HOUSE, pid)


def world_with_response(state: str) -> Things:
    """A response in a state: one answer with own words, moved-on words and words taken out; one called complete."""
    world, things = _world_with_open_paper()
    state, _, whose = state.partition(" of ")
    who, group = (world.tom, world.branch) if whose else (world.mair, world.group)
    for name in ("consultation", "fresh"):
        things[name] = consultations.make_consultation(
            world.mair, world.group, title="Better buses", issuer="Ministry of Roads", questions=QUESTIONS
        )
    _fresh(world, things["fresh"])
    found = found_by(things["fresh"])
    things["question"], things["last question"] = (question.pid for question in found.questions)
    document = uploaded(world, world.mair, world.group, CONSULTATION, kind="consultation")
    things["documented"] = kept(world, world.mair, document)
    things["paragraph"] = paragraph_of(found_by(things["consultation"]), "2.1", "Buses are **slow**.")
    things["response"] = responses.start_response(who, group, consultation=things["consultation"])
    look = responses.look(HOUSE, load(db.session(), Response, HOUSE, _fresh(world, things["response"])))
    things["answer"], things["complete"] = (place.pid for place in look.places)
    things["other question"] = look.places[1].answer.question.pid
    blocks.add_prose(who, things["answer"], body="Buses are for everybody.")
    blocks.insert_passage(who, things["answer"], section=things["section"])
    blocks.add_prose(who, things["answer"], body="This goes again.")
    _name_blocks(things, things["answer"])
    blocks.remove_block(who, things["answer"], block=things["gone"])
    blocks.add_prose(who, things["complete"], body="As low as can be.")
    responses.mark_complete(who, things["complete"])
    _move_on(things)
    things["base"] = _current(things["answer"])
    if state in ("ready", "sent"):
        responses.finish_response(who, things["response"], anyway=True)
    if state == "sent":
        responses.mark_sent(who, things["response"])
    return things


def world_with_motion(state: str) -> Things:
    """A motion of the branch in a state, with own words, moved-on words and words taken out."""
    world, things = _world_with_open_paper()
    things["motion"] = motions.start_motion(world.tom, world.branch, title="Buses for Arfon")
    look = motions.look(HOUSE, load(db.session(), Motion, HOUSE, _fresh(world, things["motion"])))
    things["part"] = look.parts[0].part.text.pid
    things["resolves"] = look.parts[2].part.text.pid
    blocks.add_point(world.tom, things["resolves"], body="To ask for a bus each hour.")
    blocks.add_point(world.tom, things["part"], body="The last bus leaves early.")
    blocks.insert_point(world.tom, things["part"], section=things["section"])
    blocks.add_point(world.tom, things["part"], body="This goes again.")
    _name_blocks(things, things["part"])
    blocks.remove_point(world.tom, things["part"], block=things["gone"])
    _move_on(things)
    things["base"] = _current(things["part"])
    if state in ("ready", "submitted"):
        motions.finish_motion(world.tom, things["motion"])
    if state == "submitted":
        motions.mark_submitted(world.tom, things["motion"])
    return things


def _world_with_open_paper() -> tuple[World, Things]:
    world = make_world()
    papers.open_for_comment(world.mair, world.paper)
    things = Things(world, {"group": world.group, "branch": world.branch, "section": world.section("1.1")})
    return world, things


def _fresh(world: World, pid: str) -> str:
    world.fresh()
    return pid


def _current(text: str) -> str:
    db.session().rollback()
    db.session().expire_all()
    current = db.session().scalars(select(Text).where(Text.pid == text)).one().current
    assert current is not None
    return current.pid


def _name_blocks(things: Things, text: str) -> None:
    things.world.fresh()
    text_id = db.session().scalars(select(Text.id).where(Text.pid == text)).one()
    found = list_blocks(db.session(), [text_id])[text_id]
    things["block"], things["passage"], things["gone"] = (block.pid for block in found)


def _move_on(things: Things) -> None:
    """The paper gets other words in the place of those that were used."""
    world = things.world
    base = _version(world, "1.1")
    sections.edit_section(world.mair, things["section"], base_pid=base, heading="", text="Half of us, by now.")
    things["version"] = _version(world, "1.1")


RESPONSE_STATES = ("drafting", "ready", "sent", "drafting of a branch", "ready of a branch")
PAPER_STATES = ("drafting", "open_for_comment", "with_council", "adopted")

WORLDS: dict[tuple[str, str], Callable[[], Things]] = {
    **{("paper", state): partial(world_with_paper, state) for state in PAPER_STATES},
    **{("response", state): partial(world_with_response, state) for state in RESPONSE_STATES},
    **{("motion", state): partial(world_with_motion, state) for state in ("drafting", "ready", "submitted")},
    ("import", "-"): world_with_imports,
    ("import", "of a branch"): world_with_a_branchs_imports,
    ("response", "of a branch"): world_with_a_branchs_consultation,
}
KINDS = {
    "imports": "import",
    "imports_over": "import",
    "consultations": "response",
    "responses": "response",
    "citing": "response",
    "motions": "motion",
}


def world_for(endpoint: str, state: str) -> tuple[str, str]:
    """Which world a line is about; where the state does not matter, one in which much is possible."""
    kind = KINDS.get(endpoint.partition(".")[0], "paper")
    if endpoint in ("exports.response", "exports.motion"):
        kind = endpoint.partition(".")[2]
    if state == "-" and kind != "import":
        return kind, "open_for_comment" if kind == "paper" else "drafting"
    return kind, state
