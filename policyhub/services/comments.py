"""Comments on sections or on words in them: said, answered, settled; changed, taken back and put back."""

from __future__ import annotations

from sqlalchemy import exists, select

from policyhub.acts import anchors, texts
from policyhub.acts import passages as passage_acts
from policyhub.acts.papers import raise_revision
from policyhub.models import Comment, EarlierWords, Section, Version
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
        body=_checked(body),
        made_at=work.at,
    )
    found = _located(version, quote, before, after)
    _not_said_before(work, comment)
    session.add(comment)
    session.flush()
    if found is not None:
        anchors.tie(session, "comment", comment.id, version, found[0], note=found[1])
    texts.touch(session, section.text_id)
    work.record("add_comment", "comment", comment.id, text=section.text_id, version=version.hash)
    return comment.pid


def _not_said_before(work: Work, comment: Comment) -> None:
    """Refuse the same words in the same place: the form was gone back to and sent again."""
    with work.session.no_autoflush:
        last = work.session.scalars(
            select(Comment)
            .where(Comment.text_id == comment.text_id, Comment.author_id == work.member_id, Comment.stands)
            .where(Comment.thread_id == comment.thread_id if comment.thread_id else Comment.thread_id.is_(None))
            .order_by(Comment.id.desc())
            .limit(1)
        ).one_or_none()
    if last is not None and last.body == comment.body and (last.thread_id or last.state == "open"):
        raise Refused(N_("You have said just this here: it is on the page already."), field="body")


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


def _checked(body: str) -> str:
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
    section = _section(comment)
    raise_revision(session, section.paper)
    root = _root(work, comment)
    if not root.stands:
        raise Refused(N_("This comment was taken back, so it cannot be answered."))
    reply = Comment(
        text_id=root.text_id,
        thread_id=root.id,
        author_id=work.member_id,
        version_id=section.text.current_version_id,
        body=_checked(body),
        made_at=work.at,
    )
    _not_said_before(work, reply)
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
    raise_revision(work.session, _section(comment).paper)
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
    raise_revision(work.session, _section(comment).paper)
    root = _root(work, comment)
    if root.state == "open":
        raise Refused(N_("This comment is open."))
    root.state, root.resolved_at, root.resolved_by_id = "open", None, None
    texts.touch(work.session, root.text_id)
    work.record("reopen_comment", "comment", root.id)
    return root.pid


@command(Right.CHANGE_COMMENT, on=Comment)
def change_comment(work: Work, comment: Comment, *, body: str) -> str:
    """Say it in other words; those it had stay with it, to be read by whoever can read it.

    Refused without words, with too many, with the same, and when it was taken back.
    """
    words = _checked(body)
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
    last = work.session.scalars(
        select(EarlierWords).where(EarlierWords.comment_id == comment.id).order_by(EarlierWords.id.desc()).limit(1)
    ).one()
    comment.body, comment.withdrawn_at = last.body, None
    work.session.delete(last)
    _settle_standing(work, comment)
    texts.touch(work.session, comment.text_id)
    work.record("put_back_comment", "comment", comment.id)
    return comment.pid


def _locked(work: Work, comment: Comment) -> None:
    """Read the comment anew under the paper's lock: it may have been changed in another window."""
    raise_revision(work.session, _section(comment).paper)
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


def _section(comment: Comment) -> Section:
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
