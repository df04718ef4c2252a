"""Numbers that point to sections of the same paper, and those that do not."""

from __future__ import annotations

import pytest

from policyhub.domain.recognising.typed_references import Ranges
from tests.domain.recognising.reading import read, references

PAPER = """
A paper about wells

1. Water
1.1. Water comes from wells.
1.2. {words}
1.3. Wells run dry.
1.3.1. Some do in May.
1.3.2. Some do in June.

2. Pumps
2.1. Pumps are made of iron.
2.2. Pumps need oil.
2.3. Pumps need people.

3. Pipes
3.1. Pipes leak.

Appendix 1: Tables

There are none.

Appendix 2: More tables

There are none either.
"""


@pytest.mark.parametrize(
    ("words", "targets"),
    [
        ("This was discussed in 1.1. there and here.", ["1.1"]),
        ("It needs what is listed in 2.1. and 2.2.", ["2.1", "2.2"]),
        ("See sections 2.1, 2.2 and 3.", ["2.1", "2.2", "3"]),
        ("Paragraphs 2.1 to 2.3 say more.", ["2.1", "2.2", "2.3"]),
        ("This is set out in 2.1–2.3.", ["2.1", "2.2", "2.3"]),
        ("See sections 1-3 and Appendix 2.", ["Appendix 2", "1", "2", "3"]),
        ("The remedies listed in 2. are cheap.", ["2"]),
        ("As 2.1 says, iron rusts.", ["2.1"]),
        ("Iron rusts (1.3.1).", ["1.3.1"]),
        ("It follows from 1.3.2 that June is dry.", ["1.3.2"]),
        ("Section 3 of this paper says why.", ["3"]),
        ("The tables in Appendices 1 and 2 are empty.", ["Appendix 1", "Appendix 2"]),
        ("Read paragraph 2.1(a) with care.", ["2.1"]),
        ("Gweler adran 2 a pharagraff 1.1.", ["2"]),
        ("This is dealt with in section 2 below.", ["2"]),
        ("We refer to 2.1 above.", ["2.1"]),
        ("Our own strategy in section 3 and the plan (2.1) say so.", ["3", "2.1"]),
    ],
)
def test_numbers_that_point_inside_the_paper_are_references(words: str, targets: list[str]) -> None:
    found = read(PAPER.format(words=words))

    assert references(found) == [("1.2", target) for target in targets]


@pytest.mark.parametrize(
    "words",
    [
        "In 2019 there were 11 questions, at £2.1 million each.",
        "The rate rose from 1.1 to 2.1 per cent.",
        "It is 2.2 miles to the next well, or 2.3 million steps.",
        "See section 2 of the Wells Act 1955 and section 1.1 of their plan.",
        "The Wells Act, section 2, says so.",
        "It is law [para 2.1] already. 2.40 says the same.",
        "Articles 1 and 2 of the Charter protect wells.",
        "Version 2.1 of the map, table 1.1 and figure 3 show it.",
        "There are 3. Nobody counted them before 2.",
        "We made 2 of them in 3 years.",
        "Paragraph 2.1 of the White Paper and paragraph 9.9 agree.",
        "Call 020 1.1 or come on 2.1.2019.",
    ],
)
def test_amounts_dates_and_numbers_of_other_documents_are_none(words: str) -> None:
    found = read(PAPER.format(words=words))

    assert references(found) == []


def test_a_reference_has_its_place_in_the_markdown_and_its_printed_words() -> None:
    found = read(PAPER.format(words="*Stars* and 1. dots: see 2.1. They shine."))

    section = next(s for s in found.sections if s.number == "1.2")
    reference = found.references[0]
    assert reference.text == "2.1."
    assert section.text[reference.start : reference.end] == "2.1"


def test_numbers_that_begin_again_in_each_part_mean_the_nearest() -> None:
    found = read(
        """
        Wells

        Part One: Water
        1. Deep wells
        Deep wells are cold. They cost more.
        2. Old wells
        Old wells are warm, see section 1.

        Part Two: Oil
        1. Deep oil
        Deep oil is dear. It costs more.
        2. Old oil
        Old oil is cheap, see section 1 and Part One.
        """
    )

    ids = {section.id: (section.heading or "").split(":")[0] for section in found.sections}
    assert [(ids[r.section_id or ""], ids[r.target_id]) for r in found.references] == [
        ("Old wells", "Deep wells"),
        ("Old oil", "Part One"),
        ("Old oil", "Deep oil"),
    ]


def test_a_section_of_another_paper_is_no_reference() -> None:
    words = "It does not cover the sea (see 1.1 of the coastal paper) but rain: see 2.1 of this paper."
    assert references(read(PAPER.format(words=words))) == [("1.2", "2.1")]


@pytest.mark.parametrize(
    ("first", "joining", "last", "unsaid"),
    [
        ("a", " to ", "d", ["b", "c"]),
        ("a", ".–", "c", ["b"]),
        ("a", " hyd at ", "b", []),
        ("a", " and ", "d", []),
        ("a", " to the moon and ", "d", []),
        ("a", " to ", "x", []),
        ("", " to ", "d", []),
    ],
)
def test_a_range_leaves_the_sections_inside_it_unsaid(first: str, joining: str, last: str, unsaid: list[str]) -> None:
    ranges = Ranges({"a": "1.1", "b": "1.2", "c": "1.3", "d": "1.4", "x": "2.1", "y": None})
    assert ranges.unsaid(first, joining, last) == unsaid


@pytest.mark.parametrize("own", ["this memorandum", "this explanatory memorandum", "these bylaws", "our submission"])
def test_a_section_of_this_very_text_is_a_reference_whatever_it_is_called(own: str) -> None:
    assert references(read(PAPER.format(words=f"Rain is free (see paragraph 2.1 of {own})."))) == [("1.2", "2.1")]
