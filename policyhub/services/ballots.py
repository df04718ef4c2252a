"""Ballots on disputes: opened by the convenor, voted in by those entitled, counted when their time is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from policyhub import clock, db
from policyhub.acts import ballots as acts
from policyhub.acts import flags as flag_acts
from policyhub.acts import passages as passage_acts
from policyhub.acts import secret_ballots, texts
from policyhub.domain import counting
from policyhub.domain.states import BALLOT, FLAG, WrongMove
from policyhub.models import Ballot, Elector, Flag, FlagOption, Group, GroupKind, Member, Vote
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor
from policyhub.permissions.rights import Right
from policyhub.services.command import Work, command
from policyhub.services.refusals import N_, Refused

ABSTAIN = acts.ABSTAIN
LONGEST = timedelta(days=366)


@command(Right.PUT_TO_BALLOT, on=Flag)
def put_to_ballot(
    work: Work,
    flag: Flag,
    *,
    closes_at: datetime | None,
    group: str = "council",
    quorum: int = 1,
    majority: str = "most",
    secret: bool = False,
) -> str:
    """Let the council, or the paper's group, choose among a flag's options until a time. Who may vote is frozen now.

    ``quorum`` is a number of people who take part; ``secret``: nobody ever sees who chose what. Refused when there are
    fewer than two options, the time is past or over a year ahead, nobody may vote, or those who vote cannot see the
    paper yet.
    """
    session = work.session
    flag_acts.lock(session, flag)
    _may_open(flag)
    options = flag_acts.options_of(session, flag, at=work.at)
    if len(options) < 2:
        raise Refused(N_("Offer at least one other wording first: a ballot needs two options to choose from."))
    if closes_at is None or closes_at <= work.at:
        raise Refused(N_("Choose a day and time that are still to come."), field="closes_at")
    if closes_at > work.at + LONGEST:
        raise Refused(N_("Choose a day within a year from now."), field="closes_at")
    if majority not in ("most", "half"):
        raise Refused(N_("Choose how many votes are needed."), field="majority")
    voters, electors = _voters(work, flag, group)
    if not electors:
        raise Refused(N_("Nobody could vote: %(group)s has no members today."), field="group", group=voters.name)
    if not 1 <= quorum <= len(electors):
        raise Refused(N_("Between 1 and %(most)s people can be asked for."), field="quorum", most=len(electors))
    if passage_acts.passage_of(session, flag).lost:
        raise Refused(N_("The words it is about are no longer in the text. Choose them again first."))
    ballot = acts.open_ballot(
        session,
        flag,
        voters,
        electors,
        closes_at=closes_at,
        quorum=quorum,
        majority=majority,
        secret=secret,
        opened_by_id=work.member_id,
        at=work.at,
    )
    flag.state = FLAG.after(flag.state, "put_to_ballot")
    texts.touch(session, flag.about_id or flag.stands_at_id)
    work.record(
        "put_to_ballot",
        "ballot",
        ballot.id,
        flag=flag.id,
        group=voters.id,
        electors=len(electors),
        options=[option.id for option in options],
        quorum=quorum,
        majority=majority,
        secret=secret,
    )
    return ballot.pid


def _may_open(flag: Flag) -> None:
    try:
        FLAG.after(flag.state, "put_to_ballot")
    except WrongMove:
        raise Refused(N_("This dispute is not open any more. Look at it again.")) from None


def _voters(work: Work, flag: Flag, group: str) -> tuple[Group, list[int]]:
    if group not in ("council", "group"):
        raise Refused(N_("Choose who votes: the council or the group."), field="group")
    if group == "council" and flag.paper.state not in visible.OPEN_TO_MEMBERS:
        raise Refused(
            N_("The council cannot see this paper yet. Open it for comment or send it to the council first."),
            field="group",
        )
    which = Group.kind == GroupKind.COUNCIL if group == "council" else Group.id == flag.paper.group_id
    voters, electors = acts.electors_of_today(work.session, which, at=work.at)
    if voters is None:
        raise Refused(N_("There is no council yet. Let the group vote instead."), field="group")
    return voters, electors


@command(Right.CAST_VOTE, on=Ballot)
def cast_vote(work: Work, ballot: Ballot, *, choice: str) -> str:
    """Vote for one option (its pid) or abstain; an earlier vote of the same member is replaced.

    Refused when the ballot is secret, the member is not among the electors, it is not open, or its time is over, even
    if nobody has counted yet.
    """
    session = work.session
    now = acts.lock(session, ballot)
    if ballot.secret:
        raise Refused(N_("This ballot is secret. Go back and vote on its page."))
    if session.get(Elector, (ballot.id, work.member_id)) is None:
        raise Refused(N_("You are not among those who vote in this ballot: that was settled when it opened."))
    if ballot.state != "open" or now >= ballot.closes_at:
        raise Refused(N_("Your vote was not counted: the ballot is closed."))
    option = None
    if choice != ABSTAIN:
        option = session.scalars(
            select(FlagOption).where(FlagOption.pid == choice, FlagOption.flag_id == ballot.flag_id)
        ).one_or_none()
        if option is None:
            raise Refused(N_("Choose one of the options, or abstain."), field="choice")
    vote = session.get(Vote, (ballot.id, work.member_id))
    if vote is None:
        vote = Vote(ballot_id=ballot.id, member_id=work.member_id)
        session.add(vote)
    vote.option_id, vote.cast_at = (option.id if option else None), now
    work.record("cast_vote", "ballot", ballot.id, option=option.id if option else None)
    return ballot.pid


@command(Right.CLOSE_BALLOT, on=Ballot)
def close_ballot(work: Work, ballot: Ballot) -> str:
    """Count a ballot whose time is over and keep its tally; without a winner its dispute is open again.

    What was in the box of a secret ballot is mixed and written anew; the log keeps hashes of it. Refused while there
    is time left, and when it has been counted.
    """
    session, flag = work.session, ballot.flag
    by = acts.lock_to_count(session, ballot)
    if ballot.state != "open":
        raise Refused(N_("This ballot has been counted."))
    if by.now < ballot.closes_at:
        raise Refused(N_("This ballot is still open."))
    emptied = secret_ballots.empty(session, ballot) if ballot.secret else None
    votes = emptied.votes if emptied else acts.votes_of(session, ballot)
    tally = acts.count(ballot, by.options, by.entitled, votes)
    ballot.state = BALLOT.after(ballot.state, "close")
    if tally.winner is None:
        flag.state = FLAG.after(flag.state, "end_ballot")
    texts.touch(session, flag.about_id or flag.stands_at_id)
    work.record(
        "close_ballot",
        "ballot",
        ballot.id,
        counts=[number for _option, number in tally.counts],
        abstained=tally.abstained,
        entitled=tally.entitled,
        winner=next((option.id for option in by.options if option.pid == tally.winner), None),
        **(emptied.hashes if emptied else {}),
    )
    return ballot.pid


def count_electors(flag: Flag) -> dict[str, int]:
    """How many people would vote today if a ballot on a flag were opened: in the council, and in the paper's group."""
    session, now = db.session(), clock.now()
    which = {"council": Group.kind == GroupKind.COUNCIL, "group": Group.id == flag.paper.group_id}
    return {name: len(acts.electors_of_today(session, one, at=now)[1]) for name, one in which.items()}


