"""Writes a document as plain text that can be read anywhere and pasted into a form."""

from __future__ import annotations

from collections.abc import Sequence

from policyhub.domain.automatic_numbers import number_of
from policyhub.domain.document import (
    Block,
    CommentMark,
    Document,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    NoteMark,
    Paragraph,
    Quotation,
    Reference,
    Span,
    Table,
)
from policyhub.domain.own_words import shown
from policyhub.domain.placed_notes import place_notes
from policyhub.domain.reducing import PRINTED
from policyhub.writers.words import Labels, clean, labels_of, one_line, pieces, safe_link

CARRIES: frozenset[str] = PRINTED | frozenset({"headings", "notes", "lists", "quotations"})

_WIDEST_TABLE = 96
_WIDEST_NUMBER = 8
_LONGEST_LINE = 72


def write_text(document: Document) -> bytes:
    """The document as UTF-8 text: paragraphs are single lines, a blank line between; notes stand at the end."""
    return _TextWriter(document).write()


class _TextWriter:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.labels: Labels = labels_of(document)
        self.notes = place_notes(document)
        self.marks = {note.id: one_line(note.mark) for note in reversed(document.notes)}
        numbers = [shown(number) for number in map(number_of, document.blocks) if number]
        self.gutter = 2 + max((len(number) for number in numbers if len(number) <= _WIDEST_NUMBER), default=2)

    def write(self) -> bytes:
        parts = [*self.front(), *self.flow(self.document.blocks)]
        notes = [*self.notes.placed, *self.notes.loose]
        if notes:
            parts.append(_underlined(self.labels.notes, "-"))
        for note in notes:
            words = "\n\n".join(self.flow(note.blocks))
            parts.append(_hanging(f"[{one_line(note.mark)}] ", words))
        return ("\n\n".join(part for part in parts if part) + "\n").encode("utf-8")

    def front(self) -> list[str]:
        document = self.document
        parts = [_underlined(one_line(document.title), "="), one_line(document.subtitle or "")]
        names = [one_line(fact.name) for fact in document.facts]
        width = 2 + max((len(name) + 1 for name in names if len(name) <= 24), default=0)
        lines = [
            _hanging(f"{name}:".ljust(width - 1) + " " if name else " " * width, clean(fact.value).strip())
            for name, fact in zip(names, document.facts, strict=True)
        ]
        return [*parts, "\n".join(lines)]

    def flow(self, blocks: Sequence[Block]) -> list[str]:
        """The blocks as parts that a blank line sets apart; the items of a list stay together."""
        parts: list[str] = []
        in_list = False
        for block in blocks:
            words = self.block(block)
            if not words:
                continue
            if isinstance(block, ListItem) and in_list:
                parts[-1] += f"\n{words}"
            else:
                parts.append(words)
            in_list = isinstance(block, ListItem)
        return parts

    def block(self, block: Block) -> str:
        match block:
            case Heading(content=content, level=level):
                words = self.numbered(block, one_line(self.line(content)))
                return _underlined(words, "-") if level <= 2 else words
            case Paragraph(content=content, disputed=disputed):
                return self.numbered(block, self.line(content, disputed=disputed))
            case ListItem(content=content, level=level, marker=marker):
                return _hanging("  " * (max(level, 0) + 1) + f"{one_line(marker)} ", self.line(content))
            case Quotation(content=content):
                return _hanging("    ", self.line(content))
            case Table():
                return self.table(block)

    def numbered(self, block: Heading | Paragraph, words: str) -> str:
        number = number_of(block)
        if number is None:
            return words
        return _hanging(shown(number).ljust(self.gutter - 1) + " ", words)

    def line(self, content: Sequence[Inline], *, disputed: bool = False) -> str:
        parts: list[str] = []
        link: str | None = None
        linked = ""
        for piece in pieces(content, self.labels.disputed, disputed=disputed):
            inline = piece.inline
            address = safe_link(inline.link) if isinstance(inline, Span) else None
            if address != link:
                parts.append(_linked(link, linked))
                link, linked = address, ""
            linked += self.inline(inline)
        parts.append(_linked(link, linked))
        return "".join(parts).strip()

    def inline(self, inline: Inline) -> str:
        match inline:
            case Span(text=text):
                return clean(text)
            case Reference(text=text):
                return one_line(text)
            case LineBreak():
                return "\n"
            case NoteMark(note=note):
                return f"[{self.marks[note]}]" if note in self.marks else ""
            case CommentMark():
                return ""

    def table(self, table: Table) -> str:
        rows = [[one_line(self.line(cell)) for cell in row] for row in table.rows if row]
        columns = max(map(len, rows), default=0)
        rows = [row + [""] * (columns - len(row)) for row in rows]
        widths = [max(len(row[column]) for row in rows) for column in range(columns)]
        if sum(widths) + 3 * columns > _WIDEST_TABLE:
            return "\n".join(" | ".join(row).rstrip() for row in rows)
        padded = ([cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in rows)
        lines = ["   ".join(row).rstrip() for row in padded]
        if table.header and lines:
            lines.insert(1, "   ".join("-" * width for width in widths))
        return "\n".join(lines)


def _linked(link: str | None, words: str) -> str:
    """Words with the address they lead to, unless they are the address."""
    bare = words.rstrip()
    if link is None or bare.strip() in ("", link, link.removeprefix("mailto:")):
        return words
    return f"{bare} <{link.removeprefix('mailto:')}>{words[len(bare) :]}"


def _hanging(first: str, words: str) -> str:
    """``words`` after ``first``, their later lines under the first word."""
    head, *rest = words.split("\n")
    lines = [(first + head.strip()).rstrip(), *(" " * len(first) + line.strip() for line in rest)]
    return "\n".join(line.rstrip() for line in lines)


def _underlined(words: str, sign: str) -> str:
    if not words:
        return ""
    longest = max(map(len, words.split("\n")))
    return f"{words}\n{sign * min(longest, _LONGEST_LINE)}"
