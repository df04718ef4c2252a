"""Reads the words of a chart in a Word file: its titles as paragraphs, what it shows as a table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policyhub.domain.document import Block, Inline, Paragraph, Span, Table
from policyhub.readers.word_art import paragraphs_in
from policyhub.readers.word_figures import figure
from policyhub.readers.word_xml import OFF, Element, child, name, number

MOST_CELLS = 20_000
_MOST_STOREYS = 9
_CACHES = frozenset({"c:strCache", "c:numCache", "c:multiLvlStrCache", "c:strLit", "c:numLit"})
_AXES = frozenset({"c:catAx", "c:valAx", "c:dateAx", "c:serAx"})

Points = dict[int, str]


@dataclass(frozen=True, slots=True)
class Series:
    """What is drawn together: its name, its categories and its values by place."""

    name: str
    categories: Points
    values: Points


def blocks_of_chart(root: Element) -> list[Block]:
    """The title, the titles of the axes, a table of the series by category, and words that were put on its points.

    Nothing for a chart that keeps its figures elsewhere, or has more of them than anybody reads.
    """
    chart = child(root, "c:chart")
    plot = child(chart, "c:plotArea")
    if chart is None or plot is None:
        return []
    since = child(root, "c:date1904")
    from_1904 = since is not None and since.get("val", "1") not in OFF
    titles = [chart, *(one for one in plot if name(one) in _AXES and _is_shown(one))]
    tables = tables_of(_series(one, from_1904) for kind in plot for one in kind if name(one) == "c:ser")
    if tables is None:
        return []
    made: list[Block] = [Paragraph(content) for one in titles for content in _title(child(one, "c:title"))]
    labels = (child(one, "c:tx") for one in plot.iter() if name(one) == "c:dLbl")
    return made + tables + [Paragraph(content) for one in labels for content in paragraphs_in(one)]


def _is_shown(axis: Element) -> bool:
    gone = child(axis, "c:delete")
    return gone is None or gone.get("val", "1") in OFF


def _title(title: Element | None) -> Iterator[tuple[Inline, ...]]:
    words = child(title, "c:tx")
    yield from paragraphs_in(words)
    linked = " ".join(_points(child(words, "c:strRef"), False).values())
    if linked.strip():
        yield (Span(linked),)


def _series(element: Element, from_1904: bool) -> Series:
    called = child(element, "c:tx")
    bare = child(called, "c:v")
    words = (bare.text or "") if bare is not None else " ".join(_points(called, from_1904).values())
    categories = _points(_first(element, "c:cat", "c:xVal"), from_1904)
    return Series(words.strip(), categories, _points(_first(element, "c:val", "c:yVal"), from_1904))


def tables_of(series: Iterable[Series]) -> list[Block] | None:
    """A table for the series that share their categories; None if that would be more than anybody reads."""
    groups: dict[tuple[tuple[int, str], ...], list[Series]] = {}
    for one in series:
        groups.setdefault(tuple(one.categories.items()), []).append(one)
    made: list[Block] = []
    left = MOST_CELLS
    for shared in groups.values():
        rows = sorted(set(shared[0].categories).union(*(one.values for one in shared)))
        left -= (len(rows) + 1) * (len(shared) + 1)
        if left < 0:
            return None
        if rows:
            made.append(_table(rows, shared))
    return made


def _table(rows: list[int], series: list[Series]) -> Table:
    head = (("", *(one.name for one in series)),) if any(one.name for one in series) else ()
    named = series[0].categories
    # without categories Word prints 1, 2, 3
    body = [(named.get(at, "") if named else str(at + 1), *(one.values.get(at, "") for one in series)) for at in rows]
    cells = tuple(tuple((Span(words),) if words.strip() else () for words in row) for row in (*head, *body))
    return Table(cells, bool(head))


def _first(element: Element, *wanted: str) -> Element | None:
    return next((found for one in wanted if (found := child(element, one)) is not None), None)


def _points(element: Element | None, from_1904: bool) -> Points:
    """What was kept of some cells: words, figures as they are printed, or words on several storeys."""
    near = [*element, *(one for below in element for one in below)] if element is not None else []
    kept = next((one for one in near if name(one) in _CACHES), None)
    if kept is None:
        return {}
    if name(kept) == "c:multiLvlStrCache":
        return storeys_of([_listed(one, "", from_1904) for one in kept if name(one) == "c:lvl"])
    code = child(kept, "c:formatCode")
    counts = name(kept) in ("c:numCache", "c:numLit")
    return _listed(kept, (code.text or "General" if code is not None else "General") if counts else "", from_1904)


def _listed(element: Element, code: str, from_1904: bool) -> Points:
    found: Points = {}
    for one in element:
        words = child(one, "c:v")
        if name(one) == "c:pt" and words is not None and words.text:
            own = one.get("formatCode", code) if code else ""
            place = number(one.get("idx"), len(found))
            found[place] = figure(words.text, own, from_1904=from_1904) if code else words.text
    return found


def storeys_of(storeys: list[Points]) -> Points:
    """ "2026, May": the lowest storey stands first in the file, a word higher up holds until the next one."""
    found: Points = {}
    above = [(sorted(storey), storey) for storey in storeys[1:_MOST_STOREYS]]
    for at, words in storeys[0].items() if storeys else ():
        names = [words]
        for places, storey in above:
            before = bisect_right(places, at)
            if before:
                names.insert(0, storey[places[before - 1]])
        found[at] = ", ".join(names)
    return found
