"""What a word processor has another form for gets that form, by one rule for each feature."""

from __future__ import annotations

from policyhub.domain.automatic_numbers import count_items, count_outline
from policyhub.domain.document import (
    Block,
    Change,
    ChangeKind,
    Comment,
    CommentMark,
    Document,
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
    lines_of,
)
from policyhub.domain.tidying import normal
from tests.domain.test_reducing import blocks_without, heading, paragraph, without, words

GONE, NEW = Change(ChangeKind.DELETE, "Mair"), Change(ChangeKind.INSERT, "Mair")


def item(marker: str, level: int = 0, end: Change | None = None) -> ListItem:
    return ListItem((words("x"),), level, marker, end)


def clause(number: str, end: Change | None = None) -> Paragraph:
    return Paragraph((words("x"),), number, end_change=end)


def test_numbers_and_markers_that_counting_does_not_come_to_are_words() -> None:
    given = (clause("1"), clause("4A"), item("xx"), item("(c)"), clause("1.1"))

    assert blocks_without("odd numbers", *given) == (
        clause("1"), paragraph(words("4A. x")), paragraph(words("xx x")), item("(c)"), clause("1.1"),
    )  # fmt: skip


def test_what_is_deleted_has_the_number_from_before_the_changes() -> None:
    given = (clause("1"), clause("2", NEW), clause("7", GONE), clause("3"), clause("4A", GONE))

    assert [list(lines_of([block])) for block in blocks_without("odd numbers", *given)] == [
        ["1 x"], ["2 x"], ["2 x"], ["3 x"], ["4A. x"],
    ]  # fmt: skip
    assert blocks_without("odd numbers", *given)[4] == Paragraph((Span("4A. ", change=GONE), words("x")),
                                                                 end_change=GONE)  # fmt: skip


def test_a_list_counts_from_any_marker_and_another_begins_where_none_follows() -> None:
    given = [item(marker) for marker in ("(b)", "(c)", "7.", "9.", "(ii)", "–", "xx", "–")]

    counted = count_items(given)

    assert [(place, found.list, found.marker) for place, found in counted.items()] == [
        (0, 0, "(b)"), (1, 0, "(c)"), (2, 1, "7."), (3, 2, "9."), (4, 3, "(ii)"), (5, 4, "–"), (7, 4, "–"),
    ]  # fmt: skip


def test_deleted_items_keep_the_marker_from_before_and_use_none_up() -> None:
    given = [item("a)"), item("b)", end=NEW), item("b)", end=GONE), item("c)")]

    assert [found.marker for found in count_items(given).values()] == ["a)", "b)", "b)", "c)"]
    assert len({found.list for found in count_items(given).values()}) == 1


def test_the_outline_says_what_it_prints() -> None:
    assert [found.number for found in count_outline([clause("8"), clause("8.1"), clause("8.3")]).counted.values()] == [
        "8", "8.1",
    ]  # fmt: skip


def test_notes_stand_at_their_first_marks_and_other_marks_are_raised() -> None:
    text = paragraph(NoteMark("b"), words("x", Mark.RED), NoteMark("b"), words("y", Mark.RED), NoteMark("a"))
    notes = (Note("a", "2", (heading("A"),)), Note("b", "1", (item("1."), Quotation((NoteMark("a"),)))))

    found = without("free notes", Document(blocks=(text,), notes=notes))

    raised = words("1", Mark.SUPERSCRIPT, Mark.RED)
    assert found.blocks == (
        paragraph(NoteMark("n1"), words("x", Mark.RED), raised, words("y", Mark.RED), NoteMark("n2")),
    )
    assert found.notes == (
        Note("n1", "1", (paragraph(words("1. x")), paragraph(words("2", Mark.SUPERSCRIPT)))),
        Note("n2", "2", (paragraph(words("A")),)),
    )


