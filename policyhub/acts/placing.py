"""Where sections stand among each other: dense ranks, written under the paper's lock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from policyhub.models import Paper, Placement, Section


def sections_of(session: Session, paper: Paper) -> list[Section]:
    """Every section of a paper, hidden ones too, by rank; take the paper's lock first."""
    return list(
        session.scalars(
            select(Section).where(Section.paper_id == paper.id).order_by(Section.rank, Section.text_id)
        ).all()
    )


def children_of(sections: Sequence[Section], parent_id: int | None) -> list[Section]:
    """The sections under one, or at the top, that are not taken out."""
    return [s for s in sections if s.parent_id == parent_id and s.hidden_at is None]


def below(sections: Sequence[Section], top: Section) -> list[Section]:
    """A section and everything that stands under it."""
    found, known = [top], {top.text_id}
    waiting = [top.text_id]
    while waiting:
        parent_id = waiting.pop()
        for section in sections:
            if section.parent_id == parent_id and section.text_id not in known:
                known.add(section.text_id)
                found.append(section)
                waiting.append(section.text_id)
    return found


def put_in_order(
    session: Session, orders: Mapping[int | None, Sequence[Section]], *, revision: int, also: Sequence[Section] = ()
) -> int:
    """Give the sections under each parent dense ranks in the order given, and note every place that changed.

    ``also`` are sections whose place changed otherwise: taken out or brought back. Returns how many places changed.
    """
    moved: dict[int, Section] = {section.text_id: section for section in also}
    for parent_id, children in orders.items():
        for rank, section in enumerate(children, start=1):
            if (section.parent_id, section.rank) != (parent_id, rank):
                section.parent_id, section.rank = parent_id, rank
                moved[section.text_id] = section
    if not moved:
        return 0
    session.flush()
    rows: list[dict[str, Any]] = [
        {
            "section_id": section.text_id,
            "revision": revision,
            "parent_id": section.parent_id,
            "rank": section.rank,
            "own_number": section.own_number,
            "numbered": section.numbered,
            "hidden": section.hidden_at is not None,
        }
        for section in moved.values()
    ]
    session.execute(insert(Placement), rows, execution_options={"render_nulls": True})
    return len(rows)
