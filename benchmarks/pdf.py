"""How fast are PDF files read and written, against the libraries asked for the same and nothing else?

``python -m benchmarks.pdf`` writes a paper of 30 pages and reads it again; the baseline of reading is a loop that asks
pypdfium2 for the words, size, colour, font and box of each object, that of writing is typst laying out the same
template with the data at hand. Exit code 1 when a ratio is too large.
"""

from __future__ import annotations

import ctypes
import json
import random
import statistics
import sys
import time
from collections.abc import Callable

import pypdfium2
import pypdfium2.raw as pdfium

from policyhub.domain.document import Document, Heading, Note, NoteMark, Paragraph, Span
from policyhub.readers.pdf import read_pdf
from policyhub.writers.pdf import lay_out, write_pdf
from policyhub.writers.pdf_data import data_of

PAIRS, WANTED = 9, 1.5
SECTIONS = 176
TEXT = (
    "A line on the map is no service, and a timetable that nobody can read is no promise: by a network we mean routes"
)
WORDS = tuple(TEXT.lower().split())


def paper(seed: int) -> Document:
    """A paper of some 30 pages with notes; another seed gives other words, so that nothing is remembered."""
    chosen = random.Random(seed)

    def prose(many: int) -> str:
        return " ".join(chosen.choices(WORDS, k=many)).capitalize() + "."

    blocks: list[Heading | Paragraph] = []
    notes: list[Note] = []
    for n in range(SECTIONS):
        if n % 8 == 0:
            blocks.append(Heading((Span(prose(4)),), 1, str(n // 8 + 1)))
        notes.append(Note(f"n{n}", str(n + 1), (Paragraph((Span(prose(12)),)),)))
        blocks.append(
            Paragraph((Span(prose(100)), NoteMark(f"n{n}"), Span(f" {prose(20)}")), f"{n // 8 + 1}.{n % 8 + 1}")
        )
    return Document("A long paper", blocks=tuple(blocks), notes=tuple(notes))


def ask(data: bytes) -> int:
    """Ask for the words, size, colour, font and box of each object; gives how many there were."""
    document = pypdfium2.PdfDocument(data)
    size, edges = ctypes.c_float(), [ctypes.c_float() for _ in range(4)]
    colours, name = [ctypes.c_uint() for _ in range(4)], ctypes.create_string_buffer(256)
    found = 0
    for page in document:
        words = page.get_textpage()
        for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], textpage=words):
            thing.extract()
            pdfium.FPDFTextObj_GetFontSize(thing, size)
            pdfium.FPDFPageObj_GetFillColor(thing, *colours)
            pdfium.FPDFPageObj_GetBounds(thing, *edges)
            pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(thing), name, 256)
            found += 1
    return found


def seconds(work: Callable[[], object]) -> float:
    """The processor's time for some work."""
    started = time.process_time()
    work()
    return time.process_time() - started


def reading() -> list[float]:
    """How many times the bare loop's time reading takes."""
    data = write_pdf(paper(0))
    ask(data)
    ratios = []
    for _pair in range(PAIRS):
        baseline = seconds(lambda: ask(data))
        ratios.append(seconds(lambda: read_pdf(data)) / baseline)
    return ratios


def writing() -> list[float]:
    """How many times typst's own time writing takes."""
    write_pdf(paper(0))
    ratios = []
    for pair in range(PAIRS):
        first, second = paper(2 * pair + 1), paper(2 * pair + 2)
        inputs = {"document": json.dumps(data_of(first), ensure_ascii=False)}
        baseline = seconds(lambda inputs=inputs: lay_out(inputs))  # type: ignore[misc]
        ratios.append(seconds(lambda second=second: write_pdf(second)) / baseline)  # type: ignore[misc]
    return ratios


def report(what: str, ratios: list[float]) -> bool:
    """One line for a figure; says whether it is reached."""
    middle = statistics.median(ratios)
    print(f"{what}: median {middle:.2f} (from {min(ratios):.2f} to {max(ratios):.2f}), wanted at most {WANTED}")
    return middle <= WANTED


def main() -> int:
    """Measure both ways and say."""
    pages = len(pypdfium2.PdfDocument(write_pdf(paper(0))))
    print(f"A PDF of {pages} pages")
    good = report("Reading it, against a bare loop over its objects", reading())
    return 0 if report("Writing it, against typst alone", writing()) and good else 1


if __name__ == "__main__":
    sys.exit(main())
