"""Notes at the foot of the pages of a PDF: which words are notes, and whose mark each of them is."""

from __future__ import annotations

import pytest

from policyhub.domain.document import Document, NoteMark, Paragraph, Span, Table, plain_of
from policyhub.readers.pdf import read_pdf
from tests.readers.pdf_files import FONT, PAGE, file_of, page_of, stream, typeset
from tests.readers.test_pdf import ORCHARD, PLAIN, prose, texts

RULE = "0.5 w 72 {y} m 185 {y} l S\n"


def at(x: float, y: float, words: str, size: float = 7) -> str:
    """Content that writes words at a place."""
    return f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n"


def pages_of(*contents: str) -> bytes:
    """A file with a page for each content."""
    first = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 5: FONT}
    kids = b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(contents)))
    first[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents))
    for n, content in enumerate(contents):
        first[6 + 2 * n] = (PAGE % b"").replace(b"4 0 R", b"%d 0 R" % (7 + 2 * n))
        first[7 + 2 * n] = stream(content.encode("latin-1"))
    return file_of(first)


def marked(document: Document) -> list[tuple[str, str]]:
    """The word before each mark, and the words of its note."""
    notes = {note.id: " / ".join(plain_of(block.content) for block in note.blocks) for note in document.notes}  # type: ignore[union-attr]
    found = []
    for block in document.blocks:
        for n, inline in enumerate(() if isinstance(block, Table) else block.content):
            if isinstance(inline, NoteMark):
                found.append((plain_of(block.content[:n]).split()[-1], notes[inline.note]))  # type: ignore[union-attr]
    return found


def test_raised_signs_as_large_as_the_words_beside_them_stay_on_their_line() -> None:
    content = at(72, 700, "The weirs were opened on the 27") + at(176, 705.8, "th") + at(181.6, 700, " of May,")
    content += at(72, 686, "and closed again before the winter.")

    assert texts(read_pdf(page_of(content.encode()))) == [
        "The weirs were opened on the 27th of May,", "and closed again before the winter.",
    ]  # fmt: skip


def shrunken(page: int) -> str:
    """A page whose words are smaller than the notes at its foot, below them the page's number and a reference."""
    said = [prose(10 * page + n, 1).split(maxsplit=8)[:8] for n in range(9)]
    content = "".join(at(72, 700 - 14 * n, f"{' '.join(words)}.") for n, words in enumerate(said))
    content += at(72, 560, "Here is one more word") + at(141.5, 565.8, "1") + at(145, 560, " and here another")
    content += at(199.5, 565.8, "2") + at(203, 560, ".") + RULE.format(y=120)
    content += at(72, 109, "1 ", 5.8) + at(77, 105, f"The first note of page {page}.", 10)
    content += at(72, 97, "2 ", 5.8) + at(77, 93, f"The second note of page {page}.", 10)
    return content + at(295, 80, str(page), 11) + at(72, 40, "QM/2026.1", 8)


def test_notes_below_a_rule_may_be_larger_than_the_text_and_count_anew_on_each_page() -> None:
    document = read_pdf(pages_of(*(shrunken(page) for page in (1, 2, 3))))

    assert marked(document) == [
        (word, f"The {which} note of page {page}.")
        for page in (1, 2, 3)
        for word, which in (("word", "first"), ("another", "second"))
    ]
    assert document.running == ("QM/2026.1", "1")
    assert not {"note", "QM/2026.1", "1", "2"} & set(" ".join(texts(document)).split())


def test_a_rule_under_a_title_does_not_make_notes_of_what_stands_below_it() -> None:
    content = (
        at(72, 700, "A word") + at(92.5, 705.8, "1") + at(96, 700, " with a mark.") + at(72, 640, "Underlined", 11)
    )
    content += RULE.format(y=638).replace("185", "130") + at(72, 620, "1 ", 5.8) + at(77, 616, "A paragraph.", 10)
    content += "".join(at(72, 590 - 14 * n, f"And line {n} of the rest.", 10) for n in range(5))

    assert read_pdf(page_of(content.encode())).notes == ()


