"""Flags: contentious points, their options and arguments, and the council's resolutions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column, relationship

from policyhub.models.base import Base, Numbered, one_of
from policyhub.models.members import Member
from policyhub.models.papers import Paper, Section
from policyhub.models.texts import Version


class Flag(Numbered, Base):
    """A contentious point. Its passage is its anchor; without one it is about the whole section."""

    __tablename__ = "flags"
    __table_args__ = (
        UniqueConstraint("paper_id", "ordinal"),
        CheckConstraint(one_of("state", "open", "in_ballot", "resolved", "withdrawn"), name="state"),
    )

    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id"))
    ordinal: Mapped[int]
    stands_at_id: Mapped[int] = mapped_column(ForeignKey("sections.text_id"), index=True)
    about_id: Mapped[int | None] = mapped_column(ForeignKey("sections.text_id"))
    note: Mapped[str | None] = mapped_column(String(40))
    question: Mapped[str] = mapped_column(LongText)
    why: Mapped[str] = mapped_column(LongText, default="")
    state: Mapped[str] = mapped_column(String(10), default="open")
    raised_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    withdrawn_reason: Mapped[str] = mapped_column(LongText, default="")

    paper: Mapped[Paper] = relationship()
    stands_at: Mapped[Section] = relationship(foreign_keys=[stands_at_id])
    about: Mapped[Section | None] = relationship(foreign_keys=[about_id])
    raised_by: Mapped[Member] = relationship(foreign_keys=[raised_by_id])
    withdrawn_by: Mapped[Member | None] = relationship(foreign_keys=[withdrawn_by_id])
    options: Mapped[list[FlagOption]] = relationship(order_by="FlagOption.rank", back_populates="flag")


class FlagOption(Numbered, Base):
    """One wording that would replace the flagged passage; no replacement means leave it as it is."""

    __tablename__ = "flag_options"
    __table_args__ = (UniqueConstraint("flag_id", "rank"),)

    flag_id: Mapped[int] = mapped_column(ForeignKey("flags.id"))
    rank: Mapped[int]
    label: Mapped[str] = mapped_column(String(200))
    replacement: Mapped[str | None] = mapped_column(LongText)
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]

    flag: Mapped[Flag] = relationship(back_populates="options")
    by: Mapped[Member] = relationship()


class Argument(Numbered, Base):
    """A reason for or against changing the passage."""

    __tablename__ = "arguments"
    __table_args__ = (CheckConstraint(one_of("side", "for", "against"), name="side"),)

    flag_id: Mapped[int] = mapped_column(ForeignKey("flags.id"), index=True)
    side: Mapped[str] = mapped_column(String(10))
    body: Mapped[str] = mapped_column(LongText)
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]

    author: Mapped[Member] = relationship()


class Resolution(Numbered, Base):
    """The council's reasoned decision on a flag; usually it became a version."""

    __tablename__ = "resolutions"
    __table_args__ = (UniqueConstraint("flag_id"),)

    flag_id: Mapped[int] = mapped_column(ForeignKey("flags.id"))
    option_id: Mapped[int] = mapped_column(ForeignKey("flag_options.id"))
    reason: Mapped[str] = mapped_column(LongText)
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    made_at: Mapped[datetime]

    flag: Mapped[Flag] = relationship()
    option: Mapped[FlagOption] = relationship()
    by: Mapped[Member] = relationship()
    version: Mapped[Version] = relationship()
