"""What is written as an OpenDocument is read back as what is left of the document in it, whatever stands in it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from policyhub.domain.document import Document, Paragraph
from policyhub.readers.odt import read_odt
from policyhub.writers.odt import CARRIES, write_odt
from tests.readers.laws import counted_blocks, is_read_back, no_word_is_lost
from tests.writers.full_documents import full_documents

many = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(full_documents)
def test_a_file_is_read_back_as_what_is_left_of_the_document_in_it(document: Document) -> None:
    is_read_back(document, write_odt, read_odt, CARRIES)


@many
@given(full_documents)
def test_no_word_is_lost(document: Document) -> None:
    no_word_is_lost(document, CARRIES)


@many
@given(counted_blocks)
def test_numbers_and_markers_are_read_back_whatever_was_changed_among_them(blocks: tuple[Paragraph, ...]) -> None:
    is_read_back(Document(title="Wells", blocks=blocks), write_odt, read_odt, CARRIES)
