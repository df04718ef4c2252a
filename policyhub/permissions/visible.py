"""May I see it: for each kind of thing one SELECT of what the actor may see. Lists and ``load`` both use it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true
from sqlalchemy.orm import Session, joinedload

from policyhub.domain.ids import is_pid
from policyhub.models import (
    Answer,
    Ballot,
    Comment,
    Consultation,
    Edition,
    Flag,
    Group,
    Import,
    Member,
    Motion,
    Paper,
    Part,
    Response,
    Section,
    Text,
    Version,
)
from policyhub.permissions.actor import Actor

T = TypeVar("T")

PUBLISHED = ("adopted", "superseded")
OPEN_TO_MEMBERS = ("open_for_comment", "with_council", *PUBLISHED)


class NotFound(Exception):
    """There is no such thing, or not for this actor: nobody can tell which."""


def _seen_papers(actor: Actor) -> ColumnElement[bool]:
    if actor.is_house:
        return true()
    if not actor.signed_in:
        return Paper.state.in_(PUBLISHED)
    return or_(Paper.state.in_(OPEN_TO_MEMBERS), Paper.group_id.in_(actor.group_ids))


def papers(actor: Actor) -> Select[Paper]:
    """Published papers; for members all but drafts of other groups."""
    return select(Paper).where(_seen_papers(actor)).options(joinedload(Paper.group))


def sections(actor: Actor) -> Select[Section]:
    """Sections of papers one may see, with their text and its current version."""
    return (
        select(Section)
        .join(Section.paper)
        .join(Section.text)
        .where(_seen_papers(actor), Section.hidden_at.is_(None))
        .options(joinedload(Section.paper).joinedload(Paper.group), joinedload(Section.text).joinedload(Text.current))
    )


def versions(actor: Actor) -> Select[Version]:
    """Versions of sections one may see. Visitors read only what is agreed or current: history is for members."""
    found = (
        select(Version)
        .join(Section, Section.text_id == Version.text_id)
        .join(Paper, Paper.id == Section.paper_id)
        .where(_seen_papers(actor))
        .options(joinedload(Version.author))
    )
    return found if actor.signed_in or actor.is_house else found.where(false())


def editions(actor: Actor) -> Select[Edition]:
    """Editions of papers one may see."""
    return select(Edition).join(Edition.paper).where(_seen_papers(actor)).options(joinedload(Edition.paper))


def _members_only(actor: Actor) -> ColumnElement[bool]:
    return true() if actor.signed_in or actor.is_house else false()


def comments(actor: Actor) -> Select[Comment]:
    """Comments on sections one may see, and on answers of one's own groups; none for visitors."""
    return _comments_and_taken_back(actor).where(Comment.stands)


def comments_and_own(actor: Actor) -> Select[Comment]:
    """The same with those that one has taken back, to put them back."""
    return _comments_and_taken_back(actor).where(or_(Comment.stands, Comment.author_id == actor.member_id))


def _comments_and_taken_back(actor: Actor) -> Select[Comment]:
    on_sections = (
        select(Section.text_id).join(Paper, Paper.id == Section.paper_id).where(_seen_papers(actor)).scalar_subquery()
    )
    return (
        select(Comment)
        .where(_members_only(actor), Comment.text_id.in_(on_sections))
        .options(
            joinedload(Comment.author),
            joinedload(Comment.section).joinedload(Section.paper).joinedload(Paper.group),
            joinedload(Comment.section).joinedload(Section.text).joinedload(Text.current),
        )
    )


def flags(actor: Actor) -> Select[Flag]:
    """Flags of papers one may see; none for visitors."""
    return (
        select(Flag)
        .join(Flag.paper)
        .where(_members_only(actor), _seen_papers(actor))
        .options(joinedload(Flag.paper).joinedload(Paper.group), joinedload(Flag.raised_by))
    )


