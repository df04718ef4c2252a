"""What stands in the cells of a table belongs to the section that the table is in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policyhub.domain.document import Document, LineBreak, Mark, Note, NoteMark, Paragraph, Span, Table
from policyhub.domain.recognising import recognise, words_check
from tests.domain.recognising.reading import flags, notes, texts

RED = frozenset({Mark.RED})
LEAD = (Paragraph((Span("Paper on ferries"),)), Paragraph((Span("Ferries are for everybody who lives here."),), "1"))


def test_notes_and_red_words_in_cells_belong_to_the_section_of_the_table() -> None:
    rows = (
        ((Span("Year"),), (Span("Fares  are"), NoteMark("f1"), LineBreak(), Span("high"))),
        ((Span("20|24"),), (Span("They must "), Span("fall by half", RED), Span("."), NoteMark("f2"))),
    )
    document = Document(
        blocks=(*LEAD, Table(rows), Paragraph((Span("Islands come first."),), "2")),
        notes=tuple(Note(key, key[1], (Paragraph((Span(f"Note {key[1]}."),)),)) for key in ("f1", "f2")),
    )
    found = recognise(document)

    assert notes(found) == [("1", "1", "Year Fares are"), ("2", "1", "20|24 They must fall by half.")]
    assert flags(found) == [("1", "fall by half")]
    assert texts(found)["1"].splitlines()[2:] == [
        "| Year | Fares are[^1] high |",
        "| --- | --- |",
        "| 20\\|24 | They must fall by half.[^2] |",
    ]
    assert words_check(document, found).complete


def test_a_printed_mark_in_a_cell_is_the_mark_of_its_note() -> None:
    rows = (((Span("Town"),), (Span("Boats"),)), ((Span("Hafan"),), (Span("12 [1] a day"),)))
    note = Paragraph((Span("[1] In summer only."),))
    document = Document(blocks=(*LEAD, Table(rows), Paragraph((Span("Islands first."),), "2"), note))
    found = recognise(document)

    assert [(each.mark, each.text, found.section(each.section_id).number) for each in found.notes] == [  # type: ignore[union-attr]
        ("1", "In summer only.", "1")
    ]
    assert "| Hafan | 12 [^1] a day |" in texts(found)["1"]
    assert words_check(document, found).complete


inlines = st.one_of(
    st.sampled_from(["ferry", " fare ", "  ", "a\u00a0b", "|", "*", "[1]", "_x_", ""]).map(Span),
    st.sampled_from(["red"]).map(lambda words: Span(words, RED)),
    st.just(LineBreak()),
    st.just(NoteMark("f1")),
)
cells = st.lists(inlines, max_size=4).map(tuple)


@given(st.lists(st.lists(cells, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple))
def test_no_word_of_a_table_is_lost(rows: tuple[tuple[tuple[Span, ...], ...], ...]) -> None:
    notes = (Note("f1", "1", (Paragraph((Span("A note."),)),)),)
    document = Document(blocks=(*LEAD, Table(rows), Paragraph((Span("Islands first."),), "2")), notes=notes)
    assert words_check(document, recognise(document)).complete
