"""The notes of a PDF stand at the foot of the page that has their mark."""

from __future__ import annotations

import pypdfium2
import pytest

from policyhub.domain.document import Document, LineBreak, Note, NoteMark, Paragraph, Span
from policyhub.writers.pdf import write_pdf

LONG = "and what else there is to say of it, " * 12


@pytest.mark.parametrize("lines", range(38, 48))
def test_a_note_begins_on_the_page_of_its_mark(lines: int) -> None:
    filling = tuple(one for at in range(lines) for one in (Span(f"line {at}"), LineBreak()))
    text = (Span("The lantern"), NoteMark("n"), Span(f" {LONG}"))
    note = Note("n", "1", (Paragraph((Span(f"A kettle {LONG}"),)),))
    document = Document("", blocks=(Paragraph(filling[:-1]), Paragraph(text)), notes=(note,))

    with pypdfium2.PdfDocument(write_pdf(document)) as made:
        pages = [page.get_textpage().get_text_range() for page in made]

    assert ["lantern" in page for page in pages] == ["kettle" in page for page in pages]
