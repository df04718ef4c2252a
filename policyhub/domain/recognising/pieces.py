"""Puts lines together into paragraphs, and paragraphs into Markdown whose places are known."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from policyhub.domain.document import Mark
from policyhub.domain.escaping import escape_start, escape_words
from policyhub.domain.recognising.lines import BULLET, LETTERED, Line, Page, Styled, continues
from policyhub.domain.recognising.tables import Cells, table_markdown

Kind = Literal["text", "item", "lettered", "quote", "table"]
Place = tuple[int, int]
_BLANKS = re.compile(r"[\s\u00a0]+")
_SPACED = ",;:)!?%"


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a line that are the mark of a note: taken out, with the note's key in their place."""

    start: int
    end: int
    key: str


Edits = Mapping[int, Sequence[Edit]]


@dataclass(slots=True)
class Piece:
    """A paragraph, item or table: its words, and where in them marks, styles and the ends of lines are."""

    kind: Kind
    level: int = 0
    text: str = ""
    marks: list[tuple[int, str]] = field(default_factory=list)
    styled: list[Styled] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    cells: Cells = ()
    cuts: list[tuple[int, int, str]] = field(default_factory=list)
    ends: dict[int, int] = field(default_factory=dict)

    def add(self, words: str) -> None:
        """Put words at the end, blanks folded."""
        words = _BLANKS.sub(" ", words)
        if not self.text or self.text.endswith(" "):
            words = words.lstrip(" ")
        self.text += words


def part_of(piece: Piece, start: int, stop: int) -> Piece:
    """The words of a piece from one character to another, with the marks and styles that stand among them."""
    words = piece.text[start:stop]
    start += len(words) - len(words.lstrip())
    stop -= len(words) - len(words.rstrip())
    if stop <= start:
        return Piece(piece.kind, piece.level, lines=list(piece.lines))
    marks = [(pos - start, key) for pos, key in piece.marks if start < pos <= stop or pos == start == 0]
    styled = [
        Styled(max(style.start, start) - start, min(style.end, stop) - start, style.marks, style.link)
        for style in piece.styled
        if style.start < stop and style.end > start
    ]
    return Piece(
        piece.kind, piece.level, piece.text[start:stop], marks, styled, list(piece.lines), piece.cells, piece.cuts
    )


def pieces_of(
    page: Page,
    indices: Sequence[int],
    edits: Edits,
    starts: Mapping[int, int] | None = None,
    joins: Collection[int] = (),
) -> list[Piece]:
    """The paragraphs of some lines of a page, blank ones among them left out.

    ``starts`` are lines that begin a paragraph, with the character from which each counts (after its number); of any
    other line the number that is printed before it is one of its words. ``joins`` are lines that belong to what is
    before them in any case.
    """
    pieces: list[Piece] = []
    last: int | None = None
    in_list = False
    indents: list[int] = []
    starts = starts or {}
    for at in indices:
        line = page.lines[at]
        if line.blank:
            continue
        start = starts.get(at, 0)
        if last is not None and at not in starts and (at in joins or continues(page, last, at, in_list)):
            _join(pieces[-1], line, at, edits)
            last = at
            continue
        if last is not None:
            before = page.lines[last].text
            short = len(line.text) < 70 and page.width is None
            in_list = short and (before.endswith(":") or (in_list and at - last == 1))
        piece = _begin(line, start, indents, counted=at not in starts)
        _fill(piece, line, at, piece_start(line, start, piece.kind), edits)
        pieces.append(piece)
        last = at
    return pieces


def piece_start(line: Line, start: int, kind: Kind) -> int:
    """The character of a line at which the words of its piece begin: after a bullet."""
    if kind == "item" and line.shape != "item":
        found = BULLET.match(line.text)
        return found.end() if found and not start else start
    return start


def _begin(line: Line, start: int, indents: list[int], *, counted: bool) -> Piece:
    """An empty piece of the kind of a line; ``counted`` says that the line's number or marker is one of its words."""
    if line.shape == "table":
        return Piece("table", cells=line.cells)
    if line.shape == "quote":
        return Piece("quote")
    if line.shape == "item":
        if line.bullet or not counted:
            return Piece("item" if line.bullet else "text", line.level)
        return Piece("lettered", line.level, f"{line.marker} ")
    if not start and BULLET.match(line.text):
        while indents and indents[-1] > line.indent:
            indents.pop()
        if not indents or indents[-1] < line.indent:
            indents.append(line.indent)
        return Piece("item", len(indents) - 1)
    indents.clear()
    if counted and line.number:
        return Piece("text", text=f"{line.number}. " if line.number[-1:].isalnum() else f"{line.number} ")
    return Piece("lettered" if not start and LETTERED.match(line.text) else "text")


def _join(piece: Piece, line: Line, at: int, edits: Edits) -> None:
    first = line.text[0]
    glued = first in _SPACED or (first == "." and not line.text.startswith(".."))
    if glued:
        cut = len(piece.text.rstrip(" "))
        piece.text = piece.text[:cut]
        piece.marks = [(min(pos, cut), key) for pos, key in piece.marks]
    elif not piece.text.endswith(" "):
        piece.text += " "
    _fill(piece, line, at, 0, edits)


