"""What stands beside the words of a Word file: notes, comments, tracked changes, heads and feet of pages."""

from __future__ import annotations

import pytest

from policyhub.domain.document import (
    Change,
    ChangeKind,
    Comment,
    CommentMark,
    Note,
    NoteMark,
    Paragraph,
    Span,
    Table,
)
from policyhub.domain.tracked import accepted, rejected
from policyhub.readers.errors import Unreadable
from policyhub.readers.word import read_word
from policyhub.readers.word_lists import Lists
from policyhub.readers.word_styles import Styles
from policyhub.readers.word_xml import Element
from tests.readers.making_word import OUTLINE, field, p, r, word_file
from tests.readers.test_word import only, words

LINES = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'


def test_notes_have_their_printed_marks_and_places() -> None:
    first = p(runs="<w:r><w:footnoteRef/></w:r>" + r(" First.")) + p("More.")
    notes = LINES + f"<w:footnote w:id='2'>{first}</w:footnote><w:footnote w:id='3'>{p('* Starred.')}</w:footnote>"
    notes += f"<w:footnote w:id='4'>{p('Never marked.')}</w:footnote>"
    ends = f"<w:endnote w:id='2'>{p(' At the end.')}</w:endnote>"
    runs = '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(" b")
    runs += '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r>'
    runs += '<w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="9"/></w:r>'
    found = read_word(word_file(p("a", runs=runs), parts={"footnotes": notes, "endnotes": ends}))
    assert found.blocks == (Paragraph((Span("a"), NoteMark("f2"), Span(" b"), NoteMark("f3"), NoteMark("e2"))),)
    assert found.notes == (
        Note("f2", "1", (Paragraph((Span("First."),)), Paragraph((Span("More."),)))),
        Note("f3", "*", (Paragraph((Span("Starred."),)),)),
        Note("e2", "i", (Paragraph((Span("At the end."),)),)),
    )


def test_notes_may_begin_at_another_number() -> None:
    notes = "".join(f"<w:footnote w:id='{key}'>{p('n')}</w:footnote>" for key in (2, 3))
    marks = "".join(f'<w:r><w:footnoteReference w:id="{key}"/></w:r>' for key in (2, 3))
    section = "<w:sectPr><w:footnotePr><w:numStart w:val='5'/></w:footnotePr></w:sectPr>"
    found = read_word(word_file(p("a", runs=marks) + section, parts={"footnotes": notes}))
    assert [note.mark for note in found.notes] == ["5", "6"]


def test_notes_may_begin_again_in_each_section() -> None:
    notes = "".join(f"<w:footnote w:id='{key}'>{p('n')}</w:footnote>" for key in (2, 3, 4))
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    section = "<w:sectPr><w:footnotePr><w:numRestart w:val='{}'/></w:footnotePr></w:sectPr>"
    marks = {}
    for way in ("eachSect", "continuous"):
        body = p("a", runs=mark.format(2) + mark.format(3), properties=section.format(way))
        body += p("b", runs=mark.format(4)) + section.format(way)
        marks[way] = [note.mark for note in read_word(word_file(body, parts={"footnotes": notes})).notes]
    assert marks == {"eachSect": ["1", "2", "1"], "continuous": ["1", "2", "3"]}


def test_comments_have_authors_words_and_answers() -> None:
    comments = (
        f"<w:comment w:id='0' w:author='Tom' w:date='2026-05-12T10:00:00Z'>{p('Why?')}"
        f"<w:p w14:paraId='AA'>{r('Really.')}</w:p></w:comment>"
        f"<w:comment w:id='1' w:author='Mair'><w:p w14:paraId='BB'>{r('Because.')}</w:p></w:comment>"
    )
    threads = "<w15:commentEx w15:paraId='AA' w15:done='1'/><w15:commentEx w15:paraId='BB' w15:paraIdParent='AA'/>"
    runs = '<w:commentRangeStart w:id="0"/>' + r("buses") + '<w:commentRangeEnd w:id="0"/>'
    runs += '<w:r><w:commentReference w:id="0"/></w:r>' + r(" now") + '<w:r><w:commentReference w:id="1"/></w:r>'
    found = read_word(word_file(p("we want ", runs=runs), parts={"comments": comments, "commentsExtended": threads}))
    assert found.comments == (
        Comment("c0", "Tom", "2026-05-12T10:00:00Z", "Why?\nReally.", None, True),
        Comment("c1", "Mair", "", "Because.", "c0"),
    )
    assert found.blocks[0] == Paragraph(
        (
            Span("we want "),
            CommentMark("c0"),
            Span("buses"),
            CommentMark("c0", end=True),
            Span(" now"),
            CommentMark("c1"),
            CommentMark("c1", end=True),
        )
    )


