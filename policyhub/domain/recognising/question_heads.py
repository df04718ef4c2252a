"""Finds the lines at which somebody's questions begin: the likeliest whole sequence, not each line alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from policyhub.domain.document import Mark
from policyhub.domain.recognising.labels import counted, labels_at
from policyhub.domain.recognising.lines import Line, Page
from policyhub.domain.recognising.vocabulary import ASKING, DANGLING, ORDINALS, TERMINAL, wanting, words_of

Label = Literal["named", "numbered", "none"]
Look = str
Family = Literal["named", "marked", "numbered", "lone"]

_NUMBER = rf"\d{{1,3}}(?:\.\d{{1,2}})?(?:[a-z]\b|\s?\([a-z]\))?|(?:{'|'.join(ORDINALS)})\b"
_NAMED = re.compile(
    rf"(?:(?:consultation\s+|survey\s+)?question|cwestiwn(?:\s+ymgynghori)?|q|c(?=\d))"
    rf"(?:\s*\.?\s*(?:no\.?\s*|number\s+|rhif\s+)?(?P<number>{_NUMBER})"
    r"(?:\s*[(\[](?:chapter|section|part|pennod|adran|rhan|pages?|paragraphs?|paras?)s?\s[\w.,–\s-]{1,20}[)\]])?"
    r"(?P<stop>\s*[.:)\]–—-]+|)"
    r"|\s?(?P<bare>[.:]|(?=\t)))"
    r"(?=\s|\Z|(?<=[.:)])[A-Z])(?:\s*[–—:-]\s+)?\s*",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"(?:above|below|says?|states?|asks?|asked|and|or|to|of|in|is|was|are|were|refers?|uchod|isod|a|ac|yn)\b"
)
_BEAM = 12
_MOST_JOINED = 8
_END = 20  # so much of a text says whether it is closed
_LONGEST = 1500
_FURTHEST = 5
_NEXT = 1.0
_LIKELY = 0.6


@dataclass(frozen=True, slots=True)
class Head:
    """The line ``at`` which a question begins: its number, what is printed of it, where in the line its words begin.

    ``joined`` are lines right under it that go on with it; ``asks`` says how much its words sound like a question.
    """

    at: int
    label: Label
    look: Look
    number: str | None
    value: tuple[int, ...]
    cut: int
    printed: str
    joined: tuple[int, ...]
    text: str
    asks: float

    @property
    def strength(self) -> float:
        """How much speaks for the line being the head of a question, by itself."""
        marked = self.look != "plain"
        if self.label == "named":
            return 2.5 + 0.5 * self.asks
        if self.label == "numbered":
            return (1.0 + 0.4 * self.asks if self.asks > 0 else -1.0) + 0.5 * marked
        return (0.8 if marked else 0.4) if self.asks > 0 else -2.0


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of a text's questions in order, and their family."""

    family: Family = "lone"
    found: tuple[Head, ...] = ()

    @property
    def look(self) -> Look:
        """What most of them look like."""
        return Counter(head.look for head in self.found).most_common(1)[0][0] if self.found else "plain"

    @property
    def asking(self) -> float:
        """Which part of them sounds like questions, 0 to 1."""
        return sum(head.asks > 0 for head in self.found) / len(self.found) if self.found else 0.0


class _Path(NamedTuple):
    """A choice of heads so far, last first."""

    score: float
    head: Head | None = None
    before: _Path | None = None


def find_heads(page: Page, skipped: Collection[int], breaks: Iterable[int]) -> Heads:
    """The heads of somebody's questions; ``skipped`` lines are none, after ``breaks`` numbers may begin again."""
    lines = [at for at, line in enumerate(page.lines) if at not in skipped and not line.blank]
    seen = [head for at in lines if (head := _head(page, at)) is not None]
    ordered = sorted(breaks)
    best, most = Heads(), 0.0
    for family, members in _families(page, seen):
        score, found = _likeliest(members, ordered)
        heads = Heads(family, tuple(found))
        enough = len(found) > 1 or (family == "named" and len(found) == 1)
        if enough and score > most and (family == "named" or heads.asking >= _LIKELY):
            best, most = heads, score
    return replace(best, found=tuple(_once(page, best.found)))


def names_question(text: str) -> bool:
    """Whether a text begins with "Question 3", or the like, and asks."""
    named = _NAMED.match(text[:_LONGEST])
    return named is not None and wanting(text[named.end() : _LONGEST]) > 0


