"""What waits for a member: votes, decisions, wordings, replies and answers, by date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Literal

from sqlalchemy import and_, func, or_, select, union
from sqlalchemy.orm import aliased, joinedload

from policyhub import clock, db
from policyhub.acts import ballots as ballot_acts
from policyhub.acts import passages as passage_acts
from policyhub.acts.papers import outline
from policyhub.models import (
    Ballot,
    Comment,
    Consultation,
    Elector,
    Flag,
    FlagOption,
    GroupKind,
    Paper,
    Response,
    Role,
    RollMark,
    Section,
    Vote,
)
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor

Kind = Literal["vote", "resolve", "options", "ballot", "reply", "remarks", "answer", "comment"]


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits. ``thing`` is what it is about, ``due`` when it is too late; ``facts`` are for its words."""

    kind: Kind
    thing: Any
    due: datetime | None
    came: datetime | None
    facts: dict[str, Any]

    @property
    def disputed(self) -> bool:
        """Whether it is about a dispute."""
        return self.kind in ("vote", "resolve", "options", "ballot")


def list_tasks(actor: Actor) -> list[Task]:
    """Everything that waits for a member: what has a date first, by date; then by how long it has waited."""
    if actor.member_id is None:
        return []
    now = clock.now()
    found = [
        *_votes(actor, now),
        *_answers(actor, now),
        *_papers_to_read(actor, now),
        *_decisions(actor),
        *_wordings(actor),
        *_replies(actor),
        *_remarks(actor),
    ]
    late = datetime.max.replace(tzinfo=now.tzinfo)
    return sorted(found, key=lambda task: (task.due or late, task.came or now))


def _votes(actor: Actor, now: datetime) -> Iterable[Task]:
    """Ballots one is an elector of and has not voted in."""
    session = db.session()
    voted = union(
        select(Vote.ballot_id).where(Vote.member_id == actor.member_id),
        select(RollMark.ballot_id).where(RollMark.member_id == actor.member_id),
    )
    mine = select(Elector.ballot_id).where(Elector.member_id == actor.member_id)
    ballots = session.scalars(
        visible.ballots(actor)
        .where(Ballot.state == "open", Ballot.closes_at > now, Ballot.id.in_(mine), Ballot.id.not_in(voted))
        .options(joinedload(Ballot.group))
    ).all()
    ids = [ballot.id for ballot in ballots]
    cast = {**_by_ballot(Vote, ids), **_by_ballot(RollMark, ids)}
    entitled = _by_ballot(Elector, ids)
    for ballot in ballots:
        facts = {
            "ballot": ballot,
            "voted": cast.get(ballot.id, 0),
            "entitled": entitled.get(ballot.id, 0),
            "quorum": ballot.quorum,
        }
        yield Task("vote", ballot.flag, ballot.closes_at, ballot.opens_at, facts)


def _by_ballot(table: type[Vote | Elector | RollMark], ids: list[int]) -> dict[int, int]:
    rows = db.session().execute(
        select(table.ballot_id, func.count()).where(table.ballot_id.in_(ids)).group_by(table.ballot_id)
    )
    return {int(ballot): int(number) for ballot, number in rows}


def _decisions(actor: Actor) -> Iterable[Task]:
    """For the council: disputes whose ballot has a winner and whose words wait to be put."""
    if not actor.on_council:
        return
    session = db.session()
    flags = session.scalars(visible.flags(actor).where(Flag.state == "in_ballot", Paper.state.in_(_LIVE))).all()
    for flag in flags:
        ballot = ballot_acts.latest(session, flag)
        kept = ballot_acts.tally_of(ballot) if ballot and ballot.state == "closed" else None
        if ballot and kept and kept[0].winner:
            letter = next((mark for pid, mark, _label in kept[1] if pid == kept[0].winner), "")
            yield Task("resolve", flag, None, ballot.closes_at, {"letter": letter})


_LIVE = ("drafting", "open_for_comment", "with_council")


def _wordings(actor: Actor) -> Iterable[Task]:
    """For convenors: open disputes that want other wordings, and those that could be voted on; one task a paper."""
    groups = [h.group_id for h in actor.held if h.kind == GroupKind.POLICY and h.role in (Role.CONVENOR, Role.CHAIR)]
    if not groups:
        return
    session = db.session()
    flags = session.scalars(
        visible.flags(actor)
        .where(Flag.state == "open", Paper.group_id.in_(groups), Paper.state.in_(_LIVE))
        .order_by(Flag.paper_id, Flag.ordinal)
    ).all()
    options = {
        int(flag_id): int(number)
        for flag_id, number in session.execute(
            select(FlagOption.flag_id, func.count())
            .where(FlagOption.flag_id.in_([flag.id for flag in flags]))
            .group_by(FlagOption.flag_id)
        )
    }
    waiting: dict[tuple[Kind, int], list[Flag]] = {}
    for flag in flags:
        kind: Kind = "ballot" if options.get(flag.id, 0) > 1 else "options"
        waiting.setdefault((kind, flag.paper_id), []).append(flag)
    for (kind, _paper_id), some in waiting.items():
        yield Task(kind, some[0], None, min(f.made_at for f in some), {"count": len(some), "paper": some[0].paper})


