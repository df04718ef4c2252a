"""A body as it is edited: numbers for live references, and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyhub.domain.editing import editable, saved
from policyhub.domain.markup import references_in
from tests.samples import tries

A, B = "a" * 12, "b" * 12
BODY = f"As {{ref:{A}|1.4}} says, fares are 1.4 times too high; see {{ref:{B}|Appendix 1}}."
NUMBERS = {A: "2.1", B: "Appendix 1"}


def test_live_references_stand_at_their_present_number() -> None:
    assert editable(BODY, NUMBERS) == "As 2.1 says, fares are 1.4 times too high; see Appendix 1."


def test_a_reference_without_a_number_keeps_what_was_printed() -> None:
    assert editable(BODY, {A: None}) == "As 1.4 says, fares are 1.4 times too high; see Appendix 1."


def test_what_was_not_touched_stays_live_with_its_present_number() -> None:
    body = saved(BODY, "As 2.1 says, all fares are too high; see Appendix 1.", NUMBERS)
    assert references_in(body) == [(A, "2.1"), (B, "Appendix 1")]


def test_a_reference_whose_number_was_deleted_is_gone() -> None:
    body = saved(BODY, "Fares are 1.4 times too high; see Appendix 1.", NUMBERS)
    assert references_in(body) == [(B, "Appendix 1")]


def test_a_number_that_was_typed_again_elsewhere_is_live_there() -> None:
    body = saved(BODY, "Fares are 1.4 times too high; see Appendix 1. Compare with what 2.1 says of it.", NUMBERS)
    assert references_in(body) == [(B, "Appendix 1"), (A, "2.1")]


def test_a_part_of_a_longer_number_is_no_reference() -> None:
    body = saved(f"See {{ref:{A}|2.1}}.", "See 12.1 and 2.15 of theirs.", NUMBERS)
    assert references_in(body) == []


def test_what_somebody_typed_is_never_a_reference_by_itself() -> None:
    body = saved("Words.", f"Words and {{ref:{A}|2.1}}.", NUMBERS)
    assert references_in(body) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("We say more in section 2.1.", [(A, "2.1")]),
        ("See Appendix 1 and, for the cost, 2.1.", [(B, "Appendix 1")]),
        ("As 2.1 says, see Appendix 1.", [(A, "2.1"), (B, "Appendix 1")]),
        ("It costs 2.1 million pounds, as in section 2.1 of the Transport Act 2000.", []),
        ("[Read section 2.1](https://example.org/2.1) or `see 2.1`.", []),
        ("See section 9.9, which nobody has written.", []),
    ],
)
def test_a_reference_that_is_typed_anew_is_live_at_once(typed: str, found: list[tuple[str, str]]) -> None:
    body = saved("Fares are too high.", f"Fares are too high. {typed}", NUMBERS)
    assert references_in(body) == found
    assert editable(body, NUMBERS) == f"Fares are too high. {typed}"


def test_a_number_changed_to_that_of_another_section_points_there() -> None:
    assert references_in(saved(f"See {{ref:{A}|2.1}}.", "See section 3.4.", {A: "2.1", "c" * 12: "3.4"})) == [
        ("c" * 12, "3.4")
    ]


def test_a_number_that_stood_there_as_mere_words_stays_mere_words() -> None:
    assert references_in(saved("Look in 2.1 first.", "Look in 2.1 first, please.", NUMBERS)) == []


def test_line_ends_of_a_browser_become_ours() -> None:
    assert saved("", "One.\r\n\r\nTwo.  \r\nThree. \r\n", {}) == "One.\n\nTwo.  \nThree."


words = st.text(alphabet="ab .,1[]{}\\|:\n", max_size=60)


@settings(max_examples=tries(150), deadline=None)
@given(words, words, words)
def test_saving_what_was_shown_changes_nothing_but_stored_numbers(before: str, between: str, after: str) -> None:
    body = f"x{before}x {{ref:{A}|2.1}} x{between}x {{ref:{B}|Appendix 1}} x{after}x"
    body = body.replace("\\{ref", "")
    tidy = saved("", body.replace("{ref:", "<"), {}).replace("<", "{ref:")
    assert saved(tidy, editable(tidy, NUMBERS), NUMBERS) == tidy
