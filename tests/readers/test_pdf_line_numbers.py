"""PDF files whose lines are counted in the margin: the counts are no words, and all other numbers are."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyhub.domain.document import Document, Heading, Paragraph, Span
from policyhub.readers.pdf import read_pdf
from policyhub.writers.pdf import write_pdf
from tests.readers.pdf_files import page_of, typeset, written_at
from tests.readers.test_pdf import ORCHARD, PLAIN, headings, prose, texts
from tests.samples import tries

EVERY = "#set par.line(numbering: place => text(size: 0.7em, str(place)))\n"
ANEW = EVERY.replace("par.line(", 'par.line(numbering-scope: "page", ')
AT_RIGHT = EVERY.replace("par.line(", "par.line(number-margin: right, ")
FIFTH = "#set par.line(numbering: place => if calc.rem(place, 5) == 0 { str(place) })\n"
FIFTH_AT_RIGHT = FIFTH.replace("par.line(", 'par.line(numbering-scope: "page", number-margin: right, ')


def paper(paragraphs: int) -> str:
    """Numbered headings, numbered paragraphs, words that begin with a figure, raised signs and notes."""
    parts = ["= 1. Rivers", f"1.1. The 3rd#footnote[See 12 of {ORCHARD * 2}] and the 4#super[th]. {prose(0, 5)}"]
    for n in range(2, paragraphs):
        parts += [f"1.{n}. {n} of us. {prose(n, 4)}", "- 5 pears\n- 6 plums" if n == 3 else f"{prose(n + 50, 1)}"]
    return "\n\n".join(parts)


@pytest.mark.parametrize("counted", [EVERY, ANEW, AT_RIGHT, FIFTH, FIFTH_AT_RIGHT])
def test_counts_of_lines_are_left_out_and_nothing_else(counted: str) -> None:
    bare = read_pdf(typeset(PLAIN + paper(14)))

    assert read_pdf(typeset(PLAIN + counted + paper(14))) == bare
    assert headings(bare) == [(1, "1. Rivers")]
    assert len(texts(bare)) == 27


@settings(max_examples=tries(12), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 99), min_size=3, max_size=9), st.integers(80, 200), st.sampled_from([EVERY, FIFTH]))
def test_what_is_read_is_the_same_with_and_without_counts(seeds: list[int], width: int, counted: str) -> None:
    source = f"#set page(width: {width}mm)\n" + "\n\n".join(f"{n}. {prose(n, 2 + n % 3)}" for n in seeds)

    assert read_pdf(typeset(PLAIN + counted + source)).blocks == read_pdf(typeset(PLAIN + source)).blocks


def test_a_paper_that_goes_out_with_counted_lines_comes_back_as_it_is_without() -> None:
    blocks = [Heading((Span("Rivers"),), 1, number="1")]
    blocks += [Paragraph((Span(prose(n, 3)),), number=f"1.{n}") for n in range(1, 20)]
    paper = Document(blocks=tuple(blocks), title="On rivers")

    assert read_pdf(write_pdf(paper, line_numbers=True)) == read_pdf(write_pdf(paper))


def test_the_lines_of_motions_that_are_counted_anew_for_each_are_told_too() -> None:
    motions = [
        ["Motion A: Orchards", "This branch notes that pears are late in the north of the county and that",
         "nobody who keeps them has been asked about it by those who plan the lanes and",
         "footpaths.", "This branch resolves to plant a tree."],
        ["Motion B: Lanterns", "This branch notes that lanterns are lit too late in the winter months, and that",
         "homeward walkers have asked for better ones since the lanes were closed by the",
         "council.", "This branch resolves to light them."],
    ]  # fmt: skip
    lines, height = [], 780
    for motion in motions:
        for at, words in enumerate(motion):
            lines += [(52.0, height, str(at + 1)), (80.0, height, words)]
            height -= 15
        height -= 20

    read = " ".join(texts(read_pdf(page_of(written_at(*lines)))))

    assert read == " ".join(words for motion in motions for words in motion)


KEPT = {
    "numbers of paragraphs": [f"[{n}], [{prose(n, 1 + n % 2)}]," for n in range(1, 12)],
    "numbers of lines that are items": [f"[{n}], [pears of one kind]," for n in range(1, 20)],
    "years": [f"[{1990 + n}], [{prose(n, 1)}]," for n in range(12)],
    "numbers that jump": [f"[{n * n}], [{prose(n, 1)}]," for n in range(1, 12)],
}


@pytest.mark.parametrize("rows", KEPT.values(), ids=KEPT)
def test_numbers_that_count_no_lines_stay(rows: list[str]) -> None:
    numbers = [row[1 : row.index("]")] for row in rows]

    document = read_pdf(typeset(f"{PLAIN}#grid(columns: (4em, 1fr), row-gutter: 1em, {''.join(rows)})"))

    assert [word for word in " ".join(texts(document)).split() if word in numbers] == numbers


def test_a_figure_that_stands_among_the_counts_and_is_none_stays() -> None:
    words = "a line that goes on and on until the very edge of the page, as all of them do"
    lines = [(80.0, 780.0 - 15 * at, words) for at in range(30)]
    counts = [(52.0, y, str(at + 1)) for at, (_, y, _) in enumerate(lines) if at != 6]

    read = " ".join(texts(read_pdf(page_of(written_at(*lines, *counts, (52.0, 690.0, "1066"))))))

    assert read.split().count("1066") == 1
    assert not {"1", "3", "8", "12"} & set(read.split())
