"""The law of reading back: what is read of a file is what is left in its format of the document that was written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from policyhub.domain.automatic_numbers import is_gone, marker_form
from policyhub.domain.document import (
    Block,
    Change,
    ChangeKind,
    Document,
    Heading,
    ListItem,
    NoteMark,
    Paragraph,
    Span,
    Table,
    contents_of,
    inlines_of,
    lines_of,
    plain_of,
)
from policyhub.domain.placed_notes import place_notes
from policyhub.domain.reducing import PRINTED, reduced_to
from policyhub.domain.tidying import normal
from policyhub.readers.odt import read_odt
from policyhub.readers.word import read_word
from policyhub.writers import docx, odt
from tests.writers.full_documents import full_documents

OFFICE: dict[str, tuple[Callable[[Document], bytes], Callable[[bytes], Document], Collection[str]]] = {
    "Word": (docx.write_docx, read_word, docx.CARRIES),
    "OpenDocument": (odt.write_odt, read_odt, odt.CARRIES),
}
"""What a word processor's files are written and read by, and what they carry."""
EVERYTHING = PRINTED | {"changes", "comments", "languages", "marks", "references", "running", "styles"}


def is_read_back(
    document: Document, write: Callable[[Document], bytes], read: Callable[[bytes], Document], carries: Collection[str]
) -> None:
    """The law. A file in which nothing but numbers stands is refused."""
    left = normal(reduced_to(document, carries))
    file = write(document)
    stories = (left.blocks, *(note.blocks for note in left.notes))
    said = any(plain_of(content).strip() for blocks in stories for content in contents_of(blocks))
    assume(said or left.title or left.subtitle or left.facts)

    assert replace(normal(read(file)), extra={}) == left


def no_word_is_lost(document: Document, carries: Collection[str]) -> None:
    """What people would read of the document, they can read of what is left of it.

    Where deleted paragraphs stay paragraphs of their lists, they are counted anew: their numbers may be others. The
    bullet of an item in which nothing stands is no word.
    """
    given, left = normal(document), normal(reduced_to(document, carries))
    given = replace(given, blocks=tuple(map(_unsigned, given.blocks)))
    if "free ends" in carries:
        given = replace(given, blocks=tuple(map(_uncounted, given.blocks)))
    lost = _characters(given) - _characters(left)
    assert not lost, lost


def _unsigned(block: Block) -> Block:
    if not isinstance(block, ListItem) or plain_of(block.content).strip() or any(map(str.isalnum, block.marker)):
        return block
    return replace(block, marker="")


def _uncounted(block: Block) -> Block:
    if isinstance(block, ListItem) and is_gone(block):
        return replace(block, marker="") if marker_form(block.marker) else block
    if isinstance(block, Heading | Paragraph) and is_gone(block):
        return replace(block, number=None) if re.fullmatch(r"[\d.]+", block.number or "") else block
    return block


def _characters(document: Document) -> Counter[str]:
    facts = [part for fact in document.facts for part in (fact.name, fact.value)]
    fronts = [document.title, document.subtitle or "", *facts]
    stories = (document.blocks, *(note.blocks for note in document.notes))
    said = [line for blocks in stories for line in lines_of(blocks)]
    comments = [part for comment in document.comments for part in (comment.author, comment.text)]
    return Counter("".join("".join([*fronts, *said, *comments]).split()))


def features_of(document: Document, wanted: Collection[str]) -> Iterator[str]:
    """The features that a document has, as the readers tell them apart, and ``wanted`` as reductions do."""
    tidy = normal(document)
    for feature in wanted:
        if normal(reduced_to(document, EVERYTHING - {feature})) != tidy:
            yield feature
    notes = place_notes(tidy)
    yield from ("placed note" for _ in notes.placed)
    stories = [("text", tidy.blocks), *(("note", note.blocks) for note in tidy.notes)]
    for where, blocks in stories:
        for block in blocks:
            yield f"{type(block).__name__} in {where}"
            if not isinstance(block, Table) and block.end_change is not None:
                yield f"{block.end_change.kind} {type(block).__name__}"
            if isinstance(block, Heading | Paragraph) and block.number:
                yield f"numbered {type(block).__name__} in {where}"
            if isinstance(block, Table) and block.header:
                yield "header"
            if isinstance(block, ListItem) and block.level:
                yield "inner item"
        for inline in inlines_of(blocks):
            yield f"{type(inline).__name__} in {where}"
            if isinstance(inline, Span):
                yield from inline.marks
                yield from ["link"] if inline.link else []
            if isinstance(inline, Span | NoteMark) and inline.change is not None:
                yield f"{inline.change.kind} {type(inline).__name__}"
    yield from ("answer" for comment in tidy.comments if comment.reply_to)
    yield from ("settled comment" for comment in tidy.comments if comment.resolved)


def features_met(examples: int) -> set[str]:
    """The features of some generated documents."""
    met: set[str] = set()

    @settings(max_examples=examples, deadline=None, database=None, phases=[Phase.generate])
    @given(full_documents)
    def look(document: Document) -> None:
        met.update(features_of(document, EVERYTHING - met))

    look()
    return met


KINDS = ("Paragraph", "Heading", "ListItem", "Quotation")
ALL_FEATURES = {
    *EVERYTHING,
    *(f"{kind} in {where}" for kind in (*KINDS, "Table", "Span", "NoteMark", "Reference", "LineBreak", "CommentMark")
      for where in ("text", "note")),
    *(f"numbered {kind} in {where}" for kind in ("Paragraph", "Heading") for where in ("text", "note")),
    *(f"{kind} {what}" for kind in ("insert", "delete", "moved from", "moved to")
      for what in (*KINDS, "Span", "NoteMark")),
    *("strong", "emphasis", "strike", "underline", "red", "highlight", "code", "superscript", "subscript", "link"),
    *("placed note", "header", "inner item", "answer", "settled comment"),
}  # fmt: skip

changes = st.sampled_from([None, None, *(Change(kind, "Mair") for kind in ChangeKind)])
ODD_MARKERS = ["•", "–", "(a)", "(b)", "(c)", "(ii)", "1.", "2.", "7)", "xx", "B."]
words = st.just((Span("words"),))
counted_blocks = st.lists(
    st.one_of(
        st.builds(Heading, words, st.integers(1, 3), st.sampled_from([None, "1", "2", "3", "8"]), end_change=changes),
        st.builds(Paragraph, words, st.sampled_from([None, "1.1", "1.2", "1.3", "2.1", "4A"]), end_change=changes),
        st.builds(ListItem, words, st.integers(0, 2), st.sampled_from(ODD_MARKERS), changes),
        st.builds(Paragraph, words, level=st.integers(0, 3)),
    ),
    max_size=14,
).map(tuple)  # fmt: skip
