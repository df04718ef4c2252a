"""The words shown are the words given, and nothing typed gets out of its place."""

import re
import time
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyhub.domain import markup
from policyhub.domain.document import LineBreak, ListItem, NoteMark, Paragraph, Quotation, Reference, Span, Table
from policyhub.domain.markup import Range
from tests.samples import tries

PID = "abcdefghijk2"
NOTES = [{"id": "n1", "mark": "1", "text": "See *also* the {ref:" + PID + "|2.1} minutes."}]

AWKWARD = [
    "1. ", "12) ", "- ", "-", "+ ", "*", "**", "_", "__", "# ", "#", "> ", ">", "|", "-|-", "~", "~~", "~~~", "`",
    "```", "<", "<b>", "<http://a.org>", "<a@b.org>", "&", "&amp;", "&#65;", "[^1]", "[^n1]", "[", "]", "](", "(http://a.org)",
    "![a](http://b.org)", "[a](http://b.org)", "[a]: http://b.org", "{ref:", "{ref:" + PID + "|1.4}", "\\", "\\*", "\n",
    "\n\n", "    ", "\t", "  \n", "\\\n", "===", "---", "***", "___", ":-", "a", "b c", "http://a.org", "R&D", "5 * 3",
    "snake_case", "é", "\u00a0", "\u2028", "\x0c", "'", '"', "!", "$", "%", ":", "=",
]  # fmt: skip
awkward = st.lists(st.one_of(st.sampled_from(AWKWARD), st.text(max_size=4)), max_size=14).map("".join)
markdown = st.lists(
    st.sampled_from(
        [*AWKWARD, "\n- ", "\n  - ", "\n1. ", "\n> ", "\n\n", "| a | b |\n|---|---|\n| 1 | 2 |\n", "word ", "**b**"]
    ),
    max_size=16,
).map("".join)


def sayable(text: str) -> bool:
    return not re.search("[\x00\ud800-\udfff]", text)


def shown_words(html: str) -> list[str]:
    """The words a reader sees in HTML, with what a page puts in live places."""
    filled = markup.fill(html, ref=lambda _, printed: printed, note=lambda *_: "")
    return unescape(re.sub(r"<[^>]*>", lambda tag: "" if INLINE.match(tag[0]) else " ", filled)).split()


INLINE = re.compile(r"</?(?:strong|em|s|code|a|mark)\b")


@settings(max_examples=tries(250), deadline=None)
@given(awkward.filter(sayable))
def test_the_words_shown_are_the_words_given_in_order(text: str) -> None:
    rendered = markup.render(markup.escape(text), NOTES)

    assert rendered.plain.split() == text.split()
    assert shown_words(rendered.html) == text.split()


@settings(max_examples=tries(120), deadline=None)
@given(awkward.filter(sayable), awkward.filter(sayable))
def test_words_escaped_one_after_another_show_as_they_are(first: str, second: str) -> None:
    body = "So " + markup.escape_words(first) + markup.escape_words(second) + " there"

    assert markup.plain(body, NOTES).split() == ("So " + first + second + " there").split()


@pytest.mark.parametrize(
    "text",
    ["1. First of all", "- no bullet", "* a star", "a < b > c", "    four blanks", "\ttab", "# no title", "> no quote",
     "a | b\n--- | ---", "~~kept~~", "&amp; stays", "[^1]", "{ref:" + PID + "|1.4}", "Title\n=====", "Title\n-----",
     "back\\slash\\", "<https://example.org>", "two blanks  \nno break", "[words](https://example.org)", "7) seven"],
)  # fmt: skip
def test_what_looks_like_markdown_stays_words(text: str) -> None:
    rendered = markup.render(markup.escape(text), [{"id": "1", "mark": "1", "text": "x"}])

    assert rendered.plain == re.sub(r"\s+", " ", text.strip())
    assert re.fullmatch(r"<p>[^<]*</p>", rendered.html)


def test_ordinary_prose_needs_no_backslash() -> None:
    prose = 'Mrs O\'Hara (chair) said: "R&D costs 3.5% [para 1.9] - snake_case, 5 > 3; a | b!" ~ 1.2 * no'

    assert markup.escape(prose.replace(" * ", " x ")) == prose.replace(" * ", " x ")


