"""Packs files into a zip that says nothing of when and where it was made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Mapping

_ALWAYS = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, bytes], *, stored: Collection[str] = ()) -> bytes:
    """A zip without the time or the machine it was made on, so that the hash of a file says what is in it.

    The files named in ``stored`` are not compressed.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _ALWAYS)
            entry.create_system = 0
            entry.external_attr = 0
            way = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            entry.compress_type = way
            archive.writestr(entry, content, way, 6)
    return stream.getvalue()
