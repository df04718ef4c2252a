"""Bytes in, a document out: one reader for each kind of file."""

from __future__ import annotations

from policyhub.domain.document import Document
from policyhub.readers.errors import Unreadable
from policyhub.readers.text import MOST_BYTES, TOO_BIG, read_text

OLD_WORD = "This is a Word file of the old kind (.doc): open it in Word, save it as .docx, and upload that."
PACKED = "This packed file is no text: upload the Word, OpenDocument or text file itself."
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def read(data: bytes, *, name: str = "") -> Document:
    """Read a file by what is in it, and where that leaves a doubt by the ending of its name.

    Raises Unreadable with one sentence that says what to do.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_BIG)
    if data.startswith(_OLD_WORD):
        raise Unreadable(OLD_WORD)
    if data.startswith(_PACKED):
        # these readers take as long to load as a small file to read
        from policyhub.readers.word import read_word

        return read_word(data)
    return read_text(data, name=name)
