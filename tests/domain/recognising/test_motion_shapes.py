"""Motions in the shapes of councils, unions, senates and assemblies."""

from __future__ import annotations

from policyhub.domain.document import Document, Paragraph, Span, Table
from policyhub.domain.recognising import Motion, Recognised, recognise, words_check
from tests.domain.recognising.reading import read


def motion(found: Recognised) -> Motion:
    assert found.kind == "motion"
    assert found.motion is not None
    return found.motion


def test_who_speaks_may_stand_alone_over_a_list_of_verbs() -> None:
    found = motion(
        read(
            """
            Boats for the island

            This AGM:

            1. Notes the age of the boats.
            2. Recognises the work of the crews:
               a) the early one
               b) the late one
            3. Agrees to paint the boats.
            4. Calls on the executive to buy paint.
            """
        )
    )

    assert found.notes == (
        "Notes the age of the boats.",
        "Recognises the work of the crews:\n\na) the early one\n\nb) the late one",
    )
    assert found.resolves == ("Agrees to paint the boats.", "Calls on the executive to buy paint.")
    assert found.printed[0] == "This AGM:"


def test_an_assembly_recalls_and_requests() -> None:
    found = motion(
        read(
            """
            Resolution on boats

            The General Assembly,

            Recalling its resolution of last year on harbours,

            Convinced that boats matter,

            1. Calls upon all members to paint their boats;

            2. Requests the secretary to report in two years.
            """
        )
    )

    assert (found.notes, found.believes, found.resolves) == (
        ("Recalling its resolution of last year on harbours,",),
        ("Convinced that boats matter,",),
        ("Calls upon all members to paint their boats;", "Requests the secretary to report in two years."),
    )


def test_who_speaks_over_a_list_of_no_verbs_is_front() -> None:
    found = read("Boats\n\nThis branch:\n\n1. Boats are old.\n\n2. We like boats.\n", as_kind="motion")

    assert motion(found).notes == ()
    assert [section.number for section in found.sections] == ["1", "2"]


def test_resolved_that_after_whereas() -> None:
    found = motion(
        read(
            """
            Resolution to keep the boats

            Sponsored by: Senator Lee

            Whereas the boats are used by forty families;
            Whereas the council would sell them;

            Resolved, That the senate opposes the sale; and
            Be it finally resolved, that copies be sent to the council.

            Adopted 12 June 2023
            """
        )
    )

    assert found.notes == ("the boats are used by forty families;", "the council would sell them;")
    assert found.resolves == ("the senate opposes the sale; and", "copies be sent to the council.")
    assert found.mover == "Senator Lee"


def test_a_motion_in_quotation_marks_with_its_movers_before_their_parts() -> None:
    read_ = read(
        """
        Motion 7.2: Boats

        Cllr Jane Moss to move, and Cllr Ali Reza to second:

        “This Council notes that boats are old.

        It further notes that they are wet.

        This Council calls for:

        (1) paint;

        (2) a new roof.”

        For: 23  Against: 2

        Motion carried
        """
    )
    found = motion(read_)

    assert (found.mover, found.seconder) == ("Cllr Jane Moss", "Cllr Ali Reza")
    assert found.notes == ("boats are old.", "they are wet.")
    assert found.resolves == ("paint;", "a new roof.”")
    assert read_.back == ("For: 23 Against: 2", "Motion carried")
    assert read_.front == ()


def test_a_title_that_says_so_and_actions() -> None:
    found = read(
        """
        Policy title: Cheaper boats
        Submitted by: Harbour College

        This JCR notes:
        1. Boats are dear.

        Believes
        1. Boats should be cheap.

        Actions
        1. The president will haggle.

        Applicability: the harbour only.
        """
    )

    assert (found.title, found.front, found.back) == (
        "Cheaper boats",
        ("Policy title:",),
        ("Applicability: the harbour only.",),
    )
    assert (motion(found).mover, motion(found).resolves) == ("Harbour College", ("The president will haggle.",))
    assert motion(found).believes == ("Boats should be cheap.",)


def test_a_table_that_a_stray_bracket_follows_keeps_its_words() -> None:
    row = ((Span("Boats"),), (Span("Price"),))
    document = Document(
        blocks=(
            Paragraph((Span("This branch resolves:"),)),
            Paragraph((Span("(a) to buy these:"),)),
            Table((row,)),
            Paragraph((Span("]]"),)),
        )
    )
    found = recognise(document, as_kind="motion")

    assert words_check(document, found).complete
    assert "Price" in motion(found).resolves[0]


def test_a_motion_may_say_what_a_party_believes_and_what_those_resolve_who_meet() -> None:
    found = motion(
        read(
            """
            Boats for the island

            ## Synopsis

            Boats are old, and this would mend them.

            ## Motion

            The Harbour Party believes that:

            - Boats matter.
            - Crews matter more, as the committee notes that they are few.

            Conference instructs the Harbour Party to:

            - paint the boats;
            - pay the crews.

            Conference, therefore, fully supports the crews and their families.

            Conference calls on the council to buy paint.
            """,
            name="motion.md",
        )
    )

    assert found.believes == ("Boats matter.", "Crews matter more, as the committee notes that they are few.")
    assert found.resolves == (
        "instructs the Harbour Party to:\n\n- paint the boats;\n- pay the crews.",
        "supports the crews and their families.",
        "calls on the council to buy paint.",
    )


def test_a_conference_that_instructs_is_a_motion_and_a_paper_about_one_is_none() -> None:
    about = "\n\n".join(f"{n}. Boats\n\n{n}.1 The party believes that boats matter." for n in range(1, 9))

    assert read("Boats\n\nMotion\n\nConference instructs the secretary to paint them all.\n").kind == "motion"
    assert read(f"A policy paper on boats\n\n{about}\n\nConference calls on nobody.\n").kind == "paper"


def test_whose_motion_it_is_stands_above_its_title() -> None:
    text = (
        "{}\n\nBoats for the island\n\nThis branch notes that boats are old.\n\nThis branch resolves to paint them.\n"
    )

    found = read(text.format("Motion from Harbour and District Branch"))

    assert (found.title, found.subtitle) == ("Boats for the island", "Motion from Harbour and District Branch")
    assert motion(found).title == "Boats for the island"
    assert read(text.format("Motion on the age of boats")).title == "Motion on the age of boats"
