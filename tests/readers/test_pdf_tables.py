"""Tables of a PDF that have rules between their rows only, and what is no table although rules stand in it."""

from __future__ import annotations

from policyhub.domain.document import Document, Heading, Table, plain_of
from policyhub.readers.pdf import read_pdf
from tests.readers.pdf_files import typeset
from tests.readers.test_pdf import PLAIN, prose, texts

STRIPES = "stroke: (x, y) => (top: 0.5pt, bottom: 0.5pt), "


def tables(document: Document) -> list[list[list[str]]]:
    """The words of each table, row by row."""
    found = [block for block in document.blocks if isinstance(block, Table)]
    return [[[plain_of(cell) for cell in row] for row in table.rows] for table in found]


def test_rules_between_rows_make_a_table_of_words_that_stand_in_columns() -> None:
    rows = [[f"{' '.join(prose(n, 1).split()[:5])}?", prose(n + 20, 2)] for n in range(5)]
    cells = "".join(f"[{cell}], " for row in rows for cell in row)

    document = read_pdf(typeset(f"{PLAIN}{prose(90, 2)}\n\n#table(columns: (1fr, 2fr), {STRIPES}{cells})\n\nAfter it."))

    assert tables(document) == [rows]
    assert texts(document) == [prose(90, 2), "After it."]


def test_paragraphs_between_rules_are_no_table() -> None:
    parts = [prose(n, 2) for n in range(5)]
    source = PLAIN + "".join(f"#line(length: 100%)\n\n{part}\n\n" for part in parts) + "#line(length: 100%)"

    document = read_pdf(typeset(source))

    assert tables(document) == []
    assert texts(document) == parts


def test_numbered_paragraphs_between_rules_are_no_table() -> None:
    parts = [f"[1.{n}], [{prose(n, 2)}]," for n in range(1, 6)]

    document = read_pdf(typeset(f"{PLAIN}#table(columns: (4em, 1fr), {STRIPES}{''.join(parts)})"))

    assert tables(document) == []
    assert texts(document) == [f"1.{n} {prose(n, 2)}" for n in range(1, 6)]


def test_text_beside_larger_tables_of_smaller_words_is_no_heading() -> None:
    cells = "".join(f"[{prose(n, 2)}], " for n in range(12))
    source = f"{PLAIN}{prose(90, 1)}\n\n#text(8pt, table(columns: 2, {cells}))\n\nSo it is, and so it will be."

    document = read_pdf(typeset(source))

    assert [block for block in document.blocks if isinstance(block, Heading)] == []
    assert len(tables(document)) == 1
