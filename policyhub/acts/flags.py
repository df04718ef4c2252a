"""A flag: its options, what hangs on it, and what it keeps from being agreed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from policyhub.acts.papers import raise_revision
from policyhub.acts.passages import Passage, passage_with_anchors
from policyhub.models import Anchor, Ballot, Flag, FlagOption, Paper, Section

UNSETTLED = ("open", "in_ballot")
LEAVE = "Leave it as it is"


def new_flag(
    session: Session,
    paper: Paper,
    *,
    ordinal: int,
    stands_at_id: int,
    about_id: int | None = None,
    note: str | None = None,
    question: str,
    why: str = "",
    raised_by_id: int,
    at: datetime,
) -> Flag:
    """A new flag of a paper, with the option that every flag has: leave it as it is."""
    flag = Flag(
        paper_id=paper.id,
        ordinal=ordinal,
        stands_at_id=stands_at_id,
        about_id=about_id,
        note=note,
        question=question,
        why=why,
        raised_by_id=raised_by_id,
        made_at=at,
    )
    flag.options.append(FlagOption(rank=1, label=LEAVE, replacement=None, by_id=raised_by_id, made_at=at))
    session.add(flag)
    return flag


def next_ordinal(session: Session, paper: Paper) -> int:
    """The number the next flag of a paper gets; the paper must be locked."""
    return (session.scalar(select(func.max(Flag.ordinal)).where(Flag.paper_id == paper.id)) or 0) + 1


def lock(session: Session, flag: Flag) -> None:
    """Take the lock of a flag's paper and read the flag anew, so that of two who act on it at once one comes second."""
    raise_revision(session, flag.paper)
    session.refresh(flag, ["state", "about_id", "note"])


def options_of(session: Session, flag: Flag, *, at: datetime) -> list[FlagOption]:
    """The options of a flag in order; one that has none yet gets the one that leaves its words as they are."""
    if not any(option.replacement is None for option in flag.options):
        option = FlagOption(flag_id=flag.id, rank=0, label=LEAVE, replacement=None, by_id=flag.raised_by_id, made_at=at)
        flag.options.insert(0, option)
        session.flush()
    return list(flag.options)


def letter(place: int) -> str:
    """What an option is called by its place, from 0: A, B, C."""
    return chr(ord("A") + place)


@dataclass(frozen=True, slots=True)
class Case:
    """All that hangs on a dispute while its paper is locked: its last ballot, its passage, the anchors of the version
    that the passage stands in, and every flag of the paper."""

    ballot: Ballot | None
    passage: Passage
    anchors: Sequence[Anchor]
    flags: Sequence[Flag]

    def hindrances(self, flag: Flag, words: Iterable[str]) -> list[Hindrance]:
        """What keeps the passage's section from being agreed with these plain words when a flag on it is settled."""
        tied = {anchor.of_id for anchor in self.anchors if anchor.of_kind == "flag"}
        flags = [(one, one.id in tied) for one in self.flags]
        return _hindrances(flags, self.passage.section, words, apart_from=flag)


def open_case(session: Session, flag: Flag) -> Case:
    """Take the lock of a flag's paper, and read in two queries all that is needed to settle the flag."""
    raise_revision(session, flag.paper)
    last = select(func.max(Ballot.id)).where(Ballot.flag_id == flag.id).scalar_subquery()
    rows = session.execute(
        select(Flag, FlagOption, Ballot, Flag.state, Flag.about_id, Flag.note)
        .outerjoin(FlagOption, and_(FlagOption.flag_id == Flag.id, Flag.id == flag.id))
        .outerjoin(Ballot, and_(Ballot.id == last, Flag.id == flag.id))
        .where(Flag.paper_id == flag.paper_id)
        .order_by(Flag.ordinal, FlagOption.rank)
    ).all()
    own = [row for row in rows if row[0] is flag]
    # the flag was loaded before the lock was held, and others may have acted on it since
    for name, value in zip(("state", "about_id", "note"), own[0][3:], strict=True):
        set_committed_value(flag, name, value)
    options: list[FlagOption | None] = [row[1] for row in own]
    set_committed_value(flag, "options", [option for option in options if option is not None])
    passage, standing = passage_with_anchors(session, flag)
    return Case(own[0][2], passage, standing, list(dict.fromkeys(row[0] for row in rows)))


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a section cannot be called agreed yet: a flag that is unsettled, or whose question stands in the words."""

    flag: Flag
    stands_in_text: bool


def hindrances(
    session: Session, section: Section, words: Iterable[str], version_id: int, *, apart_from: Flag | None = None
) -> list[Hindrance]:
    """What keeps a section with these plain words (body and notes) from being agreed.

    Any unsettled flag on it (``apart_from`` is the one being settled), and any flag of the paper, settled or not, whose
    question still stands in the words. ``version_id`` is the version whose anchors tell which flags are on it.
    """
    rows = session.execute(
        select(Flag, Anchor.id)
        .outerjoin(Anchor, and_(Anchor.of_kind == "flag", Anchor.of_id == Flag.id, Anchor.version_id == version_id))
        .where(Flag.paper_id == section.paper_id)
        .order_by(Flag.ordinal)
    )
    return _hindrances([(flag, tied is not None) for flag, tied in rows], section, words, apart_from=apart_from)


def _hindrances(
    flags: Iterable[tuple[Flag, bool]], section: Section, words: Iterable[str], *, apart_from: Flag | None
) -> list[Hindrance]:
    """``flags`` come with whether they are tied to words of the section."""
    all_words = [_folded(text) for text in words]
    found = []
    for flag, tied in flags:
        stands = any(_folded(flag.question) in text for text in all_words)
        on_it = tied or section.text_id in (flag.stands_at_id, flag.about_id)
        other = apart_from is None or flag.id != apart_from.id
        if stands or (on_it and other and flag.state in UNSETTLED):
            found.append(Hindrance(flag, stands))
    return found


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def words_in_ballot(session: Session, version_id: int) -> list[tuple[Flag, Anchor]]:
    """The passages of a version on which a vote is open; they cannot be edited until it ends."""
    rows = session.execute(
        select(Flag, Anchor)
        .join(Anchor, and_(Anchor.of_kind == "flag", Anchor.of_id == Flag.id))
        .where(Anchor.version_id == version_id, Flag.state == "in_ballot")
        .options(selectinload(Flag.options))
    )
    return [(flag, anchor) for flag, anchor in rows]
