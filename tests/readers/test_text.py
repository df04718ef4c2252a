"""Text files in any common encoding, and what is no text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyhub.domain.document import Document, Heading, Mark, Paragraph, Span, plain_of
from policyhub.readers.errors import Unreadable
from policyhub.readers.text import EMPTY, MOST_BYTES, TOO_BIG, read_text
from tests.samples import tries

WORDS = "Gŵyl – “tea” at £5\n\n1. Café\n"


def lines(document: Document) -> list[str]:
    return [plain_of(block.content) for block in document.blocks if isinstance(block, Paragraph | Heading)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_all_its_forms(encoding: str) -> None:
    assert lines(read_text(WORDS.encode(encoding))) == ["Gŵyl – “tea” at £5", "", "1. Café"]


def test_windows_1252_when_it_is_no_unicode() -> None:
    document = read_text("“Tea” – £5".encode("cp1252"))

    assert lines(document) == ["“Tea” – £5"]
    assert document.extra["encoding"] == "cp1252"


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Mae'r tŷ a'r dŵr yn dda; gŵyl.", "iso8859-14"),
        ("“Tea” – the keeper’s café", "mac-roman"),
        ("“Tea” – the keeper’s café, NOËL", "cp1252"),
        ("Ðat þing is Norse, café ÒÓ", "cp1252"),
        ("Café Noël, £5", "cp1252"),
    ],
)
def test_encodings_with_a_byte_a_letter_are_told_apart(words: str, encoding: str) -> None:
    document = read_text(words.encode(encoding))

    assert lines(document) == [words]
    assert document.extra["encoding"] == encoding


def test_a_broken_byte_in_good_utf_8_does_not_spoil_the_rest() -> None:
    assert lines(read_text("“Tea” for two, “cake” ".encode() + b"\xff for one")) == [
        "“Tea” for two, “cake” \ufffd for one"
    ]


def test_characters_that_were_lost_before_stay() -> None:
    assert lines(read_text("\ufffd A note".encode())) == ["\ufffd A note"]


def test_lines_of_blanks_are_not_the_same_as_empty_lines() -> None:
    document = read_text(b"one\n   \n\ntwo\r\nthree\rfour")

    assert document.blocks == (
        Paragraph((Span("one"),)),
        Paragraph((Span("   "),)),
        Paragraph(()),
        Paragraph((Span("two"),)),
        Paragraph((Span("three"),)),
        Paragraph((Span("four"),)),
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", EMPTY),
        (b" \n\t\n", EMPTY),
        (b"... \n ---", EMPTY),
        (b"PK\x03\x04rest of a docx", "packed file"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word file"),
        (b"{\\rtf1 words}", "Rich Text"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<pkg:package>words</pkg:package>', "in XML"),
        (b"words\x00and a NUL", "not plain text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture"),
        (b"\xff\xfewo\x00", "not plain text"),
        (b"words \x1b[31m", "not plain text"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=r"\.$") as refusal:
        read_text(data)

    assert sentence in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_a_file_over_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_text(b"a" * (MOST_BYTES + 1))

    assert str(refusal.value) == TOO_BIG
    assert "20 MB" in TOO_BIG


def test_markdown_marks_become_headings_and_styles() -> None:
    document = read_text(
        b"# Wells #\n\nSome **are** *old*, [see](https://example.org/a_(b)).\n2 * 3 \\* 4", name="wells.md"
    )

    heading, _, words, sums = document.blocks
    assert heading == Heading((Span("Wells"),), level=1)
    assert isinstance(words, Paragraph)
    assert [(s.text, s.marks, s.link) for s in words.content if isinstance(s, Span) and (s.marks or s.link)] == [
        ("are", frozenset({Mark.STRONG}), None),
        ("old", frozenset({Mark.EMPHASIS}), None),
        ("see", frozenset(), "https://example.org/a_(b)"),
    ]
    assert isinstance(sums, Paragraph)
    assert plain_of(sums.content) == "2 * 3 * 4"


def test_plain_text_with_a_star_is_no_markdown() -> None:
    assert lines(read_text(b"2 * 3 and *this* stay\nas they are")) == ["2 * 3 and *this* stay", "as they are"]


@settings(max_examples=tries(60), deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_document_or_a_sentence(data: bytes) -> None:
    document, sentence = None, ""
    try:
        document = read_text(data)
    except Unreadable as refusal:
        sentence = str(refusal)

    if document is None:
        assert sentence.endswith(".")
    else:
        assert any(char.isalnum() or char == "_" for line in lines(document) for char in line)
