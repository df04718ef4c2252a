"""The signs and tags of Markdown for looks: signs where every reader takes them for looks, tags elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from policyhub.domain.document import Mark, NoteMark, Span
from policyhub.domain.tracked import joined

Look = Mark | str
"""A mark, or the address of a link."""

_TAGS = {
    Mark.STRIKE: "s",
    Mark.STRONG: "strong",
    Mark.EMPHASIS: "em",
    Mark.SUPERSCRIPT: "sup",
    Mark.SUBSCRIPT: "sub",
}
_SIGNS = {Mark.STRIKE: "~~", Mark.STRONG: "**", Mark.EMPHASIS: "*"}
_RANKS = list(_TAGS)
_ASCII = re.compile(r"[!-/:-@\[-`{-~]")


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a look begins or ends among words."""

    look: Look
    opens: bool


def looks_of(line: Sequence[Span | NoteMark]) -> list[frozenset[Look]]:
    """The looks of each inline that stand round it; a note's mark stands within those of the words on both sides."""
    own = [_looks(inline) if isinstance(inline, Span) else None for inline in line]
    before, after = list(_last(own)), list(_last(own[::-1]))[::-1]
    return [
        looks if looks is not None else frozenset(look for look in left & right if isinstance(look, Mark))
        for looks, left, right in zip(own, before, after, strict=True)
    ]


def _looks(span: Span) -> frozenset[Look]:
    link: frozenset[Look] = frozenset({span.link} if span.link else ())
    return link | (span.marks - {Mark.CODE})


def _last(own: Sequence[frozenset[Look] | None]) -> Iterator[frozenset[Look]]:
    last: frozenset[Look] = frozenset()
    for looks in own:
        last = last if looks is None else looks
        yield last


def order(look: Look, coming: Sequence[frozenset[Look]]) -> tuple[int, int]:
    """By what looks that begin together are sorted: how far they last, then a link, a line through words …"""
    last = next((at for at, looks in enumerate(coming) if look not in looks), len(coming))
    return -last, _RANKS.index(look) if isinstance(look, Mark) else -1


def spelled(parts: Sequence[str | Edge], *, signs: bool = True) -> list[str]:
    """The source of words and of the edges between them; without ``signs`` all looks but links have tags."""
    made = [part if isinstance(part, str) else "" for part in parts]
    # What stands at the other side of an edge; any other edge is a sign of punctuation, whatever its spelling.
    beside = ["", *(part if isinstance(part, str) else "*" for part in parts), ""]
    opened: list[int] = []
    for end, part in enumerate(parts):
        if isinstance(part, Edge) and part.opens:
            opened.append(end)
        elif isinstance(part, Edge):
            begin = opened.pop()
            edges = (beside[begin][-1:], beside[begin + 2][:1]), (beside[end + 2][:1], beside[end][-1:])
            made[begin], made[end] = _spelling(part.look, edges, signs=signs)
    return made


def _spelling(look: Look, edges: Sequence[tuple[str, str]], *, signs: bool) -> tuple[str, str]:
    """What begins and ends a look; ``edges`` are the characters outside and inside at both ends."""
    if not isinstance(look, Mark):
        return "[", f"](<{look.replace('&', '&amp;')}>)"
    sign = _SIGNS.get(look) if signs else None
    if sign and all(_is_seen(outside, inside) for outside, inside in edges):
        # Half a word in emphasis takes the sign that is seen there.
        sign = "_" if look is Mark.EMPHASIS and all(_apart(outside) for outside, _ in edges) else sign
        return sign, sign
    return f"<{_TAGS[look]}>", f"</{_TAGS[look]}>"


def _is_seen(outside: str, inside: str) -> bool:
    """Whether a sign between these characters is taken for the edge of a look.

    By CommonMark's rule of flanking delimiters; as it has changed its mind on symbols ("€"), so that both hold.
    """
    return not inside.isspace() and (_apart(outside) or unicodedata.category(inside)[0] not in "PS")


def _apart(outside: str) -> bool:
    """Whether a character parts words for certain; none is the end of a line."""
    return not outside or outside.isspace() or bool(_ASCII.match(outside)) or unicodedata.category(outside)[0] == "P"


# --- What is shown


def is_shown_by(source: str, line: Sequence[Span | NoteMark]) -> bool:
    """Whether a reader of Markdown shows these words with these looks, and nothing else."""
    tokens: list[Token] = []
    md = _reader()
    md.inline.parse(source, md, {}, tokens)
    return joined(list(_shown(tokens))) == joined(line)


@cache
def _reader() -> MarkdownIt:
    md = MarkdownIt("commonmark").enable("strikethrough").use(footnote_plugin, always_match_refs=True)
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return md


def _shown(tokens: Sequence[Token]) -> Iterator[Span | NoteMark]:
    marks = {tag: mark for mark, tag in _TAGS.items()}
    opened: set[Mark] = set()
    link: str | None = None
    for token in tokens:
        tag = token.tag if token.nesting else token.content.strip("</>") if token.type == "html_inline" else ""
        if token.type == "footnote_ref":
            yield NoteMark(str(token.meta.get("label")))
        elif tag == "a":
            link = str(token.attrs["href"]) if token.nesting > 0 else None
        elif tag in marks:
            closes = token.nesting < 0 or token.content.startswith("</")
            opened = opened - {marks[tag]} if closes else opened | {marks[tag]}
        elif token.content:
            yield Span(token.content, frozenset(opened | ({Mark.CODE} if token.type == "code_inline" else set())), link)
