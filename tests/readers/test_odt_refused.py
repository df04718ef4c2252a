"""OpenDocument files that mean harm are refused in one sentence, and none takes long."""

from __future__ import annotations

import time

import pytest

from policyhub.domain.document import Paragraph, Span, lines_of
from policyhub.readers.errors import Unreadable
from policyhub.readers.odt import read_odt
from policyhub.readers.odt_story import REPEATS, TOO_DEEP
from policyhub.readers.packed import DAMAGED, LOCKED, TRICKS
from tests.readers.open_documents import content, flat, item, list_of, p, packed, region, tracked

GONE = '<text:change text:change-id="d"/>'
DEEP = "<text:section>" * 90 + p("x") + "</text:section>" * 90
LOOP = (
    '<style:style style:name="A" style:family="paragraph" style:parent-style-name="Bb"/>'
    '<style:style style:name="Bb" style:family="paragraph" style:parent-style-name="A"/>'
)
TURNS = list_of(item("a"), more='xml:id="x" text:continue-list="y"') + list_of(
    item("b"), more='xml:id="y" text:continue-list="x"'
)
CELLS = (
    '<table:table><table:table-row><table:table-cell table:number-columns-repeated="{}">{}'
    "</table:table-cell></table:table-row></table:table>"
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param(flat(DEEP), TOO_DEEP, id="nesting"),
        pytest.param(flat("<text:span>" * 5000), DAMAGED, id="broken nesting"),
        pytest.param(flat(p("x", "A"), styles=LOOP), DAMAGED, id="styles in a circle"),
        pytest.param(flat(TURNS), DAMAGED, id="lists in a circle"),
        pytest.param(flat(CELLS.format(1_000_000, "")), REPEATS, id="a million cells"),
        pytest.param(flat(CELLS.format(1000, p("words " * 2000))), REPEATS, id="many words a thousand times"),
        pytest.param(flat(p('<text:s text:c="100000000"/>')), REPEATS, id="blanks"),
        pytest.param(flat(p('<text:s text:c="1000"/>' * 3000)), REPEATS, id="many blanks"),
        pytest.param(flat(p('<text:s text:c="' + "9" * 5000 + '"/>')), REPEATS, id="a very long number"),
        pytest.param(b'<!DOCTYPE a [<!ENTITY x "y">]>' + flat(p("x"))[38:], TRICKS, id="entities"),
        pytest.param(packed(content(p("x")), more={"META-INF/manifest.xml": MANIFEST}), LOCKED, id="locked"),
        pytest.param(packed("<a/>"), DAMAGED, id="no text"),
        pytest.param(b"PK\x03\x04", DAMAGED, id="cut off"),
        pytest.param(b"", DAMAGED, id="nothing"),
    ],
)
def test_files_that_mean_harm_are_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    started = time.process_time()
    with pytest.raises(Unreadable) as refusal:
        read_odt(data)
    assert str(refusal.value) == sentence
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("application/vnd.oasis.opendocument.spreadsheet", "a spreadsheet"),
        ("application/vnd.oasis.opendocument.presentation", "a presentation"),
        ("application/epub+zip", "another kind of file"),
    ],
)
def test_cousins_are_refused_by_name(kind: str, name: str) -> None:
    with pytest.raises(Unreadable, match=rf"This file is {name}, not a text: .*\.$"):
        read_odt(packed(content(p("x")), mimetype=kind))


def test_a_deletion_that_holds_itself_is_read_once() -> None:
    document = read_odt(flat(tracked(region("d", "deletion", p(f"old {GONE}"))) + p(f"{GONE}new{GONE}")))
    assert list(lines_of(document.blocks)) == ["old new"]


def test_long_chains_of_lists_and_many_deletions_stay_quick() -> None:
    chain = "".join(list_of(item("w"), more=f'xml:id="l{n}" text:continue-list="l{n - 1}"') for n in range(1, 6000))
    gone = tracked(*(region(f"d{n}", "deletion", p("x")) for n in range(3000)))
    changes = "".join(p(f'<text:change text:change-id="d{n}"/>y') for n in range(3000))
    started = time.process_time()
    document = read_odt(flat(gone + chain + changes))
    assert document.blocks[5998] == Paragraph((Span("w"),), "5999")
    assert time.process_time() - started < 4
