"""Finds the references in words that somebody types into a paper whose sections are known."""

from __future__ import annotations

from collections.abc import Mapping

from policyhub.domain.recognising.drafts import Draft
from policyhub.domain.recognising.labels import appendix_at, labels_at
from policyhub.domain.recognising.references import find_pointers
from policyhub.domain.recognising.targets import Targets


def find_typed(text: str, numbers: Mapping[str, str | None]) -> list[tuple[int, int, str]]:
    """Where a text says the number of a section, and which section it means: from, to, the section's id.

    ``numbers`` are the present numbers of the paper's sections by id. Of a range only the ends are said.
    """
    drafts = [_draft(at, pid, number) for at, (pid, number) in enumerate(numbers.items()) if number]
    pointers = find_pointers(text, Targets(drafts), None)
    return sorted((p.start, p.end, p.target.id) for p in pointers if p.start >= 0)


def _draft(at: int, pid: str, number: str) -> Draft:
    appendix = appendix_at(number)
    label = appendix or next(iter(labels_at(f"{number}. Words")), None)  # a number is known by the words after it
    return Draft(at, at, "appendix" if appendix else "clause", id=pid, number=number, label=label)
