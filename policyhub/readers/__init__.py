"""Bytes in, a document out: one reader for each kind of file."""

from __future__ import annotations

from pathlib import PurePath

from policyhub.domain.document import Document
from policyhub.readers.errors import Unreadable
from policyhub.readers.text import read_text

TEXT_ENDINGS = frozenset({"", ".txt", ".text"})


def read(data: bytes, *, name: str = "") -> Document:
    """Read a file by the ending of its name and by what is in it; raises Unreadable with one sentence."""
    ending = PurePath(name).suffix.casefold()
    if ending not in TEXT_ENDINGS:
        raise Unreadable("PolicyHub reads plain text. In Word choose Save As, then Plain Text, and upload that file.")
    return read_text(data, name=name)
