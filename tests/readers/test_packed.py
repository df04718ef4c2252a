"""Packed files that mean harm are refused in one sentence, without unpacking what they hold."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from policyhub.readers import read
from policyhub.readers.errors import Unreadable
from policyhub.readers.packed import BOMB, DAMAGED, LOCKED, MOST_PARTS, TRICKS, open_packed, parse_xml


def packed(parts: dict[str, bytes], *, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, how)
    return out.getvalue()


def refused(data: bytes, part: str = "a.xml") -> str:
    with pytest.raises(Unreadable) as problem:
        open_packed(data).xml(part)
    return str(problem.value)


def test_a_part_is_found_whatever_the_case_of_its_name() -> None:
    file = open_packed(packed({"Word/Document.xml": b"<a/>"}))
    root = file.xml("word/document.xml")
    assert root is not None
    assert root.tag == "a"
    assert "/word/DOCUMENT.xml" in file
    assert file.xml("nothing.xml") is None


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04rest", b"PK\x05\x06", packed({"a.xml": b"<a/>"})[:-30]], ids=range(4)
)
def test_what_is_no_packed_file_is_refused(data: bytes) -> None:
    assert refused(data) == DAMAGED


def test_a_part_that_was_damaged_on_the_way_is_refused() -> None:
    data = bytearray(packed({"a.xml": b"<a>" + b"words " * 50 + b"</a>"}))
    data[45:60] = b"\xff" * 15
    assert refused(bytes(data)) == DAMAGED


def test_a_part_that_unpacks_a_thousandfold_is_refused() -> None:
    assert refused(packed({"a.xml": b"<a>" + b" " * (30 * 1024 * 1024) + b"</a>"})) == BOMB


def test_many_parts_that_are_large_together_are_refused() -> None:
    part = b"<a>" + b" " * (3 * 1024 * 1024) + b"</a>"
    file = open_packed(packed({f"{n}.xml": part for n in range(30)}))
    for n in range(20):
        file.xml(f"{n}.xml")
    with pytest.raises(Unreadable, match="unpacks to far more"):
        _ = [file.xml(f"{n}.xml") for n in range(20, 30)]


def test_too_many_parts_are_refused_before_they_are_listed() -> None:
    assert refused(packed({f"{n}": b"" for n in range(MOST_PARTS + 1)})) == BOMB


def test_a_directory_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(packed({"a.xml": b"<a/>"}))
    struct.pack_into("<I", data, data.rfind(b"PK\x05\x06") + 12, 500_000_000)
    assert refused(bytes(data)) == BOMB


def test_two_parts_of_one_name_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.xml", b"<a/>")
        archive.writestr("A.xml", b"<b/>")
    assert refused(out.getvalue()) == DAMAGED


def test_a_locked_part_is_refused() -> None:
    data = bytearray(packed({"a.xml": b"<a/>"}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(sign) + at] |= 1
    assert refused(bytes(data)) == LOCKED


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"),
        b"<!DOCTYPE a><a/>",
    ],
)
def test_declarations_are_refused(xml: bytes) -> None:
    with pytest.raises(Unreadable) as problem:
        parse_xml(xml)
    assert str(problem.value) == TRICKS


@pytest.mark.parametrize("xml", [b"", b"<a>", b"<a></b>", b"<a>&x;</a>", b"<a>" * 200_000, b"\xff\xfe<"], ids=range(6))
def test_broken_xml_is_refused(xml: bytes) -> None:
    with pytest.raises(Unreadable) as problem:
        parse_xml(xml)
    assert str(problem.value) == DAMAGED


@pytest.mark.parametrize("name", ["minutes.docx", "minutes.ODT", "minutes.pdf"])
def test_a_damaged_file_is_called_damaged_and_not_asked_to_be_what_it_says_it_is(name: str) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        read(b"\x07\x00\x01 nothing that begins like a file \x02", name=name)
    with pytest.raises(Unreadable, match="not plain text"):
        read(b"\x07\x00\x01 nothing that begins like a file \x02", name="minutes.txt")
