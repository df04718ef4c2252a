"""What a table looks like in a PDF: its words stand in their cells, on the page."""

from __future__ import annotations

import pypdfium2
import pytest

from policyhub.domain.document import Block, Document, Inline, Mark, Table, plain_of
from policyhub.readers.pdf import read_pdf
from policyhub.writers.pdf import write_pdf
from tests.writers.building import paragraph, words

VIEW = "The board shall meet four times a year and publish what it decides within ten days. "


def table(*rows: tuple[str, ...], header: bool = False) -> Table:
    """A table of plain words."""
    return Table(tuple(tuple((words(cell),) for cell in row) for row in rows), header)


def cells(data: bytes) -> list[list[str]]:
    """The words of the tables of a file, row by row."""
    tables = [block for block in read_pdf(data).blocks if isinstance(block, Table)]
    return [[plain_of(cell) for cell in row] for one in tables for row in one.rows]


def seen(data: bytes) -> list[str]:
    """The words that stand on the pages of a file, those beside the paper left out."""
    return " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)).split()


def test_a_column_is_as_wide_as_its_longest_word() -> None:
    rows = Table((((words("Responsibilities", Mark.RED),), (words(VIEW * 4),), (words(VIEW * 3),)),))

    data = write_pdf(Document("T", blocks=(rows,)))

    assert cells(data) == [["[Disputed: Responsibilities]", (VIEW * 4).strip(), (VIEW * 3).strip()]]


@pytest.mark.parametrize(
    "label",
    [
        (words("fill_till_filled_", Mark.CODE), words("it")),
        (words("WWMMWWMW", Mark.STRONG), words("it"), words(" illiiliilliii fillifillifil tilltilltillt")),
    ],
)
def test_a_column_is_as_wide_as_its_letters_ask(label: tuple[Inline, ...]) -> None:
    row = (label, *[(words(VIEW * 2),)] * 5)

    assert cells(write_pdf(Document("T", blocks=(Table((row,)),))))[0][0] == plain_of(label)


@pytest.mark.parametrize(("columns", "word"), [(9, "Responsible"), (16, "Undertaking"), (2, "w" * 90)])
def test_the_words_of_many_columns_stay_apart(columns: int, word: str) -> None:
    row = tuple(f"{word}{n}" for n in range(columns))

    found = cells(write_pdf(Document("T", blocks=(table(row, row),))))

    assert [["".join(cell.split()) for cell in one] for one in found] == [list(row)] * 2


@pytest.mark.parametrize("before", range(0, 60, 6))
@pytest.mark.parametrize("header", [False, True])
def test_a_row_that_fits_on_a_page_stands_on_one(before: int, header: bool) -> None:
    rows = (("Clause", "View", "Reply"), ("12", VIEW * 12, VIEW * 5), ("13", VIEW * 3, "No"))
    lead: tuple[Block, ...] = tuple(paragraph(f"Line {n}.") for n in range(before))

    found = cells(write_pdf(Document("T", blocks=(*lead, table(*rows, header=header)))))

    assert found == [[cell.strip() for cell in row] for row in rows]


@pytest.mark.parametrize("header", [False, True])
@pytest.mark.parametrize("many", [90, 900, 6000])
def test_no_row_is_so_high_that_words_are_lost(header: bool, many: int) -> None:
    said = [f"w{n}" for n in range(many)]
    rows = (" ".join(said), "View"), ("Twelve", "Yes"), (" ".join(said), "No")

    found = seen(write_pdf(Document("T", blocks=(table(*rows, header=header),))))

    assert {*said, "View", "Twelve", "Yes", "No"} <= set(found)
    assert min(found.count(word) for word in said) >= 2
