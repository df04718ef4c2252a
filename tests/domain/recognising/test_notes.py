"""Notes with printed marks, and notes whose marks were lost."""

from __future__ import annotations

from policyhub.domain.document import Document, Note, NoteMark, Paragraph, Span
from policyhub.domain.recognising import recognise, words_check
from tests.domain.recognising.reading import flags, notes, read, references, texts

LIBRARIES = """
Paper on libraries

1. Libraries
1.1. A library is a room
 where nobody has to buy anything. There should be one in each
ward.

1.2. Books are not the point. Warm rooms
, tables and toilets are.

1.3. Opening hours must be longer. The town has said so.

2. Staff

2.1. Volunteers are no replacement
.

\ufffd The first one opened in 1857. What does the Town Council (TC) think of that?

\ufffd Ward by ward.

\ufffd Toilets were closed in most of them, see 1.1.

\ufffd Volunteers may help where staff ask for it.
"""


def test_lost_marks_go_back_to_the_broken_places_in_order() -> None:
    found = read(LIBRARIES)

    assert notes(found) == [
        ("1", "1.1", "A library is a room"),
        ("2", "1.1", "There should be one in each"),
        ("3", "1.2", "are not the point. Warm rooms"),
        ("4", "2.1", "Volunteers are no replacement"),
    ]
    assert all(note.sure and note.lost for note in found.notes)
    assert texts(found)["1.1"] == (
        "A library is a room[^1] where nobody has to buy anything. There should be one in each[^2] ward."
    )
    assert texts(found)["2.1"] == "Volunteers are no replacement[^4]."
    assert flags(found) == [("note 1", "What does the Town Council (TC) think of that?")]
    assert references(found) == [("note 3", "1.1")]
    assert found.warnings == (
        "The marks of 4 notes were lost when this file was saved: each was put back where a mark was missing.",
    )


def test_a_note_more_than_broken_places_goes_where_its_words_fit_and_is_not_sure() -> None:
    text = LIBRARIES + "\n\ufffd Replacement of staff by volunteers was tried in the north.\n"

    found = read(text)

    assert [note.section_id for note in found.notes if not note.sure] != []
    assert [doubt.note_id for doubt in found.doubts if doubt.note_id] == [n.id for n in found.notes if not n.sure]
    assert found.warnings == (
        "The marks of 5 notes were lost when this file was saved: 3 of the places are guesses to check.",
    )
    order = [(note.section_id or "", note.key) for note in found.notes]
    assert order == sorted(order)


def test_a_line_of_blanks_after_a_heading_is_a_broken_place_too() -> None:
    found = read(
        "Paths\n\n1. Walking\n \nWalking is good for everybody. It costs nothing.\n\n"
        "2. Cycling\n\nSo is cycling. It costs a little.\n\n\ufffd Walking was counted in May.\n"
    )

    assert notes(found) == [("1", "1", "Walking")]
    assert found.notes[0].on_heading
    assert found.sections[0].heading_notes == ("1",)
    assert found.warnings == (
        "The mark of a note was lost when this file was saved: one of the places is a guess to check.",
    )


def test_lost_characters_in_words_are_not_marks_but_those_after_words_are() -> None:
    found = read(
        "Shops\n\n1. Shops\n\n"
        "1.1. The town\ufffds shops are shut.\ufffd They could open again.\n\n\ufffd All but two of them.\n"
    )

    assert texts(found)["1.1"] == "The town\ufffds shops are shut.[^1] They could open again."
    assert any("A character was lost" in warning for warning in found.warnings)


def test_marks_in_square_brackets_with_notes_under_a_heading() -> None:
    found = read(
        """
        Carers

        1. Why carers stop

        1.1 They had not slept for a month.[1] They told us so [2], and we believe them. It is not in [7].

        Notes

        [1] Carers' Survey, p. 14. See also 1.1.
        [2] Our own sum. The second line
        of this note goes on here.
        """
    )

    assert notes(found) == [("1", "1.1", "had not slept for a month."), ("2", "1.1", "a month. They told us so")]
    assert texts(found)["1.1"].startswith("They had not slept for a month.[^1] They told us so [^2], and")
    assert "[7]" in texts(found)["1.1"].replace("\\", "")
    assert found.notes[1].text == "Our own sum. The second line of this note goes on here."
    assert found.back == ("Notes",)
    assert references(found) == [("note 1", "1.1")]


