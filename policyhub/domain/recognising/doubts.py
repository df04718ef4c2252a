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
from policyhub.domain.sentences import N_, Sentence, fill

_LONGEST = 60
_STRONG = 1.5

SKIPS = N_("%(number)s comes after %(before)s: is a number missing, or is this not a section?")
SKIPS_AT_ONCE = N_("%(number)s comes first: is a number missing, or is this not a section?")
AGAIN = N_("%(number)s comes after %(before)s: is it a section with the number it has?")
IS_SECTION = N_("Does “%(words)s” begin a section of its own?")
SECTION = N_("A section with the number %(number)s")
NO_SECTION = N_("No section: part of the text before it")
IS_HEADING_OR_CLAUSE = N_("Is “%(words)s” a heading or a clause?")
HEADING = N_("A heading")
CLAUSE = N_("A clause, part of the text")
IS_HEADING = N_("Is “%(words)s” a heading?")
BARE_HEADING = N_("A heading without a number")
TEXT = N_("Part of the text before it")
ARE_ASKED = N_("%(section)s holds %(num)d questions that read like somebody else’s: are they to be answered?")
IS_ASKED = N_("%(section)s holds a question that read like somebody else’s: are they to be answered?")
MAKE_CONSULTATION = (N_("Make a consultation of it"), N_("Make a consultation of them"))
KEEP_AS_TEXT = (N_("Keep it as the text of the appendix"), N_("Keep them as the text of the appendix"))
MARK_LOST = N_("The mark of note %(note)s was lost: where does it belong?")
AFTER_IN = N_("in %(number)s, after “%(words)s”")
AFTER = N_("after “%(words)s”")


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
        question = (
            fill(SKIPS, number=label.printed, before=found.before)
            if found.before
            else fill(SKIPS_AT_ONCE, number=label.printed)
        )
    elif found.strange == "again":
        question = fill(AGAIN, number=label.printed, before=found.before)
    else:
        question = fill(IS_SECTION, words=_short(page.lines[found.at].text))
    choices = (
        Choice("unit", fill(SECTION, number=label.printed)),
        Choice("text", NO_SECTION),
    )
    return Doubt(name, owner.id, None, question, choices, 0 if found.verdict == "unit" else 1)


def _heading(page: Page, draft: Draft, decided: Mapping[str, str]) -> Iterator[Doubt]:
    name = f"line-{draft.at + 1}"
    words = _short(draft.heading.text if draft.heading else page.lines[draft.at].text)
    if draft.kind != "appendix" and draft.number and (not draft.sure or name in decided):
        choices = (Choice("heading", HEADING), Choice("clause", CLAUSE))
        question = fill(IS_HEADING_OR_CLAUSE, words=words)
        yield Doubt(name, draft.id, None, question, choices, 0 if draft.kind == "heading" else 1)
    elif draft.why == "short" or (draft.why and name in decided):
        choices = (Choice("heading", BARE_HEADING), Choice("text", TEXT))
        yield Doubt(name, draft.id, None, fill(IS_HEADING, words=words), choices, 0)


def _undone(page: Page, at: int, owner: Draft | None, choice: str) -> Doubt:
    """A line that a person said is text."""
    choices = (Choice("heading", BARE_HEADING), Choice("text", TEXT))
    question = fill(IS_HEADING, words=_short(page.lines[at].text))
    return Doubt(
        f"line-{at + 1}", owner.id if owner else None, None, question, choices, 0 if choice == "heading" else 1
    )


def _questions(draft: Draft, asked: Sequence[Asked], decided: Mapping[str, str]) -> Doubt:
    name = f"appendix-{draft.at + 1}"
    several = len(asked) > 1
    choices = (Choice("questions", MAKE_CONSULTATION[several]), Choice("text", KEEP_AS_TEXT[several]))
    question = (
        fill(ARE_ASKED, section=draft.called, num=len(asked)) if several else fill(IS_ASKED, section=draft.called)
    )
    return Doubt(name, draft.id, None, question, choices, 1 if decided.get(name) == "text" else 0)


def _note(page: Page, key: str, placed: Placed, owners: Mapping[int, Draft]) -> Doubt:
    spots = sorted((placed.spot, *placed.others), key=lambda spot: (spot.at, spot.pos))
    choices = tuple(Choice(f"L{spot.at + 1}.{spot.pos}", _place(page, spot, owners.get(spot.at))) for spot in spots)
    owner = owners.get(placed.spot.at)
    question = fill(MARK_LOST, note=key)
    return Doubt(f"note-{key}", owner.id if owner else None, f"n{key}", question, choices, spots.index(placed.spot))


def _place(page: Page, spot: Spot, owner: Draft | None) -> Sentence:
    words = " ".join(page.lines[spot.at].text[: spot.pos].split()[-6:])
    return fill(AFTER_IN, number=owner.number, words=words) if owner and owner.number else fill(AFTER, words=words)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"
