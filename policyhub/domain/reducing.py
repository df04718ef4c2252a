"""What is left of a document in a format that cannot carry all of it: never fewer words than people would read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from policyhub.domain.document import Block, CommentMark, Document, Inline, with_contents
from policyhub.domain.tracked import accepted


def reduced_to(document: Document, carries: Collection[str]) -> Document:
    """The document without what a format has no place for; ``carries`` are the features of the format.

    Without "changes" every tracked change is accepted; without "comments" the comments go, as they are beside the text,
    not in it.
    """
    if "changes" not in carries:
        document = accepted(document)
    if "comments" not in carries:
        notes = tuple(replace(note, blocks=tuple(map(_uncommented, note.blocks))) for note in document.notes)
        document = replace(document, blocks=tuple(map(_uncommented, document.blocks)), notes=notes, comments=())
    return document


def _uncommented(block: Block) -> Block:
    return with_contents(block, _without_marks)


def _without_marks(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(inline for inline in content if not isinstance(inline, CommentMark))
