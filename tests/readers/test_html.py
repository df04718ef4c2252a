"""Web pages, mails and what word processors save as web pages, as documents."""

from __future__ import annotations

import pytest

from policyhub.domain.document import (
    Block,
    Change,
    ChangeKind,
    Document,
    Heading,
    LineBreak,
    ListItem,
    Mark,
    NoteMark,
    Paragraph,
    Quotation,
    Span,
    Table,
    plain_of,
)
from policyhub.readers.html import Article, articles_in, read_html


def shown(document: Document) -> list[str]:
    """Each block as a line with what is printed before it."""
    return [_line(block) for block in document.blocks]


def _line(block: Block) -> str:
    match block:
        case Table(rows=rows, header=header):
            return f"table{' with header' if header else ''}: " + " / ".join(
                " | ".join(plain_of(cell).replace("\n", "¶") for cell in row) for row in rows
            )
        case ListItem(content=content, marker=marker, level=level):
            return f"{'  ' * level}{marker} {plain_of(content)}"
        case Heading(content=content, number=number, level=level):
            return f"h{level}: {number + ' ' if number else ''}{plain_of(content)}"
        case Quotation(content=content):
            return f"> {plain_of(content)}"
        case Paragraph(content=content, number=number):
            return f"[{number}] {plain_of(content)}" if number else plain_of(content)


def spans(block: Block) -> list[tuple[str, set[Mark]]]:
    assert not isinstance(block, Table)
    return [(span.text, set(span.marks)) for span in block.content if isinstance(span, Span)]


def test_headings_paragraphs_and_quotations() -> None:
    page = "<h1>Wells</h1><p>We\n  dig <br>them.<p>Deep<blockquote>They said<p>so</blockquote>and &amp; &eacute;nd"

    document = read_html(page)

    assert shown(document) == ["h1: Wells", "We dig\nthem.", "Deep", "> They said", "> so", "and & énd"]
    assert document.extra["origin"] == "html"


def test_lists_have_the_markers_that_a_browser_prints() -> None:
    page = (
        "<ul><li>a<ol type=a start=3><li>b<li value=9>c</ol></ul>"
        "<ol reversed><li>d<li>e</ol><ol style='list-style-type:upper-roman'><li>f<ol><li>g</ol></ol>"
    )

    assert shown(read_html(page)) == ["• a", "  c. b", "  i. c", "2. d", "1. e", "I. f", "  1. g"]


def test_a_list_of_long_items_or_of_headings_is_one_of_numbered_clauses() -> None:
    long = "word " * 40
    page = f"<ol start=4><li>{long}<ol type=a><li>part</ol><li>{long}</ol><ol><li><h2>Scope</h2>All</ol>"

    assert shown(read_html(page)) == [
        f"[4] {long.strip()}", "a. part", f"[5] {long.strip()}", "h2: 1 Scope", "All",
    ]  # fmt: skip


def test_styles_that_count_through_a_list_number_its_clauses() -> None:
    page = "<style>li:before{content:counters(item,'.') ' '}</style><ol><li>A<ol><li>B<li>C</ol><li>D</ol>"

    assert shown(read_html(page)) == ["[1] A", "[1.1] B", "[1.2] C", "[2] D"]


def test_numbers_typed_before_items_stand_without_a_bullet() -> None:
    assert shown(read_html("<ul><li>1.1 Wells<li>1.2 Springs</ul>")) == ["1.1 Wells", "1.2 Springs"]


def test_two_new_lines_in_a_row_begin_a_paragraph() -> None:
    document = read_html("<div>One<br>two<br> <br>Three</div>")

    assert document.blocks == (
        Paragraph((Span("One"), LineBreak(), Span("two"))),
        Paragraph((Span("Three"),)),
    )


def test_looks_come_from_elements_styles_and_classes() -> None:
    page = (
        "<style>.c1{color:#ff0000}.c2{font-weight:700}@media print{.c3{color:red}} h1{color:red}</style><h1>T</h1>"
        "<p><b>b</b><span class='c1 c2'>cc</span><span class=c3>n</span><font color=red>f</font>"
        "<span style='color:red'>r<span style='color:black'>k</span></span>"
        "<span style='background:yellow;text-decoration:line-through'>h</span><b style='font-weight:normal'>p</b></p>"
    )

    title, words = read_html(page).blocks

    assert spans(title) == [("T", set())]
    assert spans(words) == [
        ("b", {Mark.STRONG}), ("cc", {Mark.RED, Mark.STRONG}), ("n", set()), ("fr", {Mark.RED}), ("k", set()),
        ("h", {Mark.HIGHLIGHT, Mark.STRIKE}), ("p", set()),
    ]  # fmt: skip


