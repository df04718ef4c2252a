"""The names of OpenDocument, and small ways to ask its elements for values that nobody vouches for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lxml import etree

Element = etree._Element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    "office": f"{_OASIS}office:1.0",
    "text": f"{_OASIS}text:1.0",
    "style": f"{_OASIS}style:1.0",
    "table": f"{_OASIS}table:1.0",
    "draw": f"{_OASIS}drawing:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "meta": f"{_OASIS}meta:1.0",
    "manifest": f"{_OASIS}manifest:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_MOST_DIGITS = 12
BLANKS = " \t\r\n"


@cache
def q(name: str) -> str:
    """The full name of "text:p"."""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def value(element: Element, name: str) -> str | None:
    """The value of an attribute, or None."""
    found = element.get(q(name))
    return None if found is None else str(found)


def number(element: Element, name: str, default: int) -> int:
    """The value of an attribute that is a whole number; ``default`` where it is missing, negative or none."""
    found = value(element, name)
    if found is None or not found.isascii() or not found.isdigit() or len(found) > _MOST_DIGITS:
        return default if found is None or len(found) <= _MOST_DIGITS else 10**_MOST_DIGITS
    return int(found)


def folded(text: str) -> str:
    """``text`` with blanks and new lines folded into single blanks, as OpenDocument folds them."""
    return " ".join(part for part in text.replace("\t", " ").replace("\r", " ").replace("\n", " ").split(" ") if part)


def plain(element: Element) -> str:
    """The words of an element that is not part of the text, such as a comment's paragraph."""
    return folded("".join(_parts(element)))


def _parts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in _BLANK_ELEMENTS:
            yield " "
        else:
            yield from _parts(child)
        yield child.tail or ""


_BLANK_ELEMENTS = frozenset({q("text:s"), q("text:tab"), q("text:line-break")})


def all_words(element: Element) -> str:
    """All that is written in an element, as it stands there."""
    return "".join(str(text) for text in element.itertext())
