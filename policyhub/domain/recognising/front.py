"""Reads the title page: which lines are the title, which the subtitle, which come before the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policyhub.domain.recognising.lines import Line, Page
from policyhub.domain.recognising.vocabulary import DANGLING, MONTHS, SENTENCE_END, TERMINAL

_DATED = re.compile(
    rf"(?:(?:final |first |second |third |revised |working |consultation )?draft\b|version\b|v\d|drafft\b"
    rf"|fersiwn\b|\d{{4}}\b|\(?(?:last |as )?(?:amended|updated|revised|adopted|approved|published|issued)\b"
    rf"|\d{{1,2}}\s|(?:{MONTHS})\b|no\.?\s*\d|ref(?:erence)?\b|for (?:consideration|discussion|decision"
    rf"|approval)|i'w ystyried"
    rf"|(?:a |an )?(?:\w+ )?(?:paper|report|policy|submission|statement) (?:by|from|of|for|to)\b|prepared (?:by|for)\b"
    rf"|submitted (?:by|to)\b|by\s+[A-Z])",
    re.IGNORECASE,
)
_LONGEST = 220
_FACT = re.compile(r"[\w-]{1,40}:(?:\s|\Z)|[-\s]\s*\S")
_NAMED = re.compile(
    r"(?:(?:motion|paper|policy|document|resolution)\s+)?(?:title|teitl)\s*:\s*(?P<quote>[\"']?)(?P<title>\S.*?)(?P=quote)\s*\Z",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-=_*~#—–]{4,}")
_SAYS_WHAT = re.compile(
    r"(?:(?:our|the|a)\s+)?(?:[\w’'-]+\s+){0,4}?(?:response|submission|consultation|motion|ymateb|ymgynghoriad|cynnig)\b",
    re.IGNORECASE,
)
# Whose motion it is stands above what it is called.
_WHOSE = re.compile(
    r"(?:(?:emergency |composite )?motion|resolution|cynnig)\s+(?:from|by|of|submitted by|proposed by|gan|oddi wrth)\b",
    re.IGNORECASE,
)
_LONGEST_BELOW = 160
_MOST_FACTS = 60


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The lines of the title and the subtitle, and those of the rest.

    ``named`` are the characters of the title's line that are the title, when it stands in a list of facts about the
    file ("title: …"), and ``facts`` the lines of that list.
    """

    title: tuple[int, ...]
    subtitle: tuple[int, ...]
    rest: tuple[int, ...]
    named: tuple[int, int] | None = None
    facts: tuple[int, ...] = ()

    def words(self, page: Page) -> str:
        """The title, from all its lines."""
        if self.named is not None:
            return page.lines[self.title[0]].text[slice(*self.named)]
        return _joined(page, self.title)

    def words_under(self, page: Page) -> str:
        """The subtitle, from all its lines."""
        return _joined(page, self.subtitle)


def _joined(page: Page, indices: Sequence[int]) -> str:
    return " ".join(" ".join(page.lines[i].text.split()) for i in indices)


def read_title_page(page: Page, front: Sequence[int], contents: frozenset[int]) -> TitlePage:
    """The title, over as many lines as it takes; a line of a draft, date or serial number is the subtitle."""
    facts = _facts(page)
    if facts:
        return _of_facts(page, front, facts)
    words = [i for i in front if not page.lines[i].blank and i not in contents]
    first = _first_of_title(page, words)
    if first is None:
        return TitlePage((), (), tuple(front))
    named = _NAMED.match(page.lines[first].text)
    if named is not None:
        return TitlePage((first,), (), tuple(front), named.span("title"), (first,))
    words = words[words.index(first) :]
    title = [first]
    for at in words[1:]:
        if not _goes_on(page, title[-1], at):
            break
        title.append(at)
    left = words[len(title) :]
    subtitle: list[int] = []
    if left and _may_be_subtitle(page, left[0], title[-1]):
        subtitle.append(left[0])
        for at in left[1:]:
            if at - subtitle[-1] > 1 or not (page.is_full(subtitle[-1]) or page.lines[at].text[0].islower()):
                break
            subtitle.append(at)
    if subtitle and _WHOSE.match(page.lines[first].text) and not _DATED.match(page.lines[subtitle[0]].text):
        title, subtitle = subtitle, title
    used = {*title, *subtitle}
    return TitlePage(tuple(title), tuple(subtitle), tuple(i for i in front if i not in used))


