"""Finds what is printed at the head and foot of an OpenDocument's pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyhub.readers.odt_xml import Element, folded, plain, q, value

_PLACES = frozenset(
    q(f"{prefix}:{name}")
    for prefix in ("style", "loext")
    for name in ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")
)
_FIELDS = frozenset({q("text:page-number"), q("text:page-count")})
# What stands round the number of a page, in English and Welsh.
_PAGE_WORDS = frozenset({"page", "pages", "p", "pp", "pg", "of", "tudalen", "tud", "o"})
_BEGIN, _END = "\x01", "\x02"  # no XML holds them
_FIELD = re.compile(f"{_BEGIN}[^{_END}]*{_END}")
_WORD = re.compile(r"\w+")
_MOST = 200


def running_of(common: Element | None) -> tuple[str, ...]:
    """The words of the headers and footers of all kinds of page, each once; the number of a page alone is none."""
    found: dict[str, None] = {}
    if common is not None:
        for page in common.iterfind(f"{q('office:master-styles')}/{q('style:master-page')}"):
            for place in page:
                if place.tag in _PLACES and value(place, "style:display") != "false":
                    found.update(dict.fromkeys(_lines(place)))
    return tuple(found)[:_MOST]


def _lines(place: Element) -> Iterator[str]:
    for paragraph in place.iter(q("text:p"), q("text:h")):
        parts = "".join(_marked(paragraph)).split("\t")
        line = " ".join(folded(part.replace(_BEGIN, "").replace(_END, "")) for part in parts if not _is_page(part))
        if _WORD.search(line):
            yield folded(line)


def _marked(element: Element) -> Iterator[str]:
    """The words of an element, with signs round the numbers of pages; tabs part what stands left and right."""
    yield " ".join((element.text or "").split("\t"))
    for child in element:
        if child.tag in _FIELDS:
            yield f"{_BEGIN}{plain(child)}{_END}"
        elif child.tag == q("text:tab"):
            yield "\t"
        elif child.tag in (q("text:s"), q("text:line-break")):
            yield " "
        elif child.tag not in (q("text:p"), q("text:h"), q("office:annotation"), q("text:note")):
            yield from _marked(child)
        yield " ".join((child.tail or "").split("\t"))


def _is_page(part: str) -> bool:
    rest = _FIELD.sub(" ", part)
    return rest != part and all(word.casefold() in _PAGE_WORDS or word.isdigit() for word in _WORD.findall(rest))
