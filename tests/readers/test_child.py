"""A file is read in a child that can do no harm, and whatever goes wrong there ends in one plain sentence."""

from __future__ import annotations

import contextlib
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from policyhub.domain.importing.stored import reading_of
from policyhub.domain.recognising import Council
from policyhub.readers import child
from policyhub.readers.child import Limits, Request, read_apart
from policyhub.readers.errors import Unreadable

PAPER = b"""Trees in the street

1. Purpose

1.1. Every street has a tree, as said in 1.2. Does the Assembly agree?

1.2. A tree needs water.
"""
# A second is enough to start on most machines, but not on a busy one: only what burns time is given no more.
SMALL = Limits(memory=256 * 1024 * 1024, answer=1024 * 1024, cpu=10, wall=60.0)


def misbehave(what: str, monkeypatch: pytest.MonkeyPatch, limits: Limits = SMALL) -> dict[str, Any]:
    root = Path(__file__).resolve().parents[2]
    monkeypatch.setattr(child, "_ROOT", root)
    head = json.dumps({"limits": {"memory": limits.memory, "answer": limits.answer, "cpu": limits.cpu}})
    return child.run_apart("tests.readers.misbehaving", head.encode() + b"\n", limits=limits, arguments=(what,))


def test_a_text_is_read_and_counted() -> None:
    answer = read_apart(PAPER, Request(name="trees.txt", council=Council("Assembly", ("the Assembly",))))

    reading = reading_of(answer)
    assert reading.found.title == "Trees in the street"
    assert [section.number for section in reading.found.sections] == ["1", "1.1", "1.2"]
    assert [flag.question for flag in reading.found.flags] == ["Does the Assembly agree?"]
    assert reading.in_file == reading.placed > 20
    assert reading.missing == ()


def test_what_a_person_decided_is_read_that_way() -> None:
    text = b"A title\n\n1. One\n\n1.1. Here it begins.\n\n1.4. Here it goes on.\n"
    doubts = reading_of(read_apart(text, Request())).found.doubts
    assert doubts

    other = next(choice.id for at, choice in enumerate(doubts[0].choices) if at != doubts[0].chosen)
    again = reading_of(read_apart(text, Request(decided={doubts[0].id: other, "nothing-1": "x"})))

    assert again.found.decided == {doubts[0].id: other}
    assert again.found.doubts[0].choices[again.found.doubts[0].chosen].id == other


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no words"),
        (b"\n \n\t\n", "no words"),
        (b"\x00\x01\x02\x03" * 50, "not plain text"),
        (b"PK\x03\x04 and so on", "damaged"),
        (b"\xd0\xcf\x11\xe0 and so on", "old kind"),
        (b"\xd0\xcf\x11\xe0 " + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"%PDF-1.7", "PDF"),
        (b"\xff\xfe\x00", "not plain text"),
    ],
)
def test_what_is_no_text_is_refused_with_the_readers_sentence(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read_apart(data, Request())


def test_other_encodings_are_read() -> None:
    for encoding in ("utf-16", "cp1252", "utf-8-sig"):
        text = "Tŷ’r bws".replace("ŷ", "y") if encoding == "cp1252" else "Tŷ’r bws"
        found = reading_of(read_apart(f"{text}\n\n1. Un\n\n1.1. Dau.\n".encode(encoding), Request())).found
        assert found.title == text


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("burn", child.TAKES_TOO_LONG),
        ("eat", child.BROKEN),
        ("write", child.BROKEN),
        ("crash", child.TOO_MUCH),
        ("babble", child.BROKEN),
        ("list", child.BROKEN),
        ("fail", child.BROKEN),
    ],
)
def test_a_child_that_misbehaves_ends_in_a_sentence(what: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreadable) as refusal:
        misbehave(what, monkeypatch, replace(SMALL, cpu=1) if what == "burn" else SMALL)

    assert str(refusal.value) == says


def test_a_child_that_never_answers_is_ended_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    began = time.monotonic()

    with pytest.raises(Unreadable, match="too long"):
        misbehave("sleep", monkeypatch, Limits(wall=1.5))

    assert time.monotonic() - began < 10


@pytest.mark.parametrize("what", ["connect", "socket", "start"])
def test_a_child_has_no_network_and_no_children(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert misbehave(what, monkeypatch)["tried"] == "PermissionError"


def test_a_child_inherits_no_file_and_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POLICYHUB_SECRET_KEY", "a secret")
    with (tmp_path / "open").open("w") as file:
        file.write("ours")
        files = misbehave("files", monkeypatch)["files"]
        names = misbehave("environment", monkeypatch)["names"]

    assert [fd for fd in files if fd > 2] in ([], [3])  # 3 is the folder that it lists
    assert "POLICYHUB_SECRET_KEY" not in names


@pytest.mark.parametrize("data", [b"[^1]" * 20000, b"( " * 50000, b"**a " * 20000, b"> " * 20000 + b"a"])
def test_signs_without_end_are_given_up_in_time(data: bytes) -> None:
    began = time.monotonic()

    with contextlib.suppress(Unreadable):
        read_apart(data, Request(), limits=Limits(cpu=3, wall=10.0))

    assert time.monotonic() - began < 15


def test_a_response_is_read_as_one_or_as_a_paper_with_the_same_words() -> None:
    text = "Our response\n\nQuestion 1. Do you agree?\n\nWe do, and so should all.\n\n"
    text += "Question 2. Why?\n\nSee reply to Q1\n"
    answer = read_apart(text.encode(), Request(name="response.txt"))
    found = reading_of(answer).found
    assert found.kind == "response"
    assert answer["words"]["missing"] == []
    assert [question.answer for question in found.questions] == [("We do, and so should all.",), ("See reply to Q1",)]

    answer = read_apart(text.encode(), Request(name="response.txt", as_kind="paper"))
    found = reading_of(answer).found
    assert answer["words"]["missing"] == []
    words = " ".join([*found.front, *(f"{s.heading or ''} {s.text}" for s in found.sections), *found.back])
    assert "We do, and so should all." in words
    assert "See reply to Q1" in words
