"""Cuts words out of a body so that they can stand in another text: a range, with its notes, without live references."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from policyhub.domain.document import CommentMark, Inline, LineBreak, NoteMark, Reference, Span
from policyhub.domain.escaping import escape_words
from policyhub.domain.markdown import Box, Leaf, clean, parse
from policyhub.domain.markdown_of import markdown_of
from policyhub.domain.markdown_rules import NOTE, REFERENCE
from policyhub.domain.markup import NoteText, note_ids_in, plain, references_in
from policyhub.domain.source_map import Unplaceable, fold

_BLANKS = re.compile(r"\s+")


def locate(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote stands in a plain text, whatever its blanks and line ends are; None if it stands nowhere."""
    words = quote.split()
    if not words:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), text)
    return (found.start(), found.end()) if found else None


def cut(body: str, notes: Iterable[NoteText], start: int | None, stop: int | None) -> tuple[str, list[dict[str, str]]]:
    """The Markdown of a range of the plain text, with the notes whose marks stand inside it.

    Without ``start`` and ``stop`` it is the whole body. Live references become the number that was printed. Raises
    Unplaceable when the range holds no words or cannot stand by itself (it runs over a table).
    """
    notes = tuple(notes)
    made = _live(body, notes, start, stop)
    return flat(made), _used(made, notes)


def numbers_referred_to(body: str, notes: Iterable[NoteText], start: int | None, stop: int | None) -> list[str]:
    """The printed numbers of the live references in a range of the plain text, each once. Raises as ``cut`` does."""
    return list(dict.fromkeys(number for _, number in references_in(_live(body, tuple(notes), start, stop))))


def _live(body: str, notes: tuple[NoteText, ...], start: int | None, stop: int | None) -> str:
    words = plain(body, notes)
    left, right = 0 if start is None else start, len(words) if stop is None else stop
    if not 0 <= left <= right <= len(words):
        raise Unplaceable("There is no such place in the text.")
    made = body if (left, right) == (0, len(words)) else _cut(clean(body), notes, left, right)
    if fold(plain(made, notes)) != fold(words[left:right]):
        raise Unplaceable("These words cannot be cut out of what stands around them.")
    return made


def flat(body: str) -> str:
    """The body with each live reference as the number that is stored in it."""
    return _outside_escapes(REFERENCE, body, lambda found: escape_words(found[2]))


def typed(body: str) -> str:
    """Markdown that a person typed, with tidy line ends; what looks like a live reference stays the words it is."""
    text = body.replace("\r\n", "\n").replace("\r", "\n").strip()
    return _outside_escapes(re.compile(r"\{ref:"), text, lambda found: "\\" + found[0])


def renamed(body: str, names: dict[str, str]) -> str:
    """The body with the ids of its note marks changed; a mark without a new id becomes the words it is."""
    return _outside_escapes(NOTE, body, lambda found: f"[^{names[found[1]]}]" if found[1] in names else "\\" + found[0])


def _outside_escapes(sign: re.Pattern[str], body: str, put: Callable[[re.Match[str]], str]) -> str:
    """The body with each sign replaced, but where a backslash stands before it."""

    def one(found: re.Match[str]) -> str:
        inside = sign.match(found[0])
        return put(inside) if inside else found[0]

    return re.sub(rf"\\[\s\S]|{sign.pattern}", one, body)


def _used(body: str, notes: Sequence[NoteText]) -> list[dict[str, str]]:
    marks = set(note_ids_in(body))
    return [{"id": n["id"], "mark": n["mark"], "text": flat(n["text"])} for n in notes if n["id"] in marks]


def _cut(body: str, notes: Sequence[NoteText], start: int, stop: int) -> str:
    """The paragraphs and items that the range touches, each with the part of its words that lies inside."""
    lists: list[str] = []
    parts: list[tuple[str, int]] = []
    marker = ""
    for piece in parse(body, frozenset(note["id"] for note in notes)):
        if isinstance(piece, Box):
            if piece.kind in ("bullets", "numbers"):
                lists = [*lists, piece.kind] if piece.opens else lists[:-1]
            elif piece.kind == "item":
                marker = piece.marker if piece.opens else ""
        elif isinstance(piece, Leaf) and piece.text and piece.start < stop and piece.stop > start:
            if piece.shape in ("cell", "head") and not (piece.start <= start and stop <= piece.stop):
                raise Unplaceable("The passage runs over the border of a table's cell.")
            words = markdown_of(_inside(piece, start, stop))
            if words:
                parts.append((_sign(marker) + words if lists else words, len(lists)))
                marker = ""
    outermost = min((depth for _, depth in parts if depth), default=1)
    made = ""
    for at, (words, depth) in enumerate(parts):
        joint = "" if not at else "\n" if depth and parts[at - 1][1] else "\n\n"
        made += joint + "   " * (depth - outermost) + words
    return made


def _sign(marker: str) -> str:
    return f"{re.sub(r'[^0-9]', '', marker)}. " if marker[:1].isdigit() else "- "


def _inside(leaf: Leaf, start: int, stop: int) -> list[Inline]:
    """What of a leaf's words lies in a range; a mark of a note at its end belongs to the words before it."""
    found: list[Inline] = []
    place = leaf.start
    for inline in leaf.content:
        if isinstance(inline, NoteMark):
            if start < place <= stop:
                found.append(inline)
            continue
        if isinstance(inline, CommentMark):
            continue
        text = "\n" if isinstance(inline, LineBreak) else inline.text
        left, right = max(start - place, 0), min(stop - place, len(text))
        if left < right:
            whole = right - left == len(text)
            found.append(inline if whole else _part(inline, text[left:right]))
        place += len(text)
    return found


def _part(inline: Inline, text: str) -> Inline:
    match inline:
        case Span(marks=marks, link=link):
            return Span(text, marks, link)
        case Reference():
            return Span(text)
        case _:
            return Span(_BLANKS.sub(" ", text))
