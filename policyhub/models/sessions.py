"""What stands for a person between two requests: sessions, once-tokens, limits, drafts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from policyhub.domain.ids import LENGTH
from policyhub.models.base import Base


class SignInSession(Base):
    """A browser in which a member has signed in; only the hash of its token is kept."""

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class Once(Base):
    """A form that was sent, with the answer it got, so that sending it twice does one thing."""

    __tablename__ = "once"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    answer: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime]


class Limit(Base):
    """How often something was tried in a window of time: failed sign-ins and costly requests."""

    __tablename__ = "limits"

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    window: Mapped[int] = mapped_column(primary_key=True)
    tries: Mapped[int] = mapped_column(default=0)


class Draft(Base):
    """What a member has typed and not yet sent."""

    __tablename__ = "drafts"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    subject_pid: Mapped[str] = mapped_column(String(LENGTH), primary_key=True)
    body: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]
