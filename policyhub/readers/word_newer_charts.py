"""Reads the words of a chart of a newer kind (waterfall, tree map, funnel …), which a Word file writes otherwise."""

from __future__ import annotations

from policyhub.domain.document import Block, Paragraph, Span
from policyhub.readers.word_art import paragraphs_in
from policyhub.readers.word_charts import Points, Series, storeys_of, tables_of
from policyhub.readers.word_figures import figure
from policyhub.readers.word_xml import Element, child, name, number


def blocks_of_newer_chart(root: Element) -> list[Block]:
    """The titles, and a table of the series by category, as for the older kinds."""
    chart = child(root, "cx:chart")
    plot = child(chart, "cx:plotArea")
    drawn = child(plot, "cx:plotAreaRegion")
    data = {one.get("id", ""): one for one in _named(child(root, "cx:chartData"), "cx:data")}
    tables = tables_of(_series(one, data) for one in _named(drawn, "cx:series"))
    if not tables:
        return []
    titles = (child(one, "cx:title") for one in (chart, *_named(plot, "cx:axis")))
    return [*(block for title in titles for block in _title(title)), *tables]


def _title(title: Element | None) -> list[Block]:
    rich = [Paragraph(content) for content in paragraphs_in(title)]
    words = _value(title)
    return [*rich] or ([Paragraph((Span(words),))] if words else [])


def _series(element: Element, data: dict[str, Element]) -> Series:
    named = next((one.get("val", "") for one in _named(element, "cx:dataId")), "")
    found: dict[str, Points] = {}
    # each is read once, however many series point to it
    for dimension in data.pop(named, ()):
        kind = "categories" if name(dimension) == "cx:strDim" else "values"
        found.setdefault(kind, storeys_of([_points(one) for one in _named(dimension, "cx:lvl")]))
    return Series(_value(element), found.get("categories", {}), found.get("values", {}))


def _value(element: Element | None) -> str:
    """The words that a title or a series took from a cell."""
    value = child(child(child(element, "cx:tx"), "cx:txData"), "cx:v")
    return " ".join((value.text or "").split()) if value is not None else ""


def _points(storey: Element) -> Points:
    code = storey.get("formatCode", "")
    found: Points = {}
    for one in _named(storey, "cx:pt"):
        place = number(one.get("idx"), len(found))
        found[place] = figure(one.text or "", code) if code else one.text or ""
    return found


def _named(element: Element | None, wanted: str) -> list[Element]:
    return [one for one in element if name(one) == wanted] if element is not None else []
