"""The ballot box: put votes in, empty it at the end so that nothing joins voter and vote, and check receipts."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from policyhub.domain.canonical import canonical
from policyhub.domain.ids import ALPHABET
from policyhub.models import Ballot, Base, Receipt, RollMark, SecretVote

TABLES = ("roll", "secret_votes", "receipts")
FEW = 5  # with fewer electors the counts themselves tell too much
LENGTH = 20  # characters of a receipt: 100 bits, so nobody finds one by trying
Shuffle = Callable[[list[Any]], None]
_mix: Shuffle = secrets.SystemRandom().shuffle


@dataclass(frozen=True, slots=True)
class Emptied:
    """What was in the box: votes by their new keys, and hashes for the log by which all that is kept can be checked."""

    votes: dict[str, int | None]
    hashes: dict[str, str]


def new_receipt() -> str:
    """A receipt, in groups of five characters as it is shown."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH)).upper()
    return "-".join(letters[start : start + 5] for start in range(0, LENGTH, 5))


def receipt_hash(ballot: Ballot, receipt: str) -> str:
    """What is kept of a receipt; blanks, dashes and capitals do not matter."""
    letters = "".join(receipt.split()).replace("-", "").lower()
    return hashlib.sha256(f"{ballot.pid}:{letters}".encode()).hexdigest()


def has_voted(session: Session, ballot: Ballot, member_id: int | None) -> bool:
    """Whether a member is on the roll."""
    mark = select(RollMark.member_id).where(RollMark.ballot_id == ballot.id, RollMark.member_id == member_id)
    return session.execute(mark).first() is not None


def put_in(session: Session, ballot: Ballot, member_id: int, option_id: int | None) -> str:
    """Put a vote in the box and a mark on the roll; returns the receipt, which is kept nowhere."""
    receipt = new_receipt()
    session.execute(insert(RollMark).values(ballot_id=ballot.id, member_id=member_id))
    session.execute(insert(SecretVote).values(ballot_id=ballot.id, key=_new_key(), option_id=option_id))
    session.execute(insert(Receipt).values(ballot_id=ballot.id, receipt_hash=receipt_hash(ballot, receipt)))
    return receipt


def empty(session: Session, ballot: Ballot, *, shuffle: Shuffle = _mix) -> Emptied:
    """Take everything out of the box, mix it, and put it away under new keys, each table in an order of its own.

    Written anew in one transaction: on PostgreSQL every row bears the transaction that wrote it, and a voter's mark
    and vote bore the same.
    """
    members = _taken_out(session, ballot, RollMark, RollMark.member_id)
    options = _taken_out(session, ballot, SecretVote, SecretVote.option_id)
    receipts = _taken_out(session, ballot, Receipt, Receipt.receipt_hash)
    for mixed in (members, options, receipts):
        shuffle(mixed)
    votes = {_new_key(): option for option in options}
    rows: tuple[tuple[type[Base], list[dict[str, Any]]], ...] = (
        (RollMark, [{"member_id": member} for member in members]),
        (SecretVote, [{"key": key, "option_id": option} for key, option in votes.items()]),
        (Receipt, [{"receipt_hash": kept} for kept in receipts]),
    )
    for table, new in rows:
        if new:
            # an abstention is a null, and without this each run of nulls would be a statement of its own
            statement = insert(table).execution_options(render_nulls=True)
            session.execute(statement, [{"ballot_id": ballot.id, **row} for row in new])
    return Emptied(
        votes,
        {
            "votes_hash": _hash([key, option] for key, option in votes.items()),
            "receipts_hash": _hash(receipts),
            "roll_hash": _hash(members),
        },
    )


def knows_receipt(session: Session, ballot: Ballot, receipt: str) -> bool:
    """Whether a receipt is among those of a ballot."""
    return session.get(Receipt, (ballot.id, receipt_hash(ballot, receipt))) is not None


def count_roll(session: Session, ballot: Ballot) -> int:
    """How many have voted."""
    return session.scalar(select(func.count()).select_from(RollMark).where(RollMark.ballot_id == ballot.id)) or 0


def _taken_out(session: Session, ballot: Ballot, table: Any, column: Any) -> list[Any]:
    gone = delete(table).where(table.ballot_id == ballot.id).returning(column)
    return list(session.scalars(gone.execution_options(synchronize_session=False)))


def _new_key() -> str:
    return secrets.token_hex(16)


def _hash(rows: Iterable[Any]) -> str:
    """SHA-256 of the canonical JSON of rows in order: it tells nothing of the order in which they came."""
    return hashlib.sha256(canonical(sorted(rows))).hexdigest()
