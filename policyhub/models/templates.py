"""The association's own template for Word files."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from policyhub.models.base import Base, Numbered
from policyhub.models.members import Member


class Template(Numbered, Base):
    """A Word file that was found harmless, as it came; there is one at most."""

    __tablename__ = "templates"

    name: Mapped[str] = mapped_column(String(300))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    blob: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]

    by: Mapped[Member] = relationship()
