"""Papers: their tree of sections, who wrote them, and their editions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from policyhub.db import Key
from policyhub.models.base import Base, Numbered, one_of
from policyhub.models.members import Group, Member
from policyhub.models.texts import Text, Version

SECTION_KINDS = ("heading", "clause", "appendix")


class Paper(Numbered, Base):
    """A policy paper of one group."""

    __tablename__ = "papers"
    __table_args__ = (
        CheckConstraint(
            one_of("state", "drafting", "open_for_comment", "with_council", "adopted", "superseded", "withdrawn"),
            name="state",
        ),
    )

    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    title: Mapped[str] = mapped_column(String(500))
    subtitle: Mapped[str] = mapped_column(String(1000), default="")
    lang: Mapped[str] = mapped_column(String(10), default="en-GB")
    state: Mapped[str] = mapped_column(String(20), default="drafting")
    scheme: Mapped[str] = mapped_column(String(20), default="decimal")
    revision: Mapped[int] = mapped_column(default=1)
    comment_until: Mapped[date | None]
    builds_on_id: Mapped[int | None] = mapped_column(ForeignKey("papers.id"))
    made_at: Mapped[datetime]

    group: Mapped[Group] = relationship()


class Credit(Base):
    """Who wrote a paper, or helped."""

    __tablename__ = "credits"
    __table_args__ = (CheckConstraint(one_of("role", "author", "contributor", "joint author"), name="role"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    name: Mapped[str] = mapped_column(String(200), default="")
    role: Mapped[str] = mapped_column(String(20), default="author")

    member: Mapped[Member | None] = relationship()


class Section(Base):
    """A place in a paper's tree; it keeps its identity when it is moved or renumbered."""

    __tablename__ = "sections"
    __table_args__ = (
        CheckConstraint(one_of("kind", *SECTION_KINDS), name="kind"),
        Index("ix_sections_paper_id_parent_id_rank", "paper_id", "parent_id", "rank"),
    )

    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"), primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id"))
    kind: Mapped[str] = mapped_column(String(10))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("sections.text_id"))
    rank: Mapped[int]
    own_number: Mapped[str | None] = mapped_column(String(40))
    numbered: Mapped[bool] = mapped_column(default=True)
    hidden_at: Mapped[datetime | None]

    text: Mapped[Text] = relationship()
    paper: Mapped[Paper] = relationship()


class Placement(Base):
    """Where a section stood from one revision of its paper on; only ever added to."""

    __tablename__ = "placements"

    section_id: Mapped[int] = mapped_column(ForeignKey("sections.text_id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("sections.text_id"))
    rank: Mapped[int]
    own_number: Mapped[str | None] = mapped_column(String(40))
    numbered: Mapped[bool]
    hidden: Mapped[bool] = mapped_column(default=False)


class SectionReference(Base):
    """A live reference in a version to a section, with the number it was printed with."""

    __tablename__ = "refs"

    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("sections.text_id"), primary_key=True, index=True)


class Edition(Numbered, Base):
    """A frozen tree of a paper: which versions, in which places, with which printed numbers."""

    __tablename__ = "editions"
    __table_args__ = (UniqueConstraint("paper_id", "ordinal"),)

    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id"))
    ordinal: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(500))
    frozen_at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    revision: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))

    paper: Mapped[Paper] = relationship()
    by: Mapped[Member] = relationship()


class EditionSection(Base):
    """One section of an edition, as it was."""

    __tablename__ = "edition_sections"

    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"), primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.text_id"), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("sections.text_id"))
    rank: Mapped[int]
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    number: Mapped[str | None] = mapped_column(String(40))
    agreed: Mapped[bool] = mapped_column(default=False)

    version: Mapped[Version] = relationship()
