"""The bytes that hashes are made of: golden values, since they can never change."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyhub.domain.canonical import canonical, entry_hash, facts_hash, iso, text_hash

plain_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=("Cs",)), max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_canonical_json_is_these_bytes() -> None:
    value = {"b": [1, -2, True, None], "a": {"é": 'Cân\n"\\\u2028', "Z": ""}, "a b": 10**20}

    assert canonical(value) == (
        b'{"a":{"Z":"","\xc3\xa9":"C\xc3\xa2n\\n\\"\\\\\xe2\x80\xa8"},"a b":100000000000000000000,"b":[1,-2,true,null]}'
    )


@given(plain_values)
def test_canonical_json_reads_back_and_writes_the_same(value: object) -> None:
    written = canonical(value)

    assert json.loads(written) == value
    assert canonical(json.loads(written)) == written


class Colour(StrEnum):
    RED = "red"


@pytest.mark.parametrize(
    "value",
    [1.5, {"a": [0.0]}, {1: "a"}, b"bytes", {"a"}, datetime(2026, 1, 1, tzinfo=UTC), Colour.RED],
    ids=repr,
)
def test_anything_that_could_be_written_in_two_ways_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="anonical JSON"):
        canonical(value)


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        canonical("\ud800")


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (datetime(2026, 11, 21, 20, 9, tzinfo=UTC), "2026-11-21T20:09:00.000000Z"),
        (datetime(2026, 7, 1, 0, 30, 1, 5, tzinfo=timezone(timedelta(hours=1))), "2026-06-30T23:30:01.000005Z"),
        (datetime(999, 1, 2, tzinfo=UTC), "0999-01-02T00:00:00.000000Z"),
    ],
)
def test_times_are_written_in_universal_time_to_the_microsecond(at: datetime, written: str) -> None:
    assert iso(at) == written


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        iso(datetime(2026, 1, 1))  # noqa: DTZ001


ENTRY = {
    "position": 1,
    "at": "2026-11-21T20:09:00.000000Z",
    "actor_id": 7,
    "verb": "adopt",
    "subject_kind": "paper",
    "subject_id": 3,
    "facts_hash": "00" * 32,
    "previous": "",
}


def test_the_hash_of_an_entry_never_changes() -> None:
    written = (
        '{"actor_id":7,"at":"2026-11-21T20:09:00.000000Z","facts_hash":"' + "00" * 32 + '","position":1,'
        '"previous":"","subject_id":3,"subject_kind":"paper","verb":"adopt"}'
    )

    assert entry_hash(ENTRY) == hashlib.sha256(written.encode()).hexdigest()
    assert entry_hash(ENTRY) == "2403225819d46dd91f4088c8f6ada6c0bc6a3009c0f8e7987f85360e7b923277"
    assert entry_hash({**ENTRY, "hash": "anything"}) == entry_hash(ENTRY)
    assert entry_hash({**ENTRY, "position": 2}) != entry_hash(ENTRY)


def test_the_hash_of_facts_never_changes() -> None:
    assert facts_hash("0a" * 16, {"state": "adopted"}) == (
        hashlib.sha256(b"\x0a" * 16 + b'{"state":"adopted"}').hexdigest()
    )
    assert (
        facts_hash("0a" * 16, {"state": "adopted"})
        == "94d69f5df53b5ee195dc09a3866a43d7cdf5960b0333edcdd0919d7e1ad66669"
    )
    assert facts_hash("0b" * 16, {"state": "adopted"}) != facts_hash("0a" * 16, {"state": "adopted"})


def test_the_hash_of_a_text_never_changes() -> None:
    notes = [{"id": "n1", "mark": "1", "text": "See *there*.", "other": "not part of the words"}]
    written = '{"body":"Câr[^n1]","heading":null,"notes":[{"id":"n1","mark":"1","text":"See *there*."}]}'

    assert text_hash(None, "Câr[^n1]", notes) == hashlib.sha256(written.encode()).hexdigest()
    assert text_hash(None, "Câr[^n1]", notes) == "9d1be9db4cd91f50d949caa71a3eea669dc484e429376aaabec1cd7d3b48c163"


def test_each_part_of_a_text_counts_for_its_hash() -> None:
    note = {"id": "a", "mark": "1", "text": "t"}
    hashes = {
        text_hash(None, "b", [note]),
        text_hash("", "b", [note]),
        text_hash("h", "b", [note]),
        text_hash("h", "b2", [note]),
        text_hash("h", "b", []),
        text_hash("h", "b", [note | {"mark": "2"}]),
        text_hash("h", "b", [note | {"text": "u"}]),
    }

    assert len(hashes) == 7
