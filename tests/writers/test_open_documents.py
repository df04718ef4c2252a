"""What is written as an OpenDocument is read again as it was, and no word of any document is lost in it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from lxml import etree

from policyhub.domain.document import Block, Document, LineBreak, NoteMark, Span, Table, lines_of
from policyhub.domain.reducing import reduced_to
from policyhub.readers.odt import read_odt
from policyhub.writers.odt import CARRIES, write_odt
from tests.writers.documents import Expected, folded, words_of
from tests.writers.documents import documents as wild_documents
from tests.writers.open_documents import documents
from tests.writers.open_documents_left import Left, with_plain_ids, without_langs_of_joined

many = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@many
@given(documents)
def test_what_is_written_is_read_again(document: Document) -> None:
    document = reduced_to(document, CARRIES)
    first = Left(document)
    first.document_left()
    # Notes and comments at no mark stand after the text; that their words are there too is shown below.
    document = replace(
        document,
        notes=tuple(note for note in document.notes if note.id in first.note_ids),
        comments=tuple(comment for comment in document.comments if comment.id in first.comment_ids),
    )

    found = read_odt(write_odt(document))

    expected = Left(document).document_left()
    assert without_langs_of_joined(with_plain_ids(found)) == without_langs_of_joined(with_plain_ids(expected))


@settings(many, max_examples=80)
@given(wild_documents)
def test_every_word_and_number_is_read_again_in_order(document: Document) -> None:
    expected = Expected(document)
    body = [*expected.front(), *expected.blocks(document.blocks)]
    loose = expected.loose()
    if loose:
        body.append(expected.notes_label)
    for note in loose:
        body.append(folded(note.mark))
        body.extend(expected.blocks(note.blocks, in_note=True))
    noted = [words_of([folded(note.mark), *expected.blocks(note.blocks, in_note=True)]) for note in expected.placed()]

    found = read_odt(write_odt(document))

    shown = {note.id: note.mark for note in found.notes}
    front = [found.title, found.subtitle or ""]
    assert bare([*front, *lines_of([with_marks(block, shown) for block in found.blocks])]) == bare(body)
    assert [bare([note.mark, *lines_of(note.blocks)]) for note in found.notes] == [bare(lines) for lines in noted]


def with_marks(block: Block, marks: dict[str, str]) -> Block:
    """The block with the marks of notes as words."""

    def written(content):
        return tuple(Span(marks[one.note]) if isinstance(one, NoteMark) else one for one in content)

    if isinstance(block, Table):
        return replace(block, rows=tuple(tuple(written(cell) for cell in row) for row in block.rows))
    return replace(block, content=written(block.content))


def bare(lines: list[str]) -> list[str]:
    """The words, without the full stops that numbers end in: a number is read without its own."""
    return [word.rstrip(".") for word in words_of([re.sub(r"\s", " ", line) for line in lines]) if word.rstrip(".")]


@settings(many, max_examples=80)
@given(wild_documents)
def test_what_a_file_points_to_inside_itself_is_there(document: Document) -> None:
    data = write_odt(document)

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        content, styles = (etree.fromstring(archive.read(name)) for name in ("content.xml", "styles.xml"))
    names = {
        value for root in (content, styles) for element in root.iter() for key, value in element.attrib.items()
        if key.endswith("style:1.0}name")
    }  # fmt: skip
    used = {
        value for root in (content, styles) for element in root.iter() for key, value in element.attrib.items()
        if key.endswith(("style-name", "page-layout-name")) and value
    }  # fmt: skip
    assert used <= names
    bookmarks = {element.get(f"{TEXT}name") for element in content.iter(f"{TEXT}bookmark-start")}
    assert {element.get(f"{TEXT}ref-name") for element in content.iter(f"{TEXT}bookmark-ref")} <= bookmarks
    lists = [element.get("{http://www.w3.org/XML/1998/namespace}id") for element in content.iter(f"{TEXT}list")]
    continued = {element.get(f"{TEXT}continue-list") for element in content.iter(f"{TEXT}list")} - {None}
    assert continued <= set(lists)


@settings(many, max_examples=20)
@given(documents)
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    assert write_odt(document) == write_odt(document)


def test_a_line_break_in_a_cell_is_read_again() -> None:
    table = Table((((Span("a"), LineBreak(), Span("b")), ()),))

    assert read_odt(write_odt(Document(blocks=(table,)))).blocks == (table,)
