"""The passage that a flag is about, and other words in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, joinedload

from policyhub.acts import anchors
from policyhub.domain import anchoring, markup, source_map
from policyhub.domain.diff import Piece, compare
from policyhub.models import Anchor, Flag, Resolution, Section, Text, Version


@dataclass(frozen=True, slots=True)
class Passage:
    """The words a flag is about, in the current version of their section; ``note`` if they stand in a note.

    ``whole`` when no words were chosen: then it is everything the section says itself.
    """

    section: Section
    version: Version
    note: str | None
    plain: str
    start: int
    stop: int
    outcome: str = "kept"
    whole: bool = False

    @property
    def quote(self) -> str:
        """The words themselves."""
        return self.plain[self.start : self.stop]

    @property
    def lost(self) -> bool:
        """Whether the words can no longer be found."""
        return self.outcome == "lost"


def passages_of(session: Session, flags: Sequence[Flag]) -> dict[int, Passage]:
    """The passage of each flag, by the flag's id; two queries however many there are."""
    if not flags:
        return {}
    tied = session.execute(
        select(Anchor, Section)
        .join(Text, Text.current_version_id == Anchor.version_id)
        .join(Section, Section.text_id == Text.id)
        .where(Anchor.of_kind == "flag", Anchor.of_id.in_([flag.id for flag in flags]), Section.hidden_at.is_(None))
        .options(joinedload(Section.text).joinedload(Text.current))
        .execution_options(populate_existing=True)
    )
    found = {anchor.of_id: _at_anchor(anchor, section) for anchor, section in tied}
    untied = {flag.id: flag.about_id or flag.stands_at_id for flag in flags if flag.id not in found}
    if untied:
        sections = session.scalars(
            select(Section)
            .where(Section.text_id.in_(set(untied.values())))
            .options(joinedload(Section.text).joinedload(Text.current))
            .execution_options(populate_existing=True)
        )
        by_id = {section.text_id: section for section in sections}
        found.update({flag_id: _whole(by_id[text_id]) for flag_id, text_id in untied.items()})
    return found


def passage_of(session: Session, flag: Flag) -> Passage:
    """The passage of one flag."""
    return passages_of(session, [flag])[flag.id]


def passage_with_anchors(session: Session, flag: Flag) -> tuple[Passage, list[Anchor]]:
    """The passage of a flag, and every anchor of the version it stands in, in one query."""
    tied = (
        select(Section.text_id)
        .join(Text, Text.id == Section.text_id)
        .join(Anchor, Anchor.version_id == Text.current_version_id)
        .where(Anchor.of_kind == "flag", Anchor.of_id == flag.id, Section.hidden_at.is_(None))
        .scalar_subquery()
    )
    rows = session.execute(
        select(Section, Anchor)
        .join(Text, Text.id == Section.text_id)
        .outerjoin(Anchor, Anchor.version_id == Text.current_version_id)
        .where(Section.text_id == func.coalesce(tied, flag.about_id or flag.stands_at_id))
        .options(joinedload(Section.text).joinedload(Text.current))
        .execution_options(populate_existing=True)
    ).all()
    section = rows[0][0]
    anchors_or_none: list[Anchor | None] = [row[1] for row in rows]
    standing = [anchor for anchor in anchors_or_none if anchor is not None]
    own = next((anchor for anchor in standing if (anchor.of_kind, anchor.of_id) == ("flag", flag.id)), None)
    return (_at_anchor(own, section) if own else _whole(section)), standing


def passage_when_resolved(session: Session, flag: Flag, resolution: Resolution) -> Passage:
    """The passage of a resolved flag in the version that the council had before it."""
    version = resolution.version
    if resolution.option.replacement is not None and version.based_on_id is not None:
        version = session.get_one(Version, version.based_on_id)
    section = session.get_one(Section, version.text_id)
    anchor = anchors.find_anchor(session, "flag", flag.id, version.id)
    if anchor is None:
        plain = anchors.plain_of(version)
        return Passage(section, version, None, plain, 0, len(plain), whole=True)
    plain = anchors.plain_of(version, anchor.note)
    return Passage(section, version, anchor.note, plain, anchor.start, anchor.stop, anchor.outcome)


def _version(section: Section) -> Version:
    version = section.text.current
    if version is None:
        raise LookupError(f"text {section.text_id} has no version")
    return version


def _at_anchor(anchor: Anchor, section: Section) -> Passage:
    version = _version(section)
    plain = anchors.plain_of(version, anchor.note)
    return Passage(section, version, anchor.note, plain, anchor.start, anchor.stop, anchor.outcome)


def _whole(section: Section) -> Passage:
    version = _version(section)
    plain = anchors.plain_of(version)
    return Passage(section, version, None, plain, 0, len(plain), whole=True)


Spot = tuple[anchoring.Anchor, str | None]
"""Where words stand in a text, and the id of the note if they stand in one."""


def locate(version: Version, quote: str, before: str = "", after: str = "") -> Spot | None:
    """Where chosen words stand in a version: in its body, or else in one of its notes (whose id comes with them)."""
    spot = anchoring.locate(anchors.plain_of(version), quote, before, after)
    if spot is not None:
        return spot, None
    for note in version.notes:
        spot = anchoring.locate(anchors.plain_of(version, note["id"]), quote, before, after)
        if spot is not None:
            return spot, str(note["id"])
    return None


def untie(session: Session, flag: Flag) -> None:
    """Let a flag be about no particular words any more; where it was tied in earlier versions stays known."""
    current = select(Text.current_version_id).where(Text.current_version_id.is_not(None))
    session.execute(
        delete(Anchor)
        .where(Anchor.of_kind == "flag", Anchor.of_id == flag.id, Anchor.version_id.in_(current))
        .execution_options(synchronize_session=False)
    )


def with_words(passage: Passage, replacement: str | None) -> tuple[str, list[dict[str, Any]]]:
    """The body and the notes of the section with other words in the place of the passage; None changes nothing.

    Raises Unplaceable if the words cannot be put there without touching others.
    """
    body, notes = passage.version.body, [dict(note) for note in passage.version.notes]
    if replacement is None:
        return body, notes
    if passage.lost:
        raise source_map.Unplaceable("The passage is lost.")
    if passage.note is None:
        return _put(body, passage, replacement, notes), notes
    for note in notes:
        if note["id"] == passage.note:
            note["text"] = _put(note["text"], passage, replacement, [])
    return body, notes


def _put(source: str, passage: Passage, replacement: str, notes: list[dict[str, Any]]) -> str:
    if not passage.plain.strip():
        return markup.escape(replacement)
    if not replacement:
        start, after = passage.start, passage.plain[passage.stop : passage.stop + 1]
        if start and after in (",", ".", ";", ":", "?", "!") and passage.plain[start - 1] == " ":
            # no blank is left hanging before a comma
            return source_map.replace_passage(source, start - 1, passage.stop, "", notes)
        return source_map.lift_out(source, start, passage.stop, notes)
    return source_map.replace_passage(source, passage.start, passage.stop, replacement, notes)


def redline_of(passage: Passage, replacement: str | None) -> tuple[Piece, ...]:
    """What would change in the body, or in the note, with other words in the place of the passage."""
    if replacement is None:
        return compare(passage.plain, passage.plain)
    try:
        body, notes = with_words(passage, replacement)
    except source_map.Unplaceable:
        return compare(passage.plain, passage.plain[: passage.start] + replacement + passage.plain[passage.stop :])
    source = body if passage.note is None else next(n["text"] for n in notes if n["id"] == passage.note)
    return compare(passage.plain, markup.plain(source, notes if passage.note is None else ()))
