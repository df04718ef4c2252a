"""How numbers are printed, and which of them a word processor would count to by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from policyhub.domain.document import Block, Heading, Paragraph
from policyhub.domain.figures import repeated_letters, roman
from policyhub.writers.words import one_line

LEVELS = 9
_HIGHEST = 9999
_WHOLE = re.compile(r"[1-9][0-9]{0,3}")
_DOTTED = re.compile(r"[1-9][0-9]{0,3}(?:\.[1-9][0-9]{0,3}){0,8}")


def number_of(block: Block) -> str | None:
    """The number printed before a block, cleaned, or None."""
    if isinstance(block, Heading | Paragraph) and block.number is not None:
        return one_line(block.number) or None
    return None


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that the outline list prints: its level from 0, and which run of the list it stands in."""

    level: int
    run: int


@dataclass(slots=True)
class Outline:
    """Which blocks the one outline list numbers, by their place; ``starts`` holds what each run starts at."""

    counted: dict[int, Counted] = field(default_factory=dict)
    starts: list[int] = field(default_factory=lambda: [1])


def count_outline(blocks: Sequence[Block]) -> Outline:
    """Finds the blocks whose given number is the one that automatic numbering comes to.

    A whole number that does not follow the last one ("8" at the start, "1" after another heading) starts a
    new run of the same list. Any other number that does not follow ("1.5" after "1.3", "4A") is not counted
    and does not move the count, so that it has to be typed.
    """
    outline = Outline()
    counters: list[int] = []
    for place, block in enumerate(blocks):
        number = number_of(block)
        if number is None or not _DOTTED.fullmatch(number):
            continue
        given = [int(part) for part in number.split(".")]
        depth = len(given)
        if isinstance(block, Heading | Paragraph) and block.end_change and block.end_change.kind.removes:
            # Word counts it as long as it is there; once it is gone, the numbers are those given to the others.
            outline.counted[place] = Counted(depth - 1, len(outline.starts) - 1)
            continue
        expected = counters[: depth - 1] + [counters[depth - 1] + 1 if len(counters) >= depth else 1]
        if given != expected:
            if depth > 1:
                continue
            outline.starts.append(given[0])
        counters = given
        outline.counted[place] = Counted(depth - 1, len(outline.starts) - 1)
    return outline


_MARKER = re.compile(r"([(\[]?)([0-9]{1,4}|[A-Za-z]{1,6})([)\].:]{0,2})")


@dataclass(frozen=True, slots=True)
class MarkerForm:
    """What stands before a list's items: Word's name of the way of counting, what stands round it, the first."""

    way: str
    before: str = ""
    after: str = ""
    first: int = 1

    def marker(self, value: int) -> str:
        """What is printed before the item with this value."""
        match self.way:
            case "decimal":
                core = str(value)
            case "lowerLetter" | "upperLetter":
                core = repeated_letters(value)
            case "lowerRoman" | "upperRoman":
                core = roman(value)
            case _:
                return self.before
        return f"{self.before}{core.upper() if self.way.startswith('upper') else core}{self.after}"


def marker_form(marker: str) -> MarkerForm | None:
    """The form that a list's first marker begins, or None when it has to be typed.

    "a" and "i" are taken for the first letter and the first Roman figure; any other letter is a letter.
    """
    marker = one_line(marker)
    if 0 < len(marker) <= 2 and not any(sign.isalnum() or sign == "%" for sign in marker):
        return MarkerForm("bullet", marker)
    match = _MARKER.fullmatch(marker)
    if match is None:
        return None
    before, core, after = match.groups()
    if core.isdigit():
        return MarkerForm("decimal", before, after, int(core)) if _WHOLE.fullmatch(core) else None
    if len(core) > 1 or not (before or after):
        return None
    case = "lower" if core.islower() else "upper"
    if core in "iI":
        return MarkerForm(f"{case}Roman", before, after)
    return MarkerForm(f"{case}Letter", before, after, ord(core.lower()) - ord("a") + 1)
