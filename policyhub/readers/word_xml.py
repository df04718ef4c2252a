"""Names in the XML of Word files, the same for both editions of the standard (ISO 29500, transitional and strict)."""

from __future__ import annotations

from functools import cache

from lxml import etree

Element = etree._Element

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a:",
    "http://purl.oclc.org/ooxml/drawingml/main": "a:",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c:",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c:",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "cx:",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm:",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "pr:",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct:",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
}
_W = tuple(f"{{{uri}}}" for uri, prefix in _PREFIXES.items() if not prefix)
_R = tuple(f"{{{uri}}}" for uri, prefix in _PREFIXES.items() if prefix == "r:")
OFF = frozenset({"0", "false", "off", "none", "no"})


@cache
def _short(tag: str) -> str:
    if not tag.startswith("{"):
        return tag
    uri, _, local = tag[1:].partition("}")
    return f"{_PREFIXES.get(uri, '?:')}{local}"


def name(element: Element) -> str:
    """What an element is: "p" for Word's own, "m:t", "mc:Choice", "w14:checkbox"; "?:…" for anybody else's."""
    return _short(str(element.tag))


def attr(element: Element, local: str) -> str | None:
    """One of Word's own attributes."""
    for uri in _W:
        found = element.get(uri + local)
        if found is not None:
            return found
    return None


def plain_attributes(element: Element) -> dict[str, str]:
    """All attributes by their names, whoever they are from."""
    return {str(key).rpartition("}")[2]: str(text) for key, text in element.attrib.items()}


def relation(element: Element, local: str = "id") -> str | None:
    """An attribute that names a relationship of the part."""
    return next((found for uri in _R if (found := element.get(uri + local)) is not None), None)


def child(element: Element | None, local: str) -> Element | None:
    """The first child of this name among Word's own."""
    for one in element if element is not None else ():
        if _short(one.tag) == local:
            return one
    return None


def value(element: Element | None, local: str) -> str | None:
    """What the child of this name says in its ``val``."""
    found = child(element, local)
    return None if found is None else attr(found, "val")


def number(text: str | None, default: int = 0, *, most: int = 1_000_000) -> int:
    """A whole number that a file gives, or what stands for it where the file gives none that makes sense."""
    try:
        found = int(text) if text is not None and len(text) < 12 else default
    except ValueError:
        return default
    return found if -most <= found <= most else default


def is_on(properties: Element | None, local: str) -> bool | None:
    """Whether a property is switched on, or None when it is not mentioned."""
    found = child(properties, local)
    return None if found is None else attr(found, "val") not in OFF
