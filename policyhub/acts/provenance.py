"""Where the words of a response or a motion come from, how they were agreed, and whether they still stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from policyhub.acts.papers import outline
from policyhub.models import Agreement, Block, Flag, Paper, Section, Text, Version
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor

STANDING_FLAGS = ("open", "in_ballot")


@dataclass(frozen=True, slots=True)
class Agreed:
    """How a version was agreed; ``ended_at`` is when another version took its place.

    ``why`` is the question that was voted on or decided, or the reason that was given.
    """

    by: str
    at: datetime
    ended_at: datetime | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The version that a passage is pinned to. What the reader may not see has no names: ``seen`` is False then."""

    version_id: int
    ordinal: int
    seen: bool
    agreed: Agreed | None
    disputed: bool
    hidden: bool
    newer_id: int | None
    newer_ordinal: int
    version_pid: str = ""
    paper_pid: str = ""
    paper_title: str = ""
    paper_lang: str = ""
    section_pid: str = ""
    number: str | None = None
    heading: str | None = None

    @property
    def stands(self) -> bool:
        """Whether these words are agreed today and nobody disputes them."""
        return self.agreed is not None and self.agreed.ended_at is None and not self.disputed and not self.hidden

    @property
    def state(self) -> str:
        """Disputed, agreed or draft: as pinned."""
        return "disputed" if self.disputed else "agreed" if self.agreed else "draft"

    @property
    def name(self) -> str:
        """How people call the section: its number or its heading."""
        return self.number or self.heading or ""

    def has_moved_on(self, block: Block) -> bool:
        """Whether the paper has newer words, and nobody has said that these are kept all the same."""
        return self.newer_id is not None and block.kept_over_id != self.newer_id


def list_sources(
    session: Session, actor: Actor, blocks: Iterable[Block], *, numbered: bool = True
) -> dict[int, Source]:
    """Where passages come from, by the id of their version.

    Five queries, and one for each paper the actor may see unless the sections need not be ``numbered``.
    """
    ids = sorted({block.version_id for block in blocks if block.version_id is not None})
    if not ids:
        return {}
    rows = session.execute(
        select(Version, Section, Text.pid, Text.current_version_id)
        .join(Section, Section.text_id == Version.text_id)
        .join(Text, Text.id == Version.text_id)
        .where(Version.id.in_(ids))
        .options(joinedload(Section.paper))
    ).all()
    agreements = _agreements(session, ids)
    disputed = _disputed(session, sorted({version.text_id for version, *_ in rows}))
    papers = sorted({section.paper_id for _, section, *_ in rows})
    seen = set(session.scalars(visible.papers(actor).with_only_columns(Paper.id).where(Paper.id.in_(papers))))
    numbers = _numbers(session, {s.paper for _, s, *_ in rows if numbered and s.paper_id in seen})
    newest = _ordinals(session, [current for *_, current in rows if current is not None])
    found: dict[int, Source] = {}
    for version, section, text_pid, current in rows:
        paper = section.paper
        is_seen = section.paper_id in seen
        newer = current if current != version.id else None
        source = Source(
            version_id=version.id,
            ordinal=version.ordinal,
            seen=is_seen,
            agreed=agreements.get(version.id),
            disputed=section.text_id in disputed,
            hidden=section.hidden_at is not None,
            newer_id=newer,
            newer_ordinal=newest.get(newer or 0, 0),
        )
        if is_seen:
            source = replace(
                source,
                version_pid=version.pid,
                paper_pid=paper.pid,
                paper_title=paper.title,
                paper_lang=paper.lang,
                section_pid=text_pid,
                number=numbers.get(section.text_id),
                heading=version.heading,
            )
        found[version.id] = source
    return found


def _agreements(session: Session, version_ids: Sequence[int]) -> dict[int, Agreed]:
    """The latest agreement on each version, standing or ended."""
    rows = session.scalars(select(Agreement).where(Agreement.version_id.in_(version_ids)).order_by(Agreement.id))
    return {one.version_id: Agreed(one.by, one.agreed_at, one.ended_at) for one in rows}


def _disputed(session: Session, text_ids: Sequence[int]) -> set[int]:
    rows = session.execute(
        select(Flag.stands_at_id, Flag.about_id).where(
            Flag.state.in_(STANDING_FLAGS), Flag.stands_at_id.in_(text_ids) | Flag.about_id.in_(text_ids)
        )
    )
    return {text_id for row in rows for text_id in row if text_id is not None}


def _ordinals(session: Session, version_ids: Sequence[int]) -> dict[int, int]:
    rows = session.execute(select(Version.id, Version.ordinal).where(Version.id.in_(version_ids)))
    return {row[0]: row[1] for row in rows}


def _numbers(session: Session, papers: Iterable[Paper]) -> dict[int, str | None]:
    return {placed.text_id: placed.number for paper in papers for placed in outline(session, paper)}
