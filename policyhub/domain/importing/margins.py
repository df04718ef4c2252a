"""Plans the comments in the margin of a file as comments of the paper that is made of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import accumulate, chain
from typing import Any

from policyhub.domain.anchoring import Anchor, Searched
from policyhub.domain.importing.sections import PlannedSection
from policyhub.domain.markup import plain

MOST = 2000  # of a file's comments; what a group cannot read through is no discussion
LONGEST = 10_000
LONGEST_NAME = 200
_APART = "\0"
_YEARS = range(1970, 2200)  # a clock that was never set says something else


@dataclass(frozen=True, slots=True)
class PlannedComment:
    """A comment to be on the section ``stands_at``, in the thread of the comment ``above`` if it answers one.

    ``name`` and ``at`` are as the file has them, "" and None where it has none. ``spot`` is the place of its words in
    the plain text of the section, or of its ``note``; None: it is about the whole section.
    """

    key: str
    stands_at: str
    above: str | None
    name: str
    at: datetime | None
    body: str
    note: str | None
    spot: Anchor | None
    settled: bool


def plan_comments(
    comments: Sequence[Mapping[str, Any]], sections: Sequence[PlannedSection], pids: Mapping[str, str]
) -> tuple[list[PlannedComment], list[str]]:
    """What becomes of the comments of a file: those of the paper, and the words of those that stay in the file.

    ``pids`` are the kept sections by the ids that the comments know them by. A comment on words before the first
    section or after the last belongs where its words are found, and what was said of words that are no section, such as
    the title, to the first one; what was said of a section that is left out stays in the file with it, and so does
    whatever comes after the first MOST comments.
    """
    some = comments[:MOST]
    known = {str(comment["id"]): comment for comment in some}
    roots = _roots(known)
    homes = _Homes(sections, pids)
    texts = {key: homes.of(known[key]) for key, root in roots.items() if root == key}
    planned: list[PlannedComment] = []
    left: list[str] = []
    for comment in some:
        key = str(comment["id"])
        home = texts[roots[key]]
        words = _tidy(str(comment["text"]))
        if home is not None and words:
            planned += _planned(comment, words, home, None if roots[key] == key else roots[key])
        else:
            left += _told(comment)
    return planned, [*left, *chain.from_iterable(map(_told, comments[MOST:]))]


def _told(comment: Mapping[str, Any]) -> list[str]:
    """A comment that stays in the file as a line that says whose it is; none for one without words."""
    words = _tidy(str(comment["text"]))
    return [": ".join(filter(None, (_name(comment), words)))] if words else []


def _roots(known: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The first comment with words of each comment's thread; whatever answers itself, or none that is there, is one."""
    above = {key: str(one["reply_to"]) for key, one in known.items() if str(one["reply_to"] or "") in known}
    roots: dict[str, str] = {}
    for start in known:
        path: dict[str, None] = {}
        key = start
        while key not in roots and key in above and key not in path:
            path[key] = None
            key = above[key]
        if key not in roots:
            roots[key] = key  # it answers nothing, or a ring is closed here
        for one in reversed(path):
            first = roots[above[one]]
            roots.setdefault(one, first if _tidy(str(known[first]["text"])) else one)
    return roots


class _Home:
    """A section with its words and those of its notes, made ready when a comment is first looked for in them."""

    def __init__(self, section: PlannedSection) -> None:
        self.section = section

    @cached_property
    def body(self) -> Searched:
        return Searched(plain(self.section.body, self.section.notes))

    @cached_property
    def notes(self) -> list[tuple[str, Searched]]:
        return [(note["id"], Searched(plain(note["text"]))) for note in self.section.notes]

    def find(self, quote: str) -> tuple[str | None, Anchor | None]:
        """Where words stand: the note, or None, and the place; no place where they stand nowhere."""
        found = self.body.find(quote)
        if found is not None:
            return None, found
        return next(((note, found) for note, text in self.notes if (found := text.find(quote))), (None, None))


class _Homes:
    """The sections of a paper to be, to find the one that a comment belongs to."""

    def __init__(self, sections: Sequence[PlannedSection], pids: Mapping[str, str]) -> None:
        self.by_pid = {section.pid: _Home(section) for section in sections}
        self.pids = pids
        numbered = set(pids.values())
        self.loose = [home for pid, home in self.by_pid.items() if pid not in numbered]
        self.first = next(iter(self.by_pid.values()), None)

    @cached_property
    def between(self) -> tuple[str, list[int]]:
        """All words that stand in no section of the file in one line, and where those of each begin."""
        parts = [home.body.bare for home in self.loose]
        return _APART.join(parts), list(accumulate((len(part) + len(_APART) for part in parts), initial=0))

    def of(self, comment: Mapping[str, Any]) -> _Home | None:
        if comment["section"] is not None:
            return self.by_pid.get(self.pids.get(str(comment["section"]), ""))
        wanted = "".join(str(comment["quote"]).split())
        words, starts = self.between
        at = words.find(wanted) if wanted else -1
        return self.loose[bisect_right(starts, at) - 1] if at >= 0 else self.first


def _planned(comment: Mapping[str, Any], words: str, home: _Home, above: str | None) -> Iterator[PlannedComment]:
    key, quote = str(comment["id"]), str(comment["quote"]) if above is None else ""
    note, spot = home.find(quote) if quote else (None, None)
    if quote and spot is None and quote not in (home.section.heading or ""):
        words = f"“{quote}”\n\n{words}"  # its words stand elsewhere: let it say of what it speaks
    for at, part in enumerate(_parts(words)):
        yield PlannedComment(
            key=key if at == 0 else f"{key}+{at}",
            stands_at=home.section.pid,
            above=above if at == 0 else above or key,
            name=_name(comment),
            at=moment_of(str(comment["at"])),
            body=part,
            note=note if at == 0 else None,
            spot=spot if at == 0 else None,
            settled=above is None and at == 0 and bool(comment["resolved"]),
        )


def _parts(words: str) -> Iterator[str]:
    """The words of a comment in pieces that a comment can hold, parted at blanks."""
    while len(words) > LONGEST:
        cut = max(words.rfind(sign, LONGEST // 2, LONGEST) for sign in "\n ")
        cut = cut if cut > 0 else LONGEST
        yield words[:cut].strip()
        words = words[cut:].strip()
    if words:
        yield words


def _tidy(words: str) -> str:
    return "\n".join(line.rstrip() for line in words.splitlines()).strip()


def _name(comment: Mapping[str, Any]) -> str:
    return " ".join(str(comment["author"]).split())[:LONGEST_NAME]


def moment_of(given: str) -> datetime | None:
    """A moment as a file gives it, or None where it gives none that can be."""
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        return None
    if found.year not in _YEARS:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
