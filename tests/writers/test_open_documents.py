"""An OpenDocument is whole: what it points to is there, and the same document gives the same bytes."""

from __future__ import annotations

import io
import zipfile

from hypothesis import HealthCheck, given, settings
from lxml import etree

from policyhub.domain.document import Document, LineBreak, Span, Table
from policyhub.readers.odt import read_odt
from policyhub.writers.odt import write_odt
from tests.samples import tries
from tests.writers.documents import documents

many = settings(max_examples=tries(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@settings(many, max_examples=tries(80))
@given(documents)
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


@settings(many, max_examples=tries(20))
@given(documents)
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    assert write_odt(document) == write_odt(document)


def test_a_line_break_in_a_cell_is_read_again() -> None:
    table = Table((((Span("a"), LineBreak(), Span("b")), ()),))

    assert read_odt(write_odt(Document(blocks=(table,)))).blocks == (table,)
