"""Takes tables apart into words whose places are known, and writes them as Markdown."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policyhub.domain.document import Inline, LineBreak, Mark, NoteMark, Reference, Span
from policyhub.domain.escaping import escape_words

Cells = tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class TableWords:
    """A table as the signs of its words in one line, blanks folded; ``cells`` hold them cell by cell.

    ``looks`` are (first character, last, marks, link) and ``notes`` (character, note) of the line.
    """

    signs: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    looks: list[tuple[int, int, frozenset[Mark], str | None]] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The line."""
        return "".join(self.signs)

    def add(self, content: Sequence[Inline]) -> None:
        """Put the words of one more cell at the end of the line and of the last row."""
        signs = self.signs
        begin, blank = len(signs), True
        for inline in content:
            start = len(signs)
            match inline:
                case Span(text=words) | Reference(text=words):
                    for sign in words:
                        if not sign.isspace():
                            signs += [" ", sign] if blank and signs else [sign]
                        blank = sign.isspace()
                case LineBreak():
                    blank = True
                case NoteMark(note=note):
                    self.notes.append((len(signs), note))
                case _:
                    pass
            if isinstance(inline, Span) and (inline.marks or inline.link) and len(signs) > start:
                self.looks.append((start, len(signs), inline.marks, inline.link))
        self.cells[-1].append("".join(signs[begin:]).strip())


def words_of_table(rows: Sequence[Sequence[Sequence[Inline]]]) -> TableWords:
    """The words of a table, cell after cell."""
    found = TableWords()
    for row in rows:
        found.cells.append([])
        for cell in row:
            found.add(cell)
    return found


def table_markdown(cells: Cells, cuts: Sequence[tuple[int, int, str]]) -> str:
    """A table in Markdown; ``cuts`` are (first character, last, key) of marks of notes in its words as one line."""
    wide = max(len(row) for row in cells)
    lines = []
    placed = _placed(cells)
    left = deque(sorted(cuts))
    for row in cells:
        written = []
        for cell in row:
            start = next(placed)
            own = []
            while left and left[0][0] <= start + len(cell):
                own.append(left.popleft())
            written.append(_cell(cell, start, own))
        lines.append("| " + " | ".join([*written, *[""] * (wide - len(row))]) + " |")
    lines.insert(1, "|" + " --- |" * wide)
    return "\n".join(lines)


def _placed(cells: Cells) -> Iterator[int]:
    """The character of the line at which each cell begins."""
    at = 0
    for row in cells:
        for cell in row:
            at += bool(cell and at)
            yield at
            at += len(cell)


def _cell(words: str, start: int, cuts: Sequence[tuple[int, int, str]]) -> str:
    made, at = "", 0
    for first, last, key in cuts:
        made += _escaped(words[at : max(at, first - start)]) + f"[^{key}]"
        at = max(at, last - start)
    return made + _escaped(words[at:])


def _escaped(words: str) -> str:
    return escape_words(words).replace("|", "\\|")