def test_blank_lines_make_paragraphs_and_other_line_ends_fold() -> None:
    assert markup.escape("One\r\ntwo\n \n\nthree   four") == "One two\n\nthree four"


@settings(max_examples=tries(200), deadline=None)
@given(st.one_of(markdown, awkward))
def test_any_body_gives_clean_html_that_holds_its_plain_text(body: str) -> None:
    rendered = markup.render(body, NOTES)

    assert rendered.plain == markup.plain(body, NOTES)
    assert shown_words(rendered.html) == rendered.plain.split()
    assert set(re.findall(r"<(\w+)", rendered.html)) <= {
        "p", "br", "hr", "a", "strong", "em", "s", "code", "ul", "ol", "li", "blockquote",
        "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip


@settings(max_examples=tries(150), deadline=None)
@given(markdown, st.data())
def test_marked_ranges_hold_exactly_their_words_and_break_no_tag(body: str, data: st.DataObject) -> None:
    rendered = markup.render(body, NOTES)
    size = len(rendered.plain)
    start = data.draw(st.integers(0, size))
    stop = data.draw(st.integers(start, size))

    marked = markup.mark_ranges(rendered.html, rendered.plain, [Range(start, stop, "<mark>", "</mark>")])

    assert marked.replace("<mark>", "").replace("</mark>", "") == rendered.html
    assert not re.search(r"<mark>[^<]*<(?!/mark>|!--)", marked)
    filled = markup.fill(marked, lambda _, printed: printed, lambda *_: "")
    inside = "".join(unescape(words) for words in re.findall(r"<mark>([^<]*)</mark>", filled))
    wanted = re.sub(r"[\n\t]", "", rendered.plain[start:stop])
    whole = re.sub(r"[\n\t]", "", inside)
    assert whole == wanted or ("<!--ref" in rendered.html and wanted in whole)


def test_two_ranges_may_overlap_and_an_id_stands_once() -> None:
    rendered = markup.render("one **two** three")
    ranges = [Range(0, 7, '<mark id="a">', "</mark>", "<mark>"), Range(4, 13, "<u>", "</u>")]

    marked = markup.mark_ranges(rendered.html, rendered.plain, ranges)

    assert marked == ('<p><mark id="a">one </mark><strong><mark><u>two</u></mark></strong><u> three</u></p>')


def test_live_places_are_filled_and_only_given_notes_become_marks() -> None:
    body = f"As said[^n1] in {{ref:{PID}|1.4}}, not[^zz] in \\{{ref:{PID}|9}}."

    rendered = markup.render(body, NOTES)

    assert rendered.plain == f"As said in 1.4, not[^zz] in {{ref:{PID}|9}}."
    filled = markup.fill(rendered.html, ref=lambda pid, old: f"[{pid} {old}]", note=lambda i, mark: f"({i}:{mark})")
    assert filled == f"<p>As said(n1:1) in [{PID} 1.4], not[^zz] in {{ref:{PID}|9}}.</p>"
    assert rendered.notes[0].plain == "See also the 2.1 minutes."
    assert rendered.notes[0].html == f"<p>See <em>also</em> the <!--ref:{PID}:2.1--> minutes.</p>"
    assert markup.references_in(body) == [(PID, "1.4")]
    assert markup.note_ids_in(body) == ["n1", "zz"]


def test_a_mark_with_awkward_characters_comes_back_as_it_was() -> None:
    rendered = markup.render("a[^n]", [{"id": "n", "mark": "--><b>&", "text": "x"}])

    assert "<b>" not in rendered.html
    assert markup.fill(rendered.html, lambda *_: "", lambda _, mark: f"={mark}=") == "<p>a=--><b>&=</p>"


@pytest.mark.parametrize(
    "body",
    ["<script>alert(1)</script>", "[a](javascript:alert(1))", "[a](data:text/html,x)", "<javascript:alert(1)>",
     "<!--ref:x-->", "![a](javascript:x)", '[a](https://e.org/"onclick=x)', "[a](/inside)", "<img src=x onerror=y>",
     "<!--note:n1:1-->"],
)  # fmt: skip
def test_no_typed_tag_script_or_strange_address_gets_through(body: str) -> None:
    html = markup.render(body).html

    assert re.fullmatch(r'<p>([^<]|<a href="https://[^"<>]*" rel="nofollow noopener">|</a>)*</p>', html)


def test_links_lead_to_the_web_or_to_mail_and_tell_nobody() -> None:
    html = markup.render("[site](https://example.org/a_(b)) <mailto:a@example.org> <b@example.org>").html

    assert html.count('rel="nofollow noopener"') == 3
    assert 'href="mailto:b@example.org"' in html


def test_headings_in_a_body_are_strong_words() -> None:
    assert markup.render("# Big *one*\n\nSmall\n---").html == (
        "<p><strong>Big <em>one</em></strong></p><p><strong>Small</strong></p>"
    )


def test_definitions_code_and_deep_indents_hide_no_words() -> None:
    body = "[a]: http://example.org hidden?\n\n        deep\n\n```\nfenced\n```"

    assert markup.plain(body) == "[a]: http://example.org hidden?\n\ndeep\n\nfenced"


def test_a_row_with_too_many_cells_loses_none() -> None:
    assert markup.plain("| a | b |\n|---|---|\n| 1 | 2 | 3 \\| 4 | 5 |") == "a\tb\n1\t2 | 3 | 4 | 5"


def test_items_stand_on_lines_and_paragraphs_apart() -> None:
    body = "Before\n\n- one\n- two\n  - inner\n\n1. other\n2. list\n\nAfter\\\nbreak"

    assert markup.plain(body) == "Before\n\none\ntwo\ninner\n\nother\nlist\n\nAfter\nbreak"


def test_blocks_carry_the_same_words_with_their_looks() -> None:
    body = f"**Bold**[^n1] {{ref:{PID}|1.4}}\\\nnew\n\n3) three\n   - in\n\n> said\n\n| h |\n|---|\n| c |"

    found = markup.blocks(body, NOTES)

    assert [type(block) for block in found] == [Paragraph, ListItem, ListItem, Quotation, Table]
    first, item, inner, quotation, table = found
    assert isinstance(first, Paragraph)
    assert [type(inline) for inline in first.content] == [Span, NoteMark, Span, Reference, LineBreak, Span]
    assert isinstance(item, ListItem)
    assert (item.marker, item.level) == ("3)", 0)
    assert isinstance(inner, ListItem)
    assert (inner.marker, inner.level) == ("•", 1)
    assert isinstance(quotation, Quotation)
    assert isinstance(table, Table)
    assert table == Table((((Span("h"),),), ((Span("c"),),)), header=True)


def test_deep_nesting_is_capped_and_its_characters_are_shown() -> None:
    html = markup.render(">" * 5000 + " deep").html

    assert html.count("<blockquote>") == 12
    assert shown_words(html)[-1] == "deep"
    assert html.count("&gt;") == 4988


HOSTILE = [
    "> ", "- ", "1. ", "[", "]", "[a](", "**", "**a ", "*a **a ", "~~a", "`a``", "<a", "&a", "[^n1]", "{ref:", "\\",
    "_a", "a_ _", "# ", '[a](http://b "', "[a](<", "*_", "***a** ", "- a\n", "> a\n", "a\n", "![a", "a|b\n-|-\n",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_runs_cost_no_more_than_their_length(unit: str) -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        markup.render(unit * count, NOTES)
        return time.process_time() - began

    small, large = min(seconds(500), seconds(500)), min(seconds(2000), seconds(2000))

    assert large < 12 * small + 0.05


def test_marking_many_ranges_is_linear() -> None:
    rendered = markup.render("word " * 20000)
    ranges = [Range(i * 5, i * 5 + 4, "<mark>", "</mark>") for i in range(20000)]

    began = time.process_time()
    marked = markup.mark_ranges(rendered.html, rendered.plain, ranges)

    assert marked.count("<mark>") == 20000
    assert time.process_time() - began < 2


def test_a_body_of_a_megabyte_takes_about_a_second() -> None:
    body = ("A sentence of ordinary words, some of them **marked**, with a list to follow.\n" * 8 + "\n") * 1600

    began = time.process_time()
    markup.render(body)

    assert len(body) > 990_000
    assert time.process_time() - began < 3
