"""What is written as a Word file is read back as what is left of the document in it, whatever stands in it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from policyhub.domain.document import Document, Paragraph
from policyhub.readers.word import read_word
from policyhub.writers.docx import CARRIES, write_docx
from tests.readers.laws import ALL_FEATURES, counted_blocks, features_met, is_read_back, no_word_is_lost
from tests.writers.full_documents import full_documents

many = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(full_documents)
def test_a_file_is_read_back_as_what_is_left_of_the_document_in_it(document: Document) -> None:
    is_read_back(document, write_docx, read_word, CARRIES)


@many
@given(full_documents)
def test_no_word_is_lost(document: Document) -> None:
    no_word_is_lost(document, CARRIES)


def test_every_feature_is_met_in_the_documents_of_the_law() -> None:
    met = features_met(400)

    assert ALL_FEATURES - met == set()


@many
@given(counted_blocks)
def test_numbers_and_markers_are_read_back_whatever_was_changed_among_them(blocks: tuple[Paragraph, ...]) -> None:
    is_read_back(Document(title="Wells", blocks=blocks), write_docx, read_word, CARRIES)
