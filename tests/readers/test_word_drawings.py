"""Diagrams come in as lists, charts as titles and tables; what cannot be read is told."""

from __future__ import annotations

import pytest

from policyhub.domain.document import LineBreak, ListItem, Paragraph, Span, Table, plain_of
from policyhub.domain.recognising import recognise, words_check
from policyhub.readers.word import read_word
from policyhub.readers.word_charts import MOST_CELLS
from policyhub.readers.word_figures import figure
from tests.readers.making_drawings import (
    CHART,
    DIAGRAM,
    NEWER_CHART,
    art,
    chart,
    diagram,
    dimension,
    drawn_file,
    kept,
    line,
    newer_chart,
    point,
    series,
    title,
)
from tests.readers.making_word import p, word_file
from tests.readers.test_word import words


def rows(table: object) -> list[list[str]]:
    assert isinstance(table, Table)
    return [[plain_of(cell) for cell in row] for row in table.rows]


# --- diagrams ---


def test_a_diagram_comes_in_as_a_list_in_the_order_of_its_tree() -> None:
    points = point("d", kind="doc") + point("2", "Second") + point("1", "First", "More") + point("1a", "Below")
    points += point("t", "leads to", kind="sibTrans") + point("x", "First", kind="pres") + point("9", "Apart")
    lines = line("d", "2", 1) + line("d", "1", 0, 'sibTransId="t"') + line("1", "1a")
    lines += line("x", "2", 0, 'type="presOf"')
    found = read_word(drawn_file(diagram(points, lines)))
    assert found.blocks == (
        Paragraph((Span("before"),)),
        ListItem((Span("First"),)),
        ListItem((Span("More"),)),
        ListItem((Span("Below"),), 1),
        ListItem((Span("leads to"),)),
        ListItem((Span("Second"),)),
        ListItem((Span("Apart"),)),
        Paragraph((Span("after"),)),
    )
    assert words_check(found, recognise(found)).complete


def test_a_diagram_without_a_tree_comes_in_as_it_stands_in_the_file() -> None:
    points = (
        point("1", "One") + '<dgm:pt modelId="2"><dgm:t><a:p><a:r><a:t>T</a:t></a:r><a:br/><a:r><a:t>wo</a:t></a:r>'
    )
    points += "</a:p></dgm:t></dgm:pt>"
    found = read_word(drawn_file(diagram(points, line("1", "2") + line("2", "1"))))
    assert words(found) == ["before", "One", "T\nwo", "after"]
    assert found.blocks[2] == ListItem((Span("T"), LineBreak(), Span("wo")), 1)


def test_a_diagram_in_a_cell_stands_in_that_cell() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p(runs=DIAGRAM)}</w:tc></w:tr></w:tbl>"
    found = read_word(drawn_file(diagram(point("1", "One")), table))
    assert rows(found.blocks[0]) == [["a", "• One"]]


def test_of_a_diagram_and_the_picture_in_its_place_only_the_diagram_is_read() -> None:
    choice = f"<mc:Choice>{DIAGRAM}</mc:Choice><mc:Fallback><w:r><w:pict><v:imagedata/></w:pict></w:r></mc:Fallback>"
    body = p("x", runs=f"<mc:AlternateContent>{choice}</mc:AlternateContent>")
    found = read_word(drawn_file(diagram(point("1", "One")), body))
    assert (words(found), "picture" in found.extra) == (["x", "One"], False)


# --- charts ---


def test_a_chart_comes_in_as_its_titles_and_a_table() -> None:
    years = kept("str", ["2024", "2025"])
    plot = f"<c:barChart>{series('Buses', years, kept('num', ['3', '4.5'], 'General'))}</c:barChart>"
    plot += f"<c:lineChart>{series('Share', years, kept('num', ['0.25', '0.5'], '0%'))}</c:lineChart>"
    plot += f"<c:catAx>{title('Year')}</c:catAx><c:valAx><c:delete val='1'/>{title('Unseen')}</c:valAx>"
    found = read_word(drawn_file(chart(plot, title("Buses in service"))))
    assert words(found) == ["before", "Buses in service", "Year", "after"]
    assert rows(found.blocks[3]) == [["", "Buses", "Share"], ["2024", "3", "25%"], ["2025", "4.5", "50%"]]
    assert found.blocks[3].header  # type: ignore[union-attr]
    said = recognise(found).warnings
    assert (
        "This file has a chart or diagram, whose words were kept without the drawing: compare with the original."
        in said
    )
    assert not any("cannot be kept" in one for one in said)


def test_series_with_other_categories_have_a_table_of_their_own() -> None:
    plot = series("A", kept("str", ["x"]), kept("num", ["1"])) + series("B", kept("str", ["y"]), kept("num", ["2"]))
    found = read_word(drawn_file(chart(f"<c:pieChart>{plot}</c:pieChart>"))).blocks
    assert [rows(one) for one in found[1:3]] == [[["", "A"], ["x", "1"]], [["", "B"], ["y", "2"]]]


