"""Finds somebody's questions in an appendix."""

from __future__ import annotations

import re

from policyhub.domain.recognising.asked import Asked
from policyhub.domain.recognising.drafts import Draft
from policyhub.domain.recognising.labels import labels_at
from policyhub.domain.recognising.pieces import Piece
from policyhub.domain.recognising.vocabulary import ASKING

_LABEL = re.compile(
    r"(?:Q(?:uestion)?|Cwestiwn|C)\s*\.?\s*(?P<number>\d{1,3}(?:\.\d{1,2})?[a-z]?)\s*[.:)–-]*\s+(?=\S)", re.IGNORECASE
)
_SAYS_SO = re.compile(r"\b(?:questions?|consultation|asked|cwestiynau|cwestiwn|ymgynghoriad)\b", re.IGNORECASE)


def asks(text: str) -> bool:
    """Whether some words are a question, with or without a question mark."""
    words = text.strip()
    return words.endswith("?") or "? " in words or bool(ASKING.match(words))


def questions_of(draft: Draft) -> list[Asked]:
    """The questions of an appendix, when most of its numbered paragraphs, or items, are questions."""
    caption = draft.heading.text if draft.heading else ""
    intro = " ".join(piece.text for piece in draft.pieces[:2] if piece.kind == "text" and not _number(piece))
    says_so = bool(_SAYS_SO.search(caption) or _SAYS_SO.search(intro))
    numbered = [piece for piece in draft.pieces if _number(piece)]
    asking = [piece for piece in numbered if asks(piece.text[_cut(piece) :])]
    if numbered:
        enough = 0.5 if says_so else 0.65
        if len(asking) >= enough * len(numbered) and (says_so or len(asking) > 1):
            return _collect(draft, {id(piece) for piece in numbered})
        return []
    items = [piece for piece in draft.pieces if piece.kind in ("item", "lettered") or piece.text.endswith("?")]
    asking = [piece for piece in items if asks(piece.text)]
    if says_so and len(asking) > 1 and len(asking) >= 0.7 * len(items):
        return _collect(draft, {id(piece) for piece in items})
    return []


def without(draft: Draft, asked: list[Asked]) -> list[Piece]:
    """The pieces of an appendix that are no part of its questions."""
    used = {id(piece) for q in asked for piece in (*q.pieces, *q.guidance, *([q.chapter] if q.chapter else []))}
    return [piece for piece in draft.pieces if id(piece) not in used]


def _number(piece: Piece) -> str | None:
    found = _LABEL.match(piece.text)
    if found:
        return found["number"]
    for label in labels_at(piece.text):
        if label.style in ("1", "1)", "(1)", "A1"):
            return label.printed.strip("()")
    return None


def _cut(piece: Piece) -> int:
    found = _LABEL.match(piece.text)
    if found:
        return found.end()
    return next((label.end for label in labels_at(piece.text)), 0)


def _collect(draft: Draft, heads: set[int]) -> list[Asked]:
    asked: list[Asked] = []
    chapter: Piece | None = None
    pieces = draft.pieces
    for at, piece in enumerate(pieces):
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if id(piece) in heads:
            number = _number(piece)
            asked.append(Asked(number, chapter, [piece], start=_cut(piece) if number else 0))
        elif (
            piece.kind == "text" and after is not None and id(after) in heads and _is_chapter(piece, at, pieces, heads)
        ):
            chapter = piece
        elif not asked:
            continue
        elif piece.kind in ("lettered", "item") and not asked[-1].guidance:
            asked[-1].pieces.append(piece)
        elif after is not None or piece.text[:1] in "([" or piece.text.startswith("Please"):
            asked[-1].guidance.append(piece)
    return asked


def _is_chapter(piece: Piece, at: int, pieces: list[Piece], heads: set[int]) -> bool:
    """Whether a short line stands over the questions after it; the first of an appendix needs another like it."""
    short = len(piece.text) <= 90 and piece.text[-1:] not in ".:;,?)" and not piece.marks
    if not short:
        return False
    return at > 0 or any(
        later.kind == "text" and len(later.text) <= 90 and later.text[-1:] not in ".:;,?)" and id(later) not in heads
        for later in pieces[at + 1 : -1]
    )
