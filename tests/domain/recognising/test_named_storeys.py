"""Sections under articles, and titles that begin with what could be counted."""

from __future__ import annotations

from tests.domain.recognising.reading import outline, read, references

RULES = """
Rules of the rowing club

Article I: Name

Section 1. The club is called Oars.

Article II: Members

Section 1. Anyone may join who pays the fee in Article III, Section 2.

Section 2. Members row, subject to Section 1 and to Article IX, Section 2.

Article III: Money

Section 1. Money is kept in a box.

Section 2. The fee is low.
"""


def test_sections_stand_under_articles_and_begin_again_in_each() -> None:
    found = read(RULES)

    assert [line for line in outline(found) if not line.startswith("Article")] == [
        "Section 1 clause under Article I",
        "Section 1 clause under Article II",
        "Section 2 clause under Article II",
        "Section 1 clause under Article III",
        "Section 2 clause under Article III",
    ]
    assert [doubt.id for doubt in found.doubts if doubt.id.startswith("number")] == []


def test_a_section_of_an_article_is_the_one_that_stands_under_it() -> None:
    found = read(RULES)
    headings = {section.id: section.text for section in found.sections}

    assert [(r.text, headings[r.target_id]) for r in found.references if r.text.startswith("Section")] == [
        ("Section 2", "The fee is low."),
        ("Section 1", "Anyone may join who pays the fee in Article III, Section 2."),
    ]
    assert ("Section 1", "Article III") in references(found)


def test_a_title_may_begin_with_a_word_that_could_be_counted() -> None:
    found = read(
        "A paper on homes\n\n1 Tenants\n\n1.1 Rents are high. In the north\n3 homes in ten are cold.\n\n"
        "2 Homes to buy\n\n2.1 Prices are high.\n"
    )

    assert outline(found) == ["1 heading", "1.1 clause under 1", "2 heading", "2.1 clause under 2"]
