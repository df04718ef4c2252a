"""Secret votes: cast once through the ballot box, never changed, and checked by receipt after the count."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from policyhub import db
from policyhub.acts import ballots as ballot_acts
from policyhub.acts import secret_ballots as acts
from policyhub.models import Ballot, Elector, FlagOption
from policyhub.permissions.actor import Actor
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import load
from policyhub.services.command import ballot_box
from policyhub.services.refusals import N_, Forbidden, Refused


@ballot_box(Right.CAST_VOTE, on=Ballot)
def cast_secret_vote(session: Session, actor: Actor, ballot: Ballot, *, choice: str) -> str:
    """Vote for one option (its pid) or abstain, in secret and for good; returns a receipt that is kept nowhere.

    Refused when the ballot is named, the member is not among its electors or has voted, it is not open, or its time is
    over, even if nobody has counted yet.

    What a request may note of a member besides is that a session is in use: once in twelve hours, on whichever page
    comes first, so mostly before the vote (see services/sessions.py).
    """
    if actor.member_id is None:
        raise Forbidden
    now = ballot_acts.lock(session, ballot)
    if not ballot.secret:
        raise Refused(N_("Votes in this ballot are named. Go back and vote on its page."))
    if session.get(Elector, (ballot.id, actor.member_id)) is None:
        raise Refused(N_("You are not among those who vote in this ballot: that was settled when it opened."))
    if acts.has_voted(session, ballot, actor.member_id):
        raise Refused(N_("You have voted. Your vote is in the box and cannot be changed."))
    if ballot.state != "open" or now >= ballot.closes_at:
        raise Refused(N_("Your vote was not counted: the ballot is closed."))
    option_id = None
    if choice != ballot_acts.ABSTAIN:
        option_id = session.scalars(
            select(FlagOption.id).where(FlagOption.pid == choice, FlagOption.flag_id == ballot.flag_id)
        ).one_or_none()
        if option_id is None:
            raise Refused(N_("Choose one of the options, or abstain."), field="choice")
    return acts.put_in(session, ballot, actor.member_id, option_id)


def has_voted(actor: Actor, ballot: Ballot) -> bool:
    """Whether a member has voted in a secret ballot that was found visible; for their own eyes."""
    return acts.has_voted(db.session(), ballot, actor.member_id)


def check_receipt(actor: Actor, ballot_pid: str, receipt: str) -> bool:
    """Whether a receipt is among those of the votes that were counted in a secret ballot.

    Raises NotFound; refused until the ballot is counted.
    """
    session = db.session()
    ballot = load(session, Ballot, actor, ballot_pid)
    if not ballot.secret or ballot.state != "closed":
        raise Refused(N_("Receipts can be checked when a secret ballot has been counted."))
    if not receipt.strip():
        raise Refused(N_("Type the receipt you were given."), field="receipt")
    return acts.knows_receipt(session, ballot, receipt)


def forget_traces() -> bool:
    """Leave nothing in the database's files by which votes that were counted could be joined to voters.

    For the worker, after a count; False when somebody was in the way and it has to be done again.
    """
    return db.database().forget_deleted(*acts.TABLES)
