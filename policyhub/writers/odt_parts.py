"""The smaller parts of an OpenDocument: its kind, what is in it, and what is known about the text."""

from __future__ import annotations

from lxml import etree

from policyhub.domain.document import Document
from policyhub.writers.odt_xml import VERSION, o, serialise, with_text
from policyhub.writers.words import day_of, one_line

_TYPE = "application/vnd.oasis.opendocument.text"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_PARTS = ("content.xml", "styles.xml", "meta.xml")


def mimetype_part() -> bytes:
    """The first part, by which programs tell what the file is."""
    return _TYPE.encode()


def manifest_part() -> bytes:
    """The list of all parts."""
    root = etree.Element(f"{{{_MANIFEST}}}manifest", nsmap={"manifest": _MANIFEST})
    root.set(f"{{{_MANIFEST}}}version", VERSION)
    for path, kind in (("/", _TYPE), *((name, "text/xml") for name in _PARTS)):
        entry = etree.SubElement(root, f"{{{_MANIFEST}}}file-entry")
        entry.set(f"{{{_MANIFEST}}}full-path", path)
        entry.set(f"{{{_MANIFEST}}}media-type", kind)
    return serialise(root)


def meta_part(document: Document, lang: str) -> bytes:
    """What is known about the text: title, subject, author (the association), language and its day, if given."""
    author = one_line(document.extra.get("association", ""))
    day = day_of(document)
    meta = o("office:meta", None, with_text(o("meta:generator"), "PolicyHub"))
    for name, value in (
        ("dc:title", one_line(document.title)),
        ("dc:subject", one_line(document.subtitle or "")),
        ("meta:initial-creator", author),
        ("meta:creation-date", f"{day}T00:00:00" if day else ""),
        ("dc:creator", author),
        ("dc:date", f"{day}T00:00:00" if day else ""),
        ("dc:language", lang),
    ):
        if value:
            meta.append(with_text(o(name), value))
    return serialise(o("office:document-meta", {"office:version": VERSION}, meta))
