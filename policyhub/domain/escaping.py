"""Turns plain text into Markdown that shows the same words."""

from __future__ import annotations

import re

from policyhub.domain.characters import storable

_ENTITY = r"&(?=#[xX]?[0-9A-Fa-f]{1,8};|[A-Za-z][A-Za-z0-9]{1,31};|#?[A-Za-z0-9]*\Z)"
_SPECIAL = re.compile(
    r"[\\`*]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|~(?=~|\Z)|(?<=~)~|\A~"
    r"|\[(?=\^|\Z)|\](?=\(|\Z)"
    r"|<(?![ \t\n])"
    r"|" + _ENTITY + r"|\{(?=ref:|r?e?f?\Z)"
)
_LINE_START = re.compile(r"#{1,6}(?=[ \t]|\Z)|>|[-+](?=[ \t]|\Z)|[-:|=](?=[-:|= \t]*\Z)")
_NUMBERED = re.compile(r"([0-9]{1,9})([.)])(?=[ \t]|\Z)")
_BLANKS = re.compile(r"[ \t\n\r\x0b\x0c]+")
_PARAGRAPHS = re.compile(r"\n(?:[ \t\x0b\x0c]*\n)+")


def escape_words(words: str) -> str:
    """Markdown that shows these words in the middle of a paragraph; blanks at its edges stay, line ends fold."""
    return _SPECIAL.sub(r"\\\g<0>", _BLANKS.sub(" ", storable(words)))


def escape_start(markdown: str) -> str:
    """The Markdown of a paragraph's words, made safe to stand at the beginning of a line."""
    if _LINE_START.match(markdown):
        return "\\" + markdown
    return _NUMBERED.sub(r"\1\\\2", markdown) if _NUMBERED.match(markdown) else markdown


def escape(plain: str) -> str:
    """Markdown that shows the words of a plain text, in order.

    A blank line begins a new paragraph; other line ends and runs of blanks become one blank. What no page can hold
    (NUL, half a surrogate pair) becomes U+FFFD.
    """
    text = plain.replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = (_BLANKS.sub(" ", part).strip(" ") for part in _PARAGRAPHS.split(text))
    return "\n\n".join(escape_start(escape_words(part)) for part in paragraphs if part)
