"""What a page shows of each section: its words, how they were agreed, what is disputed and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, or_, select

from policyhub import db
from policyhub.acts import texts
from policyhub.acts.papers import Placed
from policyhub.models import (
    Agreement,
    Anchor,
    Ballot,
    Comment,
    Flag,
    FlagOption,
    Member,
    Rendering,
    Resolution,
    Section,
    Text,
    Version,
)
from policyhub.permissions.actor import Actor

STANDING = ("open", "in_ballot")


@dataclass(frozen=True, slots=True)
class Agreed:
    """How a version came to be agreed. ``why_flag`` is the dispute that the council resolved with it."""

    by: str
    who: str
    at: datetime
    reason: str
    why_flag: str | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """An open flag in a section; ``start`` and ``stop`` are its passage as it reads now, equal when it has none.

    ``is_main`` where the words it is about stand, and not only its question.
    """

    pid: str
    ordinal: int
    question: str
    state: str
    note: str | None
    start: int
    stop: int
    options: int
    closes_at: datetime | None
    is_main: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment or a reply, its words as they were typed."""

    pid: str
    who: str
    at: datetime
    body: str
    from_file: bool = False  # with the name in it of whoever wrote it there


@dataclass(slots=True)
class Thread:
    """A comment with its replies, and the words it is about."""

    root: Remark
    state: str
    quote: str | None = None
    start: int = 0
    stop: int = 0
    note: str | None = None
    outcome: str = "kept"
    replies: list[Remark] = field(default_factory=list)


@dataclass(slots=True)
class Content:
    """One section as it stands: HTML with places of live things, plain text, notes, and what hangs on them."""

    html: str
    plain: str
    notes: list[Any]
    agreed: Agreed | None = None
    disputes: list[Dispute] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)

    @property
    def state(self) -> str:
        """Disputed, agreed or draft."""
        return "disputed" if self.disputes else "agreed" if self.agreed else "draft"

    @property
    def remarks(self) -> int:
        """How many comments and replies there are."""
        return sum(1 + len(thread.replies) for thread in self.threads)


def list_contents(actor: Actor, placed: Sequence[Placed]) -> dict[int, Content]:
    """The contents of sections that were found visible, by the id of their text; talk and disputes for members only.

    Three queries, and one more when a rendering is missing.
    """
    if not placed:
        return {}
    contents = _words(placed)
    if actor.signed_in:
        _add_disputes(contents, placed)
        _add_talk(contents, placed)
    return contents


def _words(placed: Sequence[Placed]) -> dict[int, Content]:
    by_version = {p.version_id: p.text_id for p in placed}
    rows = db.session().execute(
        select(
            Version.id,
            Rendering.html,
            Rendering.plain,
            Rendering.notes,
            Agreement.by,
            Member.name,
            Agreement.agreed_at,
            Agreement.reason,
            Resolution.reason,
            Flag.pid,
        )
        .outerjoin(Rendering, and_(Rendering.version_id == Version.id, Rendering.release == texts.RELEASE))
        .outerjoin(Agreement, and_(Agreement.version_id == Version.id, Agreement.ended_at.is_(None)))
        .outerjoin(Member, Member.id == Agreement.by_member_id)
        .outerjoin(Resolution, and_(Agreement.by == "resolution", Resolution.id == Agreement.source_id))
        .outerjoin(Flag, Flag.id == Resolution.flag_id)
        .where(Version.id.in_(by_version))
    )
    contents: dict[int, Content] = {}
    missing: list[int] = []
    seen: set[int] = set()
    for version_id, html, plain, notes, by, who, at, reason, why, flag in rows:
        agreed = Agreed(by, who, at, why or reason, flag) if by else None
        if version_id in seen:
            continue
        seen.add(version_id)
        contents[by_version[version_id]] = Content(html, plain, notes, agreed)
        if html is None:  # the outer join found no rendering
            missing.append(version_id)
    if missing:  # a page writes nothing: they are kept when their version is next put
        for version in db.session().scalars(select(Version).where(Version.id.in_(missing))):
            rendering = texts.render(version)
            content = contents[version.text_id]
            content.html, content.plain, content.notes = rendering.html, rendering.plain, rendering.notes
    return contents


