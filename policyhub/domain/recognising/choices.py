"""Reads the choices that a question gives: boxes to tick, "Yes / No / Not sure", a list from agree to disagree."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from policyhub.domain.recognising.pieces import Piece

_BOX = re.compile(r"[☐□◻❏❐❑❒○◯⚪⬜▢☑☒]|\[[ _]?\]|\([ _]\)|_{3,}")
_DEGREE = (
    r"(?:(?:strongly|somewhat|slightly|tend to|completely|fully|mostly|partly|partially|generally|very|quite|not very"
    r"|not at all|neither|yn)\s+)?"
)
_OPTION = re.compile(
    rf"(?:(?:yes|no|ie|na|nage|oes|nac oes|ydw|nac ydw|ydy|nac ydy|dylai|na ddylai)(?:,.{{1,60}}| [–—-] .{{1,60}})?"
    rf"|(?:not|un)\s?(?:sure|certain|decided|applicable)|n/a|maybe|perhaps|(?:i )?(?:do not|don['’]t"
    rf"|dont) (?:know|mind)"
    rf"|no (?:opinion|view|preference|answer|strong feelings)|prefer not to (?:say|answer)|all of (?:these|the above)"
    rf"|none of (?:these|the above)|both|neither|other(?: ?[(:,–—-].*| please specify.*)?|(?:to )?some extent|partly"
    rf"|partially|undecided|neutral|{_DEGREE}(?:dis)?agree(?: nor disagree| or disagree)?|{_DEGREE}(?:support"
    rf"|oppose|favour)"
    rf"(?: nor oppose| or oppose)?|{_DEGREE}(?:important|satisfied|dissatisfied|likely|unlikely|good|bad|poor"
    rf"|clear|unclear"
    rf"|useful|easy|difficult|effective)|ddim yn (?:siŵr|siwr|gwybod)|arall|(?:cytuno"
    rf"|anghytuno)(?: ?['’]?n gryf)?)[.*]?",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\(?\d{1,2}[.)]\s|(?:option|choice|dewis) [A-Z\d]{1,2}\b", re.IGNORECASE)
_SPLITS = tuple(map(re.compile, (r"\s*[/|]\s*", r"\s*[,;]\s*", r"\t+| {3,}")))
_MOST_WORDS = 14
_MOST = 60


def choices_in(pieces: Sequence[Piece]) -> tuple[list[str], int]:
    """The choices with which some pieces begin, and how many pieces they take: none when these are no choices."""
    first = pieces[0]
    if first.kind == "table":
        cells = [cell for row in first.cells for cell in row if _BOX.sub("", cell).strip()]
        good = len(cells) > 1 and all(_is_option(cell) for cell in cells)
        return ([_bare(cell) for cell in cells], 1) if good else ([], 0)
    inline = _inline(first.text)
    if inline:
        return inline, 1
    taken = _run(pieces, lambda piece: bool(_BOX.search(piece.text)) and len(piece.text) <= 200)
    if taken:
        return [_bare(part) for piece in pieces[:taken] for part in _BOX.split(piece.text) if _bare(part)], taken
    taken = _run(pieces, lambda piece: _is_option(piece.text))
    if taken < 2:
        taken = _run(pieces, lambda piece: _is_listed(piece) and _is_short(piece.text))
    if taken < 2 or taken > _MOST:
        return [], 0
    return [piece.text.strip() for piece in pieces[:taken]], taken


def choices_at_end(question: str) -> tuple[list[str], int | None]:
    """The choices at the end of a question's own words, "… agree? (Yes / No)", and where they begin."""
    cut = max(question.rfind("?"), question.rfind("("), question.rfind("["))
    if cut < 0:
        return [], None
    start = cut + (question[cut] == "?")
    choices = _inline(question[start:].strip().strip("()[].").strip())
    return (choices, start) if choices else ([], None)


def _inline(text: str) -> list[str]:
    """The choices of "Yes / No / Not sure" or "☐ Yes ☐ No", all in one paragraph."""
    text = text.strip()
    if len(text) > 300:
        return []
    boxed = [_bare(part) for part in _BOX.split(text) if _bare(part)]
    if len(boxed) > 1 and _BOX.search(text) and all(_is_short(part) for part in boxed):
        return boxed
    for parting in _SPLITS:
        parts = [part.strip() for part in parting.split(text.strip("()[]"))]
        if len(parts) > 1 and all(_OPTION.fullmatch(part) for part in parts):
            return parts
    return []


def _run(pieces: Sequence[Piece], fits: Callable[[Piece], bool]) -> int:
    """How many of the first pieces fit."""
    return next((n for n, piece in enumerate(pieces) if piece.kind == "table" or not fits(piece)), len(pieces))


def is_option(text: str) -> bool:
    """Whether a paragraph is one choice that many questions give ("Not sure"), or several in one ("Yes / No")."""
    return _is_option(text) or are_options(text)


def are_options(text: str) -> bool:
    """Whether a paragraph is several choices: "Yes / No"."""
    return bool(_inline(text))


def _is_option(text: str) -> bool:
    return len(text) <= 120 and _OPTION.fullmatch(_bare(text)) is not None


def _is_listed(piece: Piece) -> bool:
    return piece.kind in ("item", "lettered") or _COUNTED.match(piece.text) is not None


def _is_short(text: str) -> bool:
    words = text.split()
    return bool(words) and len(words) <= _MOST_WORDS and words[-1][-1] not in "?:"


def _bare(text: str) -> str:
    return _BOX.sub(" ", text).strip()