def list_due_ballots(now: datetime) -> list[str]:
    """The pids of ballots whose time is over and that wait to be counted, the earliest first; for the worker."""
    found = db.session().scalars(
        select(Ballot.pid).where(Ballot.state == "open", Ballot.closes_at <= now).order_by(Ballot.closes_at)
    )
    return list(found)


@dataclass(frozen=True, slots=True)
class Shown:
    """A ballot as a member may see it: until it is counted, nothing but how many have voted."""

    ballot: Ballot
    entitled: int
    voted: int
    is_elector: bool
    has_voted: bool
    my_vote: Vote | None
    over: bool
    tally: counting.Tally | None
    options: tuple[tuple[str, str, str], ...]
    votes: Sequence[Vote]

    @property
    def may_vote(self) -> bool:
        """Whether this member can vote now, or change a named vote."""
        open_to_me = self.is_elector and self.ballot.state == "open" and not self.over
        return open_to_me and not (self.ballot.secret and self.has_voted)


def list_ballots(actor: Actor, flag: Flag) -> list[Shown]:
    """The ballots on a flag, the latest first, each with what may be known of it now."""
    session = db.session()
    found = session.scalars(
        visible.ballots(actor)
        .where(Ballot.flag_id == flag.id)
        .options(joinedload(Ballot.group), joinedload(Ballot.opened_by))
        .order_by(Ballot.id.desc())
    )
    return [_shown(actor, ballot) for ballot in found]


def _shown(actor: Actor, ballot: Ballot) -> Shown:
    session = db.session()
    electors = select(func.count()).select_from(Elector).where(Elector.ballot_id == ballot.id)
    counted = acts.tally_of(ballot)
    return Shown(
        ballot=ballot,
        entitled=session.scalar(electors) or 0,
        is_elector=session.get(Elector, (ballot.id, actor.member_id or 0)) is not None,
        over=clock.now() >= ballot.closes_at,
        tally=counted[0] if counted else None,
        options=tuple(counted[1]) if counted else (),
        **(_secret(actor, ballot) if ballot.secret else _named(actor, ballot, counted is not None)),
    )


def _secret(actor: Actor, ballot: Ballot) -> dict[str, Any]:
    session = db.session()
    return {
        "voted": secret_ballots.count_roll(session, ballot),
        "has_voted": secret_ballots.has_voted(session, ballot, actor.member_id),
        "my_vote": None,
        "votes": (),
    }


def _named(actor: Actor, ballot: Ballot, counted: bool) -> dict[str, Any]:
    session = db.session()
    voted = select(func.count()).select_from(Vote).where(Vote.ballot_id == ballot.id)
    mine = session.get(Vote, (ballot.id, actor.member_id or 0), options=[joinedload(Vote.option)])
    named = (
        select(Vote)
        .join(Vote.member)
        .where(Vote.ballot_id == ballot.id)
        .options(joinedload(Vote.member), joinedload(Vote.option))
        .order_by(Member.name)
    )
    return {
        "voted": session.scalar(voted) or 0,
        "has_voted": mine is not None,
        "my_vote": mine,
        "votes": session.scalars(named).all() if counted else (),
    }
