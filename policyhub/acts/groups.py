"""Who runs a group."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, select

from policyhub.models import Member, Membership, Role
from policyhub.models.members import RUNNING


def convenors_on(group_id: int, day: date) -> Select[Member]:
    """The members who convene or chair a group on a day, in no order yet."""
    return (
        select(Member)
        .join(Membership, Membership.member_id == Member.id)
        .where(
            Membership.group_id == group_id,
            Membership.role.in_((Role.CONVENOR, Role.CHAIR)),
            Membership.holds_on(day),
        )
    )


def runners_on(group_id: int, day: date) -> Select[Member]:
    """The members who run a group on a day, the first to have done so first."""
    return (
        select(Member)
        .join(Membership, Membership.member_id == Member.id)
        .where(Membership.group_id == group_id, Membership.role.in_(RUNNING), Membership.holds_on(day))
        .order_by(Membership.id)
    )
