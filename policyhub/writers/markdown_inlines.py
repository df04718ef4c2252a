"""Markdown of the words inside a paragraph: every reader of Markdown shows the words and the looks that were given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from policyhub.domain.document import Inline, LineBreak, Mark, NoteMark, Span
from policyhub.domain.escaping import escape_start, escape_words
from policyhub.writers.markdown_looks import Edge, Look, is_shown_by, looks_of, order, spelled

_TICKS = re.compile("`+")
_BRACKET = re.compile(r"(\[)")
_BRACKETS = re.compile(r"([\[\]])")

Line = list[Span | NoteMark]


def lines_of(content: Sequence[Inline], notes: Mapping[str, str]) -> list[str]:
    """The lines of some inlines, each safe at the beginning of a line; ``notes`` are the labels of notes by their ids.

    Looks have the signs that people would type, and tags ("<strong>") where Markdown would show the signs.
    """
    return [escape_start(_written(line)) for line in _lines(content, notes) if line]


def _lines(content: Sequence[Inline], notes: Mapping[str, str]) -> Iterator[Line]:
    """The inlines line by line, each mark of a note with the label instead of the id."""
    line: Line = []
    for inline in content:
        if isinstance(inline, LineBreak):
            yield line
            line = []
        elif isinstance(inline, NoteMark):
            line.append(NoteMark(notes[inline.note]))
        elif isinstance(inline, Span):
            line.append(inline)
    yield line


def _written(line: Line) -> str:
    parts = list(_parts(line))
    made = _put_together(spelled(parts))
    if len(parts) > len(line) and not is_shown_by(made, line):
        made = _put_together(spelled(parts, signs=False))
    return made


def _parts(line: Line) -> Iterator[str | Edge]:
    """The words of a line with the edges of their looks between them, each look inside those that last longer."""
    looks = looks_of(line)
    opened: list[Look] = []
    for at, inline in enumerate(line):
        kept = next((depth for depth, look in enumerate(opened) if look not in looks[at]), len(opened))
        begun = sorted(looks[at] - set(opened[:kept]), key=partial(order, coming=looks[at:]))
        yield from (Edge(look, opens=False) for look in reversed(opened[kept:]))
        yield from (Edge(look, opens=True) for look in begun)
        opened[kept:] = begun
        yield _source(inline)
    yield from (Edge(look, opens=False) for look in reversed(opened))


def _source(inline: Span | NoteMark) -> str:
    if isinstance(inline, NoteMark):
        return f"[^{inline.note}]"
    if Mark.CODE in inline.marks:
        return _code(inline.text)
    return _escaped(inline.text, _BRACKETS if inline.link else _BRACKET)


def _escaped(words: str, brackets: re.Pattern[str]) -> str:
    """Markdown that shows these words; square brackets too, which elsewhere name links, or end their words."""
    parts = brackets.split(words)
    return "".join(rf"\{part}" if brackets.match(part) else escape_words(part) for part in parts)


def _code(words: str) -> str:
    longest = max((len(ticks) for ticks in _TICKS.findall(words)), default=0)
    fence = "`" * (longest + 1)
    ends = words[0] + words[-1]
    # One blank at both ends is taken off again.
    blank = " " if "`" in ends or (ends == "  " and words.strip(" ")) else ""
    return f"{fence}{blank}{words}{blank}{fence}"


def _put_together(parts: Sequence[str]) -> str:
    made = ""
    for part in parts:
        if part.startswith("[") and made.endswith(("!", "^")):
            # "![" would begin an image, "^[" a note.
            made = f"{made[:-1]}\\{made[-1]}"
        if part.startswith(("(", ":")) and made.endswith("]"):
            # "[^1](" would begin a link and "[^1]:" the note itself.
            part = f"\\{part}"
        made += part
    return made
