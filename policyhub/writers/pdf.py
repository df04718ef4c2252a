"""Writes a document as a tagged PDF that a screen reader can read, by laying out its words as data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import typst

from policyhub.domain.document import Block, Document, Table, contents_of, plain_of
from policyhub.writers.pdf_data import data_of

# Some 300 pages: three seconds and half a gigabyte, as much as a web process may spend at once.
MOST_SIGNS = 1_000_000
MOST_BLOCKS = 10_000
TOO_LONG = "This is too long for one PDF. Choose Word instead, or divide it, and try again."

# Signs that no font of ours can draw are against PDF/UA; the PDF is then tagged just the same. The spare sign is one
# that has no meaning (see the template).
_SCREEN_READERS, _ANY = "ua-1", "1.7"
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
    _refuse_long(document)
    inputs = {"document": json.dumps(data_of(document, line_numbers=line_numbers), ensure_ascii=False)}
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


def _refuse_long(document: Document) -> None:
    parts: list[Sequence[Block]] = [document.blocks, *(note.blocks for note in document.notes)]
    blocks = sum(len(block.rows) if isinstance(block, Table) else 1 for part in parts for block in part)
    signs = sum(len(plain_of(content)) for part in parts for content in contents_of(part))
    if blocks + len(document.notes) + len(document.facts) > MOST_BLOCKS or signs > MOST_SIGNS:
        raise TooLongForPdf(TOO_LONG)
