"""Sections while they are put together, and which stands under which."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policyhub.domain.recognising.labels import Label, holds
from policyhub.domain.recognising.pieces import Piece
from policyhub.domain.recognising.recognised import SectionKind

_CLOSING = re.compile(
    r"(?:conclusions?|summary|executive summary|introduction|foreword|preface|acknowledge?ments|references|bibliography"
    r"|next steps|casgliad(?:au)?|crynodeb|cyflwyniad|rhagair)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Draft:
    """A section while it is put together; ``at`` is the index of its first line."""

    at: int
    end: int
    kind: SectionKind
    id: str = ""
    number: str | None = None
    label: Label | None = None
    heading: Piece | None = None
    pieces: list[Piece] = field(default_factory=list)
    parent: Draft | None = None
    why: str = ""
    sure: bool = True
    indices: list[int] = field(default_factory=list)

    @property
    def called(self) -> str:
        """The number of the section, or its id."""
        return self.number or self.id

    @property
    def labelled(self) -> Label:
        """The label; of a section that has none an empty one, which nothing stands under."""
        return self.label or Label("", (), "", 0)


def is_under(label: Label, other: Label) -> bool:
    """Whether numbers of one style stand under those of another: 1 under A, I or Section 1, not the other way."""
    order = ("section", "I", "A.", "A)", "A1", "1", "(1)")
    if holds(other.style, label.style):
        return True
    rank = [next((i for i, style in enumerate(order) if item.style.startswith(style)), 5) for item in (label, other)]
    return rank[0] > rank[1]


def find_parents(drafts: list[Draft]) -> None:
    """Say under which section each stands: by its number, else under the nearest heading without one."""
    multi = any(d.label and len(d.label.value) > 1 for d in drafts)
    part: Draft | None = None
    sub: Draft | None = None
    units: list[Draft] = []
    labelled = _next_labelled(drafts)
    for draft, after in zip(drafts, labelled, strict=True):
        if draft.kind == "appendix":
            part = sub = None
            units = []
        elif draft.label is None:
            draft.parent = _of_subheading(draft, after, units, multi) or part
            sub = draft
        elif draft.number is None:
            part, sub, units = draft, None, []
        else:
            units = _open(units, draft)
            above = units[-1] if units else None
            draft.parent = sub if sub is not None and _holds(sub, draft, above, part) else above or part
            units.append(draft)


def _open(units: list[Draft], draft: Draft) -> list[Draft]:
    """The units that are still open above a new one."""
    label = draft.labelled
    kept: list[Draft] = []
    for unit in units:
        other = unit.labelled
        if other.style == label.style:
            if len(other.value) >= len(label.value) or label.value[: len(other.value)] != other.value:
                break
        elif not is_under(label, other):
            break
        kept.append(unit)
    return kept


def _next_labelled(drafts: list[Draft]) -> list[Draft | None]:
    """For each section the next one after it that has a label."""
    found: list[Draft | None] = []
    after: Draft | None = None
    for draft in reversed(drafts):
        found.append(after)
        after = draft if draft.label is not None else after
    return found[::-1]


def _holds(sub: Draft, unit: Draft, above: Draft | None, part: Draft | None) -> bool:
    """Whether a heading without a number has a numbered unit under it; a foreword has not."""
    if (above is not None and sub.at < above.at) or (sub.parent is not above and sub.parent is not part):
        return False
    foreword = bool(sub.pieces) and (unit.kind == "heading" or _is_closing(sub))
    return above is not None or not foreword


def _is_closing(draft: Draft) -> bool:
    return draft.heading is not None and is_usual(draft.heading.text)


def is_usual(heading: str) -> bool:
    """Whether a heading is one that stands apart in most papers: a foreword, a summary, a conclusion."""
    return _CLOSING.match(heading) is not None


def _of_subheading(draft: Draft, after: Draft | None, units: list[Draft], multi: bool) -> Draft | None:
    """The section that a heading without a number stands under; ``after`` is the next with a label."""
    if after is not None and after.kind != "appendix" and after.number is not None:
        above = _open(units, after)
        if above:
            return above[-1]
        if not draft.pieces:
            return None
    if not units or not multi or _is_closing(draft):
        return None
    return units[0]
