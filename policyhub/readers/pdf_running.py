"""Finds what is printed at the head and foot of the pages of a PDF: running heads and page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from policyhub.readers.pdf_notes import is_raised
from policyhub.readers.pdf_pieces import Line, rows_of

_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(
    r"\W{0,3}(?:(?:page|tudalen|p\.?)\s*)?(?P<number>\d{1,4}|[ivxl]{1,7})"
    r"(?:\s*(?:of|/|o|out of|\|)\s*(?P<all>\d{1,4}))?\W{0,3}",
    re.IGNORECASE,
)
_AT_END = re.compile(r"(?:\A|(?<=\s))\d{1,4}(?=\s*\Z)|\A\d{1,4}(?=\s)")
_DEEPEST = 4
_LONGEST = 160
_GAP = 1.5
_BY_CHANCE = 2  # on so many pages the same words may stand in the same place
_SAME_PLACE = 4.0
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_FROM_I = 10_000  # pages with Roman numbers are counted apart, so that a title "I" is no page 1


def take_running(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], tuple[str, ...]]:
    """The pages without their running heads, and what these say: each once, page numbers as on the first such page.

    A line at the edge of its page is one when the same words, figures aside, stand in the same place on other pages
    too, or when it begins or ends with the number of its page, as numbers run on from page to page.
    """
    edges = [_edges(lines) for lines in pages]
    alike: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page, sides in enumerate(edges):
        for line in (line for side in sides for row in side for line in row):
            for place in _places(line):
                alike[_key(line), place].add(page)
    offset = _offset(edges)
    running: dict[str, str] = {}
    kept: list[list[Line]] = []
    for page, (lines, sides) in enumerate(zip(pages, edges, strict=True)):
        taken: set[int] = set()
        for line in (line for side in sides for line in _from_edge(side, page, len(pages), alike, offset)):
            taken.add(id(line))
            running.setdefault(_key(line), " ".join(line.text.split()))
        kept.append([line for line in lines if id(line) not in taken])
    return kept, tuple(running.values())


def _edges(lines: Sequence[Line]) -> tuple[list[list[Line]], list[list[Line]]]:
    """The rows at the head and at the foot of a page, each from the edge inwards."""
    rows = rows_of(line for line in lines if line.runs)
    return rows[:_DEEPEST], rows[::-1][:_DEEPEST]


def _from_edge(
    rows: Sequence[Sequence[Line]], page: int, pages: int, alike: Mapping[tuple[str, int], set[int]], offset: int | None
) -> Iterator[Line]:
    """The running lines at one edge of a page; further in than a row of the text there are none."""
    taken: list[list[Line]] = []
    often: list[int] = []
    for depth, row in enumerate(rows):
        found = []
        most = 0
        for line in row:
            if _begins_note(line):
                continue
            many = max((len(alike[_key(line), place]) for place in _places(line)), default=0)
            repeated = many >= _wanted(pages) and len(line.text) < _LONGEST
            if (
                repeated
                or _is_page_number(line, depth, page, offset, pages)
                or (depth == 0 and _holds_page_number(line, page, offset))
            ):
                found.append(line)
                most = max(most, many)
        if found:
            taken.append(found)
            often.append(most)
        if len(found) < len(row):
            break
    while taken and len(taken) < len(rows) and _is_text(rows, taken, often[len(taken) - 1], page, pages, offset):
        taken.pop()
    for found in taken:
        yield from found


def _is_text(
    rows: Sequence[Sequence[Line]],
    taken: Sequence[Sequence[Line]],
    often: int,
    page: int,
    pages: int,
    offset: int | None,
) -> bool:
    """Whether the innermost row that was taken belongs to the text below or above it.

    What stands as close to the text as its own lines do is a part of it, but for the page's own number; and so is what
    two pages happen to end with, nearer to their text than to their foot.
    """
    row = taken[-1]
    inwards = abs(row[0].base - rows[len(taken)][0].base)
    if inwards < _GAP * _size(row):
        return not (pages > 1 and all(_is_bare_number(line, page, offset) for line in row))
    return often == _BY_CHANCE and len(taken) > 1 and inwards < abs(row[0].base - taken[-2][0].base)


def _begins_note(line: Line) -> bool:
    """Whether a line begins with a raised mark, as notes do, of which many say the same ("3 Ibid.")."""
    return len(line.runs) > 1 and is_raised(line.runs[0], line)


def _size(row: Sequence[Line]) -> float:
    return max(line.size for line in row)


def _key(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.split()).casefold())


def _places(line: Line) -> tuple[int, int]:
    """The line's height in two overlapping grids, so that what is near is the same in one of them."""
    return round(line.base / _SAME_PLACE) * 2, round(line.base / _SAME_PLACE + 0.5) * 2 + 1


def _wanted(pages: int) -> int:
    """On how many pages a line has to stand: odd and even ones, and parts of a paper, have heads of their own."""
    return 2 if pages < 8 else 3


def _offset(edges: Sequence[Sequence[Sequence[Sequence[Line]]]]) -> int | None:
    """How far printed page numbers are from the count of pages, when they run on through the file."""
    found: Counter[int] = Counter()
    for page, sides in enumerate(edges):
        outermost = [line for side in sides for row in side[:1] for line in row]
        # A reference may stand below the number of the page.
        alone = [line for side in sides for row in side[1:] for line in row if _PAGE.fullmatch(line.text.strip())]
        found.update({number - page for line in (*outermost, *alone) for number in _numbers(line)})
    if not found:
        return None
    offset, many = found.most_common(1)[0]
    return offset if many >= 2 and many >= 0.4 * len(edges) else None


def _numbers(line: Line) -> set[int]:
    """What may be the number of a page at one end of a line."""
    match = _PAGE.fullmatch(line.text.strip())
    if match:
        return {_value(match["number"])}
    return {int(number) for number in _AT_END.findall(line.text.strip())} if len(line.text) < _LONGEST else set()


def _holds_page_number(line: Line, page: int, offset: int | None) -> bool:
    return offset is not None and page + offset in _numbers(line)


def _is_bare_number(line: Line, page: int, offset: int | None) -> bool:
    """Whether a line is the number of its page and nothing else."""
    return _PAGE.fullmatch(line.text.strip()) is not None and _holds_page_number(line, page, offset)


def _is_page_number(line: Line, depth: int, page: int, offset: int | None, pages: int) -> bool:
    match = _PAGE.fullmatch(line.text.strip())
    if match is None or depth > (1 if match["all"] else 0):
        return False
    number = _value(match["number"])
    place = number % _FROM_I
    if match["all"]:
        return place <= int(match["all"]) and int(match["all"]) >= pages - 2
    said = line.text.strip().casefold().startswith(("page", "tudalen", "p."))
    alone = pages == 1 and match["number"].isdecimal() and line.text.strip() == match["number"]
    return number - page == offset or ((said or alone) and place == page + 1)


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    values = [_ROMAN[sign] for sign in number.casefold()]
    return _FROM_I + sum(-v if v < max(values[at:], default=0) else v for at, v in enumerate(values))
