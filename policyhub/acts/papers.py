"""The tree of a paper: its places, its numbers, and its revision."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from policyhub.domain.numbering import Place, numbers
from policyhub.models import Paper, Placement, Section, Text, Version


@dataclass(frozen=True, slots=True)
class Placed:
    """One section in its place, in reading order."""

    text_id: int
    pid: str
    kind: str
    parent_id: int | None
    depth: int
    number: str | None
    heading: str | None
    version_id: int
    version_pid: str
    ordinal: int
    revision: int
    lang: str

    @property
    def name(self) -> str:
        """How people call the section: its number, or its heading, or nothing."""
        return self.number or self.heading or ""


def raise_revision(session: Session, paper: Paper) -> int:
    """Say that a paper's page has changed; returns its new revision. Takes the paper's lock, so do it early."""
    revision: int = session.execute(
        update(Paper)
        .where(Paper.id == paper.id)
        .values(revision=Paper.revision + 1)
        .returning(Paper.revision)
        .execution_options(synchronize_session=False)
    ).scalar_one()
    set_committed_value(paper, "revision", revision)
    return revision


def place(session: Session, section: Section, *, revision: int) -> None:
    """Note where a section stands from a revision of its paper on."""
    session.add(
        Placement(
            section_id=section.text_id,
            revision=revision,
            parent_id=section.parent_id,
            rank=section.rank,
            own_number=section.own_number,
            numbered=section.numbered,
            hidden=section.hidden_at is not None,
        )
    )


def outline(session: Session, paper: Paper) -> tuple[Placed, ...]:
    """Every section of a paper that is not hidden, in reading order, with its number; one query."""
    rows = session.execute(
        select(
            Section.text_id,
            Text.pid,
            Section.kind,
            Section.parent_id,
            Section.rank,
            Section.own_number,
            Section.numbered,
            Version.heading,
            Version.id,
            Version.pid,
            Version.ordinal,
            Text.revision,
            Text.lang,
        )
        .join(Text, Text.id == Section.text_id)
        .join(Version, Version.id == Text.current_version_id)
        .where(Section.paper_id == paper.id, Section.hidden_at.is_(None))
        .order_by(Section.rank, Section.text_id)
    ).all()
    printed = numbers([Place(r[0], r[3], r[4], r[2], r[5], r[6]) for r in rows])
    known = {r[0] for r in rows}
    children: dict[int | None, list[Placed]] = {}
    for r in rows:
        parent = r[3] if r[3] in known else None  # under a hidden section one stands at the top, never nowhere
        placed = Placed(r[0], r[1], r[2], parent, 0, printed[r[0]], r[7], r[8], r[9], r[10], r[11], r[12])
        children.setdefault(parent, []).append(placed)
    found: list[Placed] = []
    waiting = [(one, 0) for one in reversed(children.get(None, []))]
    while waiting:
        one, depth = waiting.pop()
        found.append(replace(one, depth=depth))
        waiting.extend((child, depth + 1) for child in reversed(children.get(one.text_id, [])))
    return tuple(found)


def number_of(session: Session, section: Section) -> str | None:
    """The number a section is printed with today."""
    return next((p.number for p in outline(session, section.paper) if p.text_id == section.text_id), None)
