"""Numbers, references and notes of a Word file are Word's own, and show what was given."""

from __future__ import annotations

import pytest

from policyhub.domain.document import ListItem, Note, NoteMark, Paragraph, Reference
from tests.writers.building import heading, labels, paragraph, words, written
from tests.writers.documents import printed
from tests.writers.word_files import W


def test_numbers_that_follow_are_words_own_and_tied_to_styles() -> None:
    file = written(heading("Rivers", 1, "1"), heading("Banks", 2, "1.1"), paragraph("Trees", "1.1.1"),
                   paragraph("Reeds", "1.1.2"), heading("Sea", 1, "2"), heading("Coast", 2, "2.1"))  # fmt: skip

    assert labels(file) == ["1.", "1.1", "1.1.1", "1.1.2", "2.", "2.1"]
    assert [line.style for line in file.lines[:4]] == ["Heading1", "Heading2", "Numbered3", "Numbered3"]
    assert list(file.document.iter(f"{W}numPr")) == []
    outline = next(file.part("word/numbering.xml").iter(f"{W}abstractNum"))
    styles = {lvl.get(f"{W}ilvl"): lvl.find(f"{W}pStyle") for lvl in outline.iter(f"{W}lvl")}
    tied = {level: style.get(f"{W}val") for level, style in styles.items() if style is not None}
    assert tied == {"0": "Heading1", "1": "Heading2", "2": "Numbered3"}
    assert len(list(outline.iter(f"{W}lvl"))) == 9


def test_a_paper_that_starts_at_8_is_numbered_from_8() -> None:
    file = written(heading("Later", 1, "8"), paragraph("On", "8.1"), paragraph("And on", "8.2"), heading("End", 1, "9"))

    assert labels(file) == ["8.", "8.1", "8.2", "9."]


def test_the_parts_of_a_motion_begin_again_or_run_on_as_given() -> None:
    file = written(heading("Notes", 2), paragraph("a", "1"), paragraph("b", "2"), heading("Believes", 2),
                   paragraph("c", "3"), heading("Resolves", 2), paragraph("d", "1"), paragraph("e", "2"))  # fmt: skip

    assert labels(file) == ["", "1.", "2.", "", "3.", "", "1.", "2."]


@pytest.mark.parametrize("number", ["4A", "(a)", "iv", "Appendix 1", "0", "01", "1.5", "12345", "1.1.1.1.1.1.1.1.1.1"])
def test_a_number_that_word_would_not_come_to_is_typed_as_given(number: str) -> None:
    file = written(heading("Rivers", 1, "1"), paragraph("Trees", "1.1"), paragraph("Words", number),
                   paragraph("Reeds", "1.2"))  # fmt: skip

    assert labels(file) == ["1.", "1.1", "", "1.2"]
    assert file.lines[2].text == f"{printed(number)} Words"


def test_a_heading_without_a_number_has_none_even_where_its_style_counts() -> None:
    file = written(heading("Question", 2, "1"), heading("Sources", 2), heading("Question", 2, "2"))

    assert labels(file) == ["1.", "", "2."]
    assert {line.style for line in file.lines} == {"Heading2"}


def test_lists_count_and_begin_again_each_by_itself() -> None:
    def items(*markers: str, level: int = 0) -> list[ListItem]:
        return [ListItem((words("thing"),), level, marker) for marker in markers]

    file = written(*items("a)", "b)"), *items("(i)", "(ii)", level=1), *items("c)"), *items("(i)", level=1),
                   paragraph("between"), *items("a)", "b)"), paragraph("between"), *items("3.", "4.", "9."),
                   paragraph("between"), *items("•", "•"), *items("–", level=1))  # fmt: skip

    assert labels(file)[:9] == ["a)", "b)", "(i)", "(ii)", "c)", "(i)", "", "a)", "b)"]
    assert labels(file)[9:] == ["", "3.", "4.", "9.", "", "•", "•", "–"]


def test_a_reference_to_a_counted_number_is_a_field_that_word_can_refresh() -> None:
    file = written(heading("Rivers", 1, "1", id="r"), Paragraph((words("See "), Reference("r", "1")), "1.1"))

    assert file.instructions[:1] == ["REF _Ref000000001 \\w \\h"]
    assert file.lines[1].text == "See 1"


@pytest.mark.parametrize(("number", "text"), [("4A", "4A"), ("1", "1.2"), (None, "this section")])
def test_a_reference_that_a_refresh_would_change_is_a_link_with_its_words(number: str | None, text: str) -> None:
    file = written(paragraph("Rivers", number, id="r"), Paragraph((Reference("r", text),)))

    assert [text for text in file.instructions if text.startswith("REF")] == []
    link = next(file.document.iter(f"{W}hyperlink"))
    assert (link.get(f"{W}anchor"), "".join(link.itertext())) == ("_Ref000000001", text)


def test_a_reference_to_nothing_keeps_its_words() -> None:
    file = written(Paragraph((words("See "), Reference("gone", "2.4"))))

    assert file.lines[0].text == "See 2.4"
    assert list(file.document.iter(f"{W}hyperlink")) == []


def test_notes_are_footnotes_at_their_marks_and_a_mark_of_its_own_is_kept() -> None:
    notes = tuple(Note(key, mark, (paragraph(f"Note {key}"),)) for key, mark in (("a", "1"), ("b", "*"), ("c", "2")))
    content = (words("x"), NoteMark("a"), words(" y"), NoteMark("b"), words(" z"), NoteMark("c"))

    file = written(Paragraph(content), notes=notes)

    assert file.lines[0].text == "x1 y* z2"
    assert list(file.footnotes.values()) == [["1 Note a"], ["* Note b"], ["2 Note c"]]
    kinds = [note.get(f"{W}type") for note in file.part("word/footnotes.xml")]
    assert kinds == ["separator", "continuationSeparator", None, None, None]
    separators = [element.get(f"{W}id") for element in file.part("word/settings.xml").iter(f"{W}footnote")]
    assert separators == ["-1", "0"]


def test_a_note_at_no_mark_is_printed_after_the_text() -> None:
    file = written(paragraph("Words"), notes=(Note("n", "7", (paragraph("Not to be lost"),)),))

    assert [line.text for line in file.lines] == ["Words", "Notes", "[7]", "Not to be lost"]


def test_a_note_with_two_marks_stands_at_the_first() -> None:
    content = (words("x"), NoteMark("n"), words(" y"), NoteMark("n"))

    file = written(Paragraph(content), notes=(Note("n", "1", (paragraph("Once"),)),))

    assert file.lines[0].text == "x1 y1"
    assert list(file.footnotes.values()) == [["1 Once"]]
