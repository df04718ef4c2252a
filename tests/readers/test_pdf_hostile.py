"""PDF files that are broken, locked, endless or without words: refused in one sentence, or harmless, and soon."""

from __future__ import annotations

import time

import pytest

from policyhub.domain.document import plain_of
from policyhub.readers.errors import Unreadable
from policyhub.readers.pdf import EMPTY, GIBBERISH, PICTURES, read_pdf
from policyhub.readers.pdf_file import DAMAGED, LOCKED
from policyhub.readers.pdf_pages import TOO_LONG
from tests.readers.pdf_files import FONT, PAGE, file_of, page_of, stream, written_at

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
WORDS = stream(written_at((70, 700, "Words")))
ONE_PAGE = {1: CATALOGUE, 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: PAGE % b"", 4: WORDS, 5: FONT}


def form(content: bytes, draws: int) -> bytes:
    names = b"/Font << /F 5 0 R >> /XObject << /X %d 0 R >>" % draws
    return stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << %s >>" % names)


def many_pages(count: int) -> bytes:
    return file_of({**ONE_PAGE, 2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * count, count)})


PICTURE = stream(b"\x00" * 100, b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray "
                                b"/BitsPerComponent 8")  # fmt: skip
LOCK = b"<< /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >>" % (b"a" * 32, b"b" * 32)
XOBJECT = b"/XObject << /X 6 0 R >>"
NESTED = {6 + n: form(b"/X Do " * 10, 7 + n) for n in range(10)} | {16: form(b"", 99)}

REFUSED = {
    "not a PDF": (b"hello", DAMAGED),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 1000, DAMAGED),
    "cut off": (file_of(ONE_PAGE)[:300], DAMAGED),
    "a tree of pages in a circle": (file_of({1: CATALOGUE, 2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"}),
                                    DAMAGED),
    "a deep tree of pages": (
        file_of({1: CATALOGUE, **{n: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 1) for n in range(2, 5000)}}),
        DAMAGED),
    "too many pages": (many_pages(3000), TOO_LONG),
    "locked": (file_of({**ONE_PAGE, 6: LOCK}, b"/Encrypt 6 0 R /ID [(aaaaaaaaaaaaaaaa)(aaaaaaaaaaaaaaaa)]"), LOCKED),
    "empty": (page_of(b""), EMPTY),
    "pictures of pages": (page_of(b"q 595 0 0 842 0 0 cm /X Do Q", resources=XOBJECT, more={6: PICTURE}), PICTURES),
    "letters nobody knows": (page_of(b"BT /F 11 Tf 70 700 Td (\x01\x01\x01\x01\x01) Tj ET", more={
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        6: stream(b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <01> <E123> endbfchar")}),
        GIBBERISH),
    "a drawing that draws itself": (page_of(b"/X Do", resources=XOBJECT, more={6: form(b"/X Do /X Do", 6)}), TOO_LONG),
    "drawings in drawings": (page_of(b"/X Do", resources=XOBJECT, more=NESTED), TOO_LONG),
    "a word for each letter": (page_of(b"BT /F 11 Tf 70 700 Td " + b"(a) Tj 3 0 Td " * 55_000 + b"ET"), TOO_LONG),
}  # fmt: skip
HARMLESS = {
    "a count of pages that is a lie": (
        file_of({**ONE_PAGE, 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>"}), "Words"),
    "giant places": (page_of(written_at((1e30, 1e30, "Far"), (-1e9, 5, "away"), (70, 700, "Near"))
                             + b"BT /F 1e20 Tf (Big) Tj ET"), "Near"),
    "bookmarks in a circle": (file_of({
        **ONE_PAGE, 1: b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>", 6: b"<< /First 7 0 R /Last 7 0 R >>",
        7: b"<< /Title (A) /Parent 6 0 R /Next 7 0 R /First 7 0 R >>"}), "Words"),
    "blanks without end": (page_of(b" " * 40_000_000 + written_at((70, 700, "Words"))), "Words"),
    "hyphens on top of one another": (page_of(b"".join(written_at((70, 700 - n * 0.01, "aa-" * 30))
                                                       for n in range(2000))), "aa-"),
    "signs on one line": (page_of(written_at((70, 700, "- a" * 100_000))), "a"),
    "many rules": (page_of(b"".join(b"%d %d m %d %d l S " % (x, y * 8, x, y * 8 + 8)
                                    for x in range(0, 500, 5) for y in range(100)) + written_at((70, 700, "Words"))),
                   "Words"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_read_is_refused_soon_with_a_sentence_that_says_what_to_do(kind: str) -> None:
    data, sentence = REFUSED[kind]
    started = time.process_time()

    with pytest.raises(Unreadable) as refusal:
        read_pdf(data)

    assert str(refusal.value) == sentence
    assert time.process_time() - started < 2


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_is_odd_and_has_words_is_read_soon(kind: str) -> None:
    data, words = HARMLESS[kind]
    started = time.process_time()

    document = read_pdf(data)

    assert any(words in plain_of(block.content) for block in document.blocks if hasattr(block, "content"))
    assert time.process_time() - started < 2


def test_a_form_is_read_where_it_is_drawn() -> None:
    content = written_at((70, 700, "Inside")) + written_at((70, 680, "as well"))
    around = written_at((70, 760, "Above.")), written_at((70, 650, "Between."))
    data = page_of(b"q 1 0 0 1 0 -100 cm /X Do Q\n".join(around), resources=XOBJECT, more={6: form(content, 99)})

    document = read_pdf(data)

    assert " ".join(plain_of(block.content) for block in document.blocks if hasattr(block, "content")) == (
        "Above. Between. Inside as well"
    )
