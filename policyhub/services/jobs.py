"""The queue of long work: taken by one worker at a time, never lost when a worker dies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from policyhub import clock
from policyhub.models import Job
from policyhub.services.command import chore

LOST_AFTER = timedelta(minutes=5)
MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """A job that was taken; ``spent`` when it has been tried as often as it may be, and each worker died in it."""

    id: int
    kind: str
    subject: str
    spent: bool


@chore("jobs")
def take_job(session: Session) -> Taken | None:
    """Take the next job that waits, or that a worker took and never finished."""
    now = clock.now()
    waits = and_(Job.state == "waiting", Job.due_at <= now)
    lost = and_(Job.state == "running", Job.taken_at < now - LOST_AFTER)
    job = session.scalars(
        select(Job).where(or_(waits, lost)).order_by(Job.id).limit(1).with_for_update(skip_locked=True)
    ).first()
    if job is None:
        return None
    job.state, job.taken_at, job.attempts = "running", now, job.attempts + 1
    return Taken(job.id, job.kind, job.subject_pid, job.attempts > MOST_ATTEMPTS)


@chore("jobs")
def put_back_left(session: Session) -> None:
    """Let what was taken and not finished be taken again at once; for a worker that knows that it is the only one."""
    session.execute(update(Job).where(Job.state == "running").values(state="waiting", due_at=clock.now()))


@chore("jobs")
def finish_job(session: Session, job_id: int) -> None:
    """The job is done."""
    session.get_one(Job, job_id).state = "done"


@chore("jobs")
def put_back_job(session: Session, job_id: int, *, problem: str) -> bool:
    """The job failed: try again later, or give up after three times; says whether it was given up."""
    job = session.get_one(Job, job_id)
    job.problem = problem[:2000]
    if job.attempts >= MOST_ATTEMPTS:
        job.state = "failed"
        return True
    job.state, job.due_at = "waiting", clock.now() + timedelta(seconds=10 * job.attempts)
    return False