def test_cells_that_are_merged_give_their_words_once() -> None:
    page = (
        "<table><caption>Wells</caption><tr><th colspan=2>A<th>B<tr><td rowspan=2>c<td>d<td><p>e</p><p>f</p>"
        "<tr><td>g<td><ul><li>h</ul></table>"
    )

    assert shown(read_html(page)) == ["Wells", "table with header: A |  | B / c | d | e¶f /  | g | • h"]


@pytest.mark.parametrize(
    "table",
    [
        "<table role=presentation><tr><td>One<td>Two</table>",
        "<table><tr><td>One</td></tr><tr><td>Two</td></tr></table>",
        "<table><tr><td><table><tr><td>One</table><td>Two</table>",
    ],
)
def test_tables_that_only_lay_out_a_page_are_unfolded(table: str) -> None:
    assert shown(read_html(table)) == ["One", "Two"]


PANDOC = (
    '<p>Text<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>.</p>'
    '<section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>Why<a href="#fnref1" class="footnote-back"'
    ' role="doc-backlink">↩︎</a></p></li></ol></section>'
)
GITHUB = (
    '<p>Text<sup><a href="#user-content-fn-x" id="user-content-fnref-x" data-footnote-ref>1</a></sup>.</p><section '
    'data-footnotes class="footnotes"><h2 class="sr-only">Footnotes</h2><ol><li id="user-content-fn-x"><p>Why <a '
    'href="#user-content-fnref-x" data-footnote-backref>↩</a></p></li></ol></section>'
)
WIKI = (
    '<p>Text<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>.</p><ol class="references">'
    '<li id="cite_note-1"><span class="mw-cite-backlink"><a href="#cite_ref-1">^</a></span> <span>Why</span></li></ol>'
)
WORD = (
    "<p class=MsoNormal>Text<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'><span "
    "class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a>.</p><div style='mso-element:footnote"
    "-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'><span "
    "class=MsoFootnoteReference>[1]</span></a> Why<o:p></o:p></p></div></div>"
)
LIBREOFFICE = (
    '<p>Text<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>.</p><div '
    'id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>'
    "\tWhy</p></div>"
)
DOCS = (
    '<p>Text<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>.</p><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a>'
    "<span> Why</span></p></div>"
)
BARE = (
    '<p>Text<sup><a href="#note1" id="ref1">1</a></sup>.</p><p id="note1"><sup>1</sup> Why <a href="#ref1">back</a></p>'
)


@pytest.mark.parametrize("page", [PANDOC, GITHUB, WIKI, WORD, LIBREOFFICE, DOCS, BARE])
def test_notes_in_the_usual_shapes_are_notes(page: str) -> None:
    document = read_html(page)

    assert document.blocks == (Paragraph((Span("Text"), NoteMark("n1"), Span("."))),)
    (note,) = document.notes
    assert (note.id, note.mark) == ("n1", "1")
    assert [_line(block) for block in note.blocks] == ["Why"]


def test_a_link_inside_the_page_that_is_no_note_is_words() -> None:
    document = read_html('<p>See <a href="#s2">2</a> and <a href="#s2">below</a>.</p><h2 id="s2">Two</h2>')

    assert shown(document) == ["See 2 and below.", "h2: Two"]
    assert document.notes == ()


def test_words_lists_of_word_keep_what_was_printed() -> None:
    def item(label: str, words: str, level: int, tag: str = "p", name: str = "l0") -> str:
        return (
            f"<{tag} class=MsoListParagraph style='margin-left:1cm;mso-list:{name} level{level} lfo1'><![if "
            f"!supportLists]><span style='mso-list:Ignore'>{label}<span>&nbsp;&nbsp; </span></span><![endif]>"
            f"{words}</{tag}>"
        )

    page = (
        item("1", "Scope", 1, "h1") + item("1.1", "Wells", 2) + item("(a)", "deep", 3) + item("(i)", "very", 4)
        + item("·", "dry", 1, name="l1") + item("o", "so", 2, name="l1") + item("1.", "first", 1, name="l2")
    )  # fmt: skip

    assert shown(read_html(page)) == [
        "h1: 1 Scope", "[1.1] Wells", "(a) deep", "  (i) very", "• dry", "  • so", "1. first",
    ]  # fmt: skip


