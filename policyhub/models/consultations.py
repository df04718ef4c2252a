"""Consultations of others, and the answers of our groups to them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, true
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column, relationship

from policyhub.models.base import Base, Numbered, one_of
from policyhub.models.members import Group, Member
from policyhub.models.papers import Paper
from policyhub.models.texts import Text, Version


class Consultation(Numbered, Base):
    """Somebody else's questions, with issuer, reference and closing time."""

    __tablename__ = "consultations"

    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    issuer: Mapped[str] = mapped_column(String(300), default="")
    reference: Mapped[str] = mapped_column(String(200), default="")
    title: Mapped[str] = mapped_column(String(500))
    closes_at: Mapped[datetime | None]
    lang: Mapped[str] = mapped_column(String(10), default="en-GB")
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("papers.id"))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]

    group: Mapped[Group] = relationship()
    paper: Mapped[Paper | None] = relationship()
    questions: Mapped[list[Question]] = relationship(
        order_by="Question.rank",
        back_populates="consultation",
        primaryjoin="and_(Question.consultation_id == Consultation.id, Question.asked)",
    )


class Question(Numbered, Base):
    """One question of a consultation.

    One that was not ``asked`` is the title of a section which a response has of its own; its text is that title.
    """

    __tablename__ = "questions"
    __table_args__ = (UniqueConstraint("consultation_id", "rank"),)

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultations.id"))
    chapter: Mapped[str | None] = mapped_column(String(300))
    number: Mapped[str | None] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(LongText)
    guidance: Mapped[str | None] = mapped_column(LongText)
    choices: Mapped[list[Any]] = mapped_column(default=list)
    word_limit: Mapped[int | None]
    rank: Mapped[int]
    asked: Mapped[bool] = mapped_column(default=True, server_default=true())

    consultation: Mapped[Consultation] = relationship(back_populates="questions")


class CitedParagraph(Numbered, Base):
    """A piece of the document in which the questions stand, to be cited; ``text`` and its notes are Markdown."""

    __tablename__ = "cited_paragraphs"
    __table_args__ = (UniqueConstraint("consultation_id", "rank"),)

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultations.id"))
    rank: Mapped[int]
    number: Mapped[str | None] = mapped_column(String(40))
    heading: Mapped[str | None] = mapped_column(LongText)
    text: Mapped[str] = mapped_column(LongText)
    notes: Mapped[list[Any]] = mapped_column(default=list)


class Response(Numbered, Base):
    """The answers of one group, which may be a branch, to a consultation."""

    __tablename__ = "responses"
    __table_args__ = (
        UniqueConstraint("consultation_id", "group_id"),
        CheckConstraint(one_of("state", "drafting", "ready", "sent", "withdrawn"), name="state"),
    )

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultations.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    lang: Mapped[str] = mapped_column(String(10), default="en-GB")
    state: Mapped[str] = mapped_column(String(10), default="drafting")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]

    consultation: Mapped[Consultation] = relationship()
    group: Mapped[Group] = relationship()
    made_by: Mapped[Member] = relationship()


class Answer(Base):
    """The place of one question's answer in a response; its words are blocks.

    Where the question has choices of its own, ``chosen`` are those that are taken; elsewhere ``stance`` says it.
    """

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("response_id", "question_id"),)

    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"), primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("responses.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), index=True)
    stance: Mapped[str | None] = mapped_column(String(20))
    chosen: Mapped[list[Any]] = mapped_column(default=list)
    complete: Mapped[bool] = mapped_column(default=False)

    text: Mapped[Text] = relationship()
    response: Mapped[Response] = relationship()
    question: Mapped[Question] = relationship()


class Block(Numbered, Base):
    """A piece of an answer or of a motion's part: a passage of a version, prose, or a pointer.

    ``notes`` are those of prose: a passage has its version's. ``kept_over`` is the newer version of the paper over
    which its words were kept; a removed one can be put back.
    """

    __tablename__ = "blocks"
    __table_args__ = (
        CheckConstraint(one_of("kind", "passage", "prose", "see"), name="kind"),
        CheckConstraint("(kind = 'passage') = (version_id IS NOT NULL)", name="passage"),
        CheckConstraint("(kind = 'see') = (see_question_id IS NOT NULL)", name="see"),
        CheckConstraint("kind = 'passage' OR NOT adapted", name="adapted"),
    )

    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"), index=True)
    rank: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    body: Mapped[str] = mapped_column(LongText, default="")
    notes: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    version_id: Mapped[int | None] = mapped_column(ForeignKey("versions.id"), index=True)
    start: Mapped[int | None]
    stop: Mapped[int | None]
    adapted: Mapped[bool] = mapped_column(default=False)
    see_question_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id"))
    kept_over_id: Mapped[int | None] = mapped_column(ForeignKey("versions.id"))
    removed_at: Mapped[datetime | None]

    text: Mapped[Text] = relationship()
    version: Mapped[Version | None] = relationship(foreign_keys=[version_id])
    see_question: Mapped[Question | None] = relationship()
