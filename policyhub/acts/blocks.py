"""Answers and parts of motions are made of blocks; each change of them puts the next version of their text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from policyhub.acts.fixed_words import fixed_words
from policyhub.domain import anchoring, excerpts, markup
from policyhub.domain.canonical import text_hash
from policyhub.domain.ids import new_pid
from policyhub.domain.words import count_words
from policyhub.models import Block, Question, Text, Version

Notes = list[dict[str, str]]
STEP = 1024  # between the ranks of two blocks, so that one more has room


class Missing(Exception):
    """The block, or the words it should hold, are not there."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """The Markdown of a text that is made of blocks, with its notes."""

    body: str
    notes: Notes


def words_of(block: Block, lang: str) -> tuple[str, Notes]:
    """The Markdown of one block and its notes: as pinned, as adapted, as typed, or a pointer in the text's language."""
    if block.kind == "see":
        return (see_words(block.see_question, lang) if block.see_question else ""), []
    if block.version is None or block.adapted:
        there = set(markup.note_ids_in(block.body))
        notes = (block.notes or []) if block.version is None else block.version.notes
        return block.body, [dict(note) for note in notes if note["id"] in there]
    return excerpts.cut(block.version.body, block.version.notes, block.start, block.stop)


def numbers_referred_to(block: Block) -> list[str]:
    """The numbers of sections that a passage refers to, until somebody adapts it."""
    if block.version is None or block.adapted:
        return []
    return excerpts.numbers_referred_to(block.version.body, block.version.notes, block.start, block.stop)


def lang_of(block: Block, lang: str) -> str:
    """The language of a block's words: a passage keeps that of its paper until somebody adapts it."""
    pinned = None if block.version is None or block.adapted else block.version.text
    return lang if pinned is None else pinned.lang


def original_of(block: Block) -> str:
    """The plain words of a passage as they were agreed, before anybody adapted them."""
    if block.version is None:
        return ""
    plain = markup.plain(block.version.body, block.version.notes)
    return plain if block.start is None else plain[block.start : block.stop]


def plain_of(block: Block, lang: str) -> str:
    """The words of a block as they are shown."""
    body, notes = words_of(block, lang)
    return markup.plain(body, notes)


def carried(block: Block, newer: Version) -> str:
    """The plain words that stand in a newer version where a passage stood; nothing when they are gone."""
    plain = markup.plain(newer.body, newer.notes)
    if block.version is None or block.start is None or block.stop is None:
        return plain
    old = markup.plain(block.version.body, block.version.notes)
    found = anchoring.carry(anchoring.anchor_at(old, block.start, block.stop), old, plain)
    return "" if found.outcome == "lost" else plain[found.start : found.stop]


def see_words(question: Question, lang: str) -> str:
    """A pointer to the answer of a question, in Markdown."""
    words = fixed_words(lang)
    if question.number:
        return markup.escape(words.see_answer.format(number=question.number))
    return markup.escape(words.see_unnumbered.format(words=question.text))


def compile(blocks: Iterable[Block], lang: str) -> Compiled:  # noqa: A001 - that is what it does
    """The text that blocks make, with the notes of all passages counted through."""
    pieces = [words_of(block, lang) for block in blocks]
    taken = "\n".join(body for body, _ in pieces)
    bodies: list[str] = []
    found: Notes = []
    for body, notes in pieces:
        names: dict[str, str] = {}
        for note in notes:
            names[note["id"]] = _free(len(found) + 1, taken)
            found.append({"id": names[note["id"]], "mark": str(len(found) + 1), "text": excerpts.flat(note["text"])})
        bodies.append(excerpts.renamed(body, names) if "[^" in body else body)
    return Compiled("\n\n".join(body for body in bodies if body.strip()), found)


def _free(count: int, taken: str) -> str:
    name = f"n{count}"
    while f"[^{name}]" in taken:
        name += "x"
    return name


def count(blocks: Iterable[Block], lang: str) -> int:
    """How many words some blocks have as they are shown; notes are not counted."""
    return sum(count_words(plain_of(block, lang)) for block in blocks)


def list_blocks(session: Session, text_ids: Sequence[int], *, removed: bool = False) -> dict[int, list[Block]]:
    """The blocks of some texts in their order, by text; or those that were taken out, the latest first. One query."""
    found: dict[int, list[Block]] = {text_id: [] for text_id in text_ids}
    gone = Block.removed_at.is_not(None) if removed else Block.removed_at.is_(None)
    order = (Block.removed_at.desc(), Block.id) if removed else (Block.rank, Block.id)
    rows = session.scalars(
        select(Block)
        .where(Block.text_id.in_(text_ids), gone)
        .options(joinedload(Block.version).joinedload(Version.text), joinedload(Block.see_question))
        .order_by(*order)
    )
    for block in rows:
        found[block.text_id].append(block)
    return found


def make_empty_texts(session: Session, kind: str, count: int, *, lang: str, author_id: int, at: datetime) -> list[Text]:
    """So many texts with a first version that holds no words yet, in a handful of statements."""
    empty = [Compiled("", [])] * count
    return make_texts(session, kind, empty, lang=lang, author_id=author_id, at=at, origin="assembly")


def make_texts(
    session: Session,
    kind: str,
    words: Sequence[Compiled],
    *,
    lang: str,
    author_id: int,
    at: datetime,
    origin: str,
    reason: str = "",
) -> list[Text]:
    """Texts with their first versions, in four statements however many there are; renderings are made when missed."""
    made = [Text(pid=new_pid(), kind=kind, lang=lang) for _ in words]
    session.add_all(made)
    session.flush()
    versions = [
        Version(
            pid=new_pid(),
            text_id=text.id,
            ordinal=1,
            heading=None,
            body=said.body,
            notes=said.notes,
            hash=text_hash(None, said.body, said.notes),
            author_id=author_id,
            made_at=at,
            reason=reason,
            origin=origin,
        )
        for text, said in zip(made, words, strict=True)
    ]
    session.add_all(versions)
    session.flush()
    session.execute(update(Text), [{"id": v.text_id, "current_version_id": v.id} for v in versions])
    return made
