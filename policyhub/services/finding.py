"""Finding: the log's reader that keeps the search index, and searching for what one may see."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from policyhub import db
from policyhub.acts.anchors import plain_of
from policyhub.acts.findables import findables_of, scope_of, scopes_of_all
from policyhub.acts.papers import outline
from policyhub.config import Settings
from policyhub.domain.markup import plain
from policyhub.domain.words import excerpt, highlights
from policyhub.models import (
    Answer,
    CitedParagraph,
    Comment,
    Consultation,
    Cursor,
    Entry,
    Motion,
    Paper,
    Part,
    Question,
    Text,
    Version,
)
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor
from policyhub.search.engine import Engine, Hit
from policyhub.search.lexemes import needles
from policyhub.search.postgresql_engine import PostgresqlEngine
from policyhub.search.whoosh_engine import WhooshEngine
from policyhub.services.command import chore

READER = "search"
KINDS = ("paper", "section", "comment", "question", "paragraph", "answer", "motion")
MOST = 200
_whoosh: dict[str, WhooshEngine] = {}


@dataclass(frozen=True, slots=True)
class Found:
    """One hit that the actor may see; ``thing`` is the paper, section, comment, question, answer or so on itself."""

    kind: str
    thing: Any
    title: str
    number: str | None
    snippet: tuple[tuple[str, bool], ...]
    lang: str


def engine_for(settings: Settings, session: Session) -> Engine:
    """The engine of the database in use."""
    if session.get_bind().dialect.name == "postgresql":
        return PostgresqlEngine(session)
    folder = settings.data_dir / "index"
    return _whoosh.setdefault(str(folder), WhooshEngine(folder))


def audience_of(actor: Actor) -> tuple[str, ...]:
    """The keys of the index that open to somebody; ``visible`` checks every hit again."""
    if not actor.signed_in:
        return ("public",)
    return ("public", "members", *(f"group-{group_id}" for group_id in sorted(actor.group_ids)))


@chore("search index")
def follow_log(session: Session, settings: Settings) -> int:
    """Bring the index up to the log; returns how many entries were read. A lost index is made again from the tables."""
    cursor = session.scalars(
        select(Cursor).where(Cursor.reader == READER).with_for_update(skip_locked=True)
    ).one_or_none()
    if cursor is None:
        if session.scalars(select(Cursor.reader).where(Cursor.reader == READER)).first():
            return 0  # another worker is at it
        cursor = Cursor(reader=READER, position=-1)
        session.add(cursor)
        session.flush()
    engine = engine_for(settings, session)
    if cursor.position < 0:
        return _make_anew(session, engine, cursor)
    entries = session.scalars(
        select(Entry).where(Entry.position > cursor.position).order_by(Entry.position).limit(500)
    ).all()
    if not entries:
        return 0
    scopes = {scope for entry in entries if (scope := scope_of(session, entry.subject_kind, entry.subject_id))}
    if scopes:
        engine.replace({f"{kind}-{id_}" for kind, id_ in scopes}, findables_of(session, scopes))
    cursor.position = entries[-1].position
    return len(entries)


def _make_anew(session: Session, engine: Engine, cursor: Cursor) -> int:
    last = session.scalars(select(Entry.position).order_by(Entry.position.desc()).limit(1)).first() or 0
    engine.clear()
    scopes = scopes_of_all(session)
    for start in range(0, len(scopes), 50):
        some = set(scopes[start : start + 50])
        engine.replace({f"{kind}-{id_}" for kind, id_ in some}, findables_of(session, some))
    cursor.position = last
    return max(last, 1)


@chore("search index")
def forget_index(session: Session) -> None:
    """Let the worker make the index anew in its next round."""
    session.execute(update(Cursor).where(Cursor.reader == READER).values(position=-1))


def reindex(settings: Settings) -> int:
    """Make the index anew now; returns how many scopes (papers, consultations, responses, motions) it covers."""
    forget_index()
    follow_log(settings)
    return len(scopes_of_all(db.session()))


def search(actor: Actor, query: str, *, kinds: Collection[str] = KINDS, settings: Settings) -> list[Found]:
    """The best hits that somebody may see, at most 200, with their words; every one is checked by ``visible``."""
    wanted = [kind for kind in KINDS if kind in kinds]
    hits = engine_for(settings, db.session()).find(query, audience=audience_of(actor), kinds=wanted, most=MOST)
    by_kind: dict[str, list[str]] = {}
    for hit in hits:
        by_kind.setdefault(hit.kind, []).append(hit.pid)
    found: dict[Hit, Found] = {}
    marks = needles(query)
    for kind, pids in by_kind.items():
        for pid, one in _LOADERS[kind](actor, pids, marks):
            found[Hit(kind, pid)] = one
    return [found[hit] for hit in hits if hit in found]


def snippet(plain: str, marks: Sequence[str], length: int = 240) -> tuple[tuple[str, bool], ...]:
    """Some words around the hits, cut into pieces; True marks a hit."""
    text = excerpt(plain, marks, length)
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, stop in highlights(text, marks):
        if start > at:
            pieces.append((text[at:start], False))
        pieces.append((text[start:stop], True))
        at = stop
    if at < len(text):
        pieces.append((text[at:], False))
    return tuple(pieces)


Loaded = list[tuple[str, Found]]


def _papers(actor: Actor, pids: list[str], marks: list[str]) -> Loaded:
    rows = db.session().scalars(visible.papers(actor).where(Paper.pid.in_(pids)))
    return [(p.pid, Found("paper", p, p.title, None, snippet(p.subtitle, marks), p.lang)) for p in rows]


def _sections(actor: Actor, pids: list[str], marks: list[str]) -> Loaded:
    rows = db.session().scalars(visible.sections(actor).where(Text.pid.in_(pids))).unique().all()
    numbers: dict[int, str | None] = {}
    for paper in {row.paper for row in rows}:
        numbers |= {placed.text_id: placed.number for placed in outline(db.session(), paper)}
    found: Loaded = []
    for row in rows:
        current = row.text.current
        if current is not None:
            title = current.heading or row.paper.title
            words = snippet(plain_of(current), marks)
            found.append((row.text.pid, Found("section", row, title, numbers.get(row.text_id), words, row.text.lang)))
    return found


def _comments(actor: Actor, pids: list[str], marks: list[str]) -> Loaded:
    rows = db.session().scalars(visible.comments(actor).where(Comment.pid.in_(pids)).options(joinedload(Comment.text)))
    return [(c.pid, Found("comment", c, c.who, None, snippet(c.body, marks), c.text.lang)) for c in rows]


def _questions(actor: Actor, pids: list[str], marks: list[str]) -> Loaded:
    seen = visible.consultations(actor).with_only_columns(Consultation.id)
    rows = db.session().scalars(
        select(Question)
        .where(Question.pid.in_(pids), Question.consultation_id.in_(seen), Question.asked)
        .options(joinedload(Question.consultation))
    )
    return [
        (q.pid, Found("question", q, q.consultation.title, q.number, snippet(q.text, marks), q.consultation.lang))
        for q in rows
    ]


def _paragraphs(actor: Actor, pids: list[str], marks: list[str]) -> Loaded:
    rows = db.session().execute(
        select(CitedParagraph, Consultation)
        .join(Consultation, Consultation.id == CitedParagraph.consultation_id)
        .where(
            CitedParagraph.pid.in_(pids),
            Consultation.id.in_(visible.consultations(actor).with_only_columns(Consultation.id)),
        )
    )
    return [
        (p.pid, Found("paragraph", (p, c), c.title, p.number, snippet(plain(p.text, p.notes), marks), c.lang))
        for p, c in rows
    ]


def _answers(actor: Actor, pids: list[str], marks: list[str]) -> Loaded:
    rows = db.session().scalars(
        visible.answers(actor)
        .join(Answer.text)
        .where(Text.pid.in_(pids))
        .options(joinedload(Answer.text, Text.current))
    )
    found: Loaded = []
    for one in rows:
        current, title = one.text.current, one.response.consultation.title
        if current is not None:
            words = snippet(plain_of(current), marks)
            found.append((one.text.pid, Found("answer", one, title, one.question.number, words, one.text.lang)))
    return found


def _motions(actor: Actor, pids: list[str], marks: list[str]) -> Loaded:
    rows = db.session().scalars(visible.motions(actor).where(Motion.pid.in_(pids))).all()
    plains: dict[int, list[str]] = {}
    for motion_id, version in db.session().execute(
        select(Part.motion_id, Version)
        .join(Text, Text.id == Part.text_id)
        .join(Version, Version.id == Text.current_version_id)
        .where(Part.motion_id.in_([m.id for m in rows]))
        .order_by(Part.rank)
    ):
        plains.setdefault(motion_id, []).append(plain_of(version))
    return [
        (m.pid, Found("motion", m, m.title, None, snippet("\n\n".join(plains.get(m.id, [])), marks), m.lang))
        for m in rows
    ]


_LOADERS: dict[str, Callable[[Actor, list[str], list[str]], Loaded]] = {
    "paper": _papers,
    "section": _sections,
    "comment": _comments,
    "question": _questions,
    "paragraph": _paragraphs,
    "answer": _answers,
    "motion": _motions,
}