def looks(line: Line) -> Look:
    """What a line looks like: "heading 2", "bold", "quote" or "plain"."""
    if line.shape == "heading":
        return f"heading {line.level}"
    strong = sum(style.end - style.start for style in line.styled if Mark.STRONG in style.marks)
    if strong >= len(line.text) - 2 > 2:
        return "bold"
    return "quote" if line.shape == "quote" else "plain"


def _head(page: Page, at: int) -> Head | None:
    line = page.lines[at]
    if len(line.text) > _LONGEST or line.shape == "table":
        return None
    found = _labelled(page, at, line)
    if found is None:
        return None
    label, number, value, cut, printed = found
    joined, text = _joined(page, at, line.text[cut:])
    return Head(at, label, looks(line), number, value, cut, printed, joined, text, wanting(text))


def _labelled(page: Page, at: int, line: Line) -> tuple[Label, str | None, tuple[int, ...], int, str] | None:
    """How a line is labelled, its number and that number's value, where its words begin, and what stands before."""
    before = line.number or (line.marker if line.shape == "item" and not line.bullet else None)
    named = _NAMED.match(f"{before} X" if before else line.text)
    if named and (before or _may_ask(page, at, line.text[named.end() :], named)):
        number = named["number"]
        return ("named", number, _value(number), 0 if before else named.end(), before or line.text[: named.end()])
    labels = labels_at(f"{before.rstrip('.')}. X" if before else line.text) if line.shape != "quote" else ()
    for label in labels:
        if label.style in ("1", "1)", "(1)") and len(label.value) <= 2:
            printed = before or line.text[: label.end]
            return ("numbered", label.printed.strip("()"), label.value, 0 if before else label.end, printed)
    if before or line.shape == "item" or labels:
        return None
    return ("none", None, (), 0, "")


def _may_ask(page: Page, at: int, rest: str, named: re.Match[str]) -> bool:
    """Whether "Question 3" begins a question here, and is not spoken of."""
    if not rest:
        after = page.next_words(at)
        return after is not None and (named["number"] is not None or after == at + 1)
    if not (named["stop"] or named["bare"]):
        return not rest[0].islower()
    return not rest[0].islower() or (bool(ASKING.match(rest)) and not _CITED.match(rest))


def _value(number: str | None) -> tuple[int, ...]:
    if number is None:
        return ()
    letter = re.search(r"([a-z])\)?\Z", number.casefold()) if number[0].isdigit() else None
    whole = counted(re.sub(r"[^\d.]", "", number) if number[0].isdigit() else number) or ()
    return (*whole, ord(letter[1]) - 96) if letter else whole


def _joined(page: Page, at: int, text: str) -> tuple[tuple[int, ...], str]:
    """The lines right under the head of a question that somebody broke it into, and all its words."""
    joined: list[int] = []
    if page.lines[at].shape != "line":
        return (), text
    for below in range(at + 1, min(at + 1 + _MOST_JOINED, len(page.lines))):
        line = page.lines[below]
        closed = bool(TERMINAL.search(text[-_END:])) and not page.is_full(below - 1)
        if line.blank or line.shape != "line" or closed or len(text) > _LONGEST:
            break
        open_end = not text or line.text[0].islower()
        if page.physical:
            open_end = open_end or page.is_full(below - 1) or bool(DANGLING.search(text))
            open_end = open_end or (bool(ASKING.match(text)) and _ends_below(page, below))
        elif text and looks(line) != looks(page.lines[at]):
            break
        if not open_end:
            break
        if text and (_NAMED.match(line.text) or labels_at(line.text)) and not page.is_full(below - 1):
            break
        joined.append(below)
        text = f"{text} {line.text}".strip()
    return tuple(joined), text


def _ends_below(page: Page, at: int) -> bool:
    """Whether a question mark comes before the paragraph ends."""
    for line in page.lines[at : at + _MOST_JOINED]:
        if line.blank or line.shape != "line":
            return False
        if "?" in line.text:
            return True
    return False


