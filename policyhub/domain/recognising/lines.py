"""Takes a document apart into lines with their places, and says which lines belong to one paragraph."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from policyhub.domain.document import (
    Block,
    Document,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    Mark,
    NoteMark,
    Paragraph,
    Quotation,
    Reference,
    Span,
    Table,
    plain_of,
)
from policyhub.domain.recognising.labels import appendix_at, labels_at
from policyhub.domain.recognising.tables import words_of_table
from policyhub.domain.recognising.vocabulary import DANGLING, TERMINAL, sentences_in

Shape = Literal["line", "heading", "item", "quote", "table"]

LOST = "\ufffd\ufffc\x02"
BULLET = re.compile(r"(?:[•·‣▪▫■□●○◦◆◇►▶➢➤✓✔*+–—-]|\uf0b7|\uf0a7)[ \t\u00a0]+(?=\S)")
LETTERED = re.compile(r"(?:\(?(?:[a-zA-Z]|[ivxIVX]{1,6})\)\)?|\((?:\d{1,2})\)|[a-z]\.|[ivx]{2,5}\.)[ \t\u00a0]+(?=\S)")
_RULE = re.compile(r"[-=_*~#—–. ]{3,}")
_STARTS_INSIDE = re.compile(r"[a-zà-þŵŷ,;:)\]!?.%]")
_NUMBERED = re.compile(r"(?:(?:Q(?:uestion)?|Cwestiwn)\s*)?\(?\d{1,3}[.):]+\s+\S", re.IGNORECASE)
_NUMBER = re.compile(r"\A[\d.)]+\s+")
_WIDEST = 110
_LONG = 60


@dataclass(frozen=True, slots=True)
class Styled:
    """Marks, or an address, on some of the characters of a line."""

    start: int
    end: int
    marks: frozenset[Mark]
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text file, or one block of any other document; ``n`` counts blocks from 1."""

    n: int
    text: str
    indent: int = 0
    shape: Shape = "line"
    number: str | None = None
    level: int = 0
    marker: str | None = None
    styled: tuple[Styled, ...] = ()
    note_marks: tuple[tuple[int, str], ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    spaces: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing stands on the line, or only a rule across the page."""
        return not self.text or (
            len(self.text) > 2 and _RULE.fullmatch(self.text) is not None and set(self.text) != {"."}
        )

    @property
    def bullet(self) -> bool:
        """Whether a list's item has no number or letter before it."""
        return self.shape == "item" and not any(char.isalnum() for char in self.marker or "")

    @property
    def residue(self) -> bool:
        """Whether only punctuation stands here: what is left of the paragraph before."""
        return bool(self.text) and not self.blank and not any(char.isalnum() or char in LOST for char in self.text)


@dataclass(frozen=True, slots=True)
class Page:
    """All lines of a document; ``physical`` ones were broken by an editor, ``width`` is where it broke them.

    ``titled`` says that the file has its title apart: then none of the lines is the title.
    """

    lines: tuple[Line, ...]
    physical: bool
    width: int | None
    titled: bool = False

    def next_words(self, at: int) -> int | None:
        """The index of the next line with words after ``at``."""
        return next((i for i in range(at + 1, len(self.lines)) if not self.lines[i].blank), None)

    def words_before(self, at: int) -> int | None:
        """The index of the line with words before ``at``."""
        return next((i for i in range(at - 1, -1, -1) if not self.lines[i].blank), None)

    def is_full(self, at: int) -> bool:
        """Whether the line ends only because the next word would not have fitted."""
        if self.width is None or at + 1 >= len(self.lines):
            return False
        line, after = self.lines[at], self.lines[at + 1]
        first = after.text.split(maxsplit=1)
        return bool(line.text and first) and line.indent + len(line.text) + 1 + len(first[0]) > self.width


def page_of(document: Document) -> Page:
    """The lines of a document; its own notes are not among them."""
    physical = document.extra.get("origin") == "text"
    lines = tuple(_line(at, block) for at, block in enumerate(document.blocks, 1))
    return Page(lines, physical, _width(lines) if physical else None, bool(document.title))


def _line(n: int, block: Block) -> Line:
    match block:
        case Table(rows=rows):
            table = words_of_table(rows)
            return Line(
                n,
                table.text,
                shape="table",
                styled=tuple(Styled(*look) for look in table.looks),
                note_marks=tuple(table.notes),
                cells=tuple(tuple(row) for row in table.cells),
            )
        case Heading(content=content, number=number, level=level):
            return _of_inlines(n, content, "heading", number, level)
        case ListItem(content=content, marker=marker, level=level):
            return _of_inlines(n, content, "item", None, level, marker)
        case Quotation(content=content):
            return _of_inlines(n, content, "quote", None, 0)
        case Paragraph(content=content, number=number, level=level):
            return _of_inlines(n, content, "line", number, level)


def _of_inlines(
    n: int, content: tuple[Inline, ...], shape: Shape, number: str | None, level: int, marker: str | None = None
) -> Line:
    if number is not None and _is_name(number):
        content, number = (Span(f"{number}: " if plain_of(content).strip() else number), *content), None
    raw = plain_of(content)
    text = raw.strip()
    cut = len(raw) - len(raw.lstrip())
    indent = len(raw[:cut].expandtabs(4))
    styled: list[Styled] = []
    notes: list[tuple[int, str]] = []
    for start, inline in _placed(content, -cut):
        match inline:
            case Span(text=words, marks=marks, link=link) if marks or link:
                low, high = max(start, 0), min(start + len(words), len(text))
                if low < high:
                    styled.append(Styled(low, high, marks, link))
            case NoteMark(note=note):
                notes.append((min(max(start, 0), len(text)), note))
            case _:
                pass
    return Line(n, text, indent, shape, number, level, marker, tuple(styled), tuple(notes), (), bool(raw) and not text)


def _is_name(number: str) -> bool:
    """Whether what a file counts with is the name of a part or an appendix: it is read as if it had been typed."""
    bare = number.rstrip(" .:–—-")
    label = next(iter(labels_at(f"{bare}: X")), None)
    return (label is not None and label.style.startswith("part")) or appendix_at(f"{bare}: X") is not None


def _placed(content: tuple[Inline, ...], at: int) -> Iterator[tuple[int, Inline]]:
    for inline in content:
        yield at, inline
        match inline:
            case Span(text=text) | Reference(text=text):
                at += len(text)
            case LineBreak():
                at += 1
            case NoteMark():
                pass


def _width(lines: tuple[Line, ...]) -> int | None:
    """The column at which an editor broke the lines, or None when each paragraph stands on one line."""
    lengths = sorted(line.indent + len(line.text) for line in lines if not line.blank)
    if len(lengths) < 6:
        return None
    width = lengths[min(len(lengths) - 1, int(0.985 * len(lengths)))]
    if not 40 <= width <= _WIDEST or lengths[-1] > 2 * _WIDEST:
        return None
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if not a.blank and not b.blank]
    full = sum(1 for a, b in pairs if a.indent + len(a.text) + 1 + len(b.text.split(maxsplit=1)[0]) > width)
    return width if full >= 4 and full >= 0.35 * len(pairs) else None


