"""Keeps an import as what it is when it is no paper: a consultation, a response or a motion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from policyhub import db
from policyhub.acts import bringing_in, texts
from policyhub.domain.importing.answers import PlannedAnswer, ResponsePlan, plan_response
from policyhub.domain.importing.asked import ConsultationPlan, plan_consultation
from policyhub.domain.importing.choices import Choices
from policyhub.domain.importing.pieces import PlannedBlock
from policyhub.domain.importing.plan import LONGEST_TITLE, Plan, plan_paper
from policyhub.domain.importing.points import LONGEST_TITLE as LONGEST_MOTION
from policyhub.domain.importing.points import MotionPlan, plan_motion
from policyhub.domain.importing.stored import Reading
from policyhub.domain.question_list import MOST_QUESTIONS, MOST_WORDS
from policyhub.domain.states import IMPORT
from policyhub.models import Consultation, Import, Motion, Paper, Response, Upload
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor
from policyhub.permissions.rights import Right
from policyhub.services.command import Work, command
from policyhub.services.refusals import N_, Refused

AnyPlan = Plan | ConsultationPlan | ResponsePlan | MotionPlan
KEEPING = {
    "paper": Right.IMPORT_PAPER,
    "consultation": Right.MAKE_CONSULTATION,
    "response": Right.MAKE_RESPONSE,
    "motion": Right.MAKE_MOTION,
}
MOST_PARAGRAPHS = 5_000
LONGEST_ISSUER = 300
LONGEST_NAME = 200
LONGEST_LIMIT = 1_000_000  # words
MOST_LISTED = 100
ENOUGH_ALIKE = 0.6


def plan_for(reading: Reading, choices: Choices) -> AnyPlan:
    """What some choices would make of what was read: by its kind a paper, consultation, response or motion."""
    match reading.found.kind:
        case "consultation":
            return plan_consultation(reading.found, choices)
        case "response":
            return plan_response(reading.found, choices)
        case "motion":
            return plan_motion(reading.found, choices)
        case _:
            return plan_paper(reading.found, choices, reading.question_places)


@command(Right.MAKE_CONSULTATION, on=Import, locked=True)
def keep_consultation(work: Work, import_: Import, *, plan: ConsultationPlan, choices: Choices) -> str:
    """Make a consultation of an import, with the document its questions stand in; returns its public id.

    Refused without a title or a question, and when the import is no longer ready.
    """
    _check(import_, plan.title, plan.questions, [one.words for one in plan.paragraphs])
    _check_issuer(plan.issuer)
    if len(plan.paragraphs) > MOST_PARAGRAPHS:
        raise Refused(N_("This document has more paragraphs than a consultation can hold. Leave some out."))
    made = bringing_in.make_consultation(
        work.session, plan, group_id=import_.group_id, member_id=work.member_id, at=work.at
    )
    import_.consultation_id = made.id
    work.record("make_consultation", "consultation", made.id, questions=len(plan.questions))
    return _kept(work, import_, choices, plan.left_out, made.pid)


@command(Right.MAKE_RESPONSE, on=Import, locked=True)
def keep_response(work: Work, import_: Import, *, plan: ResponsePlan, choices: Choices) -> str:
    """Make a response of an import, to a consultation that is here or to one made of its questions; its public id.

    Refused without a question, when the group answers that consultation already, and when it is no longer ready.
    """
    asked = [one for one in plan.answers if one.asked]
    title = plan.title if not choices.answers else "of what is here"
    _check(import_, title, asked, [block for one in plan.answers for block in one.blocks])
    _check_issuer(plan.issuer)
    here = visible.consultations(work.actor).where(Consultation.pid == choices.answers) if choices.answers else None
    try:
        response = bringing_in.make_response(
            work.session, plan, answers=here, group_id=import_.group_id, member_id=work.member_id, at=work.at
        )
    except bringing_in.AlreadyAnswered:
        raise Refused(
            N_("This group has begun its response already. Choose another consultation, or none."), field="answers"
        ) from None
    import_.response_id = response.id
    if here is None:
        work.record("make_consultation", "consultation", response.consultation_id, questions=len(asked))
    work.record("start_response", "response", response.id, consultation=response.consultation_id, questions=len(asked))
    return _kept(work, import_, choices, plan.left_out, response.pid)


@command(Right.MAKE_MOTION, on=Import, locked=True)
def keep_motion(work: Work, import_: Import, *, plan: MotionPlan, choices: Choices) -> str:
    """Make a motion of an import; returns its public id. Refused without a title or a point, or when not ready."""
    points = [point for _, each in plan.parts for point in each]
    if not plan.title or len(plan.title) > LONGEST_MOTION:
        raise Refused(N_("Type the motion’s title, in up to 300 characters."), field="title")
    if not points:
        raise Refused(N_("No motion was found in this file. Say that it is something else, and it is read again."))
    for name, words, most in (
        ("mover", plan.mover, LONGEST_NAME),
        ("seconder", plan.seconder, LONGEST_NAME),
        ("destination", plan.destination, LONGEST_ISSUER),
    ):
        if len(words) > most:
            raise Refused(N_("That is too long: %(most)s characters at most."), field=name, most=most)
    if plan.word_limit is not None and not 0 < plan.word_limit <= LONGEST_LIMIT:
        raise Refused(N_("A word limit is a number from 1 up."), field="word_limit")
    _check_ready(import_)
    _check_lengths(points)
    motion = bringing_in.make_motion(
        work.session, plan, group_id=import_.group_id, member_id=work.member_id, at=work.at
    )
    import_.motion_id = motion.id
    work.record("start_motion", "motion", motion.id)
    return _kept(work, import_, choices, plan.left_out, motion.pid)


def keep(actor: Actor, pid: str, *, plan: AnyPlan, choices: Choices) -> str:
    """Make of an import what its plan says; returns the public id of the consultation, response or motion.

    A paper is kept by ``imports.keep_import``, in two commands.
    """
    match plan:
        case ConsultationPlan():
            return keep_consultation(actor, pid, plan=plan, choices=choices)
        case ResponsePlan():
            return keep_response(actor, pid, plan=plan, choices=choices)
        case MotionPlan():
            return keep_motion(actor, pid, plan=plan, choices=choices)
        case Plan():
            raise ValueError("a paper is kept by keep_import")


def _check(import_: Import, title: str, asked: Sequence[PlannedAnswer], words: Sequence[PlannedBlock]) -> None:
    _check_ready(import_)
    if not title or len(title) > LONGEST_TITLE:
        raise Refused(N_("Type the consultation’s title, in up to 500 characters."), field="title")
    if not asked:
        raise Refused(N_("No question was found in this file. Say that it is something else, and it is read again."))
    if len(asked) > MOST_QUESTIONS:
        raise Refused(N_("That is too many questions: %(most)s at most."), most=MOST_QUESTIONS)
    if any(len(one.text) > MOST_WORDS or len(one.guidance or "") > MOST_WORDS for one in asked):
        raise Refused(N_("A question is too long: %(most)s characters at most."), most=MOST_WORDS)
    _check_lengths(words)


def _check_ready(import_: Import) -> None:
    if import_.state != "ready" or import_.paper_id is not None:
        raise Refused(N_("This import has moved on since you opened the page. Look at it again."))


def _check_issuer(issuer: str) -> None:
    if len(issuer) > LONGEST_ISSUER:
        raise Refused(N_("Type who asks the questions, in up to 300 characters."), field="issuer")


def _check_lengths(blocks: Sequence[PlannedBlock]) -> None:
    if any(len(block.body) > texts.LONGEST for block in blocks):
        raise Refused(N_("A passage of this file is longer than 200,000 characters. Split it, and import it again."))


def _kept(work: Work, import_: Import, choices: Choices, left_out: Sequence[str], pid: str) -> str:
    import_.choices, import_.left_out = choices.as_data(), list(left_out)
    import_.state = IMPORT.after(import_.state, "keep")
    work.record("keep_import", "import", import_.id)
    return pid


@dataclass(frozen=True, slots=True)
class Answerable:
    """A consultation that a response may answer, and how many of the file's questions it asks."""

    consultation: Consultation
    matched: int


