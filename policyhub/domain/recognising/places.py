"""Says where in the text each note is attached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyhub.domain.recognising.asked import Asked
from policyhub.domain.recognising.drafts import Draft
from policyhub.domain.recognising.pieces import Piece

_WORDS = 6


@dataclass(frozen=True, slots=True)
class Attached:
    """The section or question with a note's mark, and the last words before it; neither has one in the front."""

    draft: Draft | None
    question: str | None
    after: str
    on_heading: bool


def attach(
    drafts: Sequence[Draft], asked: Mapping[str, Sequence[Asked]], answered: Sequence[Asked], others: Sequence[Piece]
) -> dict[str, Attached]:
    """Where the first mark of each note stands, by the note's key.

    ``asked`` are questions by the appendix they stand in, ``answered`` those of the whole text, ``others`` pieces that
    belong to no section.
    """
    found: dict[str, Attached] = {}
    _look_through(others, None, None, found)
    for draft in drafts:
        if draft.heading is not None:
            _look(draft.heading, draft, None, "", True, found)
        _look_through(draft.pieces, draft, None, found, draft.heading.text if draft.heading else "")
        for question in asked.get(draft.id, ()):
            _look_through([*question.pieces, *question.guidance], draft, question.number, found)
    for question in answered:
        _look_through([*question.pieces, *question.guidance, *question.answer], None, question.number, found)
    return found


def _look_through(
    pieces: Sequence[Piece], draft: Draft | None, question: str | None, found: dict[str, Attached], before: str = ""
) -> None:
    for piece in pieces:
        _look(piece, draft, question, before, False, found)
        before = piece.text


def _look(
    piece: Piece, draft: Draft | None, question: str | None, before: str, on_heading: bool, found: dict[str, Attached]
) -> None:
    for pos, key in piece.marks:
        words = (piece.text[:pos].strip() or before).split()[-_WORDS:]
        found.setdefault(key, Attached(draft, question, " ".join(words), on_heading))
