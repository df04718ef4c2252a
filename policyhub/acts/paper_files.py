"""Gathers what goes out with a paper or an edition, as far as its reader may see it, and makes the document of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, false, select
from sqlalchemy.orm import Session, joinedload

from policyhub.acts.documents import Head, Outgoing
from policyhub.acts.fixed_words import fixed_words
from policyhub.acts.paper_disputes import disputes_of, questions_of, stood_at
from policyhub.acts.paper_documents import TEXT_ONLY, Printed, Shown, document_of_paper, paper_facts
from policyhub.acts.paper_marks import Passage, Remark
from policyhub.acts.papers import outline
from policyhub.acts.provenance import STANDING_FLAGS, Agreed
from policyhub.domain import document as d
from policyhub.models import (
    Agreement,
    Anchor,
    Ballot,
    Comment,
    Credit,
    Edition,
    EditionSection,
    Flag,
    Paper,
    Resolution,
    Section,
    Text,
    Version,
)
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor


def document_of(
    session: Session, actor: Actor, paper: Paper, shown: Shown, *, head: Head | None, at: datetime
) -> Outgoing:
    """A paper as it stands."""
    placed = outline(session, paper)
    ids = [p.version_id for p in placed]
    bodies = {v.id: v for v in session.scalars(select(Version).where(Version.id.in_(ids)))}
    agreed = _agreed(session, actor, ids) if shown.agreements else {}
    disputes = disputes_of(session, actor, paper, ids, Flag.state.in_(STANDING_FLAGS))
    remarks, comments = _remarks(session, actor, {p.text_id: p.version_id for p in placed}, only_theirs=False)
    sections = [
        Printed(
            p.pid,
            p.kind,
            p.number,
            p.heading,
            p.depth,
            bodies[p.version_id].body,
            bodies[p.version_id].notes,
            agreed=None if p.text_id in disputes.whole or p.text_id in disputes.passages else agreed.get(p.version_id),
            disputed=disputes.passages.get(p.text_id, ()) if shown.disputes else (),
            all_disputed=p.text_id in disputes.whole and shown.disputes,
            remarks=remarks.get(p.text_id, ()) if shown.comments else (),
        )
        for p in placed
    ]
    facts = paper_facts(
        fixed_words(paper.lang),
        group=paper.group.name,
        state=paper.state,
        authors=_authors(session, actor, paper),
        at=at,
    )
    names = {p.text_id: p.number or p.heading or "" for p in placed}
    asked = questions_of(session, disputes, names, fixed_words(paper.lang), at=at) if shown.disputes else []
    document = _document(sections, paper, paper.title, facts, shown, head, asked)
    return Outgoing(document, len(disputes.flags), comments)


def document_of_edition(
    session: Session, actor: Actor, edition: Edition, shown: Shown, *, head: Head | None
) -> Outgoing:
    """An edition of a paper as it was frozen: with what was disputed then, and what was said of these versions."""
    paper = edition.paper
    rows = session.execute(
        select(EditionSection, Text.pid)
        .join(Text, Text.id == EditionSection.section_id)
        .where(EditionSection.edition_id == edition.id)
        .options(joinedload(EditionSection.version))
        .order_by(EditionSection.position)
    ).all()
    agreed = _agreed(session, actor, [row.version_id for row, _ in rows if row.agreed], before=edition.frozen_at)
    versions = {row.section_id: row.version_id for row, _ in rows}
    then = stood_at(edition.frozen_at)
    disputes = disputes_of(session, actor, paper, list(versions.values()), then)
    remarks, comments = _remarks(session, actor, versions, only_theirs=True)
    depths: dict[int | None, int] = {}
    sections = []
    for row, pid in rows:
        depths[row.section_id] = depths.get(row.parent_id, -1) + 1
        sections.append(
            Printed(
                pid,
                row.kind,
                row.number,
                row.version.heading,
                depths[row.section_id],
                row.version.body,
                row.version.notes,
                agreed.get(row.version_id),
                disputed=disputes.passages.get(row.section_id, ()) if shown.disputes else (),
                all_disputed=row.section_id in disputes.whole and shown.disputes,
                remarks=remarks.get(row.section_id, ()) if shown.comments else (),
            )
        )
    facts = paper_facts(
        fixed_words(paper.lang),
        group=paper.group.name,
        state=paper.state,
        authors=_authors(session, actor, paper),
        at=edition.frozen_at,
        edition=edition.name,
    )
    names = {row.section_id: row.number or row.version.heading or "" for row, _ in rows}
    words = fixed_words(paper.lang)
    asked = questions_of(session, disputes, names, words, at=edition.frozen_at) if shown.disputes else []
    document = _document(sections, paper, edition.title, facts, shown, head, asked)
    return Outgoing(document, len(disputes.flags), comments)


def document_of_version(session: Session, section: Section, version: Version) -> d.Document:
    """One version of a section by itself, under the number that the section has now."""
    paper = section.paper
    number = next((p.number for p in outline(session, paper) if p.text_id == section.text_id), None)
    pid = section.text.pid
    printed = Printed(pid, section.kind, number, version.heading, 0, version.body, version.notes)
    return _document([printed], paper, paper.title, [], TEXT_ONLY, None)


def _document(
    sections: Sequence[Printed],
    paper: Paper,
    title: str,
    facts: Sequence[tuple[str, str]],
    shown: Shown,
    head: Head | None,
    asked: Sequence[d.Block] = (),
) -> d.Document:
    return document_of_paper(
        sections,
        title=title,
        subtitle=paper.subtitle,
        lang=paper.lang,
        facts=facts,
        head=head if shown.log else None,
        agreements=shown.agreements,
        disputes=asked,
    )


def _agreed(
    session: Session, actor: Actor, version_ids: Sequence[int], *, before: datetime | None = None
) -> dict[int, Agreed]:
    """The standing agreement on each version, or the one that stood at a moment; why, only for who may know it."""
    found = (
        select(Agreement, Ballot.question, Flag.question)
        .outerjoin(Ballot, and_(Agreement.by == "ballot", Ballot.id == Agreement.source_id))
        .outerjoin(Resolution, and_(Agreement.by == "resolution", Resolution.id == Agreement.source_id))
        .outerjoin(Flag, Flag.id == Resolution.flag_id)
        .where(Agreement.version_id.in_(version_ids))
        .order_by(Agreement.id)
    )
    stood = Agreement.ended_at.is_(None) if before is None else Agreement.agreed_at <= before
    inside = actor.signed_in or actor.is_house
    return {
        one.version_id: Agreed(one.by, one.agreed_at, one.ended_at, (voted or decided or one.reason) if inside else "")
        for one, voted, decided in session.execute(found.where(stood))
    }


def _remarks(
    session: Session, actor: Actor, versions: Mapping[int, int], *, only_theirs: bool
) -> tuple[dict[int, list[Remark]], int]:
    """What members said of each text whose version is given, with the words it is about, and how many comments.

    ``only_theirs`` leaves out what was said of other versions and has no place in these.
    """
    said = visible.comments(actor).where(Comment.text_id.in_(versions)).order_by(Comment.id)
    replies: dict[int, list[Comment]] = {}
    roots: list[Comment] = []
    for comment in session.scalars(said):
        if comment.thread_id is None:
            roots.append(comment)
        else:
            replies.setdefault(comment.thread_id, []).append(comment)
    found = select(Anchor).where(Anchor.of_kind == "comment", Anchor.version_id.in_(versions.values()))
    anchors = {anchor.of_id: anchor for anchor in session.scalars(found if roots else found.where(false()))}
    remarks: dict[int, list[Remark]] = {}
    for root in roots:
        anchor = anchors.get(root.id)
        if only_theirs and anchor is None and root.version_id != versions[root.text_id]:
            continue
        tied = anchor is not None and anchor.outcome != "lost" and anchor.start < anchor.stop
        passage = Passage(anchor.start, anchor.stop, anchor.note) if anchor is not None and tied else None
        thread = [root, *replies.get(root.id, ())]
        remarks.setdefault(root.text_id, []).append(Remark(tuple(_said(one, root) for one in thread), passage))
    return remarks, sum(len(remark.comments) for many in remarks.values() for remark in many)


def _said(comment: Comment, root: Comment) -> d.Comment:
    return d.Comment(
        f"c{comment.pid}",
        comment.who,
        f"{comment.when:%Y-%m-%dT%H:%M:%SZ}",
        comment.body or fixed_words(comment.text.lang).taken_back,
        reply_to=None if comment is root else f"c{root.pid}",
        resolved=root.state == "resolved",
    )


def _authors(session: Session, actor: Actor, paper: Paper) -> list[str]:
    """Who wrote a paper; for visitors nobody's name that they could not read on its page."""
    credits_ = session.scalars(
        select(Credit).where(Credit.paper_id == paper.id).options(joinedload(Credit.member)).order_by(Credit.id)
    )
    names = [credit.member.name if credit.member else credit.name for credit in credits_]
    return [name for name in names if name] if actor.signed_in or actor.is_house else []
