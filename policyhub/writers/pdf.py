"""Writes a document as a tagged PDF that a screen reader can read, by laying out its words as data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import typst

from policyhub.domain.document import Block, Document, Table, contents_of, plain_of
from policyhub.writers.pdf_data import Data, data_of

# Some 300 pages: three seconds and half a gigabyte, as much as a web process may spend at once.
MOST_SIGNS = 1_000_000
MOST_BLOCKS = 10_000
TOO_LONG = "This is too long for one PDF. Choose Word instead, or divide it, and try again."

# Signs that no font of ours can draw are against PDF/UA; the PDF is then tagged just the same. The spare sign is one
# that has no meaning (see the template).
_SCREEN_READERS, _ANY = "ua-1", "1.7"
_FEW = 6
_SPARE = "\U0010fffd"


class TooLongForPdf(ValueError):
    """The document would take longer to lay out than it may; the message is one sentence that says what to do."""


def write_pdf(document: Document, *, line_numbers: bool = False) -> bytes:
    """The document as a PDF file on A4, byte for byte the same for the same document.

    It is tagged and follows PDF/UA-1, unless it has signs that no font of ours can draw: those are kept as text.
    Numbers are printed as given; a note stands at the foot of the page of its first mark. ``line_numbers`` prints the
    number of each line in the margin. Nothing is fetched and no font of the system is used. Raises TooLongForPdf for
    more than 1,000,000 signs or 10,000 blocks, a row of a table being one.
    """
    _refuse_long([document])
    return _laid_out(data_of(document, line_numbers=line_numbers))


def bind_pdf(documents: Sequence[Document], *, title: str, contents: str, line_numbers: bool = False) -> bytes:
    """Several documents as one PDF, each on a page of its own, behind a page of contents and under one page count.

    ``contents`` is the heading of that page; it lists the documents, and their own chapters where there are few. All
    else is as ``write_pdf`` does it, with its limits for all together.
    """
    _refuse_long(documents)
    papers = [data_of(one, line_numbers=line_numbers, part=f"part-{at}-") for at, one in enumerate(documents)]
    first = papers[0]
    bound = {key: first[key] for key in ("author", "date", "lang")}
    depth = 2 if len(papers) <= _FEW else 1
    return _laid_out({**bound, "title": title, "name": title, "contents": contents, "depth": depth, "papers": papers})


def _laid_out(data: Data) -> bytes:
    inputs = {"document": json.dumps(data, ensure_ascii=False)}
    try:
        return lay_out(inputs)
    except typst.TypstError:
        return lay_out({**inputs, "spare": _SPARE}, _ANY)


def lay_out(inputs: dict[str, str], standard: str = _SCREEN_READERS) -> bytes:
    """The PDF that the template makes of its inputs; raises typst.TypstError for what the standard does not allow."""
    compiler = typst.Compiler(template(), ignore_system_fonts=True, sys_inputs=inputs)
    made = compiler.compile(format="pdf", pdf_standards=[standard], timestamp=0)  # type: ignore[list-item]
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


@cache
def template() -> bytes:
    """The template, the same for every document."""
    return Path(__file__).with_suffix(".typ").read_bytes()


def _refuse_long(documents: Sequence[Document]) -> None:
    parts: list[Sequence[Block]] = []
    for document in documents:
        parts += [document.blocks, *(note.blocks for note in document.notes)]
    blocks = sum(len(block.rows) if isinstance(block, Table) else 1 for part in parts for block in part)
    signs = sum(len(plain_of(content)) for part in parts for content in contents_of(part))
    beside = sum(len(document.notes) + len(document.facts) for document in documents)
    if blocks + beside > MOST_BLOCKS or signs > MOST_SIGNS:
        raise TooLongForPdf(TOO_LONG)
