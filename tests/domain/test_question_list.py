"""Pasted questions are told apart by their numbers, or by their lines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyhub.domain.question_list import Asked, asks_for_words, read_questions
from tests.samples import tries


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("1. What is it for?", "1"),
        ("12) What is it for?", "12"),
        ("Question 3: What is it for?", "3"),
        ("Q4 What is it for?", "4"),
        ("Q5. What is it for?", "5"),
        ("Cwestiwn 6: What is it for?", "6"),
        ("2.1: What is it for?", "2.1"),
        ("7a – What is it for?", "7a"),
    ],
)
def test_a_number_is_told_from_the_words(line: str, number: str) -> None:
    assert read_questions(line) == (Asked(number, "What is it for?"),)


def test_what_follows_a_question_is_its_guidance() -> None:
    (one, two) = read_questions("1. What is it for?\nPlease write up to 250 words.\n\n2. Say where\nand when.")

    assert one == Asked("1", "What is it for?", "Please write up to 250 words.", 250)
    assert two == Asked("2", "Say where and when.")


def test_without_numbers_every_line_is_a_question() -> None:
    assert [one.text for one in read_questions("What?\n\n  Where?  \r\n")] == ["What?", "Where?"]


def test_a_year_at_the_beginning_of_a_line_is_no_number() -> None:
    assert [one.number for one in read_questions("1. What changed?\n2020 was a good year.\n2. And then?")] == ["1", "2"]


def test_words_before_the_first_number_are_not_lost() -> None:
    assert read_questions("About you\n1. Who are you?")[0] == Asked(None, "About you")


def test_nothing_pasted_is_no_question() -> None:
    assert read_questions(" \n ") == ()


@settings(max_examples=tries(150), deadline=None)
@given(st.lists(st.text("ab c?(.", min_size=1, max_size=30), max_size=8))
def test_no_word_is_lost(lines: list[str]) -> None:
    found = read_questions("\n".join(lines))

    words = [word for one in found for word in f"{one.text} {one.guidance or ''}".split()]
    assert words == " ".join(lines).split()


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("What are rural buses for?", True),
        ("In which year did it end? (Maximum 200 words.)", True),
        ("Buses matter. How should they be paid for, and by whom?", True),
        ("Beth yw barn eich cangen?", True),
        ("Do you agree with what we propose?", False),
        ("Do you agree? If not, why not?", False),
        ("What do you think of it? Do you agree?", False),
        ("Should buses be free?", False),
        ("Tell us of your experience.", False),
    ],
)
def test_a_question_that_wants_to_be_told_something_is_known(question: str, wants: bool) -> None:
    assert asks_for_words(question) is wants
