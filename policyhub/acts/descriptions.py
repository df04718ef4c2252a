"""Describes papers, responses and motions as plain data: the shape of `inspect`, with their versions and agreements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from policyhub.acts import blocks as blocks_act
from policyhub.acts.papers import Placed, outline
from policyhub.acts.provenance import STANDING_FLAGS, Source
from policyhub.domain import document as d
from policyhub.domain import markup
from policyhub.domain.excerpts import flat, renamed
from policyhub.domain.recognising.typed_references import Ranges
from policyhub.models import Agreement, Anchor, Block, Comment, Flag, Motion, Paper, Question, Response, Version
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor

_WORDS_BEFORE = 3
Data = dict[str, Any]


def describe_paper(session: Session, actor: Actor, paper: Paper) -> Data:
    """A paper as it stands, every version of its sections, and every agreement on them, ended ones too."""
    placed = outline(session, paper)
    texts = {p.text_id: p for p in placed}
    labels = {p.text_id: p.number or p.pid for p in placed}
    places = {p.text_id: place for place, p in enumerate(placed)}
    by_pid = {p.pid: labels[p.text_id] for p in placed}
    versions = session.scalars(
        select(Version)
        .where(Version.text_id.in_(texts))
        .options(joinedload(Version.author))
        .order_by(Version.text_id, Version.ordinal)
    ).all()
    by_id = {version.id: version for version in versions}
    now = {p.text_id: by_id[p.version_id] for p in placed}
    ranges = Ranges({p.pid: p.number for p in placed})
    found = _empty("paper", paper.lang, paper.title, paper.subtitle)
    for p in placed:
        found["sections"].append(_section(p, now[p.text_id], texts.get(p.parent_id or 0)))
        found["notes"] += _notes(now[p.text_id], labels[p.text_id], len(found["notes"]))
        found["references"] += _references(now[p.text_id], labels[p.text_id], by_pid, ranges)
    found["flags"] = _flags(session, actor, paper, now, labels)
    found["comments"] = _comments(session, actor, now, labels)
    found["versions"] = [
        {
            "id": one.pid,
            "section": labels[one.text_id],
            "ordinal": one.ordinal,
            "current": now[one.text_id] is one,
            "heading": one.heading,
            "text": _text(one),
            "author": one.author.name,
            "at": _moment(one.made_at),
            "reason": one.reason,
            "origin": one.origin,
            "hash": one.hash,
        }
        for one in sorted(versions, key=lambda one: (places[one.text_id], one.ordinal))
    ]
    agreements = session.scalars(select(Agreement).where(Agreement.text_id.in_(texts)).order_by(Agreement.id))
    found["agreements"] = [
        {
            "section": labels[one.text_id],
            "version": by_id[one.version_id].pid,
            "ordinal": by_id[one.version_id].ordinal,
            "by": one.by,
            "at": _moment(one.agreed_at),
            "ended_at": _moment(one.ended_at),
            "reason": one.reason,
        }
        for one in agreements
    ]
    return found


def describe_response(
    response: Response, answers: Iterable[tuple[Question, Sequence[Block]]], sources: Mapping[int, Source]
) -> Data:
    """A response: each question with its answer, and the versions and agreements that its passages are pinned to."""
    found = _empty("response", response.lang, response.consultation.title, "")
    used: list[Block] = []
    for question, blocks in answers:
        used += blocks
        words, notes = _answer(blocks, response.lang)
        found["notes"] += [
            {**note, "id": f"n{len(found['notes']) + at}", "section": None, "question": question.number}
            for at, note in enumerate(notes, start=1)
        ]
        found["questions"].append(
            {
                "number": question.number,
                "chapter": question.chapter,
                "text": question.text,
                "guidance": question.guidance,
                "choices": list(question.choices),
                "word_limit": question.word_limit,
                "answer": words,
                "see": [
                    {"chapter": block.see_question.chapter, "number": block.see_question.number}
                    for block in blocks
                    if block.see_question is not None
                ],
            }
        )
    return _with_sources(found, used, sources)


def describe_motion(
    motion: Motion, parts: Iterable[tuple[str, Sequence[Block]]], sources: Mapping[int, Source]
) -> Data:
    """A motion: what its branch notes, believes and resolves, and the versions and agreements that it is pinned to."""
    found = _empty("motion", motion.lang, motion.title, "")
    points: dict[str, list[str]] = {"notes": [], "believes": [], "resolves": []}
    used: list[Block] = []
    for kind, blocks in parts:
        used += blocks
        for block in blocks:
            words, notes = _answer([block], motion.lang)
            points[kind].append("\n\n".join(words))
            found["notes"] += [
                {**note, "id": f"n{len(found['notes']) + at}", "section": None, "question": None}
                for at, note in enumerate(notes, start=1)
            ]
    people = {"mover": motion.mover or None, "seconder": motion.seconder or None}
    found["motion"] = {"title": motion.title, **points, **people}
    return _with_sources(found, used, sources)


def _empty(kind: str, lang: str, title: str, subtitle: str) -> Data:
    lists = ("front", "sections", "notes", "flags", "references", "questions", "paragraphs")
    beside = ("comments", "changes", "back", "warnings", "versions", "agreements")
    head = {"kind": kind, "kind_sure": 1.0, "lang": lang, "title": title, "subtitle": subtitle or None}
    return {**head, **{name: [] for name in lists}, "motion": None, **{name: [] for name in beside}}


def _section(p: Placed, version: Version, parent: Placed | None) -> Data:
    return {
        "id": p.pid,
        "number": p.number,
        "kind": p.kind,
        "heading": version.heading,
        "text": _text(version),
        "parent": (parent.number or parent.pid) if parent else None,
        "parent_id": parent.pid if parent else None,
    }


def _text(version: Version) -> str:
    """The words as Markdown, note marks as they are printed, references as their printed numbers."""
    return renamed(flat(version.body), {str(note["id"]): str(note["mark"]) for note in version.notes})


def _notes(version: Version, section: str, before: int) -> list[Data]:
    after = dict(_words_before_marks(markup.blocks(version.body, version.notes)))
    return [
        {
            "id": f"n{before + at}",
            "mark": str(note["mark"]),
            "text": flat(note["text"]),
            "section": section,
            "question": None,
            "after": after.get(str(note["id"]), ""),
            "sure": True,
        }
        for at, note in enumerate(version.notes, start=1)
    ]


def _words_before_marks(blocks: Sequence[d.Block]) -> Iterator[tuple[str, str]]:
    for content in d.contents_of(blocks):
        for place, inline in enumerate(content):
            if isinstance(inline, d.NoteMark):
                yield inline.note, " ".join(d.plain_of(content[:place]).split()[-_WORDS_BEFORE:])


def _references(version: Version, section: str, labels: Mapping[str, str], ranges: Ranges) -> Iterator[Data]:
    """One for each section that the words point to, those inside a range as well."""
    parts = [(None, version.body, version.notes), *((str(n["mark"]), n["text"], ()) for n in version.notes)]
    for note, body, notes in parts:
        for content in d.contents_of(markup.blocks(body, notes)):
            for words, target in _pointed(content, ranges):
                if target in labels:
                    yield {"section": section, "note": note, "text": words or labels[target], "target": labels[target]}


def _pointed(content: Sequence[d.Inline], ranges: Ranges) -> Iterator[tuple[str, str]]:
    """What points where, in order, with the words that do; those that a range leaves unsaid have none."""
    before, joining = "", ""
    for inline, after in zip_longest(content, content[1:]):
        if isinstance(inline, d.Reference):
            yield from (("", unsaid) for unsaid in ranges.unsaid(before, joining, inline.target))
            yield _as_printed(inline, after), inline.target
            before, joining = inline.target, ""
        elif isinstance(inline, d.Span):
            joining += inline.text


def _as_printed(reference: d.Reference, after: d.Inline | None) -> str:
    """A number with the full stop that closes it, as `inspect` prints it; a name ("Appendix 1") has none of its own."""
    begins = reference.text[:2]
    named = begins.isalpha() and not begins.isupper()
    closed = isinstance(after, d.Span) and after.text.startswith(".")
    return f"{reference.text}." if closed and not named else reference.text


def _flags(
    session: Session, actor: Actor, paper: Paper, now: Mapping[int, Version], labels: Mapping[int, str]
) -> list[Data]:
    flags = visible.flags(actor).where(Flag.paper_id == paper.id, Flag.state.in_(STANDING_FLAGS)).order_by(Flag.ordinal)
    anchors = _anchors(session, "flag", now)
    found = []
    for flag in session.scalars(flags).unique():
        anchor = anchors.get(flag.id)
        marks = {str(note["id"]): str(note["mark"]) for note in now[flag.stands_at_id].notes} if anchor else {}
        found.append(
            {
                "section": labels.get(flag.stands_at_id),
                "question_number": None,
                "note": marks.get(anchor.note or "") if anchor else None,
                "about": labels.get(flag.about_id or flag.stands_at_id),
                "question": flag.question,
                "quote": anchor.quote if anchor else "",
                "why": "question",
            }
        )
    return found


def _comments(session: Session, actor: Actor, now: Mapping[int, Version], labels: Mapping[int, str]) -> list[Data]:
    said = session.scalars(visible.comments(actor).where(Comment.text_id.in_(now)).order_by(Comment.id)).all()
    anchors = _anchors(session, "comment", now)
    pids = {comment.id: comment.pid for comment in said}
    return [
        {
            "id": comment.pid,
            "author": comment.who,
            "at": _moment(comment.when),
            "text": comment.body,
            "quote": anchors[comment.id].quote if comment.id in anchors else "",
            "section": labels[comment.text_id],
            "reply_to": pids.get(comment.thread_id or 0),
        }
        for comment in said
    ]


def _anchors(session: Session, kind: str, now: Mapping[int, Version]) -> dict[int, Anchor]:
    ids = [version.id for version in now.values()]
    found = select(Anchor).where(Anchor.of_kind == kind, Anchor.outcome != "lost", Anchor.version_id.in_(ids))
    return {anchor.of_id: anchor for anchor in session.scalars(found)}


def _answer(blocks: Sequence[Block], lang: str) -> tuple[list[str], list[Data]]:
    """The paragraphs of some blocks as Markdown, and their notes."""
    compiled = blocks_act.compile(blocks, lang)
    marks = {str(note["id"]): str(note["mark"]) for note in compiled.notes}
    after = dict(_words_before_marks(markup.blocks(compiled.body, compiled.notes)))
    notes = [
        {"mark": str(n["mark"]), "text": flat(n["text"]), "after": after.get(str(n["id"]), ""), "sure": True}
        for n in compiled.notes
    ]
    return [part for part in renamed(flat(compiled.body), marks).split("\n\n") if part.strip()], notes


def _with_sources(found: Data, used: Sequence[Block], sources: Mapping[int, Source]) -> Data:
    for version_id in dict.fromkeys(block.version_id for block in used if block.version_id is not None):
        source = sources.get(version_id)
        if source is None:
            continue
        place = {"id": source.version_pid, "paper": source.paper_pid, "section": source.name}
        found["versions"].append({**place, "ordinal": source.ordinal, "current": source.newer_id is None})
        if source.agreed is not None:
            at, ended_at = _moment(source.agreed.at), _moment(source.agreed.ended_at)
            how = {"by": source.agreed.by, "at": at, "ended_at": ended_at}
            found["agreements"].append({"version": source.version_pid, "ordinal": source.ordinal, **how})
    return found


def _moment(at: datetime | None) -> str | None:
    return None if at is None else f"{at:%Y-%m-%dT%H:%M:%SZ}"
