"""What of each paper, consultation, response and motion can be found, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from policyhub.acts.anchors import plain_of
from policyhub.domain.markup import plain
from policyhub.models import (
    Answer,
    Ballot,
    CitedParagraph,
    Comment,
    Consultation,
    Flag,
    Motion,
    Paper,
    Part,
    Question,
    Response,
    Section,
    Text,
    Version,
)
from policyhub.permissions.visible import OPEN_TO_MEMBERS, PUBLISHED
from policyhub.search.engine import Findable

Scope = tuple[str, int]
"""A kind ("paper", "consultation", "response", "motion") and an id: what is indexed anew together."""

SCOPE_KINDS = ("paper", "consultation", "response", "motion")


def scope_of(session: Session, kind: str, subject_id: int) -> Scope | None:
    """The scope that a log entry's subject belongs to, if it is in one."""
    if kind in SCOPE_KINDS:
        return kind, subject_id
    lookup = _PARENTS.get(kind)
    return lookup(session, subject_id) if lookup else None


def _paper_of_text(session: Session, text_id: int) -> Scope | None:
    paper_id = session.scalars(select(Section.paper_id).where(Section.text_id == text_id)).first()
    if paper_id is not None:
        return "paper", paper_id
    motion_id = session.scalars(select(Part.motion_id).where(Part.text_id == text_id)).first()
    return ("motion", motion_id) if motion_id is not None else None


def _paper_of_comment(session: Session, comment_id: int) -> Scope | None:
    text_id = session.scalars(select(Comment.text_id).where(Comment.id == comment_id)).first()
    return _paper_of_text(session, text_id) if text_id is not None else None


def _paper_of_flag(session: Session, flag_id: int) -> Scope | None:
    paper_id = session.scalars(select(Flag.paper_id).where(Flag.id == flag_id)).first()
    return ("paper", paper_id) if paper_id is not None else None


def _paper_of_ballot(session: Session, ballot_id: int) -> Scope | None:
    flag_id = session.scalars(select(Ballot.flag_id).where(Ballot.id == ballot_id)).first()
    return _paper_of_flag(session, flag_id) if flag_id is not None else None


def _consultation_of_question(session: Session, question_id: int) -> Scope | None:
    found = session.scalars(select(Question.consultation_id).where(Question.id == question_id)).first()
    return ("consultation", found) if found is not None else None


def _response_of_answer(session: Session, text_id: int) -> Scope | None:
    found = session.scalars(select(Answer.response_id).where(Answer.text_id == text_id)).first()
    return ("response", found) if found is not None else None


_PARENTS: dict[str, Callable[[Session, int], Scope | None]] = {
    "section": _paper_of_text,
    "text": _paper_of_text,
    "part": _paper_of_text,
    "comment": _paper_of_comment,
    "flag": _paper_of_flag,
    "ballot": _paper_of_ballot,
    "question": _consultation_of_question,
    "answer": _response_of_answer,
}


def scopes_of_all(session: Session) -> list[Scope]:
    """Every scope there is."""
    return [
        *(("paper", i) for i in session.scalars(select(Paper.id).order_by(Paper.id))),
        *(("consultation", i) for i in session.scalars(select(Consultation.id).order_by(Consultation.id))),
        *(("response", i) for i in session.scalars(select(Response.id).order_by(Response.id))),
        *(("motion", i) for i in session.scalars(select(Motion.id).order_by(Motion.id))),
    ]


def findables_of(session: Session, scopes: Collection[Scope]) -> list[Findable]:
    """Everything that can be found in some scopes."""
    return [
        *_in_papers(session, [i for kind, i in scopes if kind == "paper"]),
        *_in_consultations(session, [i for kind, i in scopes if kind == "consultation"]),
        *_in_responses(session, [i for kind, i in scopes if kind == "response"]),
        *_in_motions(session, [i for kind, i in scopes if kind == "motion"]),
    ]


