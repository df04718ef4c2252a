"""What other people's Word files say in ways of their own is read as it is seen."""

from __future__ import annotations

from policyhub.domain.document import ListItem, Mark, Note, NoteMark, Paragraph, Reference, Span, Table
from policyhub.domain.tracked import accepted
from policyhub.readers.word import read_word
from tests.readers.making_word import OUTLINE, abstract, field, instance, level, p, r, style, word_file

BULLETS = abstract(1, level(0, "•", "bullet"), level(1, "–", "bullet")) + instance(2, 1)
STYLES = style("LC", "List Continue") + style("T", "Title")


def test_a_further_paragraph_of_an_item_stands_in_it() -> None:
    body = p("item", num=(2, 1)) + p("more", style="LC") + p("again", style="LC") + p("text") + p("alone", style="LC")
    found = read_word(word_file(body, parts={"styles": STYLES, "numbering": OUTLINE + BULLETS}))
    assert [block.level for block in found.blocks if isinstance(block, Paragraph | ListItem)] == [1, 2, 2, 0, 0]


def test_a_running_head_that_repeats_the_title_says_nothing() -> None:
    page = r("Page ") + field("PAGE", "2")
    tab = "<w:r><w:tab/></w:r>"
    body = p("Hedges and walls", style="T") + p("a") + "<w:sectPr><w:headerReference r:id='rIdheader1'/>"
    body += "<w:headerReference r:id='rIdheader2'/><w:footerReference r:id='rIdfooter1'/></w:sectPr>"
    heads = {"header1": p("Hedges and walls", runs=tab + page), "header2": p("Hedges and…")}
    found = read_word(word_file(body, parts={"styles": STYLES, **heads, "footer1": p("Draft 2", runs=tab + page)}))
    assert found.running == ("Draft 2",)


def test_words_in_a_typewriter_s_font_are_code_unless_all_are() -> None:
    fonts = "<w:font w:name='Courier'><w:pitch w:val='fixed'/></w:font>"
    courier = "<w:rFonts w:ascii='Courier'/>"
    typed = style("S", "Typed", f"<w:rPr>{courier}</w:rPr>")
    body = p("type ", runs=r("make", courier)) + p("all ", style="S", runs=r("typed", courier))
    found = read_word(word_file(body, parts={"styles": typed, "fontTable": fonts}))
    assert found.blocks == (
        Paragraph((Span("type "), Span("make", frozenset({Mark.CODE})))),
        Paragraph((Span("all typed"),)),
    )


def test_a_deleted_note_uses_no_number_up() -> None:
    gone = '<w:del w:id="9" w:author="M"><w:r><w:footnoteReference w:id="2"/></w:r></w:del>'
    marks = gone + '<w:r><w:footnoteReference w:id="3"/></w:r>'
    notes = f"<w:footnote w:id='2'>{p(' Old.')}</w:footnote><w:footnote w:id='3'>{p(' New.')}</w:footnote>"
    found = read_word(word_file(p("a", runs=marks), parts={"footnotes": notes}))
    assert [note.mark for note in found.notes] == ["1", "1"]
    assert [one.note for one in accepted(found).blocks[0].content if isinstance(one, NoteMark)] == ["f3"]


def test_a_reference_in_a_note_points_to_the_text() -> None:
    target = '<w:bookmarkStart w:id="1" w:name="_Ref1"/>' + r("Rivers") + '<w:bookmarkEnd w:id="1"/>'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    seen = p(" See ", runs=field("REF _Ref1 \\w \\h", "1"))
    note = f"<w:footnote w:id='2'>{seen}</w:footnote>"
    body = p(num=(1, 0), runs=target) + p("a", runs=mark)
    found = read_word(word_file(body, parts={"footnotes": note, "numbering": OUTLINE}))
    assert found.blocks[0] == Paragraph((Span("Rivers"),), "1", "b1")
    assert found.notes == (Note("f2", "1", (Paragraph((Span("See "), Reference("b1", "1"))),)),)


def test_a_header_row_without_words_makes_no_other_row_a_header() -> None:
    empty = f"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{p()}</w:tc><w:tc>{p()}</w:tc></w:tr>"
    row = f"<w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr>"
    assert read_word(word_file(f"<w:tbl>{empty}{row}</w:tbl>")).blocks == (Table((((Span("a"),), (Span("b"),)),)),)
