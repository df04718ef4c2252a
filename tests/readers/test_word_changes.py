"""Tracked changes of whole boxes, rows and cells of a Word file are changes of the words in them."""

from __future__ import annotations

from policyhub.domain.document import ChangeKind, Document, Span, Table, contents_of, plain_of
from policyhub.domain.tracked import accepted, rejected
from policyhub.readers.word import read_word
from tests.readers.making_drawings import CHART, chart, drawn_file, kept, series
from tests.readers.making_word import p, word_file

BOX = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('box')}</w:txbxContent></v:textbox></w:pict></w:r>"


def said(document: Document) -> list[str]:
    return [plain_of(content) for content in contents_of(document.blocks)]


def test_a_box_that_was_taken_out_or_put_in_is_so_with_its_words() -> None:
    body = p("One ", runs=f"<w:del w:author='Mair'>{BOX}</w:del>") + p(
        "Two", runs=f"<w:ins w:author='Tom'>{BOX}</w:ins>"
    )
    found = read_word(word_file(body + p("Three")))
    assert said(accepted(found)) == ["One ", "Two", "box", "Three"]
    assert said(rejected(found)) == ["One ", "box", "Two", "Three"]
    changes = [
        one.change for block in contents_of(found.blocks) for one in block if isinstance(one, Span) and one.change
    ]
    assert [(change.kind, change.author) for change in changes] == [
        (ChangeKind.DELETE, "Mair"),
        (ChangeKind.INSERT, "Tom"),
    ]


def test_a_chart_or_picture_that_was_taken_out_is_not_there() -> None:
    plot = chart(f"<c:pieChart>{series('A', kept('str', ['x']), kept('num', ['1']))}</c:pieChart>")
    picture = "<w:r><w:pict><v:shape alt='A pier'><v:imagedata/></v:shape></w:pict></w:r>"
    found = read_word(drawn_file(plot, p("One", runs=f"<w:del w:author='Mair'>{CHART}{picture}</w:del>")))
    assert said(found) == ["One"]
    assert found.extra == {"origin": "word"}


def test_a_cell_may_be_put_in_or_taken_out_alone() -> None:
    cells = "".join(
        f"<w:tc><w:tcPr><w:{kind} w:author='Mair'/></w:tcPr>{p(kind)}</w:tc>" for kind in ("tcW", "cellIns", "cellDel")
    )
    (table,) = read_word(word_file(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")).blocks
    assert isinstance(table, Table)
    kinds = [one.change and one.change.kind for cell in table.rows[0] for one in cell if isinstance(one, Span)]
    assert kinds == [None, ChangeKind.INSERT, ChangeKind.DELETE]


def test_a_row_of_a_box_of_paragraphs_may_be_taken_out() -> None:
    gone = f"<w:tr><w:trPr><w:del w:author='Mair'/></w:trPr><w:tc>{p('gone')}{p('too')}</w:tc></w:tr>"
    found = read_word(word_file(f"<w:tbl>{gone}<w:tr><w:tc>{p('here')}</w:tc></w:tr></w:tbl>"))
    assert said(accepted(found)) == ["here"]
    assert said(rejected(found)) == ["gone", "too", "here"]


def test_what_was_taken_out_of_a_comment_or_the_head_of_a_page_is_not_said() -> None:
    gone = "<w:del w:author='Mair'><w:r><w:delText>gone</w:delText></w:r></w:del>"
    body = p("a", runs="<w:r><w:commentReference w:id='0'/></w:r>")
    body += "<w:sectPr><w:headerReference r:id='rIdheader1'/></w:sectPr>"
    parts = {"comments": f"<w:comment w:id='0'>{p('Why? ', runs=gone)}</w:comment>", "header1": p("Draft ", runs=gone)}
    found = read_word(word_file(body, parts=parts))
    assert (found.comments[0].text, found.running) == ("Why?", ("Draft",))