def starts_item(line: Line) -> bool:
    """Whether a line begins with a bullet or a lettered mark."""
    return line.shape == "item" or bool(BULLET.match(line.text) or LETTERED.match(line.text))


def breaks_sentence(page: Page, at: int, after: int) -> bool:
    """Whether a line ends, and the next with words begins, in the middle of a sentence."""
    line, other = page.lines[at], page.lines[after]
    if other.shape != "line" or line.shape not in ("line", "heading", "item"):
        return False
    if other.text[0] in ".,;:)]!?%" and not re.match(r"\.\d", other.text):
        return True
    return bool(_STARTS_INSIDE.match(other.text)) and not TERMINAL.search(line.text)


def runs_on(page: Page, at: int, after: int) -> bool:
    """Whether a line of prose is left open and the next, right under it, takes it up with a capital or a figure."""
    line, other = page.lines[at], page.lines[after]
    if TERMINAL.search(line.text) or after != at + 1:
        return False
    prose = len(sentences_in(_NUMBER.sub("", line.text))) > 1
    amount = other.text[0] in "0123456789£$€"
    if amount and (prose or len(line.text) > _LONG):
        return True
    return (prose or amount) and bool(DANGLING.search(line.text))


def continues(page: Page, at: int, after: int, in_list: bool) -> bool:
    """Whether the words of line ``after`` go on with the paragraph of line ``at``.

    ``in_list`` says that short lines after a colon stand here, each of which is an item of its own.
    """
    line, other = page.lines[at], page.lines[after]
    if not page.physical:
        return other.residue and other.shape == "line"
    if other.residue:
        return True
    if starts_item(other) or other.shape != "line" or line.shape != "line":
        return False
    if _NUMBERED.match(other.text) and TERMINAL.search(line.text):
        return False
    gap = after - at - 1
    inside = breaks_sentence(page, at, after)
    if gap:
        long_enough = len(line.text) >= 40 or line.indent > 0 or bool(DANGLING.search(line.text))
        return gap == 1 and inside and long_enough and not in_list
    if page.is_full(at):
        return True
    open_end = not TERMINAL.search(line.text)
    if page.width is not None:
        far = (line.indent + len(line.text)) / page.width
        return inside or (open_end and far > (0.9 if other.text[0].isupper() else 0.6))
    return runs_on(page, at, after) or (inside and (not in_list or starts_item(line)))
