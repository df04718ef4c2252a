"""Documents for the law of OpenDocument, that reading gives back what was written."""

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

TEXTS = ["heather", "two words", " before", "after ", "  two  blanks ", "tab\there", "Gŵyl 😀", "1.", "a)", "<b>&amp;",
         "[x]", "\u00a0", "...", "ŷd\tand café", "%1", "]]>"]  # fmt: skip
texts = st.sampled_from(TEXTS)
changes = st.sampled_from(
    [
        Change(ChangeKind.INSERT, "Ann", "2026-05-12T10:00:00Z"),
        Change(ChangeKind.INSERT, "Bob", "2026-05-13"),
        Change(ChangeKind.DELETE, "Ann", "2026-05-12T10:00:00Z"),
        Change(ChangeKind.DELETE, "Bob"),
    ]
)
may_change = st.none() | st.none() | changes
marks = st.frozensets(st.sampled_from(list(Mark)), max_size=3)
links = st.sampled_from([None, None, None, "https://example.org/a_b?c=1&d=2", "mailto:someone@example.org"])
spans = st.builds(Span, texts, marks, links, may_change)
inlines = st.one_of(
    spans,
    st.builds(Span, texts),
    st.builds(Span, texts, change=may_change),
    st.builds(NoteMark, st.sampled_from(["n1", "n2", "n3"]), may_change),
    st.builds(Reference, st.sampled_from(["k1", "k2", "k3"]), st.sampled_from(["1", "1.1", "8.2", "4A"])),
    st.builds(LineBreak),
    st.builds(CommentMark, st.sampled_from(["c1", "c2", "c3"]), st.booleans()),
)
contents = st.lists(inlines, max_size=5).map(tuple)
numbers = st.sampled_from([None, None, "1", "2", "8", "1.1", "1.2", "1.1.1", "8.1", "4A", "(a)", "A", "iv"])
markers = st.sampled_from(["•", "•", "–", "a)", "b)", "(i)", "(ii)", "(iii)", "1.", "2.", "A.", "7)", "xx", "(c)"])
langs = st.sampled_from([None, None, "cy", "en-GB", "de-AT", "sr-Latn-RS", "ca-valencia"])
ids = st.sampled_from([None, None, "k1", "k2", "k3"])
blocks = st.one_of(
    st.builds(Paragraph, contents, numbers, ids, st.integers(0, 1), langs, st.booleans(), end_change=may_change),
    st.builds(Heading, contents, st.integers(1, 4), numbers, ids, langs, end_change=may_change),
    st.builds(ListItem, contents, st.integers(0, 3), markers, end_change=may_change),
    st.builds(ListItem, contents, st.integers(0, 1), st.sampled_from(["•", "a)", "b)", "c)"])),
    st.builds(Quotation, contents, end_change=may_change),
    st.builds(Table, st.lists(st.lists(contents, max_size=3).map(tuple), max_size=3).map(tuple), st.booleans()),
)
note_blocks = st.lists(
    st.one_of(
        st.builds(Paragraph, contents, numbers, end_change=may_change),
        st.builds(ListItem, contents, st.integers(0, 1), markers),
        st.builds(Heading, contents, st.integers(1, 2), numbers),
    ),
    min_size=1,
    max_size=3,
).map(tuple)
documents = st.builds(
    Document,
    title=st.sampled_from(["", "Hedges", "Hedges and walls: what grows between them, who cuts it, who pays for it"]),
    subtitle=st.sampled_from([None, "Draft 2"]),
    lang=st.sampled_from(["en-GB", "cy", "en-US"]),
    facts=st.lists(st.builds(Fact, st.sampled_from(["Agreed on", "By"]), st.sampled_from(["12 May", "us"])), max_size=2)
    .map(tuple),
    blocks=st.lists(blocks, max_size=8).map(tuple),
    notes=st.tuples(
        st.builds(Note, st.just("n1"), st.sampled_from(["1", "*"]), note_blocks),
        st.builds(Note, st.just("n2"), st.sampled_from(["1", "2", "a"]), note_blocks),
    ),
    comments=st.just(
        (
            Comment("c1", "Ann", "2026-05-12T10:00:00Z", "Why?\nReally?"),
            Comment("c2", "Bob", "", "Because", reply_to="c1", resolved=True),
        )
    ),
)  # fmt: skip
