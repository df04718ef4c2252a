"""Consultations: made of somebody else's questions, corrected, listed by when they close."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, exists, func, select

from policyhub import clock, db
from policyhub.domain.question_list import LONGEST_NUMBER, MOST_QUESTIONS, MOST_WORDS
from policyhub.models import Consultation, Group, Paper, Question, Response
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import NotFound
from policyhub.services.command import Work, command
from policyhub.services.refusals import N_, Refused

LANGUAGES = ("en-GB", "cy")


@command(Right.MAKE_CONSULTATION, on=Group)
def make_consultation(
    work: Work,
    group: Group,
    *,
    title: str,
    issuer: str = "",
    reference: str = "",
    closes_at: datetime | None = None,
    questions: Sequence[Mapping[str, Any]],
    lang: str = "en-GB",
) -> str:
    """Put somebody's questions before the association; each may have number, text, guidance, chapter and word_limit.

    Refused without a title or a question, and for a closing time that has passed.
    """
    consultation = Consultation(group_id=group.id, made_by_id=work.member_id, made_at=work.at)
    if closes_at is not None and closes_at <= work.at:
        raise Refused(N_("That time has passed. Choose one that is still to come."), field="closes_at")
    _describe(consultation, title, issuer, reference, closes_at)
    if lang not in LANGUAGES:
        raise Refused(N_("Choose one of the languages."), field="lang")
    consultation.lang = lang
    if not questions:
        raise Refused(N_("Paste at least one question."), field="questions")
    if len(questions) > MOST_QUESTIONS:
        raise Refused(N_("That is too many questions: %(most)s at most."), field="questions", most=MOST_QUESTIONS)
    consultation.questions = [_question(rank, given) for rank, given in enumerate(questions, start=1)]
    work.session.add(consultation)
    work.session.flush()
    work.record("make_consultation", "consultation", consultation.id, questions=len(questions))
    return consultation.pid


@command(Right.MAKE_CONSULTATION, on=Consultation)
def change_consultation(
    work: Work,
    consultation: Consultation,
    *,
    title: str,
    issuer: str = "",
    reference: str = "",
    closes_at: datetime | None = None,
) -> str:
    """Correct a consultation's title, issuer, reference or closing time. Refused without a title."""
    _describe(consultation, title, issuer, reference, closes_at)
    work.record("change_consultation", "consultation", consultation.id)
    return consultation.pid


@command(Right.MAKE_CONSULTATION, on=Consultation)
def change_question(
    work: Work,
    consultation: Consultation,
    *,
    question: str,
    text: str,
    number: str | None = None,
    guidance: str | None = None,
    word_limit: int | None = None,
) -> str:
    """Correct one question (its pid). Refused without words, and for a number or a word limit that is none."""
    found = _own(work, consultation, question)
    given = {"number": number, "text": text, "guidance": guidance, "word_limit": word_limit, "chapter": found.chapter}
    corrected = _question(found.rank, given)
    found.number, found.text = corrected.number, corrected.text
    found.guidance, found.word_limit = corrected.guidance, corrected.word_limit
    work.record("change_question", "consultation", consultation.id, question=found.id)
    return consultation.pid


@command(Right.MAKE_CONSULTATION, on=Consultation)
def add_question(
    work: Work,
    consultation: Consultation,
    *,
    text: str,
    number: str | None = None,
    guidance: str | None = None,
    word_limit: int | None = None,
) -> str:
    """Add a question at the end. Refused once somebody has begun to answer."""
    _unanswered(work, consultation)
    ranks = [question.rank for question in consultation.questions]
    if len(ranks) >= MOST_QUESTIONS:
        raise Refused(N_("That is too many questions: %(most)s at most."), most=MOST_QUESTIONS)
    given = {"number": number, "text": text, "guidance": guidance, "word_limit": word_limit}
    question = _question(max(ranks, default=0) + 1, given)
    question.consultation_id = consultation.id
    work.session.add(question)
    work.session.flush()
    work.record("add_question", "consultation", consultation.id, question=question.id)
    return consultation.pid


@command(Right.MAKE_CONSULTATION, on=Consultation)
def remove_question(work: Work, consultation: Consultation, *, question: str) -> str:
    """Take a question (its pid) away. Refused once somebody has begun to answer, and for the last one."""
    found = _own(work, consultation, question)
    _unanswered(work, consultation)
    if len(consultation.questions) == 1:
        raise Refused(N_("A consultation has at least one question. Change this one instead."))
    question_id = found.id
    work.session.delete(found)
    work.session.flush()
    work.record("remove_question", "consultation", consultation.id, question=question_id)
    return consultation.pid


def _describe(consultation: Consultation, title: str, issuer: str, reference: str, closes_at: datetime | None) -> None:
    consultation.title = _line(title, 500, "title")
    consultation.issuer = _line(issuer, 300, "issuer", may_be_empty=True)
    consultation.reference = _line(reference, 200, "reference", may_be_empty=True)
    consultation.closes_at = closes_at


