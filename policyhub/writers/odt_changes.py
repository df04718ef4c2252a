"""Keeps the tracked changes of an OpenDocument: the list of them at the top of the text, and deleted paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from policyhub.domain.automatic_numbers import number_of
from policyhub.domain.document import Block, Change, Heading, ListItem, Paragraph, Span, Table
from policyhub.domain.own_words import shown
from policyhub.writers.odt_xml import Element, o, with_text
from policyhub.writers.words import one_line

_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
)


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
    """Who and when; a date that is none is left out, or programs would not open the file."""
    made = [with_text(o("dc:creator"), one_line(author))]
    if _DATE.fullmatch(at):
        made.append(with_text(o("dc:date"), at))
    return made


def with_settled_ends(blocks: Sequence[Block]) -> list[Block]:
    """The blocks as OpenDocument can hold changes of paragraphs' ends.

    Only an end with a paragraph after it can be inserted or deleted. A paragraph whose end was deleted is part of the
    next one, so that its own number is a deleted word.
    """
    made: list[Block] = []
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if isinstance(block, Table) or block.end_change is None:
            made.append(block)
        elif following is None or isinstance(following, Table):
            made.append(replace(block, end_change=None))
        elif block.end_change.kind.removes:
            made.append(_typed(block, block.end_change))
        else:
            made.append(block)
    return made


def _typed(block: Block, change: Change) -> Block:
    if isinstance(block, ListItem):
        label = one_line(block.marker)
        words = (Span(f"{label}\t", change=change),) if label else ()
        return Paragraph((*words, *block.content), end_change=change)
    if isinstance(block, Paragraph | Heading):
        number = number_of(block)
        words = (Span(f"{shown(number)}\t", change=change),) if number else ()
        block = replace(block, number=None, content=(*words, *block.content))
        return replace(block, level=0) if isinstance(block, Paragraph) else block
    return block