def _replies(actor: Actor) -> Iterable[Task]:
    """Open threads in which one has spoken and somebody else spoke last; those on one's own papers are remarks."""
    session = db.session()
    spoken = select(func.coalesce(Comment.thread_id, Comment.id)).where(
        Comment.author_id == actor.member_id, Comment.stands
    )
    begun = [
        root
        for root in session.scalars(visible.comments(actor).where(Comment.id.in_(spoken), Comment.state == "open"))
        if root.author_id == actor.member_id
        or root.section is None
        or root.section.paper.group_id not in actor.run_group_ids
    ]
    if not begun:
        return
    last = (
        select(func.max(Comment.id))
        .where(Comment.thread_id.in_([root.id for root in begun]), Comment.stands)
        .group_by(Comment.thread_id)
    )
    roots = {root.id: root for root in begun}
    for reply in session.scalars(visible.comments(actor).where(Comment.id.in_(last))):
        if reply.author_id != actor.member_id and reply.thread_id is not None:
            yield Task("reply", reply, None, reply.made_at, {"root": roots[reply.thread_id]})


def _remarks(actor: Actor) -> Iterable[Task]:
    """Papers one runs on which open threads wait: somebody else began them, and spoke last."""
    if not actor.run_group_ids:
        return
    thread, root = func.coalesce(Comment.thread_id, Comment.id), aliased(Comment)
    mine = and_(Paper.group_id.in_(actor.run_group_ids), Paper.state.in_(_LIVE))
    last = (
        select(func.max(Comment.id))
        .join(Section, Section.text_id == Comment.text_id)
        .join(Paper, Paper.id == Section.paper_id)
        .where(mine, Section.hidden_at.is_(None), Comment.stands)
        .group_by(thread)
    )
    found = db.session().scalars(
        visible.comments(actor)
        .join(root, root.id == thread)
        .where(Comment.id.in_(last), Comment.author_id != actor.member_id)
        .where(root.author_id != actor.member_id, root.state == "open")
    )
    waiting: dict[Paper, list[Comment]] = {}
    for comment in found:
        if comment.section is not None:
            waiting.setdefault(comment.section.paper, []).append(comment)
    for paper, some in waiting.items():
        yield Task("remarks", paper, None, min(one.made_at for one in some), {"count": len(some)})


def _answers(actor: Actor, now: datetime) -> Iterable[Task]:
    """Consultations of one's groups that close some day and are not answered yet."""
    session = db.session()
    begun = select(Response.consultation_id).where(Response.group_id.in_(actor.group_ids))
    consultations = session.scalars(
        visible.consultations(actor)
        .where(
            or_(Consultation.group_id.in_(actor.group_ids), Consultation.id.in_(begun)), Consultation.closes_at > now
        )
        .order_by(Consultation.closes_at)
    ).all()
    responses = session.scalars(
        visible.responses(actor).where(
            Response.consultation_id.in_([c.id for c in consultations]), Response.group_id.in_(actor.group_ids)
        )
    ).all()
    answered = {response.consultation_id for response in responses}
    drafts = {response.consultation_id: response for response in responses if response.state == "drafting"}
    for consultation in consultations:
        response = drafts.get(consultation.id)  # of several of one's groups, the one that is not finished yet
        if response is not None or consultation.id not in answered:
            yield Task("answer", consultation, consultation.closes_at, consultation.made_at, {"response": response})


def _papers_to_read(actor: Actor, now: datetime) -> Iterable[Task]:
    """Papers of others that are open for comment until a day, on which one has not said anything yet."""
    session = db.session()
    said = (
        select(Section.paper_id)
        .join(Comment, Comment.text_id == Section.text_id)
        .where(Comment.author_id == actor.member_id)
    )
    papers = session.scalars(
        visible.papers(actor).where(
            Paper.state == "open_for_comment",
            Paper.comment_until >= clock.local(now).date(),
            Paper.id.not_in(said),
            Paper.group_id.not_in(actor.run_group_ids),
        )
    )
    for paper in papers:
        if paper.comment_until is not None:
            end = clock.from_local(datetime.combine(paper.comment_until, time(23, 59)))
            yield Task("comment", paper, end, paper.made_at, {})


def numbers_of(actor: Actor, tasks: Iterable[Task]) -> dict[int, str]:
    """The number of the section each disputed task is about, by the flag's id."""
    session = db.session()
    flags = [task.thing for task in tasks if task.disputed]
    passages = passage_acts.passages_of(session, flags)
    papers = {flag.paper_id: flag.paper for flag in flags}
    names = {p.text_id: p.name for paper in papers.values() for p in outline(session, paper)}
    return {flag_id: names.get(passage.section.text_id, "") for flag_id, passage in passages.items()}


def week_begins(now: datetime) -> datetime:
    """The Monday, at midnight on the wall, of the week of a moment; in UTC."""
    here = clock.local(now)
    monday = datetime.combine(here.date() - timedelta(days=here.weekday()), time())
    return clock.from_local(monday)
