"""Makes rows of what a file was recognised as: a consultation with its document, a response, a motion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, exists, insert, select
from sqlalchemy.orm import Session

from policyhub import clock
from policyhub.acts import blocks as blocks_act
from policyhub.acts.fixed_words import fixed_words
from policyhub.acts.planting import AS_IN_THE_FILE
from policyhub.domain.ids import new_pid
from policyhub.domain.importing.answers import PlannedAnswer, ResponsePlan
from policyhub.domain.importing.asked import ConsultationPlan
from policyhub.domain.importing.matching import Asked, match
from policyhub.domain.importing.pieces import PlannedBlock
from policyhub.domain.importing.points import MotionPlan
from policyhub.models import Answer, Block, CitedParagraph, Consultation, Motion, Part, Question, Response, Text
from policyhub.permissions.visible import NotFound


class AlreadyAnswered(Exception):
    """The group has begun its response to the consultation already."""


def make_consultation(
    session: Session, plan: ConsultationPlan, *, group_id: int, member_id: int, at: datetime
) -> Consultation:
    """A consultation with its questions and the document they stand in."""
    made = _new_consultation(session, plan, group_id=group_id, member_id=member_id, at=at)
    made.closes_at = clock.from_local(plan.closes_at) if plan.closes_at else None
    session.add_all(_question(made.id, rank, asked, plan.lang) for rank, asked in enumerate(plan.questions, start=1))
    session.add_all(
        CitedParagraph(
            consultation_id=made.id,
            rank=rank,
            number=one.number,
            heading=one.heading,
            text=one.words.body,
            notes=[dict(note) for note in one.words.notes],
        )
        for rank, one in enumerate(plan.paragraphs, start=1)
    )
    session.flush()
    return made


def make_response(
    session: Session,
    plan: ResponsePlan,
    *,
    answers: Select[Consultation] | None,
    group_id: int,
    member_id: int,
    at: datetime,
) -> Response:
    """A response with all its answers, to a consultation that is here or to one that is made of its questions.

    ``answers`` selects the one that is here. An answer to a question that it does not ask becomes a section of the
    response's own. Raises NotFound when it selects none, AlreadyAnswered when the group has begun its response to it.
    """
    left: Sequence[Question] = ()
    if answers is None:
        to = _new_consultation(session, plan, group_id=group_id, member_id=member_id, at=at)
        placed = _placed_anew(session, plan, to)
    else:
        to, known, rank = _asked_in(session, answers, group_id)
        placed, left = _placed(session, plan, to, known, rank)
    response = Response(consultation_id=to.id, group_id=group_id, lang=plan.lang, made_by_id=member_id, made_at=at)
    session.add(response)
    session.flush()
    asked = [question for planned, question in placed if planned.asked]
    everything = [*((planned.blocks, question) for planned, question in placed), *(((), question) for question in left)]
    blocks = [[_block(block, asked) for block in planned] for planned, _ in everything]
    texts = _make_texts(session, "answer", blocks, plan.lang, member_id, at)
    session.execute(
        insert(Answer),
        [
            {"text_id": text.id, "response_id": response.id, "question_id": question.id, "complete": bool(each)}
            for text, each, (_, question) in zip(texts, blocks, everything, strict=True)
        ],
    )
    return response


def make_motion(session: Session, plan: MotionPlan, *, group_id: int, member_id: int, at: datetime) -> Motion:
    """A motion with the points of its three parts."""
    motion = Motion(
        group_id=group_id,
        title=plan.title,
        lang=plan.lang,
        mover=plan.mover,
        seconder=plan.seconder,
        destination=plan.destination,
        word_limit=plan.word_limit,
        made_by_id=member_id,
        made_at=at,
    )
    session.add(motion)
    session.flush()
    blocks = [[_block(point, ()) for point in points] for _, points in plan.parts]
    texts = _make_texts(session, "part", blocks, plan.lang, member_id, at)
    session.execute(
        insert(Part),
        [
            {"text_id": text.id, "motion_id": motion.id, "kind": kind, "rank": rank}
            for rank, (text, (kind, _)) in enumerate(zip(texts, plan.parts, strict=True), start=1)
        ],
    )
    return motion


def matched(session: Session, plan: ResponsePlan, ids: Sequence[int]) -> dict[int, int]:
    """For each consultation, how many of the questions that a file answers it asks. One query."""
    given = _compared(one for one in plan.answers if one.asked)
    known: dict[int, list[Question]] = {each: [] for each in ids}
    asked = select(Question).where(Question.consultation_id.in_(ids), Question.asked).order_by(Question.rank)
    for question in session.scalars(asked):
        known[question.consultation_id].append(question)
    return {each: sum(at is not None for at in match(given, _compared(known[each]))) for each in ids}


def _new_consultation(
    session: Session, plan: ConsultationPlan | ResponsePlan, *, group_id: int, member_id: int, at: datetime
) -> Consultation:
    made = Consultation(
        group_id=group_id, title=plan.title, issuer=plan.issuer, lang=plan.lang, made_by_id=member_id, made_at=at
    )
    session.add(made)
    session.flush()
    return made


def _question(consultation_id: int, rank: int, planned: PlannedAnswer, lang: str) -> Question:
    return Question(
        consultation_id=consultation_id,
        rank=rank,
        chapter=planned.chapter,
        number=planned.number,
        text=planned.text or fixed_words(lang).of("own", planned.role),
        guidance=planned.guidance,
        choices=list(planned.choices),
        word_limit=planned.word_limit,
        asked=planned.asked,
    )


Placed = list[tuple[PlannedAnswer, Question]]


def _placed_anew(session: Session, plan: ResponsePlan, to: Consultation) -> Placed:
    """Each answer of a file with a question made of it."""
    made = [(one, _question(to.id, rank, one, plan.lang)) for rank, one in enumerate(plan.answers, start=1)]
    session.add_all(question for _, question in made)
    session.flush()
    return made


def _asked_in(
    session: Session, selected: Select[Consultation], group_id: int
) -> tuple[Consultation, Sequence[Question], int]:
    """The consultation with the questions it asks, and the highest rank that is taken. One query."""
    answered = exists().where(Response.consultation_id == Consultation.id, Response.group_id == group_id)
    rows = session.execute(
        selected.join(Question, Question.consultation_id == Consultation.id)
        .add_columns(Question, answered)
        .order_by(Question.rank)
    ).all()
    if not rows:
        raise NotFound
    if rows[0][2]:
        raise AlreadyAnswered
    return rows[0][0], [row[1] for row in rows if row[1].asked], rows[-1][1].rank


def _placed(
    session: Session, plan: ResponsePlan, to: Consultation, known: Sequence[Question], rank: int
) -> tuple[Placed, Sequence[Question]]:
    """Each answer of a file with the question it is put under, and the questions that it leaves without an answer."""
    places = iter(match(_compared(one for one in plan.answers if one.asked), _compared(known)))
    made: Placed = []
    for planned in plan.answers:
        at = next(places) if planned.asked else None
        if at is not None:
            made.append((planned, known[at]))
            continue
        rank += 1
        question = _question(to.id, rank, planned, plan.lang)
        if planned.asked:
            question.asked, question.number = False, None
            question.text = " ".join(filter(None, (planned.number, planned.text)))
        session.add(question)
        made.append((planned, question))
    session.flush()
    taken = {question.id for _, question in made}
    return made, [question for question in known if question.id not in taken]


def _compared(questions: Iterable[PlannedAnswer | Question]) -> list[Asked]:
    return [Asked(one.number, one.chapter, one.text) for one in questions]


def _block(planned: PlannedBlock, asked: Sequence[Question]) -> Block:
    if planned.see is not None:
        return Block(kind="see", see_question=asked[planned.see])
    return Block(kind="prose", body=planned.body, notes=[dict(note) for note in planned.notes])


def _make_texts(
    session: Session, kind: str, blocks: Sequence[Sequence[Block]], lang: str, member_id: int, at: datetime
) -> list[Text]:
    """A text for each list of blocks, with the words they make as its first version."""
    compiled = [blocks_act.compile(each, lang) for each in blocks]
    texts = blocks_act.make_texts(
        session, kind, compiled, lang=lang, author_id=member_id, at=at, origin="import", reason=AS_IN_THE_FILE
    )
    _add_blocks(session, [text.id for text in texts], blocks)
    return texts


def _add_blocks(session: Session, text_ids: Sequence[int], blocks: Sequence[Sequence[Block]]) -> None:
    rows = [
        {
            "pid": new_pid(),
            "text_id": text_id,
            "rank": at * blocks_act.STEP,
            "kind": block.kind,
            "body": block.body or "",
            "notes": block.notes or [],
            "adapted": False,
            "see_question_id": block.see_question.id if block.see_question else None,
        }
        for text_id, each in zip(text_ids, blocks, strict=True)
        for at, block in enumerate(each, start=1)
    ]
    if rows:
        # one statement, though some point and others speak
        session.execute(insert(Block).execution_options(render_nulls=True), rows)