def test_tracked_changes_have_author_and_time() -> None:
    page = (
        '<p>a <del cite="mailto:Mair%20Pugh" datetime="2026-05-12T10:00">b</del><ins cite="mailto:Mair%20Pugh"'
        ' datetime="2026-05-12T10:00">c</ins></p>'
    )

    (block,) = read_html(page).blocks

    assert isinstance(block, Paragraph)
    assert [span.change for span in block.content if isinstance(span, Span)] == [
        None,
        Change(ChangeKind.DELETE, "Mair Pugh", "2026-05-12T10:00"),
        Change(ChangeKind.INSERT, "Mair Pugh", "2026-05-12T10:00"),
    ]


def test_words_that_are_only_struck_out_are_no_change() -> None:
    (block,) = read_html("<p>a <del>b</del></p>").blocks

    assert spans(block) == [("a ", set()), ("b", {Mark.STRIKE})]


PAGE = """<!doctype html><html lang=cy><head><title>Wells | The Site</title></head><body>
<div id="cookie-banner">We use cookies <button>Accept</button></div><header><a href="/">The Site</a></header>
<nav><ul><li>Home<li>News</ul></nav><main><article><h1>Wells</h1><p>One two three four five six.</p>
<p hidden>never</p><p style="display: none">never</p><span aria-hidden=true></span>
<div class="share-links">Share this</div>
</article><aside>Read more</aside></main><footer>Contact us</footer></body></html>"""


def test_what_stands_around_the_text_is_told_apart_and_listed() -> None:
    document = read_html(PAGE)

    assert shown(document) == ["h1: Wells", "One two three four five six."]
    assert document.lang == "cy-GB"
    assert document.running == (
        "Wells | The Site", "We use cookies", "Accept", "The Site", "Home", "News", "Share this", "Read more",
        "Contact us",
    )  # fmt: skip


def test_the_title_of_a_page_without_a_first_heading_is_its_title() -> None:
    assert read_html("<title>Wells &amp; springs</title><p>Words</p>").title == "Wells & springs"


def test_a_box_that_holds_the_text_stays_whatever_it_is_called() -> None:
    assert shown(read_html("<div class=sidebar><p>All the words of the page.</p></div><p>End</p>")) == [
        "All the words of the page.", "End",
    ]  # fmt: skip


def test_a_page_of_several_articles_lists_them_and_gives_the_one_asked_for() -> None:
    page = "<article><h2>Wells</h2><p>one two three</article><article><h2>Springs</h2><p>four five six</article>"

    assert articles_in(page) == (Article("Wells", "one two three", 4), Article("Springs", "four five six", 4))
    assert shown(read_html(page, article=1)) == ["h2: Springs", "four five six"]
    assert len(read_html(page).blocks) == 4
    assert articles_in("<article><p>one two three four five</article>") == ()


def test_mail_comes_out_clean() -> None:
    page = (
        "<!--[if gte mso 9]><xml><o:x>1</o:x></xml><![endif]--><div class=WordSection1><p class=MsoNormal>Dear all,"
        "<o:p>&nbsp;</o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p></div><div class=gmail_quote>"
        "<div class=gmail_attr>On Monday Mair wrote:<br></div><blockquote class=gmail_quote><div dir=ltr>"
        "Wells<div><br></div></div>"
        "</blockquote></div>"
    )

    assert shown(read_html(page)) == ["Dear all,", "On Monday Mair wrote:", "> Wells"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<p>Gŵyl</p>".encode(), "Gŵyl"),
        ("<p>Gŵyl</p>".encode("utf-8-sig"), "Gŵyl"),
        ("<p>Gŵyl</p>".encode("utf-16"), "Gŵyl"),
        ('<meta charset="iso-8859-1"><p>“Tea”</p>'.encode("cp1252"), "“Tea”"),
        ('<meta charset="iso-8859-1"><p>“Tŷ”</p>'.encode(), "“Tŷ”"),
        ('<meta http-equiv=Content-Type content="text/html; charset=iso-8859-14"><p>Tŷ</p>'.encode("iso8859-14"), "Tŷ"),
        ('<meta charset="macintosh"><p>“Tea”</p>'.encode("mac-roman"), "“Tea”"),
        ("<p>“Tea”</p>".encode("cp1252"), "“Tea”"),
        (b'<meta charset="utf-7"><p>+ADw-b+AD4-</p>', "+ADw-b+AD4-"),
        (b"<p>&#147;Tea&#148;</p>", "“Tea”"),
    ],
)
def test_encodings(data: bytes, words: str) -> None:
    assert shown(read_html(data)) == [words]
