"""Writes the words of one paragraph, with their looks, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from policyhub.domain.document import Inline, LineBreak, Mark, NoteMark, Reference, Span, plain_of
from policyhub.domain.escaping import escape_start, escape_words
from policyhub.domain.markdown import parse_words
from policyhub.domain.markdown_rules import ADDRESS, NOTE, REFERENCE

_SIGNS = {Mark.STRONG: "**", Mark.EMPHASIS: "*", Mark.STRIKE: "~~"}
_LOOKS = frozenset(_SIGNS)


def markdown_of(content: Sequence[Inline], line_break: str = "\\\n") -> str:
    """Markdown of one paragraph that shows these words.

    Strong, emphasised, struck and code words, links, note marks and live references are kept where Markdown can say
    them; a look that it cannot say in this place (half a word in bold beside a quotation mark) is left out, a word
    never is. ``line_break`` is what stands for a LineBreak.
    """
    content = _tidy(content)
    for looks in (_LOOKS | {Mark.CODE}, _LOOKS):
        body = _write(_with_looks(content, looks), line_break)
        if _said(parse_words(body.replace(line_break, "\\\n"), None)) == _said(content):
            return body
    bare = [Span(inline.text) if isinstance(inline, Span) else inline for inline in content]
    return _write(_with_looks(bare, frozenset()), line_break)


def _said(content: Sequence[Inline]) -> tuple[list[str], list[str]]:
    """The words and the ids of the notes."""
    return plain_of(content).split(), [inline.note for inline in content if isinstance(inline, NoteMark)]


def _tidy(content: Sequence[Inline]) -> list[Inline]:
    """The same words with blanks folded, none beside a line break or at the edges, and no unsayable link."""
    tidy: list[Inline] = []
    for inline in content:
        if isinstance(inline, Span):
            text = re.sub(r"[ \t\n]+", " ", inline.text)
            if text:
                link = inline.link if inline.link and ADDRESS.fullmatch(inline.link) else None
                tidy.append(Span(text, inline.marks, link))
        elif isinstance(inline, Reference) and not REFERENCE.fullmatch(f"{{ref:{inline.target}|{inline.text}}}"):
            tidy.append(Span(inline.text))
        elif not isinstance(inline, NoteMark) or NOTE.fullmatch(f"[^{inline.note}]"):
            tidy.append(inline)
    while tidy and _is_blank(tidy[-1]):
        tidy.pop()
    while tidy and _is_blank(tidy[0]):
        tidy.pop(0)
    return tidy


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, LineBreak) or (isinstance(inline, Span) and not inline.text.strip(" "))


def _with_looks(content: Iterable[Inline], looks: frozenset[Mark]) -> list[Inline]:
    """Spans with these looks only, and blanks at their edges as spans that share only what both neighbours have."""
    parts: list[Inline] = []
    for inline in content:
        if not isinstance(inline, Span) or Mark.CODE in inline.marks & looks:
            parts.append(inline)
            continue
        lead, core, trail = re.fullmatch(r"(\s*)(.*?)(\s*)", inline.text, re.DOTALL).groups()  # type: ignore[union-attr]
        marks = inline.marks & looks
        parts += [Span(text, marks, inline.link) for text in (lead, core, trail) if text]
    for at, inline in enumerate(parts):
        if isinstance(inline, Span) and inline.text.isspace():
            before = parts[at - 1] if at else None
            after = parts[at + 1] if at + 1 < len(parts) else None
            parts[at] = Span(inline.text, _marks(before) & _marks(after), _shared_link(before, after))
    return parts


def _marks(inline: Inline | None) -> frozenset[Mark]:
    return inline.marks & _LOOKS if isinstance(inline, Span) else frozenset()


def _shared_link(before: Inline | None, after: Inline | None) -> str | None:
    if isinstance(before, Span) and isinstance(after, Span) and before.link == after.link:
        return before.link
    return None


def _write(content: Sequence[Inline], line_break: str) -> str:
    parts: list[str] = []
    opened: list[str] = []
    line = 0  # where the present line begins, so that its first words can be made safe
    for at, inline in enumerate([*content, None]):
        wanted = _signs(inline, opened, content[at + 1] if at + 1 < len(content) else None)
        same = 0
        while same < min(len(opened), len(wanted)) and opened[same] == wanted[same]:
            same += 1
        parts += list(reversed(opened[same:]))
        parts += ["[" if sign.startswith("](") else sign for sign in wanted[same:]]
        opened = wanted
        match inline:
            case Span(text=text, marks=marks):
                parts.append(_code(text) if Mark.CODE in marks else escape_words(text))
            case NoteMark(note=note):
                parts.append(f"[^{note}]")
            case Reference(target=target, text=text):
                parts.append(f"{{ref:{target}|{text}}}")
            case LineBreak():
                parts[line:] = [_safe_line(parts[line:]), line_break]
                line = len(parts)
    parts[line:] = [_safe_line(parts[line:])]
    return "".join(parts)


def _safe_line(parts: Sequence[str]) -> str:
    return escape_start("".join(parts).strip(" "))


def _signs(inline: Inline | None, opened: list[str], coming: Inline | None) -> list[str]:
    """What must be open around an inline, outermost first; a link is told by its end, "](…)"."""
    if isinstance(inline, Span):
        link = [f"]({_destination(inline.link)})"] if inline.link else []
        return link + [sign for mark, sign in _SIGNS.items() if mark in inline.marks]
    if inline is None or isinstance(inline, LineBreak):
        return []
    following = _signs(coming, [], None) if isinstance(coming, Span) else []
    return [sign for sign, after in zip(opened, following, strict=False) if sign == after]


def _destination(link: str) -> str:
    return f"<{link}>" if re.search(r"[()\\]", link) else link


def _code(text: str) -> str:
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    blank = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{blank}{text}{blank}{fence}"
