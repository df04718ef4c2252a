"""Formulas of Word files come in as words; pictures, charts and objects are counted and told."""

from __future__ import annotations

import pytest

from policyhub.domain.document import plain_of
from policyhub.domain.recognising import recognise, words_check
from policyhub.readers.word import read_word
from tests.readers.making_drawings import ART
from tests.readers.making_word import R, p, r, word_file
from tests.readers.test_word import words

NAMES = f'xmlns:a="{ART}/main" xmlns:c="{ART}/chart" xmlns:o="urn:o"'


def sign(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def made(local: str, **parts: str) -> str:
    return f"<m:{local}>{''.join(f'<m:{key}>{inside}</m:{key}>' for key, inside in parts.items())}</m:{local}>"


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (sign("a+b=2"), "a+b=2"),
        (made("f", num=sign("a+b"), den=sign("2")), "(a+b)/2"),
        (sign("e=m") + made("sSup", e=sign("c"), sup=sign("2")), "e=mc^2"),
        (made("sSub", e=sign("x"), sub=sign("i+1")), "x_(i+1)"),
        (made("rad", deg="", e=sign("n")), "√(n)"),
        (made("nary", naryPr='<m:chr m:val="∑"/>', sub=sign("k=0"), sup=sign("n"), e=sign("k")), "∑_(k=0)^n k"),
        (made("d", dPr="", e=sign("a+b")), "(a+b)"),
        (made("d", dPr='<m:begChr m:val=""/><m:endChr m:val="|"/>', e=sign("a")), "a|"),
        (made("func", fName=sign("log"), e=sign("x")), "log x"),
        (made("m", mr=f"<m:e>{sign('a')}</m:e><m:e>{sign('b')}</m:e>"), "a, b"),
        (made("limLow", e=sign("lim"), lim=sign("x→0")) + sign("f"), "lim_(x→0) f"),
        (made("acc", e=sign("q")), "q"),
    ],
)
def test_a_formula_is_written_on_one_line(inside: str, shown: str) -> None:
    found = read_word(word_file(p("We say ", runs=f"<m:oMath>{inside}</m:oMath>" + r(" here"))))
    assert words(found) == [f"We say {shown} here"]
    assert found.extra["formula"] == "1"


def test_a_formula_by_itself_is_a_paragraph() -> None:
    block = f"<m:oMathPara><m:oMath>{sign('a=1')}</m:oMath></m:oMathPara>"
    body = p("one") + block + f"<m:oMath>{sign('b=2')}</m:oMath>" + p(runs=block) + p("four")
    found = read_word(word_file(body))
    assert words(found) == ["one", "a=1", "b=2", "a=1", "four"]
    assert words_check(found, recognise(found)).complete


def test_what_shows_no_words_is_counted_and_told() -> None:
    picture = f"<w:r><w:drawing><a:blip {NAMES}/></w:drawing></w:r>"
    chart = f"<w:r><w:drawing><c:chart {NAMES}/></w:drawing></w:r>"
    old = "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>"
    old += f"<w:r><w:object><o:OLEObject {NAMES}/></w:object></w:r>"
    box = (
        f"<w:r><w:pict><v:textbox><w:txbxContent>{p('boxed', runs=picture)}</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    found = read_word(word_file(p("Our paper on ferries.", runs=picture + chart + old + box) + p("More words.")))
    assert [plain_of(block.content) for block in found.blocks if not hasattr(block, "rows")][:2] == [
        "Our paper on ferries.",
        "boxed",
    ]
    assert {kind: found.extra[kind] for kind in ("picture", "chart", "object")} == {
        "picture": "3",
        "chart": "1",
        "object": "1",
    }
    assert (
        "This file shows 3 pictures, a chart and an object, which cannot be kept: if they matter, put into words what "
        "they say."
    ) in recognise(found).warnings


def test_one_picture_one_formula_and_an_inserted_file_are_told_in_plain_words() -> None:
    picture = f"<w:r><w:drawing><a:blip {NAMES}/></w:drawing></w:r><m:oMath>{sign('a')}</m:oMath>"
    found = read_word(word_file(p("Ferries.", runs=picture) + f'<w:altChunk xmlns:q="{R}" q:id="x"/>'))
    said = recognise(found).warnings
    assert "This file shows a picture, which cannot be kept: if it matters, put into words what it says." in said
    assert "This file has a formula, which was kept as plain words: compare with the original." in said
    assert any(one.startswith("Another file is inserted in this one") for one in said)


def test_the_words_that_describe_a_picture_are_told() -> None:
    said = '<q:docPr xmlns:q="urn:q" descr="A map&#10;of ferries"/>'
    described = f"<w:r><w:drawing>{said}<a:blip {NAMES}/></w:drawing></w:r>"
    old = '<w:r><w:pict><v:shape alt="A pier"><v:imagedata/></v:shape></w:pict></w:r>'
    found = read_word(word_file(p("Ferries.", runs=described + old + described)))
    assert (
        "This file describes what it shows in words that are not on its pages: “A map of ferries”, “A pier”. If they "
        "matter, put them into the text."
    ) in recognise(found).warnings


def test_a_logo_at_the_head_of_a_page_is_not_told() -> None:
    picture = f"<w:r><w:drawing><a:blip {NAMES}/></w:drawing></w:r>"
    body = p("text") + "<w:sectPr><w:headerReference r:id='rIdheader1'/></w:sectPr>"
    found = read_word(word_file(body, parts={"header1": p("Draft", runs=picture)}))
    assert (found.running, "picture" in found.extra) == (("Draft",), False)


def test_a_formula_as_deep_as_a_file_may_be_does_no_harm() -> None:
    deep = "<m:f><m:num>" * 120 + sign("x") + "</m:num></m:f>" * 120
    assert "x" in words(read_word(word_file(p(runs=f"<m:oMath>{deep}</m:oMath>"))))[0]
