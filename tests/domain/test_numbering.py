"""Sections are numbered from their places, and own numbers say only what the tree does not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyhub.domain.numbering import DECIMAL, LETTERS, Place, needed_own_numbers, numbers, written
from tests.samples import tries


def tree(*rows: tuple[str, str | None] | tuple[str, str | None, dict]) -> list[Place[str]]:  # type: ignore[type-arg]
    return [
        Place(row[0], row[1], rank, **(row[2] if len(row) > 2 else {}))  # type: ignore[misc]
        for rank, row in enumerate(rows)
    ]


def test_numbers_come_from_the_tree_by_rank() -> None:
    places = tree(("a", None), ("a1", "a"), ("a2", "a"), ("a2x", "a2"), ("b", None))

    assert numbers(places) == {"a": "1", "a1": "1.1", "a2": "1.2", "a2x": "1.2.1", "b": "2"}
    assert numbers(places[::-1]) == numbers(places)


def test_headings_and_clauses_are_counted_together() -> None:
    places = tree(("a", None, {"kind": "heading"}), ("b", None, {"kind": "clause"}), ("c", None, {"kind": "heading"}))

    assert list(numbers(places).values()) == ["1", "2", "3"]


def test_siblings_count_on_after_an_own_number() -> None:
    places = tree(
        ("a", None, {"own_number": "8"}), ("a1", "a"), ("b", None), ("c", None, {"own_number": "9A"}), ("d", None)
    )

    assert numbers(places) == {"a": "8", "a1": "8.1", "b": "9", "c": "9A", "d": "10"}


def test_a_section_without_a_number_takes_none_and_what_is_under_it_counts_on() -> None:
    places = tree(
        ("a", None),
        ("sub", "a", {"numbered": False}),
        ("a1", "sub"),
        ("sub2", "a", {"numbered": False}),
        ("a2", "sub2"),
        ("a3", "a"),
        ("b", None),
    )

    assert numbers(places) == {"a": "1", "sub": None, "a1": "1.1", "sub2": None, "a2": "1.2", "a3": "1.3", "b": "2"}


def test_numbers_run_on_through_parts() -> None:
    places = tree(
        ("p1", None, {"own_number": "Part 1"}), ("a", "p1", {"own_number": "1"}), ("b", "p1"),
        ("p2", None, {"numbered": False}), ("c", "p2"),
    )  # fmt: skip

    assert numbers(places) == {"p1": "Part 1", "a": "1", "b": "2", "p2": None, "c": "3"}


def test_appendices_have_a_count_of_their_own() -> None:
    places = tree(
        ("a", None), ("x", None, {"kind": "appendix"}), ("x1", "x"), ("b", None),
        ("y", None, {"kind": "appendix", "own_number": "Appendix 4"}), ("z", None, {"kind": "appendix"}),
    )  # fmt: skip

    assert numbers(places) == {
        "a": "1", "x": "Appendix 1", "x1": "1", "b": "2", "y": "Appendix 4", "z": "Appendix 5",
    }  # fmt: skip


def test_letters_and_roman_numbers_are_a_scheme() -> None:
    places = tree(("a", None), ("b", "a"), ("c", "b"), ("d", "b"), ("e", "a"))

    assert numbers(places, LETTERS) == {"a": "1", "b": "1.a", "c": "1.a.i", "d": "1.a.ii", "e": "1.b"}


@pytest.mark.parametrize(
    ("value", "letters", "roman"),
    [(1, "a", "i"), (4, "d", "iv"), (26, "z", "xxvi"), (27, "aa", "xxvii"), (702, "zz", "dccii")],
)
def test_a_number_is_written_in_each_style(value: int, letters: str, roman: str) -> None:
    assert (written(value, "letters"), written(value, "roman"), written(value, "decimal")) == (
        letters,
        roman,
        str(value),
    )


def test_a_section_whose_parent_is_gone_stands_at_the_top() -> None:
    assert numbers([Place(1, 99, 0), Place(2, 1, 0)]) == {1: "1", 2: "1.1"}


def test_a_very_deep_tree_is_numbered() -> None:
    assert numbers([Place(i, i - 1 if i else None, 0) for i in range(2000)])[1999] == ".".join(["1"] * 2000)


@st.composite
def trees(draw: st.DrawFn) -> list[Place[int]]:
    size = draw(st.integers(1, 15))
    return [
        Place(
            i,
            draw(st.sampled_from([None, *range(i)])),
            i,
            draw(st.sampled_from(["heading", "clause", "clause", "appendix"])),
            None,
            draw(st.sampled_from([True, True, True, False])),
        )
        for i in range(size)
    ]


printed_numbers = st.sampled_from(["1", "8", "2.4", "3.1.", "12A", "Part 2", "Appendix B", "iv"])


@settings(max_examples=tries(120))
@given(trees())
def test_a_tree_with_the_computed_numbers_needs_no_own_number(places: list[Place[int]]) -> None:
    assert needed_own_numbers(places, numbers(places)) == {}


@settings(max_examples=tries(120))
@given(trees(), st.data(), st.sampled_from([DECIMAL, LETTERS]))
def test_own_numbers_make_the_tree_as_it_was_printed(places: list[Place[int]], data: st.DataObject, scheme) -> None:  # type: ignore[no-untyped-def]
    printed = numbers(places, scheme)
    for place in places:
        if place.numbered and data.draw(st.booleans()):
            printed[place.id] = data.draw(printed_numbers)

    own = needed_own_numbers(places, printed, scheme)
    again = [Place(p.id, p.parent_id, p.rank, p.kind, own.get(p.id), p.numbered) for p in places]

    assert numbers(again, scheme) == printed
    for left_out in own:
        fewer = [
            Place(p.id, p.parent_id, p.rank, p.kind, None if p.id == left_out else own.get(p.id), p.numbered)
            for p in places
        ]
        assert numbers(fewer, scheme)[left_out] != printed[left_out]


def test_a_paper_that_starts_late_needs_one_own_number() -> None:
    places = tree(("a", None), ("a1", "a"), ("b", None), ("b1", "b"))

    assert needed_own_numbers(places, {"a": "8", "a1": "8.1", "b": "9", "b1": "9.1"}) == {"a": "8"}
