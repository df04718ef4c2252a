"""Secret ballots: the roll of those who have voted, the votes, and the receipts, with nothing to join them by.

No time, no order, no number. And no foreign key to members or flag options: for each new row PostgreSQL writes the
transaction that made it into the row referred to (``xmax``), so the last voter for an option would stand in both.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from policyhub.db import Key
from policyhub.models.base import Base


class RollMark(Base):
    """That a member has voted in a secret ballot."""

    __tablename__ = "roll"
    __table_args__ = ({"sqlite_with_rowid": False},)

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)


class SecretVote(Base):
    """A vote in a secret ballot under a random key; without an option it is an abstention."""

    __tablename__ = "secret_votes"
    __table_args__ = ({"sqlite_with_rowid": False},)

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    option_id: Mapped[int | None] = mapped_column(Key)


class Receipt(Base):
    """The hash of what a voter was given to see later that a vote of theirs was counted."""

    __tablename__ = "receipts"
    __table_args__ = ({"sqlite_with_rowid": False},)

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"), primary_key=True)
    receipt_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
