"""Pages made to harm are refused in one sentence or come to nothing, and soon."""

from __future__ import annotations

import time

import pytest

from policyhub.domain.document import Document, Span, Table, lines_of, plain_of
from policyhub.readers.errors import Unreadable
from policyhub.readers.html import articles_in, read_html
from policyhub.readers.html_source import MOST_BYTES

SECONDS = 8.0  # on a machine that does much else; 2 on one of its own


def attempt(page: str | bytes) -> Document | str:
    """The document, or the sentence it is refused with; never late."""
    begun = time.process_time()
    try:
        return read_html(page)
    except Unreadable as refusal:
        return str(refusal)
    finally:
        assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table", "ul", "svg", "span"])
def test_a_page_of_200_000_storeys_is_refused(tag: str) -> None:
    sentence = attempt(f"<{tag}>" * 200_000 + "words")

    assert isinstance(sentence, str)
    assert sentence.endswith(".")
    assert sentence.count(".") == 1


@pytest.mark.parametrize(
    "page",
    [
        "<a " + " ".join(f"b{n}=1" for n in range(200_000)) + ">words</a>",
        "<a title='" + "x" * 5_000_000 + "'>words</a>",
        "<p style='" + "color:red;" * 100_000 + "'>words</p>",
        "<p class='" + "a " * 100_000 + "'>words</p>",
        "<p>" + "</x>" * 300_000 + "words",
        "<div>" * 150 + "</p>" * 300_000 + "words",
        "words" + "&amp;" * 500_000,
        "words" + "&#" * 500_000,
        "words" + "<" * 1_000_000,
        "words<!--" * 100_000,
        "words<a b=\"" * 100_000,
        "words<a<a<a" * 100_000,
        "words <script>" * 50_000,
        "words <title>" * 50_000,
        "<style>" + "/*" * 300_000 + "</style>words",
        "<style>" + "a," * 300_000 + "</style>words",
        "<style>" + ".a{" * 300_000 + "</style>words",
        "<table><tr>" + "<td>words" * 30_000,
        "<table><tr><td rowspan=65000 colspan=1000>words" + "<tr><td>more" * 3000,
        "<p>words" + " " * 3_000_000 + "x",
        "<p>words" + "<i>a</i>" * 50_000,
        ("<div class=share>" * 90 + "words" + "</div>" * 90) * 200,
        "<p id=a>words</p>" + '<sup><a href="#a">1</a></sup>' * 10_000,
    ],
)  # fmt: skip
def test_floods_are_read_in_time(page: str) -> None:
    found = attempt(page)

    assert isinstance(found, str) or "words" in _words(found)


def test_addresses_that_do_things_are_words() -> None:
    page = (
        "<base href='https://evil.example/'><meta http-equiv=refresh content='0;url=https://evil.example/'>"
        "<p><a href='javascript:alert(1)'>one</a> <a href=' JaVaScRiPt:alert(1)'>two</a> <a href='data:text/html,x'>"
        "three</a> <a href='/local'>four</a> <a href='//evil.example'>five</a> <a href='vbscript:x'>six</a></p>"
    )

    document = attempt(page)

    assert isinstance(document, Document)
    assert _words(document) == "one two three four five six"
    assert not [span for block in document.blocks if not isinstance(block, Table)
                for span in block.content if isinstance(span, Span) and span.link]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>a<![CDATA[<script>alert(1)</script>]]>b</p>", "aalert(1)]]>b"),
        ("<p>a<script>alert('<p>b</p>')</script>c", "ac"),
        ("<p>a<scr<script>x</script>ipt>b</p>", "a<scr<script>xipt>b"),
        ("<p>a\x00b\x01c&#0;&#1;&#xD800;d</p>", "abcd"),
        ("<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><p>x &b;</p>", "x &b;"),
        ("<?xml version='1.0' encoding='utf-7'?><p>x</p>", "x"),
        ("<p>a <b", "a <b"),
        ("<p>1 < 2 and 3 > 2</p>", "1 < 2 and 3 > 2"),
        ("<p>a<!-- b --!>c<!-->d<!--->e</p>", "acde"),
        ("<p>x<noscript>n</noscript><template>t</template><iframe>i</iframe><svg><text>s</text></svg></p>", "x"),
    ],
)
def test_tricks_give_words_or_nothing(page: str, words: str) -> None:
    document = attempt(page)

    assert isinstance(document, Document)
    assert _words(document).replace("\ufffd", "") == words


@pytest.mark.parametrize(
    "page", [b"", b"   ", b"<html></html>", b"<!-- only -->", b"<script>alert(1)</script>", b"\x00" * 99]
)
def test_a_page_without_words_is_refused(page: bytes) -> None:
    sentence = attempt(page)

    assert isinstance(sentence, str)
    assert sentence.endswith(".")


def test_a_page_over_the_limit_is_refused_before_it_is_read() -> None:
    assert "20 MB" in str(attempt(b"a" * (MOST_BYTES + 1)))


def test_an_article_that_is_not_there_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"choose again\.\Z"):
        read_html("<p>One text only.</p>", article=3)


def test_articles_are_looked_for_with_the_same_care() -> None:
    with pytest.raises(Unreadable, match=r"nested too deeply"):
        articles_in("<article>" * 100_000)


def _words(document: Document) -> str:
    return " ".join(plain_of(block.content) if not isinstance(block, Table) else " ".join(lines_of([block]))
                    for block in document.blocks)  # fmt: skip
