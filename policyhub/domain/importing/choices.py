"""What a person decided about a file that was read: what is kept, lifted out, left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from policyhub.domain.markup import plain
from policyhub.domain.recognising.recognised import Flag, Note, Recognised, Section

LANGUAGES = ("en-GB", "cy")
_STANDS_ALONE = re.compile(r"\?[\s)\]]*\Z")


@dataclass(frozen=True, slots=True)
class Choices:
    """Decisions by key, see ``section_key``, ``flag_keys`` and ``paragraph_key``; what is not there is as guessed.

    None for the title, subtitle, language, names and the consultation's words means what was found. ``answers`` is the
    public id of the consultation that a response answers, "" for one that is made of its questions; ``article`` the
    place, from 0, of the article of a web page that is read; ``closes_at`` a local time in ISO format, "" for none.
    ``word_limit`` is that of a motion as it was typed, "" for none.
    ``comments`` is whether those of the file become comments of the paper.
    """

    title: str | None = None
    subtitle: str | None = None
    lang: str | None = None
    decided: Mapping[str, str] = field(default_factory=dict)
    not_disputed: frozenset[str] = frozenset()
    lifted: Mapping[str, bool] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    consultation_title: str | None = None
    issuer: str | None = None
    answers: str | None = None
    mover: str | None = None
    seconder: str | None = None
    destination: str | None = None
    word_limit: str | None = None
    article: int | None = None
    closes_at: str | None = None
    comments: bool = True

    def as_data(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "title": self.title,
            "subtitle": self.subtitle,
            "lang": self.lang,
            "decided": dict(self.decided),
            "not_disputed": sorted(self.not_disputed),
            "lifted": dict(self.lifted),
            "left_out": sorted(self.left_out),
            "consultation_title": self.consultation_title,
            "issuer": self.issuer,
            "answers": self.answers,
            "mover": self.mover,
            "seconder": self.seconder,
            "destination": self.destination,
            "word_limit": self.word_limit,
            "article": self.article,
            "closes_at": self.closes_at,
            "comments": self.comments,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any] | None) -> Choices:
        """What ``as_data`` wrote, or no decision at all."""
        if not data:
            return cls()
        return cls(
            title=data.get("title"),
            subtitle=data.get("subtitle"),
            lang=data.get("lang"),
            decided=dict(data.get("decided") or {}),
            not_disputed=frozenset(data.get("not_disputed") or ()),
            lifted=dict(data.get("lifted") or {}),
            left_out=frozenset(data.get("left_out") or ()),
            consultation_title=data.get("consultation_title"),
            issuer=data.get("issuer"),
            answers=data.get("answers"),
            mover=data.get("mover"),
            seconder=data.get("seconder"),
            destination=data.get("destination"),
            word_limit=data.get("word_limit"),
            article=data.get("article"),
            closes_at=data.get("closes_at"),
            comments=bool(data.get("comments", True)),
        )


def section_key(section: Section) -> str:
    """What a section is called in choices: by its first line in the file, for that never changes."""
    return f"line{section.lines[0]}" if section.lines else section.id


def paragraph_key(where: str, at: int) -> str:
    """What a paragraph of the "front" or of the "back" is called in choices."""
    return f"{where}{at}"


def flag_keys(found: Recognised) -> list[str]:
    """What each flag is called in choices: by where it stands, and the how manieth there it is."""
    sections = {section.id: section_key(section) for section in found.sections}
    notes = {note.id: f"note{note.lines[0]}" if note.lines else note.id for note in found.notes}
    seen: dict[str, int] = {}
    keys = []
    for flag in found.flags:
        owner = notes.get(flag.note_id or "") or sections.get(flag.section_id or "") or "front"
        seen[owner] = seen.get(owner, 0) + 1
        keys.append(f"{owner}-{seen[owner]}")
    return keys


def note_of(found: Recognised, note_id: str | None) -> Note | None:
    """The note with an id."""
    return next((note for note in found.notes if note.id == note_id), None)


def may_be_lifted(found: Recognised, flag: Flag) -> bool:
    """Whether a question can leave the text: its place is known, and its section has other words or its own heading."""
    if flag.why == "colour" or flag.start < 0 or flag.end <= flag.start:
        return False
    if flag.note_id is not None:
        return True
    section = found.section(flag.section_id)
    if section is None:
        return False
    rest = section.text[: flag.start] + " " + section.text[flag.end :]
    return bool(section.heading) or any(sign.isalnum() for sign in plain(rest, _marks(found, section)))


def stands_alone(flag: Flag) -> bool:
    """Whether a question is a sentence of its own, so that what stands around it is whole without it."""
    return bool(_STANDS_ALONE.search(flag.quote))


def is_lifted(found: Recognised, flag: Flag, key: str, choices: Choices) -> bool:
    """Whether a question goes out of the text: as decided, or when it stands alone."""
    if key in choices.not_disputed or not may_be_lifted(found, flag):
        return False
    return choices.lifted.get(key, stands_alone(flag))


def _marks(found: Recognised, section: Section) -> list[dict[str, str]]:
    return [{"id": n.key, "mark": n.mark, "text": ""} for n in found.notes if n.section_id == section.id]
