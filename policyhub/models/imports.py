"""Uploaded files, the jobs that read them, and what came out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from policyhub.db import Key
from policyhub.domain.ids import LENGTH
from policyhub.models.base import Base, Numbered, one_of
from policyhub.models.members import Group, Member


class Upload(Numbered, Base):
    """A file as it came; kept as it was."""

    __tablename__ = "uploads"

    name: Mapped[str] = mapped_column(String(300))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    blob: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]


class Import(Numbered, Base):
    """One upload on its way to become a paper, a consultation, a response or a motion.

    Nothing is kept of it until a person says so.
    """

    __tablename__ = "imports"
    __table_args__ = (
        CheckConstraint(one_of("state", "waiting", "reading", "ready", "refused", "kept", "thrown_away"), name="state"),
    )

    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    upload_id: Mapped[int] = mapped_column(ForeignKey("uploads.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    as_kind: Mapped[str | None] = mapped_column(String(20))
    found: Mapped[dict[str, Any] | None] = deferred(mapped_column(JSON(none_as_null=True)))
    choices: Mapped[dict[str, Any] | None]
    left_out: Mapped[list[Any]] = mapped_column(default=list)
    problem: Mapped[str] = mapped_column(LongText, default="")
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("papers.id"))
    consultation_id: Mapped[int | None] = mapped_column(ForeignKey("consultations.id"))
    response_id: Mapped[int | None] = mapped_column(ForeignKey("responses.id"))
    motion_id: Mapped[int | None] = mapped_column(ForeignKey("motions.id"))
    made_at: Mapped[datetime]

    group: Mapped[Group] = relationship()
    upload: Mapped[Upload] = relationship()
    by: Mapped[Member] = relationship()


class Job(Base):
    """Long work that the worker does in a child process."""

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint(one_of("state", "waiting", "running", "done", "failed"), name="state"),
        Index("ix_jobs_state_due_at", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    subject_pid: Mapped[str] = mapped_column(String(LENGTH))
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(LongText, default="")
