"""Whether the hyphen at the end of a line belongs to the word, or was put there by whoever broke the line."""

from __future__ import annotations

import pytest

from policyhub.domain.document import plain_of
from policyhub.readers.pdf import read_pdf
from policyhub.readers.pdf_hyphens import Hyphens
from tests.readers.pdf_files import typeset
from tests.readers.test_pdf import prose, spans

LONG = "a line of a paper that is broken where its words end, as its writers wished"


def joined(before: str, after: str, *more: str) -> str:
    """What the end of one line and the beginning of the next are together, in a file with ``more`` lines."""
    found = Hyphens([*more, before, after]).joined(before, after)
    assert found is not None
    return "".join(found)


@pytest.mark.parametrize(
    ("before", "after", "more", "whole"),
    [
        ("the long-", "term plan", ["a long-term view"], "the long-term plan"),
        ("the Long-", "term Plan", ["a long-term view"], "the Long-term Plan"),
        ("the infor-", "mation", ["some information"], "the information"),
        ("an off-", "the-shelf answer", ["take it off", "the shelf"], "an off-the-shelf answer"),
        ("an off-the-", "shelf answer", [], "an off-the-shelf answer"),
        ("an infor-", "mation-rich paper", ["a formation"], "an information-rich paper"),
    ],
)
def test_the_rest_of_the_file_says_how_a_word_is_written(before: str, after: str, more: list[str], whole: str) -> None:
    assert joined(before, after, *more) == whole


def test_a_file_that_breaks_no_words_breaks_lines_at_hyphens_only() -> None:
    lines = [f"{LONG} {n}" for n in range(200)]

    assert joined("a life-", "threatening flood", *lines) == "a life-threatening flood"
    assert joined("a life-", "threatening flood", *lines[:20]) == "a lifethreatening flood"


def test_a_file_that_breaks_a_word_it_has_whole_elsewhere_breaks_others_too() -> None:
    lines = [f"{LONG} {n}" for n in range(200)]

    assert joined("the infor-", "mation", *lines, "wishes and understan-", "ding", "understanding") == "the information"


def test_hyphens_that_the_writer_put_there_are_kept_in_a_long_file() -> None:
    source = '#set text(size: 11pt, lang: "en", hyphenate: false)\n' + "\n\n".join(
        f"{prose(n, 3)} {'and so ' * (n % 9)}the river-crossing parish was asked." for n in range(60)
    )

    words = " ".join(span.text for span in spans(read_pdf(typeset(source)))).split()

    assert words.count("river-crossing") == 60
    assert plain_of(read_pdf(typeset("A well-\\ known word.")).blocks[0].content) == "A well-known word."  # type: ignore[union-attr]