def test_raised_figures_and_their_notes_at_the_end() -> None:
    found = read(
        """
        Clean air policy
        1 Purpose
        1.1 This paper is about air.¹ A room of 20 m² needs a window.
        1.2 Air is worst in towns² and near ports.³

        ¹ Drafted by the air group.
        ² Towns of more than 20 000 people.
        ³ See 1.1.
        """
    )

    assert [(note.mark, note.after) for note in found.notes] == [
        ("1", "This paper is about air."),
        ("2", "Air is worst in towns"),
        ("3", "worst in towns and near ports."),
    ]
    assert "20 m²" in texts(found)["1.1"]


def test_figures_left_of_raised_marks_at_the_ends_of_words() -> None:
    found = read(
        """
        Gardens

        1. Gardens
        1.1. Gardens are good for people.1 They are good for bees2 too.
        1.2. In 2019 there were 12 of them, up from 10.3

        Footnotes
        1. Bee Society, 2018.
        2. The same.
        3. Counted in May.
        """
    )

    assert [(note.mark, note.after) for note in found.notes][:2] == [
        ("1", "Gardens are good for people."),
        ("2", "people. They are good for bees"),
    ]
    assert len(found.notes) == 3


def test_marks_that_begin_again_get_keys_of_their_own() -> None:
    found = read(
        """
        1. First

        1.1 This is said here.[1]

        [1] The first note.

        2. Second

        2.1 That is said there.[1]

        [1] The second note.
        """
    )

    assert [(note.mark, note.key, note.text) for note in found.notes] == [
        ("1", "1", "The first note."),
        ("1", "1b", "The second note."),
    ]
    assert texts(found)["2.1"] == "That is said there.[^1b]"


def test_notes_a_document_knows_stay_at_their_marks() -> None:
    document = Document(
        title="Trees",
        blocks=(
            Paragraph((Span("Trees are old"), NoteMark("f1"), Span(" and tall, as 1.2 says.")), number="1.1"),
            Paragraph((Span("Some are planted each year."),), number="1.2"),
        ),
        notes=(Note("f1", "1", (Paragraph((Span("The oldest is a yew."),)),)),),
    )

    found = recognise(document)

    assert words_check(document, found).complete
    assert notes(found) == [("1", "1.1", "Trees are old")]
    assert texts(found)["1.1"] == "Trees are old[^1] and tall, as 1.2 says."
    assert references(found) == [("1.1", "1.2")]


def test_notes_marked_by_figures_in_round_brackets() -> None:
    found = read(
        """
        A fair start

        1. Parents pay more for a place (about 900 pounds) than for rent.(1)

        2. A scale, agreed with unions (2), would help.

        ENDNOTES

        (1) National survey.
        (2) As in Scotland.
        """
    )
    assert [(note.mark, note.text) for note in found.notes] == [("1", "National survey."), ("2", "As in Scotland.")]
    assert texts(found) == {
        "1": "Parents pay more for a place (about 900 pounds) than for rent.[^1]",
        "2": "A scale, agreed with unions[^2], would help.",
    }


def test_notes_marked_by_signs() -> None:
    found = read(
        """
        Land

        1. Land is dear*. Some *would* say so, others **not**.

        2. A tax† on it.

        * Survey of 2024.
        † As in Denmark.
        """
    )
    assert [(note.mark, note.text) for note in found.notes] == [("*", "Survey of 2024."), ("†", "As in Denmark.")]


def test_lines_that_begin_with_asterisks_are_a_list_whatever_has_one_at_its_end() -> None:
    found = read("Land\n\n1. Land is dear*. We want:\n* a tax\n* a register\n\n2. That is all.\n")
    assert found.notes == ()


def test_words_are_counted_the_same_where_the_file_knows_some_notes_and_prints_others() -> None:
    blocks = (
        Paragraph((Span("Buses run late"), NoteMark("f1"), Span(" in most towns [1] of the county.")), "1"),
        Paragraph((Span("[1] A survey of towns, 2024."),)),
    )
    document = Document(blocks=blocks, notes=(Note("f1", "a", (Paragraph((Span("Not on Sundays."),)),)),))
    found = recognise(document)

    assert [(note.mark, note.of_file) for note in found.notes] == [("a", True), ("1", False)]
    assert words_check(document, found).complete


def test_a_link_on_part_of_a_word_leaves_it_one_word() -> None:
    words = (Span("See the re"), Span("port", link="https://example.org/report"), Span(" and INQ00"))
    document = Document(blocks=(Paragraph((*words, Span("17", link="https://example.org/17")), "1"),))
    check = words_check(document, recognise(document))
    assert (check.complete, check.in_file) == (True, 7)
