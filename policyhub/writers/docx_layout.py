"""Decides where each block of a Word file stands and who prints its number: the outline list, a list, or we."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from policyhub.domain.automatic_numbers import LEVELS, Outline, count_outline, number_of
from policyhub.domain.document import Block, Heading, ListItem, Paragraph
from policyhub.domain.own_words import shown
from policyhub.writers.docx_lists import PlacedItem, place_lists

# Twentieths of a point.
CHARACTER = 140
NARROWEST, WIDEST = 737, 1361
STEP = 510


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: ``left`` is where its words do, ``hanging`` how far its number hangs out.

    ``numbered`` is the list (its numId) and level that print the number; ``typed`` is a number we print.
    """

    left: int = 0
    hanging: int = 0
    numbered: tuple[int, int] | None = None
    typed: str | None = None


@dataclass(slots=True)
class Layout:
    """The places of all blocks, the lists behind them, and the style that each outline level is tied to."""

    gutter: int
    outline: Outline
    places: list[Place] = field(default_factory=list)
    styles: dict[int, str] = field(default_factory=dict)
    items: dict[int, PlacedItem] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)

    @property
    def first_list(self) -> int:
        """The numId of the first list that is not a run of the outline."""
        return len(self.outline.starts) + 1

    def number_counted(self, place: int) -> str | None:
        """What the outline list prints for a block, as a reference to it shows it, or None."""
        return self.numbers.get(place)


def style_of(block: Block, level: int | None = None) -> str:
    """The id of the paragraph style of a heading or numbered paragraph."""
    if isinstance(block, Heading):
        return f"Heading{min(max(block.level, 1), LEVELS)}"
    return "NumberedParagraph" if level is None else f"Numbered{level + 1}"


def lay_out(blocks: Sequence[Block]) -> Layout:
    """The layout of a document's blocks.

    Numbers hang in one gutter at the left and words stand beside it. What follows something numbered belongs
    to it and stands beside the gutter too, until an unnumbered heading of its rank or a higher one.
    """
    outline = count_outline(blocks)
    layout = Layout(_gutter(blocks), outline)
    layout.styles = _tied_styles(blocks, outline)
    ruling = LEVELS + 1
    beside = False
    lefts: list[int] = []
    for place, block in enumerate(blocks):
        number = number_of(block)
        if isinstance(block, Heading) and number is None and block.level <= ruling:
            beside = False
        if number is not None:
            lettered = beside and isinstance(block, Paragraph) and not number[0].isdigit()
            layout.places.append(_numbered_place(layout, place, number, lettered=lettered))
            beside = True
            if isinstance(block, Heading):
                ruling = block.level
        else:
            layout.places.append(Place(left=layout.gutter if beside else 0))
        lefts.append(layout.gutter if beside else 0)
    layout.items = place_lists(blocks, lefts, layout.first_list)
    for place, item in layout.items.items():
        layout.places[place] = Place(item.left, item.hanging, item.numbered, item.typed)
    _continue_items(blocks, layout)
    return layout


def _continue_items(blocks: Sequence[Block], layout: Layout) -> None:
    """Puts the second paragraph of an item under its first."""
    left = 0
    for place, block in enumerate(blocks):
        if isinstance(block, ListItem):
            left = layout.places[place].left
        elif isinstance(block, Paragraph) and block.level:
            layout.places[place] = Place(left=left)


def _numbered_place(layout: Layout, place: int, number: str, *, lettered: bool) -> Place:
    counted = layout.outline.counted.get(place)
    if counted is not None:
        layout.numbers[place] = counted.number
        return Place(layout.gutter, layout.gutter, (counted.run + 1, counted.level))
    typed = shown(number)
    if lettered and len(typed) <= 5:
        return Place(layout.gutter + STEP, STEP, typed=typed)
    return Place(layout.gutter, layout.gutter, typed=typed)


def _gutter(blocks: Sequence[Block]) -> int:
    """Wide enough for all numbers but the odd ones ("Appendix 1")."""
    lengths = [len(shown(number)) for number in map(number_of, blocks) if number]
    usual = max((length for length in lengths if (length + 1) * CHARACTER <= WIDEST), default=0)
    return max(NARROWEST, (usual + 1) * CHARACTER)


def _tied_styles(blocks: Sequence[Block], outline: Outline) -> dict[int, str]:
    """For each level of the outline the style most used there; no style is tied to two levels."""
    counted = outline.counted.items()
    uses = Counter((found.level, style_of(blocks[place], found.level)) for place, found in counted)
    tied: dict[int, str] = {}
    for (level, style), _count in sorted(uses.items(), key=lambda use: (-use[1], use[0])):
        if level not in tied and style not in tied.values():
            tied[level] = style
    return tied
