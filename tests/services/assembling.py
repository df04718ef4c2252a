"""A consultation with three questions and a response to it, for the tests of what is assembled."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, insert, select

from policyhub import db
from policyhub.acts.blocks import list_blocks
from policyhub.domain.ids import new_pid
from policyhub.models import Block, CitedParagraph, Consultation, Response, Text
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import load
from policyhub.services import agreements, consultations, responses, sections
from tests.world import World

QUESTIONS = (
    {"number": "1", "text": "What are buses for?", "word_limit": 20},
    {"number": "2", "text": "What should a fare be?"},
    {"number": "3", "text": "Is there anything else?"},
)


def make_consultation(world: World, *, lang: str = "en-GB", questions: Sequence[dict] = QUESTIONS) -> str:
    return consultations.make_consultation(
        world.mair, world.group, title="Better buses", issuer="Ministry of Roads", questions=questions, lang=lang
    )


def start(world: World, *, lang: str = "en-GB") -> tuple[str, list[str]]:
    """The pid of the response of mair's group and those of its answers."""
    pid = responses.start_response(world.mair, world.group, consultation=make_consultation(world, lang=lang))
    return pid, answers_of(world, pid)


def paragraph_of(consultation: Consultation, number: str | None, text: str, **more: object) -> str:
    """Put a paragraph into the document of a consultation; its pid."""
    pid = new_pid()
    with db.database().writer.begin() as connection:
        rank = connection.execute(select(func.count()).select_from(CitedParagraph)).scalar_one() + 1
        row = {"pid": pid, "consultation_id": consultation.id, "rank": rank, "number": number, "text": text}
        connection.execute(insert(CitedParagraph), [{"notes": [], "heading": None, **row, **more}])
    return pid


def answers_of(world: World, response: str) -> list[str]:
    world.fresh()
    thing = load(db.session(), Response, HOUSE, response)
    return [place.pid for place in responses.look(HOUSE, thing).places]


def blocks_of(world: World, text: str) -> list[Block]:
    """The blocks of an answer or a part, in their order."""
    found = the_text(world, text)
    return list_blocks(db.session(), [found.id])[found.id]


def the_text(world: World, pid: str) -> Text:
    world.fresh()
    return db.session().scalars(select(Text).where(Text.pid == pid)).one()


def body_of(world: World, text: str) -> str:
    return the_text(world, text).current.body


def base_of(world: World, text: str) -> str:
    return the_text(world, text).current.pid


def question_pids(world: World, consultation: str) -> list[str]:
    world.fresh()
    thing = load(db.session(), Consultation, HOUSE, consultation)
    return [question.pid for question in consultations.list_questions(thing)]


def agree(world: World, number: str) -> None:
    """Call a section of the paper agreed."""
    section, version = world.section(number), version_of(world, number)
    agreements.call_agreed(world.mair, section, version_pid=version, reason="Agreed at the meeting")


def version_of(world: World, number: str) -> str:
    return world.sections()[number].version_pid


def change(world: World, number: str, text: str) -> None:
    """Give a section of the paper other words."""
    section, base = world.section(number), version_of(world, number)
    sections.edit_section(world.mair, section, base_pid=base, heading="", text=text, reason="A test")
