"""Words cut out of a body are the words that stood there, with their notes and looks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyhub.domain import excerpts
from policyhub.domain.markup import escape, note_ids_in, plain
from policyhub.domain.source_map import Unplaceable, fold
from tests.samples import tries

BODY = (
    "One **two three** four[^1] five {ref:aaaaaaaaaaaa|1.4} six.\n\n- first[^2] item\n- second *item* here\n\nThe end."
)
NOTES = [{"id": "1", "mark": "1", "text": "A note."}, {"id": "2", "mark": "2", "text": "See {ref:aaaaaaaaaaaa|1.4}."}]
WORDS = plain(BODY, NOTES)


def test_the_whole_body_stays_as_it_is_with_references_as_numbers() -> None:
    body, notes = excerpts.cut(BODY, NOTES, None, None)

    assert body == BODY.replace("{ref:aaaaaaaaaaaa|1.4}", "1.4")
    assert notes[1]["text"] == "See 1.4."


def test_a_range_keeps_its_looks_and_only_the_notes_inside_it() -> None:
    start, stop = excerpts.locate(WORDS, "two three four five")

    body, notes = excerpts.cut(BODY, NOTES, start, stop)

    assert body == "**two three** four[^1] five"
    assert [note["id"] for note in notes] == ["1"]


def test_items_stay_items() -> None:
    start, stop = excerpts.locate(WORDS, "item second item")

    body, _ = excerpts.cut(BODY, NOTES, start, stop)

    assert body == "- item\n- second *item*"


def test_a_quote_is_found_whatever_its_blanks_are() -> None:
    assert excerpts.locate("kept at\n\nhome by a  fare", " at home\nby a fare ") == (5, 24)
    assert excerpts.locate("kept at home", "kept home") is None
    assert excerpts.locate("kept at home", "  ") is None


def test_a_range_outside_the_text_or_over_a_tables_cells_is_refused() -> None:
    table = "| a | b |\n| --- | --- |\n| one two | three four |"
    words = plain(table)

    with pytest.raises(Unplaceable):
        excerpts.cut("Words.", (), 2, 99)
    with pytest.raises(Unplaceable):
        excerpts.cut(table, (), words.index("two"), words.index("four"))
    assert excerpts.cut(table, (), words.index("two"), words.index("two") + 3)[0] == "two"


def test_what_looks_like_a_reference_stays_what_was_typed() -> None:
    typed = excerpts.typed("a {ref:aaaaaaaaaaaa|1} and \\{ref: b\r\n")

    assert plain(typed) == "a {ref:aaaaaaaaaaaa|1} and {ref: b"


def test_marks_get_other_names_and_unknown_ones_stay_words() -> None:
    assert excerpts.renamed("a[^1] b[^2] c\\[^1]", {"1": "n7"}) == "a[^n7] b\\[^2] c\\[^1]"


_LETTERS = st.text("ab c.1-*_[]{}\\\n", min_size=1, max_size=60)


@settings(max_examples=tries(150), deadline=None)
@given(_LETTERS.filter(lambda text: text.strip()), st.data())
def test_a_cut_says_what_stood_there_or_is_refused(text: str, data: st.DataObject) -> None:
    body = escape(text)
    words = plain(body)
    start = data.draw(st.integers(0, len(words)))
    stop = data.draw(st.integers(start, len(words)))

    try:
        made, notes = excerpts.cut(body, (), start, stop)
    except Unplaceable:
        return

    assert fold(plain(made)) == fold(words[start:stop])
    assert notes == []
    assert note_ids_in(made) == [] or "[^" in text
