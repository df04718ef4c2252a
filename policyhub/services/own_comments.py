"""What one has said oneself: changed, taken back and put back. What it said before is kept."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.sql import Select

from policyhub import db
from policyhub.acts import texts
from policyhub.acts.papers import raise_revision
from policyhub.models import Comment, EarlierWords
from policyhub.permissions.rights import Right
from policyhub.services.command import Work, command
from policyhub.services.comments import checked_words, section_of
from policyhub.services.refusals import N_, Refused


@command(Right.CHANGE_COMMENT, on=Comment)
def change_comment(work: Work, comment: Comment, *, body: str) -> str:
    """Say it in other words; those it had stay with it, to be read by whoever can read it.

    Refused without words, with too many, with the same, and when it was taken back.
    """
    words = checked_words(body)
    _locked(work, comment)
    if comment.withdrawn_at is not None:
        raise Refused(N_("You took this back. Put it back first."))
    if words == comment.body:
        raise Refused(N_("These are the words that it has already."), field="body")
    _keep_words(work, comment)
    comment.body, comment.changed_at = words, work.at
    texts.touch(work.session, comment.text_id)
    work.record("change_comment", "comment", comment.id)
    return comment.pid


@command(Right.CHANGE_COMMENT, on=Comment)
def take_back_comment(work: Work, comment: Comment) -> str:
    """Take it off the page; if somebody has answered it, its place stays and says so. Refused when it is taken back."""
    _locked(work, comment)
    if comment.withdrawn_at is not None:
        raise Refused(N_("You have taken this back already."))
    _keep_words(work, comment)
    comment.body, comment.withdrawn_at = "", work.at
    _settle_standing(work, comment)
    texts.touch(work.session, comment.text_id)
    work.record("take_back_comment", "comment", comment.id)
    return comment.pid


@command(Right.CHANGE_COMMENT, on=Comment)
def put_back_comment(work: Work, comment: Comment) -> str:
    """Put back what was taken back, as it was; refused when it is on the page."""
    _locked(work, comment)
    if comment.withdrawn_at is None:
        raise Refused(N_("This is on the page."))
    last = work.session.scalars(_wordings(comment).limit(1)).one()
    comment.body, comment.withdrawn_at = last.body, None
    work.session.delete(last)
    _settle_standing(work, comment)
    texts.touch(work.session, comment.text_id)
    work.record("put_back_comment", "comment", comment.id)
    return comment.pid


def list_wordings(comment: Comment) -> Sequence[EarlierWords]:
    """What a comment said before, the latest first; what was taken back is for its author's eyes only."""
    if comment.changed_at is None and comment.withdrawn_at is None:
        return []
    return db.session().scalars(_wordings(comment)).all()


def _wordings(comment: Comment) -> Select[EarlierWords]:
    return select(EarlierWords).where(EarlierWords.comment_id == comment.id).order_by(EarlierWords.id.desc())


def _locked(work: Work, comment: Comment) -> None:
    """Read the comment anew under the paper's lock: it may have been changed in another window."""
    raise_revision(work.session, section_of(comment).paper)
    work.session.refresh(comment)


def _keep_words(work: Work, comment: Comment) -> None:
    written_at = comment.changed_at or comment.made_at
    work.session.add(EarlierWords(comment_id=comment.id, body=comment.body, written_at=written_at))


def _settle_standing(work: Work, comment: Comment) -> None:
    """A reply stands unless it is taken back; the first of a thread also while somebody's answer to it stands."""
    session = work.session
    comment.stands = comment.withdrawn_at is None
    session.flush()
    root = comment if comment.thread_id is None else session.get_one(Comment, comment.thread_id)
    if root.withdrawn_at is not None:
        answered = select(exists().where(Comment.thread_id == root.id, Comment.stands))
        root.stands = bool(session.scalar(answered))
