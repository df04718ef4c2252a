"""Writes a document in any of the formats that the house can write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from policyhub.domain.document import Document
from policyhub.domain.reducing import reduced_to
from policyhub.writers import docx, markdown, pdf, text


class UnknownFormat(ValueError):
    """Nothing here writes the format that was asked for; the message says which formats there are."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what people call it, how its files end, its media type, what it carries and its writer."""

    name: str
    extension: str
    mimetype: str
    carries: frozenset[str]
    write: Callable[[Document], bytes]


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS: dict[str, Format] = {
    "docx": Format("Word", "docx", _WORD, docx.CARRIES, docx.write_docx),
    "md": Format("Markdown", "md", "text/markdown; charset=utf-8", markdown.CARRIES, markdown.write_markdown),
    "pdf": Format("PDF", "pdf", "application/pdf", pdf.CARRIES, pdf.write_pdf),
    "txt": Format("Plain text", "txt", "text/plain; charset=utf-8", text.CARRIES, text.write_text),
}


def write(document: Document, format: str) -> bytes:  # noqa: A002 - it is what people call it
    """The document as a file of the format with this key of ``FORMATS``.

    Raises UnknownFormat for any other.
    """
    found = FORMATS.get(format)
    if found is None:
        raise UnknownFormat(f"There is no format “{format}”. Choose one of {', '.join(FORMATS)}.")
    return found.write(reduced_to(document, found.carries))
