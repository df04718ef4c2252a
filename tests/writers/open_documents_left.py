"""What is left of a document once it has been an OpenDocument."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policyhub.domain.automatic_numbers import number_of
from policyhub.domain.document import (
    Block,
    Change,
    Comment,
    CommentMark,
    Document,
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
from policyhub.domain.own_words import shown
from policyhub.domain.tracked import joined
from policyhub.readers.colours import settle_colours
from policyhub.writers.docx_layout import Layout, lay_out
from policyhub.writers.odt_changes import with_settled_ends
from policyhub.writers.words import language, pieces, running_title


class Left:
    """What is left of a document once it has been an OpenDocument.

    What programs count and type, and what they hold in another way, is written down here once more, from the side of
    the reader: numbers that counting would not come to are words, disputed passages are red and labelled, facts are
    paragraphs, ids are new.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lang = language(document.lang) or "en-GB"
        self.blocks = with_settled_ends(document.blocks)
        self.layout = lay_out(self.blocks)
        self.numbers = {note.id: note.mark for note in reversed(document.notes)}
        self.known = {comment.id for comment in document.comments}
        self.note_ids: dict[str, str] = {}
        self.comment_ids: dict[str, str] = {}
        self.ended: set[str] = set()
        self.ids = self._ids()
        self.notes: list[Note] = []
        self.margin = self._ranged()

    def document_left(self) -> Document:
        document = self.document
        facts = [
            Paragraph((Span(f"{fact.name}:", frozenset({Mark.STRONG})), Span(f"\t{fact.value}")), lang=None)
            for fact in document.facts
        ]
        found = self._blocks(self.blocks, self.layout)
        title = running_title(document)
        return Document(
            title=document.title,
            subtitle=document.subtitle,
            lang=self.lang,
            blocks=(*facts, *found),
            notes=tuple(self.notes),
            comments=self._comments(),
            running=(title,) if title else (),
        )

    def _ids(self) -> dict[str, int]:
        """The places of the blocks that can be pointed to, by their ids."""
        found: dict[str, int] = {}
        for place, block in enumerate(self.blocks):
            if isinstance(block, Paragraph | Heading) and block.id and not _removes(block):
                found.setdefault(block.id, place)
        return found

    def _ranged(self) -> set[str]:
        ranged: set[str] = set()
        begun: set[str] = set()
        for story in (self.blocks, *(note.blocks for note in self.document.notes)):
            inside: set[str] = set()
            for block in story:
                cells = [c for row in block.rows for c in row] if isinstance(block, Table) else [block.content]
                for mark in (one for cell in cells for one in cell if isinstance(one, CommentMark)):
                    if not mark.end and mark.comment not in begun:
                        begun.add(mark.comment)
                        inside.add(mark.comment)
                    elif mark.end and mark.comment in inside:
                        ranged.add(mark.comment)
        return ranged

    def _comments(self) -> tuple[Comment, ...]:
        by_id = {comment.id: comment for comment in self.document.comments}
        order = list(self.comment_ids)
        made = []
        for place, old in enumerate(order):
            comment = by_id[old]
            answered = comment.reply_to if comment.reply_to in order[:place] else None
            made.append(replace(comment, id=self.comment_ids[old],
                                reply_to=self.comment_ids[answered] if answered else None))  # fmt: skip
        return tuple(made)

    def _blocks(self, blocks: Sequence[Block], layout: Layout | None) -> list[Block]:
        found: list[Block] = []
        first_of_chain = 0
        item_level: int | None = None
        for place, block in enumerate(blocks):
            chained = bool(place) and not isinstance(blocks[place - 1], Table) and _removes(blocks[place - 1])
            if not chained:
                first_of_chain = len(found)
            made, typed = self._block(block, place, layout, item_level)
            if made is None:
                item_level = None
                continue
            if typed:
                at = first_of_chain if chained else len(found)
                found.append(made)
                target = found[at]
                assert not isinstance(target, Table)
                found[at] = replace(target, content=joined((Span(typed), *target.content)))
            else:
                found.append(made)
            item_level = self._item_level(block, place, layout, item_level)
        return found

    def _item_level(self, block: Block, place: int, layout: Layout | None, before: int | None) -> int | None:
        if layout is None:
            return None
        item = layout.items.get(place)
        if item is not None and item.numbered is not None:
            level = item.numbered[1]
            kinds = [form.way == "bullet" or form.way.startswith("lower") for form in item.form.levels]
            return sum(kinds[: level + 1])
        if isinstance(block, Paragraph) and block.level > 0 and number_of(block) is None and not _removes(block):
            return before
        if not isinstance(block, Table) and _removes(block):
            return before
        return None

    def _block(
        self, block: Block, place: int, layout: Layout | None, item_level: int | None
    ) -> tuple[Block | None, str]:
        if isinstance(block, Table):
            width = max((len(row) for row in block.rows), default=0)
            if not width:
                return None, ""
            rows = tuple(
                tuple(self._content(row[column] if column < len(row) else ()) for column in range(width))
                for row in block.rows
            )
            return Table(rows, block.header), ""
        disputed = isinstance(block, Paragraph) and block.disputed
        content = self._content(block.content, disputed=disputed, in_note=layout is None)
        match block:
            case Quotation():
                return (Paragraph(content, end_change=block.end_change) if layout is None
                        else Quotation(content, block.end_change)), ""  # fmt: skip
            case ListItem(marker=marker):
                return self._item(block, content, place, layout, marker)
            case Heading() | Paragraph():
                number = number_of(block)
                counted = layout is not None and place in layout.outline.counted
                typed = f"{shown(number)}\t" if number and not counted else ""
                key = block.id if layout is not None and self.ids.get(block.id or "") == place else None
                lang = language(block.lang)
                lettered = any(
                    sign.isalpha() for one in content if isinstance(one, Span | Reference) for sign in one.text
                )
                lettered = lettered or any(sign.isalpha() for sign in typed)
                lang = lang if lettered and lang != self.lang else None
                level = item_level if isinstance(block, Paragraph) and block.level > 0 and not number else None
                if isinstance(block, Heading) and layout is not None:
                    return Heading(content, block.level, number if counted else None, key, lang,
                                   block.end_change), typed  # fmt: skip
                left = Paragraph(content, number if counted else None, key, level or 0, lang)
                return replace(left, end_change=block.end_change), typed

    def _item(
        self, block: ListItem, content: tuple[Inline, ...], place: int, layout: Layout | None, marker: str
    ) -> tuple[Block, str]:
        item = None if layout is None else layout.items[place]
        if item is None or item.numbered is None:
            return Paragraph(content, end_change=block.end_change), f"{marker}\t"
        level = item.numbered[1]
        ways = [form.way for form in item.form.levels]
        above = sum(way == "bullet" or way.startswith("lower") for way in ways[:level])
        if ways[level] == "bullet" or ways[level].startswith("lower"):
            return ListItem(content, above, marker, block.end_change), ""
        return Paragraph(content, marker.removesuffix("."), end_change=block.end_change), ""

    def _content(
        self, content: Sequence[Inline], *, disputed: bool = False, in_note: bool = False
    ) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for piece in pieces(content, "Disputed", disputed=disputed):
            one = piece.inline
            match one:
                case Span(text=text, marks=given, link=link, change=change):
                    now = given - {Mark.RED} | ({Mark.RED} if piece.disputed else set())
                    if link:
                        now -= {Mark.UNDERLINE}
                    if {Mark.SUPERSCRIPT, Mark.SUBSCRIPT} <= now:
                        now -= {Mark.SUBSCRIPT}
                    found.append(Span(text, frozenset(now), link, change))
                case NoteMark(note=note, change=change):
                    found.extend(self._note(note, change, red=piece.disputed, in_note=in_note))
                case Reference(target=target, text=text):
                    red = frozenset({Mark.RED} if piece.disputed else set())
                    found.append(one if target in self.ids else Span(text, red))
                case CommentMark():
                    found.extend(self._mark(one))
                case LineBreak():
                    found.append(one)
        return joined(settle_colours(joined(found)))

    def _note(self, note: str, change: Change | None, *, red: bool, in_note: bool) -> list[Inline]:
        if note not in self.numbers:
            return []
        if in_note or note in self.note_ids:
            looks = {Mark.SUPERSCRIPT, Mark.RED} if red else {Mark.SUPERSCRIPT}
            return [Span(self.numbers[note], frozenset(looks), change=change)]
        identity = f"n{len(self.notes) + 1}"
        self.note_ids[note] = identity
        given = next(one for one in self.document.notes if one.id == note)
        at = len(self.notes)
        self.notes.append(Note(identity, given.mark, ()))
        self.notes[at] = Note(identity, given.mark, tuple(self._blocks(with_settled_ends(given.blocks), None)))
        return [NoteMark(identity, change)]

    def _mark(self, mark: CommentMark) -> list[Inline]:
        old = mark.comment
        if old not in self.known:
            return []
        if old not in self.comment_ids:
            self.comment_ids[old] = f"c{len(self.comment_ids) + 1}"
            begun: list[Inline] = [CommentMark(self.comment_ids[old])]
            return begun if old in self.margin else [*begun, CommentMark(self.comment_ids[old], end=True)]
        if mark.end and old in self.margin and old not in self.ended:
            self.ended.add(old)
            return [CommentMark(self.comment_ids[old], end=True)]
        return []


