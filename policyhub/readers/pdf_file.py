"""Opens PDF files that nobody vouches for, and gives their pages, bookmarks and language."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from policyhub.domain.sentences import N_
from policyhub.readers.errors import Unreadable
from policyhub.readers.pdf_forms import is_endless
from policyhub.readers.pdf_pages import TOO_LONG, Pages, key_of
from policyhub.readers.pdf_sheets import Sheet

MOST_BYTES = 50 * 1024 * 1024
MOST_PAGES = 2000
_MOST_BOOKMARKS = 5_000
_DEEPEST = 12

TOO_BIG = N_("This PDF is larger than 50 MB: save it again with smaller pictures, or split it, and try again.")
LOCKED = N_("This PDF is protected by a password: save a copy without one, and upload that.")
DAMAGED = N_("This PDF is damaged: make it again from the paper it came from, and upload that.")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the file's own contents; ``level`` 1 is the outermost, ``page`` counts from 0."""

    title: str
    level: int
    page: int


@dataclass(slots=True)
class Opened:
    """A file that could be opened, with its language as it says it."""

    sheets: list[Sheet]
    bookmarks: list[Bookmark]
    lang: str


def open_pdf(data: bytes) -> Opened:
    """All pages of a PDF; raises Unreadable, with a sentence that says what to do, for what is none or too large."""
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_BIG)
    if b"%PDF-" not in data[:1024]:
        raise Unreadable(DAMAGED)
    if is_endless(data):
        raise Unreadable(TOO_LONG)
    with _document(data) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MOST_PAGES:
            raise Unreadable(TOO_LONG)
        if count < 1:
            raise Unreadable(DAMAGED)
        reading = Pages(document)
        sheets = [sheet for at in range(count) if (sheet := reading.sheet(at)) is not None]
        if not sheets:
            raise Unreadable(DAMAGED)
        return Opened(sheets, _bookmarks(document), _language(document))


@contextmanager
def _document(data: bytes) -> Iterator[Any]:
    buffer = ctypes.create_string_buffer(data, len(data))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise Unreadable(LOCKED if locked else DAMAGED)
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _bookmarks(document: Any) -> list[Bookmark]:
    """The bookmarks in order; those that run in a circle are followed once."""
    found: list[Bookmark] = []
    seen: set[int] = set()
    waiting = [(pdfium.FPDFBookmark_GetFirstChild(document, None), 1)]
    while waiting and len(found) < _MOST_BOOKMARKS:
        mark, level = waiting.pop()
        key = key_of(mark)
        if not key or key in seen:
            continue
        seen.add(key)
        target = pdfium.FPDFBookmark_GetDest(document, mark)
        page = pdfium.FPDFDest_GetDestPageIndex(document, target) if target else -1
        found.append(Bookmark(_wide(pdfium.FPDFBookmark_GetTitle, mark), level, page))
        waiting.append((pdfium.FPDFBookmark_GetNextSibling(document, mark), level))
        if level < _DEEPEST:
            waiting.append((pdfium.FPDFBookmark_GetFirstChild(document, mark), level + 1))
    return found


def _language(document: Any) -> str:
    return _wide(pdfium.FPDFCatalog_GetLanguage, document)


def _wide(ask: Any, thing: Any) -> str:
    """A string that has to be asked for twice: how long it is, and what."""
    length = ask(thing, None, 0)
    if not 2 < length <= 4096:
        return ""
    buffer = ctypes.create_string_buffer(length + 2)
    ask(thing, ctypes.cast(buffer, ask.argtypes[1]), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")
