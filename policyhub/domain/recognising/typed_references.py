"""Finds the references in words that somebody types into a paper whose sections are known."""

from __future__ import annotations

from collections.abc import Mapping

from policyhub.domain.recognising.drafts import Draft
from policyhub.domain.recognising.labels import appendix_at, labels_at
from policyhub.domain.recognising.references import find_pointers, is_range
from policyhub.domain.recognising.targets import Targets


def find_typed(text: str, numbers: Mapping[str, str | None]) -> list[tuple[int, int, str]]:
    """Where a text says the number of a section, and which section it means: from, to, the section's id.

    ``numbers`` are the present numbers of the paper's sections by id. Of a range only the ends are said.
    """
    pointers = find_pointers(text, Targets(_drafts(numbers)), None)
    return sorted((p.start, p.end, p.target.id) for p in pointers if p.start >= 0)


class Ranges:
    """Which sections a range between two references of a paper leaves unsaid; ``numbers`` as for ``find_typed``."""

    def __init__(self, numbers: Mapping[str, str | None]) -> None:
        drafts = _drafts(numbers)
        self._targets = Targets(drafts)
        self._by_id = {draft.id: draft for draft in drafts}

    def unsaid(self, first: str, joining: str, last: str) -> list[str]:
        """The ids of those between two sections, where ``joining``, the words between their numbers, makes a range."""
        begin, end = self._by_id.get(first), self._by_id.get(last)
        if begin is None or end is None or not is_range(joining):
            return []
        return [draft.id for draft in self._targets.between(begin, end)]


def _drafts(numbers: Mapping[str, str | None]) -> list[Draft]:
    return [_draft(at, pid, number) for at, (pid, number) in enumerate(numbers.items()) if number]


def _draft(at: int, pid: str, number: str) -> Draft:
    appendix = appendix_at(number)
    label = appendix or next(iter(labels_at(f"{number}. Words")), None)  # a number is known by the words after it
    return Draft(at, at, "appendix" if appendix else "clause", id=pid, number=number, label=label)
