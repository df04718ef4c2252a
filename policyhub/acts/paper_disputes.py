"""What is disputed in a paper that goes out: which words of it, and what is asked about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from policyhub.acts.fixed_words import FixedWords
from policyhub.acts.flags import letter
from policyhub.acts.paper_marks import Passage
from policyhub.domain import document as d
from policyhub.domain.characters import one_line
from policyhub.models import Anchor, Flag, FlagOption, Paper, Resolution, Version
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor


@dataclass(slots=True)
class Disputes:
    """Disputed words by section, sections that are disputed as a whole, and each dispute with the section it is about.

    Sections are the ids of their texts.
    """

    passages: dict[int, list[Passage]] = field(default_factory=dict)
    whole: set[int] = field(default_factory=set)
    flags: dict[Flag, int] = field(default_factory=dict)


def stood_at(moment: datetime) -> ColumnElement[bool]:
    """Whether a dispute had been raised at a moment and not been settled."""
    settled = select(Resolution.flag_id).where(Resolution.made_at <= moment)
    return and_(
        Flag.made_at <= moment,
        or_(Flag.withdrawn_at.is_(None), Flag.withdrawn_at > moment),
        Flag.id.not_in(settled),
    )


def disputes_of(
    session: Session, actor: Actor, paper: Paper, version_ids: Sequence[int], stands: ColumnElement[bool]
) -> Disputes:
    """The disputes that somebody may see in some versions of a paper's sections."""
    tied = and_(Anchor.of_kind == "flag", Anchor.of_id == Flag.id, Anchor.version_id.in_(version_ids))
    rows = (
        session.execute(
            visible.flags(actor)
            .outerjoin(Anchor, tied)
            .outerjoin(Version, Version.id == Anchor.version_id)
            .where(Flag.paper_id == paper.id, stands)
            .add_columns(Anchor, Version.text_id)
            .order_by(Flag.ordinal)
        )
        .unique()
        .all()
    )
    found = Disputes()
    for flag, anchor, text_id in rows:
        found.flags.setdefault(flag, text_id or flag.about_id or flag.stands_at_id)
        if anchor is not None and anchor.outcome != "lost" and anchor.start < anchor.stop:
            found.passages.setdefault(text_id, []).append(Passage(anchor.start, anchor.stop, anchor.note))
        else:
            found.whole.add(flag.about_id or flag.stands_at_id)
    return found


def questions_of(
    session: Session, disputes: Disputes, names: Mapping[int, str], words: FixedWords, *, at: datetime
) -> list[d.Block]:
    """What is asked about each dispute, and the wordings that had been offered at a moment; ``names`` are those of
    sections by their ids."""
    if not disputes.flags:
        return []
    options: dict[int, list[FlagOption]] = {}
    offered = select(FlagOption).where(
        FlagOption.flag_id.in_([flag.id for flag in disputes.flags]), FlagOption.made_at <= at
    )
    for option in session.scalars(offered.order_by(FlagOption.rank)):
        options.setdefault(option.flag_id, []).append(option)
    blocks: list[d.Block] = [d.Heading((d.Span(words.disputes),), level=1)]
    for flag, text_id in disputes.flags.items():
        name = names.get(text_id, "")
        label = f"D{flag.ordinal}, {name}:" if name else f"D{flag.ordinal}:"
        asked = (d.Span(label, frozenset({d.Mark.STRONG})), d.Span(f" {one_line(flag.question)}"))
        blocks.append(d.ListItem(asked))
        some = options.get(flag.id, [])
        if len(some) > 1:
            blocks += (d.ListItem((d.Span(_said(place, option, words)),), level=1) for place, option in enumerate(some))
    return blocks


def _said(place: int, option: FlagOption, words: FixedWords) -> str:
    if option.replacement is None:
        return f"{letter(place)}: {words.leave}"
    wording = one_line(option.replacement)
    said = f"{letter(place)}: {one_line(option.label)}"
    return f"{said}: “{wording}”" if wording else f"{said}: {words.without}"
