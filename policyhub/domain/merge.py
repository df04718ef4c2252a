"""Merges two changed versions of one text, and leaves to a person what touches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from policyhub.domain.tokens import Token, align, is_word, joined, tokens

Origin = Literal["base", "mine", "theirs", "both", "conflict"]


@dataclass(frozen=True, slots=True)
class MergePiece:
    """A stretch of the three texts: ``origin`` tells who changed it, "both" is the same change twice."""

    origin: Origin
    base: str
    mine: str
    theirs: str

    @property
    def text(self) -> str | None:
        """The merged characters, None in a conflict."""
        return {"base": self.base, "mine": self.mine, "theirs": self.theirs, "both": self.mine}.get(self.origin)


@dataclass(frozen=True, slots=True)
class Merged:
    """``text`` is None when there are ``conflicts``; ``pieces`` are all three texts from beginning to end."""

    text: str | None
    pieces: tuple[MergePiece, ...]
    conflicts: tuple[MergePiece, ...]


class _Chunk(NamedTuple):
    """Ranges of tokens in base, mine and theirs; stable when all three have the same words."""

    stable: bool
    base: tuple[int, int]
    mine: tuple[int, int]
    theirs: tuple[int, int]


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Both changes put together (diff3 on words).

    Changes of the two sides that overlap or touch, with no unchanged word between them, are a conflict unless they
    are the same change.
    """
    texts = tuple(tokens(text) for text in (base, mine, theirs))
    pieces: list[MergePiece] = []
    for chunk in _joined_chunks(list(_chunks(*texts)), texts[0]):
        ranges = (chunk.base, chunk.mine, chunk.theirs)
        parts = tuple(text[start:stop] for text, (start, stop) in zip(texts, ranges, strict=True))
        if chunk.stable:
            pieces += [_piece(*(token.text for token in three)) for three in zip(*parts, strict=True)]
        else:
            pieces.append(_piece(*(joined(part) for part in parts)))
    pieces = _run_together(pieces)
    conflicts = tuple(piece for piece in pieces if piece.origin == "conflict")
    text = None if conflicts else "".join(piece.text or "" for piece in pieces)
    return Merged(text, tuple(pieces), conflicts)


def _piece(base: str, mine: str, theirs: str) -> MergePiece:
    origin: Origin = "conflict"
    if mine == theirs:
        origin = "base" if mine == base else "both"
    elif mine == base:
        origin = "theirs"
    elif theirs == base:
        origin = "mine"
    return MergePiece(origin, base, mine, theirs)


def _chunks(base: Sequence[Token], mine: Sequence[Token], theirs: Sequence[Token]) -> Iterator[_Chunk]:
    in_mine = _counterparts(base, mine)
    in_theirs = _counterparts(base, theirs)
    at = (0, 0, 0)
    stable_from: tuple[int, int, int] | None = None
    for place in range(len(base)):
        if place not in in_mine or place not in in_theirs:
            continue
        here = (place, in_mine[place], in_theirs[place])
        if here != at:
            if stable_from is not None:
                yield _chunk(True, stable_from, at)
                stable_from = None
            yield _chunk(False, at, here)
        stable_from = here if stable_from is None else stable_from
        at = (here[0] + 1, here[1] + 1, here[2] + 1)
    if stable_from is not None:
        yield _chunk(True, stable_from, at)
    end = (len(base), len(mine), len(theirs))
    if at != end:
        yield _chunk(False, at, end)


def _chunk(stable: bool, start: tuple[int, int, int], stop: tuple[int, int, int]) -> _Chunk:
    return _Chunk(stable, (start[0], stop[0]), (start[1], stop[1]), (start[2], stop[2]))


def _counterparts(base: Sequence[Token], other: Sequence[Token]) -> dict[int, int]:
    return {match.old + i: match.new + i for match in align(base, other) for i in range(match.length)}


def _joined_chunks(chunks: Sequence[_Chunk], base: Sequence[Token]) -> list[_Chunk]:
    """The chunks with changes joined that only signs stand between: a comma keeps nobody's edits apart."""
    kept: list[_Chunk] = []
    for chunk in chunks:
        touching = (
            not chunk.stable
            and len(kept) > 1
            and kept[-1].stable
            and not any(map(is_word, base[kept[-1].base[0] : kept[-1].base[1]]))
        )
        if touching:
            kept.pop()
            first = kept.pop()
            chunk = _chunk(False, _starts(first), _stops(chunk))
        kept.append(chunk)
    return kept


def _starts(chunk: _Chunk) -> tuple[int, int, int]:
    return chunk.base[0], chunk.mine[0], chunk.theirs[0]


def _stops(chunk: _Chunk) -> tuple[int, int, int]:
    return chunk.base[1], chunk.mine[1], chunk.theirs[1]


def _run_together(pieces: Sequence[MergePiece]) -> list[MergePiece]:
    """Pieces in a row with the same origin as one; a change of both sides without a word between is a conflict."""
    done: list[MergePiece] = []
    for piece in pieces:
        last = done[-1] if done else None
        if last is not None and last.origin == piece.origin:
            done[-1] = _together(last, piece, piece.origin)
        elif last is not None and {last.origin, piece.origin} in (
            {"mine", "theirs"},
            {"conflict", "mine"},
            {"conflict", "theirs"},
        ):
            done[-1] = _together(last, piece, "conflict")
        else:
            done.append(piece)
    return done


def _together(first: MergePiece, second: MergePiece, origin: Origin) -> MergePiece:
    return MergePiece(origin, first.base + second.base, first.mine + second.mine, first.theirs + second.theirs)
