"""Makes the words of a document into what the template of a PDF knows: strings, and words with looks and links."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from policyhub.domain.document import Change, Mark

_LOOKS = {
    Mark.CODE: "c",
    Mark.EMPHASIS: "i",
    Mark.STRONG: "b",
    Mark.STRIKE: "k",
    Mark.UNDERLINE: "u",
    Mark.HIGHLIGHT: "h",
    Mark.SUPERSCRIPT: "p",
    Mark.SUBSCRIPT: "q",
}
_LONGEST_WORD = 40
_BLANKS = re.compile(r"[^\S\n]+")


def look_of_change(change: Change | None) -> str:
    """The sign of a change: "n" for new words, which are underlined, "g" for those that are gone, struck through."""
    return "" if change is None else "g" if change.kind.removes else "n"


def looks_of(marks: frozenset[Mark], change: Change | None = None) -> str:
    """The signs of the marks; of two lines on the same words only that through them, as tags can say but one.

    A change has a line of its own, so that words under one have no other.
    """
    signs = "".join(sign for mark, sign in _LOOKS.items() if mark in marks)
    if change is not None:
        return signs.replace("u", "").replace("k", "") + look_of_change(change)
    return signs.replace("u", "") if "k" in signs else signs


def put(made: list[Any], text: str, looks: str, more: dict[str, Any]) -> None:
    """Add words, a new line among them being one of its own; ``more`` says where they lead."""
    for at, line in enumerate(text.split("\n")):
        if at:
            made.append(None)
        line = word_break(_LONGEST_WORD).sub("\\1\u200b", _BLANKS.sub(" ", line))
        if line:
            made.append({"text": line, "styles": looks, **more} if looks or more else line)


def trimmed(made: list[Any]) -> list[Any]:
    """The inlines without blanks and new lines at both ends."""
    while made and _is_blank(made[-1]):
        made.pop()
    start = next((at for at, inline in enumerate(made) if not _is_blank(inline)), 0)
    return made[start:]


def _is_blank(inline: Any) -> bool:
    words = inline["text"] if isinstance(inline, dict) else inline
    return words is None or (isinstance(words, str) and not words.strip())


def styled(text: str, looks: str) -> dict[str, Any]:
    """Words with looks, a sign each."""
    return {"text": text, "styles": looks}


def emboldened(inline: Any) -> Any:
    """An inline as it looks in a heading inside a note, where there are no headings."""
    if isinstance(inline, str):
        return styled(inline, "b")
    return {**inline, "styles": inline["styles"] + "b"} if isinstance(inline, dict) else inline


@cache
def word_break(most: int) -> re.Pattern[str]:
    """Where words are broken that have more than so many signs."""
    return re.compile(rf"([^\s\u200b]{{{most}}})(?=[^\s\u200b])")
