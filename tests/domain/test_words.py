"""Words are counted as a secretary counts, and excerpts show what was looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyhub.domain.words import count_words, excerpt, highlights, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Care is free.", 3),
        ("co-operate", 1),
        ("3.5 per cent", 3),
        ("this – that", 2),
        ("this–that", 2),
        ("this—that", 2),
        ("2019–2024", 1),
        ("and/or", 1),
        ("don't won’t", 2),
        ("… - * • —", 0),
        ("(1) One;\n\n2. two", 4),
        ("£3,500.00 (net)", 2),
        ("mae'r gwaith", 2),
    ],
)
def test_words_are_counted_as_a_secretary_would(text: str, count: int) -> None:
    assert count_words(text) == count


def test_words_come_in_order_without_the_signs_around_them() -> None:
    assert words('"So," she said – co-operate (at 3.5%)!') == ["So", "she", "said", "co-operate", "at", "3.5"]


@given(st.text(), st.text())
def test_a_blank_between_two_texts_adds_no_word(one: str, other: str) -> None:
    assert count_words(f"{one} {other}") == count_words(one) + count_words(other)


LONG = "Filler words come first. " * 30 + "The warm homes plan insulates flats. " + "More filler follows here. " * 30


def test_an_excerpt_stands_around_the_words_that_were_looked_for() -> None:
    found = excerpt(LONG, ["insulat", "Warm"], 80)

    assert "warm homes plan insulates" in found
    assert found.startswith("… ")
    assert found.endswith(" …")


def test_an_excerpt_prefers_the_place_with_more_of_the_words() -> None:
    text = "A plan alone. " + "x " * 200 + "A warm plan for flats."

    assert "warm plan" in excerpt(text, ["plan", "warm", "flats"], 60)


def test_an_excerpt_without_a_hit_is_the_beginning() -> None:
    assert excerpt(LONG, ["absent"], 30) == "Filler words come first. …"
    assert excerpt("Short  and\nsweet", [], 30) == "Short and sweet"


@given(st.text(alphabet="ab cd\n.-é", max_size=300), st.lists(st.sampled_from(["a", "cd", "b.c"])), st.integers(1, 60))
def test_an_excerpt_is_words_of_the_text_and_not_too_long(text: str, needles: list[str], length: int) -> None:
    found = excerpt(text, needles, length)
    bare = found.removeprefix("… ").removesuffix(" …")

    assert bare in " ".join(text.split())
    assert len(bare) <= max(length, *(len(word) for word in [*text.split(), ""]))


def test_highlights_are_the_words_that_begin_with_a_needle() -> None:
    text = "Housing, house and HOUSES; greenhouse"

    assert [text[a:b] for a, b in highlights(text, ["hous"])] == ["Housing", "house", "HOUSES"]
    assert highlights(text, []) == ()
