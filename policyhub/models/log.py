"""The log: the append-only, hash-chained record of every change, and its readers' cursors."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from policyhub.db import Key
from policyhub.models.base import Base


class Entry(Base):
    """One change. ``hash`` covers all other columns and the hash before it."""

    __tablename__ = "log"
    __table_args__ = (Index("ix_log_subject_kind_subject_id", "subject_kind", "subject_id"),)

    position: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    verb: Mapped[str] = mapped_column(String(40))
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int] = mapped_column(Key)
    facts_hash: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Facts(Base):
    """What an entry says beyond its columns; stands apart so that it can be erased."""

    __tablename__ = "log_facts"

    position: Mapped[int] = mapped_column(ForeignKey("log.position"), primary_key=True, autoincrement=False)
    salt: Mapped[str | None] = mapped_column(String(64))
    facts: Mapped[dict[str, Any] | None]
    erased_for: Mapped[str | None] = mapped_column(String(300))


class Head(Base):
    """The last entry: one row, locked last in every command."""

    __tablename__ = "log_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(Key)
    hash: Mapped[str] = mapped_column(String(64))


class Cursor(Base):
    """How far a reader of the log has come."""

    __tablename__ = "cursors"

    reader: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int] = mapped_column(Key)
