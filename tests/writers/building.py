"""Short ways to build documents for the tests of the writers, and to write and open them at once."""

from __future__ import annotations

from policyhub.domain.document import Block, Document, Heading, Mark, Paragraph, Span
from policyhub.writers.docx import write_docx
from tests.writers.word_files import WordFile


def words(text: str, *marks: Mark, link: str | None = None) -> Span:
    return Span(text, frozenset(marks), link)


def paragraph(text: str, number: str | None = None, **more: object) -> Paragraph:
    return Paragraph((words(text),), number, **more)  # type: ignore[arg-type]


def heading(text: str, level: int = 1, number: str | None = None, **more: object) -> Heading:
    return Heading((words(text),), level, number, **more)  # type: ignore[arg-type]


def written(*blocks: Block, **more: object) -> WordFile:
    return WordFile(write_docx(Document(blocks=blocks, **more)))  # type: ignore[arg-type]


def labels(file: WordFile) -> list[str]:
    return [line.label for line in file.lines]
