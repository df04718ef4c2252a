"""When a membership holds: who may do what, and who votes, follows from it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from policyhub import db
from policyhub.models import Group, Member, Membership
from tests.world import World

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 9)


@pytest.mark.parametrize(
    ("day", "until", "holds"),
    [
        (date(2026, 3, 1), LAST, False),
        (FIRST, LAST, True),
        (LAST, LAST, True),
        (date(2026, 3, 10), LAST, False),
        (date(2026, 3, 1), None, False),
        (date(2036, 3, 1), None, True),
    ],
)
def test_a_membership_holds_from_its_first_day_to_its_last(
    world: World, day: date, until: date | None, holds: bool
) -> None:
    with db.database().writing() as session:
        member = session.scalars(select(Member).where(Member.pid == world.joan.pid)).one()
        group = session.scalars(select(Group).where(Group.pid == world.branch)).one()
        session.add(Membership(member_id=member.id, group_id=group.id, from_on=FIRST, until_on=until))
        session.flush()
        found = select(func.count()).where(Membership.member_id == member.id, Membership.holds_on(day))
        assert session.scalar(found) == int(holds)
