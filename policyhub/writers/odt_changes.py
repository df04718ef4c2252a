"""Keeps the tracked changes of an OpenDocument: the list of them at the top of the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from policyhub.domain.document import Change
from policyhub.writers.odt_xml import Element, o, with_text


@dataclass(slots=True)
class Regions:
    """The changes made so far, in the order of their places."""

    elements: list[Element] = field(default_factory=list)

    def insertion(self, change: Change) -> str:
        """The id of a new insertion."""
        return self._new("text:insertion", change)[0]

    def deletion(self, change: Change) -> tuple[str, Element]:
        """The id of a new deletion, and the element that its words go into."""
        return self._new("text:deletion", change)

    def element(self) -> Element | None:
        """The list of all changes, or None if there are none."""
        return o("text:tracked-changes", {"text:track-changes": "false"}, *self.elements) if self.elements else None

    def _new(self, tag: str, change: Change) -> tuple[str, Element]:
        name = f"ct{len(self.elements) + 1}"
        made = o(tag, None, o("office:change-info", None, *author_and_date(change.author, change.at)))
        self.elements.append(o("text:changed-region", {"xml:id": name, "text:id": name}, made))
        return name, made


def author_and_date(author: str, at: str) -> list[Element]:
    """Who and when."""
    made = [with_text(o("dc:creator"), author)]
    if at:
        made.append(with_text(o("dc:date"), at))
    return made
