"""What is written as Markdown is read back as what is left of the document in Markdown, whatever stands in it."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from policyhub.domain.document import (
    Document,
    Fact,
    Heading,
    LineBreak,
    ListItem,
    Mark,
    Note,
    NoteMark,
    Paragraph,
    Quotation,
    Span,
    Table,
)
from policyhub.domain.reducing import reduced_to
from policyhub.domain.tidying import normal
from policyhub.readers.markdown import read_markdown
from policyhub.writers.markdown import CARRIES, write_markdown
from tests.samples import tries
from tests.writers.documents import LINKS
from tests.writers.full_documents import full_documents

many = settings(max_examples=tries(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def is_read_back(document: Document) -> None:
    source = write_markdown(document)
    # A file without a letter or figure is refused.
    assume(re.search(r"\w", source.decode()))

    found = read_markdown(source)

    assert replace(found, extra={}) == normal(reduced_to(document, CARRIES))


@many
@given(full_documents)
def test_a_file_is_read_back_as_what_is_left_of_the_document_in_it(document: Document) -> None:
    is_read_back(document)


@settings(many, max_examples=tries(40))
@given(full_documents)
def test_what_is_left_of_what_is_left_is_all_of_it(document: Document) -> None:
    left = reduced_to(document, CARRIES)

    assert normal(reduced_to(left, CARRIES)) == normal(left)


SIGNS = [
    "a", "b", "word", "x y", " ", "“", "”", ".", ":", "€", "+", "é", "_", "*", "**", "`", "~", "~~", "\\", "[", "]",
    "!", "^", "(", ")", "<", "&", "|", "#", "1.", "-", "\u00a0", "\u2003", "&amp", "<b>", "\u200b", "\u0301", "½",
    "a_b", ">", "---", "```", "~~~", "%PDF", "+++", "{\\rtf", "\ufeff", "©", "=", "1", "st", "[1]",
]  # fmt: skip
LOOKS = [Mark.STRONG, Mark.EMPHASIS, Mark.STRIKE, Mark.CODE, Mark.SUPERSCRIPT, Mark.SUBSCRIPT, Mark.RED]
signs = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=3).map("".join)
looks = st.frozensets(st.sampled_from(LOOKS), max_size=3)
lines = st.lists(
    st.one_of(
        st.builds(Span, signs, looks, st.sampled_from([None, None, None, *LINKS[2:4]])),
        st.builds(Span, signs, looks),
        st.builds(Span, signs),
        st.builds(NoteMark, st.sampled_from(["n1", "n2"])),
        st.just(LineBreak()),
    ),
    min_size=1,
    max_size=8,
).map(tuple)
lively_blocks = st.one_of(
    *(st.builds(kind, lines) for kind in (Paragraph, Heading, Quotation, ListItem)),
    st.builds(lambda one, two: Table(((one, two), (two, one)), header=True), lines, lines),
)
TWO_NOTES = tuple(Note(f"n{at}", str(at), (Paragraph((Span("note"),)),)) for at in (1, 2))


@settings(many, max_examples=tries(60))
@given(st.lists(lively_blocks, min_size=1, max_size=2).map(tuple))
def test_words_full_of_signs_in_looks_that_overlap_are_read_back(blocks: tuple[Paragraph, ...]) -> None:
    is_read_back(Document(blocks=blocks, notes=TWO_NOTES))


words = st.sampled_from([
    (Span("word"),), (Span("word"),), (Span("1. word"),), (Span("+"),), (NoteMark("n1"),), (),
    (Span("one"), LineBreak(), Span("- two")), (Span("one"), LineBreak(), Span("2. two")),
])  # fmt: skip
ITEMS = ["•", "•", "1.", "2.", "3.", "1)", "2)", "a)", "9.", "10.", "", "→", "99."]
list_blocks = st.one_of(
    st.builds(ListItem, words, st.integers(0, 4), st.sampled_from(ITEMS)),
    st.builds(ListItem, words, st.integers(0, 2), st.sampled_from(["1.", "2.", "3.", "•"])),
    st.builds(Paragraph, words, st.sampled_from([None, None, "1", "1.2"]), level=st.integers(0, 4)),
    st.builds(Quotation, words),
    st.builds(Heading, words),
    st.builds(Table, st.just((((Span("x"),), ()),)), st.booleans()),
)
lists = st.lists(list_blocks, max_size=12).map(tuple)
list_documents = st.builds(
    Document,
    title=st.sampled_from(["", "Wells"]),
    facts=st.sampled_from([(), (Fact("State", "draft"),)]),
    blocks=lists,
    notes=st.lists(st.builds(Note, st.sampled_from(["n1", "n2"]), st.sampled_from(["1", "2", "*"]), lists), max_size=2)
    .map(tuple),
)  # fmt: skip


@settings(many, max_examples=tries(60))
@given(list_documents)
def test_lists_of_all_depths_and_markers_are_read_back(document: Document) -> None:
    is_read_back(document)


def test_a_mark_stands_where_it_stood() -> None:
    content = (Span("one"), NoteMark("n1"), Span(" two"))
    document = read_markdown(b"one[^1] two\n\n[^1]: x\n")

    assert document.blocks == (Paragraph(content),)
