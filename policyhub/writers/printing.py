"""How a text is put on its pages, where its format has pages: what a document itself does not say."""

from __future__ import annotations

from dataclasses import dataclass

from policyhub.domain.page_template import PageTemplate


@dataclass(frozen=True, slots=True)
class Printing:
    """What is to be decided about pages: ``line_numbers`` counts the lines in the margin, ``template`` is the
    association's own for Word files."""

    line_numbers: bool = False
    template: PageTemplate | None = None


PLAIN = Printing()
