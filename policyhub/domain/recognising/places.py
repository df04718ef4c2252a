"""Says where in the text each note is attached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyhub.domain.recognising.drafts import Draft
from policyhub.domain.recognising.pieces import Piece
from policyhub.domain.recognising.questions import Asked

_WORDS = 6


@dataclass(frozen=True, slots=True)
class Attached:
    """The section, or question of an appendix, with a note's mark, and the last words before it."""

    draft: Draft
    question: str | None
    after: str
    on_heading: bool


def attach(drafts: Sequence[Draft], asked: Mapping[str, Sequence[Asked]]) -> dict[str, Attached]:
    """Where the first mark of each note stands, by the note's key."""
    found: dict[str, Attached] = {}
    for draft in drafts:
        before = ""
        if draft.heading is not None:
            _look(draft.heading, draft, None, "", True, found)
            before = draft.heading.text
        for piece in draft.pieces:
            _look(piece, draft, None, before, False, found)
            before = piece.text
        for question in asked.get(draft.id, ()):
            for piece in (*question.pieces, *question.guidance):
                _look(piece, draft, question.number, before, False, found)
                before = piece.text
    return found


def _look(
    piece: Piece, draft: Draft, question: str | None, before: str, on_heading: bool, found: dict[str, Attached]
) -> None:
    for pos, key in piece.marks:
        words = (piece.text[:pos].strip() or before).split()[-_WORDS:]
        found.setdefault(key, Attached(draft, question, " ".join(words), on_heading))
