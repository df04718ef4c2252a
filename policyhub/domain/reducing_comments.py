"""Where the comments of a document stand in the file of a word processor: each at one place of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from policyhub.domain.characters import moment
from policyhub.domain.document import (
    Block,
    Comment,
    CommentMark,
    Document,
    Heading,
    Inline,
    ListItem,
    NoteMark,
    Paragraph,
    Table,
    inlines_of,
    with_contents,
)

Content = tuple[Inline, ...]


def with_placed_comments(document: Document) -> Document:
    """Each comment begins at its first mark in the text and ends at the first end after it, or where it begins.

    One in a note stands at the note's mark, one that stands nowhere after the last words. Answers answer what was said
    before; a time that is none is not said.
    """
    if not document.comments:
        return document
    marks = [one for one in inlines_of(document.blocks) if isinstance(one, CommentMark)]
    begun, ended = _ends(marks)
    in_notes: dict[str, list[str]] = {}
    for note in document.notes:
        for one in inlines_of(note.blocks):
            if isinstance(one, CommentMark) and one.comment not in begun:
                in_notes.setdefault(note.id, []).append(one.comment)
                begun.add(one.comment)
    placing = _Placing(ended, in_notes)
    notes = tuple(replace(note, blocks=tuple(_kept(note.blocks, _unmarked))) for note in document.notes)
    blocks = list(_kept(document.blocks, placing.content))
    loose = [mark for comment in document.comments if comment.id not in begun for mark in _at(comment.id)]
    last = blocks[-1] if blocks else None
    if last is None or isinstance(last, Table):
        blocks += [Paragraph(tuple(loose))] if loose else []
    else:
        blocks[-1] = replace(last, content=(*last.content, *loose))
    places = {comment.id: at for at, comment in enumerate(document.comments)}
    return replace(
        document,
        blocks=tuple(blocks),
        notes=notes,
        comments=tuple(_answering(comment, places) for comment in document.comments),
    )


def with_comments_in_order(document: Document) -> Document:
    """Comments in the order of their places, none of which answers a later one."""
    marks = [one.comment for one in inlines_of(document.blocks) if isinstance(one, CommentMark)]
    loose = (comment.id for comment in document.comments)
    places = {comment: at for at, comment in enumerate(dict.fromkeys([*marks, *loose]))}
    comments = sorted(document.comments, key=lambda comment: places[comment.id])
    return replace(document, comments=tuple(_answering(comment, places) for comment in comments))


def _ends(marks: Iterable[CommentMark]) -> tuple[set[str], set[str]]:
    """The comments that begin at some marks, and those of them that end at a later one."""
    begun: set[str] = set()
    open_: set[str] = set()
    ended: set[str] = set()
    for mark in marks:
        if mark.comment in begun:
            ended |= {mark.comment} & open_ if mark.end else set()
        elif not mark.end:
            open_.add(mark.comment)
        begun.add(mark.comment)
    return begun, ended


class _Placing:
    """Puts the marks of comments where they belong, block by block."""

    def __init__(self, ended: set[str], in_notes: dict[str, list[str]]) -> None:
        self.ended = ended
        self.in_notes = in_notes
        self.met: dict[str, bool] = {}

    def content(self, content: Content) -> Content:
        if not any(isinstance(inline, CommentMark | NoteMark) for inline in content):
            return content
        return tuple(mark for inline in content for mark in self.marks(inline))

    def marks(self, inline: Inline) -> Iterator[Inline]:
        if isinstance(inline, NoteMark):
            about = self.in_notes.get(inline.note, ())
            yield from (CommentMark(comment) for comment in about)
            yield inline
            yield from (CommentMark(comment, end=True) for comment in about)
        elif not isinstance(inline, CommentMark):
            yield inline
        elif inline.comment not in self.met:
            self.met[inline.comment] = inline.comment in self.ended
            yield from _at(inline.comment)[: 1 if inline.comment in self.ended else 2]
        elif inline.end and self.met[inline.comment]:
            self.met[inline.comment] = False
            yield inline


def _at(comment: str) -> tuple[CommentMark, CommentMark]:
    return CommentMark(comment), CommentMark(comment, end=True)


def _unmarked(content: Content) -> Content:
    return tuple(inline for inline in content if not isinstance(inline, CommentMark))


def _kept(blocks: Iterable[Block], change: Callable[[Content], Content]) -> Iterator[Block]:
    """The blocks with their marks changed, without those that were nothing else."""
    for block in blocks:
        made = with_contents(block, change)
        if made == block or says_something(made):
            yield made


def says_something(block: Block) -> bool:
    """Whether there is anything to see in a block, or something was done with its end."""
    if isinstance(block, Table):
        return any(map(any, block.rows))
    if isinstance(block, Paragraph | Heading) and block.number:
        return True
    marked = isinstance(block, ListItem) and any(sign.isalnum() for sign in block.marker)
    return bool(block.content) or block.end_change is not None or marked


def _answering(comment: Comment, places: dict[str, int]) -> Comment:
    above = comment.reply_to if places.get(comment.reply_to or "", len(places)) < places[comment.id] else None
    return replace(comment, at=moment(comment.at) or "", reply_to=above)
