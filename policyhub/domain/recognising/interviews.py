"""Takes a text of questions apart: each question with what follows it, the chapters they stand in, and what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from policyhub.domain.recognising.answers import furniture_from, heads_reply, is_date, is_pointer
from policyhub.domain.recognising.asked import Asked
from policyhub.domain.recognising.choices import is_option
from policyhub.domain.recognising.labels import appendix_at, labels_at
from policyhub.domain.recognising.lines import Page
from policyhub.domain.recognising.pieces import Edits, Piece, pieces_of
from policyhub.domain.recognising.question_heads import Head, Heads
from policyhub.domain.recognising.vocabulary import NOTES_HEADING, SENTENCE_END, TERMINAL, is_sentence

_LONGEST_CHAPTER = 110
_LOUD = ("marked", "bold", "capitals", "quiet")
_LEAST_QUIET, _LONGEST_QUIET = 5, 60
_SOME = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """One question's stretch of a page: its head, the lines after it, the lines of the chapter above it."""

    head: Head
    lines: tuple[int, ...]
    chapter: tuple[int, ...] = ()


@dataclass(slots=True)
class Interview:
    """The questions of a page in order, the lines they and what belongs to them use, and lines that end it.

    ``first`` is the line at which it begins (None: there is none), ``end`` the line after its last.
    """

    asked: list[Asked] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)
    back: list[int] = field(default_factory=list)
    first: int | None = None
    end: int = 0


def turns_of(
    page: Page,
    heads: Heads,
    used: frozenset[int],
    subheadings: Mapping[int, str],
    *,
    answered: bool,
    titles: frozenset[int] = frozenset(),
) -> list[Turn]:
    """The stretches of the questions.

    ``used`` lines are notes; ``subheadings`` are the lines that look like headings, with why (see ``regions``);
    ``answered`` says that answers are expected, in which short lines may stand; ``titles`` are the lines of numbered
    sections around the questions.
    """
    found = heads.found
    stops = [*(head.at for head in found[1:]), len(page.lines)]
    inside = [
        [i for i in range(h.at + 1, stop) if i not in used and not page.lines[i].blank]
        for h, stop in zip(found, stops, strict=True)
    ]
    if answered and not page.physical:
        subheadings = {**_quiet(page, [*inside[:-1], _above(page, found[0])]), **subheadings}
    reader = _Titles(page, heads, subheadings, titles, answered=answered)
    turns: list[Turn] = []
    above = reader.first_chapter(found[0], used)
    for at, (head, lines) in enumerate(zip(found, inside, strict=True)):
        lines = [i for i in lines if i not in head.joined]
        if at + 1 < len(found):
            own, after = reader.parted(lines, head, found[at + 1])
        else:
            own, after = reader.ended(lines, [i for part in inside[:-1] for i in part]), []
        turns.append(Turn(head, tuple(own), tuple(above)))
        above = after or ([] if reader.section_between(lines, own) else above)
    return turns


def _above(page: Page, head: Head) -> list[int]:
    """The two lines above the first question."""
    at = page.words_before(head.at)
    before = page.words_before(at) if at is not None else None
    return [i for i in (before, at) if i is not None]


def _quiet(page: Page, stretches: Sequence[Sequence[int]]) -> dict[int, str]:
    """Short lines over the next question that are titles though they look like text, when there are several of them.

    What stands before each ends with a sentence, and no two say the same, as short answers may.
    """
    found: dict[str, int] = {}
    for lines in stretches:
        if len(lines) < _SOME:
            continue
        above, line = page.lines[lines[-2]], page.lines[lines[-1]]
        words = line.text.split()
        short = len(words) <= 8 and _LEAST_QUIET <= len(line.text) <= _LONGEST_QUIET and line.text[0].isupper()
        plain = line.shape == "line" and not line.number and line.text[-1].isalpha() and not labels_at(line.text)
        if short and plain and SENTENCE_END.search(above.text) and not is_sentence(line.text):
            if line.text in found or is_option(line.text) or is_pointer(line.text) or is_date(line.text):
                return {}
            found[line.text] = lines[-1]
    wordy = any(" " in text for text in found)
    return dict.fromkeys(found.values(), "quiet") if wordy and len(found) >= _SOME else {}


