"""Finds the notes of a paper, and the marks in its text that they belong to."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from policyhub.domain.document import Document
from policyhub.domain.recognising.labels import labels_at
from policyhub.domain.recognising.lines import LOST, Page, page_of
from policyhub.domain.recognising.note_marks import DEFINED, PLAIN, Mark, glued_marks, printed_marks, value_of
from policyhub.domain.recognising.pieces import Edit, Piece, pieces_of
from policyhub.domain.recognising.vocabulary import NOTES_HEADING, SOURCES

_LOST_NOTE = re.compile(rf"[{LOST}]+[ \t\u00a0]+(?=\S)")
_LOST_MARK = re.compile(rf"(?<=[\w.,;:!?\"'”’)])[{LOST}](?=[\s.,;:!?)]|\Z)")


@dataclass(frozen=True, slots=True)
class Definition:
    """A note's own words: ``lines`` of the page from character ``start`` of the first, or ``pieces`` made already."""

    mark: str
    printed: str
    lines: tuple[int, ...]
    start: int
    key: str = ""
    lost: bool = False
    given: tuple[Piece, ...] = ()

    def pieces(self, page: Page) -> list[Piece]:
        """The note's paragraphs."""
        return list(self.given) or pieces_of(page, self.lines, {}, {self.lines[0]: self.start})


@dataclass(slots=True)
class Found:
    """All notes of a page: their definitions, marks in lines, lines they use, lines left over after them."""

    definitions: list[Definition] = field(default_factory=list)
    edits: dict[int, list[Edit]] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    back: list[int] = field(default_factory=list)

    def mark(self, at: int, edit: Edit) -> None:
        """Note a mark in line ``at``."""
        self.edits.setdefault(at, []).append(edit)


def find_notes(page: Page, document: Document) -> Found:
    """The notes of a document: its own, those with printed marks, and those whose marks were lost."""
    found = Found()
    _given(page, document, found)
    end = _lost(page, found)
    printed, marks = _printed(page, end)
    if printed:
        above = page.words_before(printed[0].lines[0])
        if above is not None and NOTES_HEADING.fullmatch(page.lines[above].text):
            found.used.add(above)
            found.back.append(above)
    else:
        printed, marks = _listed(page, end, marks, found)
    _pair(printed, marks, found)
    found.definitions = _keyed(found.definitions)
    return found


def lost_marks(page: Page, at: int) -> list[tuple[int, int]]:
    """The characters of a line that stand where the mark of a note may have been."""
    return [(m.start(), m.end()) for m in _LOST_MARK.finditer(page.lines[at].text)]


def _given(page: Page, document: Document, found: Found) -> None:
    """Notes that the document itself knows, at the marks it knows."""
    marks = [note.mark for note in document.notes]
    keys: dict[str, str] = {}
    for at, note in enumerate(document.notes, 1):
        good = note.mark.isalnum() and note.mark.isascii() and marks.count(note.mark) == 1
        keys[note.id] = note.mark if good else str(at) if str(at) not in marks else f"n{at}"
        own = page_of(Document(blocks=note.blocks))
        pieces = tuple(replace(piece, lines=[]) for piece in pieces_of(own, range(len(own.lines)), {}))
        found.definitions.append(
            Definition(note.mark, note.mark, (), 0, keys[note.id], given=pieces or (Piece("text"),))
        )
    for index, line in enumerate(page.lines):
        for pos, note_id in line.note_marks:
            if note_id in keys:
                found.mark(index, Edit(pos, pos, keys[note_id]))


def _lost(page: Page, found: Found) -> int:
    """Notes at the end that begin with a lost character; gives the index at which they begin."""
    starts = [i for i, line in enumerate(page.lines) if _LOST_NOTE.match(line.text)]
    # What numbered text follows cannot be a note at the end.
    last = next((i for i in range(len(page.lines) - 1, -1, -1) if starts and _is_deep(page.lines[i].text)), -1)
    starts = [i for i in starts if i > last]
    if not starts:
        return len(page.lines)
    for at, stop in zip(starts, [*starts[1:], len(page.lines)], strict=True):
        words = [i for i in range(at, stop) if not page.lines[i].blank]
        if stop == len(page.lines):
            words, left = _until_gap(page, words)
            found.back.extend(left)
            found.used.update(left)
        first = _LOST_NOTE.match(page.lines[at].text)
        mark = str(sum(1 for d in found.definitions if d.lost) + 1)
        found.definitions.append(Definition(mark, "", tuple(words), first.end() if first else 0, lost=True))
        found.used.update(words)
    return starts[0]


def _is_deep(text: str) -> bool:
    return any(len(label.value) > 1 and label.stop for label in labels_at(text))


def _until_gap(page: Page, words: list[int]) -> tuple[list[int], list[int]]:
    """The last note's lines up to a gap after which something new begins, and the rest."""
    for i, (a, b) in enumerate(itertools.pairwise(words), 1):
        if b - a > 1 and page.lines[b].text[:1].isupper():
            return words[:i], words[i:]
    return words, []


