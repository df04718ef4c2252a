"""Without insertions a comparison is the old text, without deletions the new one."""

import itertools
import json
import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyhub.domain.diff import Piece, compare, unchanged_share
from tests.samples import tries

CASES = Path(__file__).resolve().parents[2] / ".." / "shared" / "real" / "text-cases" / "openslides.json"

texts = st.lists(
    st.sampled_from(
        ["care ", "free ", "local, ", "and ", "the ", "a", "\n\n", "\n", "  ", ". ", "co-op ", "3.5% ", "é"]
    ),
    max_size=25,
).map("".join)


def check(old: str, new: str) -> tuple[Piece, ...]:
    pieces = compare(old, new)
    assert "".join(piece.text for piece in pieces if piece.op != "insert") == old
    assert "".join(piece.text for piece in pieces if piece.op != "delete") == new
    assert all(piece.text for piece in pieces)
    assert all(one.op != other.op for one, other in itertools.pairwise(pieces))
    assert all((one.op, other.op) != ("insert", "delete") for one, other in itertools.pairwise(pieces))
    return pieces


@settings(max_examples=tries(150))
@given(st.one_of(texts, st.text(max_size=30)), st.one_of(texts, st.text(max_size=30)))
def test_both_texts_can_be_read_out_of_a_comparison(old: str, new: str) -> None:
    check(old, new)


@given(texts)
def test_equal_texts_have_no_change(text: str) -> None:
    assert compare(text, text) == ((Piece("same", text),) if text else ())


def test_a_changed_word_is_one_deletion_and_one_insertion() -> None:
    assert check("Care shall be free for all.", "Care must be free for all.") == (
        Piece("same", "Care "),
        Piece("delete", "shall "),
        Piece("insert", "must "),
        Piece("same", "be free for all."),
    )


def test_a_word_stays_equal_when_a_sign_follows_it() -> None:
    assert check("the right to care", "the right, always, to care") == (
        Piece("same", "the right"),
        Piece("delete", " "),
        Piece("insert", ", always, "),
        Piece("same", "to care"),
    )


def test_one_word_between_two_rewritten_ones_is_swallowed() -> None:
    pieces = check("Homes need warm dry rooms today in winter", "Homes need cosy dry places today in winter")

    assert [piece.op for piece in pieces] == ["same", "delete", "insert", "same"]
    assert pieces[1].text == "warm dry rooms "
    assert pieces[2].text == "cosy dry places "


def test_words_between_two_deletions_stay_readable() -> None:
    pieces = check("very warm very dry rooms in winter", "warm dry rooms in winter")

    assert "".join(piece.text for piece in pieces if piece.op == "delete").split() == ["very", "very"]


def test_paragraphs_that_stay_are_not_taken_apart() -> None:
    old = "First we act.\n\nThen we rest.\n\nThen we talk."
    new = "Then we rest.\n\nWe rest and we act at last.\n\nThen we talk."

    pieces = check(old, new)

    assert Piece("delete", "First we act.\n\n") in pieces
    assert any(piece.op == "insert" and "We rest and we act at last." in piece.text for piece in pieces)


def test_a_paragraph_border_that_goes_is_shown() -> None:
    assert Piece("delete", "\n\n") in check(
        "One two three four.\n\nFive six seven.", "One two three four. Five six seven."
    )


def test_the_share_that_stayed_counts_words() -> None:
    assert unchanged_share(compare("", "")) == 1
    assert unchanged_share(compare("one two three four", "one two three four")) == 1
    assert unchanged_share(compare("one", "two")) == 0
    assert unchanged_share(compare("one two three four.", "one two three five.")) == pytest.approx(0.75)


def test_three_thousand_words_are_compared_at_once() -> None:
    chance = random.Random(7)
    words = [f"word{chance.randrange(900)}" for _ in range(3000)]
    changed = [f"new{chance.randrange(900)}" if chance.random() < 0.1 else word for word in words]
    old, new = " ".join(words), " ".join(changed)

    seconds = []
    for _ in range(3):
        began = time.process_time()
        compare(old, new)
        seconds.append(time.process_time() - began)

    assert min(seconds) < 0.1


def test_the_pairs_of_a_peer_keep_both_texts() -> None:
    if not CASES.exists():
        pytest.skip("the shared text cases are not beside this repository")
    pairs = json.loads(CASES.read_text(encoding="utf-8"))["diff"]

    for pair in pairs:
        check(pair["before"], pair["after"])
        check(re.sub(r"<[^>]+>", "", pair["before"]), re.sub(r"<[^>]+>", "", pair["after"]))

    assert len(pairs) > 50
