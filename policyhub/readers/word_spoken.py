"""What the pieces of a run of a Word file say: words, and signs that have elements of their own."""

from __future__ import annotations

from policyhub.readers.word_symbols import symbol
from policyhub.readers.word_xml import Element, attr, plain_attributes

_XML_BLANKS = " \t\r\n"
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011"}


def spoken(element: Element, called: str) -> str | None:
    """The words of a piece of a run that has words or signs of its own."""
    match called:
        case "t" | "delText":
            return words_of(element)
        case "sym":
            return symbol(attr(element, "char") or "", attr(element, "font") or "")
        case "?:symEx":
            return symbol(plain_attributes(element).get("char", ""), "")
    return _SIGNS.get(called)


def words_of(element: Element) -> str:
    """The words of a text element; blanks at its ends count only where the file says so, no-break ones always."""
    text = element.text or ""
    if text.strip(_XML_BLANKS) == text:
        return text
    kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return text if kept else text.strip(_XML_BLANKS)
