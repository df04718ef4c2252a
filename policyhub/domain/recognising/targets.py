"""Says which section of a paper a printed number means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from policyhub.domain.recognising.drafts import Draft
from policyhub.domain.recognising.labels import counted

_MOST_IN_RANGE = 40
_Same = dict[int, Draft]  # of sections called the same the first in each part, by the place of what stands above it
_Key = TypeVar("_Key")


@dataclass(slots=True)
class Targets:
    """The sections of a paper by what is printed before them."""

    drafts: Sequence[Draft]
    numbers: dict[str, _Same] = field(default_factory=dict)
    named: dict[tuple[str, tuple[int, ...]], _Same] = field(default_factory=dict)
    appendices: list[Draft] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Sort the sections by number and by name."""
        for draft in self.drafts:
            label = draft.label
            if label is None:
                continue
            if draft.kind == "appendix":
                self.appendices.append(draft)
                _add(self.named, (_family(label.printed.split()[0]), label.value), draft)
            elif ":" in label.style:
                word = label.style.split(":")[1]
                _add(self.named, (_family(word), label.value), draft)
            elif draft.number:
                _add(self.numbers, draft.number.casefold(), draft)

    def by_number(self, number: str, source: Draft | None) -> Draft | None:
        """The section with a number; of several the one in the same part as the source, else the first."""
        return _nearest(self.numbers.get(number.casefold(), {}), source)

    def by_name(self, word: str, number: str, source: Draft | None) -> Draft | None:
        """The section called by word and number: "Appendix 2", "Part IV"."""
        value = counted(number)
        if value is None:
            return None
        return _nearest(self.named.get((_family(word), value), {}), source)

    def between(self, first: Draft, last: Draft) -> list[Draft]:
        """The sections a range leaves unsaid: those between two of the same parent and depth."""
        a, b = first.label, last.label
        if a is None or b is None or len(a.value) != len(b.value) or a.value[:-1] != b.value[:-1]:
            return []
        inside = [
            draft
            for draft in self.drafts
            if draft.label is not None
            and draft.label.style == a.style
            and draft.kind == first.kind
            and a.value < draft.label.value < b.value
            and len(draft.label.value) == len(a.value)
        ]
        return inside if len(inside) <= _MOST_IN_RANGE else []


def _add(known: dict[_Key, _Same], key: _Key, draft: Draft) -> None:
    known.setdefault(key, {}).setdefault(_root(draft).at, draft)


def _nearest(found: _Same, source: Draft | None) -> Draft | None:
    """Of sections called the same the one in the same part as the source, else the first."""
    first = next(iter(found.values()), None)
    return first if source is None else found.get(_root(source).at, first)


def _root(draft: Draft) -> Draft:
    while draft.parent is not None:
        draft = draft.parent
    return draft


def _family(word: str) -> str:
    """One name for the forms of a word: appendices, annexe, sections."""
    word = re.sub(r"(?:ices|ix)\Z", "ix", word.casefold())
    return re.sub(r"(?:es|s|e)\Z", "", word) if word.startswith("annex") else re.sub(r"s\Z", "", word)
