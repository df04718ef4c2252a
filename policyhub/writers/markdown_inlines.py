"""Markdown of the words inside a paragraph: marks only where every reader of Markdown sees them as marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from policyhub.domain.document import CommentMark, Inline, LineBreak, Mark, NoteMark, Reference, Span
from policyhub.domain.escaping import escape_start, escape_words
from policyhub.writers.words import clean, one_line, pieces, safe_link

_KEPT = frozenset({Mark.STRONG, Mark.EMPHASIS, Mark.STRIKE, Mark.CODE})
_TICKS = re.compile("`+")


class MarkdownInlines:
    """Writes inlines as Markdown; ``notes`` are the labels of notes, ``marks`` what is printed for the others."""

    def __init__(self, disputed: str, notes: Mapping[str, str], marks: Mapping[str, str]) -> None:
        self.disputed = disputed
        self.notes = notes
        self.marks = marks

    def lines(self, content: Sequence[Inline], *, disputed: bool = False, before: str = "") -> list[str]:
        """The lines of some inlines, each safe at the beginning of a line; ``before`` is printed first.

        Marks that a reader of Markdown would show as signs (round half a word, say) are left out: what is
        shown is always the words that were given.
        """
        whole = [Span(before)] if before else []
        rows = _rows([*whole, *(piece.inline for piece in pieces(content, self.disputed, disputed=disputed))])
        expected = " ".join(self._plain(row) for row in rows).split()
        made: list[str] = []
        for emphasis, links in (("_", True), ("*", True), ("", True), ("", False)):
            made = [line for row in rows if (line := self._line(row, emphasis, links=links)).strip()]
            if emphasis == "" and not links:
                break
            if not any(_formed(inline) for row in rows for inline in row) or _shown("\\\n".join(made)) == expected:
                break
        return made

    def _plain(self, row: Sequence[Inline]) -> str:
        return "".join(self._words(inline) for inline in row)

    def _words(self, inline: Inline) -> str:
        match inline:
            case Span(text=text):
                return text
            case Reference(text=text):
                return one_line(text)
            case NoteMark(note=note):
                if note in self.notes:
                    return f"[^{self.notes[note]}]"
                return f"[{self.marks[note]}]" if note in self.marks else ""
            case LineBreak():
                return " "
            case CommentMark():
                return ""

    def _line(self, row: Sequence[Inline], emphasis: str, *, links: bool) -> str:
        made = ""
        after_note = False
        for inline in _joined(row):
            if isinstance(inline, NoteMark) and inline.note in self.notes:
                made = _before_bracket(made) + f"[^{self.notes[inline.note]}]"
                after_note = True
                continue
            words = self._words(inline)
            formed = _form(inline, emphasis, links=links) if isinstance(inline, Span) else escaped(words)
            if after_note and formed[:1] in ("(", ":"):
                # "[^1](" would begin a link and "[^1]:" the note itself.
                formed = f"\\{formed}"
            made = (_before_bracket(made) if formed[:1] == "[" else made) + formed
            after_note = after_note and not formed
        return escape_start(made.strip(" "))


def escaped(words: str) -> str:
    """Markdown that shows these words; square brackets too, which elsewhere name links."""
    return "\\[".join(escape_words(part) for part in words.split("["))


def _before_bracket(made: str) -> str:
    """What stands before "[", without making an image ("![") or a note ("^[") of it."""
    return f"{made[:-1]}\\{made[-1]}" if made[-1:] in ("!", "^") else made


def _rows(content: Sequence[Inline]) -> list[list[Inline]]:
    """The inlines line by line."""
    rows: list[list[Inline]] = [[]]
    for inline in content:
        if isinstance(inline, LineBreak):
            rows.append([])
        elif isinstance(inline, Span):
            for number, line in enumerate(clean(inline.text).split("\n")):
                if number:
                    rows.append([])
                if line:
                    rows[-1].append(Span(line, inline.marks & _KEPT, safe_link(inline.link)))
        else:
            rows[-1].append(inline)
    return rows


def _formed(inline: Inline) -> bool:
    return isinstance(inline, Span) and bool(inline.marks or inline.link)


def _joined(row: Sequence[Inline]) -> list[Inline]:
    """Neighbours that look the same made one, so that the signs round them do not run together."""
    joined: list[Inline] = []
    for inline in row:
        last = joined[-1] if joined else None
        if (
            isinstance(inline, Span)
            and isinstance(last, Span)
            and (last.marks, last.link) == (inline.marks, inline.link)
        ):
            joined[-1] = Span(last.text + inline.text, inline.marks, inline.link)
        else:
            joined.append(inline)
    return joined


def _form(span: Span, emphasis: str, *, links: bool) -> str:
    """The words in the signs of their marks, with the blanks at both ends outside them."""
    core = span.text.strip()
    link = span.link if links else None
    if not core or not ((emphasis and span.marks) or link):
        return escaped(span.text)
    begin = span.text.index(core)
    marks = span.marks if emphasis else frozenset()
    made = _code(core) if Mark.CODE in marks else escaped(core)
    for mark, sign in ((Mark.EMPHASIS, emphasis), (Mark.STRONG, "**"), (Mark.STRIKE, "~~")):
        if mark in marks:
            made = f"{sign}{made}{sign}"
    if link:
        made = f"[{made}](<{link.replace('&', '&amp;')}>)"
    return f"{span.text[:begin]}{made}{span.text[begin + len(core) :]}"


def _code(words: str) -> str:
    longest = max((len(ticks) for ticks in _TICKS.findall(words)), default=0)
    fence = "`" * (longest + 1)
    blank = " " if words[0] == "`" or words[-1] == "`" else ""
    return f"{fence}{blank}{words}{blank}{fence}"


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["strikethrough", "table"]).use(footnote_plugin)


def _shown(source: str) -> list[str] | None:
    """The words that a reader of Markdown shows for one paragraph, or None when it is not one paragraph."""
    tokens = _reader().parse(source)
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return None
    parts: list[str] = []
    for token in tokens[1].children or []:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        else:
            parts.append(token.content)
    return "".join(parts).split()
