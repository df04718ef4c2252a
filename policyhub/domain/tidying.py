"""The one form of a document in which two readings of it can be compared: the words as a page shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from policyhub.domain.characters import clean, language, one_line, safe_link
from policyhub.domain.document import (
    Block,
    Change,
    Comment,
    CommentMark,
    Document,
    Fact,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    Mark,
    Note,
    NoteMark,
    Paragraph,
    Quotation,
    Reference,
    Span,
    Table,
)
from policyhub.domain.own_words import in_words, reds_of
from policyhub.domain.tracked import joined

DEEPEST = 9
"""Levels of headings, and of paragraphs and items below the outermost."""

_BLANKS = re.compile(r"[ \t]+")


def tidied(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """The same words with neighbours of one look as one span, and only the blanks that a page shows.

    Runs of blanks are one blank, none stands at the edges of a line; a new line inside words is a LineBreak, several
    are one, none stands at the edges of a paragraph. A link that no program may follow is none.
    """
    content = joined(content)
    if _is_tidy(content):
        return content
    line = _Tidy()
    for inline in content:
        match inline:
            case Span():
                line.span(inline)
            case LineBreak(change=change):
                line.end_line(tidy_change(change))
            case CommentMark():
                line.mark(inline)
            case _:
                line.show(inline)
    line.trim()
    return joined(line.done)


def _is_tidy(content: Sequence[Inline]) -> bool:
    """Whether this is certain to be as it should: most of what people write is, and documents are long."""
    after_blank = True
    marks: frozenset[Mark] | None = None
    for inline in content:
        if not isinstance(inline, Span):
            if not isinstance(inline, NoteMark | Reference) or (isinstance(inline, NoteMark) and inline.change):
                return False
            after_blank, marks = False, None
            continue
        text = inline.text
        if not text or inline.link or inline.change or inline.marks == marks:
            return False
        if not text.isprintable() or "  " in text or (after_blank and text[0] == " "):
            return False
        after_blank, marks = text[-1] == " ", inline.marks
    return not (content and after_blank)


@dataclass(slots=True)
class _Tidy:
    done: list[Inline] = field(default_factory=list)
    blank: Span | None = None
    due: LineBreak | None = None
    started: bool = False
    shown: bool = False

    def span(self, span: Span) -> None:
        look = Span("", span.marks, safe_link(span.link), tidy_change(span.change))
        for number, row in enumerate(clean(span.text).split("\n")):
            if number:
                self.end_line(look.change)
            words = _BLANKS.sub(" ", row)
            if words[:1] == " ":
                self.space(look)
            if core := words.strip(" "):
                self.words(core, look)
                if words[-1] == " ":
                    self.space(look)

    def space(self, look: Span) -> None:
        if self.started and self.blank is None and not self.shown:
            self.blank = Span(" ", look.marks, look.link, look.change)

    def words(self, text: str, look: Span) -> None:
        text = text if self.started else text.lstrip()
        if text:
            self.show(Span(text, look.marks, look.link, look.change))

    def mark(self, mark: CommentMark) -> None:
        """What begins after a blank begins with the next word."""
        if self.blank is not None and not mark.end:
            self.done.append(self.blank)
            self.blank, self.shown = None, True
        self.done.append(mark)

    def show(self, inline: Inline) -> None:
        if self.due is not None:
            self.done.append(self.due)
            self.due = None
        elif self.blank is not None:
            self.done.append(self.blank)
        self.blank, self.shown = None, False
        self.started = True
        self.done.append(inline)

    def end_line(self, change: Change | None) -> None:
        if self.started:
            self.trim()
        if self.due is None and any(not isinstance(inline, CommentMark) for inline in self.done):
            self.due = LineBreak(change)
        self.blank, self.started, self.shown = None, False, False

    def trim(self) -> None:
        """Take the blanks from the end of the line, those that do not break among them."""
        for at in range(len(self.done) - 1, -1, -1):
            last = self.done[at]
            if isinstance(last, CommentMark):
                continue
            if not isinstance(last, Span):
                return
            text = last.text.rstrip()
            if text:
                self.done[at] = replace(last, text=text)
                return
            del self.done[at]


def tidy_change(change: Change | None) -> Change | None:
    """The change with its author and time on one line."""
    return change and Change(change.kind, one_line(change.author), one_line(change.at))


def normal(document: Document) -> Document:
    """The document with all that a reader cannot see taken away, and no word.

    Notes are "n1", "n2" … and comments "c1", "c2" … in their order; of two with one id the first is meant, marks of
    none go. An id stays on the first block that has it, a reference to none is words. Rows of a table are of one
    length, levels go no deeper than ``DEEPEST``, blocks without anything to see go. ``extra`` is empty.
    """
    return _Normal(document).document()


class _Normal:
    def __init__(self, given: Document) -> None:
        self.given = given
        self.notes: dict[str, str] = {}
        self.comments: dict[str, str] = {}
        for at, note in enumerate(given.notes, start=1):
            self.notes.setdefault(note.id, f"n{at}")
        for at, comment in enumerate(given.comments, start=1):
            self.comments.setdefault(comment.id, f"c{at}")
        every = [*given.blocks, *(block for note in given.notes for block in note.blocks)]
        kept = [block for block in every if _visible(block, self)]
        self.targets = {_id(block.id) for block in kept if isinstance(block, Paragraph | Heading)} - {None}
        self.placed: set[str] = set()

    def document(self) -> Document:
        given = self.given
        return Document(
            title=one_line(given.title),
            subtitle=one_line(given.subtitle or "") or None,
            lang=language(given.lang) or "en-GB",
            facts=tuple(
                Fact(name, value)
                for fact in given.facts
                if (name := one_line(fact.name)) + (value := one_line(fact.value))
            ),
            blocks=tuple(self.blocks(given.blocks)),
            notes=tuple(
                Note(f"n{at}", one_line(note.mark) or str(at), tuple(self.blocks(note.blocks)))
                for at, note in enumerate(given.notes, start=1)
            ),
            comments=tuple(self.comment(at, comment) for at, comment in enumerate(given.comments, start=1)),
            running=tuple(dict.fromkeys(filter(None, map(one_line, given.running)))),
        )

    def comment(self, at: int, comment: Comment) -> Comment:
        lines = filter(None, map(one_line, clean(comment.text).split("\n")))
        reply = self.comments.get(comment.reply_to or "")
        return Comment(f"c{at}", one_line(comment.author), one_line(comment.at), "\n".join(lines), reply,
                       comment.resolved)  # fmt: skip

    def blocks(self, blocks: Sequence[Block]) -> Iterator[Block]:
        for block in blocks:
            if _visible(block, self):
                yield self.block(block)

    def block(self, block: Block) -> Block:
        if isinstance(block, Table):
            return self.table(block)
        content, end = self.content(block.content), tidy_change(block.end_change)
        match block:
            case Quotation():
                return Quotation(content, end)
            case ListItem():
                return ListItem(content, _between(block.level, 0), one_line(block.marker), end)
            case Heading():
                number = one_line(block.number or "") or None
                return Heading(content, _between(block.level, 1), number, self.first(block.id), language(block.lang),
                               end)  # fmt: skip
            case Paragraph():
                number = one_line(block.number or "") or None
                style = one_line(block.style or "") or None
                return Paragraph(content, number, self.first(block.id), _between(block.level, 0), language(block.lang),
                                 block.disputed, style, end)  # fmt: skip

    def first(self, given: str | None) -> str | None:
        own = _id(given)
        if own is None or own in self.placed:
            return None
        self.placed.add(own)
        return own

    def table(self, table: Table) -> Table:
        rows = [[self.content(cell) for cell in row] for row in table.rows if row]
        columns = max(map(len, rows))
        return Table(tuple((*row, *[()] * (columns - len(row))) for row in rows), table.header)

    def content(self, content: Sequence[Inline]) -> tuple[Inline, ...]:
        if not all(isinstance(inline, Span) for inline in content):
            made = (self.inline(inline, red) for inline, red in zip(content, reds_of(content), strict=True))
            content = [inline for inline in made if inline is not None]
        return tidied(content)

    def inline(self, inline: Inline, red: bool) -> Inline | None:
        match inline:
            case NoteMark(note=note, change=change):
                return NoteMark(self.notes[note], tidy_change(change)) if note in self.notes else None
            case CommentMark(comment=comment):
                return replace(inline, comment=self.comments[comment]) if comment in self.comments else None
            case Reference(target=target, text=text):
                own = _id(target)
                known = own is not None and own in self.targets and bool(one_line(text))
                return Reference(own, one_line(text)) if known and own else in_words(inline, red=red)
            case _:
                return inline


def _visible(block: Block, found: _Normal) -> bool:
    if isinstance(block, Table):
        return any(_seen(inline, found) for row in block.rows for cell in row for inline in cell)
    if isinstance(block, Paragraph | Heading) and one_line(block.number or ""):
        return True
    if isinstance(block, ListItem) and any(sign.isalnum() for sign in one_line(block.marker)):
        return True
    if block.end_change is not None:
        return True
    return any(_seen(inline, found) for inline in block.content)


def _seen(inline: Inline, found: _Normal) -> bool:
    match inline:
        case Span(text=text) | Reference(text=text):
            return bool(clean(text).strip())
        case NoteMark(note=note):
            return note in found.notes
        case CommentMark(comment=comment):
            return comment in found.comments
        case LineBreak():
            return False


def _id(given: str | None) -> str | None:
    return "-".join(clean(given or "").split()) or None


def _between(level: int, lowest: int) -> int:
    return min(max(level, lowest), DEEPEST)