def _fill(piece: Piece, line: Line, at: int, start: int, edits: Edits) -> None:
    """Append the words of a line from ``start``, its note marks taken out and noted."""
    if piece.kind == "table":
        piece.text = line.text
        piece.cuts = [(edit.start, edit.end, edit.key) for edit in edits.get(at, ())]
        piece.marks = [(edit.start, edit.key) for edit in edits.get(at, ())]
        piece.styled = list(line.styled)
        piece.lines.append(at)
        piece.ends[at] = len(piece.text)
        return
    cuts = edits.get(at, ())
    bounds = {start, len(line.text), *(b for e in cuts for b in (e.start, e.end))}
    bounds |= {b for s in line.styled for b in (s.start, s.end)}
    ordered = sorted(b for b in bounds if b >= start)
    for low, high in zip(ordered, [*ordered[1:], len(line.text)], strict=True):
        for edit in cuts:
            if edit.start == low:
                piece.marks.append((len(piece.text), edit.key))
        if low == high or any(e.start <= low < e.end for e in cuts):
            continue
        begin = len(piece.text)
        piece.add(line.text[low:high])
        for style in line.styled:
            if style.start <= low and high <= style.end and len(piece.text) > begin:
                piece.styled.append(Styled(begin, len(piece.text), style.marks, style.link))
    piece.lines.append(at)
    piece.ends[at] = len(piece.text)


@dataclass(frozen=True, slots=True)
class Rendered:
    """The Markdown of some pieces, and where given places of their words stand in it."""

    markdown: str
    starts: Mapping[tuple[int, int], int]
    stops: Mapping[tuple[int, int], int]


def render(pieces: Sequence[Piece], places: Iterable[Place] = ()) -> Rendered:
    """Markdown that shows the words of the pieces, note marks as [^key].

    ``places`` are (piece, character) pairs; ``starts`` gives each one's place in the Markdown after any mark that
    stands there, ``stops`` the place before it.
    """
    wanted: dict[int, set[int]] = {}
    for at, pos in places:
        wanted.setdefault(at, set()).add(pos)
    markdown = ""
    starts: dict[Place, int] = {}
    stops: dict[Place, int] = {}
    for at, piece in enumerate(pieces):
        if at:
            both = piece.kind == "item" and pieces[at - 1].kind == "item"
            markdown += "\n" if both else "\n\n"
        lead = {"item": "  " * piece.level + "- ", "quote": "> "}.get(piece.kind, "")
        if piece.kind == "table":
            markdown += table_markdown(piece.cells, piece.cuts)
            continue
        words, low, high = _inline(piece, wanted.get(at, set()))
        base = len(markdown) + len(lead)
        starts.update({(at, pos): base + place for pos, place in low.items()})
        stops.update({(at, pos): base + place for pos, place in high.items()})
        markdown += lead + words
    return Rendered(markdown, starts, stops)


def _inline(piece: Piece, wanted: set[int]) -> tuple[str, dict[int, int], dict[int, int]]:
    """One piece's Markdown, and for each wanted character its place after and before what is put in there."""
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for style in _tidy(piece):
        before, after = _signs(style)
        opening.setdefault(style.start, []).append(before)
        closing.setdefault(style.end, []).insert(0, after)
    inserted: dict[int, list[str]] = {}
    for pos, key in piece.marks:
        inserted.setdefault(min(pos, len(piece.text.rstrip())), []).append(f"[^{key}]")
    text = piece.text.rstrip()
    cuts = sorted({0, len(text), *opening, *closing, *inserted, *(min(pos, len(text)) for pos in wanted)})
    words = ""
    low: dict[int, int] = {}
    high: dict[int, int] = {}
    for cut, stop in zip(cuts, [*cuts[1:], len(text)], strict=True):
        high[cut] = len(words)
        words += "".join(closing.get(cut, ())) + "".join(inserted.get(cut, ())) + "".join(opening.get(cut, ()))
        low[cut] = len(words)
        words += escape_words(text[cut:stop])
    safe = escape_start(words)
    if safe != words:
        put = next(i for i, (a, b) in enumerate(zip(safe, words + " ", strict=False)) if a != b)
        low = {pos: place + (place > put) for pos, place in low.items()}
        high = {pos: place + (place > put) for pos, place in high.items()}
    clip = {pos: min(pos, len(text)) for pos in wanted}
    return safe, {pos: low[c] for pos, c in clip.items()}, {pos: high[c] for pos, c in clip.items()}


def _tidy(piece: Piece) -> list[Styled]:
    """The styles Markdown can carry, joined when they touch and without blanks at their edges."""
    kept: list[Styled] = []
    for style in piece.styled:
        marks = style.marks & {Mark.STRONG, Mark.EMPHASIS, Mark.STRIKE}
        if not marks and not style.link:
            continue
        if kept and kept[-1].end == style.start and (kept[-1].marks, kept[-1].link) == (marks, style.link):
            kept[-1] = Styled(kept[-1].start, style.end, marks, style.link)
        else:
            kept.append(Styled(style.start, style.end, marks, style.link))
    tidy = []
    for style in kept:
        words = piece.text[style.start : style.end]
        start = style.start + len(words) - len(words.lstrip())
        end = style.end - (len(words) - len(words.rstrip()))
        inside = (start and piece.text[start - 1].isalnum()) or piece.text[end : end + 1].isalnum()
        if start < end and any(c.isalnum() for c in words) and not (inside and not style.link):
            tidy.append(Styled(start, end, style.marks, style.link))
    return tidy


def _signs(style: Styled) -> tuple[str, str]:
    signs = "".join(
        sign for mark, sign in ((Mark.STRIKE, "~~"), (Mark.STRONG, "**"), (Mark.EMPHASIS, "*")) if mark in style.marks
    )
    back = signs[::-1]
    if style.link:
        address = re.sub(r"[()<>\s\\]", lambda found: f"%{ord(found[0]):02X}", style.link)
        return f"[{signs}", f"{back}]({address})"
    return signs, back