def list_answerable(actor: Actor, import_: Import, plan: ResponsePlan) -> list[Answerable]:
    """The consultations that an import's group has not answered yet, those that ask the file's questions first."""
    session = db.session()
    answered = select(Response.consultation_id).where(Response.group_id == import_.group_id)
    found = session.scalars(
        visible.consultations(actor)
        .where(Consultation.id.not_in(answered))
        .order_by(Consultation.id.desc())
        .limit(MOST_LISTED)
    ).all()
    matched = bringing_in.matched(session, plan, [one.id for one in found])
    listed = [Answerable(one, matched[one.id]) for one in found]
    return sorted(listed, key=lambda one: -one.matched)


def guess_answered(listed: Sequence[Answerable], plan: ResponsePlan) -> str:
    """The public id of the consultation that asks most of the file's questions, or "" when none asks enough of them."""
    asked = sum(1 for one in plan.answers if one.asked)
    if listed and asked and listed[0].matched >= ENOUGH_ALIKE * asked:
        return listed[0].consultation.pid
    return ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The same file, brought in before: the import, and what became of it if that may be seen (kind, id, title)."""

    import_: Import
    became: tuple[str, str, str] | None


def find_earlier(actor: Actor, import_: Import) -> Earlier | None:
    """The last import of the very same file for the same group that was kept, if there is one."""
    found = (
        db.session()
        .scalars(
            visible.imports(actor)
            .join(Upload, Upload.id == Import.upload_id)
            .where(
                Upload.sha256 == import_.upload.sha256,
                Import.group_id == import_.group_id,
                Import.state == "kept",
                Import.id != import_.id,
            )
            .order_by(Import.id.desc())
            .limit(1)
        )
        .unique()
        .one_or_none()
    )
    if found is None:
        return None
    paper = None
    if found.paper_id is not None:
        paper = db.session().scalars(visible.papers(actor).where(Paper.id == found.paper_id)).one_or_none()
    return Earlier(found, ("paper", paper.pid, paper.title) if paper else find_became(actor, found))


def list_files(actor: Actor, thing: Paper | Consultation | Response | Motion) -> Sequence[Import]:
    """The imports that a thing was made of, of those that may be seen, in the order in which they came."""
    made = {
        Paper: Import.paper_id,
        Consultation: Import.consultation_id,
        Response: Import.response_id,
        Motion: Import.motion_id,
    }[type(thing)]
    found = visible.imports(actor).where(made == thing.id, Import.state == "kept").order_by(Import.id)
    return db.session().scalars(found).unique().all()


def find_became(actor: Actor, import_: Import) -> tuple[str, str, str] | None:
    """What was made of an import if it is no paper and may be seen: its kind, public id and title."""
    session = db.session()
    if import_.consultation_id is not None:
        consultation = session.scalars(
            visible.consultations(actor).where(Consultation.id == import_.consultation_id)
        ).one_or_none()
        return ("consultation", consultation.pid, consultation.title) if consultation else None
    if import_.response_id is not None:
        response = session.scalars(visible.responses(actor).where(Response.id == import_.response_id)).one_or_none()
        return ("response", response.pid, response.consultation.title) if response else None
    if import_.motion_id is not None:
        motion = session.scalars(visible.motions(actor).where(Motion.id == import_.motion_id)).one_or_none()
        return ("motion", motion.pid, motion.title) if motion else None
    return None