@pytest.mark.parametrize("columns", [1, 2])
def test_notes_that_count_anew_on_each_page_belong_to_the_marks_of_their_page(columns: int) -> None:
    source = f"{PLAIN}#set page(columns: {columns})\n#show footnote.entry: set text(7pt)\n"
    parts, want = [], []
    for n in range(1, 25):
        parts.append(f"{prose(n, 2)} mark{n}#footnote[Note {n}.].")
        want.append((f"mark{n}", f"Note {n}."))
        if n % 4 == 0:
            parts.append("#pagebreak()#counter(footnote).update(0)")

    assert marked(read_pdf(typeset(source + "\n\n".join(parts)))) == want


def test_notes_that_say_the_same_on_many_pages_are_notes_and_no_running_words() -> None:
    parts = [f"{prose(n, 2)} mark{n}#footnote[Ibid.].\n\n#pagebreak()\n\n" for n in range(1, 7)]

    document = read_pdf(typeset(f"{PLAIN}{''.join(parts)}{ORCHARD}"))

    assert marked(document) == [(f"mark{n}", "Ibid.") for n in range(1, 7)]
    assert document.running == ()


def test_words_that_end_the_notes_of_two_pages_are_no_running_foot() -> None:
    parts = [f"{prose(n, 2)} mark{n}#footnote[Note {n} of one.\n\nSo said the clerk.].\n\n" for n in (1, 2)]

    document = read_pdf(typeset(f'{PLAIN}#set page(numbering: "1 / 1")\n{"#pagebreak()".join(parts)}'))

    assert [plain_of(note.blocks[-1].content) for note in document.notes] == ["So said the clerk."] * 2
    assert document.running == ("1 / 2",)


def test_a_numbered_paragraph_of_code_above_the_notes_is_no_note() -> None:
    source = f"{PLAIN}{ORCHARD * 4} Pears#footnote[Of two kinds.] too.\n\n#v(1fr)\n\n1. #text(8pt)[`graft --all`]\n"

    document = read_pdf(typeset(source))

    assert marked(document) == [("Pears", "Of two kinds.")]
    assert "graft --all" in texts(document)[-1]


def test_a_line_through_or_under_words_is_none_above_notes() -> None:
    for line in ("strike", "underline"):
        source = (
            f"{PLAIN}#text(20pt)[Pears] \\\n#{line}[The second clause of it] is gone, and pears#footnote[Of two.] too."
        )

        assert marked(read_pdf(typeset(source))) == [("pears", "Of two.")], line


def test_a_line_through_words_of_a_table_is_none_above_notes() -> None:
    row = f"[{ORCHARD}], [{ORCHARD} #strike[The second clause of it] is gone.]"
    title = "#text(20pt)[What we think of all these pears.]\n"
    source = f"{PLAIN}{title}#table(columns: 2, {row})\n{ORCHARD}\n\nA pear#footnote[Of two.] too.\n"

    document = read_pdf(typeset(source))

    assert marked(document) == [("pear", "Of two.")]
    assert document.blocks[-1] == Paragraph((Span("A pear"), NoteMark("n1"), Span(" too.")))


def test_a_note_does_not_go_on_in_larger_words_that_end_the_next_page() -> None:
    last = "#table(columns: 2, [Pears], [Plums])\n#text(9pt)[graft all]"
    source = f"{PLAIN}{ORCHARD * 4} Pears#footnote[Of two kinds.] too.\n\n#pagebreak()\n\n{ORCHARD * 4}\n\n{last}\n"

    document = read_pdf(typeset(source))

    assert marked(document) == [("Pears", "Of two kinds.")]
    assert texts(document)[-1] == "graft all"


def test_small_words_above_the_rule_of_the_notes_are_text() -> None:
    source = f"{PLAIN}{ORCHARD * 4}\n\n#text(9pt)[Pears of this kind#footnote[Of two kinds.]]\n"

    document = read_pdf(typeset(source))

    assert marked(document) == [("kind", "Of two kinds.")]
    assert texts(document)[-1] == "Pears of this kind"
