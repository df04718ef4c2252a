"""PDF files of many kinds, read as people read them."""

from __future__ import annotations

import itertools
import random

import pytest

from policyhub.domain.document import Document, Heading, ListItem, Mark, NoteMark, Paragraph, Span, Table, plain_of
from policyhub.readers.pdf import read_pdf
from tests.readers.pdf_files import page_of, typeset, written_at

ORCHARD = (
    "Orchards are kept by neighbours who understand the extraordinary responsibilities of communities, and a "
    "well-known lantern guides everybody homeward through interminable winters. "
)
WORDS = tuple(dict.fromkeys(ORCHARD.replace(",", "").replace(".", "").split()))
PLAIN = '#set text(size: 11pt, lang: "en", hyphenate: false)\n'


def prose(n: int, sentences: int) -> str:
    """Sentences of which no two paragraphs have the same."""
    chosen = random.Random(n)
    return " ".join(" ".join(chosen.choices(WORDS, k=24)).capitalize() + "." for _ in range(sentences))


def texts(document: Document) -> list[str]:
    return [plain_of(block.content) for block in document.blocks if not isinstance(block, Table)]


def headings(document: Document) -> list[tuple[int, str]]:
    return [(block.level, plain_of(block.content)) for block in document.blocks if isinstance(block, Heading)]


def spans(document: Document) -> list[Span]:
    inlines = [block.content for block in document.blocks if not isinstance(block, Table)]
    return [inline for inline in itertools.chain(*inlines) if isinstance(inline, Span)]


def test_lines_are_put_together_to_paragraphs_also_over_the_end_of_a_page() -> None:
    paragraphs = [f"Paragraph {n} begins. {prose(n, 4)}" for n in range(12)]

    document = read_pdf(typeset(PLAIN + "\n\n".join(paragraphs)))

    assert texts(document) == paragraphs
    assert document.extra["origin"] == "pdf"


def test_paragraphs_that_only_an_indent_sets_apart_are_told_apart() -> None:
    paragraphs = [f"Paragraph {n} begins. {prose(n, 2)}" for n in range(5)]
    source = PLAIN + "#set par(first-line-indent: 1.5em, spacing: 0.65em)\n" + "\n\n".join(paragraphs)

    assert texts(read_pdf(typeset(source))) == paragraphs


@pytest.mark.parametrize("width", [60, 75, 90])
def test_words_broken_at_the_end_of_a_line_are_whole_and_real_hyphens_stay(width: int) -> None:
    source = f'#set page(width: {width}mm)\n#set text(hyphenate: true, lang: "en")\n#set par(justify: true)\n'

    document = read_pdf(typeset(source + f"In full: well-known.\n\n{ORCHARD * 3}"))

    assert texts(document) == ["In full: well-known.", (ORCHARD * 3).strip()]


def test_columns_are_read_one_after_the_other_also_on_a_page_that_they_do_not_fill() -> None:
    paragraphs = [f"Paragraph {n} begins. {prose(n, 3)}" for n in range(9)]
    source = PLAIN + '#set page(columns: 2)\n#place(top, scope: "parent", float: true, text(20pt)[On orchards])\n'

    document = read_pdf(typeset(source + "\n\n".join(paragraphs)))

    assert texts(document) == ["On orchards", *paragraphs]


def test_running_heads_and_page_numbers_are_kept_once_apart_from_the_text() -> None:
    source = PLAIN + '#set page(header: [The Orchard Society #h(1fr) Draft], numbering: "1 / 1")\n'
    paragraphs = [f"Paragraph {n} begins. {prose(n, 4)}" for n in range(12)]

    document = read_pdf(typeset(source + "\n\n".join(paragraphs)))

    assert document.running == ("The Orchard Society", "Draft", "1 / 3")
    assert texts(document) == paragraphs


def test_a_heading_of_the_page_with_its_number_is_a_running_head_whatever_it_says() -> None:
    head = '#set page(header: context [Part #("abcdef".at(counter(page).get().first())) of it #h(1fr) '
    head += "#counter(page).display()])\n"
    paragraphs = [f"Paragraph {n} begins. {prose(n, 4)}" for n in range(12)]

    assert texts(read_pdf(typeset(PLAIN + head + "\n\n".join(paragraphs)))) == paragraphs


def test_headings_are_known_by_size_and_weight_when_there_are_no_bookmarks() -> None:
    source = PLAIN + "#text(16pt)[Rivers]\n\n" + ORCHARD + "\n\n#text(13pt)[Banks]\n\n" + ORCHARD
    source += "\n\n*Reeds and rushes*\n\n" + ORCHARD + "\n\n#text(13pt)[Weirs]\n\n" + ORCHARD

    document = read_pdf(typeset(source))

    assert headings(document) == [(1, "Rivers"), (2, "Banks"), (3, "Reeds and rushes"), (2, "Weirs")]


