"""Open a ballot, know the moment for its deadline, and count it when it is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, insert, null, select, true
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from policyhub import clock
from policyhub.acts.flags import letter
from policyhub.acts.papers import raise_revision
from policyhub.domain import counting
from policyhub.models import Ballot, Elector, Flag, FlagOption, Group, Member, Membership, Vote

ABSTAIN = "abstain"  # the choice of who takes part but wants none of the options


@dataclass(frozen=True, slots=True)
class Counting:
    """What a ballot is counted by: the moment at which it was locked, its options in order, and how many may vote."""

    now: datetime
    options: list[FlagOption]
    entitled: int


def electors_of_today(session: Session, which: ColumnElement[bool], *, at: datetime) -> tuple[Group | None, list[int]]:
    """A group, and the members who may vote in it as things stand today: everybody who has a role there."""
    today = clock.local(at).date()
    rows = session.execute(
        select(Group, Member.id)
        .outerjoin(
            Membership,
            and_(Membership.group_id == Group.id, Membership.holds_on(today)),
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
    secret: bool,
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
        secret=secret,
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


def lock_to_count(session: Session, ballot: Ballot) -> Counting:
    """Lock a ballot and its paper, read it and its flag anew, and say what time it is and what there is to count by.

    In one statement, as a count has many; in PostgreSQL the outer query is computed after the inner one has its lock.
    """
    raise_revision(session, ballot.flag.paper)
    locked = select(Ballot.state, Ballot.closes_at).where(Ballot.id == ballot.id).with_for_update().subquery()
    entitled = select(func.count()).where(Elector.ballot_id == ballot.id).scalar_subquery()
    on_host = clock.is_set() or session.get_bind().dialect.name == "sqlite"
    rows = session.execute(
        select(FlagOption, Flag, locked, entitled, null() if on_host else func.clock_timestamp())
        .join(Flag, Flag.id == FlagOption.flag_id)
        .join(locked, true())
        .where(Flag.id == ballot.flag_id)
        .order_by(FlagOption.rank)
        .execution_options(populate_existing=True)
    ).all()
    _option, _flag, state, closes_at, number, now = rows[0]
    set_committed_value(ballot, "state", state)
    set_committed_value(ballot, "closes_at", closes_at)
    return Counting(now or clock.now(), [row[0] for row in rows], number)


def votes_of(session: Session, ballot: Ballot) -> dict[int, int | None]:
    """The votes in a named ballot: an option's id, or None for an abstention, by the voter's id."""
    rows = session.execute(select(Vote.member_id, Vote.option_id).where(Vote.ballot_id == ballot.id))
    return {int(member): option for member, option in rows}


def count(ballot: Ballot, options: list[FlagOption], entitled: int, cast: Mapping[Any, int | None]) -> counting.Tally:
    """Count votes (ids of options, or None) and keep the tally with their ballot, together with its rule in words."""
    pids = {option.id: option.pid for option in options}
    votes = {voter: None if option is None else pids[option] for voter, option in cast.items()}
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
    last = (
        "Each elector has one vote, cast in secret: nobody can see who chose what, and it could not be changed."
        if ballot.secret
        else "Each elector has one vote and could change it until the end."
    )
    return (
        f"{first} At least {ballot.quorum} of those entitled must take part; who abstains takes part but chooses no "
        f"option. A tie at the top decides nothing. {last}"
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
