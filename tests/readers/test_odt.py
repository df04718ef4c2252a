"""An OpenDocument becomes a document with its words, looks, notes, comments and changes in their places."""

from __future__ import annotations

from policyhub.domain.document import (
    Change,
    ChangeKind,
    Comment,
    CommentMark,
    Document,
    Heading,
    LineBreak,
    Mark,
    Note,
    NoteMark,
    Paragraph,
    Quotation,
    Reference,
    Span,
    Table,
    lines_of,
    plain_of,
)
from policyhub.domain.tracked import accepted, rejected
from policyhub.readers.odt import read_odt
from tests.readers.open_documents import content, flat, h, item, list_of, p, packed, region, tracked


def read(body: str, **more: object) -> Document:
    return read_odt(flat(body, **more))  # type: ignore[arg-type]


def only(document: Document) -> tuple[object, ...]:
    (block,) = document.blocks
    assert not isinstance(block, Table)
    return block.content


def lines(document: Document) -> list[str]:
    return list(lines_of(document.blocks))


def test_blanks_are_folded_and_those_meant_are_kept() -> None:
    body = "<text:p>\n  one\n two<text:s/><text:s text:c='2'/>three<text:tab/>four<text:line-break/>five</text:p>"
    assert only(read(body)) == (Span("one two   three\tfour"), LineBreak(), Span("five"))


def test_looks_come_through_styles_and_those_they_are_based_on() -> None:
    body = p('plain <text:span text:style-name="Warmer">hot</text:span>'
             '<text:span text:style-name="T1">raised</text:span>')  # fmt: skip
    own = (
        '<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%" '
        'fo:background-color="#ffff00" style:text-underline-style="solid" style:text-line-through-style="none"/>'
        "</style:style>"
    )
    assert only(read(body, automatic=own)) == (
        Span("plain "),
        Span("hot", frozenset({Mark.RED, Mark.STRONG})),
        Span("raised", frozenset({Mark.SUPERSCRIPT, Mark.HIGHLIGHT, Mark.UNDERLINE})),
    )


def test_red_counts_only_where_it_holds_a_letter_and_never_for_a_headings_own_style() -> None:
    red = '<text:span text:style-name="Warm">{}</text:span>'
    dots, joined_, heading = read(
        p(f"a{red.format('. ')}b") + p(f"a{red.format('w')}{red.format('. ')}b") + h("A title")
    ).blocks
    assert dots == Paragraph((Span("a. b"),))
    assert joined_ == Paragraph((Span("a"), Span("w. ", frozenset({Mark.RED})), Span("b")))
    assert heading == Heading((Span("A title"),))


def test_a_title_that_begins_the_text_is_the_documents() -> None:
    document = read(p("") + p("Hedges", "Title") + p("and walls", "Title") + p("Draft", "Subtitle") + p("Words"))
    assert (document.title, document.subtitle) == ("Hedges and walls", "Draft")
    assert lines(document) == ["", "Words"]
    assert read(p("Words") + p("Late", "Title")).title == ""


def test_notes_keep_their_printed_marks_and_quotations_are_told() -> None:
    note = (
        '<text:note text:note-class="{}"><text:note-citation {}>{}</text:note-citation>'
        "<text:note-body><text:p>About it</text:p></text:note-body></text:note>"
    )
    body = p("a" + note.format("footnote", "", "1") + note.format("footnote", 'text:label="*"', "*")
             + note.format("endnote", "", "")) + p("Said", "Quotations")  # fmt: skip
    document = read(body)
    about = (Paragraph((Span("About it"),)),)
    assert document.notes == (Note("n1", "1", about), Note("n2", "*", about), Note("n3", "i", about))
    assert document.blocks[0] == Paragraph((Span("a"), NoteMark("n1"), NoteMark("n2"), NoteMark("n3")))
    assert document.blocks[1] == Quotation((Span("Said"),))


