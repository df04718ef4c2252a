"""Reads a consultation: somebody's questions with guidance and choices, inside a document of numbered paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policyhub.domain.recognising.asked import Asked, limit_in
from policyhub.domain.recognising.choices import choices_at_end, choices_in
from policyhub.domain.recognising.interviews import Interview, Turn, chapter_pieces, head_starts, turns_of
from policyhub.domain.recognising.labels import labels_at
from policyhub.domain.recognising.lines import Line, Page
from policyhub.domain.recognising.pieces import Edits, Piece, pieces_of
from policyhub.domain.recognising.question_heads import Heads, looks
from policyhub.domain.recognising.vocabulary import ASKING, GUIDES, TERMINAL

_GUIDES_BRIEFLY = re.compile(
    r"(?:please|tick|select|choose|if|give|explain|reasons?|comments?|your|nodwch|rhowch|os|ticiwch)\b",
    re.IGNORECASE,
)
_LONG = 60


def read_consultation(
    page: Page, heads: Heads, used: frozenset[int], subheadings: Mapping[int, str], edits: Edits
) -> Interview:
    """The questions of a consultation; all that is neither theirs nor a note stays for the document around them."""
    if not heads.found:
        return Interview()
    subheadings = {
        at: why for at, why in subheadings.items() if why == "marked" or not _guides_briefly(page.lines[at].text)
    }
    turns = turns_of(page, heads, used, subheadings, answered=False)
    chapters = chapter_pieces(page, turns, edits)
    interview = Interview(first=min([turns[0].head.at, *turns[0].chapter]))
    spans = [_span(page, turn, heads, subheadings, edits) for turn in turns]
    asks_only = _asks_only(spans)
    for turn, chapter, pieces in zip(turns, chapters, spans, strict=True):
        asked, left = _asked(page, turn, chapter, pieces, asks_only=asks_only)
        interview.asked.append(asked)
        gone = {i for piece in left for i in piece.lines}
        interview.lines |= {i for piece in pieces for i in piece.lines if i not in gone} | {turn.head.at, *turn.chapter}
    interview.end = max(interview.lines) + 1
    return interview


def _span(page: Page, turn: Turn, heads: Heads, subheadings: Mapping[int, str], edits: Edits) -> list[Piece]:
    """The question, and all that may belong to it: up to a heading or the document's next paragraph."""
    lines: list[int] = []
    for at in turn.lines:
        look = looks(page.lines[at])
        if (at in subheadings and (look != turn.head.look or look == "plain")) or _is_paragraph(page.lines[at], heads):
            break
        lines.append(at)
    starts = head_starts(page, turn, lines)
    return pieces_of(page, sorted({turn.head.at, *turn.head.joined, *lines}), edits, starts, joins=turn.head.joined)


def _guides_briefly(text: str) -> bool:
    """Whether a line that looks like a heading says how to answer."""
    return _GUIDES_BRIEFLY.match(text) is not None or limit_in(text) is not None


def _is_paragraph(line: Line, heads: Heads) -> bool:
    """Whether a line begins a numbered paragraph of the document."""
    if line.number:
        return any(label.value for label in labels_at(f"{line.number.rstrip('.')}. X"))
    if line.shape != "line":
        return False
    deep = 1 if heads.family != "numbered" and heads.found[0].label == "named" else 2
    return any(
        label.style in ("1", "A1") and label.stop in (".", "") and len(label.value) >= deep and label.strength > 1
        for label in labels_at(line.text)
    )


def _asks_only(spans: Sequence[Sequence[Piece]]) -> bool:
    """Whether a text is a list of questions, so that what follows one belongs to it, also after the last."""
    prose = [
        sum(
            1
            for piece in pieces[1:]
            if piece.kind == "text" and len(piece.text) > _LONG and not GUIDES.match(piece.text)
        )
        for pieces in spans
    ]
    return not any(prose) or (bool(prose[-1]) and max(prose) <= 2 and len(prose) > 1)


def _asked(
    page: Page, turn: Turn, chapter: Piece | None, pieces: Sequence[Piece], *, asks_only: bool
) -> tuple[Asked, list[Piece]]:
    """One question, and the pieces after it that are not its own."""
    asked = Asked(turn.head.number, chapter, list(pieces[:1]), printed=turn.head.printed.strip())
    rest = list(pieces[1:])
    while rest and not choices_in(rest)[1] and _goes_on(page, asked, rest[0]):
        asked.pieces.append(rest.pop(0))
    asked.choices, asked.cut = choices_at_end(asked.text)
    while rest:
        choices, taken = choices_in(rest) if not asked.choices else ([], 0)
        if taken:
            asked.choices = choices
            asked.closed = [i for piece in rest[:taken] for i in piece.lines]
            del rest[:taken]
        elif rest[0].kind != "table" and (asks_only or GUIDES.match(rest[0].text) or _listed(asked, rest[0])):
            asked.guidance.append(rest.pop(0))
        else:
            break
    return asked, rest


def _goes_on(page: Page, asked: Asked, piece: Piece) -> bool:
    """Whether a piece still belongs to the words of the question."""
    text, words = asked.text, piece.text.strip()
    if not text:
        return True
    if piece.kind == "table":
        return False
    if piece.kind in ("item", "lettered"):
        return text.endswith(":") or words.endswith("?") or asked.pieces[-1].kind == piece.kind
    if not TERMINAL.search(text) and words.endswith("?"):
        return True
    before, line = page.lines[asked.pieces[-1].lines[0]], page.lines[piece.lines[0]]
    if looks(before) == looks(line) == "bold":
        return True
    return (
        words.endswith("?")
        and len(words) < 200
        and bool(ASKING.match(words) and re.match(r"if |why|os |pam", words, re.IGNORECASE))
    )


def _listed(asked: Asked, piece: Piece) -> bool:
    """Whether a list goes on with guidance."""
    return piece.kind in ("item", "lettered") and bool(asked.guidance)