def test_a_comment_may_go_over_paragraphs_and_begin_between_them() -> None:
    comments = f"<w:comment w:id='0' w:author='Tom'>{p('All of this?')}</w:comment>"
    body = '<w:commentRangeStart w:id="0"/>' + p("one") + p("two") + '<w:commentRangeEnd w:id="0"/>'
    found = read_word(word_file(body, parts={"comments": comments}))
    assert found.blocks == (
        Paragraph((CommentMark("c0"), Span("one"))),
        Paragraph((Span("two"), CommentMark("c0", end=True))),
    )


def test_tracked_changes_of_words_and_ends_have_their_authors() -> None:
    who = 'w:id="1" w:author="Maria" w:date="2026-01-02T03:04:05Z"'
    runs = f"<w:del {who}><w:r><w:delText>ask</w:delText></w:r></w:del><w:ins {who}>{r('demand')}</w:ins>"
    parted = p("One. ", properties=f"<w:rPr><w:ins {who}/></w:rPr>")
    moved = p(properties=f"<w:rPr><w:moveFrom {who}/></w:rPr>", runs=f"<w:moveFrom {who}>{r('old place')}</w:moveFrom>")
    found = read_word(word_file(p("We ", runs=runs) + parted + p("Two.") + moved + p("end")))
    insert, delete = (Change(kind, "Maria", "2026-01-02T03:04:05Z") for kind in (ChangeKind.INSERT, ChangeKind.DELETE))
    assert found.blocks[0] == Paragraph((Span("We "), Span("ask", change=delete), Span("demand", change=insert)))
    assert words(accepted(found)) == ["We demand", "One. ", "Two.", "end"]
    assert words(rejected(found)) == ["We ask", "One. Two.", "old place", "end"]


def test_what_was_inserted_and_then_deleted_by_another_is_deleted() -> None:
    inner = '<w:del w:id="2" w:author="B"><w:r><w:delText>x</w:delText></w:r></w:del>'
    found = only(p("a", runs=f'<w:ins w:id="1" w:author="A">{inner}</w:ins>'))
    assert found[1] == Span("x", change=Change(ChangeKind.DELETE, "B"))


def test_an_inserted_row_is_inserted_words() -> None:
    row = '<w:tr><w:trPr><w:ins w:id="1" w:author="A"/></w:trPr>' + f"<w:tc>{p('x')}</w:tc><w:tc>{p('y')}</w:tc></w:tr>"
    table = read_word(word_file(f"<w:tbl>{row}</w:tbl>")).blocks[0]
    assert isinstance(table, Table)
    assert table.rows[0][0] == (Span("x", change=Change(ChangeKind.INSERT, "A")),)


def test_heads_and_feet_of_pages_are_told_once_without_page_numbers() -> None:
    body = p("text") + "<w:sectPr><w:headerReference r:id='rIdheader1'/><w:footerReference r:id='rIdfooter1'/>"
    body += "<w:headerReference r:id='rIdheader2'/></w:sectPr>"
    parts = {"header1": p("Draft for CC"), "footer1": p("Page ", runs=field("PAGE", "3")), "header2": p("Draft for CC")}
    assert read_word(word_file(body, parts=parts)).running == ("Draft for CC",)


def test_a_head_of_a_page_that_is_a_picture_says_nothing() -> None:
    body = p("text") + "<w:sectPr><w:headerReference r:id='rIdimage1'/></w:sectPr>"
    assert read_word(word_file(body, parts={"image1": ""}, raw={"word/image1.xml": b"\x89PNG"})).running == ()


def test_the_lists_of_a_file_are_understood_once_however_many_notes_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    understand = Lists.__init__

    def counted(self: Lists, root: Element | None, styles: Styles) -> None:
        made.append(self)
        understand(self, root, styles)

    monkeypatch.setattr(Lists, "__init__", counted)
    marks = "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(5))
    notes = "".join(f'<w:footnote w:id="{n}">{p("note", num=(1, 0))}</w:footnote>' for n in range(5))
    found = read_word(word_file(p("text", runs=marks), parts={"footnotes": notes, "numbering": OUTLINE}))
    assert len(made) == 1
    assert [note.blocks for note in found.notes] == [(Paragraph((Span("note"),), "1"),)] * 5


def test_a_large_first_letter_belongs_to_its_word() -> None:
    letter = p(runs=r("F"), properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
    assert words(read_word(word_file(letter + p("erries are for everybody.")))) == ["Ferries are for everybody."]
    assert words(read_word(word_file(letter))) == ["F"]


def test_a_file_of_nothing_but_an_inserted_one_says_so() -> None:
    with pytest.raises(Unreadable, match="stand in another file"):
        read_word(word_file('<w:altChunk r:id="x"/>'))