def test_headings_have_the_level_of_their_bookmark() -> None:
    source = PLAIN + '#set heading(numbering: "1.1")\n#show heading: set text(11pt)\n'

    document = read_pdf(typeset(f"{source}= Rivers\n{ORCHARD}\n== Banks\n{ORCHARD}\n=== Weirs\n{ORCHARD}"))

    assert headings(document) == [(1, "1 Rivers"), (2, "1.1 Banks"), (3, "1.1.1 Weirs")]


def test_a_numbered_paragraph_is_no_heading_because_a_bookmark_names_it() -> None:
    source = PLAIN + '#show heading: set text(11pt, weight: "regular")\n'

    document = read_pdf(typeset(f"{source}= 1.1 {ORCHARD}\n= 1.2 {ORCHARD}"))

    assert headings(document) == []


def test_a_number_in_a_column_of_its_own_stands_before_its_words() -> None:
    rows = "".join(f"[1.{n}], [{ORCHARD * 2}]," for n in range(1, 5))

    document = read_pdf(typeset(f"{PLAIN}#grid(columns: (4em, 1fr), row-gutter: 1em, {rows})"))

    assert texts(document) == [f"1.{n} {(ORCHARD * 2).strip()}" for n in range(1, 5)]


def test_bullets_are_items_with_their_levels() -> None:
    source = f"{PLAIN}Bring:\n- {ORCHARD}\n- bread\n  - brown\n  - white\n- tea\n\nThat is all."

    document = read_pdf(typeset(source))

    items = [(item.level, plain_of(item.content)) for item in document.blocks if isinstance(item, ListItem)]
    assert items == [(0, ORCHARD.strip()), (0, "bread"), (1, "brown"), (1, "white"), (0, "tea")]
    assert texts(document)[0] == "Bring:"
    assert texts(document)[-1] == "That is all."


def test_notes_at_the_foot_of_pages_stand_at_their_marks() -> None:
    source = f"{PLAIN}{ORCHARD * 4} One word#footnote[A note, with {ORCHARD * 3}] and on. {ORCHARD * 20}\n\n"
    source += f"{ORCHARD * 10} Two words#footnote[Another.]#super[,]#footnote[And one.], and m#super[2]. {ORCHARD * 12}"

    document = read_pdf(typeset(source))

    notes = {note.id: (note.mark, plain_of(note.blocks[0].content)) for note in document.notes}  # type: ignore[union-attr]
    assert list(notes.values()) == [
        ("1", f"A note, with {(ORCHARD * 3).strip()}"), ("2", "Another."), ("3", "And one."),
    ]  # fmt: skip
    first = document.blocks[0]
    assert isinstance(first, Paragraph)
    at = next(n for n, inline in enumerate(first.content) if isinstance(inline, NoteMark))
    assert plain_of(first.content[:at]).endswith("One word")
    assert plain_of(first.content[at + 1 :]).startswith(" and on.")
    assert [span.text for span in spans(document) if Mark.SUPERSCRIPT in span.marks] == [",", "2"]


def test_red_words_are_marked_when_a_letter_is_red() -> None:
    source = PLAIN + 'Words#text(red)[,] and #text(red)[is this ]#text(rgb("#c00000"))[agreed?] more#text(red)[ ].\n\n'
    source += '#text(rgb("#ff8800"))[orange] #text(purple)[purple] #text(blue)[blue] words'

    document = read_pdf(typeset(source + f"\n\n{ORCHARD}"))

    assert "".join(span.text for span in spans(document) if Mark.RED in span.marks).strip() == "is this agreed?"


def test_headings_that_are_all_red_are_only_how_headings_look() -> None:
    source = PLAIN + "#show heading: set text(red)\n"

    document = read_pdf(typeset(f"{source}= Rivers\n{ORCHARD}\n= Weirs\n{ORCHARD} #text(red)[Agreed?]"))

    assert [span.text for span in spans(document) if Mark.RED in span.marks] == ["Agreed?"]


def test_bold_italic_and_linked_words_are_marked() -> None:
    source = PLAIN + 'Some *strong* and _soft_ words, #link("https://example.org/a")[a link] and the rest of them.'

    found = {span.text.strip(): (set(span.marks), span.link) for span in spans(read_pdf(typeset(source)))}

    assert found["strong"] == ({Mark.STRONG}, None)
    assert found["soft"] == ({Mark.EMPHASIS}, None)
    assert found["a link"] == (set(), "https://example.org/a")


