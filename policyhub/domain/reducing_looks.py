"""What is left of the looks of words in a format that has signs for some of them, put round the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from policyhub.domain.document import Inline, LineBreak, Mark, Span
from policyhub.domain.tracked import joined

_NONE = Span("")
_RAISED = frozenset({Mark.SUPERSCRIPT, Mark.SUBSCRIPT})
_BRACKETED = re.compile(r"\s*[\[(].*[\])]\s*\Z", re.DOTALL)


def with_looks(content: Sequence[Inline], looks: frozenset[Mark]) -> tuple[Inline, ...]:
    """The same words with none but these looks.

    Where only some looks are carried, raised words that are read the same on the line stand there: letters after a
    figure ("1st") and what has brackets of its own. A raised figure stays raised: "10" and "6" are not "106".
    """
    made: list[Inline] = []
    before = ""
    for inline in joined(content):
        if isinstance(inline, Span):
            kept = inline.marks & looks
            level = _BRACKETED.match(inline.text) or (before.isdigit() and inline.text.isalpha())
            inline = replace(inline, marks=kept - _RAISED if level else kept)
        before = inline.text[-1:] if isinstance(inline, Span) else ""
        made.append(inline)
    return joined(made)


def with_plain_blanks(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """The same words, with blanks that have only the looks and the link that the words on both their sides have.

    Nothing stands beside a blank at the end of a line; the mark of a note has no looks and parts no words.
    """
    parts = [part for inline in joined(content) for part in _parts(inline)]
    before, after = _beside(parts), list(_beside(parts[::-1]))[::-1]
    return joined([_shared(*beside) for beside in zip(parts, before, after, strict=True)])


def _parts(inline: Inline) -> Iterator[Inline]:
    """An inline, its words parted from the blanks at their edges."""
    if not isinstance(inline, Span):
        yield inline
        return
    words = inline.text.strip()
    begin = inline.text.find(words) if words else len(inline.text)
    for text in (inline.text[:begin], words, inline.text[begin + len(words) :]):
        if text:
            yield replace(inline, text=text)


def _beside(parts: Iterable[Inline]) -> Iterator[Span]:
    """For each part the words that come before it in its line."""
    last = _NONE
    for part in parts:
        yield last
        if isinstance(part, LineBreak):
            last = _NONE
        elif isinstance(part, Span) and part.text.strip():
            last = part


def _shared(part: Inline, before: Span, after: Span) -> Inline:
    if not isinstance(part, Span) or part.text.strip():
        return part
    link = part.link if before.link == part.link == after.link else None
    return replace(part, marks=part.marks & before.marks & after.marks, link=link)