class _Titles:
    """Says which lines between questions are the titles of chapters or sections."""

    def __init__(
        self, page: Page, heads: Heads, subheadings: Mapping[int, str], titles: frozenset[int], *, answered: bool
    ) -> None:
        self.page = page
        self.answered = answered
        self.heads = heads
        if answered:
            subheadings = {at: why for at, why in subheadings.items() if not heads_reply(page.lines[at].text)}
        self.subheadings = subheadings
        self.numbered = titles
        look = heads.look
        self.level = int(look.removeprefix("heading ")) if look.startswith("heading ") else 0

    def first_chapter(self, head: Head, used: frozenset[int]) -> list[int]:
        """The lines of a chapter's title over the first question, if there are chapters and this is not the title."""
        above: list[int] = []
        at = self.page.words_before(head.at)
        title = None if self.page.titled else self.page.next_words(-1)
        while at is not None and at != title and at not in {*used, *self.numbered} and self.titles(at) and not above:
            above.insert(0, at)
            at = self.page.words_before(at)
        if not above:
            return []
        later = [
            i for i in self.subheadings if i > head.at and self.page.lines[i].shape == self.page.lines[above[0]].shape
        ]
        alike = any(self.looks_like(i, above[0]) and self.page.next_words(i) in self._at for i in later)
        return above if alike or self._named(above[0]) else []

    @property
    def _at(self) -> frozenset[int]:
        return frozenset(head.at for head in self.heads.found)

    def looks_like(self, at: int, other: int) -> bool:
        """Whether two titles are of one kind."""
        one, two = self.page.lines[at], self.page.lines[other]
        return (one.shape, one.level, self.subheadings.get(at)) == (two.shape, two.level, self.subheadings.get(other))

    def strong(self, at: int) -> bool:
        """Whether a line is certainly a title of more than the words of one answer."""
        line = self.page.lines[at]
        if at in self.numbered:
            return True
        if line.shape == "heading":
            if self.answered and heads_reply(line.text):
                return False
            return not self.level or line.level <= self.level
        return self._named(at)

    def titles(self, at: int) -> bool:
        """Whether a line may be the title of a chapter."""
        return self.strong(at) or (self.page.lines[at].shape != "heading" and self.subheadings.get(at) is not None)

    def _named(self, at: int) -> bool:
        """Whether a line says that it begins a chapter, part or section."""
        text = self.page.lines[at].text
        if len(text) > _LONGEST_CHAPTER or text[-1] in ".;,?" or self.page.lines[at].shape == "item":
            return False
        return any(label.style.startswith(("part", "section")) for label in labels_at(text)) and not is_sentence(text)

    def parted(self, lines: list[int], head: Head, after: Head) -> tuple[list[int], list[int]]:
        """The lines between two questions that belong to the first, and those of a chapter's title over the second."""
        tail: list[int] = []
        own = list(lines)
        restarts = bool(head.value and after.value and after.value <= head.value)
        while own and own[-1] not in self.numbered and (self.strong(own[-1]) if tail else self._over(own, restarts)):
            tail.insert(0, own.pop())
        cut = next((n for n, i in enumerate(own) if self.strong(i)), len(own))
        return own[:cut], tail

    def _over(self, lines: list[int], restarts: bool) -> bool:
        """Whether the last of some lines is a title over the question that follows."""
        at = lines[-1]
        if self.strong(at):
            return True
        why = self.subheadings.get(at)
        line = self.page.lines[at]
        if line.shape == "heading" or len(line.text) > _LONGEST_CHAPTER:
            return False
        if (restarts or not self.answered) and self.page.lines[at].shape == "line":
            return why is not None
        if why == "short":
            # A short answer stands over the next question as well.
            before = lines[-2] if len(lines) > 1 else None
            return before is not None and bool(TERMINAL.search(self.page.lines[before].text)) and self._wordy(at)
        return why in _LOUD and len(lines) > 1

    def _wordy(self, at: int) -> bool:
        return 1 < len(self.page.lines[at].text.split()) <= 10 and self.page.lines[at].text[-1].isalnum()

    def section_between(self, lines: Sequence[int], own: Sequence[int]) -> bool:
        """Whether a section of its own stands between two questions."""
        return any(self.strong(i) for i in lines[len(own) :])

    def ended(self, lines: list[int], earlier: Sequence[int]) -> list[int]:
        """The lines after the last question that belong to it: up to a title, an appendix, or a list of notes."""
        usual = any(self.subheadings.get(i) not in (None, "quiet") for i in earlier)
        for n, at in enumerate(lines):
            line = self.page.lines[at]
            appendix = appendix_at(line.text) if line.shape in ("line", "heading") else None
            title = self.subheadings.get(at) is not None and not usual and line.shape != "heading"
            title = title and (n > 0 or not self.answered)
            if self.strong(at) or title or NOTES_HEADING.fullmatch(line.text) or (appendix and appendix.strength > 1):
                return lines[:n]
        return lines


def head_starts(page: Page, turn: Turn, lines: Sequence[int]) -> dict[int, int]:
    """The line of the head begins after its label, the first line after its words begins a paragraph of its own."""
    starts = {turn.head.at: turn.head.cut}
    below = next((i for i in lines if i not in turn.head.joined), None)
    if (
        below is not None
        and TERMINAL.search(turn.head.text)
        and page.lines[below].shape == "line"
        and not page.lines[below].number
    ):
        starts[below] = 0
    return starts


def chapter_pieces(page: Page, turns: Sequence[Turn], edits: Edits) -> list[Piece | None]:
    """The title of each question's chapter as one piece; questions of one chapter share it."""
    made: dict[tuple[int, ...], Piece] = {}
    chapters: list[Piece | None] = []
    for turn in turns:
        if turn.chapter and turn.chapter not in made:
            pieces = pieces_of(page, turn.chapter, edits, {at: 0 for at in turn.chapter if not page.lines[at].number})
            first = pieces[0]
            first.text = " – ".join(piece.text.strip() for piece in pieces)
            first.lines = list(turn.chapter)
            made[turn.chapter] = first
        chapters.append(made.get(turn.chapter))
    return chapters


def take_back(page: Page, lines: Sequence[int], first_answer: int) -> tuple[list[int], list[int]]:
    """The lines of the last answer, and those after them that are no part of it."""
    start = furniture_from(page, [i for i in lines if i > first_answer])
    return [i for i in lines if start is None or i < start], [i for i in lines if start is not None and i >= start]