def _printed(page: Page, end: int) -> tuple[list[Definition], list[Mark]]:
    """Lines like "[1] words" for which "[1]" stands in the text before, and all such marks."""
    heads, marks = printed_marks(page, end)
    starts = {at for at, _ in heads}
    definitions = []
    for at, head in heads:
        lines = _with_rest(page, at, starts, end)
        definitions.append(Definition(value_of(head), head[0].strip(), tuple(lines), head.end()))
    return definitions, marks


def _with_rest(page: Page, at: int, starts: Iterable[int], end: int) -> list[int]:
    """A note's first line and those that go on with it: up to a blank line, and indented ones after that."""
    lines = [at]
    for i in range(at + 1, end):
        line = page.lines[i]
        if i in starts:
            break
        if line.blank:
            after = page.next_words(i)
            if after is None or after >= end or after in starts or page.lines[after].indent < 2 or after - i > 1:
                break
            if page.lines[after].indent <= page.lines[at].indent:
                break
        elif line.shape != "line" or (i - 1 in lines and not page.physical) or _is_deep(line.text):
            break
        else:
            lines.append(i)
    return lines


def _listed(page: Page, end: int, marks: list[Mark], found: Found) -> tuple[list[Definition], list[Mark]]:
    """A list of notes with plain numbers: under a heading that says so, or at the end when marks ask for it."""
    head = next(
        (i for i in range(end - 1, end // 3, -1) if NOTES_HEADING.fullmatch(page.lines[i].text)),
        None,
    )
    if head is None and not marks:
        return [], marks
    definitions = _run(page, (head if head is not None else _last_mark(marks)) + 1, end)
    if not definitions:
        return [], marks
    wanted = {definition.mark for definition in definitions}
    if not wanted & {mark.mark for mark in marks}:
        stop = definitions[0].lines[0]
        round_ = all(definition.printed.startswith("(") for definition in definitions)
        glued = glued_marks(page, stop if head is None else head, len(definitions), round_=round_)
        if len(glued) >= max(1, 0.6 * len(definitions)):
            marks = glued
            marked = {mark.mark for mark in glued}
            definitions = [replace(d, lost=d.mark not in marked) for d in definitions]
        elif head is not None and not SOURCES.fullmatch(page.lines[head].text.rstrip(":.")):
            definitions = [replace(definition, lost=True) for definition in definitions]
        else:
            return [], marks
    if head is not None:
        found.used.add(head)
        found.back.append(head)
    return definitions, marks


def _last_mark(marks: list[Mark]) -> int:
    return max(mark.at for mark in marks)


def _run(page: Page, start: int, end: int) -> list[Definition]:
    """The lines 1, 2, 3 … from ``start`` on, when they begin with 1 and nothing else stands between."""
    heads: dict[int, tuple[str, int]] = {}
    for at in range(start, end):
        line = page.lines[at]
        want = str(len(heads) + 1)
        counted = line.number or (line.marker if line.shape == "item" and not line.bullet else None)
        if counted is not None:
            # the file counts its notes by itself
            if counted.strip("[]().: ") == want:
                heads[at] = (counted, 0)
            continue
        head = PLAIN.match(line.text) or DEFINED.match(line.text)
        if head and value_of(head) == want:
            heads[at] = (head[0].strip(), head.end())
    definitions = []
    for count, (at, (printed, begin)) in enumerate(heads.items(), 1):
        lines = _with_rest(page, at, heads, end)
        definitions.append(Definition(str(count), printed, tuple(lines), begin))
    return definitions


def _pair(definitions: list[Definition], marks: list[Mark], found: Found) -> None:
    """Give each mark the note it means: of several with the same mark the next after it."""
    keyed = _keyed([*found.definitions, *definitions])[len(found.definitions) :]
    used: set[str] = set()
    lines = {at for definition in keyed for at in definition.lines}
    called: dict[str, list[Definition]] = {}
    for definition in keyed:
        if not definition.lost:
            called.setdefault(definition.mark, []).append(definition)
    for mark in marks:
        same = called.get(mark.mark)
        if not same or mark.at in lines:
            continue
        after = bisect_right(same, mark.at, key=lambda definition: definition.lines[0])
        note = same[min(after, len(same) - 1)]
        found.mark(mark.at, Edit(mark.start, mark.end, note.key))
        used.add(note.key)
    for definition in keyed:
        if definition.key in used or definition.lost:
            found.definitions.append(definition)
            found.used.update(definition.lines)


def _keyed(definitions: list[Definition]) -> list[Definition]:
    """Each note with a key of letters and digits that no other has; the printed mark where that will do."""
    taken = {definition.key for definition in definitions if definition.key}
    keyed = []
    for at, definition in enumerate(definitions, 1):
        key = definition.key
        if not key:
            plain = definition.mark if definition.mark.isalnum() and definition.mark.isascii() else f"n{at}"
            key = next(k for k in (plain, *(plain + chr(c) for c in range(98, 123)), f"n{at}x") if k not in taken)
            taken.add(key)
        keyed.append(replace(definition, key=key))
    return keyed
