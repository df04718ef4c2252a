"""A real letter as a PDF, when it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyhub.domain.document import Paragraph, plain_of
from policyhub.readers.pdf import read_pdf

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
LETTERS = sorted((SHARED / "real" / "consultations").glob("*letter*.pdf"))

pytestmark = pytest.mark.skipif(not LETTERS, reason="The real letter beside the repository (../shared) is not there.")


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.stem)
def test_a_real_letter_is_plain_paragraphs_in_order(letter: Path) -> None:
    document = read_pdf(letter.read_bytes())

    texts = [plain_of(block.content) for block in document.blocks if isinstance(block, Paragraph)]
    assert len(texts) == len(document.blocks)
    greeting = next(at for at, text in enumerate(texts) if text.startswith("Dear "))
    farewell = next(at for at, text in enumerate(texts) if text.startswith("Yours "))
    assert farewell - greeting > 4
    assert all(len(text) > 200 and text.endswith(".") for text in texts[greeting + 1 : farewell])
    assert (document.notes, document.running) == ((), ())
