"""What a person decides about a doubt changes what is recognised, and nothing gets lost."""

from __future__ import annotations

import pytest

from policyhub.domain.recognising import Doubt, Recognised, decide, words_check
from tests.domain.recognising.reading import notes, outline, read, texts


def doubt(found: Recognised, start: str) -> Doubt:
    return next(doubt for doubt in found.doubts if doubt.id.startswith(start))


def test_a_line_may_be_a_clause_or_a_heading() -> None:
    right = "A right to clean water for all who live in this town and all who come to it for a while or for good"
    found = read(f"Wells\n\n1. Wells\n\n1.1 {right}\n\nIt is a right.\n\n1.2 Pumps\n\nGood.\n")
    line = doubt(found, "line-")

    other = decide(found, {line.id: "clause"})

    assert outline(found)[1] == "1.1 heading under 1"
    assert outline(other)[1] == "1.1 clause under 1"
    assert texts(other)["1.1"] == f"{right}\n\nIt is a right."
    assert words_check(other.document, other).complete


def test_a_number_that_skips_may_be_no_section() -> None:
    found = read("Wells\n\n1. Wells\n1.1. Wells are old.\n1.2. Some are new.\n1.9. This is the tenth line.\n")
    skipped = doubt(found, "number-")

    other = decide(found, {skipped.id: "text"})

    assert [s.number for s in found.sections] == ["1", "1.1", "1.2", "1.9"]
    assert [s.number for s in other.sections] == ["1", "1.1", "1.2"]
    assert "1.9. This is the tenth line." in texts(other)["1.2"]
    assert doubt(other, "number-").chosen == 1
    assert words_check(other.document, other).complete
    assert decide(other, {skipped.id: "unit"}).sections == found.sections


def test_a_note_goes_to_the_place_that_was_chosen() -> None:
    found = read(
        "Wells\n\n1. Wells\n\n1.1. Wells are old. They are deep.\n\n1.2. Pumps are new. They are loud.\n\n"
        "\ufffd All of them.\n"
    )
    note = doubt(found, "note-1")
    place = next(c for n, c in enumerate(note.choices) if n != note.chosen)

    other = decide(found, {note.id: place.id})

    assert notes(other) != notes(found)
    assert other.notes[0].sure
    assert doubt(other, "note-1").choices[doubt(other, "note-1").chosen].id == place.id


def test_a_heading_without_a_number_may_be_text() -> None:
    found = read(
        "Wells\n\n1. Wells\n\n1.1. Wells are old.\n\nOld pumps\n\nThey are loud, and nobody will miss them at all.\n"
    )
    heading = doubt(found, "line-")

    other = decide(found, {heading.id: "text"})

    assert "Old pumps" in [s.heading for s in found.sections]
    assert "Old pumps" in texts(other)["1.1"]
    assert decide(other, {heading.id: "heading"}).sections == found.sections


def test_a_choice_that_is_not_there_is_refused() -> None:
    found = read("Wells\n\n1. Wells\n1.1. Wells are old.\n")

    with pytest.raises(ValueError, match="choose again"):
        decide(found, {"number-99": "text"})
