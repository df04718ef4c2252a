"""Motions that branches put forward."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from policyhub.models.base import Base, Numbered, one_of
from policyhub.models.members import Group, Member
from policyhub.models.texts import Text

PART_KINDS = ("notes", "believes", "resolves")


class Motion(Numbered, Base):
    """What a branch puts forward: notes, believes, resolves; mover and seconder."""

    __tablename__ = "motions"
    __table_args__ = (CheckConstraint(one_of("state", "drafting", "ready", "submitted", "withdrawn"), name="state"),)

    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    destination: Mapped[str] = mapped_column(String(300), default="")
    lang: Mapped[str] = mapped_column(String(10), default="en-GB")
    state: Mapped[str] = mapped_column(String(10), default="drafting")
    word_limit: Mapped[int | None]
    mover: Mapped[str] = mapped_column(String(200), default="")
    seconder: Mapped[str] = mapped_column(String(200), default="")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]

    group: Mapped[Group] = relationship()
    made_by: Mapped[Member] = relationship()


class Part(Base):
    """Notes, believes or resolves of a motion; its numbered paragraphs are blocks."""

    __tablename__ = "parts"
    __table_args__ = (
        UniqueConstraint("motion_id", "kind"),
        CheckConstraint(one_of("kind", *PART_KINDS), name="kind"),
    )

    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"), primary_key=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motions.id"))
    kind: Mapped[str] = mapped_column(String(10))
    rank: Mapped[int]

    text: Mapped[Text] = relationship()
    motion: Mapped[Motion] = relationship()
