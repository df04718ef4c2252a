"""Texts: whatever has versions and can be commented on, voted on and agreed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column, relationship

from policyhub.db import Key
from policyhub.models.base import Base, Numbered, one_of
from policyhub.models.members import Member

ORIGINS = ("import", "edit", "resolution", "assembly")


class Text(Numbered, Base):
    """A section of a paper, the words of an answer, or a part of a motion."""

    __tablename__ = "texts"
    __table_args__ = (CheckConstraint(one_of("kind", "section", "answer", "part"), name="kind"),)

    kind: Mapped[str] = mapped_column(String(10))
    lang: Mapped[str] = mapped_column(String(10), default="en-GB")
    current_version_id: Mapped[int | None] = mapped_column(
        ForeignKey("versions.id", use_alter=True, name="fk_texts_current_version_id")
    )
    revision: Mapped[int] = mapped_column(default=1)

    current: Mapped[Version | None] = relationship(foreign_keys=[current_version_id], post_update=True)


class Version(Numbered, Base):
    """One immutable state of a text. The database itself refuses to change or delete it."""

    __tablename__ = "versions"
    __table_args__ = (
        UniqueConstraint("text_id", "ordinal"),
        CheckConstraint(one_of("origin", *ORIGINS), name="origin"),
    )

    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"))
    ordinal: Mapped[int]
    heading: Mapped[str | None] = mapped_column(String(500))
    body: Mapped[str] = mapped_column(LongText)
    notes: Mapped[list[Any]] = mapped_column(default=list)
    hash: Mapped[str] = mapped_column(String(64))
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey("versions.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(1000), default="")
    origin: Mapped[str] = mapped_column(String(10))

    author: Mapped[Member] = relationship()
    text: Mapped[Text] = relationship(foreign_keys=[text_id], viewonly=True)


class Rendering(Base):
    """A version as HTML; made again whenever it is missing."""

    __tablename__ = "renderings"

    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), primary_key=True)
    release: Mapped[str] = mapped_column(String(20), primary_key=True)
    html: Mapped[str] = mapped_column(LongText)
    plain: Mapped[str] = mapped_column(LongText)
    notes: Mapped[list[Any]] = mapped_column(default=list)


class Agreement(Base):
    """The record that a version is agreed: by which ballot, resolution or call, and when."""

    __tablename__ = "agreements"
    __table_args__ = (
        CheckConstraint(one_of("by", "ballot", "resolution", "call"), name="by"),
        Index(
            "uq_agreements_standing",
            "text_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), index=True)
    by: Mapped[str] = mapped_column(String(10))
    source_id: Mapped[int | None] = mapped_column(Key)
    reason: Mapped[str] = mapped_column(String(1000), default="")
    agreed_at: Mapped[datetime]
    by_member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    ended_at: Mapped[datetime | None]

    version: Mapped[Version] = relationship()
    by_member: Mapped[Member] = relationship()


class Anchor(Base):
    """What ties a comment or a flag to words of one version; a row for each version it was carried to."""

    __tablename__ = "anchors"
    __table_args__ = (
        UniqueConstraint("of_kind", "of_id", "version_id"),
        CheckConstraint(one_of("of_kind", "comment", "flag"), name="of_kind"),
        CheckConstraint(one_of("outcome", "kept", "changed", "lost"), name="outcome"),
        CheckConstraint("start <= stop", name="order"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    of_kind: Mapped[str] = mapped_column(String(10))
    of_id: Mapped[int] = mapped_column(Key)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), index=True)
    note: Mapped[str | None] = mapped_column(String(40))
    start: Mapped[int]
    stop: Mapped[int]
    quote: Mapped[str] = mapped_column(LongText)
    before: Mapped[str] = mapped_column(String(200), default="")
    after: Mapped[str] = mapped_column(String(200), default="")
    outcome: Mapped[str] = mapped_column(String(10), default="kept")
