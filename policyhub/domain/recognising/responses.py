"""Reads a response: somebody's questions, each with its answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policyhub.domain.document import Mark
from policyhub.domain.recognising.answers import LABEL, is_lettered, label_at, own_labels
from policyhub.domain.recognising.asked import Asked
from policyhub.domain.recognising.interviews import Interview, Turn, chapter_pieces, head_starts, take_back, turns_of
from policyhub.domain.recognising.lines import Page
from policyhub.domain.recognising.pieces import Edits, Piece, part_of, pieces_of
from policyhub.domain.recognising.question_heads import Heads, looks
from policyhub.domain.recognising.vocabulary import ASKING, TERMINAL

_FOLLOWS = re.compile(
    r"[(\[]?(?:if (?:not|so|yes|no|you)\b|please\b|why\b|os (?:na|nad|felly|ydych)\b|nodwch\b|rhowch\b|pam\b"
    r"|word limit|max(?:imum)?\b|up to \d)",
    re.IGNORECASE,
)
_IF = re.compile(r"[(\[]?(?:if|os|why|pam)\b(?!.{0,60}\b(?:please|nodwch|rhowch)\b)", re.IGNORECASE)
_LONGEST_FOLLOWING = 300
_ASKED = re.compile(r"\?[\"'”’)\]]*(?=\s+[A-ZÀ-ÞŴŶ\"“'‘(])")
_STOP = re.compile(r"[.!;](?=\s)")
_SHORTEST = 2


def read_response(
    page: Page,
    heads: Heads,
    used: frozenset[int],
    subheadings: Mapping[int, str],
    edits: Edits,
    titles: frozenset[int] = frozenset(),
) -> Interview:
    """The questions of a response with their answers.

    ``used`` lines are notes, marked in others by ``edits``; ``titles`` are the lines of numbered sections.
    """
    if not heads.found:
        return Interview()
    turns = turns_of(page, heads, used, subheadings, answered=True, titles=titles)
    chapters = chapter_pieces(page, turns, edits)
    own = own_labels([page.lines[turn.lines[0]].text.strip() for turn in turns if turn.lines])
    labelled = [_labels(page, turn, own) for turn in turns]
    run_on = sum(not turn.lines for turn in turns) > 0.5 * len(turns)
    interview = Interview(first=min([turns[0].head.at, *turns[0].chapter]))
    guided = _are_guided(page, turns, labelled)
    for turn, labels, chapter in zip(turns, labelled, chapters, strict=True):
        lines = turn.lines
        if turn is turns[-1]:
            first = lines[0] if lines else turn.head.at
            kept, back = take_back(page, lines, first)
            lines, interview.back = tuple(kept), back
        asked = _asked(page, turn, lines, labels, chapter, edits, guided=guided)
        if run_on and not asked.answer:
            _part(asked)
        interview.asked.append(asked)
        interview.lines |= {turn.head.at, *turn.head.joined, *lines, *turn.chapter, *interview.back}
    interview.end = max(interview.lines) + 1
    return interview


def _asked(
    page: Page,
    turn: Turn,
    lines: Sequence[int],
    labels: Mapping[int, int],
    chapter: Piece | None,
    edits: Edits,
    *,
    guided: bool,
) -> Asked:
    """One question with its answer."""
    head = turn.head
    starts = {**head_starts(page, turn, lines), **labels}
    pieces = pieces_of(page, sorted({head.at, *head.joined, *lines}), edits, starts, joins=head.joined)
    asked = Asked(head.number, chapter, pieces[:1], printed=head.printed.strip())
    rest = pieces[1:]
    while rest and _goes_on(page, asked, rest, labels):
        asked.pieces.append(rest.pop(0))
    label = next(iter(labels), None)
    if label is not None and guided:
        while rest and rest[0].lines[0] < label:
            asked.guidance.append(rest.pop(0))
    asked.answer = [piece for piece in rest if piece.text.strip()]
    asked.labels = [page.lines[at].text[:cut].strip() for at, cut in labels.items()]
    return asked


def _part(asked: Asked) -> None:
    """Part a question from its answer that stands on the same line: after its bold words, or after its last "?"."""
    last = asked.pieces[-1]
    bold = max((s.end for s in last.styled if s.start == 0 and Mark.STRONG in s.marks), default=0)
    asks = [match.end() for match in _ASKED.finditer(last.text)]
    cut = bold if 0 < bold < len(last.text) else next((at for at in asks if not _goes_on_asking(last.text[at:])), 0)
    if len(last.text[cut:].strip()) < _SHORTEST or not cut:
        return
    answer = part_of(last, cut, len(last.text))
    answer.kind = "text"
    label = LABEL.match(answer.text)
    if label is not None:
        asked.labels = [label[0].strip()]
        answer = part_of(answer, label.end(), len(answer.text))
    asked.pieces[-1] = part_of(last, 0, cut)
    asked.answer = [answer]


def _goes_on_asking(rest: str) -> bool:
    """Whether what follows a question mark asks more: another question, or for reasons."""
    first = _ASKED.search(rest)
    sentence = rest[: first.end()] if first else rest
    return _FOLLOWS.match(rest.strip()) is not None or (first is not None and not _STOP.search(sentence.rstrip("? ")))


def _labels(page: Page, turn: Turn, own: frozenset[str]) -> dict[int, int]:
    """The line on which "A." stands before the answer, and where its words begin; a list A., B. is none.

    ``own`` are words that whoever answers prints before each answer.
    """
    if turn.lines and page.lines[turn.lines[0]].text.strip() in own:
        return {turn.lines[0]: len(page.lines[turn.lines[0]].text)}
    for at in turn.lines:
        cut = label_at(page.lines[at])
        if cut is None or is_lettered(page, [i for i in turn.lines if i > at]):
            continue
        return {at: cut}
    return {}


def _are_guided(page: Page, turns: Sequence[Turn], labelled: Sequence[Mapping[int, int]]) -> bool:
    """Whether something stands between most questions and what is printed before their answers."""
    found = [(turn, next(iter(labels))) for turn, labels in zip(turns, labelled, strict=True) if labels]
    between = sum(any(not _FOLLOWS.match(page.lines[i].text) for i in t.lines if i < label) for t, label in found)
    return between > 1 and 2 * between > len(found)


def _goes_on(page: Page, asked: Asked, rest: Sequence[Piece], labels: Mapping[int, int]) -> bool:
    """Whether the next piece still belongs to the question."""
    piece, text = rest[0], asked.text
    if piece.lines[0] in labels or piece.kind == "table":
        return False
    if not text:
        return True
    words = piece.text.strip()
    more = len(rest) > 1
    listed = piece.kind in ("item", "lettered")
    if more and listed and (text.endswith(":") or asked.pieces[-1].kind == piece.kind):
        return True
    if listed:
        return False
    before, line = page.lines[asked.pieces[-1].lines[0]], page.lines[piece.lines[0]]
    if more and looks(before) == looks(line) and looks(line) in ("bold", "quote"):
        return True
    if not TERMINAL.search(text) and words.endswith("?") and (ASKING.match(words) or more):
        return True
    if not more or len(words) > _LONGEST_FOLLOWING or not _FOLLOWS.match(words):
        return False
    return words.rstrip(")]")[-1:] == "?" or bool(labels) or not _IF.match(words)
