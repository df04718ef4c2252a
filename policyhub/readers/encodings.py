"""Decides in which encoding a text file was saved, and refuses what is no text."""

from __future__ import annotations

import codecs
import re

from policyhub.domain.sentences import N_
from policyhub.readers.errors import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PICTURE = N_(
    "This is a picture, and has no words that can be read: have its text recognised (OCR), or upload the file that the "
    "picture was made from."
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")
_KINDS = (
    *((magic, _PICTURE) for magic in _PICTURES),
    (
        b"PK\x03\x04",
        N_("This is not plain text but a packed file (Word, OpenDocument or zip): save it as .txt and try again."),
    ),
    (b"%PDF", N_("This is a PDF, not plain text: save the paper it was made from as .txt and try again.")),
    (b"\xd0\xcf\x11\xe0", N_("This is an old Word file, not plain text: save it as .txt and try again.")),
    (b"{\\rtf", N_("This is a Rich Text file, not plain text: save it as .txt and try again.")),
)
# Between letters: in ISO-8859-14 ŵ and ŷ, which Windows-1252 has as ð and þ, letters of no Welsh or English word.
_WELSH = re.compile(rb"[A-Za-z][\xf0\xfe](?=[a-z\s.,;:!?]|\Z)|\b[\xd0\xde][a-z]")
# Quotation marks and dashes of Mac Roman where words begin and end; in Windows-1252 they are accented capitals.
_MAC = re.compile(rb"(?<![^\s(])[\xd2\xd4](?=[A-Za-z])|(?<=[A-Za-z.,!?])[\xd3\xd5](?=[\s.,;:)s]|\Z)|\s[\xd0\xd1](?=\s)")
# Quotation marks and dashes of Windows-1252, which are controls in ISO-8859 and rare letters in Mac Roman.
_WINDOWS = re.compile(rb"[\x80\x85\x91-\x97]")
NOT_TEXT = N_(
    "This file is not plain text: open it in the program it was made with, save it as .docx or .txt and try again."
)
# Word leaves these in text: the mark of a note, a new line, a new page, hyphens; all others stand in no text.
_CONTROL = re.compile("[\x00\x01\x03-\x08\x0e-\x1d\x7f]")


def decode(data: bytes) -> tuple[str, str]:
    """The characters of a text file and the name of its encoding.

    Knows UTF-8, UTF-16 and UTF-32 by their marks, UTF-16 without a mark by its empty bytes, UTF-8 by its form,
    ISO-8859-14 by the Welsh letters that only it has, Mac Roman by its quotation marks, and takes the rest for
    Windows-1252. Raises Unreadable for anything that is not text.
    """
    for magic, sentence in _KINDS:
        if data.startswith(magic):
            raise Unreadable(sentence)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :] if name == "utf-8" else data, name)), name
    for name, empty in (("utf-16-le", data[1:2000:2]), ("utf-16-be", data[0:2000:2])):
        if empty and empty.count(0) > 0.6 * len(empty) and len(data) % 2 == 0:
            return _checked(_strict(data, name)), name
    if b"\x00" in data:
        raise Unreadable(NOT_TEXT)
    try:
        return _checked(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as error:
        if _nearly_utf8(data):
            return _checked(data.decode("utf-8", "replace")), "utf-8"
        del error
    name = _eight_bits(data)
    return _checked(data.decode(name, "replace")), name


def _eight_bits(data: bytes) -> str:
    """Which of the encodings with a byte a letter this is: each is told by bytes that make no words in the others."""
    if not _WINDOWS.search(data) and _WELSH.search(data):
        return "iso8859-14"
    if _MAC.search(data) and len(_MAC.findall(data)) > len(_WINDOWS.findall(data)):
        return "mac-roman"
    return "cp1252"


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise Unreadable(NOT_TEXT) from error


def _nearly_utf8(data: bytes) -> bool:
    """Whether most bytes above ASCII stand in proper UTF-8, so that a few broken ones must not change the rest."""
    text = data.decode("utf-8", "replace")
    good = sum(1 for char in text if char > "\x7f" and char != "\ufffd")
    return good > 2 * text.count("\ufffd")


def _checked(text: str) -> str:
    text = text.removeprefix("\ufeff")
    if _CONTROL.search(text):
        raise Unreadable(NOT_TEXT)
    return text
