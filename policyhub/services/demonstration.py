"""The demonstration's people, whom the sign-in page offers."""

from __future__ import annotations

from sqlalchemy import select

from policyhub import db
from policyhub.models import Member
from policyhub.permissions.actor import Actor, actor_of
from policyhub.services.refusals import N_

OFFERED = (
    ("mair@demo.example", N_("convenor")),
    ("owen@demo.example", N_("member")),
    ("nasreen@demo.example", N_("council member")),
    ("tom@demo.example", N_("branch secretary")),
    ("dilys@demo.example", N_("administrator")),
)


def list_people() -> list[tuple[Actor, str]]:
    """Those of the demonstration who can be tried, each with what they are."""
    roles = dict(OFFERED)
    found = db.session().scalars(select(Member).where(Member.email_key.in_(roles))).all()
    order = list(roles)
    return [(actor_of(m), roles[m.email_key]) for m in sorted(found, key=lambda m: order.index(m.email_key))]