def ballots(actor: Actor) -> Select[Ballot]:
    """Ballots on flags one may see; none for visitors."""
    return (
        select(Ballot)
        .join(Ballot.flag)
        .join(Paper, Paper.id == Flag.paper_id)
        .where(_members_only(actor), _seen_papers(actor))
        .options(joinedload(Ballot.flag).joinedload(Flag.paper).joinedload(Paper.group))
    )


def groups(actor: Actor) -> Select[Group]:
    """All groups: that they exist is public."""
    return select(Group)


def members(actor: Actor) -> Select[Member]:
    """Members see each other; visitors see nobody."""
    return select(Member).where(_members_only(actor), Member.erased_at.is_(None))


def imports(actor: Actor) -> Select[Import]:
    """One's own imports and those into groups one runs."""
    mine = or_(Import.by_id == actor.member_id, Import.group_id.in_(actor.run_group_ids))
    seen = true() if actor.is_house else and_(_members_only(actor), mine)
    return select(Import).where(seen).options(joinedload(Import.group), joinedload(Import.upload))


def consultations(actor: Actor) -> Select[Consultation]:
    """For members."""
    return select(Consultation).where(_members_only(actor)).options(joinedload(Consultation.group))


def _seen_responses(actor: Actor) -> ColumnElement[bool]:
    if actor.is_house:
        return true()
    finished = Response.state.in_(("ready", "sent"))
    return and_(_members_only(actor), or_(finished, Response.group_id.in_(actor.group_ids)))


def responses(actor: Actor) -> Select[Response]:
    """Finished responses; drafts only of one's own groups."""
    return (
        select(Response)
        .where(_seen_responses(actor))
        .options(joinedload(Response.group), joinedload(Response.consultation))
    )


def answers(actor: Actor) -> Select[Answer]:
    """Answers of responses one may see."""
    return (
        select(Answer)
        .join(Answer.response)
        .where(_seen_responses(actor))
        .options(joinedload(Answer.response), joinedload(Answer.question), joinedload(Answer.text))
    )


def _seen_motions(actor: Actor) -> ColumnElement[bool]:
    if actor.is_house:
        return true()
    finished = Motion.state.in_(("ready", "submitted"))
    return and_(_members_only(actor), or_(finished, Motion.group_id.in_(actor.group_ids)))


def motions(actor: Actor) -> Select[Motion]:
    """Finished motions; drafts only of one's own branch."""
    return select(Motion).where(_seen_motions(actor)).options(joinedload(Motion.group))


def parts(actor: Actor) -> Select[Part]:
    """Parts of motions one may see."""
    return (
        select(Part)
        .join(Part.motion)
        .where(_seen_motions(actor))
        .options(joinedload(Part.motion), joinedload(Part.text))
    )


VISIBLE: dict[type, Callable[[Actor], Select[Any]]] = {
    Answer: answers,
    Ballot: ballots,
    Comment: comments_and_own,
    Consultation: consultations,
    Edition: editions,
    Flag: flags,
    Group: groups,
    Import: imports,
    Member: members,
    Motion: motions,
    Paper: papers,
    Part: parts,
    Response: responses,
    Section: sections,
    Version: versions,
}
_BY_TEXT = (Answer, Part, Section)


def load(session: Session, kind: type[T], actor: Actor, pid: str, *, locked: bool = False) -> T:
    """The thing of a kind with a public id, if the actor may see it; otherwise NotFound.

    ``locked``: nobody else gets it locked until the transaction ends, and what is read is what they left.
    """
    if not is_pid(pid):
        raise NotFound
    statement = VISIBLE[kind](actor)
    if kind in _BY_TEXT:  # what has versions is known by the id of its text
        statement = statement.where(kind.text_id.in_(select(Text.id).where(Text.pid == pid)))  # type: ignore[attr-defined]
    else:
        statement = statement.where(kind.pid == pid)  # type: ignore[attr-defined]
    if locked:
        statement = statement.with_for_update(of=kind)
    found: T | None = session.scalars(statement).unique().one_or_none()
    if found is None:
        raise NotFound
    return found