def test_references_to_blocks_are_live_and_others_are_words() -> None:
    body = p('<text:bookmark-start text:name="x"/>One<text:bookmark-end text:name="x"/>') + p(
        '<text:bookmark-ref text:ref-name="x">1.1</text:bookmark-ref> <text:reference-ref text:ref-name="gone">9'
        '</text:reference-ref> <text:a xlink:href="https://example.org/">there</text:a>'
        '<text:a xlink:href="javascript:x()">no</text:a>'
    )
    first, second = read(body).blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert first.id is not None
    assert second.content == (Reference(first.id, "1.1"), Span(" 9 "), Span("there", link="https://example.org/"),
                              Span("no"))  # fmt: skip


def test_a_table_has_the_words_of_merged_cells_once_and_inner_tables_as_lines() -> None:
    cell = "<table:table-cell {}>{}</table:table-cell>"
    inner = (
        f"<table:table><table:table-row>{cell.format('', p('x'))}{cell.format('', p('y'))}"
        f"</table:table-row></table:table>"
    )
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        + cell.format('table:number-columns-spanned="2"', p("A") + p("B"))
        + "<table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row>"
        + cell.format("", list_of(item("one")) + inner) + cell.format('table:number-columns-repeated="1"', "")
        + "</table:table-row></table:table>"
    )  # fmt: skip
    (table,) = read(body).blocks
    assert isinstance(table, Table)
    assert table.header
    assert [[plain_of(one) for one in row] for row in table.rows] == [["A\nB", ""], ["1 one\nx\ny", ""]]


def test_words_in_frames_sections_and_hidden_text_are_read() -> None:
    box = "<draw:frame><draw:text-box><text:p>in a box</text:p></draw:text-box></draw:frame>"
    body = (
        p(f"anchor{box}") + f'<text:section text:display="none">{p("hidden")}</text:section>'
        + "<text:table-of-content><text:table-of-content-source><text:index-title-template>No"
        "</text:index-title-template>"
        f"</text:table-of-content-source><text:index-body>{p('1 One<text:tab/>3')}</text:index-body>"
        f"</text:table-of-content>"
        + p('<text:hidden-text text:string-value="also hidden"/>')
    )  # fmt: skip
    assert lines(read(body)) == ["anchor", "in a box", "hidden", "1 One\t3", "also hidden"]


def test_languages_are_those_of_the_text_and_of_whole_paragraphs() -> None:
    styles = (
        '<style:default-style style:family="paragraph"><style:text-properties fo:language="en" fo:country="GB"/>'
        '</style:default-style><style:style style:name="Cy" style:family="text"><style:text-properties '
        'fo:language="cy" fo:country="GB"/></style:style>'
    )
    welsh = '<text:span text:style-name="Cy">{}</text:span>'
    document = read(p(welsh.format("Geiriau")) + p(f"Words {welsh.format('geiriau')}"), styles=styles)
    assert document.lang == "en-GB"
    assert [block.lang for block in document.blocks if isinstance(block, Paragraph)] == ["cy-GB", None]


def test_running_heads_are_given_once_without_the_numbers_of_pages() -> None:
    page = (
        '<style:master-page style:name="{}"><style:header><text:p>Draft 2</text:p></style:header>'
        "<style:footer><text:p>{}</text:p></style:footer></style:master-page>"
    )
    number = "Page <text:page-number>3</text:page-number> of <text:page-count>7</text:page-count>"
    master = page.format("A", number) + page.format("B", f"Hedges<text:tab/>{number}")
    assert read(p("x"), master=master).running == ("Draft 2", "Hedges")


INSERT = Change(ChangeKind.INSERT, "Ann", "2026-05-12T10:00:00")
DELETE = Change(ChangeKind.DELETE, "Ann", "2026-05-12T10:00:00")
GONE = '<text:change text:change-id="d"/>'


def test_deleted_words_stand_where_they_stood() -> None:
    document = read(tracked(region("d", "deletion", p("old "))) + p(f"the {GONE}end"))
    assert only(document) == (Span("the "), Span("old ", change=DELETE), Span("end"))


