"""Finds what may be the mark of a note: before its own words, and in the text that it belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policyhub.domain.document import Mark as Look
from policyhub.domain.recognising.lines import Page

_SMALL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SIGNS = "*†‡§"
DEFINED = re.compile(
    r"\[\^?(?P<bracket>\d{1,3}|[a-z*†‡]{1,2})\]:?[ \t]*(?=\S)|(?P<small>[⁰¹²³⁴-⁹]+)[ \t]*(?=\S)"
    r"|\^(?P<caret>\d{1,3})\^?[ \t]+(?=\S)|(?P<sign>\*{1,3}|[†‡§]{1,2})[ \t]+(?=\S)"
)
_MARKED = re.compile(
    r"\[\^?(?P<bracket>\d{1,3}|[a-z*†‡]{1,2})\](?!\()|(?<=[^\W\d_]|[\"'”’).,;:!?\d ])(?P<small>[⁰¹²³⁴-⁹]+)"
    r"|\^(?P<caret>\d{1,3})\^?|(?<=[\w\"'”’).,;:!?])(?P<sign>\*{1,3}|[†‡§]{1,2})(?=[\s.,;:!?)]|\Z)"
)
PLAIN = re.compile(r"\(?(?P<plain>\d{1,3})(?:[.):]|)[ \t]+(?=\S)")
_GLUED = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=[a-z)][.,;:!?])|(?<=[.,;:!?][\"”’)])|(?<=[\"”’)]))(?P<plain>\d{1,2})(?=[\s.,;:)]|\Z)"
)
_ROUND = re.compile(r"(?<=[\w.,;:!?\"”’)])[ \t]?\((?P<plain>\d{1,2})\)(?=[\s.,;:!?)]|\Z)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in the text: from ``start`` to ``end`` of line ``at``."""

    at: int
    start: int
    end: int
    mark: str


def value_of(found: re.Match[str]) -> str:
    """The mark itself, without brackets and in full-size figures."""
    return next(value for value in found.groups() if value).translate(_SMALL)


def printed_marks(page: Page, end: int) -> tuple[list[tuple[int, re.Match[str]]], list[Mark]]:
    """Lines that begin with a mark which stands in the text before, and all marks in the text."""
    marks: list[Mark] = []
    heads: list[tuple[int, re.Match[str]]] = []
    for at in range(end):
        text = page.lines[at].text
        head = DEFINED.match(text) if text[:1] in "[^⁰¹²³⁴⁵⁶⁷⁸⁹" + _SIGNS else None
        if head:
            heads.append((at, head))
        if any(char in text for char in "[^⁰¹²³⁴⁵⁶⁷⁸⁹" + _SIGNS):
            marks += [
                Mark(at, m.start(), m.end(), value_of(m))
                for m in _MARKED.finditer(text, head.end() if head else 0)
                if not _is_power(text, m) and not _is_emphasis(text, m)
            ]
    earlier = {mark.mark: mark.at for mark in reversed(marks)}
    heads = [(at, head) for at, head in heads if value_of(head) in earlier and earlier[value_of(head)] < at]
    signs = Counter(value_of(head) for _, head in heads if head["sign"])
    # several lines that begin with an asterisk are a list
    heads = [(at, head) for at, head in heads if not head["sign"] or signs[value_of(head)] == 1]
    kept = {value_of(head) for _, head in heads}
    return heads, [mark for mark in marks if mark.mark.strip(_SIGNS) or mark.mark in kept]


def glued_marks(page: Page, end: int, count: int, *, round_: bool) -> list[Mark]:
    """Figures at the ends of words in the order 1, 2, 3 …: what is left of raised marks; or ``round_``, as (1), (2).

    Where the file says that figures are raised, only these are meant.
    """
    raised = _in_order(_raised(page, end), count)
    if raised and not round_ and 2 * len(raised) > count:
        return raised
    pattern = _ROUND if round_ else _GLUED
    found = ((at, match) for at in range(end) for match in pattern.finditer(page.lines[at].text))
    return _in_order((Mark(at, match.start(), match.end(), match["plain"]) for at, match in found), count)


def _in_order(marks: Iterable[Mark], count: int) -> list[Mark]:
    kept: list[Mark] = []
    for mark in marks:
        if int(mark.mark) == len(kept) + 1 <= count:
            kept.append(mark)
    return kept


def _raised(page: Page, end: int) -> Iterator[Mark]:
    """The raised figures of a page."""
    for at, line in enumerate(page.lines[:end]):
        for style in line.styled:
            words = line.text[style.start : style.end].strip()
            if Look.SUPERSCRIPT in style.marks and words.isdecimal() and words.isascii():
                start = line.text.index(words, style.start)
                yield Mark(at, start, start + len(words), words)


def _is_power(text: str, found: re.Match[str]) -> bool:
    """Whether a small figure is an exponent: m², CO₂, 10³."""
    return bool(found["small"]) and bool(re.search(r"(?:\b(?:[ckm]?m|ft|in)|\d)\Z", text[: found.start()]))


def _is_emphasis(text: str, found: re.Match[str]) -> bool:
    """Whether an asterisk ends words that another began."""
    sign = found["sign"]
    return bool(sign) and "*" in sign and text[: found.start()].count("*") % 2 == 1
