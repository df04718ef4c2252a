"""Bytes in, a document out: one reader for each kind of file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policyhub.domain.document import Document, Table, plain_of
from policyhub.domain.importing.files import is_locked
from policyhub.domain.sentences import N_
from policyhub.readers.encodings import NOT_TEXT
from policyhub.readers.errors import Unreadable
from policyhub.readers.text import EMPTY, MOST_BYTES, TOO_BIG, read_text

if TYPE_CHECKING:
    from policyhub.readers.html import Article

MOST_PARAGRAPHS = 12_000  # some six hundred pages; what is recognised in more takes longer than people wait
MOST_LINES = 60_000
MOST_SIGNS = 400_000  # twice what a whole section may hold
TOO_MANY = N_("This file has more paragraphs than any paper: divide it, and upload the parts one by one.")
TOO_LONG = N_("A paragraph of this file is longer than a whole paper: check the file, divide it, and upload that.")
OLD_WORD = N_("This is a Word file of the old kind (.doc): open it in Word, save it as .docx, and upload that.")
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MARKDOWN = re.compile(r"\.(?:md|markdown)\Z", re.IGNORECASE)
_NO_TEXT = re.compile(r"\.(?:docx|docm|dotx|doc|odt|ott|fodt|pdf)\Z", re.IGNORECASE)
_PAGE = re.compile(r"\.(?:html?|xhtml)\Z", re.IGNORECASE)
_PAGE_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_FLAT_ODT = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml.{0,2000}?<office:document\b", re.DOTALL)


def read(data: bytes, *, name: str = "", article: int | None = None) -> Document:
    """Read a file by what is in it, and where that leaves a doubt by the ending of its name.

    ``article`` is the place, from 0, of one of ``articles`` of a web page; other files have none.
    Raises Unreadable with one sentence that says what to do.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_BIG)
    if not data.strip():
        raise Unreadable(EMPTY)
    document = _read(data, name, article)
    if len(document.blocks) > (MOST_LINES if document.extra.get("origin") == "text" else MOST_PARAGRAPHS):
        raise Unreadable(TOO_MANY)
    if any(len(plain_of(block.content)) > MOST_SIGNS for block in document.blocks if not isinstance(block, Table)):
        raise Unreadable(TOO_LONG)
    return document


def _read(data: bytes, name: str, article: int | None) -> Document:
    if data.startswith(_OLD_WORD):
        if is_locked(data):
            from policyhub.readers.packed import LOCKED

            raise Unreadable(LOCKED)
        raise Unreadable(OLD_WORD)
    # a reader takes as long to load as a small file to read, so each is loaded when it is needed
    if data.startswith(_PACKED):
        return _read_packed(data)
    if b"%PDF-" in data[:1024]:
        from policyhub.readers.pdf import read_pdf

        return read_pdf(data)
    if _FLAT_ODT.match(data[:4096]):
        from policyhub.readers.odt import read_odt

        return read_odt(data)
    if _is_page(data, name):
        from policyhub.readers.html import read_html

        return read_html(data, name=name, article=article)
    if _MARKDOWN.search(name):
        from policyhub.readers.markdown import read_markdown

        return read_markdown(data, name=name)
    try:
        return read_text(data, name=name)
    except Unreadable as error:
        if _NO_TEXT.search(name) and error.args[0] == NOT_TEXT:
            from policyhub.readers.packed import DAMAGED

            raise Unreadable(DAMAGED) from error
        raise


def articles(data: bytes, *, name: str = "") -> tuple[Article, ...]:
    """The articles of a web page that holds several, for a person to choose from; none of any other file."""
    if data.startswith((_OLD_WORD, *_PACKED)) or b"%PDF-" in data[:1024] or _FLAT_ODT.match(data[:4096]):
        return ()
    if not _is_page(data, name):
        return ()
    from policyhub.readers.html import articles_in

    return articles_in(data)


def _is_page(data: bytes, name: str) -> bool:
    return bool(_PAGE.search(name) or _PAGE_START.match(data[:4096]))


def _read_packed(data: bytes) -> Document:
    """A Word file, unless it says of itself that it is an OpenDocument: that stands first in it, and unpacked."""
    if data[30:38] == b"mimetype" or b"META-INF/manifest.xml" in data[-70_000:]:
        from policyhub.readers.odt import read_odt

        return read_odt(data)
    from policyhub.readers.word import read_word

    return read_word(data)
