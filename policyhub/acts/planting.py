"""Plant the sections of a new paper, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from policyhub.acts.texts import render
from policyhub.domain import markup
from policyhub.domain.canonical import text_hash
from policyhub.domain.ids import new_pid
from policyhub.domain.sentences import N_
from policyhub.models import Paper, Placement, Rendering, Section, SectionReference, Text, Version

AS_IN_THE_FILE = N_("As the file had it")
"""The reason of a first version that was brought in."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A section to be: ``parent`` is the pid of an earlier seed; bodies may refer to any seed's pid."""

    kind: str
    heading: str | None = None
    body: str = ""
    notes: list[dict[str, Any]] = field(default_factory=list)
    parent: str | None = None
    own_number: str | None = None
    numbered: bool = True
    pid: str = field(default_factory=new_pid)


def plant(
    session: Session, paper: Paper, seeds: Sequence[Seed], *, author_id: int, at: datetime, origin: str, reason: str
) -> dict[str, Version]:
    """Make the sections of a new paper with their first versions; returns the versions by the pid of their text."""
    texts = [Text(pid=seed.pid, kind="section", lang=paper.lang) for seed in seeds]
    session.add_all(texts)
    session.flush()
    ids = {text.pid: text.id for text in texts}
    versions = [
        Version(
            text_id=ids[seed.pid],
            ordinal=1,
            heading=seed.heading,
            body=seed.body,
            notes=seed.notes,
            hash=text_hash(seed.heading, seed.body, seed.notes),
            author_id=author_id,
            made_at=at,
            reason=reason,
            origin=origin,
        )
        for seed in seeds
    ]
    session.add_all(versions)
    session.flush()
    ranks: dict[str | None, int] = {}
    places = []
    for seed in seeds:
        ranks[seed.parent] = ranks.get(seed.parent, 0) + 1
        places.append(
            {
                "parent_id": ids[seed.parent] if seed.parent else None,
                "rank": ranks[seed.parent],
                "own_number": seed.own_number,
                "numbered": seed.numbered,
            }
        )
    rows = [
        {"text_id": ids[seed.pid], "paper_id": paper.id, "kind": seed.kind, **place}
        for seed, place in zip(seeds, places, strict=True)
    ]
    if not rows:
        return {}
    # one statement however many are missing a parent or an own number
    session.execute(insert(Section).execution_options(render_nulls=True), rows)
    session.execute(
        insert(Placement).execution_options(render_nulls=True),
        [
            {"section_id": ids[s.pid], "revision": paper.revision, "hidden": False, **p}
            for s, p in zip(seeds, places, strict=True)
        ],
    )
    session.execute(update(Text), [{"id": v.text_id, "current_version_id": v.id} for v in versions])
    _render_all(session, versions, ids)
    session.expire_all()
    return dict(zip(ids, versions, strict=True))


def _render_all(session: Session, versions: Sequence[Version], ids: dict[str, int]) -> None:
    renderings, references = [], []
    for version in versions:
        rendering = render(version)
        columns = ("version_id", "release", "html", "plain", "notes")
        renderings.append({name: getattr(rendering, name) for name in columns})
        pids = {pid for pid, _printed in markup.references_in(version.body)}
        for note in version.notes:
            pids |= {pid for pid, _printed in markup.references_in(note["text"])}
        references += [{"version_id": version.id, "target_id": ids[pid]} for pid in sorted(pids & set(ids))]
    session.execute(insert(Rendering), renderings)
    if references:
        session.execute(insert(SectionReference), references)
