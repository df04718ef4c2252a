"""Reads the title page: which lines are the title, which the subtitle, which come before the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policyhub.domain.recognising.lines import Page
from policyhub.domain.recognising.vocabulary import DANGLING, MONTHS, SENTENCE_END

_DATED = re.compile(
    rf"(?:(?:final |first |second |third |revised |working |consultation )?draft\b|version\b|v\d|drafft\b"
    rf"|fersiwn\b|\d{{4}}\b"
    rf"|\d{{1,2}}\s|(?:{MONTHS})\b|no\.?\s*\d|ref(?:erence)?\b|for (?:consideration|discussion|decision"
    rf"|approval)|i'w ystyried"
    rf"|(?:a |an )?(?:\w+ )?(?:paper|report|policy|submission|statement) (?:by|from|of|for|to)\b|prepared (?:by|for)\b"
    rf"|submitted (?:by|to)\b|by\s+[A-Z])",
    re.IGNORECASE,
)
_LONGEST = 220


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The lines of the title and the subtitle, and those of the rest."""

    title: tuple[int, ...]
    subtitle: tuple[int, ...]
    rest: tuple[int, ...]


def read_title_page(page: Page, front: Sequence[int], contents: frozenset[int]) -> TitlePage:
    """The title, over as many lines as it takes; a line of a draft, date or serial number is the subtitle."""
    words = [i for i in front if not page.lines[i].blank and i not in contents]
    if not words or not _may_be_title(page, words[0]):
        return TitlePage((), (), tuple(front))
    title = [words[0]]
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
    used = {*title, *subtitle}
    return TitlePage(tuple(title), tuple(subtitle), tuple(i for i in front if i not in used))


def read_rest_of_title_page(page: Page, front: Sequence[int]) -> TitlePage:
    """The same where the file itself says what its title is: the line of a draft or date after it is the subtitle."""
    words = [i for i in front if not page.lines[i].blank]
    dated = words[:1] if words and _DATED.match(page.lines[words[0]].text) else []
    if not dated or not _may_be_subtitle(page, dated[0], dated[0]):
        return TitlePage((), (), tuple(front))
    return TitlePage((), tuple(dated), tuple(i for i in front if i not in dated))


def _may_be_title(page: Page, at: int) -> bool:
    text = page.lines[at].text
    return (
        len(text) <= _LONGEST
        and text[-1] not in ",;"
        and not (SENTENCE_END.search(text.rstrip("?")) and len(text.split()) > 14)
    )


def _goes_on(page: Page, last: int, at: int) -> bool:
    """Whether a title goes on in the next line."""
    before, line = page.lines[last], page.lines[at]
    if before.shape != line.shape or len(line.text) > 140 or at - last > 2:
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
    if line.shape not in ("line", "heading") or len(line.text) > 200:
        return False
    if _DATED.match(line.text):
        return len(line.text.split()) <= 30
    if at - title > 3 or line.shape == "heading":
        return False
    return len(line.text.split()) <= 16 and not SENTENCE_END.search(line.text)
