"""Tables of a PDF that go on over the end of a page, and rows that are broken there."""

from __future__ import annotations

import pytest

from policyhub.domain.document import plain_of
from policyhub.readers.pdf import read_pdf
from tests.readers.pdf_files import typeset
from tests.readers.test_pdf import PLAIN, prose, texts
from tests.readers.test_pdf_tables import tables

PAGE = f"{PLAIN}#set page(height: 320pt, width: 420pt, margin: 40pt, footer: none)\n#set table(stroke: 0.5pt)\n"
HEAD = "table.header([*Clause*], [*View*], [*Reply*]), "


def table(rows: list[list[str]], head: str = "") -> str:
    """The source of a table of three columns."""
    cells = "".join(f"[{cell}], " for row in rows for cell in row)
    return f"#table(columns: (60pt, 1fr, 1fr), {head}{cells})\n"


@pytest.mark.parametrize("before", range(20, 230, 14))
@pytest.mark.parametrize("head", ["", HEAD])
def test_a_row_that_is_broken_over_pages_is_one_row(before: int, head: str) -> None:
    rows = [["12", prose(1, 3), prose(2, 1)], ["13", prose(3, 1), prose(4, 2)], ["14", "No view.", prose(5, 3)]]

    document = read_pdf(typeset(f"{PAGE}#v({before}pt)\n{table(rows, head)}\nAfter it."))

    assert tables(document) == [[["Clause", "View", "Reply"], *rows] if head else rows]
    assert texts(document) == ["After it."]


@pytest.mark.parametrize("column", [1, 2])
def test_a_row_higher_than_two_pages_is_one_row(column: int) -> None:
    rows = [["12", "A view.", "A reply."], ["13", "Yes.", "No."]]
    rows[0][column] = prose(8, 14)

    assert tables(read_pdf(typeset(f"{PAGE}#v(80pt)\n{table(rows)}"))) == [rows]


@pytest.mark.parametrize("before", range(20, 230, 14))
def test_rows_that_end_with_the_page_stay_apart(before: int) -> None:
    said = [("Cardiff", "four"), ("Leeds", "three members"), ("Perth", "no"), ("Derry", "two"), ("Bath", "")] * 3
    rows = [[str(n), f"{place} and all that lies around it", word] for n, (place, word) in enumerate(said)]

    document = read_pdf(typeset(f"{PAGE}#v({before}pt)\n{table(rows)}"))

    assert tables(document) == [rows]


def test_two_tables_on_one_page_stay_two_and_keep_their_heads() -> None:
    first, second = [["1", "Yes", "No"], ["2", "No", "Yes"]], [["3", "Yes", "No"]]

    document = read_pdf(typeset(f"{PAGE}{table(first, HEAD)}{table(second, HEAD)}"))

    assert tables(document) == [[["Clause", "View", "Reply"], *rows] for rows in (first, second)]


@pytest.mark.parametrize("before", range(60, 200, 4))
def test_a_note_whose_mark_went_over_to_the_next_page_with_its_row_is_that_of_its_mark(before: int) -> None:
    head = "table.header([*Clause*], [*View#footnote[Of the board.] and all that lies around it*], [*Reply*]), "

    document = read_pdf(typeset(f"{PAGE}#v({before}pt)\n{table([['1', 'Yes', 'No']], head)}"))

    assert [plain_of(block.content) for note in document.notes for block in note.blocks] == ["Of the board."]  # type: ignore[union-attr]
    assert texts(document) == []
