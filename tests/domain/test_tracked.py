"""Tracked changes accepted and rejected: what is left is what Word leaves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policyhub.domain.document import (
    Block,
    Change,
    ChangeKind,
    Comment,
    CommentMark,
    Document,
    ListItem,
    Paragraph,
    Span,
    Table,
    plain_of,
)
from policyhub.domain.reducing import PRINTED, reduced_to
from policyhub.domain.tracked import accepted, changes_of, rejected

INSERT = Change(ChangeKind.INSERT, "Maria", "2026-05-12T10:00:00Z")
DELETE = Change(ChangeKind.DELETE, "Maria")
FROM, TO = Change(ChangeKind.MOVED_FROM, "Tom"), Change(ChangeKind.MOVED_TO, "Tom")


def document(*blocks: Block) -> Document:
    return Document(blocks=blocks)


def paragraphs(found: Document) -> list[str]:
    return [plain_of(block.content) for block in found.blocks if not isinstance(block, Table)]


def test_inserted_words_stay_and_deleted_ones_go() -> None:
    both = document(
        Paragraph((Span("We "), Span("ask", change=DELETE), Span("demand", change=INSERT), Span(" a bus.")))
    )
    assert accepted(both) == document(Paragraph((Span("We demand a bus."),)))
    assert rejected(both) == document(Paragraph((Span("We ask a bus."),)))


def test_a_deleted_end_joins_a_paragraph_with_the_next() -> None:
    joined = document(
        Paragraph((Span("One. "),), number="1", end_change=DELETE), Paragraph((Span("Two."),), number="2")
    )
    assert accepted(joined) == document(Paragraph((Span("One. Two."),), number="2"))
    assert paragraphs(rejected(joined)) == ["One. ", "Two."]


def test_an_inserted_end_parts_a_paragraph() -> None:
    parted = document(Paragraph((Span("One. "),), end_change=INSERT), Paragraph((Span("Two."),)))
    assert paragraphs(accepted(parted)) == ["One. ", "Two."]
    assert paragraphs(rejected(parted)) == ["One. Two."]


def test_a_whole_paragraph_is_inserted_and_another_deleted() -> None:
    swapped = document(
        Paragraph((Span("Stays."),)),
        ListItem((Span("Gone.", change=DELETE),), end_change=DELETE),
        Paragraph((Span("Last.", change=INSERT),), end_change=INSERT),
    )
    assert paragraphs(accepted(swapped)) == ["Stays.", "Last."]
    assert paragraphs(rejected(swapped)) == ["Stays.", "Gone."]


def test_moved_words_stand_once() -> None:
    moved = document(
        Paragraph((Span("A", change=FROM),), end_change=FROM),
        Paragraph((Span("B"),)),
        Paragraph((Span("A", change=TO),), end_change=TO),
    )
    assert paragraphs(accepted(moved)) == ["B", "A"]
    assert paragraphs(rejected(moved)) == ["A", "B"]


def test_an_empty_paragraph_that_nobody_touched_stays() -> None:
    assert paragraphs(accepted(document(Paragraph(()), Paragraph((Span("x"),))))) == ["", "x"]


def test_words_before_a_table_are_not_lost_with_their_end() -> None:
    found = accepted(document(Paragraph((Span("Before."),), end_change=DELETE), Table((((Span("cell"),),),))))
    assert plain_of(found.blocks[0].content) == "Before."  # type: ignore[union-attr]


def test_a_comment_on_deleted_words_keeps_a_place() -> None:
    marks = (CommentMark("c1"), Span("Gone.", change=DELETE), CommentMark("c1", end=True))
    found = accepted(document(Paragraph(marks, end_change=DELETE), Paragraph((Span("Next."),))))
    assert found.blocks == (Paragraph((CommentMark("c1"), CommentMark("c1", end=True), Span("Next."))),)


def test_changes_are_told_in_order_with_who_and_where() -> None:
    blocks = (
        Paragraph((Span("a", change=INSERT), Span("b", frozenset(), None, INSERT), Span("c"))),
        Paragraph((Span("d", change=DELETE),), end_change=DELETE),
    )
    assert [(c.change, c.text, c.place) for c in changes_of(blocks)] == [
        (INSERT, "ab", 0),
        (DELETE, "d", 1),
        (DELETE, "", 1),
    ]


def test_a_format_without_comments_and_changes_gets_the_accepted_words() -> None:
    content = (CommentMark("c"), Span("old", change=DELETE), Span("new", change=INSERT), CommentMark("c", end=True))
    full = Document(blocks=(Paragraph(content),), comments=(Comment("c", "Tom", "", "Why?"),))
    most = {*PRINTED, "references", "languages", "marks", "styles", "running"}
    assert reduced_to(full, {"comments", "changes", *most}) == full
    assert reduced_to(full, most) == Document(blocks=(Paragraph((Span("new"),)),))
    assert reduced_to(full, ()) == Document(blocks=(Paragraph((Span("new"),)),))


spans = st.builds(Span, st.text("ab ", min_size=1), change=st.sampled_from((None, INSERT, DELETE)))
ends = st.sampled_from((None, INSERT, DELETE))
tracked = st.lists(st.builds(Paragraph, st.lists(spans, max_size=4).map(tuple), end_change=ends), max_size=6)


@given(tracked)
def test_no_word_is_lost_or_won(blocks: list[Paragraph]) -> None:
    whole = document(*blocks)
    spans = [span for block in blocks for span in block.content if isinstance(span, Span)]
    kept = "".join(span.text for span in spans if span.change != DELETE)
    before = "".join(span.text for span in spans if span.change != INSERT)
    assert "".join(paragraphs(accepted(whole))) == kept
    assert "".join(paragraphs(rejected(whole))) == before
    assert accepted(accepted(whole)) == accepted(whole)
