"""What is written as a web page is read back as the same document, whatever stands in it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings

from policyhub.domain.document import Document
from policyhub.domain.reducing import reduced_to
from policyhub.domain.tidying import normal
from policyhub.readers.html import read_html
from policyhub.writers.html import CARRIES, write_html
from tests.samples import tries
from tests.writers.full_documents import full_documents

many = settings(max_examples=tries(80), deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(full_documents)
def test_a_page_is_read_back_as_the_document_it_was_written_from(document: Document) -> None:
    expected = normal(reduced_to(document, CARRIES))
    assume(expected.title or expected.blocks or expected.notes)

    found = read_html(write_html(document))

    assert replace(found, extra={}) == expected


@many
@given(full_documents)
def test_the_normal_form_of_a_document_in_its_normal_form_is_itself(document: Document) -> None:
    assert normal(normal(document)) == normal(document)
