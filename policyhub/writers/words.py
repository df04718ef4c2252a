"""The words every writer puts down: cleaned, labelled where disputed, with links that are safe to follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from policyhub.domain.characters import clean, language, one_line, safe_link
from policyhub.domain.document import ChangeKind, Document, Inline, Mark, Span

__all__ = ["Labels", "Piece", "clean", "labels_of", "language", "one_line", "pieces", "safe_link"]


@dataclass(frozen=True, slots=True)
class Labels:
    """The few words a writer adds by itself, in the language of the document."""

    disputed: str = "Disputed"
    notes: str = "Notes"
    page: str = "Page {page} of {pages}"
    comments: str = "Comments"
    comment: str = "Comment"
    in_text: str = "in the text"
    answers: str = "answers another comment"
    resolved: str = "settled"
    inserted: str = "Inserted"
    deleted: str = "Deleted"
    moved_from: str = "Moved from here"
    moved_to: str = "Moved to here"

    @property
    def changes(self) -> dict[ChangeKind, str]:
        """What is said of each kind of tracked change."""
        return {
            ChangeKind.INSERT: self.inserted,
            ChangeKind.DELETE: self.deleted,
            ChangeKind.MOVED_FROM: self.moved_from,
            ChangeKind.MOVED_TO: self.moved_to,
        }


@dataclass(frozen=True, slots=True)
class Piece:
    """An inline, and whether it is part of a disputed passage."""

    inline: Inline
    disputed: bool = False


def labels_of(document: Document) -> Labels:
    """The writer's own words: ``label.disputed``, ``label.notes``, ``label.page`` … of ``extra``, else English."""
    default = Labels()
    given = document.extra
    names = (name.name for name in fields(Labels) if name.name != "page")
    page = given.get("label.page", default.page)
    words = {name: clean(given.get(f"label.{name}", getattr(default, name))) for name in names}
    return Labels(**words, page=clean(page) if "{page}" in page and "{pages}" in page else default.page)


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
