"""Word files with diagrams and charts, as small as they can be."""

from __future__ import annotations

from collections.abc import Sequence

from tests.readers.making_word import R, p, word_file

ART = "http://schemas.openxmlformats.org/drawingml/2006"
_NEWER = "http://schemas.microsoft.com/office/drawing/2014/chartex"
NAMES = f'xmlns:a="{ART}/main" xmlns:c="{ART}/chart" xmlns:cx="{_NEWER}" xmlns:dgm="{ART}/diagram" xmlns:r="{R}"'
_DRAWN = f"<w:r><w:drawing><a:graphic {NAMES}><a:graphicData>{{}}</a:graphicData></a:graphic></w:drawing></w:r>"
DIAGRAM = _DRAWN.format('<dgm:relIds r:dm="rIddiagramData" r:lo="x" r:qs="x" r:cs="x"/>')
CHART = _DRAWN.format('<c:chart r:id="rIdchart"/>')

NEWER_CHART = CHART.replace("c:chart", "cx:chart")


def art(*paragraphs: str) -> str:
    """Paragraphs of a shape."""
    return "".join(f"<a:p><a:r><a:t>{words}</a:t></a:r></a:p>" for words in paragraphs)


def point(key: str, *paragraphs: str, kind: str = "node") -> str:
    """A point of a diagram."""
    return f'<dgm:pt modelId="{key}" type="{kind}"><dgm:t>{art(*paragraphs)}</dgm:t></dgm:pt>'


def line(above: str, below: str, order: int = 0, more: str = "") -> str:
    """What joins two points."""
    return f'<dgm:cxn modelId="{above}{below}" srcId="{above}" destId="{below}" srcOrd="{order}" {more}/>'


def diagram(points: str, lines: str = "") -> str:
    """The part of a diagram that has its words."""
    lists = f"<dgm:ptLst>{points}</dgm:ptLst><dgm:cxnLst>{lines}</dgm:cxnLst>"
    return f'<?xml version="1.0" encoding="UTF-8"?><dgm:dataModel {NAMES}>{lists}</dgm:dataModel>'


def kept(kind: str, values: Sequence[str], code: str = "") -> str:
    """What a chart kept of some cells: ``kind`` is "str" or "num"."""
    form = f"<c:formatCode>{code}</c:formatCode>" if code else ""
    points = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(values))
    return f"<c:{kind}Ref><c:{kind}Cache>{form}{points}</c:{kind}Cache></c:{kind}Ref>"


def series(called: str, categories: str, values: str) -> str:
    """One series of a chart."""
    words = f"<c:tx>{kept('str', [called])}</c:tx>" if called else ""
    return f"<c:ser>{words}<c:cat>{categories}</c:cat><c:val>{values}</c:val></c:ser>"


def title(words: str) -> str:
    """A title of a chart or an axis."""
    return f"<c:title><c:tx><c:rich>{art(words)}</c:rich></c:tx></c:title>"


def chart(plot: str, before: str = "") -> str:
    """The part of a chart; ``before`` is its title."""
    inside = f"<c:chart>{before}<c:plotArea>{plot}</c:plotArea></c:chart>"
    return f'<?xml version="1.0" encoding="UTF-8"?><c:chartSpace {NAMES}>{inside}</c:chartSpace>'


def newer_chart(data: str, series: str, before: str = "") -> str:
    """The part of a chart of a newer kind."""
    plot = f"<cx:plotArea><cx:plotAreaRegion>{series}</cx:plotAreaRegion></cx:plotArea>"
    inside = f"<cx:chartData>{data}</cx:chartData><cx:chart>{before}{plot}</cx:chart>"
    return f'<?xml version="1.0" encoding="UTF-8"?><cx:chartSpace {NAMES}>{inside}</cx:chartSpace>'


def dimension(kind: str, values: Sequence[str], code: str = "") -> str:
    """Categories ("str") or values ("num") of such a chart."""
    points = "".join(f'<cx:pt idx="{at}">{value}</cx:pt>' for at, value in enumerate(values))
    return f'<cx:{kind}Dim><cx:f>A1</cx:f><cx:lvl formatCode="{code}">{points}</cx:lvl></cx:{kind}Dim>'


def drawn_file(xml: str, body: str = "") -> bytes:
    """A Word file with a drawing and this part of it; its paragraph says "before", and the next one "after"."""
    kind = "diagramData" if "<dgm:dataModel" in xml else "chart"
    drawing = DIAGRAM if kind == "diagramData" else CHART
    body = body or p("before", runs=drawing) + p("after")
    return word_file(body, parts={kind: ""}, raw={f"word/{kind}.xml": xml.encode()})
