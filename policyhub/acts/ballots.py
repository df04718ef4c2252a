"""Open a ballot, know the moment for its deadline, and count it when it is over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, insert, or_, select
from sqlalchemy.orm import Session

from policyhub import clock
from policyhub.acts.flags import letter
from policyhub.domain import counting
from policyhub.models import Ballot, Elector, Flag, FlagOption, Group, Member, Membership, Vote


def electors_of_today(session: Session, which: ColumnElement[bool], *, at: datetime) -> tuple[Group | None, list[int]]:
    """A group, and the members who may vote in it as things stand today: everybody who has a role there."""
    today = clock.local(at).date()
    rows = session.execute(
        select(Group, Member.id)
        .outerjoin(
            Membership,
            and_(
                Membership.group_id == Group.id,
                Membership.from_on <= today,
                or_(Membership.until_on.is_(None), Membership.until_on >= today),
            ),
        )
        .outerjoin(Member, and_(Member.id == Membership.member_id, Member.erased_at.is_(None)))
        .where(which)
        .order_by(Group.id, Member.id)
    ).all()
    group = rows[0][0] if rows else None
    found: list[int | None] = [row[1] for row in rows if row[0] is group]
    return group, sorted({member for member in found if member is not None})


def open_ballot(
    session: Session,
    flag: Flag,
    group: Group,
    electors: list[int],
    *,
    closes_at: datetime,
    quorum: int,
    majority: str,
    opened_by_id: int,
    at: datetime,
) -> Ballot:
    """Open a ballot on the options of a flag and freeze who may vote."""
    ballot = Ballot(
        flag_id=flag.id,
        group_id=group.id,
        question=flag.question,
        majority=majority,
        quorum=quorum,
        opens_at=at,
        closes_at=closes_at,
        opened_by_id=opened_by_id,
    )
    session.add(ballot)
    session.flush()
    session.execute(insert(Elector), [{"ballot_id": ballot.id, "member_id": member} for member in electors])
    return ballot


def lock(session: Session, ballot: Ballot) -> datetime:
    """Take a ballot's lock, read it anew, and say what time it is now that the lock is held.

    The time must be read after the wait: a vote that waited for the count comes too late, and PostgreSQL's now()
    stands still in a transaction. On SQLite the whole transaction holds the lock, and the clock is the host's.
    """
    session.refresh(ballot, ["state", "closes_at", "tally"], with_for_update=True)
    if clock.is_set() or session.get_bind().dialect.name == "sqlite":
        return clock.now()
    now: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
    return now


def count(session: Session, ballot: Ballot, options: list[FlagOption]) -> counting.Tally:
    """Count the votes of a ballot and keep the tally with it, together with its rule in words."""
    pids = {option.id: option.pid for option in options}
    votes = {
        member: None if option is None else pids[option]
        for member, option in session.execute(select(Vote.member_id, Vote.option_id).where(Vote.ballot_id == ballot.id))
    }
    entitled = session.scalar(select(func.count()).select_from(Elector).where(Elector.ballot_id == ballot.id)) or 0
    tally = counting.count(
        votes,
        [option.pid for option in options],
        entitled,
        majority="half" if ballot.majority == "half" else "most",
        quorum=ballot.quorum,
    )
    ballot.tally = {
        "count": tally.to_dict(),
        "options": [[option.pid, letter(place), option.label] for place, option in enumerate(options)],
        "rule": rule_in_words(ballot),
    }
    return tally


def rule_in_words(ballot: Ballot) -> str:
    """The rule a ballot is counted by, as it is kept with the tally."""
    first = (
        "The option with more than half of all votes for an option wins."
        if ballot.majority == "half"
        else "The option with more votes than any other wins."
    )
    return (
        f"{first} At least {ballot.quorum} of those entitled must take part; who abstains takes part but chooses no "
        "option. A tie at the top decides nothing. Each elector has one vote and could change it until the end."
    )


def tally_of(ballot: Ballot) -> tuple[counting.Tally, list[tuple[str, str, str]]] | None:
    """The stored tally of a ballot that was counted, with pid, letter and label of each option as they were."""
    if not ballot.tally:
        return None
    kept: dict[str, Any] = ballot.tally
    options = [(str(pid), str(mark), str(label)) for pid, mark, label in kept["options"]]
    return counting.Tally.from_dict(kept["count"]), options


def latest(session: Session, flag: Flag) -> Ballot | None:
    """The last ballot on a flag, if there was one."""
    return session.scalars(select(Ballot).where(Ballot.flag_id == flag.id).order_by(Ballot.id.desc()).limit(1)).first()


def ever_stood(session: Session, option: FlagOption) -> bool:
    """Whether an option has been on a ballot: then it stays as it was voted on."""
    tallies = session.scalars(select(Ballot.tally).where(Ballot.flag_id == option.flag_id))
    return any(option.pid == pid for tally in tallies if tally for pid, _letter, _label in tally["options"])
