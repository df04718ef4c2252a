"""What the association's own Word template gives to every Word file: styles, the page, headers and footers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Story:
    """The words at the head or the foot of some pages, as XML of Word.

    ``kind`` is "header" or "footer", ``pages`` "default", "first" or "even"; ``pictures`` are the pictures in it by the
    ids of their relationships: the ending of the name, and the bytes.
    """

    kind: str
    pages: str
    xml: bytes
    pictures: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageTemplate:
    """A template that was read and found harmless; lengths are twentieths of a point.

    ``page`` and ``margins`` hold the attributes of the page's size and margins as Word names them.
    """

    styles: bytes
    page: Mapping[str, int]
    margins: Mapping[str, int]
    stories: tuple[Story, ...] = ()
    theme: bytes | None = None
    first_page_differs: bool = False
    even_pages_differ: bool = False

    @property
    def text_width(self) -> int:
        """How wide a line of text may be."""
        sides = sum(self.margins.get(side, 0) for side in ("left", "right", "gutter"))
        return max(2000, self.page.get("w", 11906) - sides)
