"""The one place that knows what time it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/London")
_set: ContextVar[datetime | None] = ContextVar("policyhub_clock", default=None)


def now() -> datetime:
    """This moment in UTC, or the one set by ``standing_at``."""
    return _set.get() or datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """A moment as people in the association read it from their wall."""
    return moment.astimezone(LOCAL)


def from_local(moment: datetime) -> datetime:
    """A wall-clock moment without a zone, as a person typed it, in UTC."""
    return moment.replace(tzinfo=LOCAL).astimezone(UTC)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand still at a moment: for tests and the demonstration."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)


def is_set() -> bool:
    """Whether the clock was set by hand; deadlines then follow it and not the database."""
    return _set.get() is not None
