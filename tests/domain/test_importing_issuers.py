"""Who asks is guessed from what stands before a consultation begins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policyhub.domain.importing.issuers import issuer_of
from policyhub.domain.recognising import recognise
from policyhub.readers.text import read_text

EMPTY = recognise(read_text(b"Ferries\n\nQuestion 1. Why?\n"))


@pytest.mark.parametrize(
    ("line", "issuer"),
    [
        ("Department for Boats, October 2026.", "Department for Boats"),
        ("The Ministry of Roads and Bridges asks for your views by 4 June.", "Ministry of Roads and Bridges"),
        ("This consultation is by the Northern Isles Council.", "Northern Isles Council"),
        ("Issued by: The Harbour Board", "The Harbour Board"),
        ("Cyhoeddwyd gan Fwrdd yr Harbwr", "Fwrdd yr Harbwr"),
        ("Mae Llywodraeth yr Ynysoedd yn gofyn.", "Llywodraeth yr Ynysoedd"),
        ("The council wants to know.", ""),
        ("The Government wants ferries.", ""),
        ("Boats are slow. Ferries too.", ""),
        ("Committee", ""),
    ],
)
def test_whoever_is_named_at_the_beginning_asks(line: str, issuer: str) -> None:
    assert issuer_of(replace(EMPTY, front=(line,))) == issuer


def test_what_says_so_comes_before_what_is_only_named() -> None:
    found = replace(EMPTY, front=("To the Council of the Isles", "From: Harbour Office"), running=("Roads Ministry",))
    assert issuer_of(found) == "Harbour Office"


def test_a_line_without_end_is_passed_over_soon() -> None:
    assert issuer_of(replace(EMPTY, front=("Aa " * 50_000, "A " * 190 + "x", "Office of Boats"))) == "Office of Boats"
