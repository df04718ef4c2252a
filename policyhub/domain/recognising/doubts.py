"""Puts what recognition is not sure of as questions, each with its choices and the best guess."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policyhub.domain.recognising.asked import Asked
from policyhub.domain.recognising.drafts import Draft
from policyhub.domain.recognising.lines import Page
from policyhub.domain.recognising.lost import Placed, Spot
from policyhub.domain.recognising.outline import Found
from policyhub.domain.recognising.recognised import Choice, Doubt
from policyhub.domain.recognising.structure import Structure

_LONGEST = 60
_STRONG = 1.5


def find_doubts(
    page: Page,
    structure: Structure,
    lost: Mapping[str, Placed],
    possible: Mapping[str, Sequence[Asked]],
    decided: Mapping[str, str],
) -> Iterator[Doubt]:
    """The doubts of a document in the order of its lines; those already decided stay, with what was chosen."""
    owners = {i: draft for draft in structure.drafts for i in draft.indices}
    doubts: list[tuple[int, Doubt]] = []
    for found in structure.outline:
        doubt = _number(page, found, owners, decided)
        if doubt:
            doubts.append((found.at, doubt))
    for draft in structure.drafts:
        doubts += ((draft.at, doubt) for doubt in _heading(page, draft, decided))
        if draft.id in possible:
            doubts.append((draft.at, _questions(draft, possible[draft.id], decided)))
    known = {doubt.id for _, doubt in doubts}
    for name, choice in decided.items():
        at = int(name.removeprefix("line-")) - 1 if name.startswith("line-") else -1
        if at >= 0 and name not in known:
            doubts.append((at, _undone(page, at, owners.get(at), choice)))
    for key, placed in lost.items():
        if not placed.sure or f"note-{key}" in decided:
            doubts.append((placed.spot.at, _note(page, key, placed, owners)))
    doubts.sort(key=lambda item: item[0])
    return (doubt for _, doubt in doubts)


def _number(page: Page, found: Found, owners: Mapping[int, Draft], decided: Mapping[str, str]) -> Doubt | None:
    """A number that skips, stands twice, or was not taken for one of the paper's own."""
    name = f"number-{found.at + 1}"
    label = found.label
    owner = owners.get(found.at)
    odd_text = found.verdict == "text" and label.strength >= _STRONG
    if not (found.strange or odd_text or name in decided) or owner is None:
        return None
    if found.strange == "skips":
        after = f" after {found.before}" if found.before else " first"
        question = f"{label.printed} comes{after}: is a number missing, or is this not a section?"
    elif found.strange == "again":
        question = f"{label.printed} comes after {found.before}: is it a section with the number it has?"
    else:
        question = f"Does “{_short(page.lines[found.at].text)}” begin a section of its own?"
    choices = (
        Choice("unit", f"A section with the number {label.printed}"),
        Choice("text", "No section: part of the text before it"),
    )
    return Doubt(name, owner.id, None, question, choices, 0 if found.verdict == "unit" else 1)


def _heading(page: Page, draft: Draft, decided: Mapping[str, str]) -> Iterator[Doubt]:
    name = f"line-{draft.at + 1}"
    words = _short(draft.heading.text if draft.heading else page.lines[draft.at].text)
    if draft.kind != "appendix" and draft.number and (not draft.sure or name in decided):
        choices = (Choice("heading", "A heading"), Choice("clause", "A clause, part of the text"))
        question = f"Is “{words}” a heading or a clause?"
        yield Doubt(name, draft.id, None, question, choices, 0 if draft.kind == "heading" else 1)
    elif draft.why == "short" or (draft.why and name in decided):
        choices = (Choice("heading", "A heading without a number"), Choice("text", "Part of the text before it"))
        yield Doubt(name, draft.id, None, f"Is “{words}” a heading?", choices, 0)


def _undone(page: Page, at: int, owner: Draft | None, choice: str) -> Doubt:
    """A line that a person said is text."""
    choices = (Choice("heading", "A heading without a number"), Choice("text", "Part of the text before it"))
    question = f"Is “{_short(page.lines[at].text)}” a heading?"
    return Doubt(
        f"line-{at + 1}", owner.id if owner else None, None, question, choices, 0 if choice == "heading" else 1
    )


def _questions(draft: Draft, asked: Sequence[Asked], decided: Mapping[str, str]) -> Doubt:
    name = f"appendix-{draft.at + 1}"
    several = f"{len(asked)} questions" if len(asked) > 1 else "a question"
    choices = (
        Choice("questions", f"Make a consultation of {'them' if len(asked) > 1 else 'it'}"),
        Choice(
            "text", "Keep them as the text of the appendix" if len(asked) > 1 else "Keep it as the text of the appendix"
        ),
    )
    question = f"{draft.called} holds {several} that read like somebody else's: are they to be answered?"
    return Doubt(name, draft.id, None, question, choices, 1 if decided.get(name) == "text" else 0)


def _note(page: Page, key: str, placed: Placed, owners: Mapping[int, Draft]) -> Doubt:
    spots = sorted((placed.spot, *placed.others), key=lambda spot: (spot.at, spot.pos))
    choices = tuple(Choice(f"L{spot.at + 1}.{spot.pos}", _place(page, spot, owners.get(spot.at))) for spot in spots)
    owner = owners.get(placed.spot.at)
    question = f"The mark of note {key} was lost: where does it belong?"
    return Doubt(f"note-{key}", owner.id if owner else None, f"n{key}", question, choices, spots.index(placed.spot))


def _place(page: Page, spot: Spot, owner: Draft | None) -> str:
    words = page.lines[spot.at].text[: spot.pos].split()
    where = f"in {owner.number}, " if owner and owner.number else ""
    return f"{where}after “{' '.join(words[-6:])}”"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"
