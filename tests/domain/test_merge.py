"""Two people's changes are both kept, and nothing that touches is merged in silence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyhub.domain.merge import merge
from tests.samples import tries

texts = st.lists(st.sampled_from(["care ", "free ", "and ", "a", "\n\n", ", ", ". ", "homes ", "b "]), max_size=14).map(
    "".join
)
BASE = [f"w{n}" for n in range(12)]


@given(texts, texts)
def test_a_change_of_one_side_only_is_taken(base: str, new: str) -> None:
    assert merge(base, new, base).text == new
    assert merge(base, base, new).text == new
    assert merge(base, new, new).text == new


@settings(max_examples=tries(150))
@given(texts, texts, texts)
def test_merging_is_the_same_from_both_sides_and_loses_nothing(base: str, mine: str, theirs: str) -> None:
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)

    assert one.text == other.text
    assert (one.text is None) == bool(one.conflicts)
    assert "".join(piece.base for piece in one.pieces) == base
    assert "".join(piece.mine for piece in one.pieces) == mine
    assert "".join(piece.theirs for piece in one.pieces) == theirs
    assert [(p.base, p.theirs, p.mine) for p in other.pieces] == [(p.base, p.mine, p.theirs) for p in one.pieces]


edits = st.tuples(st.integers(0, 11), st.sampled_from(["replace", "delete", "insert"]))


def edited(place: int, kind: str, new: str) -> str:
    words = [*BASE]
    if kind == "replace":
        words[place] = new
    elif kind == "delete":
        del words[place]
    else:
        words.insert(place, new)
    return " ".join(words) + " end"


@settings(max_examples=tries(150))
@given(edits, edits)
def test_changes_apart_are_both_made_and_changes_that_touch_conflict(
    mine: tuple[int, str], theirs: tuple[int, str]
) -> None:
    (place, kind), (other, other_kind) = sorted([mine, theirs])
    merged = merge(" ".join(BASE) + " end", edited(place, kind, "MINE"), edited(other, other_kind, "THEIRS"))
    # An edit covers base words from its place on; an insertion covers none.
    stop = place + (kind != "insert")

    if other > stop:
        words = [*BASE]
        later = {"replace": ["THEIRS"], "delete": [], "insert": ["THEIRS", BASE[other]]}[other_kind]
        words[other : other + 1] = later
        words[place : place + 1] = {"replace": ["MINE"], "delete": [], "insert": ["MINE", BASE[place]]}[kind]
        assert merged.text == " ".join(words) + " end"
    elif (place, kind, other_kind) == (other, "delete", "delete"):
        assert merged.text == edited(place, kind, "")
    else:
        assert merged.text is None


def test_the_words_of_a_conflict_are_given_from_all_three() -> None:
    merged = merge("Care is free for all.", "Care is cheap for all.", "Care is dear for all.")

    (conflict,) = merged.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == ("free ", "cheap ", "dear ")
    assert conflict.text is None


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("Warm homes, dry rooms.", "Good homes, damp rooms."),
        ("Good homes, dry rooms.", "Good houses, dry rooms."),
        ("Good homes and dry rooms.", "Good homes, wet rooms."),
    ],
)
def test_a_sign_alone_keeps_no_two_changes_apart(mine: str, theirs: str) -> None:
    base = "Good homes, damp rooms."

    assert (merge(base, mine, theirs).text is None) == (theirs != base)


def test_new_paragraphs_in_different_places_are_both_kept() -> None:
    base = "One is here.\n\nTwo is there."

    merged = merge(base, "Before it all.\n\n" + base, base + "\n\nAfter it all.")

    assert merged.text == "Before it all.\n\nOne is here.\n\nTwo is there.\n\nAfter it all."
