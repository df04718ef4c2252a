"""Writes a document as JSON with nothing left out, and reads it back.

An object holds the fields of ``Document``; blocks and inlines are objects whose "kind" is the name of their class in
small letters ("paragraph", "heading", "listitem", "quotation", "table"; "span", "notemark", "reference", "linebreak",
"commentmark"), with the fields of the class by name. Fields that hold their default are left out, marks are a sorted
list, kinds of changes and marks are their values. "format" is 1, and is raised when the shape changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any

from policyhub.domain import document as d
from policyhub.domain.reducing import PRINTED

FORMAT = 1
CARRIES: frozenset[str] = PRINTED | frozenset(
    {"headings", "notes", "references", "lists", "tables", "marks", "links", "quotations", "languages",
     "changes", "comments", "running", "styles"}
)  # fmt: skip

_KINDS: dict[str, type] = {
    kind.__name__.casefold(): kind
    for kind in (d.Paragraph, d.Heading, d.ListItem, d.Quotation, d.Table, d.Span, d.NoteMark, d.Reference,
                 d.LineBreak, d.CommentMark)
}  # fmt: skip
_NESTED = {"notes": d.Note, "comments": d.Comment, "facts": d.Fact}


def write_json(document: d.Document) -> bytes:
    """The document as JSON in UTF-8, keys in the order of the fields; half a surrogate pair is written as "\\ud800"."""
    data = {"format": FORMAT, **_fields(document)}
    try:
        return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(data, indent=1).encode() + b"\n"


def read_json(data: bytes) -> d.Document:
    """The document that ``write_json`` wrote; ValueError for anything else."""
    try:
        found = json.loads(data)
        if not isinstance(found, dict) or found.pop("format", None) != FORMAT:
            raise ValueError("This is not a document of PolicyHub as JSON.")
        return d.Document(**{name: _value(name, value) for name, value in found.items()})
    except (TypeError, KeyError, AttributeError, RecursionError) as problem:
        raise ValueError("This is not a document of PolicyHub as JSON.") from problem


def _fields(given: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields(given):
        value = getattr(given, field.name)
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        if value != default:
            found[field.name] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(mark.value for mark in value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        name = type(value).__name__.casefold()
        return {"kind": name, **_fields(value)} if name in _KINDS else _fields(value)
    return value


def _value(name: str, value: Any) -> Any:
    if name in ("change", "end_change"):
        return d.Change(**{**value, "kind": d.ChangeKind(value["kind"])})
    if name == "marks":
        return frozenset(map(d.Mark, value))
    if isinstance(value, list):
        return tuple(_value("", part) if name not in _NESTED else _nested(name, part) for part in value)
    if isinstance(value, dict) and "kind" in value and name != "extra":
        kind = _KINDS[value["kind"]]
        return kind(**{key: _value(key, part) for key, part in value.items() if key != "kind"})
    return value


def _nested(name: str, given: Mapping[str, Any]) -> Any:
    return _NESTED[name](**{key: _value(key, part) for key, part in given.items()})
