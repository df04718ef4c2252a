"""What is left of headings, lists and tables in a format that shows where they stand by a few signs before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from policyhub.domain.document import (
    Block,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    Paragraph,
    Span,
    Table,
    with_contents,
)

DEEPEST_HEADING = 6
DEEPEST_LIST = 8

_COUNTED = re.compile(r"([1-9][0-9]{0,8})([.)])")
_BULLETS = frozenset({*"•-–—*◦▪‣·○●■□⁃∙", ""})


def laid_out(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks as such a format has them.

    - No heading is deeper than the sixth level; headings and cells are of one line.
    - No item is more than one level below the one before it, nor deeper than the ninth; a paragraph stands inside items
      or at the margin.
    - Every item has "•" or a number that counting comes to ("1.", "2."); any other marker is words of the item.
    - A table whose first row is to be its header, but has no words, has none.

    An item has words, or a marker that becomes words.
    """
    lists = _Lists()
    return tuple(_laid_out(block, lists) for block in blocks)


def _laid_out(block: Block, lists: _Lists) -> Block:
    match block:
        case ListItem():
            return lists.item(block)
        case Paragraph():
            return replace(block, level=lists.paragraph(block.level))
        case Table():
            lists.leave()
            return with_contents(_with_true_head(block), _on_one_line)
        case Heading(level=level):
            lists.leave()
            return with_contents(replace(block, level=min(level, DEEPEST_HEADING)), _on_one_line)
        case _:
            lists.leave()
            return block


def _with_true_head(table: Table) -> Table:
    return Table(table.rows[1:]) if table.header and not any(table.rows[0]) else table


def _on_one_line(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The words with a blank for each new line, which looks as the words before it."""
    made: list[Inline] = []
    last = Span("")
    for inline in content:
        last = inline if isinstance(inline, Span) else last
        made.append(replace(last, text=" ") if isinstance(inline, LineBreak) else inline)
    return tuple(made)


@dataclass(slots=True)
class _Lists:
    """What is known of the list at hand: how many levels are open, and the count in each that is counted."""

    depth: int = 0
    counts: dict[int, tuple[int, str]] = field(default_factory=dict)

    def leave(self) -> None:
        self.close(0)

    def close(self, depth: int) -> None:
        self.depth = min(self.depth, depth)
        self.counts = {level: count for level, count in self.counts.items() if level < self.depth}

    def paragraph(self, level: int) -> int:
        self.close(level)
        return self.depth

    def item(self, item: ListItem) -> ListItem:
        level = min(item.level, self.depth, DEEPEST_LIST)
        self.close(level + 1)
        counted = bool(item.content) and self.counts_to(item.marker, level)
        if not counted:
            self.counts.pop(level, None)
        self.depth = level + 1
        if counted:
            return replace(item, level=level)
        typed = () if item.marker in _BULLETS else (Span(f"{item.marker} "),)
        return replace(item, level=level, marker="•", content=(*typed, *item.content))

    def counts_to(self, marker: str, level: int) -> bool:
        """Whether a reader counts to the marker by itself at this place; then it is counted."""
        match = _COUNTED.fullmatch(marker)
        if match is None:
            return False
        value, sign = int(match[1]), match[2]
        last = self.counts.get(level)
        # A list that does not begin with 1 is seen as one only when nothing stands right before it.
        if last != (value - 1, sign) if last else value != 1 and self.depth:
            return False
        self.counts[level] = (value, sign)
        return True