def _question(rank: int, given: Mapping[str, Any]) -> Question:
    text = str(given.get("text") or "").replace("\r\n", "\n").strip()
    guidance = str(given.get("guidance") or "").replace("\r\n", "\n").strip()
    number = " ".join(str(given.get("number") or "").split()).rstrip(".")
    limit = given.get("word_limit")
    if not text:
        raise Refused(N_("Type the question."), field="text")
    if len(text) > MOST_WORDS or len(guidance) > MOST_WORDS:
        raise Refused(N_("That is too long: %(most)s characters at most."), field="text", most=MOST_WORDS)
    if len(number) > LONGEST_NUMBER:
        raise Refused(N_("A number may have up to %(most)s characters."), field="number", most=LONGEST_NUMBER)
    if limit is not None and not 0 < limit <= 1_000_000:
        raise Refused(N_("A word limit is a number from 1 up."), field="word_limit")
    chapter = str(given.get("chapter") or "")[:300] or None
    return Question(
        rank=rank,
        chapter=chapter,
        number=number or None,
        text=text,
        guidance=guidance or None,
        choices=list(given.get("choices") or ()),
        word_limit=limit,
    )


def _own(work: Work, consultation: Consultation, pid: str) -> Question:
    found = work.session.scalars(
        select(Question).where(Question.pid == pid, Question.consultation_id == consultation.id, Question.asked)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def _unanswered(work: Work, consultation: Consultation) -> None:
    begun = exists().where(Response.consultation_id == consultation.id)
    if work.session.scalar(select(begun)):
        raise Refused(N_("Somebody has begun to answer, so questions can be corrected but not added or taken away."))


def _line(words: str, most: int, field: str, *, may_be_empty: bool = False) -> str:
    words = " ".join(words.split())
    if not words and not may_be_empty:
        raise Refused(N_("Type its title."), field=field)
    if len(words) > most:
        raise Refused(N_("That is too long: %(most)s characters at most."), field=field, most=most)
    return words


@dataclass(frozen=True, slots=True)
class Listed:
    """A consultation in a list: how many questions it has, and the responses to it that the reader may see."""

    consultation: Consultation
    questions: int
    responses: Sequence[Response]
    is_mine: bool


def list_consultations(actor: Actor) -> list[Listed]:
    """What is open by closing time, those of one's own groups first; then those without one, then closed ones."""
    now = clock.now()
    over = case((Consultation.closes_at.is_(None), 1), (Consultation.closes_at <= now, 2), else_=0)
    session = db.session()
    found = session.scalars(
        visible.consultations(actor).order_by(over, Consultation.closes_at, Consultation.id.desc())
    ).all()
    ids = [consultation.id for consultation in found]
    counts = session.execute(
        select(Question.consultation_id, func.count())
        .where(Question.consultation_id.in_(ids), Question.asked)
        .group_by(Question.consultation_id)
    )
    asked = {row[0]: row[1] for row in counts}
    responses = _responses(actor, ids)
    listed = [
        Listed(one, asked.get(one.id, 0), responses.get(one.id, []), _is_mine(actor, one, responses.get(one.id, [])))
        for one in found
    ]
    return sorted(listed, key=lambda each: (_is_over(each.consultation, now), not each.is_mine))


def _is_over(consultation: Consultation, now: datetime) -> bool:
    return consultation.closes_at is not None and consultation.closes_at <= now


def _is_mine(actor: Actor, consultation: Consultation, responses: Iterable[Response]) -> bool:
    groups = {consultation.group_id, *(response.group_id for response in responses)}
    return bool(groups & actor.group_ids)


def _responses(actor: Actor, ids: Sequence[int]) -> dict[int, list[Response]]:
    found: dict[int, list[Response]] = {}
    for response in db.session().scalars(
        visible.responses(actor).where(Response.consultation_id.in_(ids)).order_by(Response.id)
    ):
        found.setdefault(response.consultation_id, []).append(response)
    return found


def list_responses(actor: Actor, consultation: Consultation) -> list[Response]:
    """The responses to a consultation that somebody may see, the first begun first."""
    return _responses(actor, [consultation.id]).get(consultation.id, [])


def list_questions(consultation: Consultation) -> Sequence[Question]:
    """The questions of a consultation in their order."""
    return (
        db.session()
        .scalars(
            select(Question).where(Question.consultation_id == consultation.id, Question.asked).order_by(Question.rank)
        )
        .all()
    )


def get_question(consultation: Consultation, pid: str) -> Question:
    """One question by its public id; raises NotFound."""
    for question in list_questions(consultation):
        if question.pid == pid:
            return question
    raise NotFound


def find_paper(actor: Actor, consultation: Consultation) -> Paper | None:
    """The paper whose appendix asked the questions, if there is one and somebody may see it."""
    if consultation.paper_id is None:
        return None
    return db.session().scalars(visible.papers(actor).where(Paper.id == consultation.paper_id)).one_or_none()


def is_answered(consultation: Consultation) -> bool:
    """Whether anybody has begun to answer, also where the reader may not see it."""
    begun = exists().where(Response.consultation_id == consultation.id)
    return bool(db.session().scalar(select(begun)))


def list_answerers(actor: Actor, consultation: Consultation) -> list[Group]:
    """The groups that somebody runs and that have not begun a response."""
    begun = select(Response.group_id).where(Response.consultation_id == consultation.id)
    return list(
        db.session().scalars(
            select(Group).where(Group.id.in_(actor.run_group_ids), Group.id.not_in(begun)).order_by(Group.name)
        )
    )
