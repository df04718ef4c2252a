"""Writes a document in any of the formats that the house can write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from policyhub.domain.document import Document
from policyhub.domain.reducing import reduced_to
from policyhub.writers import docx, html, json_file, markdown, odt, pdf_data, text


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


class TooLong(ValueError):
    """The document is longer than one file of this format may be; the message is one sentence that says what to do."""


def _write_pdf(document: Document) -> bytes:
    # what lays out pages is large, and most processes never write a PDF
    from policyhub.writers.pdf import TooLongForPdf, write_pdf

    try:
        return write_pdf(document)
    except TooLongForPdf as refusal:
        raise TooLong(str(refusal)) from refusal


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"

FORMATS: dict[str, Format] = {
    "docx": Format("Word", "docx", _WORD, docx.CARRIES, docx.write_docx),
    "odt": Format("OpenDocument", "odt", _OPEN_DOCUMENT, odt.CARRIES, odt.write_odt),
    "pdf": Format("PDF", "pdf", "application/pdf", pdf_data.CARRIES, _write_pdf),
    "html": Format("Web page", "html", "text/html; charset=utf-8", html.CARRIES, html.write_html),
    "json": Format("JSON", "json", "application/json", json_file.CARRIES, json_file.write_json),
    "md": Format("Markdown", "md", "text/markdown; charset=utf-8", markdown.CARRIES, markdown.write_markdown),
    "txt": Format("Plain text", "txt", "text/plain; charset=utf-8", text.CARRIES, text.write_text),
}


def write(document: Document, format: str) -> bytes:  # noqa: A002 - it is what people call it
    """The document as a file of the format with this key of ``FORMATS``.

    Raises UnknownFormat for any other, TooLong where the format has a limit.
    """
    found = FORMATS.get(format)
    if found is None:
        raise UnknownFormat(f"There is no format “{format}”. Choose one of {', '.join(FORMATS)}.")
    return found.write(reduced_to(document, found.carries))
