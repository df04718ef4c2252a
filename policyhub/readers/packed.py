"""Opens packed files (Word, OpenDocument) that nobody vouches for, and gives their XML parts, parsed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

from policyhub.domain.sentences import N_
from policyhub.readers.errors import Unreadable

MOST_PARTS = 4000
MOST_DIRECTORY = 1024 * 1024
MOST_XML = 48 * 1024 * 1024  # of one part, unpacked; a tree of it takes some five times as much
MOST_XML_IN_ALL = 64 * 1024 * 1024
MOST_RATIO = 250  # XML of long tables packs by 40 to 1, by 100 at most
SMALL = 4 * 1024 * 1024  # a part up to this size may be packed as tightly as it likes

DAMAGED = N_("This file is damaged: open it in the program it was made with, save it again, and upload that.")
LOCKED = N_("This file is protected by a password: save a copy without one, and upload that.")
BOMB = N_(
    "This file unpacks to far more than a paper can hold: save it again without what is not text, and upload that."
)
TRICKS = N_(
    "This file holds declarations that no paper needs: save it again with Word or LibreOffice, and upload that."
)

Element = etree._Element


@dataclass(slots=True)
class Packed:
    """The parts of a packed file by name, letters of names taken alike; nothing is ever written out."""

    parts: dict[str, zipfile.ZipInfo]
    archive: zipfile.ZipFile
    unpacked: int = field(default=0)

    def __contains__(self, name: str) -> bool:
        return _key(name) in self.parts

    def names(self) -> list[str]:
        """The names of all parts, as they stand in the file."""
        return [info.filename for info in self.parts.values()]

    def data(self, name: str, most: int = MOST_XML) -> bytes | None:
        """The bytes of a part, or None if there is no such part; Unreadable if it is damaged, locked or too large."""
        info = self.parts.get(_key(name))
        if info is None:
            return None
        if info.flag_bits & 0x1:
            raise Unreadable(LOCKED)
        most = min(most, MOST_XML_IN_ALL - self.unpacked)
        try:
            with self.archive.open(info) as stream:
                found = stream.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as problem:
            raise Unreadable(DAMAGED) from problem
        if len(found) > most or (len(found) > SMALL and len(found) > MOST_RATIO * max(1, info.compress_size)):
            raise Unreadable(BOMB)
        self.unpacked += len(found)
        return found

    def xml(self, name: str) -> Element | None:
        """The root of an XML part, or None if there is no such part; Unreadable if it is damaged or full of tricks."""
        found = self.data(name)
        return None if found is None else parse_xml(found)


def open_packed(data: bytes) -> Packed:
    """The parts of a packed file; Unreadable, with a sentence that says what to do, if it is none or not a good one."""
    _check_directory(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        struct.error,
        OSError,
        ValueError,
        RuntimeError,
    ) as problem:
        raise Unreadable(DAMAGED) from problem
    if len(infos) > MOST_PARTS:
        raise Unreadable(BOMB)
    parts: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        if _key(info.filename) in parts and not info.is_dir():
            raise Unreadable(DAMAGED)  # two parts of one name: what one program shows, another would not
        parts[_key(info.filename)] = info
    return Packed(parts, archive)


def parse_xml(data: bytes) -> Element:
    """The root of some XML. No entities, no DTD, nothing fetched, at most 256 storeys; Unreadable for anything else."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, attribute_defaults=False,
        huge_tree=False, remove_comments=True, remove_pis=True, recover=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        raise Unreadable(TRICKS if b"<!DOCTYPE" in data[:100_000] else DAMAGED) from problem
    except ValueError as problem:
        raise Unreadable(DAMAGED) from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(TRICKS)
    return root


def _check_directory(data: bytes) -> None:
    """Refuse a list of parts that would take longer to read than any paper."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if at < 0 or at + 20 > len(data):
        raise Unreadable(DAMAGED)
    count, size = struct.unpack_from("<HI", data, at + 10)
    if count > MOST_PARTS or size > MOST_DIRECTORY:
        raise Unreadable(BOMB)


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