def _removes(block: Block) -> bool:
    return not isinstance(block, Table) and block.end_change is not None and block.end_change.kind.removes


def without_langs_of_joined(document: Document) -> Document:
    """The document without the languages of paragraphs that run into each other: a typed number is in none."""
    blocks = list(document.blocks)
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph | Heading) and (_removes(block) or (place and _removes(blocks[place - 1]))):
            blocks[place] = replace(block, lang=None)
    return replace(document, blocks=tuple(blocks))


def with_plain_ids(document: Document) -> Document:
    """The document with the ids of blocks that are pointed to counted anew, and no others."""
    targets: dict[str, str] = {}

    def wanted(content: Sequence[Inline]) -> None:
        for one in content:
            if isinstance(one, Reference):
                targets.setdefault(one.target, f"k{len(targets)}")

    for story in (document.blocks, *(note.blocks for note in document.notes)):
        for block in story:
            for cell in [c for row in block.rows for c in row] if isinstance(block, Table) else [block.content]:
                wanted(cell)

    def pointed(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(replace(one, target=targets[one.target]) if isinstance(one, Reference) else one for one in content)

    seen: set[str] = set()

    def settled(block: Block) -> Block:
        if isinstance(block, Table):
            return replace(block, rows=tuple(tuple(pointed(cell) for cell in row) for row in block.rows))
        block = replace(block, content=pointed(block.content))
        if isinstance(block, Paragraph | Heading):
            identity = targets.get(block.id or "")
            identity = None if identity in seen else identity
            seen.add(identity or "")
            return replace(block, id=identity)
        return block

    notes = tuple(replace(note, blocks=tuple(map(settled, note.blocks))) for note in document.notes)
    return replace(document, blocks=tuple(map(settled, document.blocks)), notes=notes, extra={})
