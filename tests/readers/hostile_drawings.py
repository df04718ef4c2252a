"""Diagrams and charts of Word files that mean harm."""

from __future__ import annotations

from collections.abc import Iterator

from tests.readers.making_drawings import (
    CHART,
    DIAGRAM,
    NAMES,
    NEWER_CHART,
    chart,
    diagram,
    drawn_file,
    line,
    newer_chart,
    point,
    series,
    title,
)
from tests.readers.making_word import p

Maker = Iterator[tuple[str, bytes]]


def declared_drawings(kind: str, doctype: str) -> Maker:
    """A declaration in the part of a diagram, and in that of a chart."""
    words = "<a:p><a:r><a:t>x</a:t></a:r></a:p>"
    parts = {"diagram": diagram(point("1", "x")), "chart": chart("", title("x")), "newer chart": newer_chart(words, "")}
    for called, xml in parts.items():
        declared = xml.replace("?>", "?>" + doctype, 1).replace("x</a:t>", "x;</a:t>")
        body = p("x", runs=NEWER_CHART) if called == "newer chart" else ""
        yield f"{kind} in {called}", drawn_file(declared, body)


def drawings() -> Maker:
    """Diagrams and charts that go round in rings, go very deep, or have no end."""
    many = range(8000)
    ring = "".join(line(str(n), str((n + 1) % 8000)) for n in many)
    yield "a ring of points", drawn_file(diagram("".join(point(str(n), "x") for n in many), ring))
    yield "points that all lead to all", drawn_file(
        diagram("".join(point(str(n), "x") for n in range(200)),
                "".join(line(str(n), str(m), -9) for n in range(200) for m in range(200)))
    )  # fmt: skip
    yield "a diagram many times", drawn_file(diagram(point("1", "x")), p("x", runs=DIAGRAM * 8000))
    yield (
        "a diagram that is no diagram",
        drawn_file(f"<dgm:dataModelless {NAMES}/>"),
    )
    for bad in ("-1", "9" * 30, "1e9", "", "NaN", "٣"):
        kept = f'<c:formatCode>{bad}0.0{"0" * 9000}</c:formatCode><c:pt idx="{bad}"><c:v>{bad}</c:v></c:pt>'
        yield f"a figure {bad!r}", drawn_file(chart(f"<c:a>{series('x', '', f'<c:numLit>{kept}</c:numLit>')}</c:a>"))
    figures = "".join(f'<c:pt idx="{n}"><c:v>1E{n % 400}</c:v></c:pt>' for n in range(4000))
    storeys = f"<c:multiLvlStrRef><c:multiLvlStrCache>{f'<c:lvl>{figures}</c:lvl>' * 12}</c:multiLvlStrCache>"
    long = series("x", storeys + "</c:multiLvlStrRef>", f"<c:numLit>{figures}</c:numLit>")
    yield "a long chart with many storeys", drawn_file(chart(f"<c:pieChart>{long}</c:pieChart>"))
    data = f'<cx:data id="0"><cx:numDim><cx:lvl>{"<cx:pt>1</cx:pt>" * 20_000}</cx:lvl></cx:numDim></cx:data>'
    many_series = newer_chart(data, '<cx:series><cx:dataId val="0"/></cx:series>' * 20_000)
    yield "many series of the same data", drawn_file(many_series, p("x", runs=NEWER_CHART))
    yield "a chart many times", drawn_file(chart("", title("x")), p("x", runs=CHART * 8000))
    code = "quot;" * 20_000 + "[$" * 20_000
    kept = f"<c:numLit><c:formatCode>{code}</c:formatCode><c:pt><c:v>1</c:v></c:pt></c:numLit>"
    yield "formats that never end", drawn_file(chart(f"<c:pieChart>{series('x', '', kept) * 4}</c:pieChart>"))
    yield "30 MB of blanks in a diagram", drawn_file(diagram(point("1", "x") + " " * (30 * 1024 * 1024)))
