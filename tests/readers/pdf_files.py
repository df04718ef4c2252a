"""Makes PDF files for the tests, by hand and with typst."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

import typst

PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> %s >> >>"
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def typeset(source: str) -> bytes:
    """What typst makes of a source, without the system's fonts."""
    made = typst.compile(source.encode(), format="pdf", ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A packed stream object."""
    packed = zlib.compress(data)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


def file_of(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A file of numbered objects, of which the first is the catalogue."""
    made = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(made), max(objects) + 1
    made += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        made += b"%010d 00000 n \n" % places.get(number, 0)
    made += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(made)


def page_of(content: bytes, *, resources: bytes = b"", more: Mapping[int, bytes] | None = None) -> bytes:
    """A file of one page with this content; the font /F is Helvetica."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: PAGE % resources,
        4: stream(content),
        5: FONT,
        **(more or {}),
    }
    return file_of(objects)


def written_at(*lines: tuple[float, float, str], size: float = 11) -> bytes:
    """Content that writes words at places."""
    return b"".join(
        b"BT /F %f Tf 1 0 0 1 %f %f Tm (%s) Tj ET\n" % (size, x, y, words.encode("latin-1")) for x, y, words in lines
    )
