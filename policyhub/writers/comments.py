"""Lists the comments of a document at its end, for formats without a margin: nothing that was said is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from policyhub.domain.document import (
    Block,
    Comment,
    CommentMark,
    Document,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    Mark,
    NoteMark,
    Paragraph,
    Reference,
    Span,
    contents_of,
    plain_of,
    with_contents,
)
from policyhub.writers.words import Labels, clean, day_in_words, labels_of, one_line

_LONGEST_QUOTE = 200
_APART = " · "


def list_comments(document: Document) -> Document:
    """The document with "[Comment 1]" after the words that are commented on, and all comments in a list at the end.

    Each is listed with the number of its section, its words, who wrote it and when; replies stand below what they
    answer. No sign is put into a heading: it would stand in every table of contents.
    """
    if not document.comments:
        return document
    labels = labels_of(document)
    threads = _threads(document.comments)
    numbers = {thread.root.id: place for place, thread in enumerate(threads, start=1)}
    spots = _spots(document.blocks)

    def signed(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return _signed(content, numbers, labels)

    blocks = [block if isinstance(block, Heading) else with_contents(block, signed) for block in document.blocks]
    blocks.append(Heading((Span(labels.comments),), level=1))
    for thread in threads:
        blocks += _listed(thread, numbers[thread.root.id], spots.get(thread.root.id, _Spot()), labels, document.lang)
    return replace(document, blocks=tuple(blocks))


@dataclass(slots=True)
class _Thread:
    root: Comment
    replies: list[Comment] = field(default_factory=list)


@dataclass(slots=True)
class _Spot:
    """Where a comment stands: the number or the heading of its section, and its words."""

    section: str = ""
    words: str = ""


def _threads(comments: Sequence[Comment]) -> list[_Thread]:
    """Each comment that answers none, with all that answers it or its answers."""
    by_id: dict[str, _Thread] = {}
    threads: list[_Thread] = []
    for comment in comments:
        above = by_id.get(comment.reply_to or "")
        if above is None:
            above = _Thread(comment)
            threads.append(above)
        else:
            above.replies.append(comment)
        by_id.setdefault(comment.id, above)
    return threads


def _spots(blocks: Sequence[Block]) -> dict[str, _Spot]:
    found: dict[str, _Spot] = {}
    open_: set[str] = set()
    section = ""
    for block in blocks:
        if isinstance(block, Heading) or (isinstance(block, Paragraph) and block.number):
            section = one_line(block.number or plain_of(block.content)).rstrip(".")
        for content in contents_of([block]):
            for inline in content:
                if isinstance(inline, CommentMark) and not inline.end and inline.comment not in found:
                    found[inline.comment] = _Spot(section)
                    open_.add(inline.comment)
                elif isinstance(inline, CommentMark):
                    found.setdefault(inline.comment, _Spot(section))
                    open_.discard(inline.comment)
                else:
                    for key in open_:
                        found[key].words += _words(inline)
        for key in open_:
            found[key].words += " "
    return found


def _words(inline: Inline) -> str:
    match inline:
        case Span(text=text) | Reference(text=text):
            return text
        case LineBreak():
            return " "
        case NoteMark() | CommentMark():
            return ""


def _signed(content: Sequence[Inline], numbers: dict[str, int], labels: Labels) -> tuple[Inline, ...]:
    made: list[Inline] = []
    for inline in content:
        made.append(inline)
        if isinstance(inline, CommentMark) and inline.end and inline.comment in numbers:
            sign = f"[{labels.comment} {numbers[inline.comment]}]"
            made.append(Span(sign, frozenset({Mark.SUPERSCRIPT})))
    return tuple(made)


def _listed(thread: _Thread, number: int, spot: _Spot, labels: Labels, lang: str) -> list[Block]:
    root = thread.root
    words = one_line(spot.words)
    if len(words) > _LONGEST_QUOTE:
        words = words[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"
    said = [spot.section, f"“{words}”" if words else "", *_signature(root, lang)]
    head = "".join(f"{_APART}{part}" for part in (*said, labels.resolved if root.resolved else "") if part)
    made: list[Block] = [Paragraph((Span(f"{labels.comment} {number}", frozenset({Mark.STRONG})), Span(head)))]
    made += [Paragraph((Span(line),)) for line in clean(root.text).split("\n") if line.strip()]
    for reply in thread.replies:
        by = f"{_APART.join(_signature(reply, lang))}: "
        made.append(ListItem((Span(by, frozenset({Mark.STRONG})), *_lines(reply.text))))
    return made


def _signature(comment: Comment, lang: str) -> list[str]:
    return [part for part in (one_line(comment.author), day_in_words(comment.at, lang)) if part]


def _lines(text: str) -> list[Inline]:
    made: list[Inline] = []
    for line in clean(text).split("\n"):
        if line.strip():
            made += [LineBreak(), Span(line)] if made else [Span(line)]
    return made