def test_ruled_tables_are_read_cell_by_cell_and_go_on_over_pages() -> None:
    rows = "".join(f"[Stop {n} of {ORCHARD}], [{n}], [noon]," for n in range(30))

    document = read_pdf(
        typeset(f"{PLAIN}Before.\n#table(columns: 3, table.header([*Stop*], [*Bus*], [*Time*]), {rows})\nAfter.")
    )

    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert len(tables) == 1
    assert tables[0].header
    cells = [[plain_of(cell) for cell in row] for row in tables[0].rows]
    assert cells == [["Stop", "Bus", "Time"], *([f"Stop {n} of {ORCHARD.strip()}", str(n), "noon"] for n in range(30))]
    assert texts(document) == ["Before.", "After."]


def test_rows_without_rules_are_read_row_by_row() -> None:
    document = read_pdf(typeset(PLAIN + "#table(columns: 3, stroke: none, [Stop],[Bus],[Time],[Mill],[7],[noon])"))

    assert " ".join(texts(document)).split() == ["Stop", "Bus", "Time", "Mill", "7", "noon"]


def test_a_letter_is_plain_paragraphs_in_order() -> None:
    source = PLAIN + "#align(right)[The Orchard Society\\ 3 Mill Lane\\ Quay]\n\n3 May 2026\n\nDear neighbour,\n\n"
    source += f"{ORCHARD * 3}\n\n{ORCHARD * 2}\n\nYours sincerely,\n\n*Mair Pugh*\n\nConvenor"

    document = read_pdf(typeset(source))

    assert all(isinstance(block, Paragraph) for block in document.blocks)
    assert texts(document) == ["The Orchard Society", "3 Mill Lane", "Quay", "3 May 2026", "Dear neighbour,",
                               (ORCHARD * 3).strip(), (ORCHARD * 2).strip(), "Yours sincerely,", "Mair Pugh",
                               "Convenor"]  # fmt: skip


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_seen(turn: int) -> None:
    places = {
        90: [(100 + 14 * n, 80.0, f"0 1 -1 0 {100 + 14 * n} 80") for n in range(2)],
        180: [(500, 700 + 14 * n, f"-1 0 0 -1 500 {700 + 14 * n}") for n in range(2)],
        270: [(500 - 14 * n, 700.0, f"0 -1 1 0 {500 - 14 * n} 700") for n in range(2)],
    }[turn]
    content = "".join(f"BT /F 11 Tf {matrix} Tm (Line {n} of it) Tj ET\n" for n, (_, _, matrix) in enumerate(places))
    data = page_of(content.encode())
    data = data.replace(b"/MediaBox", b"/Rotate %d /MediaBox" % turn)

    assert " ".join(texts(read_pdf(data))) == "Line 0 of it Line 1 of it"


def test_words_written_in_another_order_are_read_from_the_top() -> None:
    data = page_of(written_at((70, 600, "Third."), (70, 700, "First."), (70, 650, "Second.")))

    assert texts(read_pdf(data)) == ["First.", "Second.", "Third."]


def test_lines_that_are_all_short_stay_apart_however_evenly_they_are_spaced() -> None:
    lines = ["Motion on orchards", "Proposed by the Quay branch and the friends of the mill", "This branch notes",
             "That pears are late", "That plums are early", "This branch resolves", "To plant a tree"]  # fmt: skip
    data = page_of(written_at(*((70, 760 - 22 * at, words) for at, words in enumerate(lines))))

    assert texts(read_pdf(data)) == lines


def test_a_number_by_itself_and_the_name_of_a_question_begin_a_paragraph() -> None:
    wide = "[ ] Strongly agree [ ] Agree [ ] Neither agree nor disagree [ ] Disagree [ ] Strongly disagree with it"
    lines = ["Do you keep an orchard?", "4.", "What would make you keep one?", wide,
             "Consultation question 5: What should it hold, and who should keep it in the winter months?"]  # fmt: skip
    data = page_of(written_at(*((70, 760 - 14 * at, words) for at, words in enumerate(lines)), size=10))

    assert texts(read_pdf(data)) == lines


def test_a_title_that_is_a_roman_number_is_no_number_of_its_page() -> None:
    source = f'{PLAIN}#set page(numbering: "1 / 1")\n#text(20pt)[*I*]\n\n'

    document = read_pdf(typeset(source + "\n\n".join(prose(n, 4) for n in range(8))))

    assert texts(document)[0] == "I"
    assert document.running == ("1 / 2",)
