"""Tie comments and flags to words, and carry them when the words change."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from policyhub.domain import anchoring, markup
from policyhub.models import Anchor, Version


def plain_of(version: Version, note: str | None = None) -> str:
    """The plain text of a version's body, or of one of its notes."""
    if note is None:
        return markup.plain(version.body, version.notes)
    return next((markup.plain(n["text"]) for n in version.notes if n["id"] == note), "")


def row_of(
    of_kind: str, of_id: int, version_id: int, spot: anchoring.Anchor, note: str | None = None
) -> dict[str, object]:
    """The row of an anchor that ties a comment or a flag to words, for where many are made at once."""
    return {
        "of_kind": of_kind,
        "of_id": of_id,
        "version_id": version_id,
        "note": note,
        "start": spot.start,
        "stop": spot.stop,
        "quote": spot.quote,
        "before": spot.before,
        "after": spot.after,
        "outcome": "kept",
    }


def tie(
    session: Session, of_kind: str, of_id: int, version: Version, spot: anchoring.Anchor, *, note: str | None = None
) -> Anchor:
    """Tie a comment or a flag to words of a version."""
    anchor = Anchor(**row_of(of_kind, of_id, version.id, spot, note))
    session.add(anchor)
    return anchor


def carry(
    session: Session, old: Version, new: Version, *, new_plain: str, standing: Sequence[Anchor] | None = None
) -> None:
    """Give every anchor of a version its place in the version that follows; none is ever moved in its own row.

    ``standing`` are the anchors of the old version when they are at hand.
    """
    if standing is None:
        standing = session.scalars(select(Anchor).where(Anchor.version_id == old.id)).all()
    plains: dict[str | None, tuple[str, str]] = {}
    for anchor in standing:
        if anchor.note not in plains:
            after = new_plain if anchor.note is None else plain_of(new, anchor.note)
            plains[anchor.note] = (plain_of(old, anchor.note), after)
        old_plain, plain = plains[anchor.note]
        spot = anchoring.Anchor(anchor.quote, anchor.before, anchor.after, anchor.start, anchor.stop)
        found = anchoring.find(spot, plain) if anchor.outcome == "lost" else anchoring.carry(spot, old_plain, plain)
        lost = found.outcome == "lost"
        now = spot if lost else anchoring.anchor_at(plain, found.start, found.stop)
        session.add(
            Anchor(
                of_kind=anchor.of_kind,
                of_id=anchor.of_id,
                version_id=new.id,
                note=anchor.note,
                start=0 if lost else found.start,
                stop=0 if lost else found.stop,
                quote=now.quote,
                before=now.before,
                after=now.after,
                outcome=found.outcome,
            )
        )


def find_anchor(session: Session, of_kind: str, of_id: int, version_id: int) -> Anchor | None:
    """Where a comment or a flag stands in one version, if it was tied to words at all."""
    return session.scalars(
        select(Anchor).where(Anchor.of_kind == of_kind, Anchor.of_id == of_id, Anchor.version_id == version_id)
    ).one_or_none()
