"""Ballots: the question, who may vote, the votes, and the tally."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, false
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column, relationship

from policyhub.models.base import Base, Numbered, one_of
from policyhub.models.flags import Flag, FlagOption
from policyhub.models.members import Group, Member


class Ballot(Numbered, Base):
    """A vote on the options of a flag: named or secret, one of several, most votes, until a time."""

    __tablename__ = "ballots"
    __table_args__ = (
        CheckConstraint("opens_at < closes_at", name="times"),
        CheckConstraint(one_of("state", "planned", "open", "closed", "cancelled"), name="state"),
        CheckConstraint(one_of("majority", "most", "half"), name="majority"),
        CheckConstraint("quorum >= 0", name="quorum"),
    )

    flag_id: Mapped[int] = mapped_column(ForeignKey("flags.id"), index=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    question: Mapped[str] = mapped_column(LongText)
    majority: Mapped[str] = mapped_column(String(10), default="most")
    quorum: Mapped[int] = mapped_column(default=1)
    secret: Mapped[bool] = mapped_column(default=False, server_default=false())
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10), default="open")
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    tally: Mapped[dict[str, Any] | None]

    flag: Mapped[Flag] = relationship()
    group: Mapped[Group] = relationship()
    opened_by: Mapped[Member] = relationship()


class Elector(Base):
    """Who may vote in a ballot: frozen when it opens, never deleted."""

    __tablename__ = "electors"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)

    member: Mapped[Member] = relationship()


class Vote(Base):
    """A member's vote in a named ballot; without an option it is an abstention."""

    __tablename__ = "votes"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    option_id: Mapped[int | None] = mapped_column(ForeignKey("flag_options.id"))
    cast_at: Mapped[datetime]

    member: Mapped[Member] = relationship()
    option: Mapped[FlagOption | None] = relationship()
