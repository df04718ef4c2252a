"""The council: its queue of disputes, what a decision would do, and the decision."""

from __future__ import annotations

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from policyhub import db
from policyhub.acts.papers import outline
from policyhub.models import Flag
from policyhub.permissions.rights import Right
from policyhub.services import council as services
from policyhub.services import drafts, resolutions
from policyhub.web import dispute_page
from policyhub.web.asking import actor, load
from policyhub.web.forms import Form, see, submit
from policyhub.web.shown import insist

council = Blueprint("council", __name__)

Answer = str | Response | tuple[str, int]


class ResolveForm(Form):
    """The option, and why."""

    option = HiddenField()
    reason = TextAreaField(
        _l("Why?"),
        [
            InputRequired(_l("Say why: the reason stands with the text.")),
            Length(max=5000, message=_l("Say it in up to 5,000 characters.")),
        ],
        description=_l("It is shown with the text, with your name and the day."),
    )


@council.get("/council")
def index() -> str:
    """The disputes that lie with the council, by what they wait for."""
    queue = services.list_disputes(actor())
    names: dict[int, str] = {}
    papers = {dispute.flag.paper.id: dispute.flag.paper for some in queue.values() for dispute in some}
    for paper in papers.values():
        names |= {p.text_id: p.name for p in outline(db.session(), paper)}
    return render_template("council/index.html", queue=queue, names=names, name_of=dispute_page.name_of)


@council.get("/disputes/<pid>/resolve")
def resolve(pid: str) -> str:
    """What would happen if the council chose an option, and the button that makes it so."""
    flag = load(Flag, pid)
    insist(Right.RESOLVE_FLAG, flag)
    form = ResolveForm(formdata=None)
    form.option.data = request.args.get("option", "")
    kept = drafts.find_draft(actor(), "resolution", pid)
    if kept is not None:
        form.reason.data = kept.get("reason")
    return _resolve(flag, form, kept)


@council.post("/disputes/<pid>/resolve")
def resolve_so(pid: str) -> Answer:
    """Make it so."""
    flag = load(Flag, pid)
    insist(Right.RESOLVE_FLAG, flag)
    form = ResolveForm()
    if form.validate():
        made = submit(
            form,
            lambda: resolutions.resolve_flag(actor(), pid, option=str(form.option.data), reason=str(form.reason.data)),
        )
        if made is not None:
            drafts.drop_draft(actor(), "resolution", pid)
            flash(_("The dispute is resolved. The words and the reason stand with the text."), "done")
            return see(url_for("flags.show", pid=pid) + "#resolution")
    db.session().rollback()  # begin a new snapshot: somebody else may have resolved it
    return _resolve(load(Flag, pid), form), 422


def _resolve(flag: Flag, form: ResolveForm, kept: drafts.Kept | None = None) -> str:
    dispute = services.get_dispute(flag)
    names = {p.text_id: p.name for p in outline(db.session(), flag.paper)}
    chosen = next((option for option in dispute.options if option.option.pid == form.option.data), None)
    if chosen is None:
        chosen = dispute.winner or (dispute.options[0] if dispute.options else None)
        form.option.data = chosen.option.pid if chosen else ""
    seen = resolutions.foresee(actor(), flag, chosen.option) if chosen else None
    return render_template(
        "council/resolve.html",
        flag=flag,
        dispute=dispute,
        chosen=chosen,
        seen=seen,
        names=names,
        form=form,
        kept=kept,
        name_of=dispute_page.name_of,
    )