def _families(page: Page, seen: Sequence[Head]) -> Iterable[tuple[Family, list[Head]]]:
    """The heads that may belong together: those with a name, of one look, with plain numbers, with nothing."""
    named = [head for head in seen if head.label == "named"]
    if named:
        looked = Counter(head.look for head in named)
        look, count = looked.most_common(1)[0]
        others = [h for h in seen if h.look == look != "plain" and h.label == "none" and h.asks > 0]
        yield "named", sorted([*named, *(others if count >= _LIKELY * len(named) else ())], key=lambda head: head.at)
    marked = {head.look for head in seen if head.look not in ("plain", "quote") and head.asks > 0}
    for look in sorted(marked):
        yield "marked", [h for h in seen if h.look == look and (h.label == "numbered" or h.asks > 0)]
    flat = [h for h in seen if h.label == "numbered" and len(h.value) == 1]
    yield "numbered", [] if any(_has_deeper(page, head) for head in flat) else flat
    deep = [h for h in seen if h.label == "numbered" and len(h.value) > 1]
    yield "numbered", deep if sum(head.asks > 1 for head in deep) >= _LIKELY * len(deep) else []
    yield "lone", [h for h in seen if h.label == "none" and h.look in ("plain", "quote") and _alone(page, h)]


def _has_deeper(page: Page, head: Head) -> bool:
    """Whether 1.1 comes after 1: then they are the sections of a paper."""
    below = 0
    for line in page.lines[head.at + 1 : head.at + 40]:
        labels = labels_at(line.number + ". X" if line.number else line.text)
        if any(label.value[:-1] == head.value and label.stop for label in labels if len(label.value) > 1):
            return True
        below += any(len(label.value) == len(head.value) for label in labels)
        if below > 2:
            return False
    return False


def _alone(page: Page, head: Head) -> bool:
    """Whether a paragraph is nothing but one question."""
    if not head.text.rstrip("\"'”’) ").endswith("?") or not ASKING.match(head.text) or len(head.text.split()) > 60:
        return False
    if not page.physical:
        return True
    return head.at == 0 or page.lines[head.at - 1].blank


def _likeliest(members: Sequence[Head], breaks: Sequence[int]) -> tuple[float, list[Head]]:
    """The heads whose numbers make the best sequence, and how good it is."""
    paths = [_Path(0.0)]
    for head in members:
        offered: dict[tuple[int, ...], _Path] = {}
        for path in paths:
            follows = _follows(path.head, head, breaks)
            refused = path._replace(score=path.score - (0.5 if head.label == "named" else 1.2 * (follows == _NEXT)))
            taken = _Path(path.score + head.strength + follows, head, path)
            for option in (refused, taken):
                key = option.head.value if option.head else ()
                if key not in offered or option.score > offered[key].score:
                    offered[key] = option
        paths = sorted(offered.values(), key=lambda path: -path.score)[:_BEAM]
    found: list[Head] = []
    at: _Path | None = paths[0]
    while at is not None and at.head is not None:
        found.append(at.head)
        at = at.before
    return paths[0].score, found[::-1]


def _follows(before: Head | None, head: Head, breaks: Sequence[int]) -> float:
    """How well one question comes after another: the next number, or the first again in a new chapter."""
    if not head.value or before is None or not before.value:
        return 0.0
    fresh = bisect_right(breaks, head.at) > bisect_right(breaks, before.at)
    if head.value > before.value:
        depth = next((i for i, (a, b) in enumerate(zip(before.value, head.value, strict=False)) if a != b), None)
        ahead = 1 if depth is None else head.value[depth] - before.value[depth]
        return _NEXT if ahead == 1 else 0.2 - 0.1 * ahead if ahead <= _FURTHEST else -1.0
    if fresh:
        return 0.6 if head.value[-1] == 1 else -0.5
    return -0.3 if head.label == "named" and head.value == (1,) else -2.5


def _once(page: Page, heads: Sequence[Head]) -> list[Head]:
    """The heads without those inside another, and those of a bare list whose questions stand elsewhere with more."""
    inside = {at for head in heads for at in head.joined}
    heads = [head for head in heads if head.at not in inside]
    places: dict[tuple[str | None, tuple[str, ...]], list[int]] = {}
    for at, head in enumerate(heads):
        places.setdefault((head.number, tuple(words_of(head.text))), []).append(at)
    following = {head.at for head in heads}
    bare = [page.next_words(max([head.at, *head.joined])) in {*following, None} for head in heads]
    dropped: set[int] = set()
    for (_, words), same in places.items():
        if words and not all(bare[at] for at in same):
            dropped.update(at for at in same if bare[at] and len(same) > 1)
    return [head for at, head in enumerate(heads) if at not in dropped]