def test_deleted_ends_cut_a_paragraph_in_two() -> None:
    inside = p("tail") + h("middle") + p("start ")
    document = read(tracked(region("d", "deletion", inside)) + p(f"A {GONE}B"))
    assert document.blocks == (
        Paragraph((Span("A "), Span("tail", change=DELETE)), end_change=DELETE),
        Heading((Span("middle", change=DELETE),), end_change=DELETE),
        Paragraph((Span("start ", change=DELETE), Span("B"))),
    )
    assert lines(accepted(document)) == ["A B"]
    assert lines(rejected(document)) == ["A tail", "middle", "start B"]


def test_a_deleted_item_has_the_number_it_had_and_takes_none_away() -> None:
    gone = list_of(item("old"), more='xml:id="g"') + list_of(item(""))
    body = list_of(item("a"), more='xml:id="l" text:continue-list="g"') + list_of(
        item(p(f"{GONE}b")), more='text:continue-list="l"'
    )
    assert lines(read(tracked(region("d", "deletion", gone)) + body)) == ["1 a", "2 old", "2 b"]


def test_insertions_run_over_the_ends_of_paragraphs() -> None:
    start, end = '<text:change-start text:change-id="i"/>', '<text:change-end text:change-id="i"/>'
    document = read(tracked(region("i", "insertion")) + p(f"a{start}b") + p(f"c{end}d"))
    assert document.blocks == (
        Paragraph((Span("a"), Span("b", change=INSERT)), end_change=INSERT),
        Paragraph((Span("c", change=INSERT), Span("d"))),
    )
    assert lines(rejected(document)) == ["ad"]


def test_comments_have_their_words_authors_replies_and_ranges() -> None:
    note = (
        '<office:annotation office:name="{}" {}><dc:creator>{}</dc:creator><dc:date>2026-05-12T10:00:00'
        "</dc:date><text:p>{}</text:p><text:p>more</text:p></office:annotation>"
    )
    body = p(
        "a " + note.format("x", "", "Ann", "Why?") + "b" + '<office:annotation-end office:name="x"/>'
        + note.format("y", 'loext:parent-name="x" loext:resolved="true"', "Bob", "Since")
    )  # fmt: skip
    document = read(body)
    assert document.comments == (
        Comment("c1", "Ann", "2026-05-12T10:00:00", "Why?\nmore"),
        Comment("c2", "Bob", "2026-05-12T10:00:00", "Since\nmore", reply_to="c1", resolved=True),
    )
    assert only(document) == (Span("a "), CommentMark("c1"), Span("b"), CommentMark("c1", end=True),
                              CommentMark("c2"), CommentMark("c2", end=True))  # fmt: skip


def test_what_a_file_says_of_itself_is_kept_apart() -> None:
    meta = content("").replace("-content", "-meta").split("<office:body>")[0] + (
        "<office:meta><dc:title>A title</dc:title><meta:generator>LibreOffice</meta:generator></office:meta>"
        "</office:document-meta>"
    )
    document = read_odt(packed(content(p("Words")), more={"meta.xml": meta}))
    assert document.extra == {"origin": "odt", "title": "A title", "made_by": "LibreOffice"}
    assert document.title == ""


def test_what_describes_pictures_is_quoted_and_no_words_of_the_text() -> None:
    said = "<svg:title>A ferry</svg:title><svg:desc>A ferry  at night</svg:desc>"
    found = read_odt(
        flat(p(f"one <draw:frame><draw:image/>{said}</draw:frame><draw:frame><draw:image/>{said}</draw:frame>"))
    )
    assert found.extra["described"] == "A ferry”, “A ferry at night"
    assert [plain_of(block.content) for block in found.blocks] == ["one "]


def test_pictures_and_objects_are_counted() -> None:
    picture = "<draw:frame><draw:image/></draw:frame>"
    held = "<draw:frame><draw:object/><draw:image/></draw:frame>"
    boxed = f"<draw:frame><draw:text-box>{p(f'boxed {picture}')}</draw:text-box></draw:frame>"
    found = read_odt(flat(p(f"one {picture}{held}{boxed}")))
    assert (found.extra["picture"], found.extra["object"]) == ("2", "1")
    assert "described" not in found.extra
    assert "picture" not in read_odt(flat(p("one"))).extra
