"""The log: verified from its first entry to its head, and followed by its readers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from policyhub import db
from policyhub.domain.canonical import entry_hash, facts_hash, iso
from policyhub.models import Cursor, Entry, Facts, Head
from policyhub.services.command import chore

BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying found: the entries read, those whose facts were erased, and every fault in a sentence."""

    entries: int
    head: str
    erased: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(known_head: str | None = None) -> Verdict:
    """Walk the chain. A cut-off end can only be found against a head kept elsewhere, given as ``POSITION:HASH``."""
    session = db.session()
    faults: list[str] = []
    erased: list[str] = []
    previous, position = BEGINNING, 0
    hashes: dict[int, str] = {0: BEGINNING}
    rows: Iterable[tuple[Entry, Facts | None]] = session.execute(
        select(Entry, Facts).outerjoin(Facts, Facts.position == Entry.position).order_by(Entry.position)
    ).yield_per(1000)
    for entry, facts in rows:
        position += 1
        if entry.position != position:
            faults.append(f"Entry {position} is missing: after {position - 1} comes {entry.position}.")
            position = entry.position
        if entry.previous != previous:
            faults.append(f"Entry {position} does not follow the one before it.")
        if entry.hash != entry_hash(_fields(entry)):
            faults.append(f"Entry {position} was changed: its hash is not that of its contents.")
        if facts is None:
            faults.append(f"The facts of entry {position} are missing.")
        elif facts.erased_for:
            erased.append(f"The facts of entry {position} were erased at the request of {facts.erased_for}.")
        elif facts_hash(facts.salt or "", facts.facts or {}) != entry.facts_hash:
            faults.append(f"The facts of entry {position} were changed.")
        previous = hashes[position] = entry.hash
    head = session.scalars(select(Head)).one_or_none()
    if head is None or (head.position, head.hash) != (position, previous):
        faults.append("The head does not match the last entry: entries were cut off or added.")
    if known_head is not None:
        faults += _against(known_head, hashes)
    return Verdict(position, f"{position}:{previous}", tuple(erased), tuple(faults))


def _fields(entry: Entry) -> dict[str, object]:
    return {
        "position": entry.position,
        "at": iso(entry.at),
        "actor_id": entry.actor_id,
        "verb": entry.verb,
        "subject_kind": entry.subject_kind,
        "subject_id": entry.subject_id,
        "facts_hash": entry.facts_hash,
        "previous": entry.previous,
    }


def _against(known_head: str, hashes: dict[int, str]) -> list[str]:
    where, _, known = known_head.partition(":")
    if not (where.isascii() and where.isdigit() and len(known) == 64):
        return ["The head to check against must be written as POSITION:HASH."]
    if int(where) not in hashes:
        return [f"Entry {where} is gone: the log was cut off after that head was written down."]
    if hashes[int(where)] != known:
        return [f"Entry {where} is not the one that the head was written down for."]
    return []


def find_head() -> str:
    """The head as ``POSITION:HASH``, to be kept elsewhere with minutes and exports."""
    head = db.session().scalars(select(Head)).one()
    return f"{head.position}:{head.hash}"


@chore("cursors")
def follow(
    session: Session, reader: str, handle: Callable[[Session, Sequence[Entry]], None], *, most: int = 500
) -> int:
    """Hand a reader the entries it has not seen, in order, and move its cursor; returns how many there were.

    Another worker that holds the cursor is left alone. What the reader does must be safe to do twice.
    """
    cursor = session.scalars(
        select(Cursor).where(Cursor.reader == reader).with_for_update(skip_locked=True)
    ).one_or_none()
    if cursor is None:
        if session.scalars(select(Cursor.reader).where(Cursor.reader == reader)).first():
            return 0  # taken by another worker
        cursor = Cursor(reader=reader, position=0)
        session.add(cursor)
        session.flush()
    entries = session.scalars(
        select(Entry).where(Entry.position > cursor.position).order_by(Entry.position).limit(most)
    ).all()
    if not entries:
        return 0
    handle(session, entries)
    cursor.position = entries[-1].position
    return len(entries)
