"""The queue of disputes, and how their options read in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from policyhub import clock, db
from policyhub.acts import ballots as ballot_acts
from policyhub.acts import flags as acts
from policyhub.acts import passages as passage_acts
from policyhub.domain import counting
from policyhub.domain.diff import Piece
from policyhub.models import Argument, Ballot, Elector, Flag, FlagOption, Paper, Resolution, RollMark, Vote
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor

Waits = Literal["vote", "count", "resolve", "ballot", "options", "done"]

_SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]*(?:\s+|$)|\n+")
_REACH = 280
_LONG = 520
DONE_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Option:
    """An option as it reads in its place: its letter, and its redline in the sentence and in the whole text."""

    option: FlagOption
    letter: str
    pieces: tuple[Piece, ...]
    whole: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A flag with its passage, options and last ballot, what it waits for, and when it was settled.

    ``may_vote``: whoever asks is one of those who vote in its ballot.
    """

    flag: Flag
    passage: passage_acts.Passage
    options: tuple[Option, ...]
    ballot: Ballot | None
    tally: counting.Tally | None
    voted: int
    entitled: int
    waits: Waits
    done_at: datetime | None = None
    may_vote: bool = False

    @property
    def winner(self) -> Option | None:
        """The option that won the last ballot."""
        pid = self.tally.winner if self.tally else None
        return next((option for option in self.options if option.option.pid == pid), None)


def get_dispute(flag: Flag) -> Dispute:
    """One dispute that was found visible; once resolved, with the words that the council had before it."""
    found = _disputes([flag])[0]
    session = db.session()
    resolution = session.scalars(
        select(Resolution)
        .where(Resolution.flag_id == flag.id)
        .options(joinedload(Resolution.option), joinedload(Resolution.version))
    ).one_or_none()
    if resolution is None:
        return found
    passage = passage_acts.passage_when_resolved(session, flag, resolution)
    return replace(found, passage=passage, options=options_of(flag, passage))


def list_disputes(actor: Actor, *, paper: Paper | None = None) -> dict[Waits, list[Dispute]]:
    """The disputes somebody may see, by what they wait for; of all papers that are the council's, or of one paper.

    The council's are those of papers that lie with it, and those it votes on or has to resolve. Of what is done only
    the latest are given, unless one paper is asked for.
    """
    statement = visible.flags(actor).options(selectinload(Flag.options).joinedload(FlagOption.by))
    if paper is not None:
        statement = statement.where(Flag.paper_id == paper.id)
    else:
        statement = statement.where((Paper.state == "with_council") | Flag.state.in_(("in_ballot", "resolved")))
    session = db.session()
    standing = session.scalars(statement.where(Flag.state.in_(acts.UNSETTLED)).order_by(Flag.paper_id, Flag.ordinal))
    settled = statement.where(Flag.state.not_in(acts.UNSETTLED)).order_by(Flag.id.desc())
    done = session.scalars(settled if paper is not None else settled.limit(DONE_SHOWN))
    found: dict[Waits, list[Dispute]] = {}
    for dispute in _disputes([*standing.all(), *done.all()], actor):
        found.setdefault(dispute.waits, []).append(dispute)
    found.get("vote", []).sort(key=lambda d: d.ballot.closes_at if d.ballot else d.flag.made_at)
    found.get("done", []).sort(key=lambda d: d.done_at or d.flag.made_at, reverse=True)
    return found


def list_arguments(flag: Flag) -> dict[str, list[Argument]]:
    """The arguments on a dispute that was found visible, by side, in the order in which they were made."""
    sides: dict[str, list[Argument]] = {"for": [], "against": []}
    for argument in db.session().scalars(
        select(Argument).where(Argument.flag_id == flag.id).options(joinedload(Argument.author)).order_by(Argument.id)
    ):
        sides[argument.side].append(argument)
    return sides


