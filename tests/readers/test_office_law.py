"""What is written for a word processor is read back as what is left of the document in it, whatever stands in it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from policyhub.domain.document import Document, Paragraph
from tests.readers.laws import ALL_FEATURES, OFFICE, counted_blocks, features_met, is_read_back, no_word_is_lost
from tests.samples import tries
from tests.writers.full_documents import full_documents

many = settings(max_examples=tries(80), deadline=None, suppress_health_check=[HealthCheck.too_slow])
both = pytest.mark.parametrize("name", OFFICE)


@both
@many
@given(document=full_documents)
def test_a_file_is_read_back_as_what_is_left_of_the_document_in_it(name: str, document: Document) -> None:
    is_read_back(document, *OFFICE[name])


@both
@many
@given(document=full_documents)
def test_no_word_is_lost(name: str, document: Document) -> None:
    no_word_is_lost(document, OFFICE[name][2])


@both
@many
@given(blocks=counted_blocks)
def test_numbers_and_markers_are_read_back_whatever_was_changed_among_them(
    name: str, blocks: tuple[Paragraph, ...]
) -> None:
    is_read_back(Document(title="Wells", blocks=blocks), *OFFICE[name])


def test_every_feature_is_met_in_the_documents_of_the_law() -> None:
    met = features_met(400)

    assert ALL_FEATURES - met == set()
