"""The words every writer puts down: cleaned, labelled where disputed, with links that are safe to follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyhub.domain.characters import clean, language, one_line, safe_link
from policyhub.domain.document import Document, Inline, Mark, Span

__all__ = ["Labels", "Piece", "clean", "labels_of", "language", "one_line", "pieces", "safe_link"]


@dataclass(frozen=True, slots=True)
class Labels:
    """The few words a writer adds by itself, in the language of the document."""

    disputed: str = "Disputed"
    notes: str = "Notes"
    page: str = "Page {page} of {pages}"


@dataclass(frozen=True, slots=True)
class Piece:
    """An inline, and whether it is part of a disputed passage."""

    inline: Inline
    disputed: bool = False


def labels_of(document: Document) -> Labels:
    """The writer's own words: ``label.disputed``, ``label.notes``, ``label.page`` of ``extra``, else English."""
    default = Labels()
    given = document.extra
    page = given.get("label.page", default.page)
    return Labels(
        disputed=clean(given.get("label.disputed", default.disputed)),
        notes=clean(given.get("label.notes", default.notes)),
        page=clean(page) if "{page}" in page and "{pages}" in page else default.page,
    )


def pieces(content: Sequence[Inline], label: str, *, disputed: bool = False) -> list[Piece]:
    """The inlines with every disputed passage between "[Disputed: " and "]".

    A passage is disputed when the whole paragraph is, or where its words are red: colour alone is lost on
    paper and on whoever cannot see it.
    """
    reds = [True] * len(content) if disputed else _reds(content)
    found: list[Piece] = []
    inside = False
    for inline, red in zip(content, reds, strict=True):
        if red and not inside:
            found.append(Piece(Span(f"[{label}: ", frozenset({Mark.STRONG})), True))
        if inside and not red:
            found.append(_closing())
        found.append(Piece(inline, red))
        inside = red
    if inside:
        found.append(_closing())
    return found


def _closing() -> Piece:
    return Piece(Span("]", frozenset({Mark.STRONG})), True)


def _reds(content: Sequence[Inline]) -> list[bool]:
    """For each inline whether it is red; what has no words of its own is as what stands on both its sides."""
    own = [_own_red(inline) for inline in content]
    after: list[bool] = [False] * len(own)
    following = False
    for place in range(len(own) - 1, -1, -1):
        mine = own[place]
        following = following if mine is None else mine
        after[place] = following
    reds: list[bool] = []
    before = False
    for place, mine in enumerate(own):
        red = (before and after[place]) if mine is None else mine
        reds.append(red)
        before = red
    return reds


def _own_red(inline: Inline) -> bool | None:
    if isinstance(inline, Span) and inline.text.strip():
        return Mark.RED in inline.marks
    return None
