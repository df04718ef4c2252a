"""Compares two documents: one document whose tracked changes lead from the old text to the new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from rapidfuzz.distance import Indel

from policyhub.domain import diff
from policyhub.domain.document import (
    Block,
    Change,
    ChangeKind,
    CommentMark,
    Document,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    NoteMark,
    Paragraph,
    Quotation,
    Reference,
    Span,
    Table,
    contents_of,
    plain_of,
    with_contents,
)
from policyhub.domain.tracked import accepted, joined

ALIKE = 0.5
"""Two paragraphs that share this much of their words are one that was changed; below it one went and one came."""

_BREAK = "\n"
_LARGEST_HOLE = 250_000


def compare_documents(old: Document, new: Document, *, author: str = "", at: str = "") -> Document:
    """The new document with tracked changes, by ``author`` at a moment, that lead to it from the old one.

    Accepting all of them gives the new document, rejecting all of them the words of the old one in its paragraphs;
    title, facts and the look of words that stayed are the new document's. Paragraphs are matched by their words, not
    by their numbers: where a number alone has changed, nothing is marked. Changes inside either document are taken as
    accepted before.
    """
    insert, delete = Change(ChangeKind.INSERT, author, at), Change(ChangeKind.DELETE, author, at)
    before, after = _prepared(old, "old"), _prepared(new, "new")
    told = _Told(insert, delete)
    blocks = told.blocks(before.blocks, after.blocks)
    used = {inline.note for content in contents_of(blocks) for inline in content if isinstance(inline, NoteMark)}
    were = {note.id: note for note in before.notes}
    notes = []
    for note in after.notes:
        was = were.get(told.notes.get(note.id, ""))
        words = told.blocks(was.blocks, note.blocks) if was is not None else note.blocks
        notes.append(replace(note, blocks=tuple(words)))
    gone = [note for note in before.notes if note.id in used]
    notes += [replace(note, blocks=tuple(_all(block, delete) for block in note.blocks)) for note in gone]
    return replace(after, blocks=tuple(blocks), notes=tuple(notes))


def _prepared(document: Document, which: str) -> Document:
    """The document without comments, with ids of notes and blocks that the other document has not."""
    settled = accepted(document)
    names = {note.id: f"{which} {note.id}" for note in settled.notes}

    def renamed(inline: Inline) -> Inline | None:
        match inline:
            case NoteMark(note=note):
                return NoteMark(names.get(note, note))
            case Reference(text=text) if which == "old":
                return Span(text)
            case CommentMark():
                return None
            case _:
                return inline

    def words(content: Sequence[Inline]) -> tuple[Inline, ...]:
        return joined([kept for inline in content if (kept := renamed(inline)) is not None])

    def block(one: Block) -> Block:
        made = with_contents(one, words)
        return replace(made, id=None) if which == "old" and isinstance(made, Paragraph | Heading) else made

    notes = tuple(replace(note, id=names[note.id], blocks=tuple(map(block, note.blocks))) for note in settled.notes)
    return replace(settled, blocks=tuple(map(block, settled.blocks)), notes=notes, comments=())


# --- which paragraph became which ---


def _pairs(old: Sequence[Block], new: Sequence[Block]) -> Iterator[tuple[Block | None, Block | None]]:
    """Each old block beside the new one that it became, in an order that both agree with."""
    was, now = [_key(block) for block in old], [_key(block) for block in new]
    a = c = 0
    for op in [*Indel.opcodes(was, now), None]:
        if op is not None and op.tag != "equal":
            continue
        b, d = (op.src_start, op.dest_start) if op is not None else (len(old), len(new))
        yield from _within(old[a:b], new[c:d])
        if op is not None:
            a, c = op.src_end, op.dest_end
            yield from zip(old[b:a], new[d:c], strict=True)


def _key(block: Block) -> str:
    kind = type(block).__name__
    if isinstance(block, Table):
        return kind + "\x1f".join("\x1e".join(plain_of(cell) for cell in row) for row in block.rows)
    return f"{kind} {' '.join(plain_of(block.content).split())}"


@dataclass(frozen=True, slots=True)
class _Match:
    old: int
    new: int


def _within(old: Sequence[Block], new: Sequence[Block]) -> Iterator[tuple[Block | None, Block | None]]:
    """The pairs of a stretch in which nothing is equal: those most alike, as long as they do not cross."""
    matches = [_Match(-1, -1), *_matched(old, new), _Match(len(old), len(new))]
    for before, after in pairwise(matches):
        if before.old >= 0:
            yield old[before.old], new[before.new]
        yield from ((block, None) for block in old[before.old + 1 : after.old])
        yield from ((None, block) for block in new[before.new + 1 : after.new])


def _matched(old: Sequence[Block], new: Sequence[Block]) -> list[_Match]:
    """The pairs, none crossing another, whose likenesses add up to most."""
    if not old or not new or len(old) * len(new) > _LARGEST_HOLE:
        return []
    likeness = [[_likeness(was, now) for now in new] for was in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for k in range(len(new) - 1, -1, -1):
            pair = likeness[i][k] + best[i + 1][k + 1] if likeness[i][k] >= ALIKE else 0.0
            best[i][k] = max(pair, best[i + 1][k], best[i][k + 1])
    found: list[_Match] = []
    i = k = 0
    while i < len(old) and k < len(new):
        if likeness[i][k] >= ALIKE and best[i][k] == likeness[i][k] + best[i + 1][k + 1]:
            found.append(_Match(i, k))
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1
    return found


def _likeness(was: Block, now: Block) -> float:
    """How much of the words of two blocks is the same, 0 to 1; a table is like no paragraph."""
    if isinstance(was, Table) or isinstance(now, Table):
        both = isinstance(was, Table) and isinstance(now, Table)
        return 1.0 if both and _shape(was) == _shape(now) else 0.0
    kind = 0.02 if type(was) is type(now) else 0.0
    return Indel.normalized_similarity(_words(was), _words(now)) * 0.98 + kind


def _shape(block: Block) -> tuple[int, ...]:
    return tuple(len(row) for row in block.rows) if isinstance(block, Table) else ()


def _words(block: Paragraph | Heading | ListItem | Quotation) -> list[str]:
    return plain_of(block.content).split()


# --- what changed inside a paragraph ---


@dataclass(slots=True)
class _Told:
    """Tells the changes that lead from old blocks to new ones; ``notes`` are the old notes of the new ones that stayed,
    by id."""

    insert: Change
    delete: Change
    notes: dict[str, str] = field(default_factory=dict)

    def blocks(self, old: Sequence[Block], new: Sequence[Block]) -> list[Block]:
        """The new blocks under their changes, with the old ones that are gone between them."""
        made: list[Block] = []
        for was, now in _pairs(old, new):
            if was is None and now is not None:
                made.append(_all(now, self.insert))
            elif now is None and was is not None:
                made.append(_all(was, self.delete))
            elif was is not None and now is not None:
                made.append(self._changed(was, now))
        return made

    def _changed(self, was: Block, now: Block) -> Block:
        if isinstance(now, Table):
            if not isinstance(was, Table):
                return now
            rows = tuple(
                tuple(self._merged(a, b) for a, b in zip(old, new, strict=True))
                for old, new in zip(was.rows, now.rows, strict=True)
            )
            return replace(now, rows=rows)
        if isinstance(was, Table):
            return now
        return replace(now, content=self._merged(was.content, now.content))

    def _merged(self, old: Sequence[Inline], new: Sequence[Inline]) -> tuple[Inline, ...]:
        """The new inlines with the old words that are gone between them."""
        was, now = _Reel(old), _Reel(new)
        made: list[Inline] = []
        for piece in diff.compare(was.text, now.text):
            if piece.op == "same":
                made += self._kept(was.take(len(piece.text)), now.take(len(piece.text)))
            elif piece.op == "delete":
                made += _under(was.take(len(piece.text)), self.delete)
            else:
                made += _under(now.take(len(piece.text)), self.insert)
        made += _under(was.rest(), self.delete)
        made += _under(now.rest(), self.insert)
        return joined(made)

    def _kept(self, gone: Sequence[Inline], came: Sequence[Inline]) -> list[Inline]:
        """Words that stayed, as they look now, and what became of the notes among them."""
        were = [one for one in gone if isinstance(one, NoteMark)]
        are = [one for one in came if isinstance(one, NoteMark)]
        self.notes |= {new.note: old.note for old, new in zip(were, are, strict=False)}
        if not were:
            return [replace(one, change=self.insert) if isinstance(one, NoteMark) else one for one in came]
        return [*came, *(() if are else (replace(one, change=self.delete) for one in were))]


class _Reel:
    """Inlines that are taken off by their characters; marks of notes go with the words before them."""

    def __init__(self, content: Sequence[Inline]) -> None:
        self._left = list(content)
        self.text = "".join(_text(inline) for inline in content)

    def take(self, length: int) -> list[Inline]:
        """The inlines of the next characters, a span that goes on cut in two."""
        taken: list[Inline] = []
        while self._left and (length or isinstance(self._left[0], NoteMark)):
            inline = self._left.pop(0)
            text = _text(inline)
            if len(text) <= length or not text:
                taken.append(inline)
                length -= len(text)
                continue
            whole = inline if isinstance(inline, Span) else Span(text)
            taken.append(replace(whole, text=text[:length]))
            self._left.insert(0, replace(whole, text=text[length:]))
            length = 0
        return taken

    def rest(self) -> list[Inline]:
        """All that is left."""
        left, self._left = self._left, []
        return left


def _text(inline: Inline) -> str:
    match inline:
        case Span(text=text) | Reference(text=text):
            return text
        case LineBreak():
            return _BREAK
        case _:
            return ""


def _under(content: Sequence[Inline], change: Change) -> list[Inline]:
    """The inlines under a change; what cannot be, as the words it shows."""
    made: list[Inline] = []
    for inline in content:
        match inline:
            case Span() | NoteMark() | LineBreak():
                made.append(replace(inline, change=change))
            case Reference(text=text):
                made.append(Span(text, change=change))
            case _:
                made.append(inline)
    return made


def _all(block: Block, change: Change) -> Block:
    """A whole block under a change, its end included."""
    made = with_contents(block, lambda content: tuple(_under(content, change)))
    return made if isinstance(made, Table) else replace(made, end_change=change)
