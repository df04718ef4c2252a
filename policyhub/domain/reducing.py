"""What is left of a document in a format that cannot carry all of it: never fewer words than people would read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from policyhub.domain.characters import one_line
from policyhub.domain.document import (
    Block,
    CommentMark,
    Document,
    Heading,
    Inline,
    ListItem,
    Mark,
    NoteMark,
    Paragraph,
    Reference,
    Span,
    with_blocks,
    with_contents,
)
from policyhub.domain.own_words import in_words, labels_of, pieces, reds_of, shown
from policyhub.domain.placed_notes import place_notes
from policyhub.domain.reducing_changes import with_moments, with_settled_ends, without_moves
from policyhub.domain.reducing_comments import with_comments_in_order, with_placed_comments
from policyhub.domain.reducing_layout import laid_out
from policyhub.domain.reducing_looks import with_looks, with_plain_blanks
from policyhub.domain.reducing_office import (
    with_bound_layout,
    with_counted_ids,
    with_lines_in_notes,
    with_plain_looks,
    with_plain_notes,
    with_red_passages,
    with_typed_numbers,
)
from policyhub.domain.tidying import normal
from policyhub.domain.tracked import accepted

UNBOUND: frozenset[str] = frozenset(
    {"odd numbers", "free notes", "tables in notes", "passages", "odd looks", "free comments", "comments in any order",
     "moments", "moves", "free ends", "free layout", "ids"}
)  # fmt: skip
"""What is free in a document and bound in the file of a word processor."""
PRINTED: frozenset[str] = UNBOUND | {
    *("title", "facts", "numbers", "disputed", "note marks", "loose notes", "layout", "blanks")
}
"""What a format has that prints more than the text: a title page, numbers before and labels in it, notes at its end."""

Content = tuple[Inline, ...]


def reduced_to(document: Document, carries: Collection[str]) -> Document:
    """The document without what a format has no place for; ``carries`` are the features of the format.

    What people would read becomes words of the text, where it would be printed:

    - "title": the first heading, the others a level lower where one stands as high; the subtitle is a paragraph.
    - "facts": items of a list under the title.
    - "numbers": words before those of the block, which then stands at the margin.
    - "disputed": the passage is labelled, and not red.
    - "references": their printed words. What can be pointed to has no id.
    - "note marks": marks inside notes are words, and notes whose marks are not all different whole numbers are counted
      anew.
    - "loose notes": those that stand at no mark follow the text under a heading.
    - "layout": see reducing_layout.
    - "marks": only the looks that ``carries`` names ("strong"), and red, which is a matter of "disputed".
    - "blanks": those at the edges of looks have no look; see reducing_looks.

    What a word processor has another form for: "free notes", "tables in notes", "passages" disputed as a whole, "odd
    looks", "free layout", "ids", "odd numbers" (see reducing_office), "free comments", "comments in any order" (see
    reducing_comments), "moments", "moves", "free ends" (see reducing_changes).

    Without "changes" every tracked change is accepted. What stands beside the text goes without its feature:
    "comments", "languages", "running" heads, names of "styles".
    """
    if "changes" not in carries:
        document = accepted(document)
    if "comments" not in carries:
        document = replace(_with_contents(document, _uncommented), comments=())
    if not PRINTED.issubset(carries):
        document = replace(normal(document), extra=document.extra)
    for feature, reduced in _REDUCED.items():
        if feature not in carries:
            document = reduced(document)
    if "marks" not in carries:
        looks = frozenset(mark for mark in Mark if mark.value in carries)
        document = _with_contents(document, lambda content: with_looks(content, looks | {Mark.RED}))
    if "blanks" not in carries:
        document = _with_contents(document, with_plain_blanks)
    return document


def _with_contents(document: Document, change: Callable[[Content], Content]) -> Document:
    return with_blocks(document, lambda block: with_contents(block, change))


def _uncommented(content: Content) -> Content:
    return tuple(inline for inline in content if not isinstance(inline, CommentMark))


# --- What becomes words


def _labelled(document: Document) -> Document:
    label = one_line(labels_of(document).disputed)

    def change(block: Block) -> Block:
        disputed = isinstance(block, Paragraph) and block.disputed
        block = with_contents(block, lambda content: _with_labels(content, label, disputed=disputed))
        return replace(block, disputed=False) if isinstance(block, Paragraph) else block

    return with_blocks(document, change)


def _with_labels(content: Content, label: str, *, disputed: bool) -> Content:
    found = (piece.inline for piece in pieces(content, label, disputed=disputed, looks=frozenset()))
    return tuple(
        replace(inline, marks=inline.marks - {Mark.RED}) if isinstance(inline, Span) else inline for inline in found
    )


def _unreferenced(document: Document) -> Document:
    def change(block: Block) -> Block:
        block = with_contents(block, _printed)
        return replace(block, id=None) if isinstance(block, Paragraph | Heading) else block

    return with_blocks(document, change)


def _printed(content: Content) -> Content:
    if not any(isinstance(inline, Reference) for inline in content):
        return content
    return tuple(
        in_words(inline, red=red) if isinstance(inline, Reference) else inline
        for inline, red in zip(content, reds_of(content), strict=True)
    )


def _numbered(document: Document) -> Document:
    def change(block: Block) -> Block:
        if not isinstance(block, Paragraph | Heading) or block.number is None:
            return block
        block = replace(block, number=None, content=(Span(f"{shown(block.number)} "), *block.content))
        return replace(block, level=0) if isinstance(block, Paragraph) else block

    return with_blocks(document, change)


def _titled(document: Document) -> Document:
    if document.title and _highest(document, 1) == 1:
        document = with_blocks(document, _lowered)
    title = (Heading((Span(document.title),)),) if document.title else ()
    subtitle = (Paragraph((Span(document.subtitle),)),) if document.subtitle else ()
    return replace(document, title="", subtitle=None, blocks=(*title, *subtitle, *document.blocks))


def _highest(document: Document, default: int) -> int:
    return min((block.level for block in document.blocks if isinstance(block, Heading)), default=default)


def _lowered(block: Block) -> Block:
    return replace(block, level=block.level + 1) if isinstance(block, Heading) else block


def _listed_facts(document: Document) -> Document:
    items = (
        ListItem((Span(f"{fact.name}:" if fact.name else "", frozenset({Mark.STRONG})), Span(f" {fact.value}")))
        for fact in document.facts
    )
    # An item of the text stands below no fact.
    return replace(
        document, facts=(), blocks=(*items, *laid_out(document.blocks)) if document.facts else document.blocks
    )


# --- Notes


def _with_counted_marks(document: Document) -> Document:
    notes = place_notes(document)
    counted = _are_counted(note.mark for note in notes.placed)
    placed = tuple(note if counted else replace(note, mark=str(at)) for at, note in enumerate(notes.placed, start=1))
    every = (*placed, *notes.loose)
    marks = {note.id: note.mark for note in every}

    def settled(block: Block) -> Block:
        return with_contents(block, lambda content: _with_typed_marks(content, marks))

    return replace(document, notes=tuple(replace(note, blocks=tuple(map(settled, note.blocks))) for note in every))


def _without_loose_notes(document: Document) -> Document:
    notes = place_notes(document)
    loose: list[Block] = []
    for note in notes.loose:
        loose += [Paragraph((Span(f"[{note.mark}]"),)), *note.blocks]
    if loose:
        loose.insert(0, Heading((Span(one_line(labels_of(document).notes)),), _highest(document, 2)))
    return replace(document, blocks=(*document.blocks, *loose), notes=notes.placed)


def _are_counted(marks: Iterator[str]) -> bool:
    """Whether all marks are whole numbers, each another, as Markdown has them."""
    given = list(marks)
    return len(set(given)) == len(given) and all(mark.isascii() and mark.isdigit() and len(mark) < 5 for mark in given)


def _with_typed_marks(content: Content, marks: dict[str, str]) -> Content:
    return tuple(Span(f"[{marks[one.note]}]") if isinstance(one, NoteMark) else one for one in content)


# --- What stands beside the text


def _without_languages(document: Document) -> Document:
    def change(block: Block) -> Block:
        return replace(block, lang=None) if isinstance(block, Paragraph | Heading) else block

    return replace(with_blocks(document, change), lang="en-GB")


def _without_styles(document: Document) -> Document:
    def change(block: Block) -> Block:
        return replace(block, style=None) if isinstance(block, Paragraph) and block.style else block

    return with_blocks(document, change)


def _laid_out(document: Document) -> Document:
    notes = tuple(replace(note, blocks=laid_out(note.blocks)) for note in document.notes)
    return replace(document, blocks=laid_out(document.blocks), notes=notes)


# Each is done to what those before it have left.
_REDUCED: dict[str, Callable[[Document], Document]] = {
    "disputed": _labelled,
    "passages": with_red_passages,
    "free notes": with_plain_notes,
    "tables in notes": with_lines_in_notes,
    "references": _unreferenced,
    "numbers": _numbered,
    "note marks": _with_counted_marks,
    "loose notes": _without_loose_notes,
    "facts": _listed_facts,
    "title": _titled,
    "layout": _laid_out,
    "languages": _without_languages,
    "styles": _without_styles,
    "running": lambda document: replace(document, running=()),
    "odd looks": with_plain_looks,
    "free comments": with_placed_comments,
    "comments in any order": with_comments_in_order,
    "moments": with_moments,
    "moves": without_moves,
    "free ends": with_settled_ends,
    "free layout": with_bound_layout,
    "ids": with_counted_ids,
    "odd numbers": with_typed_numbers,
}
