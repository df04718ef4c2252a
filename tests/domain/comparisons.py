"""Pairs of documents, the second an edited first, for the tests of comparisons."""

from __future__ import annotations

import random
from dataclasses import replace

from policyhub.domain.document import (
    Block,
    Document,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    Mark,
    Note,
    NoteMark,
    Paragraph,
    Quotation,
    Span,
    Table,
)

_WORDS = (
    *("bus", "village", "fare", "hour", "council", "road", "bridge", "free", "county", "should", "must", "every"),
    *("resident", "pays", "half", "winter", "lamp", "school", "Gŵyl", "pentref", "café", "evening", "weekly"),
    *("never", "always", "perhaps", "two", "three"),
)


def pair(seed: int) -> tuple[Document, Document]:
    """A document and what became of it: words and paragraphs changed, gone, come, parted, joined and moved."""
    chance = random.Random(seed)
    blocks = [_block(chance, at) for at in range(chance.randint(1, 14))]
    notes = tuple(Note(f"n{at}", str(at), (Paragraph((Span(_sentence(chance)),)),)) for at in range(1, 3))
    old = _noted(_numbered(blocks), notes)
    edited = list(blocks)
    for _ in range(chance.randint(0, 6)):
        _edit(chance, edited)
    return old, _noted(_numbered(edited), notes)


def _noted(blocks: tuple[Block, ...], notes: tuple[Note, ...]) -> Document:
    """A document with the notes that are marked in it: no paper has others."""
    content = [inline for block in blocks if not isinstance(block, Table) for inline in block.content]
    met = {inline.note for inline in content if isinstance(inline, NoteMark)}
    return Document("Old paper", blocks=blocks, notes=tuple(note for note in notes if note.id in met))


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(chance.randint(3, 25))).capitalize() + "."


def _content(chance: random.Random, at: int) -> tuple[Inline, ...]:
    made: list[Inline] = [Span(_sentence(chance))]
    if chance.random() < 0.3:
        made += [Span(" "), Span(_sentence(chance), frozenset({chance.choice([Mark.STRONG, Mark.EMPHASIS, Mark.RED])}))]
    if 0 < at < 3 and chance.random() < 0.5:
        made.append(NoteMark(f"n{at}"))
    if chance.random() < 0.15:
        made += [LineBreak(), Span(_sentence(chance), link="https://example.org/")]
    return tuple(made)


def _block(chance: random.Random, at: int) -> Block:
    match chance.randint(0, 9):
        case 0:
            return Heading((Span(" ".join(chance.choice(_WORDS) for _ in range(3)).title()),), number="1")
        case 1:
            return ListItem(_content(chance, 9), chance.randint(0, 1))
        case 2:
            return Quotation(_content(chance, 9))
        case 3:
            return Table(
                (((Span("Year"),), (Span("Cost"),)), ((Span("2027"),), (Span(_sentence(chance)),))), header=True
            )
        case _:
            return Paragraph(_content(chance, at), number="1.1")


def _numbered(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks with the numbers that they have where they stand now."""
    made: list[Block] = []
    head = clause = 0
    for block in blocks:
        if isinstance(block, Heading):
            head, clause = head + 1, 0
            made.append(replace(block, number=str(head)))
        elif isinstance(block, Paragraph) and head:
            clause += 1
            made.append(replace(block, number=f"{head}.{clause}"))
        elif isinstance(block, Paragraph):
            made.append(replace(block, number=None))
        else:
            made.append(block)
    return tuple(made)


def _edit(chance: random.Random, blocks: list[Block]) -> None:
    at = chance.randrange(len(blocks)) if blocks else 0
    match chance.randint(0, 6):
        case 0:
            blocks.insert(at, _block(chance, 9))
        case 1 if blocks:
            blocks.pop(at)
        case 2 if len(blocks) > 1:
            blocks.insert(chance.randrange(len(blocks)), blocks.pop(at))
        case 3 if blocks and isinstance(blocks[at], Paragraph):
            _part(chance, blocks, at)
        case _ if blocks:
            blocks[at] = _reworded(chance, blocks[at])


def _part(chance: random.Random, blocks: list[Block], at: int) -> None:
    block = blocks[at]
    assert isinstance(block, Paragraph)
    first = block.content[0]
    assert isinstance(first, Span)
    words = first.text.split(" ")
    cut = chance.randint(0, len(words))
    blocks[at] = replace(block, content=(replace(first, text=" ".join(words[:cut])),))
    rest = (replace(first, text=" ".join(words[cut:])), *block.content[1:])
    blocks.insert(at + 1, replace(block, content=rest))


def _reworded(chance: random.Random, block: Block) -> Block:
    if isinstance(block, Table):
        rows = [list(row) for row in block.rows]
        rows[-1][-1] = (Span(_sentence(chance)),)
        return replace(block, rows=tuple(map(tuple, rows)))
    content = list(block.content)
    for place, inline in enumerate(content):
        if isinstance(inline, Span) and inline.text.strip():
            words = inline.text.split(" ")
            for _ in range(chance.randint(1, 3)):
                spot = chance.randrange(len(words))
                words[spot : spot + chance.randint(0, 2)] = [chance.choice(_WORDS) for _ in range(chance.randint(0, 2))]
                words = words or [""]
            content[place] = replace(inline, text=" ".join(words))
            break
    return replace(block, content=tuple(content))