def read_rest_of_title_page(page: Page, front: Sequence[int]) -> TitlePage:
    """The same where the file itself says what its title is: the line of a draft or date after it is the subtitle."""
    words = [i for i in front if not page.lines[i].blank]
    dated = words[:1] if words and _DATED.match(page.lines[words[0]].text) else []
    if not dated or not _may_be_subtitle(page, dated[0], dated[0]):
        return TitlePage((), (), tuple(front))
    return TitlePage((), tuple(dated), tuple(i for i in front if i not in dated))


def _facts(page: Page) -> tuple[int, ...]:
    """The lines of a list of facts about the file that it begins with, as some sites keep them, between two rules."""
    if not page.physical or not page.lines or page.lines[0].text != "---":
        return ()
    for at, line in enumerate(page.lines[1:_MOST_FACTS], 1):
        if line.text == "---":
            return tuple(i for i in range(1, at) if page.lines[i].text)
        if line.text and not _FACT.match(line.text):
            return ()
    return ()


def _of_facts(page: Page, front: Sequence[int], facts: tuple[int, ...]) -> TitlePage:
    """The title that a list of facts names."""
    for at in facts:
        found = _NAMED.match(page.lines[at].text)
        if found and at in front:
            return TitlePage((at,), (), tuple(front), found.span("title"), facts)
    return TitlePage((), (), tuple(front), None, facts)


def _first_of_title(page: Page, words: Sequence[int]) -> int | None:
    """The first line with words, if it can be a title; else the first below a rule, or that says what the text is."""
    if not words or _may_be_title(page, words[0]):
        return next(iter(words), None)
    for at in words[1:]:
        above = next((page.lines[i].text for i in range(at - 1, -1, -1) if page.lines[i].text), "")
        line = page.lines[at]
        ruled = at - 1 not in words and bool(_RULE.fullmatch(above))
        marked = ruled or line.shape == "heading" or (_SAYS_WHAT.match(line.text) and not TERMINAL.search(line.text))
        if marked and _may_be_title(page, at) and len(line.text) < _LONGEST_BELOW:
            return at
    return None


def _may_be_title(page: Page, at: int) -> bool:
    line = page.lines[at]
    text = line.text
    return (
        len(text) <= _LONGEST
        and not _is_counted(line)
        and text[-1] not in ",;"
        and not (SENTENCE_END.search(text.rstrip("?")) and len(text.split()) > 14)
    )


def _is_counted(line: Line) -> bool:
    """Whether the file itself counts this line, or lists it: what is printed before it is then one of its words."""
    return line.number is not None or line.shape == "item"


def _goes_on(page: Page, last: int, at: int) -> bool:
    """Whether a title goes on in the next line."""
    before, line = page.lines[last], page.lines[at]
    if _is_counted(line) or before.shape != line.shape or len(line.text) > 140 or at - last > 2:
        return False
    if _DATED.match(line.text):
        return False
    if line.shape == "heading":
        loud = before.text.isupper() and line.text.isupper()
        return before.level == line.level and (loud or bool(DANGLING.search(before.text)))
    if line.text[0].islower() or DANGLING.search(before.text) or before.text[-1:] == ":":
        return True
    if page.is_full(last):
        return True
    return before.text.isupper() and line.text.isupper()


def _may_be_subtitle(page: Page, at: int, title: int) -> bool:
    line = page.lines[at]
    if line.shape not in ("line", "heading") or _is_counted(line) or len(line.text) > 200:
        return False
    if _DATED.match(line.text):
        return len(line.text.split()) <= 30
    if at - title > 3 or line.shape == "heading":
        return False
    words = line.text
    for below in range(at + 1, min(at + 5, len(page.lines))):
        line = page.lines[below]
        if line.blank or not (page.is_full(below - 1) or (page.physical and line.text[0].islower())):
            break
        words += f" {page.lines[below].text}"
    return len(words.split()) <= 16 and not SENTENCE_END.search(words) and words[-1] not in ":;,"
