"""Writes the tables of an OpenDocument: ruled between rows, with header rows that come again on each page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from policyhub.domain.document import Inline, Table
from policyhub.writers.columns import widths_of
from policyhub.writers.docx_styles import TEXT_WIDTH
from policyhub.writers.odt_styles import TABLE_HEADING, name_of
from policyhub.writers.odt_xml import Element, o, points

_CELL, _HEADER_CELL = "Cell", "HeaderCell"
_RULE = {_CELL: "0.5pt solid #8c8c8c", _HEADER_CELL: "1pt solid #8c8c8c"}


@dataclass(slots=True)
class Tables:
    """Makes tables, and the automatic styles of their columns and cells."""

    count: int = 0
    widths: dict[int, str] = field(default_factory=dict)
    lefts: dict[tuple[int, int], str] = field(default_factory=dict)

    def table(self, table: Table, left: int, fill: Callable[[Element, Sequence[Inline]], None]) -> Element | None:
        """A table whose words begin at ``left``; ``fill`` writes a cell. None if there is no cell in it."""
        columns = max((len(row) for row in table.rows), default=0)
        if columns == 0:
            return None
        self.count += 1
        widths = widths_of(table, columns, TEXT_WIDTH - left)
        style = self.lefts.setdefault((left, sum(widths)), f"Table{len(self.lefts) + 1}")
        made = o("table:table", {"table:name": f"Table{self.count}", "table:style-name": style})
        for width in widths:
            name = self.widths.setdefault(width, f"Column{len(self.widths) + 1}")
            made.append(o("table:table-column", {"table:style-name": name}))
        for number, row in enumerate(table.rows):
            header = table.header and number == 0
            cells = [row[column] if column < len(row) else () for column in range(columns)]
            element = o("table:table-row", None, *(self._cell(cell, fill, header=header) for cell in cells))
            made.append(o("table:table-header-rows", None, element) if header else element)
        return made

    def _cell(
        self, content: Sequence[Inline], fill: Callable[[Element, Sequence[Inline]], None], *, header: bool
    ) -> Element:
        line = o("text:p", {"text:style-name": TABLE_HEADING if header else name_of("TableText")})
        fill(line, content)
        said = {"table:style-name": _HEADER_CELL if header else _CELL, "office:value-type": "string"}
        return o("table:table-cell", said, line)

    def elements(self) -> list[Element]:
        """The automatic styles."""
        made: list[Element] = []
        for (left, width), name in self.lefts.items():
            said = {"style:width": points(width), "fo:margin-left": points(left), "table:align": "left",
                    "fo:margin-bottom": "9pt"}  # fmt: skip
            made.append(_style(name, "table", o("style:table-properties", said)))
        for width, name in self.widths.items():
            made.append(_style(name, "table-column", o("style:table-column-properties",
                                                       {"style:column-width": points(width)})))  # fmt: skip
        for name, rule in _RULE.items() if self.count else ():
            said = {"fo:padding-top": "0pt", "fo:padding-bottom": "0pt", "fo:padding-left": "4.25pt",
                    "fo:padding-right": "4.25pt", "fo:border-bottom": rule, "fo:border-top": "none",
                    "fo:border-left": "none", "fo:border-right": "none"}  # fmt: skip
            made.append(_style(name, "table-cell", o("style:table-cell-properties", said)))
        return made


def _style(name: str, family: str, properties: Element) -> Element:
    return o("style:style", {"style:name": name, "style:family": family}, properties)
