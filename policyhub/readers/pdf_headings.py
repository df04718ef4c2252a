"""Tells which paragraphs of a PDF are headings, and on which level: by its bookmarks, by size and by weight."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from policyhub.readers.pdf_file import Bookmark
from policyhub.readers.pdf_paragraphs import Block, Setting, begins_unit

Style = tuple[float, bool]

_LARGER = 0.7
_LONGEST = 300
_LONGEST_BOLD = 200
_PROSE = 60
_DEEPEST = 6
_SMALLEST = 0.85
_OPEN_END = re.compile(r"[,;:]\Z|\w{3}\.\Z")
_LETTER = re.compile(r"[^\W\d_]")


def levels_of(blocks: Sequence[Block], bookmarks: Sequence[Bookmark], setting: Setting) -> dict[int, int]:
    """The level of each block that is a heading, by its place.

    A block that says what a bookmark of its page says has the bookmark's level. Else larger words are headings, and
    short bold ones that lead to prose; their level is that of others that look alike, or their rank by size.
    """
    marked = _marked(blocks, bookmarks)
    strong = _bold_share(blocks) < 0.5
    looks = {
        at: _style(block)
        for at, block in enumerate(blocks)
        if at in marked or _looks_like_one(block, at, blocks, setting, bold_tells=strong)
    }
    return _levels(looks, marked)


def _looks_like_one(block: Block, at: int, blocks: Sequence[Block], setting: Setting, *, bold_tells: bool) -> bool:
    first = block.first
    if first.table or not first.runs[0].upright:
        return False
    text = words_of(block)
    if not _LETTER.search(text) or len(text) > _LONGEST:
        return False
    if min(line.size for line in block.lines) >= setting.size + _LARGER:
        return len(block.lines) <= 5
    if not bold_tells or not all(line.bold for line in block.lines) or first.size < _SMALLEST * setting.size:
        return False
    if len(text) > _LONGEST_BOLD or len(block.lines) > 3 or _OPEN_END.search(text[-12:]):
        return False
    return _leads(at, blocks)


def _leads(at: int, blocks: Sequence[Block]) -> bool:
    """Whether something follows that a heading can stand above: prose, a numbered paragraph, a list, a table."""
    for block in blocks[at + 1 : at + 4]:
        if block.first.table or begins_unit(block.first) or len(words_of(block)) >= _PROSE:
            return True
        if not all(line.bold for line in block.lines):
            return False
    return False


def _bold_share(blocks: Sequence[Block]) -> float:
    count: Counter[bool] = Counter()
    for block in blocks:
        for line in block.lines:
            count[line.bold] += len(line.text)
    return count[True] / max(count.total(), 1)


def _marked(blocks: Sequence[Block], bookmarks: Sequence[Bookmark]) -> dict[int, int]:
    """The levels of the blocks that bookmarks name, each bookmark meaning one block of its page."""
    by_words: dict[str, list[Bookmark]] = defaultdict(list)
    for mark in bookmarks:
        if key := _key(mark.title):
            by_words[key].append(mark)
    found: dict[int, int] = {}
    if not by_words:
        return found
    for at, block in enumerate(blocks):
        if block.first.table:
            continue
        text = words_of(block)
        # Word marks whole numbered paragraphs, too, when they are set in a style for headings.
        bold = all(line.bold for line in block.lines)
        prose = len(text) > (_LONGEST if bold else _LONGEST_BOLD) or (_OPEN_END.search(text[-12:]) and not bold)
        same = [] if prose else by_words.get(_key(text), [])
        pages = {line.page for line in block.lines}
        place = next((n for n, mark in enumerate(same) if mark.page < 0 or mark.page in pages), None)
        if place is not None:
            found[at] = same.pop(place).level
    return found


def _key(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _style(block: Block) -> Style:
    most = max(block.lines, key=lambda line: len(line.text))
    return round(most.size * 2) / 2, all(line.bold for line in block.lines)


def _levels(looks: dict[int, Style], marked: dict[int, int]) -> dict[int, int]:
    by_mark: dict[Style, Counter[int]] = defaultdict(Counter)
    for at, level in marked.items():
        by_mark[looks[at]][level] += 1
    ranked = sorted({*looks.values()}, reverse=True)
    ranks = {style: rank + 1 for rank, style in enumerate(ranked)}
    levels: dict[int, int] = {}
    for at, style in looks.items():
        if at in marked:
            level = marked[at]
        elif style in by_mark:
            level = by_mark[style].most_common(1)[0][0]
        elif by_mark:
            above = [max(found) for other, found in by_mark.items() if other > style]
            level = max(above) + 1 if above else 1
        else:
            level = ranks[style]
        levels[at] = min(level, _DEEPEST)
    return levels


def words_of(block: Block) -> str:
    """The words of a block, roughly: lines are joined with blanks."""
    return " ".join(" ".join(line.text.split()) for line in block.lines)
