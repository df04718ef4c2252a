"""Every string on screen has its Welsh, and what is compiled is what is written."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "policyhub" / "translations"
CATALOGUE = FOLDER / "cy" / "LC_MESSAGES" / "messages.po"
VALUES = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def written():
    with CATALOGUE.open(encoding="utf-8") as file:
        return read_po(file, locale="cy")


@pytest.fixture(scope="module")
def on_screen(tmp_path_factory):
    """Every string that the code and the templates show."""
    path = tmp_path_factory.mktemp("messages") / "messages.pot"
    subprocess.run(
        [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", str(FOLDER / "babel.cfg"), "-k", "N_",
         "-k", "_l", "-k", "lazy_gettext", "-o", str(path), "."],
        cwd=ROOT,
        check=True,
    )  # fmt: skip
    with path.open(encoding="utf-8") as file:
        return [message for message in read_po(file) if message.id]


def test_every_string_has_its_welsh(written, on_screen):
    missing = []
    for message in on_screen:
        found = written.get(message.id)
        words = found.string if found else ""
        if not (all(words) if isinstance(words, (list, tuple)) else words):
            missing.append(message.id)
    assert missing == []


def test_every_value_of_a_sentence_stands_in_its_welsh(written):
    wrong = []
    for message in written:
        ids = message.id if isinstance(message.id, (list, tuple)) else [message.id]
        strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        wanted = set(VALUES.findall(ids[-1]))
        for string in filter(None, strings):
            found = set(VALUES.findall(string))
            if found - wanted or (wanted - found) - {"num"}:
                wrong.append((message.id, string))
    assert wrong == []


def test_words_on_screen_have_the_apostrophe_that_is_printed(written):
    ids = [one for message in written for one in (message.id if isinstance(message.id, tuple) else [message.id])]
    strings = [one for m in written for one in (m.string if isinstance(m.string, tuple) else [m.string])]
    assert [one for one in (*ids, *strings) if re.search(r"\w'\w|\w'(?=\s)", one)] == []


def test_what_is_compiled_is_what_is_written(written):
    fresh = io.BytesIO()
    write_mo(fresh, written)
    fresh.seek(0)
    compiled = CATALOGUE.with_suffix(".mo")
    with compiled.open("rb") as file:
        assert {str(m.id): m.string for m in read_mo(file)} == {str(m.id): m.string for m in read_mo(fresh)}
