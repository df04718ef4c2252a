"""Ask the worker for long work."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from policyhub.models import Job


def ask_for(session: Session, kind: str, subject_pid: str, *, at: datetime) -> None:
    """Put a job in the queue; it is there exactly if the command that asked for it is."""
    session.add(Job(kind=kind, subject_pid=subject_pid, due_at=at))
