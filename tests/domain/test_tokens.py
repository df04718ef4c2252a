"""Tokens are exactly the text, and equal words are found at the same cost whatever the text."""

import time

from hypothesis import given
from hypothesis import strategies as st

from policyhub.domain.tokens import align, joined, tokens

texts = st.text(alphabet="ab c.,\n'-é\u00a0\t", max_size=60)


@given(st.one_of(texts, st.text(max_size=40)))
def test_joined_tokens_are_exactly_the_text(text: str) -> None:
    assert joined(tokens(text)) == text


@given(texts, texts)
def test_aligned_words_are_equal_and_in_order(old: str, new: str) -> None:
    a, b = tokens(old), tokens(new)
    at_old = at_new = 0

    for match in align(a, b):
        assert match.length > 0
        assert match.old >= at_old
        assert match.new >= at_new
        at_old, at_new = match.old + match.length, match.new + match.length
        assert [t.word for t in a[match.old : at_old]] == [t.word for t in b[match.new : at_new]]


@given(texts)
def test_a_text_aligned_with_itself_matches_whole(text: str) -> None:
    parts = tokens(text)

    assert align(parts, parts) == ([(0, 0, len(parts))] if parts else [])


def test_a_word_keeps_its_apostrophe_hyphen_and_decimal_point() -> None:
    words = [token.word for token in tokens("Don't co-operate at 3.5%, (Mrs O’Hara).")]

    assert words == ["Don't", "co-operate", "at", "3.5", "%", ",", "(", "Mrs", "O’Hara", ")", "."]


def test_two_wholly_different_books_are_not_compared_word_by_word() -> None:
    old, new = tokens("a b " * 60_000), tokens("c d " * 60_000)

    began = time.process_time()
    found = align(old, new)

    assert found == []
    assert time.process_time() - began < 3
