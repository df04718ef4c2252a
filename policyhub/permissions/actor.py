"""Who is asking: a member with their roles, a visitor, or the house itself."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from policyhub import clock, db
from policyhub.models import Group, GroupKind, Member, Membership
from policyhub.models.members import RUNNING


@dataclass(frozen=True, slots=True)
class Held:
    """A role held in a group today."""

    group_id: int
    kind: str
    role: str
    slug: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is asking, as plain values read once a request."""

    member_id: int | None = None
    pid: str = ""
    name: str = ""
    lang: str = "en-GB"
    is_admin: bool = False
    is_house: bool = False
    held: tuple[Held, ...] = ()

    @property
    def signed_in(self) -> bool:
        """Whether this is a member."""
        return self.member_id is not None

    @property
    def group_ids(self) -> frozenset[int]:
        """The groups this member is in today."""
        return frozenset(h.group_id for h in self.held)

    @property
    def on_council(self) -> bool:
        """Whether this is a council member."""
        return any(h.kind == GroupKind.COUNCIL for h in self.held)

    def runs(self, group_id: int) -> bool:
        """Whether this member runs a group: its convenor, its secretary or its chair."""
        return any(h.group_id == group_id and h.role in RUNNING for h in self.held)

    @property
    def may_upload(self) -> bool:
        """Whether this member runs a policy group or a branch, and so may bring in files."""
        return any(self.runs(h.group_id) and h.kind != GroupKind.COUNCIL for h in self.held)

    @property
    def run_group_ids(self) -> frozenset[int]:
        """The groups this member runs."""
        return frozenset(h.group_id for h in self.held if self.runs(h.group_id))


VISITOR = Actor()
HOUSE = Actor(is_house=True, name="PolicyHub")


def actor_of(member: Member) -> Actor:
    """A member as an actor, with the roles held today."""
    today = clock.local(clock.now()).date()
    held = db.session().execute(
        select(Group.id, Group.kind, Membership.role, Group.slug, Group.name)
        .join(Membership, Membership.group_id == Group.id)
        .where(
            Membership.member_id == member.id,
            Membership.holds_on(today),
        )
        .order_by(Group.kind, Group.name, Membership.id)
    )
    return Actor(
        member_id=member.id,
        pid=member.pid,
        name=member.name,
        lang=member.lang,
        is_admin=member.is_admin,
        held=tuple(Held(*row) for row in held),
    )
