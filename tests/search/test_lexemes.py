"""Words are found in any of their forms, in English and in Welsh."""

from __future__ import annotations

import pytest

from policyhub.search.lexemes import both, lexemes, needles, split_query


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("village", "villages"),
        ("funding", "funds"),
        ("branch's", "branches"),
        ("COUNCIL", "councils"),
        ("café", "cafes"),
    ],
)
def test_english_words_meet_in_their_stem(one, other):
    assert lexemes(one, "en-GB") == lexemes(other, "en-GB")


@pytest.mark.parametrize(
    ("one", "other"),
    [("cyngor", "gyngor"), ("cyngor", "chyngor"), ("cyngor", "nghyngor"), ("tref", "dref"), ("polisi", "bolisi")],
)
def test_welsh_words_meet_whatever_their_mutation(one, other):
    assert lexemes(one, "cy") == lexemes(other, "cy")


def test_a_word_is_looked_for_in_both_languages():
    assert {lexeme[0] for lexeme in both("teithio")} == {"e", "w"}


def test_a_query_is_words_and_phrases():
    assert split_query('buses "every hour" free') == [["buses"], ["every", "hour"], ["free"]]


def test_a_query_of_signs_asks_for_nothing():
    assert split_query("( [ \\ * ' \" -- ;") == []


def test_lexemes_hold_letters_and_digits_only():
    assert all(lexeme.isalnum() for lexeme in lexemes("it's o'clock; DROP' table \"x\" \\ ŵyr’s ½ ﬁre", "en"))
    assert all(lexeme.isalnum() for lexeme in lexemes("i'r o’r tŷ’r ½", "cy"))


def test_needles_mark_every_form():
    assert "buses".startswith(needles("bus")[0])
    assert "fund".startswith(needles("funding")[0])
