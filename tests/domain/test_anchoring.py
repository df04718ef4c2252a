"""Remarks stay with their words when the text around them changes."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from policyhub.domain.anchoring import Anchor, anchor_at, carry, find, locate
from tests.samples import tries

CASES = Path(__file__).resolve().parents[2] / ".." / "shared" / "real" / "text-cases" / "hypothesis-quotes.json"
TEXT = (
    "Every home shall be warm. Every flat shall be dry. Nobody pays more than one tenth."
    "\n\nThe council reports each year."
)


def anchor(quote: str, text: str = TEXT) -> Anchor:
    at = text.index(quote)
    return anchor_at(text, at, at + len(quote))


def words_of(text: str, found: object) -> str:
    return text[found.start : found.stop]  # type: ignore[attr-defined]


def test_an_anchor_keeps_what_stands_around_it() -> None:
    made = anchor("Every flat")

    assert (made.before, made.after) == ("Every home shall be warm. ", " shall be dry. Nobody pays more ")


@pytest.mark.parametrize(("start", "stop"), [(3, 3), (-1, 2), (0, 999), (5, 2)])
def test_an_empty_passage_or_one_outside_is_refused(start: int, stop: int) -> None:
    with pytest.raises(ValueError, match="passage"):
        anchor_at(TEXT, start, stop)


@given(st.text(alphabet="ab c.\n", min_size=1, max_size=80), st.data())
def test_in_the_same_text_a_passage_is_found_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    made = anchor_at(text, start, stop)

    assert find(made, text) == carry(made, text, text) == (found := find(made, text))
    assert (found.start, found.stop, found.outcome) == (start, stop, "kept")


def test_words_put_before_a_passage_move_it() -> None:
    new = "First of all: " + TEXT

    for found in (find(anchor("shall be dry"), new), carry(anchor("shall be dry"), TEXT, new)):
        assert found.outcome == "kept"
        assert words_of(new, found) == "shall be dry"


def test_of_two_equal_passages_the_one_with_its_surroundings_is_found() -> None:
    made = anchor_at(TEXT, TEXT.rindex("shall be"), TEXT.rindex("shall be") + 8)
    new = "Nothing shall be dear. " + TEXT

    assert find(made, new).start == new.rindex("shall be")
    assert carry(made, TEXT, new).start == new.rindex("shall be")


def test_a_changed_passage_is_found_and_called_changed() -> None:
    new = TEXT.replace("more than one tenth", "more than one twentieth")

    for found in (find(anchor("more than one tenth"), new), carry(anchor("more than one tenth"), TEXT, new)):
        assert found.outcome == "changed"
        assert words_of(new, found) == "more than one twentieth"


def test_words_put_inside_a_passage_belong_to_it() -> None:
    new = TEXT.replace("one tenth", "one full tenth")

    found = carry(anchor("more than one tenth"), TEXT, new)

    assert found.outcome == "changed"
    assert words_of(new, found) == "more than one full tenth"


def test_words_put_at_the_border_of_a_passage_do_not_belong_to_it() -> None:
    new = TEXT.replace("Every flat", "Really every single Every flat")

    found = carry(anchor("Every flat shall be dry."), TEXT, new)

    assert found.outcome == "kept"
    assert words_of(new, found) == "Every flat shall be dry."


def test_a_removed_passage_is_lost() -> None:
    new = TEXT.replace("Every flat shall be dry. ", "")

    assert carry(anchor("Every flat shall be dry."), TEXT, new).outcome == "lost"
    found = find(anchor("The council reports each year."), "Something else altogether stands here.")
    assert (found.outcome, found.start) == ("lost", found.stop)


def test_a_passage_replaced_by_other_words_is_lost() -> None:
    new = TEXT.replace("The council reports each year.", "Xylophones jingle quickly, Mx Bvumb!")

    assert carry(anchor("The council reports each year."), TEXT, new).outcome == "lost"


def test_a_passage_that_was_moved_is_kept() -> None:
    new = "The council reports each year.\n\n" + TEXT.removesuffix("\n\nThe council reports each year.")
    made = anchor("Every flat shall be dry. Nobody pays more than one tenth.")

    assert carry(made, TEXT, new).outcome == "kept"
    assert words_of(new, carry(made, TEXT, new)) == made.quote


def test_only_other_white_space_is_no_change() -> None:
    new = TEXT.replace("dry. Nobody", "dry.\n\nNobody")

    found = carry(anchor("dry. Nobody pays"), TEXT, new)

    assert found.outcome == "kept"
    assert words_of(new, found) == "dry.\n\nNobody pays"


edits = st.lists(st.sampled_from(["Every ", "home ", "new ", "dry ", "\n\n", "tenth. "]), max_size=12).map("".join)


@settings(max_examples=tries(200))
@given(edits, edits, edits, edits)
def test_a_passage_nobody_touched_is_always_kept(before: str, after: str, new_before: str, new_after: str) -> None:
    passage = "Unique words that nobody else has written."
    old, new = before + passage + after, new_before + passage + new_after
    made = anchor_at(old, len(before), len(before) + len(passage))

    found = carry(made, old, new)

    assert (found.outcome, words_of(new, found)) == ("kept", passage)


@settings(max_examples=tries(200))
@given(edits, edits, st.data())
def test_what_is_found_is_always_inside_the_text(old: str, new: str, data: st.DataObject) -> None:
    assume(old)
    start = data.draw(st.integers(0, len(old) - 1))
    made = anchor_at(old, start, data.draw(st.integers(start + 1, len(old))))

    for found in (find(made, new), carry(made, old, new)):
        assert 0 <= found.start <= found.stop <= len(new)
        assert (found.start == found.stop) == (found.outcome == "lost")
        if found.outcome == "kept":
            assert words_of(new, found).split() == made.quote.split()


def test_a_selection_on_a_page_is_located_whatever_its_white_space() -> None:
    made = locate(TEXT, "more than  one tenth.The council\n", before="Nobody pays", after="reports each")

    assert made is not None
    assert made.quote == "more than one tenth.\n\nThe council"
    assert locate(TEXT, "shall  be", before="Every flat") == anchor_at(
        TEXT, TEXT.rindex("shall be"), TEXT.rindex("shall be") + 8
    )


def test_a_selection_with_a_number_that_has_changed_since_is_located() -> None:
    text = "As section 1.4 says, every home shall be warm in the winter months."

    made = locate(text, "As section 1.5 says, every home shall be warm")

    assert made is not None
    assert made.quote == "As section 1.4 says, every home shall be warm"


@pytest.mark.parametrize("quote", ["", "   ", "words that stand nowhere here"])
def test_words_that_are_not_there_are_not_located(quote: str) -> None:
    assert locate(TEXT, quote) is None


def test_a_letter_in_a_long_text_is_found_quickly() -> None:
    text = "a word " * 30_000
    made = anchor_at(text, 105_000, 105_001)

    began = time.process_time()
    assert find(made, "b " + text).outcome == "kept"
    assert locate(text, "a", before="word", after="word") is not None
    assert find(anchor_at("Something that nobody said in it", 0, 30), text).outcome == "lost"
    assert time.process_time() - began < 3


def test_the_quotes_of_a_peer_are_found_by_their_surroundings() -> None:
    if not CASES.exists():
        pytest.skip("the shared text cases are not beside this repository")
    cases = json.loads(CASES.read_text(encoding="utf-8"))

    for row in cases["context_rows"]:
        text, quote = cases["texts"][row["text"]], row["quote"]
        before, after = row.get("prefix", ""), row.get("suffix", "")
        sought = Anchor(quote, before + " " * bool(before), " " * bool(after) + after, 0, len(quote))
        assert find(sought, text).start == row["expected_start"], row
        located = locate(text, quote, before, after)
        assert located is not None
        assert located.start == row["expected_start"], row
