"""Where the paragraphs and headings of a PDF begin and end, however their lines begin."""

from __future__ import annotations

import pytest

from policyhub.readers.pdf import read_pdf
from tests.readers.pdf_files import page_of, typeset, written_at
from tests.readers.test_pdf import PLAIN, headings, prose, texts


def lines_of(*lines: str) -> bytes:
    """A page with lines under one another, of which the first is as long as a line can be."""
    return page_of(written_at(*((70, 760 - 14 * at, words) for at, words in enumerate(lines)), size=10))


@pytest.mark.parametrize(
    "goes_on", ["(b) and (2) of the Act, which allows it.", "(b)(ii) of the Act.", "(2) or (3) of it."]
)
def test_a_reference_that_is_broken_before_its_letter_goes_on(goes_on: str) -> None:
    first = "1.2 The orders that the council makes for its lanes and orchards are made under section 6(1)"

    assert texts(read_pdf(lines_of(first, goes_on, "", "1.3 Another."))) == [f"{first} {goes_on}", "1.3 Another."]


@pytest.mark.parametrize("item", ["(b) the lanes and orchards;", "(b) and so on.", "(2) Or not."])
def test_an_item_of_a_list_begins_a_paragraph(item: str) -> None:
    first = "1.2 The council is asked to look at what has been said here of its lanes and orchards, which is:"

    assert texts(read_pdf(lines_of(first, item))) == [first, item]


def test_a_long_question_in_bold_that_a_bookmark_names_is_a_heading() -> None:
    long = " ".join(prose(5, 2).rstrip(".").split()[:30]).replace(".", "") + "?"
    source = PLAIN + f"#show heading: set text(11pt)\n= Rivers\n{prose(1, 3)}\n= {long}\n{prose(2, 3)}"

    assert 200 < len(long) < 300
    assert [words for _, words in headings(read_pdf(typeset(source)))] == ["Rivers", long]


def test_a_number_may_stand_further_in_than_its_paragraph_goes_on() -> None:
    lines = [(108, 760, "2."), (140, 760, "The proposals must be shown to all members of the parish and of"),
             (80, 746, "the lanes, who may say what they think of them until the winter."),
             (108, 722, "3."), (140, 722, "Nobody else is asked.")]  # fmt: skip

    whole = f"2. {lines[1][2]} {lines[2][2]}"
    assert texts(read_pdf(page_of(written_at(*lines, size=10)))) == [whole, "3. Nobody else is asked."]


@pytest.mark.parametrize("word", ["a", "I", "ill"])
def test_a_short_word_that_is_written_apart_is_no_letter_of_a_list(word: str) -> None:
    width = {"a": 5.6, "I": 2.8, "ill": 6.7}[word]
    lines = [(70, 760, "The parish was asked by all who live there for"), (70, 746, word),
             (70 + width + 2.9, 746, "reason that nobody remembers to this very day.")]  # fmt: skip

    words = f"The parish was asked by all who live there for {word} reason that nobody remembers to this very day."
    assert texts(read_pdf(page_of(written_at(*lines, size=10)))) == [words]


def test_entries_of_a_list_of_contents_stay_apart() -> None:
    rows = [("A. Orchards", "4"), ("B. Lanterns", "4"), ("The lanes of the parish", "12"), ("D. Weirs", "17")]
    lines = [line for at, (words, page) in enumerate(rows) for line in
             ((70.0, 760.0 - 12 * at, words), (510.0, 760.0 - 12 * at, page))]  # fmt: skip

    found = texts(read_pdf(page_of(written_at((70, 790, "Contents"), *lines, size=10))))

    assert found[-4:] == [" ".join(row) for row in rows]
