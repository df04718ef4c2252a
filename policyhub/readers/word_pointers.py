"""Ties the live references of a Word file to the paragraphs that their bookmarks stand in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from policyhub.domain.document import Block, Heading, Inline, Paragraph, Reference, Span, with_contents
from policyhub.domain.tracked import joined


def with_ids(stories: Sequence[Sequence[Block]], bookmarks: Mapping[str, int]) -> list[tuple[Block, ...]]:
    """The text and its notes with live references that point to blocks of the text, and ids for those."""
    blocks = stories[0]
    wanted: set[int] = set()

    def found(bookmark: str) -> str | None:
        at = bookmarks.get(bookmark)
        if at is None or at >= len(blocks) or not isinstance(blocks[at], Paragraph | Heading):
            return None
        wanted.add(at)
        return f"b{at + 1}"

    made = [[with_contents(block, lambda content: _mapped(content, found)) for block in story] for story in stories]
    for at in wanted:
        block = made[0][at]
        if isinstance(block, Paragraph | Heading):
            made[0][at] = replace(block, id=f"b{at + 1}")
    return [tuple(story) for story in made]


def _mapped(content: tuple[Inline, ...], found: Callable[[str], str | None]) -> tuple[Inline, ...]:
    """Live references with the id of what their bookmark stands in, or as plain words when it is nowhere."""
    if not any(isinstance(inline, Reference) for inline in content):
        return content
    made: list[Inline] = []
    for inline in content:
        if isinstance(inline, Reference):
            target = found(inline.target)
            made.append(replace(inline, target=target) if target else Span(inline.text))
        else:
            made.append(inline)
    return joined(made)
