"""Word files come in as they are printed: one feature each."""

from __future__ import annotations

import pytest

from policyhub.domain.document import (
    Document,
    Fact,
    Heading,
    LineBreak,
    ListItem,
    Mark,
    Paragraph,
    Quotation,
    Reference,
    Span,
    Table,
    plain_of,
)
from policyhub.domain.recognising import recognise
from policyhub.readers import read
from policyhub.readers.colours import is_red
from policyhub.readers.errors import Unreadable
from policyhub.readers.packed import DAMAGED, TRICKS
from policyhub.readers.text import EMPTY
from policyhub.readers.word import read_word
from policyhub.readers.word_package import NO_TEXT, NOT_WORD
from policyhub.writers import write
from tests.readers.making_word import OUTLINE, STRICT, R, W, field, p, r, root, style, word_file

RED = frozenset({Mark.RED})


def words(document: Document) -> list[str]:
    return [plain_of(block.content) for block in document.blocks if not isinstance(block, Table)]


def only(body: str, **more: object) -> tuple[object, ...]:
    """What stands in the only paragraph."""
    block = read_word(word_file(body, **more)).blocks[0]  # type: ignore[arg-type]
    assert not isinstance(block, Table)
    return block.content


# --- what a paragraph is ---


def test_headings_are_known_by_their_style_their_outline_or_what_it_stands_on() -> None:
    styles = style("Heading2", "heading 2") + style("Ours", "Our head", on="Heading2")
    styles += style("T", "Title") + style("S", "Subtitle") + style("Q", "Quote")
    body = p("A paper", style="T") + p("on buses", style="T") + p("Draft 3", style="S")
    body += p("One", style="Heading2") + p("Two", style="Ours") + p("Three", properties='<w:outlineLvl w:val="0"/>')
    body += p("body after all", style="Ours", properties='<w:outlineLvl w:val="9"/>') + p("They said so.", style="Q")
    found = read_word(word_file(body, parts={"styles": styles}))
    assert (found.title, found.subtitle) == ("A paper on buses", "Draft 3")
    assert found.blocks == (
        Heading((Span("One"),), 2),
        Heading((Span("Two"),), 2),
        Heading((Span("Three"),), 1),
        Paragraph((Span("body after all"),)),
        Quotation((Span("They said so."),)),
    )


def test_a_clause_in_the_style_of_a_heading_is_a_clause() -> None:
    styles = style("Heading2", "heading 2")
    body = p("Purpose", style="Heading2", num=(1, 0)) + p("We ask for a bus.", style="Heading2", num=(1, 1))
    found = read_word(word_file(body, parts={"styles": styles, "numbering": OUTLINE})).blocks
    assert found == (Heading((Span("Purpose"),), 2, "1"), Paragraph((Span("We ask for a bus."),), "1.1"))


def test_what_a_heading_is_made_of_is_not_said_of_its_words() -> None:
    styles = style("Heading1", "heading 1", "<w:rPr><w:b/><w:color w:val='1F3864'/></w:rPr>")
    styles += style("Loud", "Loud", "<w:rPr><w:b/></w:rPr>")
    body = p("One", style="Heading1") + p("Two", style="Loud")
    found = read_word(word_file(body, parts={"styles": styles})).blocks
    assert found == (Heading((Span("One"),), 1), Paragraph((Span("Two", frozenset({Mark.STRONG})),)))


def test_a_table_of_one_column_is_a_box_round_paragraphs() -> None:
    box = f"<w:tbl><w:tr><w:tc>{p('One', num=(1, 0))}{p('Two', num=(1, 0))}</w:tc></w:tr></w:tbl>"
    assert read_word(word_file(box, parts={"numbering": OUTLINE})).blocks == (
        Paragraph((Span("One"),), "1"),
        Paragraph((Span("Two"),), "2"),
    )


def test_a_table_keeps_its_rows_its_head_and_what_is_inside_its_cells() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('c')}</w:tc><w:tc>{p('d')}</w:tc></w:tr></w:tbl>"
    body = (
        f"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{p('Year')}</w:tc><w:tc>{p('Sum')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{p('a')}{p('b')}</w:tc><w:tc>{inner}{p()}</w:tc></w:tr><w:tr><w:tc>{p()}</w:tc></w:tr></w:tbl>"
    )
    table = read_word(word_file(body)).blocks[0]
    assert isinstance(table, Table)
    assert table.header
    assert [[plain_of(cell) for cell in row] for row in table.rows] == [["Year", "Sum"], ["a\nb", "c\td"]]
    assert table.rows[1][0] == (Span("a"), LineBreak(), Span("b"))


