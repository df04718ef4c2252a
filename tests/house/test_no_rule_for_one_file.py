"""Guard: no rule is made for one file: what only a given real document says stands nowhere in the code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.house.tree import SHARED, files, line_of, named, report
from tests.house.vocabulary import everyday_words, names, passages, rare_words, without_remarks, words

_KINDS = ("papers/*.txt", "consultations/*.txt", "consultations/*.md")


class Telling:
    """What tells one document: its rare words, its names, and runs of four words that are not everyday English.

    Rare words are looked for where a rule can be, in code and not in remarks on it; names and runs everywhere.
    """

    def __init__(self, document: str, *, known: frozenset[str], elsewhere: list[str]) -> None:
        self.rare = rare_words(document, known=known, elsewhere=elsewhere)
        self.names = {name for name in names(document) if name.lower() not in known} - _said_in(elsewhere)
        self.uncommon = rare_words(document, known=known) | {word for word in self.rare if word.islower()}
        self.passages = set(passages(document, telling=self.uncommon))

    def stands_in(self, text: str) -> Iterator[tuple[int, str]]:
        """What of it stands in a text, with the first line of each."""
        ruled = words(without_remarks(text))
        found = {word for word in ruled if word.lower() in self.rare} | (self.names & set(words(text)))
        for word in sorted(found):
            yield line_of(text, text.replace("’", "'").index(word)), word
        for passage in sorted(set(passages(text, telling=self.uncommon)) & self.passages):
            yield 1, f"“{passage}”"


def _said_in(documents: list[str]) -> set[str]:
    return {word for document in documents for word in words(document)}


def real_documents() -> Mapping[str, str]:
    """The real documents beside the project, where there are any."""
    found: list[Path] = [path for kind in _KINDS for path in sorted((SHARED / "real").glob(kind))]
    return {path.name: path.read_text(encoding="utf-8", errors="replace") for path in found}


def own_pages() -> list[str]:
    """What the project says of itself: its words are the product's, whoever else uses them."""
    pages = files("README.md", "CONTRIBUTING.md", "docs", suffixes=(".md",))
    return [path.read_text(encoding="utf-8") for path in pages]


@pytest.fixture
def lighthouse() -> Telling:
    document = (
        "The keeper of the lantern, Mr Penhallow, polishes the heliograph each evening. "
        "Every heliograph needs a steady hand, and the keepers of Trevose know it."
    )
    known = frozenset(words("the keeper of lantern mr polishes each evening every needs a steady hand and know it"))
    return Telling(document, known=known, elsewhere=["Another paper about a lantern and Trevose."])


@pytest.mark.parametrize(
    "code",
    [
        'pattern = "heliograph"',
        'HEADINGS = ("Penhallow",)',
        'if "Heliographs" in line or "heliograph" in line: ...',
    ],
)
def test_a_rare_word_or_name_of_a_document_is_seen(lighthouse: Telling, code: str) -> None:
    assert [line for line, _ in lighthouse.stands_in(f"import re\n\n{code}\n")] == [3]


def test_a_run_of_words_of_a_document_is_seen() -> None:
    document = "Members of the committee oversee apprenticeships in every borough."
    said = Telling(document, known=frozenset(), elsewhere=["committee oversee members apprenticeships borough every"])
    assert list(said.stands_in("the committee oversee apprenticeships"))
    assert not list(said.stands_in("apprenticeships, which the committee may oversee"))


def test_a_remark_may_use_a_rare_word_but_not_a_name(lighthouse: Telling) -> None:
    assert list(lighthouse.stands_in('"""Like a heliograph."""\nx = 1  # a heliograph\n')) == []
    assert list(lighthouse.stands_in('"""Like that of Penhallow."""\n')) == [(1, "Penhallow")]


def test_everyday_words_and_words_of_other_documents_pass(lighthouse: Telling) -> None:
    assert list(lighthouse.stands_in('"""The keeper of a lantern of Trevose polishes it each evening."""')) == []


def test_no_word_of_one_real_document_stands_in_the_code() -> None:
    documents = real_documents()
    if not documents:
        pytest.skip("no real documents are here: ../shared/real is missing")
    known = everyday_words() | {word.lower() for page in own_pages() for word in words(page)}
    sources = list(files("policyhub", suffixes=(".py", ".md", ".txt", ".toml", ".json")))
    findings = []
    for name, document in documents.items():
        others = [text for other, text in documents.items() if other != name]
        telling = Telling(document, known=known, elsewhere=others)
        assert telling.rare, f"{name}: nothing tells it from others, so nothing was looked for"
        findings += [
            f"{named(path)}:{line} {what} is told by {name}"
            for path in sources
            for line, what in telling.stands_in(path.read_text(encoding="utf-8"))
        ]
    assert not findings, report(findings)
