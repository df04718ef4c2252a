"""Threads of comments as they are read, and what a comment said before it was changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from policyhub import db
from policyhub.acts import anchors
from policyhub.models import Anchor, Comment, EarlierWords, Section
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor
from policyhub.permissions.visible import NotFound


@dataclass(slots=True)
class Thread:
    """A comment, what was said to it, and where its words stand in the current version (None: on all of it)."""

    root: Comment
    replies: list[Comment] = field(default_factory=list)
    anchor: Anchor | None = None

    @property
    def last(self) -> Comment:
        """What was said last."""
        return self.replies[-1] if self.replies else self.root


def list_threads(actor: Actor, section: Section) -> list[Thread]:
    """The threads of a section: those on words by their place, then those on all of it by time; two queries."""
    session = db.session()
    found = session.scalars(
        visible.comments(actor).where(Comment.text_id == section.text_id).order_by(Comment.id)
    ).all()
    threads = _gathered(found)
    roots = [thread.root.id for thread in threads]
    if roots:
        standing = session.scalars(
            select(Anchor).where(
                Anchor.of_kind == "comment",
                Anchor.of_id.in_(roots),
                Anchor.version_id == section.text.current_version_id,
            )
        )
        places = {anchor.of_id: anchor for anchor in standing}
        for thread in threads:
            thread.anchor = places.get(thread.root.id)
    return sorted(threads, key=_place)


def _gathered(comments: Sequence[Comment]) -> list[Thread]:
    threads: dict[int, Thread] = {}
    for comment in comments:
        if comment.thread_id is None:
            threads[comment.id] = Thread(comment)
        elif comment.thread_id in threads:
            threads[comment.thread_id].replies.append(comment)
    return list(threads.values())


def _place(thread: Thread) -> tuple[bool, int, int]:
    anchor = thread.anchor
    tied = anchor is not None and anchor.outcome != "lost" and anchor.note is None
    return (not tied, anchor.start if anchor and tied else 0, thread.root.id)


def get_thread(actor: Actor, comment: Comment) -> Thread:
    """The thread that a comment belongs to."""
    session = db.session()
    root_id = comment.thread_id or comment.id
    found = session.scalars(
        visible.comments_and_own(actor)
        .where((Comment.id == root_id) | (Comment.thread_id == root_id))
        .order_by(Comment.id)
    ).all()
    threads = _gathered(found)
    if not threads:
        raise NotFound
    thread = threads[0]
    thread.anchor = anchors.find_anchor(session, "comment", root_id, comment.text.current_version_id or 0)
    return thread


def list_earlier_words(comments: Collection[Comment]) -> dict[int, list[EarlierWords]]:
    """What comments said before, by their ids, the latest first; what was taken back is for its author's eyes only."""
    found: dict[int, list[EarlierWords]] = {}
    if comments:
        said = select(EarlierWords).where(EarlierWords.comment_id.in_([comment.id for comment in comments]))
        for words in db.session().scalars(said.order_by(EarlierWords.id.desc())):
            found.setdefault(words.comment_id, []).append(words)
    return found
