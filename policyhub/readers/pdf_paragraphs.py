"""Puts lines together to paragraphs, also over the end of a column or a page."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from policyhub.readers.pdf_pieces import Line, ends_sentence, is_above_notes
from policyhub.readers.pdf_sheets import Rule

_DASH = re.compile(r"\s*[–—-]")
_HYPHEN_END = re.compile(r"[^\W\d_][-\u00ad\u2010\x02]\Z")
_TYPED_LABEL = re.compile(
    r"\s*(?:\(?\d{1,3}(?:\.\d{1,3}){0,7}[.)]|\d{1,3}(?:\.\d{1,3}){1,7}|\(?[A-Za-z]\)|\([ivxl]{1,6}\)|[ivxl]{1,6}[.)]"
    r"|(?:[A-Z][a-z]+\s)?(?:Q|[Qq]uestion|Cwestiwn)\s?\d{1,3}[a-z]?[.):]?|Q[.:]|[•·‣▪▫■□●○◦◆◇►▶➢➤✓✔–—*\uf000-\uf0ff])[\s\u00a0]+\S"
)
_ASKED = re.compile(r"\s*(?:[A-Z][a-z]+\s)?(?:Q|[Qq]uestion|Cwestiwn)\s?\d{1,3}[a-z]?[.):]\s+[A-ZÀ-ÞŴŶ]")
_CITED_ON = re.compile(r"\s*\(?\w{1,5}\)(?:\(\w{1,5}\))*\s+(?:and|or|of|above|below)\b")
_BARE_NUMBER = re.compile(r"\s*\(?\d{1,3}[.)]\s*")
_NEAR = 0.6
_SOME_CELLS, _SENTENCE = 2, 20
_MOST_RULES = 60
_ROOM_INSIDE, _ROOM_BEFORE_CAPITAL = 0.5, 0.2


@dataclass(slots=True)
class Setting:
    """How a file is set: the size of its text, and how far apart lines of each size stand."""

    size: float
    leading: dict[int, float]

    def far(self, size: float) -> float:
        """The distance between two lines from which on they stand apart."""
        return 1.26 * self.leading.get(round(size * 2), 1.32 * size)


@dataclass(slots=True)
class Block:
    """Lines that are one paragraph, or one table."""

    lines: list[Line] = field(default_factory=list)

    @property
    def first(self) -> Line:
        """The line it begins with."""
        return self.lines[0]


def setting_of(pages: Sequence[Sequence[Line]], rules: Sequence[Sequence[Rule]]) -> Setting:
    """How the lines of a file are set; the size is that of most of its words outside tables and above notes."""
    sizes: Counter[float] = Counter()
    in_tables: Counter[float] = Counter()
    told = False
    gaps: dict[int, Counter[float]] = {}
    for lines, drawn in zip(pages, rules, strict=True):
        foot = max((rule.bottom for rule in drawn[:_MOST_RULES] if _is_over_notes(rule, lines)), default=-1e9)
        for line in lines:
            if line.table is not None:
                for run in line.table.runs():
                    in_tables[round(run.size * 2) / 2] += len(run.text)
            elif line.base > foot:
                sizes[round(line.size * 2) / 2] += len(line.text)
                told = told or (len(line.text) >= _SENTENCE and ends_sentence(line))
        for above, below in itertools.pairwise(lines):
            gap = above.base - below.base
            if above.column == below.column and abs(above.size - below.size) < _NEAR and 0.8 < gap / below.size < 2.6:
                gaps.setdefault(round(below.size * 2), Counter())[round(gap * 2) / 2] += 1
    # Tables are often set smaller than the text, and may hold more words.
    sizes = sizes if told else sizes + in_tables
    size = max(sizes, key=lambda size: sizes[size]) if sizes else 11.0
    return Setting(size, {key: _least(found) for key, found in gaps.items() if sum(found.values()) >= 4})


def _is_over_notes(rule: Rule, lines: Sequence[Line]) -> bool:
    """Whether a rule is as those above notes are, with small words only below it."""
    below = [line.size for line in lines if line.base < rule.bottom]
    above = [line.size for line in lines if line.base >= rule.bottom]
    return bool(above and below) and max(below) < max(above) - 0.4 and is_above_notes(rule, lines)


def _least(gaps: Counter[float]) -> float:
    """The smallest distance that is not rare: between paragraphs it is larger."""
    many = sum(gaps.values())
    return min(gap for gap, count in gaps.items() if count >= 0.15 * many or count == max(gaps.values()))


def paragraphs_of(pages: Sequence[Sequence[Line]], setting: Setting) -> list[Block]:
    """The paragraphs and tables of all pages, in order."""
    for lines in pages:
        _set_edges(lines, setting)
    blocks: list[Block] = []
    lines = [line for page in pages for line in page]
    for at, line in enumerate(lines):
        last = blocks[-1] if blocks else None
        following = lines[at + 1] if at + 1 < len(lines) else None
        if last is not None and _goes_on(last, line, following, setting):
            last.lines.append(line)
        else:
            blocks.append(Block([line]))
    return blocks


def _set_edges(lines: Sequence[Line], setting: Setting) -> None:
    """How far to the right words could have gone: as far as the column, or a narrower block that is well filled."""
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and _is_under(lines[end - 1], lines[end], setting):
            end += 1
        block = lines[start:end]
        edge = block[0].column[1]
        if len(block) >= 3:
            right, left = max(line.right for line in block), min(line.left for line in block)
            full = sum(1 for line in block[:-1] if line.right > right - 0.12 * (right - left))
            if full >= 0.6 * (len(block) - 1) and right - left > 0.35 * (edge - block[0].column[0]):
                edge = right
        for line in block:
            line.edge = edge
        start = end


def _is_under(above: Line, below: Line, setting: Setting) -> bool:
    return (
        above.column == below.column
        and above.page == below.page
        and 0 < above.base - below.base < setting.far(below.size)
        and abs(above.size - below.size) < _NEAR
    )


def _goes_on(block: Block, line: Line, following: Line | None, setting: Setting) -> bool:
    """Whether a line goes on with a paragraph."""
    last = block.lines[-1]
    if last.table or line.table or not last.runs[0].upright or not line.runs[0].upright or _ends_at_page(last):
        return False
    if abs(last.size - line.size) >= _NEAR:
        return False
    inside = line.text.lstrip()[:1].islower()
    if last.bold != line.bold and not (inside and not _has_room(last, line)):
        return False
    if begins_unit(line) and not (inside and not line.labelled) and not _cites_on(last, line):
        # A figure in the middle of a sentence may stand at the beginning of a line.
        counted = not _DASH.match(line.text) and (ends_sentence(last) or begins_unit(block.first))
        if line.labelled or counted or _has_room(last, line):
            return False
    if _ASKED.match(line.text) or (_BARE_NUMBER.fullmatch(line.text) and ends_sentence(last) and _has_room(last, line)):
        return False
    if last.page != line.page or last.column != line.column or line.base > last.base:
        return _goes_on_elsewhere(block, line, setting)
    if last.base - line.base >= setting.far(line.size):
        return False
    if not _is_aligned(block, line, following):
        return False
    return _is_open(last, line, setting)


def _ends_at_page(line: Line) -> bool:
    """Whether a line is an entry in a list of contents, whose page stands apart at its end."""
    if len(line.cells) < _SOME_CELLS or not line.cells[-1].text.strip().isdecimal():
        return False
    return line.cells[-1].left - line.cells[-2].right > 3 * line.size or line.cells[-2].text.rstrip().endswith("....")


def _cites_on(last: Line, line: Line) -> bool:
    """Whether a line goes on with a reference that the one before it began: "under section 6(1)", "(b) and (2) of"."""
    return (
        not line.labelled and not ends_sentence(last) and not _has_room(last, line) and bool(_CITED_ON.match(line.text))
    )


def begins_unit(line: Line) -> bool:
    """Whether a line begins with a number or a bullet."""
    return line.labelled or bool(_TYPED_LABEL.match(line.text[:60]))


def _goes_on_elsewhere(block: Block, line: Line, setting: Setting) -> bool:
    """Whether a paragraph that ends with a column or page goes on in the next."""
    last = block.lines[-1]
    if last.size > setting.size + _NEAR or (len(block.lines) == 1 and last.bold):
        return False
    if _HYPHEN_END.search(last.text.rstrip()[-2:]):
        return True
    if line.text.lstrip()[:1].islower():
        return not last.text.rstrip().endswith((".", "!", "?", ";", ":"))
    return not ends_sentence(last) and not _has_room(last, line)


def _is_aligned(block: Block, line: Line, following: Line | None) -> bool:
    """Whether a line begins where the next line of a paragraph would."""
    first, last = block.first, block.lines[-1]
    near = 0.45 * line.size
    if len(block.lines) > 1:
        return abs(line.left - last.left) <= near or _is_centred(last, line)
    if first.labelled:
        # A paragraph may begin further in, with its number, than it goes on; after a bullet only a sentence tells.
        told = any(map(str.isalnum, first.runs[0].text)) or line.text.lstrip()[:1].islower()
        indented = told and not _has_room(last, line) and first.left - 5 * line.size <= line.left
        return (indented or first.left - near <= line.left) and line.left <= first.body + near
    shift = line.left - first.left
    if abs(shift) <= near:
        return True
    if shift < 0:
        return shift >= -5 * line.size or _is_centred(first, line)
    if begins_unit(first):
        return shift <= 8 * line.size
    hanging = following is not None and following.page == line.page and abs(following.left - line.left) <= near
    return _is_centred(first, line) or (hanging and not _has_room(first, line) and not begins_unit(line))


def _is_centred(above: Line, below: Line) -> bool:
    middle = abs((above.left + above.right) - (below.left + below.right)) < 0.8 * below.size
    indented = above.left > above.column[0] + 0.5 * above.size or below.left > below.column[0] + 0.5 * below.size
    return middle and indented


def _is_flush_right(above: Line, below: Line) -> bool:
    far = above.column[0] + 6 * below.size
    return abs(above.right - below.right) < 2 and min(above.left, below.left) > far


def _is_open(last: Line, line: Line, setting: Setting) -> bool:
    """Whether a line ends because the next word would not have fitted, or in the middle of a sentence."""
    room = _room(last, line)
    if room <= 0.6 * line.size:
        return True
    if last.size > setting.size + _NEAR:
        # Titles are broken by hand, where it looks well.
        return not ends_sentence(last)
    if ends_sentence(last):
        return False
    share = room / max(last.edge - last.column[0], 1.0)
    return share <= (_ROOM_INSIDE if line.text.lstrip()[:1].islower() else _ROOM_BEFORE_CAPITAL)


def _has_room(last: Line, line: Line) -> bool:
    return _room(last, line) > 0.6 * line.size


def _room(last: Line, line: Line) -> float:
    """How much of a line would be left over after the first word of the next one.

    Of lines that are not flush left (centred, flush right) all room beside them counts.
    """
    words = line.text.split(maxsplit=1)
    first = len(words[0]) if words else 0
    room = last.edge - last.right - first * (line.right - line.left) / max(len(line.text.strip()), 1)
    if abs(line.left - last.left) > 0.45 * line.size and (_is_centred(last, line) or _is_flush_right(last, line)):
        room += max(0.0, min(last.left, line.left) - last.column[0])
    return room
