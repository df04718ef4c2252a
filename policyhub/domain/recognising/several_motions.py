"""Finds the motions of a file that holds several, as those sent out before a conference or council do."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyhub.domain.document import Mark
from policyhub.domain.recognising.answers import is_date
from policyhub.domain.recognising.lines import Line, Page
from policyhub.domain.recognising.motion_words import Part, leads_in, subject_alone
from policyhub.domain.recognising.motions import ends_motion, says_who_moves
from policyhub.domain.recognising.recognised import Choice, Doubt
from policyhub.domain.sentences import N_, fill

WHICH = N_("This file holds %(num)d motions: which of them is to be kept?")
TITLED = N_("“%(words)s”")
ALL = N_("All of them, as one motion")

_HEAD = re.compile(
    r"(?i:(?:(?:[a-z]+ )?item )?\d{1,3}[a-z]?[.):]?\s+)?(?i:(?:[\w-]+ ){0,2}(?:motion|composite|resolution|cynnig))"
    r"\s*(?i:no\.?\s*|number\s+|rhif\s+|#)?(?P<label>\d{1,3}[A-Za-z]?|[A-Z]{1,2}\d{1,3}|[A-Z])"
    r"(?=\s*(?:[:.)–—-]|\Z)|\s+[A-ZÀ-ÞŴŶ\"“'‘(\d])"
)
_COUNTED = re.compile(r"\s*\(?(?:\d{1,2}|[a-z])[.)]\s+")
_LONGEST_HEAD, _LONGEST_TITLE = 160, 60
_SAYS_MORE = 40
_SOME = 2


@dataclass(frozen=True, slots=True)
class Held:
    """One of several motions: the lines from ``start`` up to ``stop``, and the words it begins with."""

    start: int
    stop: int
    title: str


def motions_in(page: Page, used: frozenset[int]) -> tuple[Held, ...]:
    """The motions of a page, when it holds at least two; ``used`` lines are notes.

    They begin with what they are called ("Motion 3", "Composite B: …"), or, where none is, with a heading that stands
    above new things to note or believe after others have been resolved.
    """
    lines = [at for at, line in enumerate(page.lines) if at not in used and not line.blank]
    leads = {at: part for at in lines if (part := _lead(page.lines[at])) is not None}
    starts = _called(page, lines, leads)
    if len(starts) < _SOME:
        starts = _headed(page, lines, leads)
    if len(starts) < _SOME:
        return ()
    stops = [*starts[1:], len(page.lines)]
    titles = [_title(page, start, stop) for start, stop in zip(starts, stops, strict=True)]
    return tuple(Held(*one) for one in zip(starts, stops, titles, strict=True))


def chosen_of(held: Sequence[Held], decided: Mapping[str, str]) -> Held | None:
    """The motion that is meant: the first unless a person has chosen; None for all together, or where there is one."""
    choice = decided.get("motion", "m1")
    return next((one for at, one in enumerate(held, 1) if choice == f"m{at}"), None)


def ask_which(held: Sequence[Held], decided: Mapping[str, str]) -> Iterator[Doubt]:
    """The question which of several motions is meant."""
    if not held:
        return
    choices = [Choice(f"m{at}", fill(TITLED, words=one.title)) for at, one in enumerate(held, 1)]
    choices.append(Choice("all", ALL))
    chosen = chosen_of(held, decided)
    at = len(held) if chosen is None else held.index(chosen)
    yield Doubt("motion", None, None, fill(WHICH, num=len(held)), tuple(choices), at)


def _lead(line: Line) -> Part | None:
    """The part of a motion that a line begins with words only motions use."""
    text = _COUNTED.sub("", line.text, count=1)
    if subject_alone(text) is not None:
        return "notes"
    return next((lead.part for lead in leads_in(text, None) if lead.start == 0 and lead.strong), None)


def _called(page: Page, lines: Sequence[int], leads: Mapping[int, Part]) -> list[int]:
    """The lines that say which motion begins; entries of a list of contents, and heads said again, are none."""
    found: list[tuple[int, str]] = []
    for at in lines:
        line = page.lines[at]
        head = _HEAD.match(line.text) if len(line.text) <= _LONGEST_HEAD and line.shape in ("line", "heading") else None
        if head is not None and not ends_motion(line.text):
            found.append((at, head[0].casefold()))
    if len(found) < _SOME:
        return []
    stops = [*(at for at, _ in found[1:]), len(page.lines)]
    with_leads = {name for (at, name), stop in zip(found, stops, strict=True) if any(at < i < stop for i in leads)}
    if len(with_leads) < _SOME:
        return []
    starts: dict[str, int] = {}
    for (at, name), stop in zip(found, stops, strict=True):
        leading = any(at < i < stop for i in leads)
        says_more = any(len(page.lines[i].text) > _SAYS_MORE for i in lines if at < i < stop)
        if name not in starts and (leading or (name not in with_leads and says_more)):
            starts[name] = at
    return list(starts.values())


def _headed(page: Page, lines: Sequence[int], leads: Mapping[int, Part]) -> list[int]:
    """The lines of the headings under which something is noted anew after something was resolved."""
    starts: list[int] = []
    seen: set[Part] = set()
    before = -1
    for at, part in leads.items():
        titles = _titles_above(page, [i for i in lines if before < i < at])
        # Above the first of them the file's own title may stand.
        title = (titles[0] if starts else titles[-1]) if titles else None
        if title is not None and (not starts or ("resolves" in seen and part != "resolves")):
            starts.append(title)
            seen.clear()
        if not starts:
            return []
        seen.add(part)
        before = at
    return starts


def _titles_above(page: Page, lines: Sequence[int]) -> list[int]:
    """The lines of the titles that stand above a lead, among who moves it."""
    above = list(itertools.takewhile(lambda at: _is_above(page.lines[at]), reversed(lines)))
    return [at for at in reversed(above) if _is_title(page.lines[at])]


def _is_above(line: Line) -> bool:
    return _is_title(line) or says_who_moves(line.text) or is_date(line.text)


def _is_title(line: Line) -> bool:
    loud = line.shape == "heading" or (line.shape == "line" and (_is_bold(line) or line.text.isupper()))
    return loud and len(line.text) <= _LONGEST_HEAD and not ends_motion(line.text) and not says_who_moves(line.text)


def _is_bold(line: Line) -> bool:
    return any(s.start == 0 and s.end >= len(line.text) and Mark.STRONG in s.marks for s in line.styled)


def _title(page: Page, start: int, stop: int) -> str:
    """What a motion is called: its first line, with the next when that says no more than its number."""
    text = page.lines[start].text.strip()
    head = _HEAD.match(text)
    after = next((i for i in range(start + 1, stop) if not page.lines[i].blank), None)
    if head is None or text[head.end() :].strip(" :.–—-") or after is None:
        return text
    below = page.lines[after].text.strip()
    named = len(below) <= _LONGEST_TITLE and not says_who_moves(below) and _lead(page.lines[after]) is None
    return f"{text.rstrip(' :.–—-')}: {below}" if named else text
