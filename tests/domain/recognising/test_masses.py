"""Very much of one thing takes as many times longer as there is more of it, not the square of that."""

from __future__ import annotations

import time

import pytest

from policyhub.domain.document import Document, Paragraph, Span
from policyhub.domain.recognising import recognise
from policyhub.domain.recognising.vocabulary import sentences_in


def seconds(sign: str, lines: int) -> float:
    """What recognising so many lines costs the processor."""
    document = Document(blocks=(Paragraph((Span(sign * 3),)),) * lines, extra={"origin": "text"})
    started = time.process_time()
    recognise(document)
    return time.process_time() - started


@pytest.mark.prove  # it measures time
@pytest.mark.parametrize("sign", ["[1] ", "Part 1 ", "Section 1, ", "; goes to "])
def test_five_times_as_many_lines_take_no_more_than_twelve_times_as_long(sign: str) -> None:
    few = min(seconds(sign, 400) for _ in range(3))
    assert seconds(sign, 2000) < 12 * few


@pytest.mark.prove
@pytest.mark.parametrize("sign", ["A. ", "1. ", "Mr. ", "a? "])
def test_many_stops_are_soon_told_from_ends_of_sentences(sign: str) -> None:
    text = (sign * 40_000).strip()
    started = time.process_time()
    found = sentences_in(text)
    assert time.process_time() - started < 0.6
    assert found[0][0] == 0
    assert found[-1][1] == len(text)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It cost approx. Ten pounds. It was paid.", ["It cost approx. Ten pounds.", "It was paid."]),
        ("They saw tensions. They left.", ["They saw tensions.", "They left."]),
        ("Ask J. Parry. He knows.", ["Ask J. Parry.", "He knows."]),
        ("See no. 4. Then 2.3. Is it so?", ["See no. 4.", "Then 2.3.", "Is it so?"]),
        ("See 2.3. 1 of them left.", ["See 2.3. 1 of them left."]),
    ],
)
def test_a_word_cut_short_ends_no_sentence(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentences_in(text)] == sentences