def _in_papers(session: Session, ids: list[int]) -> Iterable[Findable]:
    if not ids:
        return
    papers = {p.id: p for p in session.scalars(select(Paper).where(Paper.id.in_(ids)))}
    readers: dict[int, tuple[str, ...]] = {}
    discussants: dict[int, tuple[str, ...]] = {}
    for paper in papers.values():
        scope, group = f"paper-{paper.id}", f"group-{paper.group_id}"
        members = ("members", group) if paper.state in OPEN_TO_MEMBERS else (group,)
        discussants[paper.id] = members
        readers[paper.id] = ("public", *members) if paper.state in PUBLISHED else members
        yield Findable("paper", paper.pid, scope, readers[paper.id], paper.lang, paper.title, paper.subtitle)
    for paper_id, text, version in session.execute(
        select(Section.paper_id, Text, Version)
        .join(Text, Text.id == Section.text_id)
        .join(Version, Version.id == Text.current_version_id)
        .where(Section.paper_id.in_(papers), Section.hidden_at.is_(None))
    ):
        words = "\n\n".join([plain_of(version), *(plain_of(version, note["id"]) for note in version.notes)])
        scope = f"paper-{paper_id}"
        yield Findable("section", text.pid, scope, readers[paper_id], text.lang, version.heading or "", words)
    for paper_id, lang, comment in session.execute(
        select(Section.paper_id, Text.lang, Comment)
        .join(Text, Text.id == Comment.text_id)
        .join(Section, Section.text_id == Text.id)
        .where(Section.paper_id.in_(papers), Section.hidden_at.is_(None), Comment.withdrawn_at.is_(None))
    ):
        yield Findable("comment", comment.pid, f"paper-{paper_id}", discussants[paper_id], lang, "", comment.body)


def _in_consultations(session: Session, ids: list[int]) -> Iterable[Findable]:
    if not ids:
        return
    found = session.scalars(
        select(Question)
        .where(Question.consultation_id.in_(ids), Question.asked)
        .options(joinedload(Question.consultation))
        .order_by(Question.id)
    )
    for question in found:
        consultation = question.consultation
        words = "\n\n".join(filter(None, (question.text, question.guidance)))
        scope = f"consultation-{consultation.id}"
        yield Findable("question", question.pid, scope, ("members",), consultation.lang, consultation.title, words)
    for paragraph, lang in session.execute(
        select(CitedParagraph, Consultation.lang)
        .join(Consultation, Consultation.id == CitedParagraph.consultation_id)
        .where(CitedParagraph.consultation_id.in_(ids))
        .order_by(CitedParagraph.id)
    ):
        words = "\n\n".join([plain(paragraph.text, paragraph.notes), *(plain(n["text"]) for n in paragraph.notes)])
        scope = f"consultation-{paragraph.consultation_id}"
        yield Findable("paragraph", paragraph.pid, scope, ("members",), lang, paragraph.heading or "", words)


def _in_responses(session: Session, ids: list[int]) -> Iterable[Findable]:
    if not ids:
        return
    for response, title, text, version in session.execute(
        select(Response, Consultation.title, Text, Version)
        .join(Answer, Answer.response_id == Response.id)
        .join(Text, Text.id == Answer.text_id)
        .join(Version, Version.id == Text.current_version_id)
        .join(Consultation, Consultation.id == Response.consultation_id)
        .where(Response.id.in_(ids), Version.body != "")
        .order_by(Answer.text_id)
    ):
        group = f"group-{response.group_id}"
        audience = ("members", group) if response.state in ("ready", "sent") else (group,)
        yield Findable("answer", text.pid, f"response-{response.id}", audience, text.lang, title, plain_of(version))


def _in_motions(session: Session, ids: list[int]) -> Iterable[Findable]:
    if not ids:
        return
    words: dict[int, list[str]] = {}
    for motion_id, version in session.execute(
        select(Part.motion_id, Version)
        .join(Text, Text.id == Part.text_id)
        .join(Version, Version.id == Text.current_version_id)
        .where(Part.motion_id.in_(ids))
        .order_by(Part.motion_id, Part.rank)
    ):
        words.setdefault(motion_id, []).append(plain_of(version))
    for motion in session.scalars(select(Motion).where(Motion.id.in_(ids))):
        group = f"group-{motion.group_id}"
        audience = ("members", group) if motion.state in ("ready", "submitted") else (group,)
        body = "\n\n".join(words.get(motion.id, []))
        yield Findable("motion", motion.pid, f"motion-{motion.id}", audience, motion.lang, motion.title, body)
