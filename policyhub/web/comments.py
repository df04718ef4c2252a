"""Comments: said about a section, answered in a thread, settled and opened again."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from policyhub.models import Comment, Section
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import NotFound
from policyhub.services import comments as services
from policyhub.services import drafts, reading, threads
from policyhub.web import rendering
from policyhub.web.asking import actor, can, load
from policyhub.web.forms import Form, see, submit
from policyhub.web.shown import insist, place_of

comments = Blueprint("comments", __name__)

Answer = str | Response | tuple[str, int]


class CommentForm(Form):
    """What somebody says about a section, and the words it is about."""

    body = TextAreaField(
        _l("Your comment"),
        [
            InputRequired(_l("Write your comment first.")),
            Length(max=services.LONGEST, message=_l("That is too long: a comment can have 10,000 characters.")),
        ],
        description=_l("Plain words. Leave an empty line between paragraphs."),
    )
    quote = TextAreaField(
        _l("Which words is it about?"),
        [Length(max=services.LONGEST_QUOTE, message=_l("Quote fewer words."))],
        description=_l("Copy them from the section. Leave this empty to speak about all of it."),
    )
    before = HiddenField()
    after = HiddenField()


class ChangeForm(Form):
    """What somebody says instead."""

    body = TextAreaField(
        _l("Your comment"),
        [
            InputRequired(_l("Write your comment first.")),
            Length(max=services.LONGEST, message=_l("That is too long: a comment can have 10,000 characters.")),
        ],
    )


class ReplyForm(Form):
    """What somebody answers in a thread."""

    body = TextAreaField(
        _l("Your reply"),
        [
            InputRequired(_l("Write your reply first.")),
            Length(max=services.LONGEST, message=_l("That is too long: a reply can have 10,000 characters.")),
        ],
        description=_l("Plain words. Leave an empty line between paragraphs."),
    )


@comments.get("/sections/<pid>/comment")
def new(pid: str) -> str:
    """A form for a comment, with words that were chosen on the paper's page, or with what was typed before."""
    section = load(Section, pid)
    insist(Right.COMMENT, section)
    form = CommentForm(formdata=None)
    for name, most in (("quote", services.LONGEST_QUOTE), ("before", 200), ("after", 200)):
        form[name].data = request.args.get(name, "")[:most]
    kept = drafts.find_draft(actor(), "comment", pid)
    if kept is not None:
        form.body.data = kept.get("body")
        form.quote.data = form.quote.data or kept.get("quote")
    return _new(section, form, kept=kept)


@comments.post("/sections/<pid>/comments")
def add(pid: str) -> Answer:
    """Put the comment on the page."""
    section = load(Section, pid)
    insist(Right.COMMENT, section)
    form = CommentForm()
    if form.validate():
        made = submit(
            form,
            lambda: services.add_comment(
                actor(),
                pid,
                body=str(form.body.data or ""),
                quote=str(form.quote.data or ""),
                before=str(form.before.data or ""),
                after=str(form.after.data or ""),
            ),
        )
        if made is not None:
            drafts.drop_draft(actor(), "comment", pid)
            flash(_("Your comment is on the page."), "done")
            return see(url_for("sections.show", pid=pid) + f"#comment-{made}")
    return _new(section, form), 422


def _new(section: Section, form: CommentForm, kept: drafts.Kept | None = None) -> str:
    here, placed = place_of(section)
    content = reading.list_contents(actor(), [here])[here.text_id]
    return render_template(
        "comments/new.html",
        section=section,
        at=here,
        words=rendering.words_of(content.html, {p.pid: p.number for p in placed}),
        form=form,
        kept=kept,
    )


@comments.get("/comments/<pid>")
def show(pid: str) -> str:
    """A thread on a page of its own, with a form to answer in it."""
    comment = load(Comment, pid)
    form = ReplyForm(formdata=None)
    kept = drafts.find_draft(actor(), "reply", pid)
    if kept is not None:
        form.body.data = kept.get("body")
    return _show(comment, form, kept=kept)