def test_a_disputed_paragraph_is_red_and_its_note_too() -> None:
    given = Document(
        blocks=(Paragraph((words("a"), NoteMark("n")), "1", disputed=True),),
        notes=(Note("n", "1", (Paragraph((words("b"),), disputed=True),)),),
    )

    found = without("passages", given)

    assert found.blocks == (Paragraph((words("a", Mark.RED), NoteMark("n1")), "1"),)
    assert found.notes[0].blocks == (paragraph(words("b", Mark.RED)),)


def test_each_comment_has_one_place() -> None:
    def mark(comment: str, *, end: bool = False) -> CommentMark:
        return CommentMark(comment, end)

    comments = tuple(Comment(key, key, at, "why", reply) for key, at, reply in (
        ("c1", "2026-05-12", "c2"), ("c2", "some day", None), ("c3", "", "c1"), ("c4", "", None)))  # fmt: skip
    about_b = (mark("c2"), words("b"), mark("c2", end=True), mark("c2", end=True))
    text = paragraph(mark("c1", end=True), words("a"), *about_b, NoteMark("n"))
    notes = (Note("n", "1", (paragraph(mark("c3"), words("note")),)),)

    found = without("free comments", Document(blocks=(text,), notes=notes, comments=comments))

    assert found.blocks == (
        paragraph(mark("c1"), mark("c1", end=True), words("a"), mark("c2"), words("b"), mark("c2", end=True),
                  mark("c3"), NoteMark("n1"), mark("c3", end=True), mark("c4"), mark("c4", end=True)),
    )  # fmt: skip
    assert found.notes[0].blocks == (paragraph(words("note")),)
    assert [(one.at, one.reply_to) for one in found.comments] == [
        ("2026-05-12", None), ("", None), ("", "c1"), ("", None),
    ]  # fmt: skip


def test_only_what_is_pointed_to_from_the_text_has_an_id() -> None:
    blocks: tuple[Block, ...] = (
        Heading((words("a"),), id="one"), Paragraph((words("b"),), id="two"), paragraph(Reference("two", "2")),
    )  # fmt: skip

    assert blocks_without("ids", *blocks) == (
        heading("a"), Paragraph((words("b"),), id="b2"), paragraph(Reference("b2", "2")),
    )  # fmt: skip


def test_rows_without_words_go_and_rows_that_are_too_wide_are_paragraphs() -> None:
    wide = Table((((words("a"),), *[()] * 62, (words("b"),)),))

    assert blocks_without("free layout", Table((((),), ((words("x"),),)), header=True), wide) == (
        Table((((words("x"),),),)), paragraph(words("a b")),
    )  # fmt: skip


def test_what_only_an_open_document_has_another_form_for() -> None:
    moved = Change(ChangeKind.MOVED_FROM, "Mair")
    text = (clause("1", GONE), clause("2", moved))
    comments = (Comment("a", "A", "", "one"), Comment("b", "B", "", "two"))
    marks = paragraph(CommentMark("b"), CommentMark("b", end=True), CommentMark("a"), CommentMark("a", end=True))

    assert blocks_without("free ends", *text) == (
        Paragraph((Span("1. ", change=GONE), words("x")), end_change=GONE), clause("2"),
    )  # fmt: skip
    assert blocks_without("moves", *text, paragraph(words("x")))[1] == clause("2", GONE)
    ordered = without("comments in any order", Document(blocks=(marks,), comments=comments))
    assert [one.author for one in ordered.comments] == ["B", "A"]


def test_a_line_break_keeps_its_change_and_a_comment_begins_with_its_word() -> None:
    content = (words("a"), LineBreak(GONE), words("b "), CommentMark("c"), words(" d"), CommentMark("c", end=True))
    given = Document(blocks=(paragraph(*content),), comments=(Comment("c", "A", "", "why"),))

    assert normal(given).blocks[0] == paragraph(
        words("a"), LineBreak(GONE), words("b "), CommentMark("c1"), words("d"), CommentMark("c1", end=True)
    )
