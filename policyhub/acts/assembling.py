"""The blocks of one answer or one part of a motion while a command changes them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from policyhub.acts import blocks, texts
from policyhub.acts.blocks import STEP, Missing
from policyhub.domain import anchoring, excerpts, markup
from policyhub.domain.canonical import text_hash
from policyhub.models import Block, Question, Text, Version


class Assembly:
    """The blocks of one text while a command changes them; ``save`` puts what they make as the next version.

    The command must hold the lock of the answer or part: a lock taken with this join would wait for whoever is before
    us and then, in PostgreSQL, find the text joined to a version that is not its current one any more, so nothing.
    """

    def __init__(self, session: Session, text: Text) -> None:
        self.session = session
        self.text = text
        rows = session.execute(
            select(Version, Block)
            .select_from(Text)
            .join(Version, Version.id == Text.current_version_id)
            .outerjoin(Block, Block.text_id == Text.id)
            .where(Text.id == text.id)
            .options(
                joinedload(Block.version).joinedload(Version.text),
                joinedload(Block.see_question),
            )
            .order_by(Block.rank, Block.id)
        ).all()
        self.base: Version = rows[0][0]
        found: list[Block | None] = [row[1] for row in rows]  # one without a block when there is none yet
        self.blocks = [block for block in found if block is not None and block.removed_at is None]
        self.removed = [block for block in found if block is not None and block.removed_at is not None]
        self._new: Block | None = None

    def find(self, pid: str) -> Block:
        """A block that stands in the text, or was taken out of it; raises Missing."""
        for block in (*self.blocks, *self.removed):
            if block.pid == pid:
                return block
        raise Missing(pid)

    def insert_passage(self, version: Version, *, quote: str = "", after: str = "") -> Block:
        """Put the words of a version, or a quote from them, behind a block (its pid, or "first") or at the end.

        Raises Missing when the words are not there, Unplaceable when they cannot stand by themselves.
        """
        start = stop = None
        plain = markup.plain(version.body, version.notes)
        if not plain.strip():
            raise Missing(version.pid)
        if quote.strip() and quote.split() != plain.split():
            spot = excerpts.locate(plain, quote)
            if spot is None:
                raise Missing(quote)
            start, stop = spot
            excerpts.cut(version.body, version.notes, start, stop)
        return self._insert(Block(kind="passage", version=version, start=start, stop=stop), after)

    def add_prose(self, body: str, *, after: str = "") -> Block:
        """Put words of one's own."""
        return self._insert(Block(kind="prose", body=excerpts.typed(body)), after)

    def point(self, question: Question, *, after: str = "") -> Block:
        """Put a pointer to the answer of another question."""
        return self._insert(Block(kind="see", see_question=question), after)

    def edit(self, block: Block, body: str) -> None:
        """Give a block other words. A passage whose words change is adapted; with its own words back it is none."""
        words = excerpts.typed(body)
        if block.kind == "prose":
            block.body = words
            return
        pinned, notes = excerpts.cut(
            block.version.body if block.version else "",
            block.version.notes if block.version else (),
            block.start,
            block.stop,
        )
        same = markup.plain(words, notes).split() == markup.plain(pinned, notes).split()
        same = same and markup.note_ids_in(words) == markup.note_ids_in(pinned)
        block.adapted, block.body = not same, "" if same else words

    def move(self, block: Block, *, up: bool) -> bool:
        """Let a block and its neighbour change places; says whether there was one."""
        at = self.blocks.index(block)
        other = at - 1 if up else at + 1
        if not 0 <= other < len(self.blocks):
            return False
        self.blocks[at], self.blocks[other] = self.blocks[other], self.blocks[at]
        self.blocks[at].rank, self.blocks[other].rank = self.blocks[other].rank, self.blocks[at].rank
        return True

    def remove(self, block: Block, *, at: datetime) -> None:
        """Take a block out; its words can be put back."""
        block.removed_at = at
        self.blocks.remove(block)
        self.removed.append(block)

    def restore(self, block: Block) -> None:
        """Put a block back in the place where it was."""
        block.removed_at = None
        self.removed.remove(block)
        at = next((i for i, other in enumerate(self.blocks) if other.rank >= block.rank), len(self.blocks))
        self.blocks.insert(at, block)

    def take_new_words(self, block: Block, newer: Version) -> None:
        """Pin a passage to a newer version; part of one follows its words. Raises Missing when they are gone."""
        if block.version is None:
            raise Missing(block.pid)
        if block.start is not None and block.stop is not None:
            old = markup.plain(block.version.body, block.version.notes)
            new = markup.plain(newer.body, newer.notes)
            found = anchoring.carry(anchoring.anchor_at(old, block.start, block.stop), old, new)
            if found.outcome == "lost":
                raise Missing(block.pid)
            excerpts.cut(newer.body, newer.notes, found.start, found.stop)
            block.start, block.stop = found.start, found.stop
        block.version = newer
        block.kept_over_id = None

    def save(self, *, member_id: int, at: datetime, reason: str = "") -> Version | None:
        """Write the order down and put what the blocks make as the next version; None if its words stay the same."""
        self._set_ranks()
        if self._new is not None:
            self.session.add(self._new)
        self.session.flush()
        made = blocks.compile(self.blocks, self.text.lang)
        if text_hash(None, made.body, made.notes) == self.base.hash:
            return None
        return texts.put_version(
            self.session,
            self.text,
            base_id=self.base.id,
            heading=None,
            body=made.body,
            notes=list(made.notes),
            author_id=member_id,
            at=at,
            origin="assembly",
            reason=reason,
        )

    def _insert(self, block: Block, after: str) -> Block:
        block.text_id = self.text.id
        block.rank = 0
        at = next((i for i, other in enumerate(self.blocks, start=1) if other.pid == after), len(self.blocks))
        self.blocks.insert(0 if after == "first" else at, block)
        self._new = block
        return block

    def _set_ranks(self) -> None:
        """Ranks that rise, with room between them so that one more block moves no other."""
        before = 0
        for at, block in enumerate(self.blocks):
            if block is self._new:
                behind = self.blocks[at + 1].rank if at + 1 < len(self.blocks) else before + 2 * STEP
                block.rank = max(before + 1, (before + behind) // 2)
            elif block.rank <= before:
                block.rank = before + 1
            before = block.rank
