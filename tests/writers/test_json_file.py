"""A document as JSON: nothing is left out."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from policyhub.domain.document import Document, Fact, Mark, Paragraph, Span
from policyhub.writers.json_file import read_json, write_json
from tests.samples import tries
from tests.writers.full_documents import full_documents


@settings(max_examples=tries(50), deadline=None)
@given(full_documents)
def test_what_is_written_is_read_back_as_it_was(document: Document) -> None:
    assert read_json(write_json(document)) == document


def test_the_shape_is_the_tree_with_what_is_said_by_default_left_out() -> None:
    document = Document("Hedges", facts=(Fact("To", "You"),),
                        blocks=(Paragraph((Span("Cut", frozenset({Mark.RED, Mark.CODE})),), "1.1"),))  # fmt: skip

    assert json.loads(write_json(document)) == {
        "format": 1,
        "title": "Hedges",
        "facts": [{"name": "To", "value": "You"}],
        "blocks": [
            {
                "kind": "paragraph",
                "content": [{"kind": "span", "text": "Cut", "marks": ["code", "red"]}],
                "number": "1.1",
            }
        ],
    }


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b'{"format":2}', b'{"format":1,"x":1}', b'{"format":1,"blocks":[{"kind":"x"}]}', b"\xff"],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"JSON|Expecting|codec"):
        read_json(data)