def test_a_chart_without_categories_counts_its_points() -> None:
    plot = f"<c:pieChart>{series('', '', kept('num', ['7', '8']))}</c:pieChart>"
    assert rows(read_word(drawn_file(chart(plot))).blocks[1]) == [["1", "7"], ["2", "8"]]


def test_categories_on_two_storeys_are_said_together() -> None:
    low = "".join(f'<c:pt idx="{at}"><c:v>Q{at + 1}</c:v></c:pt>' for at in range(3))
    high = '<c:pt idx="0"><c:v>2025</c:v></c:pt><c:pt idx="2"><c:v>2026</c:v></c:pt>'
    storeys = f"<c:multiLvlStrRef><c:multiLvlStrCache><c:lvl>{low}</c:lvl><c:lvl>{high}</c:lvl></c:multiLvlStrCache>"
    plot = f"<c:barChart>{series('S', storeys + '</c:multiLvlStrRef>', kept('num', ['1', '2', '3']))}</c:barChart>"
    table = rows(read_word(drawn_file(chart(plot))).blocks[1])
    assert [row[0] for row in table] == ["", "2025, Q1", "2025, Q2", "2026, Q3"]


def test_words_put_on_the_points_of_a_chart_are_kept() -> None:
    filled = "<a:p><a:fld><a:t>[VALUE]</a:t></a:fld></a:p>"
    label = f"<c:dLbls><c:dLbl><c:tx><c:rich>{art('The strike')}{filled}</c:rich></c:tx></c:dLbl></c:dLbls>"
    plot = f"<c:ser>{label}<c:val>{kept('num', ['1'])}</c:val></c:ser>"
    assert words(read_word(drawn_file(chart(f"<c:lineChart>{plot}</c:lineChart>")))) == [
        "before",
        "The strike",
        "after",
    ]


@pytest.mark.parametrize(
    ("text", "code", "printed"),
    [
        ("0.30000000000000004", "General", "0.3"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("0.125", "0.0%", "12.5%"),
        ("-1200", '"£"#,##0;[Red]-"£"#,##0', "-£1,200"),
        ("1200", "[$£-809]#,##0", "£1,200"),
        ("2.5", '0.0## "km"', "2.5 km"),
        ("46154", "dd/mm/yyyy", "2026-05-12"),
        ("46154", "mmm-yy", "2026-05"),
        ("46154", "yyyy", "2026"),
        ("100", "General", "100"),
        ("many", "0", "many"),
        ("1e400", "0", "1e400"),
        ("1200", '_-"£"* #,##0.00_-;\\-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-', "£1,200.00"),
        ("7.5", "0." + "0" * 30, "7.5"),
        ("7", "?odd#0#odd?", "7"),
    ],
)
def test_figures_are_printed_as_their_format_says(text: str, code: str, printed: str) -> None:
    assert figure(text, code) == printed


def test_a_chart_of_a_newer_kind_comes_in_as_its_titles_and_a_table() -> None:
    data = dimension("str", ["Start", "Grant"]) + dimension("num", ["100", "20.5"], "0.0")
    named = "<cx:tx><cx:txData><cx:f>B1</cx:f><cx:v>{}</cx:v></cx:txData></cx:tx>"
    drawn = f'<cx:series layoutId="waterfall">{named.format("Money")}<cx:dataId val="0"/></cx:series>'
    title = f"<cx:title>{named.format('What we have')}</cx:title>"
    xml = newer_chart(f'<cx:data id="0">{data}</cx:data>', drawn + drawn, title)
    either = (
        f"<mc:Choice>{NEWER_CHART}</mc:Choice><mc:Fallback><w:r><w:pict><v:imagedata/></w:pict></w:r></mc:Fallback>"
    )
    found = read_word(drawn_file(xml, p("x", runs=f"<mc:AlternateContent>{either}</mc:AlternateContent>")))
    assert words(found) == ["x", "What we have"]
    assert rows(found.blocks[2]) == [["", "Money"], ["Start", "100.0"], ["Grant", "20.5"]]
    assert found.extra == {"origin": "word", "drawing": "1"}


# --- what cannot be read ---


def test_a_chart_with_more_figures_than_anybody_reads_is_told_and_not_read() -> None:
    many = "".join(
        f'<c:ser><c:val><c:numLit><c:pt idx="{at}"><c:v>1</c:v></c:pt></c:numLit></c:val></c:ser>'
        for at in range(int(MOST_CELLS**0.5) + 1)
    )
    found = read_word(drawn_file(chart(f"<c:barChart>{many}</c:barChart>")))
    assert words(found) == ["before", "after"]
    assert found.extra["chart"] == "1"


def test_a_part_is_read_once_and_one_that_is_missing_is_told() -> None:
    twice = read_word(drawn_file(diagram(point("1", "One")), p("x", runs=DIAGRAM + DIAGRAM)))
    assert words(twice) == ["x", "One"]
    missing = read_word(word_file(p("x", runs=CHART + DIAGRAM)))
    assert (words(missing), missing.extra["chart"]) == (["x"], "2")
