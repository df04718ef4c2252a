"""Comments on sections or on words in them, replies to them, and whether they are settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from policyhub import db
from policyhub.acts import anchors, texts
from policyhub.acts import passages as passage_acts
from policyhub.acts.papers import raise_revision
from policyhub.models import Anchor, Comment, Section, Version
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import NotFound
from policyhub.services.command import Work, command
from policyhub.services.refusals import N_, Refused

LONGEST = 10_000
LONGEST_QUOTE = 20_000


@command(Right.COMMENT, on=Section)
def add_comment(work: Work, section: Section, *, body: str, quote: str = "", before: str = "", after: str = "") -> str:
    """Say something about a section, or about words in it; plain text, paragraphs apart by blank lines.

    ``before`` and ``after`` are what stands around the words, to tell places apart. Refused without words of one's
    own, with too many, and when the quoted words are not in the section or its notes.
    """
    session = work.session
    raise_revision(session, section.paper)
    session.refresh(section.text)
    version = section.text.current
    if version is None:
        raise NotFound
    comment = Comment(
        text_id=section.text_id,
        author_id=work.member_id,
        version_id=version.id,
        body=checked_words(body),
        made_at=work.at,
    )
    found = _located(version, quote, before, after)
    session.add(comment)
    session.flush()
    if found is not None:
        anchors.tie(session, "comment", comment.id, version, found[0], note=found[1])
    texts.touch(session, section.text_id)
    work.record("add_comment", "comment", comment.id, text=section.text_id, version=version.hash)
    return comment.pid


def _located(version: Version, quote: str, before: str, after: str) -> passage_acts.Spot | None:
    if not quote.strip():
        return None
    found = passage_acts.locate(version, quote, before, after) if len(quote) <= LONGEST_QUOTE else None
    if found is None:
        raise Refused(
            N_("These words are not in the section. Copy them from it, or leave this empty to comment on all of it."),
            field="quote",
        )
    return found


def checked_words(body: str) -> str:
    """The words of a comment as they are kept; refused when there are none, or too many."""
    text = "\n".join(line.rstrip() for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()
    if not text:
        raise Refused(N_("Write your comment first."), field="body")
    if len(text) > LONGEST:
        raise Refused(N_("That is too long: a comment can have %(most)s characters."), field="body", most=LONGEST)
    return text


@command(Right.COMMENT, on=Comment)
def reply_to_comment(work: Work, comment: Comment, *, body: str) -> str:
    """Answer in a comment's thread; a thread that was settled is open again.

    Refused without words, with too many, and when there is nothing left to answer.
    """
    session = work.session
    section = section_of(comment)
    raise_revision(session, section.paper)
    root = _root(work, comment)
    if not root.stands:
        raise Refused(N_("This comment was taken back, so it cannot be answered."))
    reply = Comment(
        text_id=root.text_id,
        thread_id=root.id,
        author_id=work.member_id,
        version_id=section.text.current_version_id,
        body=checked_words(body),
        made_at=work.at,
    )
    session.add(reply)
    if root.state == "resolved":
        root.state, root.resolved_at, root.resolved_by_id = "open", None, None
    texts.touch(session, root.text_id)
    session.flush()
    work.record("reply_to_comment", "comment", reply.id, thread=root.id)
    return reply.pid


@command(Right.RESOLVE_COMMENT, on=Comment)
def resolve_comment(work: Work, comment: Comment) -> str:
    """Call a thread settled; refused when it is."""
    raise_revision(work.session, section_of(comment).paper)
    root = _root(work, comment)
    if root.state == "resolved":
        raise Refused(N_("This comment has been resolved already."))
    root.state, root.resolved_at, root.resolved_by_id = "resolved", work.at, work.member_id
    texts.touch(work.session, root.text_id)
    work.record("resolve_comment", "comment", root.id)
    return root.pid


@command(Right.RESOLVE_COMMENT, on=Comment)
def reopen_comment(work: Work, comment: Comment) -> str:
    """Open a settled thread again; refused when it is open."""
    raise_revision(work.session, section_of(comment).paper)
    root = _root(work, comment)
    if root.state == "open":
        raise Refused(N_("This comment is open."))
    root.state, root.resolved_at, root.resolved_by_id = "open", None, None
    texts.touch(work.session, root.text_id)
    work.record("reopen_comment", "comment", root.id)
    return root.pid


def section_of(comment: Comment) -> Section:
    """The section that a comment is about."""
    if comment.section is None:
        raise NotFound
    return comment.section


def _root(work: Work, comment: Comment) -> Comment:
    """The first comment of a thread, read anew under the paper's lock."""
    root_id = comment.thread_id or comment.id
    return work.session.scalars(
        select(Comment).where(Comment.id == root_id).execution_options(populate_existing=True)
    ).one()


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
    thread.anchor = anchors.find_anchor(session, "comment", root_id, section_of(comment).text.current_version_id or 0)
    return thread
