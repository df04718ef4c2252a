"""Members, groups and memberships: added, changed, listed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from policyhub import clock, db
from policyhub.models import Group, GroupKind, Member, Membership, Role
from policyhub.permissions.actor import Actor
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import NotFound
from policyhub.permissions.visible import groups as visible_groups
from policyhub.services.command import Work, command, command_on_house
from policyhub.services.refusals import N_, Refused

_EMAIL = re.compile(r"[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+\.[^@\s\x00-\x1f]+")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
ROLES_OF = {
    GroupKind.POLICY: (Role.MEMBER, Role.CONVENOR),
    GroupKind.COUNCIL: (Role.MEMBER, Role.CHAIR),
    GroupKind.BRANCH: (Role.MEMBER, Role.SECRETARY, Role.CHAIR),
}


@command_on_house(Right.MANAGE_MEMBERS)
def add_member(
    work: Work, *, name: str, email: str, lang: str = "en-GB", password_hash: str | None = None, is_admin: bool = False
) -> str:
    """Give a person an account. Refused when the address is not one, or has an account."""
    name, email = " ".join(name.split()), email.strip()
    if not name or len(name) > 200:
        raise Refused(N_("Type the person’s name, in up to 200 characters."), field="name")
    if len(email) > 320 or not _EMAIL.fullmatch(email):
        raise Refused(N_("Type an email address such as mair@example.org."), field="email")
    if work.session.scalars(select(Member.id).where(Member.email_key == email.casefold())).first():
        raise Refused(N_("Somebody has an account with this address already."), field="email")
    member = Member(
        name=name,
        email=email,
        email_key=email.casefold(),
        lang=lang,
        password_hash=password_hash,
        is_admin=is_admin,
        made_at=work.at,
    )
    work.session.add(member)
    work.session.flush()
    work.record("add_member", "member", member.id, admin=is_admin)
    return member.pid


@command_on_house(Right.MANAGE_MEMBERS)
def set_password(work: Work, *, email: str, password_hash: str) -> str:
    """Give a member a new password. Refused when nobody has this address."""
    member = work.session.scalars(select(Member).where(Member.email_key == email.strip().casefold())).one_or_none()
    if member is None:
        raise Refused(N_("Nobody has an account with this address."), field="email")
    member.password_hash = password_hash
    work.record("set_password", "member", member.id)
    return member.pid


@command_on_house(Right.MANAGE_MEMBERS)
def add_group(work: Work, *, name: str, slug: str, kind: str, about: str = "", lang: str = "en-GB") -> str:
    """Found a policy group, a branch or the council. Refused when the short name is taken, or a second council."""
    name, slug = " ".join(name.split()), slug.strip()
    if not name or len(name) > 200:
        raise Refused(N_("Type the group’s name, in up to 200 characters."), field="name")
    if kind not in {str(k) for k in GroupKind}:
        raise Refused(N_("Choose a policy group, a branch or the council."), field="kind")
    if len(slug) > 60 or not _SLUG.fullmatch(slug):
        raise Refused(N_("The short name may have small letters, digits and hyphens."), field="slug")
    if work.session.scalars(select(Group.id).where(Group.slug == slug)).first():
        raise Refused(N_("Another group has this short name."), field="slug")
    if kind == GroupKind.COUNCIL and find_council() is not None:
        raise Refused(N_("There is a council already."), field="kind")
    group = Group(name=name, slug=slug, kind=kind, about=about.strip()[:1000], lang=lang, made_at=work.at)
    work.session.add(group)
    work.session.flush()
    work.record("add_group", "group", group.id, kind=kind, slug=slug)
    return group.pid


@command(Right.MANAGE_GROUP, on=Group)
def add_membership(work: Work, group: Group, *, member_pid: str, role: str, from_on: date | None = None) -> str:
    """Give a member a role in a group, from today or another day. An earlier role in it ends."""
    member = work.session.scalars(
        select(Member).where(Member.pid == member_pid, Member.erased_at.is_(None))
    ).one_or_none()
    if member is None:
        raise Refused(N_("Choose a member from the list."), field="member_pid")
    if role not in ROLES_OF[GroupKind(group.kind)]:
        raise Refused(N_("This kind of group has no such role."), field="role")
    today = clock.local(work.at).date()
    for held in work.session.scalars(_standing(today).where(Membership.member == member, Membership.group == group)):
        work.session.delete(held) if held.from_on >= today else setattr(held, "until_on", _day_before(today))
    membership = Membership(member_id=member.id, group_id=group.id, role=role, from_on=from_on or today)
    work.session.add(membership)
    work.session.flush()
    work.record("add_membership", "group", group.id, member=member.id, role=role)
    return group.pid


@command(Right.MANAGE_GROUP, on=Group)
def end_membership(work: Work, group: Group, *, member_pid: str) -> str:
    """End a member's role in a group today. Refused when there is none."""
    today = clock.local(work.at).date()
    held = work.session.scalars(
        _standing(today).join(Membership.member).where(Membership.group_id == group.id, Member.pid == member_pid)
    ).all()
    if not held:
        raise Refused(N_("This member has no role in the group."), field="member_pid")
    for membership in held:
        if membership.from_on >= today:
            work.session.delete(membership)
        else:
            membership.until_on = _day_before(today)
    work.record("end_membership", "group", group.id, member=held[0].member_id)
    return group.pid


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _standing(today: date) -> Select[Membership]:
    return select(Membership).where(Membership.holds_on(today))


def find_council() -> Group | None:
    """The council, if there is one yet."""
    return db.session().scalars(select(Group).where(Group.kind == GroupKind.COUNCIL)).first()


def find_group(slug: str) -> Group | None:
    """A group by its short name, if there is one."""
    return db.session().scalars(select(Group).where(Group.slug == slug)).one_or_none()


def get_group(slug: str) -> Group:
    """A group by its short name; raises NotFound."""
    group = find_group(slug)
    if group is None:
        raise NotFound
    return group


def list_groups(actor: Actor, *kinds: str) -> Sequence[Group]:
    """The groups, of some kinds or all, by name."""
    statement = visible_groups(actor).order_by(Group.name)
    return db.session().scalars(statement.where(Group.kind.in_(kinds)) if kinds else statement).all()


def list_memberships(group: Group) -> Sequence[Membership]:
    """Who is in a group today, those with a task first, then by name."""
    today = clock.local(clock.now()).date()
    found = db.session().scalars(
        _standing(today)
        .join(Membership.member)
        .where(Membership.group_id == group.id, Member.erased_at.is_(None))
        .options(joinedload(Membership.member))
        .order_by(Member.name)
    )
    return sorted(found, key=lambda m: m.role == Role.MEMBER)


def list_members(actor: Actor) -> Sequence[Member]:
    """All members, by name; nobody for visitors."""
    if not actor.signed_in and not actor.is_house:
        return ()
    return (
        db.session().scalars(select(Member).where(Member.erased_at.is_(None)).order_by(func.lower(Member.name))).all()
    )
