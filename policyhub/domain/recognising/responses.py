"""Reads a response: somebody's questions, each with its answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policyhub.domain.recognising.answers import is_lettered, label_at
from policyhub.domain.recognising.asked import Asked
from policyhub.domain.recognising.interviews import Interview, Turn, chapter_pieces, head_starts, take_back, turns_of
from policyhub.domain.recognising.lines import Page
from policyhub.domain.recognising.pieces import Edits, Piece, pieces_of
from policyhub.domain.recognising.question_heads import Heads, looks
from policyhub.domain.recognising.vocabulary import ASKING, TERMINAL

_FOLLOWS = re.compile(
    r"[(\[]?(?:if (?:not|so|yes|no|you)\b|please\b|why\b|os (?:na|nad|felly|ydych)\b|nodwch\b|rhowch\b|pam\b"
    r"|word limit|max(?:imum)?\b|up to \d)",
    re.IGNORECASE,
)
_IF = re.compile(r"[(\[]?(?:if|os|why|pam)\b(?!.{0,60}\b(?:please|nodwch|rhowch)\b)", re.IGNORECASE)
_LONGEST_FOLLOWING = 300


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
    labelled = [_labels(page, turn) for turn in turns]
    interview = Interview(first=min([turns[0].head.at, *turns[0].chapter]))
    guided = _are_guided(page, turns, labelled)
    for turn, labels, chapter in zip(turns, labelled, chapters, strict=True):
        own = turn.lines
        if turn is turns[-1]:
            first = own[0] if own else turn.head.at
            kept, back = take_back(page, own, first)
            own, interview.back = tuple(kept), back
        interview.asked.append(_asked(page, turn, own, labels, chapter, edits, guided=guided))
        interview.lines |= {turn.head.at, *turn.head.joined, *own, *turn.chapter, *interview.back}
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


def _labels(page: Page, turn: Turn) -> dict[int, int]:
    """The line on which "A." stands before the answer, and where its words begin; a list A., B. is none."""
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
