"""Finds the parts of a page that are no numbered text: the list of contents, appendices, headings without numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from policyhub.domain.document import Mark
from policyhub.domain.recognising.choices import is_option
from policyhub.domain.recognising.headings import is_prose
from policyhub.domain.recognising.labels import Label, appendix_at, labels_at
from policyhub.domain.recognising.lines import Line, Page, breaks_sentence, starts_item
from policyhub.domain.recognising.vocabulary import CONTENTS, DANGLING, MONTHS, TERMINAL, is_sentence, words_of

_LEADER = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,}|\t+| {4,})\s*(?:\d{1,3}|[ivxl]{1,6})\s*\Z")
_PAGE = re.compile(r"(?:[.… \t]*)(?:\d{1,3}|[ivxl]{1,6})\s*\Z")
_ON_PAGE = re.compile(r"[^\W\d].*[\s.](\d{1,3})\s*\Z")
_LONGEST_HEADING = 90
_LONGEST_ENTRY = 160
_MOST_WORDS = 35
_SHORT = 60
_ENDS_IN_FIGURE = re.compile(rf"\b(?:{MONTHS})\.?,?\s+(?:19|20)\d\d\Z|:\s*\d[\d,.]*\Z", re.IGNORECASE)
_UNDERLINE = re.compile(r"[=~-]{3,}")


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix: the index of its first line, of the line after its last, and its label."""

    at: int
    end: int
    label: Label


def find_contents(page: Page) -> frozenset[int]:
    """The lines of a list of contents, which repeats headings that stand further on."""
    found = {i for i, line in enumerate(page.lines) if line.text and _LEADER.search(line.text[-80:])}
    if len(found) < 3:
        found = set()
    for at, line in enumerate(page.lines):
        if CONTENTS.fullmatch(line.text.rstrip(":.")) and not found & set(range(at)):
            found |= _listed(page, at) or _paged(page, at) or _between(found, at)
            break
    return frozenset(found)


def _between(found: set[int], at: int) -> set[int]:
    return {at} if any(at < other < at + 6 for other in found) else set()


def _paged(page: Page, at: int) -> set[int]:
    """The lines after "Contents" that each end in the number of a page, from low to high; a title may take two."""
    lines: set[int] = set()
    last, ends = 0, at
    for i in range(at + 1, len(page.lines)):
        line = page.lines[i]
        if line.blank:
            continue
        number = _ON_PAGE.search(line.text)
        if number and last <= int(number[1]) and len(line.text) < _LONGEST_ENTRY:
            lines.update(j for j in range(ends + 1, i + 1) if not page.lines[j].blank)
            last, ends = int(number[1]), i
        elif i - ends > 2 or len(line.text) > _LONGEST_ENTRY:
            break
    return {at, *lines} if len(lines) > 2 else set()


def _listed(page: Page, at: int) -> set[int]:
    """The lines after "Contents" up to the first that is listed there and stands for itself."""
    seen: dict[str, int] = {}
    lines = {at}
    for i in range(at + 1, len(page.lines)):
        line = page.lines[i]
        if line.blank:
            continue
        key = " ".join(words_of(line.text))
        bare = " ".join(words_of(_PAGE.sub("", line.text)))
        if (key in seen or bare in seen) and len(seen) > 1:
            return lines
        seen[bare or key] = i
        lines.add(i)
        if len(seen) > 150 or len(line.text) > 200:
            break
    return set()


def find_appendices(page: Page, skipped: frozenset[int], end: int, forced: Mapping[int, str]) -> list[Appendix]:
    """The appendices up to line ``end``: each line that is the heading of one, to the next."""
    starts: dict[tuple[str, tuple[int, ...]], tuple[int, Label]] = {}
    for at in range(end):
        line = page.lines[at]
        counted = line.shape not in ("line", "heading") or line.number is not None
        if at in skipped or line.blank or counted or forced.get(at) == "text":
            continue
        label = appendix_at(line.text)
        if label and (forced.get(at) == "appendix" or _begins(page, at)):
            starts[label.printed.casefold(), label.value] = (at, label)
    ordered = sorted(starts.values(), key=lambda item: item[0])
    # Appendices stand at the end: what is followed by more numbered storeys than stand before it is none.
    while ordered and _depth_count(page, ordered[0][0], end) > 3 + 2 * _depth_count(page, 0, ordered[0][0]):
        ordered.pop(0)
    ends = [*(at for at, _ in ordered[1:]), end][: len(ordered)]
    return [Appendix(at, stop, label) for (at, label), stop in zip(ordered, ends, strict=True)]


