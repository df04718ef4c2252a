"""The comments of a file become comments of the paper, each where its words are, and none is lost on the way."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyhub.domain.importing.margins import LONGEST, MOST, moment_of, plan_comments
from policyhub.domain.importing.sections import PlannedSection

FRONT = PlannedSection("front", "front0", "clause", None, "A word before we begin.")
FIRST = PlannedSection("first", "line2", "clause", "Purpose", "Every village should have a bus once an hour.")
SECOND = PlannedSection(
    "second", "line3", "clause", None, "A fare[^1] is fair.", ({"id": "1", "mark": "1", "text": "What one pays."},)
)
SECTIONS = (FRONT, FIRST, SECOND)
PIDS = {"s1": "first", "s2": "second"}


def comment(key: str, text: str, section: str | None = "s1", quote: str = "", **more: Any) -> dict[str, Any]:
    given = {"id": key, "author": "Tom Bevan", "at": "2026-09-12T10:00:00Z", "text": text, "section": section}
    return {**given, "quote": quote, "reply_to": None, "resolved": False, **more}


def planned(*comments: dict[str, Any]):
    return plan_comments(comments, SECTIONS, PIDS)


def test_a_comment_stands_at_its_words() -> None:
    (one, other), left = planned(
        comment("a", "Is an hour enough?", quote="once an hour"), comment("b", "Pays whom?", "s2", quote="one pays")
    )
    assert (one.stands_at, one.name, one.body, left) == ("first", "Tom Bevan", "Is an hour enough?", [])
    assert one.spot is not None
    assert FIRST.body[one.spot.start : one.spot.stop] == one.spot.quote == "once an hour"
    assert one.at is not None
    assert one.at.isoformat() == "2026-09-12T10:00:00+00:00"
    assert other.spot is not None
    assert (other.stands_at, other.note, other.spot.start, other.spot.stop) == ("second", "1", 5, 13)


def test_an_answer_stands_in_the_thread_of_the_first() -> None:
    found, _ = planned(
        comment("a", "Is it?"), comment("b", "It is.", "s2", reply_to="a"), comment("c", "No.", None, reply_to="b")
    )
    assert [(one.key, one.above, one.stands_at) for one in found] == [
        ("a", None, "first"),
        ("b", "a", "first"),
        ("c", "a", "first"),
    ]


def test_comments_that_answer_each_other_in_a_ring_are_kept() -> None:
    found, _ = planned(comment("a", "One.", reply_to="b"), comment("b", "Two.", reply_to="a"))
    assert [(one.key, one.above) for one in found] == [("a", None), ("b", "a")]
    assert [one.above for one in planned(comment("a", "One.", reply_to="a"))[0]] == [None]


def test_what_comes_after_very_many_comments_stays_in_the_file() -> None:
    found, left = planned(*(comment(str(at), f"Remark {at}.") for at in range(MOST + 2)))
    assert len(found) == MOST
    assert left == [f"Tom Bevan: Remark {MOST}.", f"Tom Bevan: Remark {MOST + 1}."]


@pytest.mark.prove  # it measures time, which the web process spends
@pytest.mark.parametrize("how", ["on one long section", "one under the other", "between the sections"])
def test_as_many_comments_as_there_can_be_are_placed_soon(how: str) -> None:
    long = PlannedSection("first", "line2", "clause", None, "A word and another. " * 5000)
    loose = tuple(PlannedSection(f"front{at}", "k", "clause", None, f"Front {at} words") for at in range(MOST))
    section = None if how == "between the sections" else "s1"
    comments = [
        comment(str(at), "x", section, f"nowhere {at}", reply_to=str(at - 1) if at and "under" in how else None)
        for at in range(MOST)
    ]
    began = time.process_time()
    assert len(plan_comments(comments, (long, *loose), {"s1": "first"})[0]) == MOST
    assert time.process_time() - began < 1.5


def test_an_answer_to_a_comment_without_words_begins_the_thread() -> None:
    found, left = planned(comment("a", " "), comment("b", "Who?", reply_to="a"), comment("c", "We.", reply_to="a"))
    assert [(one.key, one.above) for one in found] == [("b", None), ("c", None)]
    assert left == []


def test_a_comment_outside_the_sections_belongs_where_its_words_are_or_to_the_first() -> None:
    found, _ = planned(
        comment("a", "Which word?", None, quote="A word before"), comment("b", "Too long.", None, quote="A title")
    )
    assert [(one.stands_at, one.spot is not None) for one in found] == [("front", True), ("front", False)]
    assert found[1].body == "“A title”\n\nToo long."


def test_a_comment_on_a_heading_needs_no_quotation() -> None:
    (one,), _ = planned(comment("a", "Whose?", quote="Purpose"))
    assert (one.body, one.spot) == ("Whose?", None)


def test_what_was_said_of_a_section_that_is_left_out_stays_in_the_file_with_its_answers() -> None:
    found, left = planned(comment("a", "Away with it.", "gone"), comment("b", "Yes.", "s1", reply_to="a"))
    assert found == []
    assert left == ["Tom Bevan: Away with it.", "Tom Bevan: Yes."]


def test_a_comment_that_is_too_long_goes_on_in_answers() -> None:
    words = "A word and more. " * 1500
    found, _ = planned(comment("a", words, quote="once an hour", resolved=True))
    assert len(found) == 3
    assert all(len(one.body) <= LONGEST for one in found)
    assert " ".join(" ".join(one.body for one in found).split()) == words.strip()
    assert [one.above for one in found] == [None, "a", "a"]
    assert [one.settled for one in found] == [True, False, False]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", " ", "Yes.", "A\n\nB", "x" * 25_000]),
            st.sampled_from([None, "s1", "s2", "gone"]),
            st.sampled_from(["", "once an hour", "nowhere to be found", "pays"]),
            st.sampled_from([None, "0", "1", "2", "3", "nobody"]),
        ),
        max_size=6,
    )
)
def test_no_word_of_any_comment_is_lost(given: list[tuple[str, str | None, str, str | None]]) -> None:
    comments = [
        comment(str(at), text, section, quote, reply_to=above) for at, (text, section, quote, above) in enumerate(given)
    ]
    found, left = planned(*comments)
    told = "".join([*(one.body for one in found), *left])
    for text, _, _, _ in given:
        assert text.count("x") <= told.count("x")
        for line in text.split():
            assert line[:100] in told
    keys = [one.key for one in found]
    assert len(keys) == len(set(keys))
    firsts = {one.key for one in found if one.above is None}
    assert all(one.above in firsts for one in found if one.above)
    assert all(keys.index(one.above) < keys.index(one.key) or one.above in firsts for one in found if one.above)


@pytest.mark.parametrize("given", ["", "soon", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-13-01"])
def test_a_moment_that_cannot_be_is_none(given: str) -> None:
    assert moment_of(given) is None