def test_text_boxes_and_content_controls_lose_nothing() -> None:
    box = f"<wps:txbx><w:txbxContent>{p('in the box')}</w:txbxContent></wps:txbx>"
    old = f"<w:pict><v:textbox><w:txbxContent>{p('in the box')}</w:txbxContent></v:textbox></w:pict>"
    drawing = f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
    drawing += f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    control = f"<w:sdt><w:sdtContent>{p('in a control')}</w:sdtContent></w:sdt>"
    inline = f"<w:sdt><w:sdtContent>{r('chosen')}</w:sdtContent></w:sdt>"
    body = p("before", runs=f"<w:r>{drawing}</w:r>") + control + p("we ", runs=inline)
    assert words(read_word(word_file(body))) == ["before", "in the box", "in a control", "we chosen"]


# --- words ---


def test_looks_come_from_the_run_its_style_and_the_paragraphs() -> None:
    styles = style("C", "Disputed", "<w:rPr><w:color w:val='C00000'/></w:rPr>", kind="character")
    styles += style("P", "Loud", "<w:rPr><w:b/></w:rPr>")
    runs = r("loud ") + r("not ", "<w:b w:val='0'/>") + r("red ", "<w:rStyle w:val='C'/>")
    runs += r(
        "x", "<w:vertAlign w:val='superscript'/><w:i/><w:strike/><w:u w:val='single'/><w:highlight w:val='yellow'/>"
    )
    strong = frozenset({Mark.STRONG})
    found = only(p(style="P", runs=runs), parts={"styles": styles})
    rest = {Mark.SUPERSCRIPT, Mark.EMPHASIS, Mark.STRIKE, Mark.UNDERLINE, Mark.HIGHLIGHT}
    assert found == (
        Span("loud ", strong),
        Span("not "),
        Span("red ", strong | RED),
        Span("x", strong | rest),
    )


def test_red_counts_only_where_a_letter_is_red() -> None:
    red = "<w:color w:val='FF0000'/>"
    alone = only(p("a", runs=r("  . ", red) + r("b")))
    assert alone == (Span("a  . b"),)
    joined = only(p("a ", runs=r("wholly", red) + r(" ", red) + r("free", red + "<w:b/>") + r(".", red)))
    assert joined[1:] == (Span("wholly ", RED), Span("free", RED | {Mark.STRONG}), Span(".", RED))


@pytest.mark.parametrize("colour", ["FF0000", "C00000", "#c00", "red", "EE1111", "990000", "FF3333"])
def test_reds(colour: str) -> None:
    assert is_red(colour)


@pytest.mark.parametrize("colour", ["auto", "000000", "1F3864", "FFC000", "FFFFFF", "800080", "F4B183", "", "FFCCCC"])
def test_no_reds(colour: str) -> None:
    assert not is_red(colour)


def test_signs_blanks_and_breaks() -> None:
    runs = "<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t> x </w:t><w:tab/><w:br/>"
    runs += "<w:sym w:font='Wingdings' w:char='F0FC'/><w:br w:type='page'/><w:sym w:font='Symbol' w:char='F061'/></w:r>"
    assert only(p(runs=runs)) == (Span("co\u2011opx\t"), LineBreak(), Span("✓α"))


def test_no_break_blanks_at_the_ends_of_runs_are_kept() -> None:
    bare = "<w:r><w:t>{}</w:t></w:r>"
    runs = bare.format("in section\u00a0") + field("REF _Ref1", "20.5") + bare.format("\u00a0\u2003of the Act ")
    assert only(p(runs=runs)) == (Span("in section\u00a020.5\u00a0\u2003of the Act"),)


def test_links_are_followed_only_to_the_web_and_to_mail() -> None:
    runs = f"<w:hyperlink r:id='a'>{r('one')}</w:hyperlink><w:hyperlink r:id='b'>{r('two')}</w:hyperlink>"
    runs += field('HYPERLINK "https://example.org/three"', "three") + field("HYPERLINK file:///etc/passwd", "four")
    links = {"a": "https://example.org/?a=1&amp;b", "b": "javascript:alert(1)"}
    assert only(p(runs=runs), links=links) == (
        Span("one", link="https://example.org/?a=1&b"),
        Span("two"),
        Span("three", link="https://example.org/three"),
        Span("four"),
    )


def test_a_live_reference_points_to_its_paragraph() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="_Ref1"/><w:bookmarkEnd w:id="1"/>'
    body = p("One", num=(1, 0), runs=mark) + p("See ", runs=field(r"REF _Ref1 \r \h", "1") + r(" and "))
    body += p("also ", runs=field(r"REF nowhere \r", "9") + field("REF _Ref1", "One") + field("PAGE", "4"))
    first, second, third = read_word(word_file(body, parts={"numbering": OUTLINE})).blocks
    assert first == Paragraph((Span("One"),), "1", id="b1")
    assert second == Paragraph((Span("See "), Reference("b1", "1"), Span(" and ")))
    assert third == Paragraph((Span("also 9One4"),))


