"""Members, their groups and memberships."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, String, and_, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from policyhub.db import Key
from policyhub.models.base import Base, Numbered, one_of


class GroupKind(StrEnum):
    """What a group is."""

    POLICY = "policy"
    COUNCIL = "council"
    BRANCH = "branch"


class Role(StrEnum):
    """What a member is in a group."""

    MEMBER = "member"
    CONVENOR = "convenor"
    SECRETARY = "secretary"
    CHAIR = "chair"


RUNNING = (Role.CONVENOR, Role.SECRETARY, Role.CHAIR)


class Member(Numbered, Base):
    """A person with an account."""

    __tablename__ = "members"

    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(320))
    email_key: Mapped[str] = mapped_column(String(320), unique=True)
    lang: Mapped[str] = mapped_column(String(10), default="en-GB")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_admin: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]


class Group(Numbered, Base):
    """A policy group, the council or a branch."""

    __tablename__ = "groups"
    __table_args__ = (CheckConstraint(one_of("kind", *GroupKind), name="kind"),)

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(10))
    about: Mapped[str] = mapped_column(String(1000), default="")
    lang: Mapped[str] = mapped_column(String(10), default="en-GB")
    made_at: Mapped[datetime]


class Membership(Base):
    """A role of a member in a group, for a time."""

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint(one_of("role", *Role), name="role"),
        Index("ix_memberships_member_group", "member_id", "group_id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    role: Mapped[str] = mapped_column(String(10), default=Role.MEMBER)
    from_on: Mapped[date]
    until_on: Mapped[date | None]

    member: Mapped[Member] = relationship()
    group: Mapped[Group] = relationship()

    @classmethod
    def holds_on(cls, day: date) -> ColumnElement[bool]:
        """Whether a membership holds on a day, its first and its last included."""
        return and_(cls.from_on <= day, or_(cls.until_on.is_(None), cls.until_on >= day))
