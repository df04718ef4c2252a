"""Generated documents with every feature of the tree, for the laws of readers and writers."""

from __future__ import annotations

from hypothesis import strategies as st

from policyhub.domain.document import (
    Change,
    ChangeKind,
    Comment,
    CommentMark,
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
    Reference,
    Span,
    Table,
)
from tests.writers.documents import LINKS, MARKERS, MARKS, NUMBERS, ids, langs, note_ids, numbers, texts

comment_ids = st.sampled_from(["a", "b", "c", "lost"])
changes = st.none() | st.builds(
    Change, st.sampled_from(list(ChangeKind)), texts, st.sampled_from(["", "2026-05-12T10:00:00Z", "no time"])
)
inlines = st.one_of(
    st.builds(Span, texts, st.frozensets(st.sampled_from(list(Mark)), max_size=3), st.sampled_from(LINKS), changes),
    st.builds(Span, texts),
    st.builds(NoteMark, note_ids, changes),
    st.builds(Reference, ids, st.sampled_from(NUMBERS)),
    st.builds(LineBreak, changes),
    st.builds(CommentMark, comment_ids, st.booleans()),
)
contents = st.lists(inlines, max_size=6).map(tuple)
blocks = st.one_of(
    st.builds(Paragraph, contents, numbers, st.none() | ids, st.integers(-1, 12), langs, st.booleans(),
              st.none() | texts, changes),
    st.builds(Heading, contents, st.integers(-1, 11), numbers, st.none() | ids, langs, changes),
    st.builds(ListItem, contents, st.integers(-1, 10), st.sampled_from(MARKERS), changes),
    st.builds(ListItem, contents, st.integers(0, 2), st.sampled_from(MARKERS)),
    st.builds(Quotation, contents, changes),
    st.builds(Table, st.lists(st.lists(contents, max_size=3).map(tuple), max_size=3).map(tuple), st.booleans()),
)  # fmt: skip
full_documents = st.builds(
    Document,
    title=texts,
    subtitle=st.none() | texts,
    lang=langs.map(str),
    facts=st.lists(st.builds(Fact, texts, texts), max_size=2).map(tuple),
    blocks=st.lists(blocks, max_size=8).map(tuple),
    notes=st.lists(
        st.builds(Note, note_ids, st.sampled_from(MARKS), st.lists(blocks, max_size=2).map(tuple)), max_size=3
    ).map(tuple),
    comments=st.lists(
        st.builds(Comment, comment_ids, texts, texts, texts, st.none() | comment_ids, st.booleans()), max_size=3
    ).map(tuple),
    running=st.lists(texts, max_size=2).map(tuple),
)
