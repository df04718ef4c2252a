"""Sentences for people, in English: marked where they are written, filled, and found again by their template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NewType

Sentence = NewType("Sentence", str)
"""Words for a person that the catalogue knows: a template, or what was made from one."""

_FIELD = re.compile(r"%\((?P<name>\w+)\)(?P<type>[sd])")
_known: dict[str, frozenset[str]] = {}


@dataclass(frozen=True, slots=True)
class Made:
    """A sentence taken apart: filling ``template`` with ``values`` gives it again.

    ``parts`` names those of the values that are sentences themselves, to be translated as well.
    """

    template: str
    values: Mapping[str, str | int]
    parts: frozenset[str]


def N_(template: str, *parts: str) -> Sentence:
    """Mark a sentence for translation where it is written, at the top of its module, and remember it.

    Values stand in it as %(name)s, or %(name)d for a whole number; ``parts`` are the names of values that are
    sentences of their own, such as "a picture". All others are somebody's words and are never translated.
    """
    _known[template] = frozenset(parts)
    return Sentence(template)


def fill(template: Sentence, **values: str | int) -> Sentence:
    """A template with its values, in English."""
    return Sentence(template % values)


def templates() -> Mapping[str, frozenset[str]]:
    """Every template of the modules that are loaded, with the names of its parts."""
    return dict(_known)


def fields_of(template: str) -> Mapping[str, str]:
    """The names of a template's values, with "s" for words and "d" for a whole number."""
    return {found["name"]: found["type"] for found in _FIELD.finditer(template)}


def made_from(sentence: str) -> Made | None:
    """The template that a sentence was made from and what filled it, or None if it is nobody's.

    Where several templates would give the same sentence, it is the one with the most words of its own.
    """
    if sentence in _known and not fields_of(sentence):
        return Made(sentence, {}, frozenset())
    return next(_ways(sentence), None)


def _ways(sentence: str) -> Iterator[Made]:
    for template, pattern in _patterns(len(_known)):
        found = pattern.fullmatch(sentence)
        if found is None:
            continue
        types, parts = fields_of(template), _known[template]
        if all(made_from(found[name]) for name in parts):
            values = {name: int(found[name]) if types[name] == "d" else found[name] for name in types}
            yield Made(template, values, parts)


@lru_cache(maxsize=1)
def _patterns(_so_many: int) -> list[tuple[str, re.Pattern[str]]]:
    """Each template that takes values, as a pattern of what it makes, most words of its own first."""
    filled = sorted(filter(fields_of, _known), key=lambda one: len(_FIELD.sub("", one)), reverse=True)
    return [(template, _pattern(template)) for template in filled]


def _pattern(template: str) -> re.Pattern[str]:
    parts, at = [], 0
    for found in _FIELD.finditer(template):
        parts.append(re.escape(template[at : found.start()] % ()))
        parts.append(rf"(?P<{found['name']}>{'-?[0-9]+' if found['type'] == 'd' else '.*?'})")
        at = found.end()
    return re.compile("".join((*parts, re.escape(template[at:] % ()))), re.DOTALL)
