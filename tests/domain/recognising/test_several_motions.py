"""Files with several motions: each can be kept as one of its own, and no word of the others is lost."""

from __future__ import annotations

import pytest

from policyhub.domain.document import Block, Document, Heading, Mark, Paragraph, Span, Table
from policyhub.domain.recognising import Doubt, Motion, Recognised, decide, recognise, words_check
from tests.domain.recognising.reading import read

AGENDA = """
Spring conference: final agenda

Contents
Motion 1: Evening buses
Motion 2: Orchards
Composite A: Lanterns

Motion 1: Evening buses
Proposed by: Quay branch
Seconded by: Hill branch

Conference notes:
1. Buses stop at seven.
2. Taxis are dear.

Conference resolves:
1. To write to the council.

Amendment 1 to Motion 1
Delete all after "Taxis".

Motion 2: Orchards
Mover: Mill branch

Conference notes that pears are late.

Conference resolves to plant a tree, as in Motion 4 of last year.

Composite A
Lanterns

Conference believes that lanterns matter.
Conference instructs the secretary to light them.
"""


def which(found: Recognised) -> Doubt:
    return next(doubt for doubt in found.doubts if doubt.id == "motion")


def motion(found: Recognised) -> Motion:
    assert found.motion is not None
    assert words_check(found.document, found).complete
    return found.motion


def test_a_file_of_several_motions_asks_which_of_them_is_meant() -> None:
    found = read(AGENDA)

    assert found.kind == "motion"
    assert [choice.id for choice in which(found).choices] == ["m1", "m2", "m3", "all"]
    assert [choice.label.split("“")[-1][:-1] for choice in which(found).choices[:3]] == [
        "Motion 1: Evening buses", "Motion 2: Orchards", "Composite A: Lanterns",
    ]  # fmt: skip
    assert any("3 motions" in warning for warning in found.warnings)


def test_each_of_several_motions_can_be_kept_as_one_of_its_own() -> None:
    found = read(AGENDA)
    first, second, third = (motion(decide(found, {"motion": choice})) for choice in ("m1", "m2", "m3"))

    assert motion(found) == first
    assert (first.title, first.mover, first.seconder) == ("Motion 1: Evening buses", "Quay branch", "Hill branch")
    assert (first.notes, first.resolves) == (("Buses stop at seven.", "Taxis are dear."), ("To write to the council.",))
    assert (second.title, second.mover) == ("Motion 2: Orchards", "Mill branch")
    assert second.resolves == ("plant a tree, as in Motion 4 of last year.",)
    assert third.believes == ("lanterns matter.",)
    assert which(decide(found, {"motion": "m3"})).chosen == 2


def test_several_motions_can_be_read_as_one() -> None:
    found = decide(read(AGENDA), {"motion": "all"})

    assert motion(found).title == "Spring conference: final agenda"
    assert which(found).chosen == 3
    assert found.warnings == ()


@pytest.mark.parametrize("look", ["heading", "bold", "capitals"])
def test_motions_under_headings_without_numbers_are_told_apart(look: str) -> None:
    def title(words: str) -> Block:
        if look == "heading":
            return Heading((Span(words),), 2)
        return Paragraph((Span(words, frozenset({Mark.STRONG})),) if look == "bold" else (Span(words.upper()),))

    blocks: list[Block] = []
    for words, who in (("Evening buses", "Mair Pugh"), ("Orchards", "Tom Rees")):
        blocks += [title(words), Paragraph((Span(f"Proposed by {who}"),))]
        blocks += [Paragraph((Span(f"This council notes that {words.lower()} are late."),))]
        blocks += [Paragraph((Span("This council resolves to mend them."),))]
    document = Document(title="Notices of motion", blocks=tuple(blocks), extra={"origin": "word"})

    second = decide(recognise(document), {"motion": "m2"})

    assert motion(second).title.casefold() == "orchards"
    assert (motion(second).notes, motion(second).mover) == (("orchards are late.",), "Tom Rees")
    assert "Notices of motion" in second.front


@pytest.mark.parametrize(
    "text",
    [
        "Motion 3: Boats\n\nThis branch notes Motion 2 of last year.\n\nThis branch resolves to paint them.\n",
        "Boats\n\nThis branch notes wind.\n\nThis branch resolves to paint.\n\nThis branch further notes rain.\n",
        "Motion 3: Boats\n\nThis branch resolves to paint them.\n\nMotion 3: Boats\n\nThis branch resolves to wait.\n",
    ],
)
def test_one_motion_is_asked_about_nothing(text: str) -> None:
    found = read(text, as_kind="motion")

    assert [doubt.id for doubt in found.doubts if doubt.id == "motion"] == []


def test_a_table_in_a_motion_stays_a_table() -> None:
    rows = (("Stop", "Last bus"), ("Mill", "7"))
    table = Table(tuple(tuple((Span(cell),) for cell in row) for row in rows))
    blocks = (
        Paragraph((Span("This branch notes the times:"),)),
        table,
        Paragraph((Span("This branch resolves to ask."),)),
    )

    found = recognise(Document(title="Buses", blocks=blocks, extra={"origin": "word"}), as_kind="motion")

    assert "| Mill | 7 |" in motion(found).notes[0]
    assert motion(found).resolves == ("ask.",)
