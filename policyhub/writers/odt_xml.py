"""The bricks of an OpenDocument: elements in its name spaces, and words with blanks that are not folded away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lxml import etree

Element = etree._Element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {
    "office": f"{_OASIS}office:1.0",
    "text": f"{_OASIS}text:1.0",
    "style": f"{_OASIS}style:1.0",
    "table": f"{_OASIS}table:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "meta": f"{_OASIS}meta:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
_XML = "http://www.w3.org/XML/1998/namespace"
VERSION = "1.3"


def o(tag: str, attributes: Mapping[str, str | int | None] | None = None, *children: Element | None) -> Element:
    """The element "text:p" with some attributes ("text:style-name"); what is None is left out."""
    element = etree.Element(_full(tag), nsmap=NAMES)
    for name, value in (attributes or {}).items():
        if value is not None:
            element.set(_full(name), str(value))
    element.extend(child for child in children if child is not None)
    return element


def with_text(element: Element, text: str) -> Element:
    """The element with a text that has no blanks to keep."""
    element.text = text
    return element


def put(element: Element, text: str) -> None:
    """Add a text after all that stands in an element."""
    if len(element):
        last = element[-1]
        last.tail = (last.tail or "") + text
    else:
        element.text = (element.text or "") + text


def points(twips: int) -> str:
    """A length in twentieths of a point as OpenDocument writes it."""
    return f"{twips / 20:g}pt"


def serialise(root: Element) -> bytes:
    """The bytes of a part, the same for the same element."""
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


@cache
def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_XML if prefix == 'xml' else NAMES[prefix]}}}{local}"


@dataclass(slots=True)
class Pen:
    """Writes into one paragraph; ``blank`` says that a plain blank here would be folded away."""

    place: Element
    blank: bool = True

    def write(self, text: str, into: Element | None = None) -> None:
        """Add cleaned words, with tabs, new lines and blanks as OpenDocument's."""
        element = self.place if into is None else into
        if text and "  " not in text and "\t" not in text and "\n" not in text and not (self.blank and text[0] == " "):
            put(element, text)
            self.blank = text[-1] == " "
            return
        plain: list[str] = []
        for sign in text:
            special = _SPECIAL.get(sign)
            if special is None and not (sign == " " and self.blank):
                plain.append(sign)
                self.blank = sign == " "
                continue
            put(element, "".join(plain))
            plain = []
            _blank(element) if special is None else element.append(o(special))
            self.blank = True
        put(element, "".join(plain))


_SPECIAL = {"\n": "text:line-break", "\t": "text:tab"}


def _blank(element: Element) -> None:
    """One more blank; neighbours are counted in one element."""
    last = element[-1] if len(element) else None
    if last is not None and last.tag == _full("text:s") and not last.tail:
        last.set(_full("text:c"), str(int(last.get(_full("text:c"), "1")) + 1))
    else:
        element.append(o("text:s"))
