"""Markdown files as documents: CommonMark with tables, footnotes, front matter and raw HTML."""

from __future__ import annotations

import time

import pytest

from policyhub.domain.document import Heading, LineBreak, Mark, NoteMark, Paragraph, Span, plain_of
from policyhub.readers.errors import Unreadable
from policyhub.readers.markdown import read_markdown
from tests.readers.test_html import _line, shown, spans


def read(source: str) -> list[str]:
    return shown(read_markdown(source.encode()))


def test_headings_of_both_kinds_and_closing_signs() -> None:
    assert read("# One #\n\n### Two ### ###\n\nThree\n---\n\nFour\nfive\n====\n") == [
        "h1: One", "h3: Two ###", "h2: Three", "h1: Four five",
    ]  # fmt: skip


def test_lists_have_the_markers_that_were_typed_or_would_be_printed() -> None:
    source = "3. a\n4. b\n   - c\n     1) d\n\n---\n\n1. x\n1. y\n1. z\n\n   more\n\n> q\n>\n> - in\n"

    assert read(source) == [
        "3. a", "4. b", "  • c", "    1) d", "1. x", "2. y", "3. z", "more", "> q", "• in",
    ]  # fmt: skip
    assert read_markdown(source.encode()).blocks[7] == Paragraph((Span("more"),), level=1)


def test_looks_links_and_breaks() -> None:
    (block,) = read_markdown(
        b"a **b** _c_ ~~d~~ `e` [f](https://x.org) [g][h] <https://y.org>\\\n![alt](p.png) &eacute; \\[1\\] [no](/rel)"
        b" [js](javascript:x)\n\n[h]: https://z.org 'T'\n"
    ).blocks

    assert isinstance(block, Paragraph)
    assert [(s.text, set(s.marks), s.link) for s in block.content if isinstance(s, Span) and (s.marks or s.link)] == [
        ("b", {Mark.STRONG}, None), ("c", {Mark.EMPHASIS}, None), ("d", {Mark.STRIKE}, None), ("e", {Mark.CODE}, None),
        ("f", set(), "https://x.org"), ("g", set(), "https://z.org"), ("https://y.org", set(), "https://y.org"),
    ]  # fmt: skip
    assert LineBreak() in block.content
    assert plain_of(block.content).endswith("\nalt é [1] no js")


def test_tables_keep_the_words_of_rows_that_are_too_long() -> None:
    assert read("| a | b |\n|---|:-:|\n| 1 | **2** | 3 \\| 4 |\n| 5 |\n\n|  |  |\n|---|---|\n| x | y |\n") == [
        "table with header: a | b / 1 | **2** | 3 | 4 / 5 | ".replace("**", ""), "table: x | y",
    ]  # fmt: skip


def test_footnotes_are_notes_with_their_paragraphs() -> None:
    document = read_markdown(
        b"Text[^1] and[^b], again[^1], now^[here].\n\n[^b]: Second\n[^1]: First\n\n    more\n\n[^z]: Loose\n"
    )

    (block,) = document.blocks
    assert isinstance(block, Paragraph)
    assert [inline.note for inline in block.content if isinstance(inline, NoteMark)] == ["n1", "n2", "n1", "n3"]
    assert [[_line(inner) for inner in note.blocks] for note in document.notes] == [
        ["First", "more"], ["Second"], ["here"], ["Loose"],
    ]  # fmt: skip
    assert [note.mark for note in document.notes] == ["1", "2", "3", "4"]


def test_a_mark_without_a_note_is_words() -> None:
    assert read("Text[^9] here") == ["Text[^9] here"]


FRONT = '---\nlayout: post\ntitle: "The wells"\ntags:\n- water\nlang: cy\n---\nWords\n'


def test_front_matter_is_taken_off_and_no_word_of_it_is_lost() -> None:
    document = read_markdown(FRONT.encode())

    assert (document.title, document.lang, shown(document)) == ("The wells", "cy-GB", ["Words"])
    assert document.running == ("layout: post", "tags:", "- water", "lang: cy")


def test_a_title_of_the_text_comes_before_that_of_the_front_matter() -> None:
    document = read_markdown(b"+++\ntitle = 'Wells'\n+++\n# Springs\n")

    assert document.title == ""
    assert document.running == ("title = 'Wells'",)


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read("---\n\nWords\n\n---\n\nmore: words\n") == ["Words", "more: words"]


def test_raw_html_gives_its_words_and_looks_and_is_never_shown() -> None:
    source = (
        'a <b>b</b><br><span style="color:red">c</span> <script>x</script>\n\n'
        "<div align=center>\n<p>d</p></div>\n\n<!-- e -->"
    )
    document = read_markdown(source.encode())

    assert shown(document) == ["a b\nc x", "d"]
    assert ("c", {Mark.RED}) in spans(document.blocks[0])


def test_code_is_words_and_an_indent_is_none() -> None:
    document = read_markdown(b"```py\nx = 1\n  y\n```\n\n    pasted *indent*\n")

    assert shown(document) == ["x = 1\ny", "pasted indent"]
    assert spans(document.blocks[0])[0][1] == {Mark.CODE}


def test_definitions_that_no_link_leads_to_are_listed() -> None:
    assert read_markdown(b"Words\n\n[a]: https://example.org/\n").running == ("[A]: https://example.org/",)


def test_a_heading_in_an_item_keeps_the_items_number() -> None:
    document = read_markdown(b"1. # Wells\n\n2. Words\n")

    assert shown(document) == ["1. ", "h1: Wells", "2. Words"]
    assert isinstance(document.blocks[1], Heading)


@pytest.mark.parametrize(
    "source",
    [
        ">" * 50_000 + "words", "- " * 30_000 + "words", "1. " * 20_000 + "words", "[" * 50_000 + "words",
        "![" * 50_000 + "words", "words](" * 20_000, "*words " * 20_000, "**words *b " * 20_000, "words_" * 30_000,
        "<words " * 30_000, "words<!--\n" * 20_000, "[x]: /u 'words\n" * 10_000, "words[^a]" * 10_000,
        "^[" * 20_000 + "words", "words|" * 5000 + "\n" + "-|" * 5000 + "\n", "`words``" * 10_000, "~~words" * 20_000,
        "\n".join("  " * depth + "- words" for depth in range(800)), "&words" * 30_000, "words\\" * 50_000,
        "---\n" + "words: x\n" * 20_000, "[words][b]" * 10_000 + "\n\n[b]: /x", "<b>" * 20_000 + "words",
    ],
)  # fmt: skip
def test_floods_are_read_in_time_and_keep_their_words(source: str) -> None:
    begun = time.process_time()
    document = read_markdown(source.encode())

    assert time.process_time() - begun < 8.0
    assert "words" in " ".join([*shown(document), *document.running])


@pytest.mark.parametrize("data", [b"", b"---\n", b"[a]: /u\n", b"<!-- words -->", b"PK\x03\x04", b"a\x00b"])
def test_what_has_no_words_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"\.\Z"):
        read_markdown(data)
