"""The law of reading back at full size, for Word files and OpenDocuments."""

from __future__ import annotations

from collections.abc import Callable, Collection

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from policyhub.domain.document import Document, Paragraph
from tests.prove.table import note
from tests.readers.laws import ALL_FEATURES, OFFICE, counted_blocks, features_met, is_read_back, no_word_is_lost
from tests.writers.full_documents import full_documents

pytestmark = pytest.mark.prove

DOCUMENTS = 500
full = settings(
    max_examples=DOCUMENTS,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)


@pytest.mark.parametrize("name", OFFICE)
def test_documents_with_every_feature_are_read_back(name: str) -> None:
    write, read, carries = OFFICE[name]

    assert ALL_FEATURES - features_met(DOCUMENTS) == set()
    _hold(write, read, carries)
    note(f"documents with every feature that {name} gives back", f"{DOCUMENTS}", f"{DOCUMENTS}", good=True)


def _hold(write: Callable[[Document], bytes], read: Callable[[bytes], Document], carries: Collection[str]) -> None:
    @full
    @given(full_documents)
    def documents(document: Document) -> None:
        is_read_back(document, write, read, carries)
        no_word_is_lost(document, carries)

    @full
    @given(counted_blocks)
    def numbers(blocks: tuple[Paragraph, ...]) -> None:
        is_read_back(Document(title="Wells", blocks=blocks), write, read, carries)

    documents()
    numbers()
