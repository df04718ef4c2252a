"""Motions: begun by a branch's secretary, put together from agreed words, made ready."""

from __future__ import annotations

from flask import Blueprint, Response, flash, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from policyhub.acts.fixed_words import fixed_words
from policyhub.models import Motion, Part
from policyhub.permissions.rights import Right
from policyhub.services import imported
from policyhub.services import motions as services
from policyhub.services.refusals import Forbidden
from policyhub.web import desk as desks
from policyhub.web import moves
from policyhub.web.asking import actor, can, load
from policyhub.web.desk import Desk
from policyhub.web.forms import see, submit
from policyhub.web.motion_forms import MotionForm
from policyhub.web.shown import insist
from policyhub.web.wording import LANGUAGES

motions = Blueprint("motions", __name__)

Page = str | Response | tuple[str, int]


class NewForm(MotionForm):
    """A motion of a branch."""

    group = SelectField(_l("Branch"))
    lang = SelectField(_l("Language of the motion"), choices=dict(LANGUAGES), default="en-GB")


@motions.get("/motions")
def index() -> str:
    """Motions one may read, one's own branch first."""
    found = services.list_motions(actor())
    mine = [motion for motion in found if motion.group_id in actor().group_ids]
    return render_template(
        "motions/index.html",
        mine=mine,
        others=[motion for motion in found if motion not in mine],
        may_make=bool(services.list_branches(actor())),
    )


@motions.get("/motions/new")
def new() -> str:
    """A form for a motion."""
    form = NewForm(formdata=None)
    _offer_branches(form)
    return render_template("motions/new.html", form=form)


@motions.post("/motions/new")
def add() -> Page:
    """Begin it."""
    form = NewForm()
    _offer_branches(form)
    group_pid = str(form.group.data)
    pid = form.validate() and submit(
        form,
        lambda: services.start_motion(
            actor(),
            group_pid,
            title=str(form.title.data),
            destination=form.destination.data or "",
            word_limit=form.word_limit.data,
            mover=form.mover.data or "",
            seconder=form.seconder.data or "",
            lang=str(form.lang.data),
        ),
    )
    if not pid:
        return render_template("motions/new.html", form=form), 422
    flash(_("The motion has begun. Say what the branch notes, believes and resolves."), "done")
    return see(url_for("motions.show", pid=pid))


def _offer_branches(form: NewForm) -> None:
    branches = services.list_branches(actor())
    if not branches:
        raise Forbidden
    form.group.choices = {branch.pid: branch.name for branch in branches}
    if form.group.data is None:
        form.group.data = branches[0].pid
        form.lang.data = branches[0].lang if branches[0].lang in LANGUAGES else "en-GB"


@motions.get("/motions/<pid>")
def show(pid: str) -> str:
    """A motion: its three parts, its words against the limit, and what it stands on."""
    motion = load(Motion, pid)
    draft = services.look(actor(), motion)
    may_edit = can(Right.EDIT_MOTION, motion)
    removed = services.list_removed(draft.parts) if may_edit else {}
    words = fixed_words(motion.lang)
    return render_template(
        "motions/show.html",
        motion=motion,
        draft=draft,
        parts=[
            {
                "desk": _desk_of(drawn.part),
                "verb": words.of("part", drawn.part.kind),
                "kind": drawn.part.kind,
                "blocks": desks.shown_blocks(drawn.blocks, draft.sources, motion.lang),
                "removed": desks.shown_blocks(removed.get(drawn.part.text_id, []), {}, motion.lang),
            }
            for drawn in draft.parts
        ],
        may_edit=may_edit,
        may_finish=can(Right.FINISH_MOTION, motion),
        files=imported.list_files(actor(), motion),
    )


@motions.get("/motions/<pid>/edit")
def describe(pid: str) -> str:
    """A form to change what a motion is called, where it goes and who moves it."""
    motion = _to_edit(pid)
    form = MotionForm(
        formdata=None,
        title=motion.title,
        destination=motion.destination,
        word_limit=motion.word_limit,
        mover=motion.mover,
        seconder=motion.seconder,
    )
    return render_template("motions/edit.html", motion=motion, form=form)


