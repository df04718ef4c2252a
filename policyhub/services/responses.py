"""Responses: begun, their answers marked complete, finished, taken back, and what stands in their way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import joinedload

from policyhub import db
from policyhub.acts import blocks as blocks_act
from policyhub.acts import provenance
from policyhub.acts.provenance import Source
from policyhub.acts.readiness import Place, look_over
from policyhub.domain.question_list import takes_several
from policyhub.domain.states import RESPONSE, WrongMove
from policyhub.models import Answer, Block, Consultation, Group, Question, Response, Text, Version
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import load
from policyhub.services.command import Work, command
from policyhub.services.refusals import N_, Refused

STANCES = ("agree", "partly", "disagree", "no_view")


@command(Right.MAKE_RESPONSE, on=Group, locked=True)
def start_response(work: Work, group: Group, *, consultation: str) -> str:
    """Begin a group's response to a consultation (its pid): an empty answer for each question.

    Refused when the group has begun already.
    """
    session = work.session
    found = load(session, Consultation, work.actor, consultation)
    taken = session.scalars(
        select(Response.id).where(Response.consultation_id == found.id, Response.group_id == group.id)
    ).first()
    if taken is not None:
        raise Refused(N_("This group has begun its response already. Open it from the list of responses."))
    response = Response(
        consultation_id=found.id, group_id=group.id, lang=found.lang, made_by_id=work.member_id, made_at=work.at
    )
    session.add(response)
    questions = session.scalars(
        select(Question.id).where(Question.consultation_id == found.id, Question.asked).order_by(Question.rank)
    ).all()
    texts = blocks_act.make_empty_texts(
        session, "answer", len(questions), lang=found.lang, author_id=work.member_id, at=work.at
    )
    session.execute(
        insert(Answer),
        [
            {"text_id": text.id, "response_id": response.id, "question_id": question_id, "complete": False}
            for text, question_id in zip(texts, questions, strict=True)
        ],
    )
    work.record("start_response", "response", response.id, consultation=found.id, questions=len(questions))
    return response.pid


@command(Right.EDIT_ANSWERS, on=Answer, locked=True)
def set_stance(work: Work, answer: Answer, *, stance: str) -> str:
    """Say whether the group agrees with what is asked; an empty one takes it back.

    Refused for anything else, and where the question gives choices of its own.
    """
    if stance and answer.question.choices:
        raise Refused(N_("Choose one of the answers that they offer."), field="stance")
    if stance and stance not in STANCES:
        raise Refused(N_("Choose one of the four."), field="stance")
    answer.stance = stance or None
    work.record("set_stance", "answer", answer.text_id, stance=stance)
    return answer.text.pid


@command(Right.EDIT_ANSWERS, on=Answer, locked=True)
def choose(work: Work, answer: Answer, *, chosen: Sequence[str]) -> str:
    """Take one of the choices that the question gives, or several where it allows that; none takes them back.

    Refused for what is none of them.
    """
    question = answer.question
    taken = [choice for choice in question.choices if choice in chosen]
    if set(chosen) - set(taken):
        raise Refused(N_("Choose one of the answers that they offer."), field="chosen")
    if len(taken) > 1 and not takes_several(question.text, question.guidance):
        raise Refused(N_("They ask for one of these only."), field="chosen")
    answer.chosen = taken
    if not taken and not blocks_act.list_blocks(work.session, [answer.text_id])[answer.text_id]:
        answer.complete = False
    work.record("choose", "answer", answer.text_id, chosen=[question.choices.index(one) for one in taken])
    return answer.text.pid


@command(Right.EDIT_ANSWERS, on=Answer, locked=True)
def mark_complete(work: Work, answer: Answer) -> str:
    """Say that an answer is finished. Refused while it is empty."""
    if not answer.chosen and not blocks_act.list_blocks(work.session, [answer.text_id])[answer.text_id]:
        raise Refused(N_("There is no answer yet. Add words, or point to another answer."))
    answer.complete = True
    work.record("mark_complete", "answer", answer.text_id)
    return answer.text.pid


@command(Right.EDIT_ANSWERS, on=Answer, locked=True)
def reopen_answer(work: Work, answer: Answer) -> str:
    """Say that an answer is not finished after all."""
    answer.complete = False
    work.record("reopen_answer", "answer", answer.text_id)
    return answer.text.pid


@command(Right.FINISH_RESPONSE, on=Response)
def finish_response(work: Work, response: Response, *, anyway: bool = False) -> str:
    """Call a response ready: every member can read it, and nobody changes it. Refused while things are in the way,

    unless whoever runs the group finishes it ``anyway``.
    """
    standing = look(work.actor, response, numbered=False)
    if standing.obstacles and not anyway:
        raise Refused(
            N_("Some things stand in the way still. Put them right, or say that you finish it all the same."),
            field="anyway",
        )
    return _move(work, response, "mark_ready", obstacles=standing.obstacles)


@command(Right.FINISH_RESPONSE, on=Response)
def reopen_response(work: Work, response: Response) -> str:
    """Take a response that is ready back, to go on writing."""
    return _move(work, response, "take_back")


@command(Right.FINISH_RESPONSE, on=Response)
def mark_sent(work: Work, response: Response) -> str:
    """Say that a response was sent to whoever asked. It stays as it is from then on."""
    return _move(work, response, "send")


def _move(work: Work, response: Response, verb: str, **facts: int) -> str:
    try:
        response.state = RESPONSE.after(response.state, verb)
    except WrongMove:
        raise Refused(N_("The response has moved on since you opened this page. Look at it again.")) from None
    work.record(verb, "response", response.id, state=response.state, **facts)
    return response.pid


@dataclass(frozen=True, slots=True)
class Standing:
    """A response as it stands: its answers, where their words come from, and what stands in the way."""

    places: list[Place]
    sources: dict[int, Source]

    @property
    def answered(self) -> int:
        """How many questions have an answer that is complete."""
        return sum(place.is_answered for place in self.places if place.answer.question.asked)

    @property
    def asked(self) -> int:
        """How many questions there are; sections of the response's own are none."""
        return sum(place.answer.question.asked for place in self.places)

    @property
    def agreed(self) -> int:
        """How many answers stand on agreed words alone."""
        return sum(place.state == "agreed" for place in self.places)

    @property
    def obstacles(self) -> int:
        """How many things stand in the way."""
        return sum(len(place.obstacles) for place in self.places)

    def find(self, pid: str) -> Place | None:
        """The place of one answer, by the public id of its text."""
        return next((place for place in self.places if place.pid == pid), None)


def look(actor: Actor, response: Response, *, numbered: bool = True) -> Standing:
    """How a response stands, with names only of what the actor may see."""
    session = db.session()
    answers = session.scalars(
        visible.answers(actor)
        .join(Answer.question)
        .where(Answer.response_id == response.id)
        .order_by(Question.rank)
        .options(joinedload(Answer.text).joinedload(Text.current))
    ).all()
    blocks = blocks_act.list_blocks(session, [answer.text_id for answer in answers])
    sources = provenance.list_sources(
        session, actor, [block for many in blocks.values() for block in many], numbered=numbered
    )
    return Standing(look_over(answers, blocks, sources), sources)


def count_words(answer: Answer) -> int:
    """How many words an answer has."""
    return blocks_act.count(blocks_act.list_blocks(db.session(), [answer.text_id])[answer.text_id], answer.text.lang)


def list_removed(answer: Answer) -> list[Block]:
    """What was taken out of an answer and can be put back, the latest first."""
    return blocks_act.list_blocks(db.session(), [answer.text_id], removed=True)[answer.text_id]


def get_newer(source: Source) -> Version:
    """The words that a paper has now in the place of a pinned version."""
    return db.session().get_one(Version, source.newer_id)