def _begins(page: Page, at: int) -> bool:
    """Whether a line can begin something new: it does not go on with the sentence before it."""
    before = page.words_before(at)
    if before is None:
        return True
    text = page.lines[before].text
    if at - before > 1:
        return not (DANGLING.search(text) and len(text) > 50)
    return not page.is_full(before) and not DANGLING.search(text)


def _depth_count(page: Page, start: int, end: int) -> int:
    return sum(1 for line in page.lines[start:end] if any(len(label.value) > 1 for label in labels_at(line.text)))


def find_subheadings(page: Page, skipped: frozenset[int], end: int, forced: Mapping[int, str]) -> dict[int, str]:
    """Lines that look like headings without a number, with why: "marked", "bold", "capitals" or "short"."""
    found: dict[int, str] = {}
    for at in range(end):
        if at in skipped or page.lines[at].blank or forced.get(at) == "text":
            continue
        why = "marked" if forced.get(at) == "heading" else _looks_like_heading(page, at, skipped)
        if why:
            found[at] = why
    crowded = _crowded(page, found)
    return {at: why for at, why in found.items() if why != "short" or at not in crowded}


def _looks_like_heading(page: Page, at: int, skipped: frozenset[int]) -> str:
    line = page.lines[at]
    after = page.next_words(at)
    if line.shape not in ("line", "heading") or line.number or not any(c.isalpha() for c in line.text):
        return ""
    if labels_at(line.text) or (line.shape == "line" and starts_item(line)):
        return ""
    if line.shape == "heading":
        return "" if len(line.text) > _SHORT and is_prose(line.text) else "marked"
    if after is None or TERMINAL.search(line.text.rstrip("?")):
        return ""
    if _is_loud(page, at, after) and _is_as_long(line, page.lines[after]):
        return "bold"
    before = page.words_before(at)
    alone = (before is None or at - before > 1) and after - at > 1
    under = page.lines[at + 1] if at + 1 < len(page.lines) else None
    short = len(line.text) <= _LONGEST_HEADING
    if short and under is not None and _UNDERLINE.fullmatch(under.text) and (before is None or at - before > 1):
        return "marked"
    begins = line.text[0].isupper() or line.text[0] in "\"“‘'"
    if not short or not begins or line.text[-1] in ",;:!":
        return ""
    if before is not None and (breaks_sentence(page, at, after) or DANGLING.search(page.lines[before].text)):
        return ""
    if not alone:
        above = before is None or at - before > 1
        loud = line.text.isupper() and sum(c.isalpha() for c in line.text) > 4 and not page.is_full(at)
        return "capitals" if loud and above and len(line.text.split()) <= 12 else ""
    if before is not None and not TERMINAL.search(page.lines[before].text) and len(page.lines[before].text) > 70:
        return ""
    if line.indent > 3 or not _may_be_short_heading(line.text):
        return ""
    return "capitals" if line.text.isupper() else "short"


def _may_be_short_heading(text: str) -> bool:
    """Whether a line that stands by itself can be a title: no sentence, no choice to tick, no date or amount."""
    if len(text.split()) > 12 or (is_sentence(text) and text[-1] != "?"):
        return False
    return not _ENDS_IN_FIGURE.search(text) and not is_option(text)


def _is_as_long(line: Line, below: Line) -> bool:
    """Whether a bold line is no longer than a title: right above a number it may be of many words."""
    many = len(line.text.split())
    short = many <= 14 and len(line.text) <= _LONGEST_HEADING
    return line.text[-1] not in ".,;" and (short or (many <= _MOST_WORDS and _is_counted(below)))


def _is_loud(page: Page, at: int, after: int) -> bool:
    """Whether all of a line is bold; or underlined or slanted, and what comes after it is numbered."""
    line, below = page.lines[at], page.lines[after]
    if _all_in(line, Mark.STRONG):
        return True
    slanted = _all_in(line, Mark.UNDERLINE) or _all_in(line, Mark.EMPHASIS)
    return slanted and _is_counted(below) and line.text[0].isupper()


def _is_counted(line: Line) -> bool:
    return line.number is not None or any(label.stop or len(label.value) > 1 for label in labels_at(line.text))


def _all_in(line: Line, mark: Mark) -> bool:
    marked = sum(style.end - style.start for style in line.styled if mark in style.marks)
    return marked >= len(line.text) - 1 > 2


def _crowded(page: Page, found: Mapping[int, str]) -> set[int]:
    """Short lines of which three or more stand together: a list without bullets, an address, a title page."""
    crowded: set[int] = set()
    together: list[int] = []
    for at, line in enumerate(page.lines):
        if line.blank:
            continue
        if at in found:
            together.append(at)
            continue
        if len(together) > 2:
            crowded.update(together)
        together = []
    return crowded | (set(together) if len(together) > 2 else set())