def _add_disputes(contents: dict[int, Content], placed: Sequence[Placed]) -> None:
    """A dispute stands beside the words it is about, and also where its question came from."""
    by_version = {p.version_id: p.text_id for p in placed}
    options = (
        select(func.count())
        .select_from(FlagOption)
        .where(FlagOption.flag_id == Flag.id)
        .correlate(Flag)
        .scalar_subquery()
    )
    tied = and_(Anchor.of_kind == "flag", Anchor.of_id == Flag.id, Anchor.version_id.in_(by_version))
    rows = db.session().execute(
        select(Flag, Anchor, Ballot.closes_at, options)
        .outerjoin(Anchor, tied)
        .outerjoin(Ballot, and_(Ballot.flag_id == Flag.id, Ballot.state == "open"))
        .where(
            or_(Flag.stands_at_id.in_(contents), Flag.about_id.in_(contents), Anchor.id.is_not(None)),
            Flag.state.in_(STANDING),
        )
        .order_by(Flag.ordinal, Ballot.id)
    )
    seen: set[tuple[int, int]] = set()
    for flag, anchor, closes_at, count in rows:
        tied_to = by_version[anchor.version_id] if anchor else None
        found = anchor is not None and anchor.outcome != "lost"
        for text_id in {flag.stands_at_id, flag.about_id or flag.stands_at_id, tied_to} & contents.keys():
            if (flag.id, text_id) in seen:
                continue
            seen.add((flag.id, text_id))
            here = found and tied_to == text_id
            contents[text_id].disputes.append(
                Dispute(
                    pid=flag.pid,
                    ordinal=flag.ordinal,
                    question=flag.question,
                    state=flag.state,
                    note=anchor.note if here else None,
                    start=anchor.start if here else 0,
                    stop=anchor.stop if here else 0,
                    options=int(count),
                    closes_at=closes_at,
                    is_main=text_id == (flag.about_id or flag.stands_at_id),
                )
            )


def _add_talk(contents: dict[int, Content], placed: Sequence[Placed]) -> None:
    rows = db.session().execute(
        select(
            Comment.text_id,
            Comment.id,
            Comment.pid,
            Comment.thread_id,
            Comment.body,
            Comment.state,
            func.coalesce(Comment.said_at, Comment.made_at),
            func.coalesce(Comment.said_by, Member.name),
            Comment.said_by.is_not(None),
            Anchor.note,
            Anchor.start,
            Anchor.stop,
            Anchor.quote,
            Anchor.outcome,
        )
        .join(Member, Member.id == Comment.author_id)
        .outerjoin(
            Anchor,
            and_(
                Anchor.of_kind == "comment",
                Anchor.of_id == Comment.id,
                Anchor.version_id.in_([p.version_id for p in placed]),
            ),
        )
        .where(Comment.text_id.in_(contents), Comment.stands)
        .order_by(Comment.id)
    )
    threads: dict[int, Thread] = {}
    for text_id, id_, pid, thread_id, body, state, at, who, from_file, note, start, stop, quote, outcome in rows:
        remark = Remark(pid, who, at, body, from_file)
        if thread_id is not None and thread_id in threads:
            threads[thread_id].replies.append(remark)
            continue
        thread = Thread(remark, state, quote, start or 0, stop or 0, note, outcome or "kept")
        threads[id_] = thread
        contents[text_id].threads.append(thread)


def find_states(paper_ids: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    """For each paper: sections agreed, sections, and open disputes; two queries."""
    session = db.session()
    standing = Agreement.ended_at.is_(None)
    on_it = or_(Flag.stands_at_id == Section.text_id, Flag.about_id == Section.text_id)
    disputed = exists().where(on_it, Flag.state.in_(STANDING))
    found = dict.fromkeys(paper_ids, (0, 0, 0))
    rows = session.execute(
        select(Section.paper_id, func.count(Agreement.id), func.count())
        .join(Text, Text.id == Section.text_id)
        .outerjoin(Agreement, and_(Agreement.version_id == Text.current_version_id, standing, ~disputed))
        .where(Section.paper_id.in_(paper_ids), Section.hidden_at.is_(None))
        .group_by(Section.paper_id)
    )
    for paper_id, agreed, sections in rows:
        found[paper_id] = (agreed, sections, 0)
    open_flags = session.execute(
        select(Flag.paper_id, func.count())
        .where(Flag.paper_id.in_(paper_ids), Flag.state.in_(STANDING))
        .group_by(Flag.paper_id)
    )
    for paper_id, flags in open_flags:
        found[paper_id] = (*found[paper_id][:2], flags)
    return found
