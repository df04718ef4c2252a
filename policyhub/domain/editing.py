"""A body as a person edits it: live references stand as plain numbers, and are found again when it is saved."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyhub.domain.diff import Piece, compare
from policyhub.domain.recognising.typed_references import find_typed

_LIVE = re.compile(r"(?<!\\)\{ref:([a-z2-7]{12})\|([^}\n]*)\}")
_NOT_PROSE = re.compile(r"\[[^\]\n]*\]\([^)\n]*\)|<[^>\s]+>|`[^`\n]*`")  # a link, an address, words as they are
_TYPED = re.compile(r"(?<!\\)\{ref:")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A live reference in the text that is edited."""

    start: int
    stop: int
    target: str


def editable(body: str, numbers: Mapping[str, str | None]) -> str:
    """The body with each live reference as the present number of its target; what was printed where it has none."""
    return _opened(body, numbers)[0]


def saved(base_body: str, text: str, numbers: Mapping[str, str | None]) -> str:
    """The body that an edited text makes, when ``editable(base_body, numbers)`` was what the person began from.

    A reference stays live where its number still stands: where it stood, or in words that were typed anew. Its stored
    number becomes the present one. Words that were typed anew and point to another section ("see 2.3") become live as
    well. A "{ref:" that somebody typed is the words it is.
    """
    shown, spots = _opened(base_body, numbers)
    text = _tidied(text)
    pieces = compare(shown, text)
    claimed: list[_Spot] = []
    for spot in spots:
        place = _place(pieces, spot) or _typed_again(pieces, text, shown[spot.start : spot.stop], claimed)
        if place is not None and not any(c.start < place[1] and place[0] < c.stop for c in claimed):
            claimed.append(_Spot(*place, spot.target))
    claimed += _newly_typed(pieces, text, numbers, claimed)
    parts: list[str] = []
    at = 0
    for spot in sorted(claimed, key=lambda s: s.start):
        parts.append(_literal(text[at : spot.start]))
        parts.append(f"{{ref:{spot.target}|{text[spot.start : spot.stop]}}}")
        at = spot.stop
    return "".join([*parts, _literal(text[at:])])


def _tidied(text: str) -> str:
    """Line ends of one kind, without blanks before them, no empty lines around."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip(" \t") if not line.endswith("  ") else line.rstrip() + "  " for line in lines).strip(
        "\n"
    )


def _opened(body: str, numbers: Mapping[str, str | None]) -> tuple[str, list[_Spot]]:
    parts: list[str] = []
    spots: list[_Spot] = []
    at = length = 0
    for found in _LIVE.finditer(body):
        before = body[at : found.start()]
        number = numbers.get(found[1]) or found[2]
        parts += [before, number]
        length += len(before)
        spots.append(_Spot(length, length + len(number), found[1]))
        length += len(number)
        at = found.end()
    return "".join([*parts, body[at:]]), spots


def _place(pieces: Sequence[Piece], spot: _Spot) -> tuple[int, int] | None:
    """Where a reference stands in the new text, when its number was left as it was."""
    old = new = 0
    for piece in pieces:
        size = len(piece.text)
        if piece.op == "same":
            if old <= spot.start and spot.stop <= old + size:
                start = new + spot.start - old
                return start, start + spot.stop - spot.start
            old, new = old + size, new + size
        elif piece.op == "delete":
            old += size
        else:
            new += size
    return None


def _typed_again(pieces: Sequence[Piece], text: str, number: str, claimed: Sequence[_Spot]) -> tuple[int, int] | None:
    """Where the same number stands in words that are new, as a whole number and not as a part of a longer one."""
    whole = re.compile(rf"(?<![\w.]){re.escape(number)}(?!\w|\.\w)") if number else None
    if whole is None:
        return None
    new = 0
    for piece in pieces:
        if piece.op == "delete":
            continue
        if piece.op == "insert":
            for found in whole.finditer(text, new, new + len(piece.text)):
                if not any(c.start < found.end() and found.start() < c.stop for c in claimed):
                    return found.span()
        new += len(piece.text)
    return None


def _newly_typed(
    pieces: Sequence[Piece], text: str, numbers: Mapping[str, str | None], claimed: Sequence[_Spot]
) -> list[_Spot]:
    """References in words that are new; a number that stood there before as mere words stays what it was."""
    taken = [(spot.start, spot.stop) for spot in claimed]
    taken += [found.span() for found in _NOT_PROSE.finditer(text)]
    new = _inserted(pieces)
    return [
        _Spot(start, stop, target)
        for start, stop, target in find_typed(text, numbers)
        if any(start < b and a < stop for a, b in new) and not any(start < b and a < stop for a, b in taken)
    ]


def _inserted(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = 0
    for piece in pieces:
        if piece.op == "insert":
            found.append((at, at + len(piece.text)))
        if piece.op != "delete":
            at += len(piece.text)
    return found


def _literal(text: str) -> str:
    return _TYPED.sub(r"\\{ref:", text)