def _show(comment: Comment, form: ReplyForm, kept: drafts.Kept | None = None) -> str:
    section = _section(comment)
    here, _placed = place_of(section)
    thread = threads.get_thread(actor(), comment)
    looked_back = [one for one in (thread.root, *thread.replies) if _may_look_back(one)]
    earlier = threads.list_earlier_words(looked_back)
    return render_template(
        "comments/show.html",
        comment=comment,
        thread=thread,
        section=section,
        at=here,
        form=form,
        kept=kept,
        may_reply=can(Right.COMMENT, comment) and thread.root.stands,
        earlier=[(one, earlier.get(one.id, [])) for one in looked_back],
    )


def _may_look_back(comment: Comment) -> bool:
    """Whether a comment said something else before that may be read: what was taken back, by its author only."""
    if comment.withdrawn_at is not None:
        return can(Right.CHANGE_COMMENT, comment)
    return comment.changed_at is not None


def _section(comment: Comment) -> Section:
    if comment.section is None:
        raise NotFound
    return comment.section


@comments.post("/comments/<pid>/reply")
def reply(pid: str) -> Answer:
    """Answer in the thread."""
    comment = load(Comment, pid)
    insist(Right.COMMENT, comment)
    form = ReplyForm()
    if form.validate():
        made = submit(form, lambda: services.reply_to_comment(actor(), pid, body=str(form.body.data or "")))
        if made is not None:
            drafts.drop_draft(actor(), "reply", pid)
            flash(_("Your reply is on the page."), "done")
            return see(_place(_section(comment), made))
    return _show(comment, form), 422


@comments.post("/comments/<pid>/resolve")
def resolve(pid: str) -> Answer:
    """Call the thread settled."""
    return _settle(pid, services.resolve_comment, _("The comment is resolved. It can be opened again."))


@comments.post("/comments/<pid>/reopen")
def reopen(pid: str) -> Answer:
    """Open the thread again."""
    return _settle(pid, services.reopen_comment, _("The comment is open again."))


@comments.get("/comments/<pid>/change")
def change(pid: str) -> str:
    """A form to say one's own comment in other words."""
    comment = load(Comment, pid)
    insist(Right.CHANGE_COMMENT, comment)
    form = ChangeForm(formdata=None, body=comment.body)
    kept = drafts.find_draft(actor(), "change", pid)
    if kept is not None:
        form.body.data = kept.get("body")
    return _change(comment, form, kept=kept)


@comments.post("/comments/<pid>/change")
def save_change(pid: str) -> Answer:
    """Keep the other words; the first stay with it."""
    comment = load(Comment, pid)
    insist(Right.CHANGE_COMMENT, comment)
    form = ChangeForm()
    if form.validate():
        made = submit(form, lambda: services.change_comment(actor(), pid, body=str(form.body.data or "")))
        if made is not None:
            drafts.drop_draft(actor(), "change", pid)
            flash(_("Your comment is changed."), "done")
            return see(_place(_section(comment), made))
    return _change(comment, form), 422


def _change(comment: Comment, form: ChangeForm, kept: drafts.Kept | None = None) -> str:
    section = _section(comment)
    here, _placed = place_of(section)
    anchor = threads.get_thread(actor(), comment).anchor
    return render_template(
        "comments/change.html",
        comment=comment,
        section=section,
        at=here,
        form=form,
        kept=kept,
        quote=anchor.quote if anchor is not None else None,
    )


@comments.post("/comments/<pid>/take-back")
def take_back(pid: str) -> Answer:
    """Take one's own comment off the page; from its own page it can be put back."""
    services.take_back_comment(actor(), pid)
    flash(_("You have taken your comment back. Here you can put it back."), "done")
    return see(url_for("comments.show", pid=pid))


@comments.post("/comments/<pid>/put-back")
def put_back(pid: str) -> Answer:
    """Put it back as it was."""
    comment = load(Comment, pid)
    services.put_back_comment(actor(), pid)
    flash(_("Your comment is on the page again."), "done")
    return see(_place(_section(comment), pid))


def _settle(pid: str, settle: Any, done: str) -> Answer:
    comment = load(Comment, pid)
    root = settle(actor(), pid)
    flash(done, "done")
    return see(_place(_section(comment), root))


def _place(section: Section, comment_pid: str) -> str:
    return url_for("sections.show", pid=section.text.pid) + f"#comment-{comment_pid}"
