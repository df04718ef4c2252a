"""Words stand in many places of a Word file: what is printed is read, and read once."""

from __future__ import annotations

import pytest

from policyhub.domain.document import NoteMark, Span, Table, plain_of
from policyhub.domain.recognising import recognise
from policyhub.readers.word import read_word
from tests.readers.making_drawings import NAMES, art
from tests.readers.making_word import p, r, style, word_file
from tests.readers.test_word import only, words

EMOJI = '<q:symEx xmlns:q="urn:q" q:font="Segoe UI Emoji" q:char="1F600"/>'


def either(choice: str, fallback: str) -> str:
    """Two ways to say one thing."""
    ways = f"<mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>"
    return f"<mc:AlternateContent>{ways}</mc:AlternateContent>"


@pytest.mark.parametrize(
    ("runs", "read"),
    [
        (f"<w:r>{either('<w:t>new</w:t>', '<w:t>old</w:t>')}</w:r>", "new"),
        (f"<w:r>{either(EMOJI, '<w:t>☺</w:t>')}</w:r>", "😀"),
        (either("<q:other xmlns:q='urn:q'/>", r("old")), "old"),
        (f"<w:smartTag><w:smartTagPr/>{r('tag')}</w:smartTag><w:customXml>{r(' xml')}</w:customXml>", "tag xml"),
        (f"<w:dir>{r('one')}</w:dir><w:bdo>{r(' two')}</w:bdo>", "one two"),
        ("<w:r><w:t>a</w:t><w:ptab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>", "a\tb\u2011c"),
        (r("Cap", "<w:caps/>") + r("Small", "<w:smallCaps/>") + r("שלום", "<w:rtl/>"), "CapSmallשלום"),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Pick one')}</w:sdtContent></w:sdt>",
            "Pick one",
        ),
        (f"<w:hyperlink w:anchor='a'>{r('there')}</w:hyperlink>", "there"),
        (
            r("\uf0fc", "<w:rFonts w:ascii='Wingdings'/>") + r("\uf061", "<w:rFonts w:hAnsi='Symbol'/>") + r("\uf0b7"),
            "✓α·",
        ),
        ("<m:oMath><m:r><w:t>n</w:t></m:r><w:del><m:r><m:t>o</m:t></m:r></w:del></m:oMath>", "n"),
    ],
)
def test_words_in_a_paragraph(runs: str, read: str) -> None:
    assert plain_of(only(p(runs=runs))) == read  # type: ignore[arg-type]


def test_small_words_above_others_stand_in_brackets_behind_them() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('kanji')}</w:rt><w:rubyBase>{r('漢字')}</w:rubyBase></w:ruby></w:r>"
    assert only(p("a ", runs=ruby)) == (Span("a 漢字 (kanji)"),)


@pytest.mark.parametrize(
    "drawn",
    [
        "<w:pict><v:shape><v:textpath string='drawn'/></v:shape></w:pict>",
        f"<w:drawing {NAMES}><a:sp><a:txBody>{art('drawn')}</a:txBody></a:sp></w:drawing>",
        f"<w:object><v:textbox><w:txbxContent>{p('drawn')}</w:txbxContent></v:textbox></w:object>",
    ],
)
def test_words_that_are_drawn_are_paragraphs(drawn: str) -> None:
    assert words(read_word(word_file(p("a", runs=f"<w:r>{drawn}</w:r>")))) == ["a", "drawn"]


def test_a_sign_across_the_page_is_at_its_head() -> None:
    sign = "<w:r><w:pict><v:shape><v:textpath string='DRAFT'/><v:textpath string=' '/></v:shape></w:pict></w:r>"
    body = p("a") + "<w:sectPr><w:headerReference r:id='rIdheader1'/></w:sectPr>"
    assert read_word(word_file(body, parts={"header1": p("Gates", runs=sign)})).running == ("Gates", "DRAFT")


def test_rows_of_a_table_may_stand_in_a_choice() -> None:
    row = f"<w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr>"
    (table,) = read_word(word_file(f"<w:tbl>{either(row, row)}</w:tbl>")).blocks
    assert isinstance(table, Table)
    assert [[plain_of(cell) for cell in line] for line in table.rows] == [["a", "b"]]


def test_a_sign_may_be_the_mark_of_a_note() -> None:
    mark = "<w:r><w:footnoteReference w:id='2' w:customMarkFollows='1'/><w:sym w:font='Symbol' w:char='F02A'/></w:r>"
    notes = f"<w:footnote w:id='2'>{p('* Starred.')}</w:footnote>"
    found = read_word(word_file(p("a", runs=mark + r("b")), parts={"footnotes": notes}))
    assert found.blocks[0].content == (Span("a"), NoteMark("f2"), Span("b"))  # type: ignore[union-attr]
    assert found.notes[0].mark == "*"


def test_hidden_words_and_parts_in_other_files_are_told() -> None:
    hidden = style("V", "Unseen", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    found = read_word(word_file(p("a", runs=r("secret", "<w:rStyle w:val='V'/>")), parts={"styles": hidden}))
    assert (words(found), found.extra["hidden"]) == (["asecret"], "1")
    said = recognise(read_word(word_file(p("a ", runs=r("secret", "<w:vanish/>") + "<w:subDoc/>")))).warnings
    assert any(one.startswith("Some words of this file are hidden in Word") for one in said)
    assert any(one.startswith("Parts of this document stand in other files") for one in said)
    plain = recognise(read_word(word_file(p("a ", runs=r("shown", "<w:vanish w:val='0'/>"))))).warnings
    assert not any("hidden" in one or "other files" in one for one in plain)


def test_the_words_that_describe_a_table_are_told() -> None:
    cells = f"<w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr>"
    found = read_word(word_file(f"<w:tbl><w:tblPr><w:tblCaption w:val='Fares'/></w:tblPr>{cells}</w:tbl>"))
    assert found.extra["described"] == "Fares"