def _disputes(flags: Sequence[Flag], actor: Actor | None = None) -> list[Dispute]:
    session = db.session()
    if not flags:
        return []
    passages = passage_acts.passages_of(session, flags)
    last = select(func.max(Ballot.id)).where(Ballot.flag_id.in_([flag.id for flag in flags])).group_by(Ballot.flag_id)
    ballots = {
        ballot.flag_id: ballot
        for ballot in session.scalars(select(Ballot).where(Ballot.id.in_(last)).options(joinedload(Ballot.group)))
    }
    ids = [ballot.id for ballot in ballots.values()]
    voted = {
        **_numbers(select(Vote.ballot_id, func.count()).where(Vote.ballot_id.in_(ids)).group_by(Vote.ballot_id)),
        **_numbers(
            select(RollMark.ballot_id, func.count()).where(RollMark.ballot_id.in_(ids)).group_by(RollMark.ballot_id)
        ),
    }
    entitled = _numbers(
        select(Elector.ballot_id, func.count()).where(Elector.ballot_id.in_(ids)).group_by(Elector.ballot_id)
    )
    mine = set(
        session.scalars(
            select(Elector.ballot_id).where(
                Elector.ballot_id.in_(ids), Elector.member_id == (actor.member_id if actor else None)
            )
        )
    )
    resolved = dict(
        session.execute(select(Resolution.flag_id, Resolution.made_at).where(Resolution.flag_id.in_([*passages]))).all()
    )
    found = []
    for flag in flags:
        ballot = ballots.get(flag.id)
        kept = ballot_acts.tally_of(ballot) if ballot else None
        options = options_of(flag, passages[flag.id])
        ballot_id = ballot.id if ballot else 0
        found.append(
            Dispute(
                flag=flag,
                passage=passages[flag.id],
                options=options,
                ballot=ballot,
                tally=kept[0] if kept else None,
                voted=voted.get(ballot_id, 0),
                entitled=entitled.get(ballot_id, 0),
                waits=_waits(flag, ballot, len(options)),
                done_at=resolved.get(flag.id, flag.withdrawn_at),
                may_vote=ballot_id in mine,
            )
        )
    return found


def _numbers(statement: object) -> dict[int, int]:
    rows = db.session().execute(statement)  # type: ignore[call-overload]
    return {int(key): int(number) for key, number in rows}


def _waits(flag: Flag, ballot: Ballot | None, options: int) -> Waits:
    if flag.state not in acts.UNSETTLED:
        return "done"
    if ballot is not None and ballot.state == "open":
        return "vote" if clock.now() < ballot.closes_at else "count"
    if flag.state == "in_ballot":
        return "resolve"
    return "ballot" if options > 1 else "options"


def options_of(flag: Flag, passage: passage_acts.Passage) -> tuple[Option, ...]:
    """The options of a flag as they read in the place of its passage."""
    found = []
    for place, option in enumerate(flag.options):
        whole = passage_acts.redline_of(passage, option.replacement)
        found.append(Option(option, acts.letter(place), in_sentence(passage, whole), whole))
    return tuple(found)


def in_sentence(passage: passage_acts.Passage, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """What of a redline stands in the passage and the rest of its sentence, with "…" where words are left out."""
    left, right = _window(passage.plain, passage.start, passage.stop)
    kept: list[Piece] = []
    place = 0
    for piece in pieces:
        if piece.op == "insert":
            if left <= place <= right:
                kept.append(piece)
            continue
        start, stop = max(left, place), min(right, place + len(piece.text))
        if start < stop:
            kept.append(Piece(piece.op, passage.plain[start:stop]))
        place += len(piece.text)
    kept = [_shortened(piece, first=n == 0, last=n == len(kept) - 1) for n, piece in enumerate(kept)]
    if kept and left > 0 and passage.plain[:left].strip():
        kept.insert(0, Piece("same", "… "))
    if kept and passage.plain[right:].strip():
        kept.append(Piece("same", " …"))
    return tuple(kept)


def _window(plain: str, start: int, stop: int) -> tuple[int, int]:
    left = max((found.end() for found in _SENTENCE_END.finditer(plain, 0, start)), default=0)
    if start - left > _REACH:
        left = plain.find(" ", start - _REACH) + 1
    ended = stop > start and plain[:stop].rstrip('"”’)] \n')[-1:] in tuple(".!?…")
    if ended or stop >= len(plain):
        return left, stop
    found = _SENTENCE_END.search(plain, stop)
    right = len(plain[: found.end()].rstrip()) if found else len(plain)
    if right - stop > _REACH:
        right = max(plain.rfind(" ", stop, stop + _REACH), stop)
    return left, right


def _shortened(piece: Piece, *, first: bool, last: bool) -> Piece:
    """A long stretch that stays as it is, without its middle."""
    if piece.op != "same" or len(piece.text) <= _LONG or (first and last):
        return piece
    half = _LONG // 2
    lead = piece.text[:half].rsplit(" ", 1)[0]
    tail = piece.text[-half:].split(" ", 1)[-1]
    return Piece("same", f"{lead} … {tail}")
