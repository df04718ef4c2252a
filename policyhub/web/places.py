"""Where a section stands: adding one, moving it, taking it out."""

from __future__ import annotations

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from policyhub import db
from policyhub.acts.papers import outline
from policyhub.models import Paper, Section
from policyhub.permissions.rights import Right
from policyhub.services import moving
from policyhub.web.asking import actor, load
from policyhub.web.forms import Form, see, submit
from policyhub.web.shown import insist, place_of

places = Blueprint("places", __name__)

Answer = str | Response | tuple[str, int]


class AddForm(Form):
    """A new section."""

    kind = RadioField(
        _l("What is it?"),
        choices=[
            SelectChoice("clause", _l("A clause: words under a number")),
            SelectChoice("heading", _l("A heading, with more under it")),
            SelectChoice("appendix", _l("An appendix")),
        ],
        default="clause",
    )
    heading = StringField(
        _l("Heading"),
        [Length(max=500, message=_l("Type a heading of up to 500 characters."))],
        description=_l("A clause may go without."),
    )
    body = TextAreaField(_l("Words"), [Length(max=200_000, message=_l("That is too long for one section."))])
    after = HiddenField()
    under = HiddenField()


@places.get("/papers/<pid>/sections/new")
def new(pid: str) -> str:
    """A new section: after one, under one, or at the end."""
    form = AddForm(formdata=None)
    form.after.data = request.args.get("after", "")
    form.under.data = request.args.get("under", "")
    paper = load(Paper, pid)
    insist(Right.EDIT_SECTION, paper)
    return _new(paper, form)


def _new(paper: Paper, form: AddForm) -> str:
    placed = {p.pid: p for p in outline(db.session(), paper)}
    return render_template(
        "sections/new.html",
        paper=paper,
        form=form,
        after=placed.get(str(form.after.data or "")),
        under=placed.get(str(form.under.data or "")),
    )


@places.post("/papers/<pid>/sections/new")
def add(pid: str) -> Answer:
    """Add it."""
    form = AddForm()
    if form.validate():
        made = submit(
            form,
            lambda: moving.add_section(
                actor(),
                pid,
                kind=str(form.kind.data),
                heading=str(form.heading.data or ""),
                body=str(form.body.data or ""),
                after_pid=str(form.after.data or "") or None,
                under_pid=str(form.under.data or "") or None,
            ),
        )
        if made is not None:
            flash(_("The section is in the paper. Those after it may have new numbers."), "done")
            return see(url_for("papers.show", pid=pid) + f"#section-{made}")
    return _new(load(Paper, pid), form), 422


@places.get("/sections/<pid>/place")
def show(pid: str) -> str:
    """Where it stands, and moving it or taking it out."""
    section = load(Section, pid)
    insist(Right.EDIT_SECTION, section)
    return _place(section, Form())


def _place(section: Section, form: Form) -> str:
    here, placed = place_of(section)
    below = 0
    for p in placed[placed.index(here) + 1 :]:
        if p.depth <= here.depth:
            break
        below += 1
    around = [p for p in placed if p.parent_id == here.parent_id]
    return render_template("sections/place.html", section=section, placed=here, around=around, below=below, form=form)


@places.post("/sections/<pid>/move")
def move(pid: str) -> Answer:
    """Move it one step."""
    form = Form()
    if submit(form, lambda: moving.move_section(actor(), pid, way=request.form.get("way", ""))):
        flash(_("The section has moved. Numbers have changed with it, agreed words have not."), "done")
        return see(url_for("places.show", pid=pid))
    return _place(load(Section, pid), form), 422


@places.post("/sections/<pid>/take-out")
def take_out(pid: str) -> Answer:
    """Take it out of the paper."""
    form = Form()
    paper = submit(form, lambda: moving.take_out_section(actor(), pid))
    if paper is not None:
        flash(_("The section is out of the paper. It can be brought back below."), "done")
        return see(url_for("papers.history_of", pid=paper))
    return _place(load(Section, pid), form), 422