def test_a_field_may_go_on_over_paragraphs() -> None:
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    start = f"{sign.format('begin')}<w:r><w:instrText>TOC</w:instrText></w:r>{sign.format('separate')}"
    body = p(runs=start + r("Purpose 1")) + p("Hinges 2", runs=sign.format("end")) + p("after")
    assert words(read_word(word_file(body))) == ["Purpose 1", "Hinges 2", "after"]


def test_languages() -> None:
    styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='en-GB'/></w:rPr></w:rPrDefault></w:docDefaults>"
    body = p("Hello") + p(runs=r("Bore da i chi", "<w:lang w:val='cy-GB'/>"))
    found = read_word(word_file(body, parts={"styles": styles}))
    assert found.lang == "en-GB"
    assert found.blocks[1] == Paragraph((Span("Bore da i chi"),), lang="cy-GB")


def test_the_language_of_other_scripts_says_nothing_of_the_words() -> None:
    body = p(runs=r("Hello", "<w:lang w:eastAsia='cy-GB'/>")) + p(runs=r("Bore da i chi", "<w:lang w:val='cy-GB'/>"))
    styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='en-GB'/></w:rPr></w:rPrDefault></w:docDefaults>"
    found = read_word(word_file(body, parts={"styles": styles}))
    assert [block.lang for block in found.blocks if isinstance(block, Paragraph)] == [None, "cy-GB"]


# --- files ---


def test_the_strict_edition_of_the_format_reads_the_same() -> None:
    body = p("One", num=(1, 0)) + p(runs=r("red", "<w:color w:val='FF0000'/>"))
    plain = word_file(body, parts={"numbering": OUTLINE})
    strict = word_file(
        body,
        parts={"numbering": OUTLINE},
        raw={
            "word/document.xml": root("document", f"<w:body>{body}</w:body>").replace(W, STRICT).encode(),
            "word/numbering.xml": root("numbering", OUTLINE).replace(W, STRICT).encode(),
        },
    )
    assert read(strict).blocks == read(plain).blocks


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (word_file(""), EMPTY),
        (word_file(p(" ")), EMPTY),
        (word_file(p("x"), raw={"word/document.xml": b""}), DAMAGED),
        (word_file(p("x"), raw={"word/document.xml": b"<a/>"}), DAMAGED),
        (word_file(p("x"), raw={"_rels/.rels": b"<Relationships/>"}), DAMAGED),
        (word_file(p("x"), raw={"word/styles.xml": b"<!DOCTYPE a><a/>"}, parts={"styles": ""}), TRICKS),
        (word_file(p("x"), main_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
         NOT_WORD["spreadsheetml"]),
        (word_file(p("x"), main_type="application/x-other"), NO_TEXT),
    ],
    ids=range(8),
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(data)
    assert str(refusal.value) == sentence


def test_a_missing_part_is_no_harm() -> None:
    data = word_file(
        p("One", style="Nowhere", num=(1, 0)), raw={"word/_rels/document.xml.rels": relations_to_nowhere()}
    )
    assert words(read_word(data)) == ["One"]


def relations_to_nowhere() -> bytes:
    kinds = ("styles", "numbering", "footnotes", "comments", "commentsExtended", "settings")
    told = "".join(f'<Relationship Id="{kind}" Type="{R}/{kind}" Target="../{kind}.xml"/>' for kind in kinds)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{told}</Relationships>'.encode()


def test_items_of_a_list_come_in_as_items() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    found = read_word(word_file(p("a", num=(1, 0)) + p("b", num=(1, 1)), parts={"numbering": numbering})).blocks
    assert found == (ListItem((Span("a"),), 0, "•"), ListItem((Span("b"),), 1, "•"))


def test_what_our_own_writer_puts_between_the_words_is_taken_off_again() -> None:
    document = Document(
        "Gates",
        facts=(Fact("Agreed on", "12 May 2026"), Fact("", "Draft")),
        blocks=(Paragraph((Span("All "), Span("shut", RED), Span(" by dusk."))),),
    )
    found = read_word(write(document, "docx"))
    assert (found.title, found.facts, found.blocks) == (document.title, document.facts, document.blocks)
    assert recognise(found).running[:2] == ("Agreed on: 12 May 2026", "Draft")


def test_what_others_put_between_brackets_stays() -> None:
    runs = r("[Disputed: ", "<w:b/><w:color w:val='FF0000'/>") + r("x", "<w:color w:val='FF0000'/>")
    assert "[Disputed: x" in words(read_word(word_file(p(runs=runs))))[0]
