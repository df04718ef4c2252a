"""How a text is put on its pages, where its format has pages: what a document itself does not say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Printing:
    """What whoever takes a file away may choose about its pages; ``line_numbers`` counts the lines in the margin."""

    line_numbers: bool = False


PLAIN = Printing()
