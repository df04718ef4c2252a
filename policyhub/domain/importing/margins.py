"""Plans the comments in the margin of a file as comments of the paper that is made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from policyhub.domain.anchoring import locate
from policyhub.domain.importing.sections import PlannedSection
from policyhub.domain.markup import plain

LONGEST = 10_000
LONGEST_NAME = 200
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
    spot: tuple[int, int] | None
    settled: bool


def plan_comments(
    comments: Sequence[Mapping[str, Any]], sections: Sequence[PlannedSection], pids: Mapping[str, str]
) -> tuple[list[PlannedComment], list[str]]:
    """What becomes of the comments of a file: those of the paper, and the words of those that stay in the file.

    ``pids`` are the kept sections by the ids that the comments know them by. A comment on words before the first
    section or after the last belongs where its words are found, and what was said of words that are no section, such as
    the title, to the first one; what was said of a section that is left out stays in the file with it.
    """
    by_pid = {section.pid: section for section in sections}
    loose = [section for section in sections if section.pid not in set(pids.values())]
    roots = _roots(comments)
    homes: dict[str, PlannedSection | None] = {}
    for key, root in roots.items():
        if root == key:
            homes[key] = _home(_by_key(comments)[key], by_pid, pids, loose, sections)
    planned: list[PlannedComment] = []
    left: list[str] = []
    for comment in comments:
        key = str(comment["id"])
        root = roots[key]
        home = homes[root]
        words = _tidy(str(comment["text"]))
        if home is None or not words:
            left += [": ".join(filter(None, (_name(comment), words)))] if words else []
            continue
        planned += _planned(comment, words, home, None if root == key else root)
    return planned, left


def _by_key(comments: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {str(comment["id"]): comment for comment in comments}


def _roots(comments: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The first comment of each comment's thread; whatever answers itself, or nothing that is there, begins one."""
    known = _by_key(comments)
    roots: dict[str, str] = {}
    for key in known:
        seen = [key]
        while (above := str(known[seen[-1]]["reply_to"] or "")) in known and above not in seen:
            seen.append(above)
        has_words = [one for one in reversed(seen) if _tidy(str(known[one]["text"]))]
        roots[key] = has_words[0] if has_words else key
    return {key: root if roots[root] == root else key for key, root in roots.items()}  # none of a ring is its first


def _home(
    comment: Mapping[str, Any],
    by_pid: Mapping[str, PlannedSection],
    pids: Mapping[str, str],
    loose: Sequence[PlannedSection],
    sections: Sequence[PlannedSection],
) -> PlannedSection | None:
    if comment["section"] is not None:
        return by_pid.get(pids.get(str(comment["section"]), ""))
    quote = str(comment["quote"])
    found = next((one for one in loose if quote and locate(plain(one.body, one.notes), quote)), None)
    return found or (sections[0] if sections else None)


def _planned(
    comment: Mapping[str, Any], words: str, home: PlannedSection, above: str | None
) -> Iterator[PlannedComment]:
    key, quote = str(comment["id"]), str(comment["quote"])
    note, spot = _spot(home, quote) if above is None else (None, None)
    if above is None and quote and spot is None and quote not in (home.heading or ""):
        words = f"“{quote}”\n\n{words}"  # its words stand elsewhere: let it say of what it speaks
    for at, part in enumerate(_parts(words)):
        yield PlannedComment(
            key=key if at == 0 else f"{key}+{at}",
            stands_at=home.pid,
            above=above if at == 0 else above or key,
            name=_name(comment),
            at=moment_of(str(comment["at"])),
            body=part,
            note=note if at == 0 else None,
            spot=spot if at == 0 else None,
            settled=above is None and at == 0 and bool(comment["resolved"]),
        )


def _spot(home: PlannedSection, quote: str) -> tuple[str | None, tuple[int, int] | None]:
    if not quote:
        return None, None
    texts: list[tuple[str | None, str]] = [(None, plain(home.body, home.notes))]
    texts += [(note["id"], plain(note["text"])) for note in home.notes]
    for note, text in texts:
        found = locate(text, quote)
        if found is not None:
            return note, (found.start, found.stop)
    return None, None


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
