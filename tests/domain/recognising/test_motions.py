"""Motions: what they note, believe and resolve, in the shapes in which branches write them."""

from __future__ import annotations

import pytest

from policyhub.domain.document import Block, Document, Heading, ListItem, Note, NoteMark, Paragraph, Span
from policyhub.domain.recognising import Motion, Recognised, recognise, to_json, words_check
from tests.domain.recognising.reading import read


def motion(found: Recognised) -> Motion:
    assert found.kind == "motion"
    assert found.motion is not None
    return found.motion


def test_numbered_items_under_their_leads_with_names_and_an_amendment() -> None:
    found = read(
        """
        Ferries for all

        Proposed by: Mair Ellis
        Seconded by Tom Ash

        This branch notes that:
        1. Ferries are late.
        2. Ferries are dear, for example:
           a) the early one
           b) the late one

        This branch further notes:
        3. The minister has said nothing.

        This branch believes:
        4. That ferries are a public service.

        This branch resolves to:
        5. Write to the minister.
        6. Calls on the council to paint the boats.

        This branch instructs the secretary to send this motion to all branches.

        Amendment 1
        Delete 5.
        Proposed by Ann Other
        """
    )

    assert to_json(found)["motion"] == {
        "title": "Ferries for all",
        "notes": [
            "Ferries are late.",
            "Ferries are dear, for example:\n\na) the early one\n\nb) the late one",
            "The minister has said nothing.",
        ],
        "believes": ["That ferries are a public service."],
        "resolves": [
            "Write to the minister.",
            "Calls on the council to paint the boats.",
            "instructs the secretary to send this motion to all branches.",
        ],
        "mover": "Mair Ellis",
        "seconder": "Tom Ash",
    }
    assert found.back == ("Amendment 1", "Delete 5.", "Proposed by Ann Other")
    assert (found.front, found.sections) == ((), ())


def test_running_sentences_are_taken_apart() -> None:
    found = motion(
        read(
            """
            MOTION 12: Bread

            This conference notes that bread is dear. It further notes that flour is dearer, and believes that both
            should be free.

            Conference therefore resolves:
            - to bake
            - to eat

            Mover: Jane Jones (Harbour branch)    Seconder: Ali Khan

            Carried unanimously
            """
        )
    )

    assert found.notes == ("bread is dear.", "flour is dearer,")
    assert found.believes == ("both should be free.",)
    assert found.resolves == ("to bake", "to eat")
    assert (found.mover, found.seconder) == ("Jane Jones (Harbour branch)", "Ali Khan")


def test_whereas_and_be_it_resolved() -> None:
    found = motion(
        read(
            """
            Boats

            WHEREAS boats are old; and
            WHEREAS harbours are deep;

            BE IT RESOLVED that boats be painted;
            BE IT FURTHER RESOLVED that harbours be dredged.

            Moved by A. Jones, seconded by B. Smith
            """
        )
    )

    assert found.notes == ("boats are old; and", "harbours are deep;")
    assert found.resolves == ("boats be painted;", "harbours be dredged.")
    assert (found.mover, found.seconder) == ("A. Jones", "B. Smith")


def test_headings_of_one_word_and_sentences_that_only_sound_alike() -> None:
    found = motion(
        read(
            """
            Buses for villages

            Notes
            1. Villages have no buses.
            2. The council recognises that buses are needed.

            Believes
            1. Buses are good. We believe that they are cheap.

            Resolves
            1. To buy a bus.
            """
        )
    )

    assert found.notes == ("Villages have no buses.", "The council recognises that buses are needed.")
    assert found.believes == ("Buses are good. We believe that they are cheap.",)
    assert found.resolves == ("To buy a bus.",)


@pytest.mark.parametrize(
    ("sentence", "part", "item"),
    [
        ("This branch recognises that boats are old.", "notes", "recognises that boats are old."),
        ("This branch welcomes the new boats.", "notes", "welcomes the new boats."),
        ("This branch regrets that boats sink.", "notes", "regrets that boats sink."),
        ("This branch considers that boats are good.", "believes", "considers that boats are good."),
        ("This branch calls on the minister to act.", "resolves", "calls on the minister to act."),
        ("This branch mandates the secretary to write.", "resolves", "mandates the secretary to write."),
        ("This branch agrees to write.", "resolves", "agrees to write."),
    ],
)
def test_the_kin_of_notes_believes_and_resolves(sentence: str, part: str, item: str) -> None:
    found = read(f"Boats\n\nThis branch notes that boats float.\n\n{sentence}\n", as_kind="motion")

    assert getattr(motion(found), part)[-1] == item


def test_a_motion_in_welsh() -> None:
    found = motion(
        read(
            """
            Cynnig: Fferïau i bawb

            Mae'r gangen hon yn nodi:
            - bod fferïau yn hwyr

            Mae'r gangen hon yn credu:
            - y dylent fod ar amser

            Mae'r gangen hon yn penderfynu:
            - ysgrifennu at y gweinidog

            Cynigydd: Mair Ellis
            Eilydd: Tomos Rhys
            """
        )
    )

    assert (found.notes, found.believes, found.resolves) == (
        ("bod fferïau yn hwyr",),
        ("y dylent fod ar amser",),
        ("ysgrifennu at y gweinidog",),
    )
    assert (found.mover, found.seconder) == ("Mair Ellis", "Tomos Rhys")


def test_a_motion_of_blocks_with_a_note() -> None:
    blocks: tuple[Block, ...] = (
        Heading((Span("Paint the boats"),)),
        Paragraph((Span("From the Harbour branch, May 2026"),)),
        Paragraph((Span("This branch notes that:"),)),
        ListItem((Span("boats are old"),), marker="1."),
        ListItem((Span("boats are wet"), NoteMark("f1")), marker="2."),
        ListItem((Span("very wet"),), level=1, marker="a)"),
        Paragraph((Span("This branch resolves to:"),)),
        Paragraph((Span("paint them"),), number="1"),
        Paragraph((Span("dry them"),), number="2"),
        Paragraph((Span("Seconder: Ali Khan"),)),
    )
    note = Note("f1", "1", (Paragraph((Span("In winter."),)),))
    document = Document(blocks=blocks, notes=(note,), extra={"origin": "odt"})

    found = recognise(document)

    assert words_check(document, found).complete
    assert motion(found).notes == ("boats are old", "boats are wet[^1]\n\na) very wet")
    assert motion(found).resolves == ("paint them", "dry them")
    assert (motion(found).mover, motion(found).seconder) == (None, "Ali Khan")
    assert [(one.after, one.sure) for one in found.notes] == [("boats are wet", True)]
    assert found.subtitle == "From the Harbour branch, May 2026"


def test_a_text_that_says_none_of_it_keeps_its_sections() -> None:
    found = read("Boats\n\n1. Boats\n\n1.1. Boats are old.\n\n1.2. We like boats.\n", as_kind="motion")

    assert motion(found).notes == motion(found).resolves == ()
    assert [section.number for section in found.sections] == ["1", "1.1", "1.2"]
    assert any("Nothing was found" in warning for warning in found.warnings)


def test_lost_marks_of_notes_are_put_back_into_items() -> None:
    found = read(
        "Boats\n\nThis branch notes that:\n\n1. Boats are old.\ufffd They are wet.\n\nThis branch resolves to:\n\n"
        "2. Paint them.\n\n\ufffd Older than most boats.\n"
    )

    assert motion(found).notes == ("Boats are old.[^1] They are wet.",)
    assert [note.text for note in found.notes] == ["Older than most boats."]
