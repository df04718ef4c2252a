"""Writes a document in any of the formats that the house can write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from policyhub.domain.document import Document
from policyhub.domain.reducing import reduced_to
from policyhub.writers import docx, html, json_file, markdown, odt, pdf_data, text
from policyhub.writers.comments import list_comments
from policyhub.writers.printing import PLAIN, Printing


class UnknownFormat(ValueError):
    """Nothing here writes the format that was asked for; the message says which formats there are."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what people call it, how its files end, its media type, what it carries, its writer, and whether it
    has pages, so that its lines can be numbered; one that ``reduces`` does so to the document by itself."""

    name: str
    extension: str
    mimetype: str
    carries: frozenset[str]
    write: Callable[[Document, Printing], bytes]
    paged: bool = False
    reduces: bool = False


class TooLong(ValueError):
    """The document is longer than one file of this format may be; the message is one sentence that says what to do."""


def _write_pdf(document: Document, printing: Printing) -> bytes:
    # what lays out pages is large, and most processes never write a PDF
    from policyhub.writers.pdf import TooLongForPdf, write_pdf

    try:
        return write_pdf(document, line_numbers=printing.line_numbers)
    except TooLongForPdf as refusal:
        raise TooLong(str(refusal)) from refusal


def _on_no_page(write: Callable[[Document], bytes]) -> Callable[[Document, Printing], bytes]:
    """The writer of a format that has no pages: there is nothing to choose about them."""
    return lambda document, printing: write(document)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"

FORMATS: dict[str, Format] = {
    "docx": Format("Word", "docx", _WORD, docx.CARRIES, docx.write_docx, paged=True, reduces=True),
    "odt": Format("OpenDocument", "odt", _OPEN_DOCUMENT, odt.CARRIES, odt.write_odt, paged=True, reduces=True),
    "pdf": Format("PDF", "pdf", "application/pdf", pdf_data.CARRIES, _write_pdf, paged=True),
    "html": Format("Web page", "html", "text/html; charset=utf-8", html.CARRIES, _on_no_page(html.write_html)),
    "json": Format("JSON", "json", "application/json", json_file.CARRIES, _on_no_page(json_file.write_json)),
    "md": Format(
        "Markdown", "md", "text/markdown; charset=utf-8", markdown.CARRIES, _on_no_page(markdown.write_markdown)
    ),
    "txt": Format("Plain text", "txt", "text/plain; charset=utf-8", text.CARRIES, _on_no_page(text.write_text)),
}


def write(document: Document, format: str, printing: Printing = PLAIN) -> bytes:  # noqa: A002 - what people call it
    """The document as a file of the format with this key of ``FORMATS``.

    Comments that the format has no margin for are listed at the end. Raises UnknownFormat for any other format, TooLong
    where the format has a limit.
    """
    found = FORMATS.get(format)
    if found is None:
        raise UnknownFormat(f"There is no format “{format}”. Choose one of {', '.join(FORMATS)}.")
    if "comments" not in found.carries:
        document = list_comments(document)
    return found.write(document if found.reduces else reduced_to(document, found.carries), printing)


def bind(documents: Sequence[Document], *, title: str, contents: str, printing: Printing = PLAIN) -> bytes:
    """Several documents as one PDF with a page of contents (``contents`` is its heading) and one page count.

    Raises TooLong where they are too long together.
    """
    from policyhub.writers.pdf import TooLongForPdf, bind_pdf

    carries = FORMATS["pdf"].carries
    reduced = [reduced_to(list_comments(document), carries) for document in documents]
    try:
        return bind_pdf(reduced, title=title, contents=contents, line_numbers=printing.line_numbers)
    except TooLongForPdf as refusal:
        raise TooLong(str(refusal)) from refusal
