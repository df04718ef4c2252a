"""What every table shares."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from policyhub.db import Key, UtcDateTime
from policyhub.domain.ids import LENGTH, new_pid


class Base(DeclarativeBase):
    """The root of all tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime(), dict[str, Any]: JSON(), list[Any]: JSON()}


class Numbered:
    """A row with an integer inside the house and a public id outside it."""

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    # the sentinel lets many rows be inserted, and their ids come back, in one statement
    pid: Mapped[str] = mapped_column(String(LENGTH), unique=True, default=new_pid, insert_sentinel=True)


def one_of(column: str, *values: str) -> str:
    """The text of a check that a column holds one of some words."""
    return f"{column} IN ({', '.join(repr(str(v)) for v in values)})"
