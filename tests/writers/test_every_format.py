"""Every format shows all words of a document, in order, whatever stands in them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from policyhub.domain.document import Document, ListItem, Mark, Note, Paragraph, Span
from policyhub.domain.reducing import PRINTED, UNBOUND, reduced_to
from policyhub.domain.tidying import normal
from policyhub.writers import FORMATS, UnknownFormat, write
from tests.readers.laws import EVERYTHING
from tests.samples import tries
from tests.writers.documents import Expected, documents, folded, words_of
from tests.writers.word_files import WordFile

many = settings(max_examples=tries(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
FEATURES = {"headings", "notes", "references", "lists", "tables", "marks", "links", "quotations", "languages"}
TRACKED = {"changes", "comments"}


@many
@given(documents)
def test_a_word_file_shows_every_word_and_number_in_order(document: Document) -> None:
    document = replace(normal(document), extra=document.extra)
    expected = Expected(reduced_to(document, EVERYTHING - {"passages"}))
    body = [*expected.front(), *expected.blocks(expected.document.blocks)]
    loose = expected.loose()
    if loose:
        body.append(expected.notes_label)
    for note in loose:
        body.append(f"[{note.mark}]")
        body.extend(expected.blocks(note.blocks, in_note=True))

    file = WordFile(write(document, "docx"))

    assert words_of([line.whole for line in file.lines]) == words_of(body)
    noted = [words_of([folded(note.mark), *expected.blocks(note.blocks, in_note=True)]) for note in expected.placed()]
    assert [words_of(lines) for lines in file.footnotes.values()] == noted


class ExpectedMarkdown(Expected):
    def note(self, note: Note) -> str:
        return ""

    def mark_in_note(self, note: Note) -> str:
        placed = self.placed()
        marks = {one.mark for one in placed}
        counted = len(marks) == len(placed) and all(mark.isdigit() for mark in marks)
        return f"[{note.mark if counted or note not in placed else placed.index(note) + 1}]"

    def marker(self, item: ListItem, words: str) -> str:
        marker = folded(item.marker)
        return "" if marker in {"•", "-", "–", "*"} else marker


def shown_markdown(source: str) -> tuple[list[str], list[str]]:
    """The words that a reader of Markdown shows, and those of the notes."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).parse(source)
    at = next((place for place, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens))
    return _words(tokens[:at]), _words(tokens[at:])


def _words(tokens: list[Token]) -> list[str]:
    parts: list[str] = []
    for token in tokens:
        assert token.type not in {"html_block", "code_block", "fence", "hr"}
        if token.type == "list_item_open" and token.info:
            parts.append(f"{token.info}{token.markup} ")
        for child in token.children or []:
            assert child.type != "image"
            if child.type == "html_inline":
                assert re.fullmatch("</?(?:strong|em|s|sup|sub)>", child.content)
                continue
            parts.append(" " if child.type in {"softbreak", "hardbreak"} else child.content)
        parts.append(" " if token.type == "inline" else "")
    return "".join(parts).split()


@many
@given(documents)
def test_markdown_shows_every_word_and_number_in_order(document: Document) -> None:
    document = replace(normal(document), extra=document.extra)
    expected = ExpectedMarkdown(document)
    body = [*expected.front(), *expected.blocks(document.blocks)]
    loose = expected.loose()
    if loose:
        body.append(expected.notes_label)
    for note in loose:
        body.append(f"[{folded(note.mark)}]")
        body.extend(expected.blocks(note.blocks, in_note=True))
    noted = [line for note in expected.placed() for line in expected.blocks(note.blocks, in_note=True)]

    body_words, note_words = shown_markdown(write(document, "md").decode())

    assert body_words == words_of(body)
    assert note_words == words_of(noted)


class ExpectedText(Expected):
    def note(self, note: Note) -> str:
        return f"[{folded(note.mark)}]"

    def mark_in_note(self, note: Note) -> str:
        return self.note(note)


@many
@given(documents)
def test_text_shows_every_word_and_number_in_order(document: Document) -> None:
    expected = ExpectedText(document)
    lines = [*expected.front(), *expected.blocks(document.blocks)]
    notes = [*expected.placed(), *expected.loose()]
    if notes:
        lines.append(expected.notes_label)
    for note in notes:
        lines.append(f"[{folded(note.mark)}]")
        lines.extend(expected.blocks(note.blocks, in_note=True))
    waiting = words_of(lines)[::-1]

    text = write(document, "txt").decode()

    without_addresses = re.sub(r" <(?:https://example\.org/a_b|someone@example)[^>]*>", "", text)
    for word in without_addresses.split():
        if waiting and word == waiting[-1]:
            waiting.pop()
        else:
            assert re.fullmatch(r"=+|-+|\|", word), (word, waiting[-3:])
    assert waiting == []


@settings(many, max_examples=tries(25))
@given(documents)
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    for name in FORMATS:
        assert write(document, name) == write(document, name)


def test_each_format_says_what_it_carries_and_how_its_files_are_called() -> None:
    assert {name: found.extension for name, found in FORMATS.items()} == {
        name: name for name in ("docx", "odt", "pdf", "html", "json", "md", "txt")
    }
    office = FEATURES | PRINTED - UNBOUND - {"loose notes"} | TRACKED
    assert FORMATS["odt"].carries == office
    assert FORMATS["docx"].carries == office | {"comments in any order", "moves", "free ends", "tables in notes"}
    assert FORMATS["txt"].carries < FEATURES | PRINTED
    assert FORMATS["md"].carries < FEATURES | set(Mark) | UNBOUND
    assert FORMATS["pdf"].carries == FEATURES | PRINTED | {"changes"}
    assert FORMATS["html"].carries == FORMATS["json"].carries == FEATURES | PRINTED | TRACKED | {"running", "styles"}


def test_an_unknown_format_is_refused_with_the_formats_there_are() -> None:
    with pytest.raises(UnknownFormat, match="docx, odt, pdf, html, json, md, txt"):
        write(Document(title="Hedges"), "wpd")


def test_the_writers_own_words_are_those_of_the_document() -> None:
    document = Document(
        title="Gwrychoedd",
        blocks=(Paragraph((Span("Geiriau"),), disputed=True),),
        notes=(Note("n1", "1", (Paragraph((Span("Nodyn"),)),)),),
        extra={"label.disputed": "Dadleuol", "label.notes": "Nodiadau", "label.page": "Tudalen {page} o {pages}"},
    )

    for name in ("md", "txt"):
        text = write(document, name).decode().replace("\\", "")
        assert "[Dadleuol: Geiriau]" in text
        assert "Nodiadau" in text
    file = WordFile(write(document, "docx"))
    assert "".join(file.part("word/footer1.xml").itertext()).replace("  ", " ").endswith("Tudalen PAGE 1 o NUMPAGES 1")
