"""What a process keeps of pages: the latest, within its bytes."""

from __future__ import annotations

from policyhub.web.keeping import Kept


def test_the_latest_value_stands_in_the_place_of_the_earlier_one() -> None:
    kept: Kept[str, int] = Kept(100)
    kept.keep("a", 1, 60)
    kept.keep("a", 2, 30)
    assert (kept.find("a"), kept.bytes, len(kept)) == (2, 30, 1)


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept: Kept[str, int] = Kept(100)
    kept.keep("a", 1, 40)
    kept.keep("b", 2, 40)
    assert kept.find("a") == 1
    kept.keep("c", 3, 40)
    assert [kept.find(key) for key in "abc"] == [1, None, 3]
    assert kept.bytes == 80


def test_a_value_that_is_too_large_is_not_kept_and_the_earlier_one_is_gone() -> None:
    kept: Kept[str, int] = Kept(100)
    kept.keep("a", 1, 10)
    kept.keep("a", 2, 101)
    assert (kept.find("a"), kept.bytes) == (None, 0)
