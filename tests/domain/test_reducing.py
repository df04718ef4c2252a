"""What a format has no place for becomes words of the text where people would read them, or goes."""

from __future__ import annotations

from policyhub.domain.document import (
    Block,
    Document,
    Fact,
    Heading,
    Inline,
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
from policyhub.domain.reducing import PRINTED, reduced_to
from policyhub.domain.tidying import normal

EVERYTHING = frozenset({*PRINTED, "comments", "changes", "marks", "references", "languages", "styles", "running"})


def without(feature: str, document: Document) -> Document:
    return normal(reduced_to(document, EVERYTHING - {feature}))


def blocks_without(feature: str, *blocks: Block) -> tuple[Block, ...]:
    return without(feature, Document(blocks=blocks)).blocks


def words(text: str, *marks: Mark, link: str | None = None) -> Span:
    return Span(text, frozenset(marks), link)


def heading(text: str, level: int = 1) -> Heading:
    return Heading((words(text),), level)


def paragraph(*content: Inline) -> Paragraph:
    return Paragraph(content)


def test_a_title_is_the_first_heading_and_the_others_are_lower() -> None:
    document = Document(title="Water", subtitle="Draft", blocks=(heading("Rivers"), heading("Reeds", 2)))

    assert without("title", document) == Document(
        blocks=(heading("Water"), paragraph(words("Draft")), heading("Rivers", 2), heading("Reeds", 3))
    )


def test_headings_below_the_title_already_are_not_lowered() -> None:
    document = Document(title="Water", blocks=(heading("Rivers", 2),))

    assert without("title", document).blocks == (heading("Water"), heading("Rivers", 2))


def test_facts_are_items_under_the_title_and_no_item_of_the_text_stands_below_them() -> None:
    document = Document(facts=(Fact("To", "you"), Fact("", "all")), blocks=(ListItem((words("one"),), 1),))

    assert without("facts", document).blocks == (
        ListItem((words("To:", Mark.STRONG), words(" you"))), ListItem((words("all"),)), ListItem((words("one"),)),
    )  # fmt: skip


def test_numbers_are_typed_and_what_they_stand_before_begins_at_the_margin() -> None:
    given = (Heading((words("Rivers"),), 2, "1"), Paragraph((words("Trees"),), "1.1", level=2))

    assert blocks_without("numbers", *given) == (heading("1. Rivers", 2), paragraph(words("1.1 Trees")))


def test_disputed_words_are_labelled_and_not_red() -> None:
    red = paragraph(words("We ask for "), words("all", Mark.RED, Mark.STRONG), words("."))
    whole = Paragraph((words("All of it"),), "2", disputed=True)

    assert blocks_without("disputed", red, whole) == (
        paragraph(words("We ask for [Disputed: "), words("all", Mark.STRONG), words("].")),
        Paragraph((words("[Disputed: All of it]"),), "2"),
    )


def test_references_are_their_printed_words() -> None:
    block = Paragraph((words("See "), Reference("k", "1.2"), words(".")), id="k")

    assert blocks_without("references", block) == (paragraph(words("See 1.2.")),)


def test_a_reference_in_a_disputed_passage_parts_it_no_more_when_it_is_words() -> None:
    block = Paragraph(
        (words("All of "), words("clause ", Mark.RED), Reference("k", "1.2"), words(" but one", Mark.RED))
    )

    assert blocks_without("references", block) == (paragraph(words("All of "), words("clause 1.2 but one", Mark.RED)),)


def test_notes_at_no_mark_follow_the_text_and_marks_in_notes_are_words() -> None:
    notes = (
        Note("lost", "4", (paragraph(words("Lost")),)),
        Note("second", "†", (paragraph(words("Beside "), NoteMark("lost"), NoteMark("first")),)),
        Note("first", "1", (paragraph(words("First")),)),
    )
    text = paragraph(words("one"), NoteMark("first"), words(" two"), NoteMark("second"))

    found = normal(reduced_to(Document(blocks=(text,), notes=notes), EVERYTHING - {"loose notes", "note marks"}))

    assert list(lines_of(found.blocks)) == ["one two", "Notes", "[4]", "Lost"]
    assert [(note.mark, *lines_of(note.blocks)) for note in found.notes] == [("1", "First"), ("2", "Beside [4][1]")]


def test_notes_with_whole_numbers_keep_them() -> None:
    notes = (Note("a", "7", (paragraph(words("Seven")),)), Note("b", "5", (paragraph(words("Five")),)))
    text = paragraph(NoteMark("a"), words("x"), NoteMark("b"))

    assert [note.mark for note in without("note marks", Document(blocks=(text,), notes=notes)).notes] == ["7", "5"]


def test_markers_that_counting_does_not_come_to_are_typed() -> None:
    places = (3, "1."), (0, "2."), (1, "1."), (1, "–"), (1, "2."), (1, "a)"), (0, "3."), (0, "5."), (0, "6.")
    given = [ListItem((words("x"),), level, marker) for level, marker in places]

    assert [(item.level, item.marker, *lines_of([item])) for item in blocks_without("layout", *given)] == [
        (0, "1.", "1. x"), (0, "2.", "2. x"), (1, "1.", "1. x"), (1, "•", "• x"), (1, "•", "• 2. x"),
        (1, "•", "• a) x"), (0, "3.", "3. x"), (0, "•", "• 5. x"), (0, "•", "• 6. x"),
    ]  # fmt: skip


def test_a_list_may_begin_with_any_number_where_nothing_stands_right_before_it() -> None:
    given = (paragraph(words("so")), ListItem((words("x"),), 0, "7."), ListItem((words("y"),), 0, "8."))

    assert blocks_without("layout", *given) == given


def test_paragraphs_stand_in_items_or_at_the_margin() -> None:
    inside, outside = Paragraph((words("more"),), level=3), Paragraph((words("then"),), level=1)
    item = ListItem((words("x"),))

    found = blocks_without("layout", item, inside, Quotation((words("so"),)), outside)

    assert [block.level for block in found if isinstance(block, Paragraph)] == [1, 0]


def test_headings_and_cells_are_of_one_line_and_six_levels() -> None:
    lines = (words("one", Mark.STRONG), LineBreak(), words("two", Mark.STRONG))

    assert blocks_without("layout", Heading(lines, 8), Table(((lines,),))) == (
        Heading((words("one two", Mark.STRONG),), 6),
        Table((((words("one two", Mark.STRONG),),),)),
    )


def test_a_header_without_words_is_none() -> None:
    assert blocks_without("layout", Table((((),), ((words("x"),),)), header=True)) == (Table((((words("x"),),),)),)


def test_blanks_have_the_looks_that_the_words_on_both_sides_have() -> None:
    link = "https://example.org/"
    content = (words("so ", Mark.STRONG), words("it", Mark.EMPHASIS, link=link), words(" is", link=link))

    assert blocks_without("blanks", paragraph(*content)) == (
        paragraph(words("so", Mark.STRONG), words(" "), words("it", Mark.EMPHASIS, link=link), words(" is", link=link)),
    )


def test_only_the_looks_that_are_named_stay_and_no_figure_is_misread() -> None:
    raised = [words(text, Mark.SUPERSCRIPT) for text in ("st", "6", "[Comment 1]")]
    content = (words("1"), raised[0], words(" May", Mark.UNDERLINE), words(", 10"), raised[1], words("."), raised[2])

    found = normal(reduced_to(Document(blocks=(Paragraph(content),)), {*PRINTED, Mark.SUPERSCRIPT}))

    assert found.blocks == (paragraph(words("1st May, 10"), words("6", Mark.SUPERSCRIPT), words(".[Comment 1]")),)


def test_what_stands_beside_the_text_goes() -> None:
    block = Paragraph((words("Dŵr"),), lang="cy-GB", style="Body")
    document = Document(lang="cy-GB", blocks=(block,), running=("Page 1",))

    assert without("languages", document) == Document(blocks=(Paragraph((words("Dŵr"),), style="Body"),),
                                                      running=("Page 1",))  # fmt: skip
    assert without("styles", document).blocks == (Paragraph((words("Dŵr"),), lang="cy-GB"),)
    assert without("running", document).running == ()
