"""The bytes that hashes are made of. What is written here can never change: logs and agreements rest on it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any


def canonical(value: Any) -> bytes:
    """Canonical JSON: sorted keys, no blanks, UTF-8, no escapes but those JSON must have.

    Only dicts with string keys, lists (a tuple counts as one), strings, integers, booleans and None; TypeError for
    anything else, floats among them. ValueError for text that UTF-8 cannot hold.
    """
    _check(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8")


def _check(value: Any) -> None:
    # Exact types: a subclass (an enum, say) may be written differently by another release of Python.
    if type(value) is dict:
        for key, inner in value.items():
            if type(key) is not str:
                raise TypeError(f"A key of canonical JSON must be text, not {type(key).__name__}.")
            _check(inner)
    elif type(value) in (list, tuple):
        for inner in value:
            _check(inner)
    elif value is not None and type(value) not in (str, int, bool):
        raise TypeError(f"Canonical JSON cannot hold a {type(value).__name__}.")


def iso(at: datetime) -> str:
    """A time as "2026-11-21T20:09:00.000000Z"; ValueError for one without a zone."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise ValueError("A time without a zone cannot be written.")
    # Not strftime: its years before 1000 differ between systems.
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def entry_hash(fields: Mapping[str, Any]) -> str:
    """SHA-256, in hex, of the canonical JSON of a log entry's fields, all but "hash" itself."""
    return _hex(canonical({name: value for name, value in fields.items() if name != "hash"}))


def facts_hash(salt: str, facts: Mapping[str, Any]) -> str:
    """SHA-256, in hex, of the salt's bytes (given in hex) followed by the canonical JSON of an entry's facts."""
    return _hex(bytes.fromhex(salt) + canonical(dict(facts)))


def text_hash(heading: str | None, body: str, notes: Iterable[Mapping[str, str]] = ()) -> str:
    """SHA-256, in hex, of a version's words: its heading, its body and the id, mark and text of each note in order."""
    kept = [{"id": note["id"], "mark": note["mark"], "text": note["text"]} for note in notes]
    return _hex(canonical({"heading": heading, "body": body, "notes": kept}))


def _hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
