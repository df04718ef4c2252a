"""Questions about an actor and a thing, each answered by yes or no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from policyhub.models import (
    Answer,
    Ballot,
    Comment,
    Consultation,
    Flag,
    Group,
    GroupKind,
    Import,
    Motion,
    Paper,
    Part,
    Response,
    Role,
    Section,
)
from policyhub.permissions.actor import Actor

Predicate = Callable[[Actor, Any], bool]


def paper_of(thing: Any) -> Paper | None:
    """The paper that a thing belongs to, if it belongs to one."""
    match thing:
        case Paper():
            return thing
        case Section() | Flag():
            return thing.paper
        case Ballot():
            return thing.flag.paper
        case Comment():
            return thing.section.paper if thing.section else None
        case _:
            return None


def group_of(thing: Any) -> int | None:
    """The group that a thing belongs to."""
    match thing:
        case Group():
            return thing.id
        case Import() | Consultation() | Response() | Motion():
            return thing.group_id
        case Answer():
            return thing.response.group_id
        case Part():
            return thing.motion.group_id
        case _:
            paper = paper_of(thing)
            return paper.group_id if paper else None


def signed_in(actor: Actor, thing: Any) -> bool:
    """A member."""
    return actor.signed_in


def house(actor: Actor, thing: Any) -> bool:
    """The house itself: its worker at a deadline."""
    return actor.is_house


def admin(actor: Actor, thing: Any) -> bool:
    """An administrator."""
    return actor.is_admin


def on_council(actor: Actor, thing: Any) -> bool:
    """A council member."""
    return actor.on_council


def in_its_group(actor: Actor, thing: Any) -> bool:
    """In the group that the thing belongs to."""
    return group_of(thing) in actor.group_ids


def runs_its_group(actor: Actor, thing: Any) -> bool:
    """Convenor, secretary or chair of the group that the thing belongs to."""
    group_id = group_of(thing)
    return group_id is not None and actor.runs(group_id)


def convenes_its_group(actor: Actor, thing: Any) -> bool:
    """Convenor or chair of the policy group that the thing belongs to."""
    group_id = group_of(thing)
    return any(
        h.group_id == group_id and h.kind == GroupKind.POLICY and h.role in (Role.CONVENOR, Role.CHAIR)
        for h in actor.held
    )


def secretary_of_its_branch(actor: Actor, thing: Any) -> bool:
    """Secretary or chair of the branch that the thing belongs to."""
    group_id = group_of(thing)
    return any(
        h.group_id == group_id and h.kind == GroupKind.BRANCH and h.role in (Role.SECRETARY, Role.CHAIR)
        for h in actor.held
    )


def wrote_it(actor: Actor, thing: Any) -> bool:
    """The author of a comment, or who uploaded a file."""
    match thing:
        case Comment():
            return actor.signed_in and thing.author_id == actor.member_id
        case Import():
            return actor.signed_in and thing.by_id == actor.member_id
        case _:
            return False


def in_own_words(actor: Actor, thing: Any) -> bool:
    """A comment that one wrote oneself; one that came in a file is somebody else's words."""
    return isinstance(thing, Comment) and wrote_it(actor, thing) and thing.said_by is None


def paper_is(*states: str) -> Predicate:
    """The paper that the thing belongs to is in one of some states."""

    def check(actor: Actor, thing: Any) -> bool:
        paper = paper_of(thing)
        return paper is not None and paper.state in states

    return check


def state_is(*states: str) -> Predicate:
    """The thing itself is in one of some states."""

    def check(actor: Actor, thing: Any) -> bool:
        return getattr(thing, "state", None) in states

    return check


def response_is(*states: str) -> Predicate:
    """The response that an answer belongs to is in one of some states."""

    def check(actor: Actor, thing: Any) -> bool:
        response = thing.response if isinstance(thing, Answer) else thing
        return getattr(response, "state", None) in states

    return check


def motion_is(*states: str) -> Predicate:
    """The motion that a part belongs to is in one of some states."""

    def check(actor: Actor, thing: Any) -> bool:
        motion = thing.motion if isinstance(thing, Part) else thing
        return getattr(motion, "state", None) in states

    return check


def every(*predicates: Predicate) -> Predicate:
    """All of some predicates hold."""
    return lambda actor, thing: all(p(actor, thing) for p in predicates)
