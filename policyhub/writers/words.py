"""The words every writer puts down: cleaned, labelled where disputed, with links that are safe to follow."""

from __future__ import annotations

from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from policyhub.domain.characters import clean, language, one_line, safe_link
from policyhub.domain.document import Document
from policyhub.domain.own_words import Labels, Piece, labels_of, pieces
from policyhub.domain.tracked import changes_of

__all__ = [
    "Labels",
    "Piece",
    "clean",
    "day_in_words",
    "day_of",
    "has_changes",
    "labels_of",
    "language",
    "one_line",
    "pieces",
    "running_title",
    "safe_link",
]

_LONGEST_TITLE = 70


def has_changes(document: Document) -> bool:
    """Whether anything in a document is under a tracked change, so that a reader has to be told how it is shown."""
    blocks = [*document.blocks, *(block for note in document.notes for block in note.blocks)]
    return next(changes_of(blocks), None) is not None


def running_title(document: Document) -> str:
    """The title as it stands on every page: cut off between words where it is long."""
    title = one_line(document.title)
    return title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"


def day_of(document: Document) -> str | None:
    """The day of a document ("2026-05-12"), if it has one."""
    try:
        return date.fromisoformat(document.extra.get("date", "")).isoformat()
    except ValueError:
        return None


def day_in_words(at: str, lang: str) -> str:
    """The day of a moment ("2026-05-12T10:00:00Z") as people of a language write it ("12 May 2026").

    Where it is no moment it stays as it is.
    """
    try:
        day = date.fromisoformat(at[:10])
    except ValueError:
        return one_line(at)
    try:
        locale = Locale.parse(lang, sep="-")
    except (ValueError, UnknownLocaleError):
        locale = Locale("en", "GB")
    return format_date(day, "d MMMM y", locale=locale)
