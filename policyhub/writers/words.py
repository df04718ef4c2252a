"""The words every writer puts down: cleaned, labelled where disputed, with links that are safe to follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from policyhub.domain.document import Change, Document, Inline, Mark, Span

# What XML 1.0 cannot hold, lone surrogates among it, and the C1 controls that no one can see.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANK_CONTROLS = re.compile("[\x1c-\x1f]")
_NEW_LINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LINK = re.compile(r"(?:https?://[^\s<>\"\\^`{|}]+|mailto:[^\s<>\"\\^`{|}]+)", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LONGEST_TITLE = 70
_HOME = {"en": "en-GB", "cy": "cy-GB", "gd": "gd-GB", "ga": "ga-IE"}


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


def clean(text: str) -> str:
    """``text`` without what a file cannot hold; every kind of new line becomes "\\n"."""
    if text.isascii() and text.isprintable():
        return text
    text = _NEW_LINES.sub("\n", _BLANK_CONTROLS.sub(" ", text))
    return _FORBIDDEN.sub("", text)


def one_line(text: str) -> str:
    """``text`` cleaned, with blanks and new lines folded into single blanks."""
    return " ".join(clean(text).split())


def safe_link(link: str | None) -> str | None:
    """``link`` if it is a web or mail address that a program may follow, else None."""
    if link and len(link) <= 2000 and _LINK.fullmatch(link) and clean(link) == link:
        return link
    return None


def language(tag: str | None) -> str | None:
    """A language tag as programs know it ("cy" becomes "cy-GB"), or None when it is not one."""
    if not tag or not _LANGUAGE.fullmatch(tag):
        return None
    return _HOME.get(tag.lower(), tag)


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


def pieces(content: Sequence[Inline], label: str, *, disputed: bool = False) -> list[Piece]:
    """The inlines with every disputed passage between "[Disputed: " and "]".

    A passage is disputed when the whole paragraph is, or where its words are red: colour alone is lost on
    paper and on whoever cannot see it.
    """
    reds = [True] * len(content) if disputed else _reds(content)
    found: list[Piece] = []
    inside = False
    change: Change | None = None
    for place, (inline, red) in enumerate(zip(content, reds, strict=True)):
        if red and not inside:
            change = _shared_change(content, reds, place)
            found.append(_label(f"[{label}: ", change))
        if inside and not red:
            found.append(_label("]", change))
        found.append(Piece(inline, red))
        inside = red
    if inside:
        found.append(_label("]", change))
    return found


def _label(text: str, change: Change | None) -> Piece:
    return Piece(Span(text, frozenset({Mark.STRONG}), change=change), True)


def _shared_change(content: Sequence[Inline], reds: Sequence[bool], start: int) -> Change | None:
    """What was done with a disputed passage as a whole: its label comes and goes with it."""
    end = next((place for place in range(start, len(reds)) if not reds[place]), len(reds))
    changes = {inline.change for inline in content[start:end] if isinstance(inline, Span) and inline.text}
    return changes.pop() if len(changes) == 1 else None


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
