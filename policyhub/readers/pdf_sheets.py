"""What stands on the pages of a PDF: runs of words of one look, rules and pictures, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from policyhub.readers.pdf_fonts import Face


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look: ``left`` to ``top`` are points from the page's lower left, ``base`` is the line they stand on.

    ``upright`` is False for words that are turned against the page, ``order`` is when they were put there.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    base: float
    size: float
    face: Face
    red: bool = False
    link: str | None = None
    upright: bool = True
    order: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, or the edge of a box, from lower left to upper right."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def across(self) -> bool:
        """Whether it runs across the page, not up."""
        return self.right - self.left >= self.top - self.bottom


@dataclass(slots=True)
class Sheet:
    """What stands on one page, in the order in which it was put there; ``pictures`` is how many pictures."""

    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: int = 0
