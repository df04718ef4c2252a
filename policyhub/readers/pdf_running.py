"""Finds what is printed at the head and foot of the pages of a PDF: running heads and page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from policyhub.readers.pdf_lines import Line, rows_of

_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(
    r"\W{0,3}(?:(?:page|tudalen|p\.?)\s*)?(?P<number>\d{1,4}|[ivxl]{1,7})"
    r"(?:\s*(?:of|/|o|out of|\|)\s*(?P<all>\d{1,4}))?\W{0,3}",
    re.IGNORECASE,
)
_DEEPEST = 4
_SAME_PLACE = 4.0
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def take_running(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], tuple[str, ...]]:
    """The pages without their running heads, and what these say: each once, page numbers as on the first such page.

    A line at the edge of its page is one when the same words, figures aside, stand in the same place on other pages
    too, or when it is nothing but the number of its page.
    """
    edges = [list(_edges(lines)) for lines in pages]
    alike: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page, found in enumerate(edges):
        for line, depth in found:
            if depth < _DEEPEST:
                for place in _places(line):
                    alike[_key(line), place].add(page)
    offset = _offset(edges)
    running: dict[str, str] = {}
    kept: list[list[Line]] = []
    for page, (lines, found) in enumerate(zip(pages, edges, strict=True)):
        taken: set[int] = set()
        for line, depth in found:
            many = max((len(alike[_key(line), place]) for place in _places(line)), default=0)
            repeated = depth < _DEEPEST and many >= _wanted(len(pages)) and len(line.text) < 250
            if repeated or _is_page_number(line, depth, page, offset, len(pages)):
                taken.add(id(line))
                running.setdefault(_key(line), " ".join(line.text.split()))
        kept.append([line for line in lines if id(line) not in taken])
    return kept, tuple(running.values())


def _edges(lines: Sequence[Line]) -> Iterator[tuple[Line, int]]:
    """The outermost rows of a page, each with how many rows stand further out."""
    rows = rows_of(line for line in lines if line.runs)
    for depth in range(min(_DEEPEST, len(rows))):
        for line in rows[depth]:
            yield line, depth
    for depth in range(min(_DEEPEST, max(0, len(rows) - _DEEPEST))):
        for line in rows[-1 - depth]:
            yield line, depth


def _key(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.split()).casefold())


def _places(line: Line) -> tuple[int, int]:
    """The line's height in two overlapping grids, so that what is near is the same in one of them."""
    return round(line.base / _SAME_PLACE) * 2, round(line.base / _SAME_PLACE + 0.5) * 2 + 1


def _wanted(pages: int) -> int:
    """On how many pages a line has to stand: odd and even ones, and parts of a paper, have heads of their own."""
    return 2 if pages < 8 else 3


def _offset(edges: Sequence[Sequence[tuple[Line, int]]]) -> int | None:
    """How far printed page numbers are from the count of pages, when they run on through the file."""
    found = []
    for page, lines in enumerate(edges):
        for line, depth in lines:
            match = _PAGE.fullmatch(line.text.strip()) if depth == 0 else None
            if match:
                found.append(_value(match["number"]) - page)
    if not found:
        return None
    middle = int(median(found))
    near = sum(1 for value in found if value == middle)
    return middle if near >= 2 and near >= 0.6 * len(found) else None


def _is_page_number(line: Line, depth: int, page: int, offset: int | None, pages: int) -> bool:
    match = _PAGE.fullmatch(line.text.strip())
    if match is None or depth > (1 if match["all"] else 0):
        return False
    number = _value(match["number"])
    if match["all"]:
        return number <= int(match["all"]) and int(match["all"]) >= pages - 2
    said = line.text.strip().casefold().startswith(("page", "tudalen", "p."))
    alone = pages == 1 and match["number"].isdecimal() and line.text.strip() == match["number"]
    return number - page == offset or ((said or alone) and number == page + 1)


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    values = [_ROMAN[sign] for sign in number.casefold()]
    return sum(-v if v < max(values[at:], default=0) else v for at, v in enumerate(values))
