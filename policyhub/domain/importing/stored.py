"""What was recognised in a file as plain JSON values, and back, without the file itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeVar

from policyhub.domain.document import Block, lines_of
from policyhub.domain.recognising.recognised import (
    Choice,
    CrossReference,
    Doubt,
    Flag,
    Motion,
    Note,
    Paragraph,
    Question,
    Recognised,
    Section,
)
from policyhub.domain.words import count_words

T = TypeVar("T")

_HIDDEN = ("document", "source", "council", "as_kind", "decided")
_PARTS: dict[str, type] = {
    "sections": Section,
    "notes": Note,
    "flags": Flag,
    "references": CrossReference,
    "questions": Question,
    "doubts": Doubt,
    "paragraphs": Paragraph,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a file: what was found, how many words of the file have a place in it, and which have none.

    ``question_places`` says how many words of its appendix stand before each question; ``articles`` are those of a web
    page that holds several, each with its title, first words and count of words.
    """

    found: Recognised
    question_places: tuple[int, ...]
    in_file: int
    placed: int
    missing: tuple[str, ...]
    articles: tuple[Mapping[str, Any], ...] = ()


def reading_of(data: Mapping[str, Any]) -> Reading:
    """What a child that read a file has answered: "found", see ``as_data``, "words" and "articles"."""
    words = data["words"]
    places = tuple(data["found"].get("question_places", ()))
    articles = tuple(data.get("articles", ()))
    return Reading(
        from_data(data["found"]), places, words["in_file"], words["placed"], tuple(words["missing"]), articles
    )


def as_data(found: Recognised) -> dict[str, Any]:
    """All that was found, as JSON values. ``question_places`` says how many words of its appendix stand before each
    question, ``decided`` and ``as_kind`` what a person had decided when it was read."""
    data: dict[str, Any] = {}
    for field in fields(found):
        if field.name in _HIDDEN:
            continue
        value = getattr(found, field.name)
        if field.name in _PARTS:
            value = [asdict(one) for one in value]
        elif isinstance(value, Motion):
            value = asdict(value)
        data[field.name] = _plain(value)
    data["question_places"] = [_words_before(found, question) for question in found.questions]
    data["decided"] = dict(found.decided)
    data["as_kind"] = found.as_kind
    return data


def from_data(data: Mapping[str, Any]) -> Recognised:
    """What ``as_data`` wrote, as values again; its document stays empty."""
    values: dict[str, Any] = {}
    for field in fields(Recognised):
        if field.name in ("document", "source", "council") or field.name not in data:
            continue
        value = data[field.name]
        part = _PARTS.get(field.name)
        if part:
            values[field.name] = tuple(_one(part, one) for one in value)
        elif field.name == "motion":
            values["motion"] = _one(Motion, value) if value else None
        else:
            values[field.name] = _tuples(value)
    return Recognised(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value


def _one(kind: type[T], data: Mapping[str, Any]) -> T:
    values = {name: _tuples(value) for name, value in data.items()}
    if kind is Doubt:
        values["choices"] = tuple(Choice(**choice) for choice in data["choices"])
    return kind(**values)


def _words_before(found: Recognised, question: Question) -> int:
    """How many words of the text of its appendix stand in the file before a question."""
    section = found.section(question.section_id)
    if section is None or not question.lines:
        return 0
    asked = {line for other in found.questions for line in other.lines}
    before = [line for line in section.lines if line < question.lines[0] and line not in asked]
    above = f"{section.number or ''} {section.heading or ''}"
    return max(0, count_words(" ".join(_words_of(found.document.blocks, before))) - count_words(above))


def _words_of(blocks: Sequence[Block], lines: Sequence[int]) -> list[str]:
    return [words for line in lines if 0 < line <= len(blocks) for words in lines_of([blocks[line - 1]])]
