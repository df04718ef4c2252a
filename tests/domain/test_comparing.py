"""A comparison holds both documents: accepted it is the new one, rejected the old."""

from __future__ import annotations

import pytest

from policyhub.domain.comparing import compare_documents
from policyhub.domain.document import (
    Block,
    Document,
    Heading,
    ListItem,
    Note,
    NoteMark,
    Paragraph,
    Span,
    Table,
    plain_of,
)
from policyhub.domain.tracked import accepted, changes_of, rejected
from tests.domain.comparisons import pair


def lines(document: Document) -> list[str]:
    """The words of each paragraph and row that has any."""
    found = []
    for block in document.blocks:
        rows = [" | ".join(map(plain_of, row)) for row in block.rows] if isinstance(block, Table) else []
        found += rows or ([] if isinstance(block, Table) else [plain_of(block.content)])
    return [line for line in found if line.replace("|", "").strip()]


def paper(*blocks: Block) -> Document:
    return Document("A paper", blocks=blocks)


def told(old: Document, new: Document) -> list[tuple[str, str]]:
    compared = compare_documents(old, new, author="Mair")
    return [(one.change.kind.value, one.text) for one in changes_of(compared.blocks)]


@pytest.mark.parametrize("seed", range(120))
def test_accepted_it_is_the_new_text_and_rejected_the_old(seed: int) -> None:
    old, new = pair(seed)
    compared = compare_documents(old, new, author="Mair", at="2026-11-22T10:00:00Z")
    assert lines(accepted(compared)) == lines(new)
    assert lines(rejected(compared)) == lines(old)


@pytest.mark.parametrize("seed", range(60))
def test_accepted_it_has_the_new_looks_numbers_and_notes(seed: int) -> None:
    old, new = pair(seed)
    found = accepted(compare_documents(old, new))
    plain = accepted(compare_documents(new, new))
    assert [b for b in found.blocks if lines(Document(blocks=(b,)))] == [
        b for b in plain.blocks if lines(Document(blocks=(b,)))
    ]


def test_nothing_is_marked_where_nothing_changed() -> None:
    old, _ = pair(3)
    assert told(old, old) == []


def test_words_are_marked_not_paragraphs() -> None:
    old = paper(Paragraph((Span("The county should pay half of it by 2030."),), "1.1"))
    new = paper(Paragraph((Span("The county must pay half of it by 2030."),), "1.1"))
    assert told(old, new) == [("delete", "should "), ("insert", "must ")]


def test_a_paragraph_that_went_and_one_that_came_are_whole() -> None:
    same = Paragraph((Span("Every village has a bus."),), "1")
    old = paper(same, Paragraph((Span("Lamps are lit at dusk."),), "2"))
    new = paper(ListItem((Span("Nobody pays a fare."),)), same)
    assert told(old, new) == [
        ("insert", "Nobody pays a fare."),
        ("insert", ""),
        ("delete", "Lamps are lit at dusk."),
        ("delete", ""),
    ]


def test_a_number_alone_is_no_change() -> None:
    old = paper(Paragraph((Span("Every village has a bus."),), "1.2"))
    new = paper(Paragraph((Span("Every village has a bus."),), "1.3"))
    assert told(old, new) == []
    assert compare_documents(old, new).blocks == new.blocks


def test_a_clause_that_becomes_a_heading_keeps_its_words() -> None:
    old = paper(Paragraph((Span("A bus for every village"),), "1"))
    new = paper(Heading((Span("A bus for every small village"),), 1, "1"))
    compared = compare_documents(old, new)
    assert told(old, new) == [("insert", "small ")]
    assert isinstance(compared.blocks[0], Heading)


def test_notes_of_both_are_kept_where_both_are_shown() -> None:
    def noted(words: str, mark: bool) -> Document:
        content = (Span(words), *((NoteMark("n"),) if mark else ()), Span(" by 2030."))
        return Document(blocks=(Paragraph(content),), notes=(Note("n", "1", (Paragraph((Span(words),)),)),))

    gone = compare_documents(noted("Half", mark=True), noted("Half", mark=False))
    assert [plain_of(note.blocks[0].content) for note in gone.notes] == ["Half", "Half"]  # type: ignore[union-attr]
    assert [i.change.kind.value for i in gone.blocks[0].content if isinstance(i, NoteMark) and i.change] == ["delete"]  # type: ignore[union-attr]
    came = compare_documents(noted("Half", mark=False), noted("Half", mark=True))
    assert [i.change.kind.value for i in came.blocks[0].content if isinstance(i, NoteMark) and i.change] == ["insert"]  # type: ignore[union-attr]


def test_a_long_rewriting_ends() -> None:
    old = paper(*(Paragraph((Span(f"old {n} words that are there"),)) for n in range(700)))
    new = paper(*(Paragraph((Span(f"new {n} sentence of others"),)) for n in range(700)))
    compared = compare_documents(old, new)
    assert lines(accepted(compared)) == lines(new)
    assert lines(rejected(compared)) == lines(old)


def test_words_that_changed_in_a_note_are_marked_in_the_note() -> None:
    def noted(words: str, mark: str) -> Document:
        note = Note("n", mark, (Paragraph((Span(words),)),))
        return Document("A paper", blocks=(Paragraph((Span("A walk"), NoteMark("n"), Span(" away."))),), notes=(note,))

    old, new = noted("A walk of ten minutes.", "1"), noted("A walk of five minutes.", "1")
    compared = compare_documents(old, new, author="Mair")

    assert [(one.change.kind.value, one.text) for one in changes_of(compared.notes[0].blocks)] == [
        ("delete", "ten "),
        ("insert", "five "),
    ]
    assert accepted(compared).notes[0].blocks == new.notes[0].blocks
    assert rejected(compared).notes[0].blocks == old.notes[0].blocks


def test_a_note_that_went_is_marked_as_gone_in_all_its_words() -> None:
    note = Note("n", "1", (Paragraph((Span("A walk of ten minutes."),)),))
    old = Document(blocks=(Paragraph((Span("A walk"), NoteMark("n"), Span(" away."))),), notes=(note,))
    new = Document(blocks=(Paragraph((Span("A walk away."),)),))

    (gone,) = compare_documents(old, new).notes

    told_first = next(changes_of(gone.blocks))
    assert (told_first.change.kind.value, told_first.text) == ("delete", "A walk of ten minutes.")