@motions.post("/motions/<pid>/edit")
def save(pid: str) -> Page:
    """Change it."""
    motion = _to_edit(pid)
    form = MotionForm()
    done = form.validate() and submit(
        form,
        lambda: services.describe_motion(
            actor(),
            pid,
            title=str(form.title.data),
            destination=form.destination.data or "",
            word_limit=form.word_limit.data,
            mover=form.mover.data or "",
            seconder=form.seconder.data or "",
        ),
    )
    if not done:
        return render_template("motions/edit.html", motion=motion, form=form), 422
    flash(_("Saved."), "done")
    return see(url_for("motions.show", pid=pid))


def _to_edit(pid: str) -> Motion:
    motion = load(Motion, pid)
    insist(Right.EDIT_MOTION, motion)
    return motion


@motions.post("/motions/<pid>/finish")
def finish(pid: str) -> Response:
    """Call a motion ready."""
    services.finish_motion(actor(), pid)
    flash(_("The motion is ready. Every member can read it now."), "done")
    return see(url_for("motions.show", pid=pid))


@motions.post("/motions/<pid>/reopen")
def reopen(pid: str) -> Response:
    """Take it back, to go on writing."""
    services.reopen_motion(actor(), pid)
    flash(_("You can go on writing."), "done")
    return see(url_for("motions.show", pid=pid))


@motions.post("/motions/<pid>/submitted")
def submitted(pid: str) -> Response:
    """Say that it was submitted."""
    services.mark_submitted(actor(), pid)
    flash(_("The motion is marked as submitted."), "done")
    return see(url_for("motions.show", pid=pid))


def _desk_of(part: Part) -> Desk:
    motion = part.motion
    verb = fixed_words(motion.lang).of("part", part.kind)
    home = url_for("motions.show", pid=motion.pid)
    return Desk(
        thing=part,
        feature="motions",
        title=verb,
        home=f"{home}#part-{part.kind}",
        crumbs=[(_("Motions"), url_for("motions.index")), (motion.title, home)],
        nav="motions",
        right=Right.EDIT_MOTION,
        draft_kind="part",
        word_limit=motion.word_limit,
        words_used=lambda: services.look(actor(), motion, numbered=False).words,
    )


def _desk(pid: str) -> Desk:
    return _desk_of(load(Part, pid))


@motions.get("/parts/<pid>/passages")
def passages(pid: str) -> str:
    """Agreed words to choose from."""
    return desks.picker(_desk(pid))


@motions.get("/parts/<pid>/passages/<section>")
def words(pid: str, section: str) -> str:
    """Part of a section."""
    return desks.words_page(_desk(pid), section)


@motions.post("/parts/<pid>/passages")
def insert(pid: str) -> Page:
    """Put words of a section in."""
    return moves.insert(_desk(pid))


@motions.get("/parts/<pid>/write")
def write(pid: str) -> str:
    """A form for own words."""
    return desks.write_page(_desk(pid))


@motions.post("/parts/<pid>/write")
def add_words(pid: str) -> Page:
    """Put own words in."""
    return moves.write(_desk(pid))


@motions.get("/parts/<pid>/blocks/<block>")
def edit(pid: str, block: str) -> str:
    """A form to put a point in other words."""
    return desks.block_page(_desk(pid), block)


@motions.post("/parts/<pid>/blocks/<block>")
def change(pid: str, block: str) -> Page:
    """Put a point in other words."""
    return moves.edit(_desk(pid), block)


@motions.post("/parts/<pid>/blocks/<block>/move")
def move(pid: str, block: str) -> Response:
    """Up or down."""
    return moves.move(_desk(pid), block)


@motions.post("/parts/<pid>/blocks/<block>/remove")
def remove(pid: str, block: str) -> Response:
    """Take a point out."""
    return moves.remove(_desk(pid), block)


@motions.post("/parts/<pid>/blocks/<block>/restore")
def restore(pid: str, block: str) -> Response:
    """Put a point back."""
    return moves.restore(_desk(pid), block)


@motions.post("/parts/<pid>/blocks/<block>/renew")
def renew(pid: str, block: str) -> Response:
    """Take new words, or keep the old ones."""
    return moves.renew(_desk(pid), block)
