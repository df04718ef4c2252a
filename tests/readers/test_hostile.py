"""Files that mean harm, and good files with some bytes changed: refused in one sentence, or read without harm."""

from __future__ import annotations

import re
import resource
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from policyhub.domain.comparing import compare_documents
from policyhub.readers.child import LIMITS, Request, read_apart, run_apart
from policyhub.readers.errors import Unreadable
from policyhub.writers import write
from tests.domain.comparisons import pair
from tests.readers.hostile import hostile_files
from tests.readers.making_word import p, word_file
from tests.readers.mutated import mutated
from tests.readers.reading_many import packed

SECONDS = 6.0  # what shares this machine counts too; the figure itself is proved by `make prove`
KINDS = ("docx", "odt", "pdf", "html")
MOST_MEMORY = 512
MEGABYTE = 1024 * 1024


# what uses up a machine is refused for just that, by the beginning of its name; the other files are read or refused
REFUSED_FOR = {
    r"(entity|outside|file|parameter|laughs|quadratic) in (?!commentsExtended|header1)": "holds declarations",
    r"(5000|200000) [a-z]+:": "This file is damaged|unpacks to far more",
    r"\d+ MB of blanks|4001 parts|30000 parts": "unpacks to far more",
    r"many paragraphs": "more paragraphs than any paper",
    r"a long word": "longer than a whole paper",
}


TAKE_LONG = ("many paragraphs", "a long word")  # to read without limits


def outcomes_of(
    files: Iterable[tuple[str, bytes]], *how: str, wall: float = 500.0
) -> tuple[list[tuple[str, float, str]], int]:
    """What came of each file in one child with the limits of all children, and the most memory it took, in MB."""
    limits = replace(LIMITS, wall=wall)
    answer = run_apart("tests.readers.reading_many", packed(list(files)), limits=limits, arguments=how)
    return [tuple(one) for one in answer["outcomes"]], int(answer["peak"])  # type: ignore[misc]


def good_files() -> dict[str, bytes]:
    """A document with tracked changes, notes and lists in every format that is read and packed or marked up."""
    old, new = pair(7)
    document = compare_documents(old, new, author="Mair", at="2026-11-22T10:00:00Z")
    return {kind: write(document, kind) for kind in KINDS}


def are_harmless(outcomes: list[tuple[str, float, str]], seconds: float) -> None:
    """Each was read or refused, in one plain sentence, in time."""
    faults = [
        f"{name}: {says or 'read'} after {spent} s"
        for name, spent, says in outcomes
        if spent > seconds or says.startswith("!!") or "\n" in says or (says and not says.endswith("."))
    ]
    assert not faults, "\n".join(faults)


def taken(outcomes: list[tuple[str, float, str]]) -> list[str]:
    """The names of files that were not refused for what they do."""
    return [
        name
        for name, _, says in outcomes
        for names, sentence in REFUSED_FOR.items()
        if re.match(names, name) and not re.search(sentence, says)
    ]


def test_three_hundred_files_that_mean_harm_do_none() -> None:
    files = list(hostile_files())
    assert len(files) >= 300
    outcomes, peak = outcomes_of(files)
    assert len(outcomes) == len(files)
    are_harmless(outcomes, SECONDS)
    assert peak <= MOST_MEMORY
    assert taken(outcomes) == []
    refused = sum(1 for _, _, says in outcomes if says)
    assert 100 < refused < len(files)
    for names in REFUSED_FOR:
        assert any(re.match(names, name) for name, _ in files), names


@pytest.mark.parametrize(
    "names",
    [
        *(names for names in REFUSED_FOR if names not in TAKE_LONG),
        *(pytest.param(names, marks=pytest.mark.prove) for names in TAKE_LONG),
    ],
)
def test_a_build_without_its_limits_is_found_out(names: str) -> None:
    """The check itself, on a build with the limits taken out: a few files of each kind, the smallest first."""
    few = sorted((file for file in hostile_files() if re.match(names, file[0])), key=lambda file: len(file[1]))[:4]
    try:
        outcomes, peak = outcomes_of(few, "without limits", wall=20.0)
    except Unreadable:
        return  # it took all the time or the memory there was
    assert taken(outcomes) or peak > MOST_MEMORY


@pytest.mark.parametrize("kind", KINDS)
def test_seventy_five_changed_files_of_a_kind_do_no_harm(kind: str) -> None:
    good = good_files()[kind]
    files = [(f"{kind} {seed}", mutated(good, seed)) for seed in range(75)]
    outcomes, peak = outcomes_of(files)
    assert len(outcomes) == len(files)
    are_harmless(outcomes, SECONDS)
    assert peak <= MOST_MEMORY


def test_a_bomb_costs_the_parent_nothing(tmp_path: Path) -> None:
    bomb = word_file(p("x"), raw={"word/document.xml": b"<a>" + b" " * (100 * MEGABYTE) + b"</a>"})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Unreadable, match="unpacks to far more"):
        read_apart(bomb, Request(name="bomb.docx"))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 50 * 1024
    assert not list(tmp_path.iterdir())


def test_the_good_files_are_read() -> None:
    outcomes, _ = outcomes_of(good_files().items())
    assert [says for _, _, says in outcomes] == [""] * len(KINDS)


def test_what_breaks_is_seen() -> None:
    """The check itself: an error, a slow file, two lines and half a sentence are faults."""
    for fault in (("a", 0.1, "!! KeyError: 1"), ("b", 7.0, ""), ("c", 0.1, "Two\nlines."), ("d", 0.1, "MemoryError")):
        with pytest.raises(AssertionError):
            are_harmless([fault], SECONDS)
    are_harmless([("e", 0.1, "This file is damaged."), ("f", 0.2, "")], SECONDS)
