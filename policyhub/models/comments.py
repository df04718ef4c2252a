"""Comments on texts, or on words in them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, true
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from policyhub.db import Key
from policyhub.models.base import Base, Numbered, one_of
from policyhub.models.members import Member
from policyhub.models.papers import Section
from policyhub.models.texts import Text, Version


class Comment(Numbered, Base):
    """A remark on a text; replies hang on the first comment of their thread.

    One that came with a file has its author's name and moment in it as ``said_by`` and ``said_at``; whoever brought the
    file in is its author here. One that its author has taken back has no words; it ``stands`` as long as somebody's
    reply does, as that would make no sense without it.
    """

    __tablename__ = "comments"
    __table_args__ = (
        CheckConstraint(one_of("state", "open", "resolved"), name="state"),
        Index("ix_comments_text_id_id", "text_id", "id"),
    )

    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"))
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    said_by: Mapped[str | None] = mapped_column(String(300))
    said_at: Mapped[datetime | None]
    body: Mapped[str] = mapped_column(LongText)
    state: Mapped[str] = mapped_column(String(10), default="open")
    made_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    changed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    stands: Mapped[bool] = mapped_column(default=True, server_default=true())

    text: Mapped[Text] = relationship()
    section: Mapped[Section | None] = relationship(
        primaryjoin=lambda: foreign(Comment.text_id) == Section.text_id, viewonly=True
    )
    version: Mapped[Version] = relationship()
    author: Mapped[Member] = relationship(foreign_keys=[author_id])
    resolved_by: Mapped[Member | None] = relationship(foreign_keys=[resolved_by_id])

    @property
    def who(self) -> str:
        """Whose words these are: the member's, or those of a name in the file that the member brought in."""
        return self.said_by or self.author.name

    @property
    def when(self) -> datetime:
        """When they were written, as far as is known."""
        return self.said_at or self.made_at


class EarlierWords(Base):
    """What a comment said before its author changed it or took it back."""

    __tablename__ = "comment_wordings"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), index=True)
    body: Mapped[str] = mapped_column(LongText)
    written_at: Mapped[datetime]
