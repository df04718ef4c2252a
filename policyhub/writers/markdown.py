"""Writes a document as CommonMark, with footnotes and tables as most programs read them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyhub.domain.document import Block, Document, Heading, Inline, ListItem, Note, Paragraph, Quotation, Table
from policyhub.domain.reducing import UNBOUND, reduced_to
from policyhub.domain.tidying import normal
from policyhub.writers.markdown_inlines import lines_of

CARRIES: frozenset[str] = UNBOUND | frozenset(
    {"headings", "notes", "lists", "tables", "links", "quotations",
     "strong", "emphasis", "strike", "code", "superscript", "subscript"}
)  # fmt: skip

_BREAK = "\\\n"


def write_markdown(document: Document) -> bytes:
    """The document as Markdown in UTF-8; whatever stands in its words is shown as words.

    It is read back as what is left of the document without what Markdown has no place for. Of a paragraph made of
    little but signs, which the reader takes as typed so that no file takes long, the words are read back.
    """
    document = normal(reduced_to(document, CARRIES))
    labels = {note.id: note.mark for note in document.notes}
    parts = _Flow(labels).parts(document.blocks)
    for note in document.notes:
        parts.append(_note(note, _Flow(labels).parts(note.blocks)))
    return (_opening("\n\n".join(parts)) + "\n").encode("utf-8")


def _opening(text: str) -> str:
    """The text, unless its first characters would say that this is another kind of file, or are front matter."""
    if text.startswith(("%PDF", "+++")):
        return f"\\{text}"
    return text.replace("\ufeff", "&#xFEFF;", 1) if text.startswith("\ufeff") else text


class _Flow:
    """Writes blocks one after another."""

    def __init__(self, labels: dict[str, str]) -> None:
        self.labels = labels
        # Where the words of each level of the list at hand begin.
        self.offsets: list[int] = []

    def parts(self, blocks: Sequence[Block]) -> list[str]:
        """The blocks as parts that a blank line sets apart; the items of a list stay together."""
        parts: list[str] = []
        after_item = False
        for block in blocks:
            if isinstance(block, ListItem) and after_item:
                parts[-1] += f"\n{self.block(block)}"
            else:
                parts.append(self.block(block))
            after_item = isinstance(block, ListItem)
        return parts

    def block(self, block: Block) -> str:
        match block:
            case Heading(content=content, level=level):
                return _heading(" ".join(self.lines(content)), level)
            case Paragraph(content=content, level=level):
                return _hanging(" " * self.offsets[level - 1] if level else "", self.lines(content))
            case ListItem():
                return self.item(block)
            case Quotation(content=content):
                return _BREAK.join(f"> {line}" for line in self.lines(content))
            case Table():
                return self.table(block)

    def lines(self, content: Sequence[Inline]) -> list[str]:
        return lines_of(content, self.labels)

    def item(self, item: ListItem) -> str:
        indent = self.offsets[item.level - 1] if item.level else 0
        start = f"{' ' * indent}{'-' if item.marker == '•' else item.marker} "
        self.offsets[item.level :] = [len(start)]
        return _hanging(start, self.lines(item.content))

    def table(self, table: Table) -> str:
        rows = [_row([" ".join(self.lines(cell)).replace("|", "\\|") for cell in row]) for row in table.rows]
        columns = len(table.rows[0])
        rows = rows if table.header else [_row([""] * columns), *rows]
        return "\n".join([rows[0], _row(["---"] * columns), *rows[1:]])


def _note(note: Note, parts: Sequence[str]) -> str:
    # Programs do not agree on how deep a list is indented that begins behind the label.
    begin = " " if note.blocks and isinstance(note.blocks[0], Paragraph) else "\n"
    words = (begin + "\n\n".join(parts)).replace("\n", "\n    ").replace("\n    \n", "\n\n")
    return f"[^{note.mark}]:{words}".rstrip()


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _heading(words: str, level: int) -> str:
    # Signs at the end would be taken for the heading's own.
    words = re.sub(r"\\?(#+)\Z", r"\\\1", words)
    # No list begins inside a heading.
    words = re.sub(r"\A([0-9]{1,9})\\(?=[.)])", r"\1", words)
    return f"{'#' * level} {words}"


def _hanging(start: str, lines: Sequence[str]) -> str:
    return start + f"{_BREAK}{' ' * len(start)}".join(lines)
