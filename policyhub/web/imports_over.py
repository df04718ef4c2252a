"""An import laid over a paper that has its text: what would be disputed, chosen and raised."""

from __future__ import annotations

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import ngettext
from wtforms import SelectField

from policyhub.models import Import, Paper
from policyhub.permissions.rights import Right
from policyhub.services import laying_over
from policyhub.web.asking import actor, load
from policyhub.web.forms import Form, see, submit
from policyhub.web.shown import insist

imports_over = Blueprint("imports_over", __name__)

Answer = str | Response | tuple[str, int]


class OverForm(Form):
    """Which passages are to be disputed; the boxes are drawn by hand."""

    passages = SelectField(validate_choice=False)


@imports_over.get("/imports/<pid>/over/<paper>")
def show(pid: str, paper: str) -> Answer:
    """What laying an import over a paper would bring, each passage with a box."""
    found, onto = load(Import, pid), load(Paper, paper)
    insist(Right.RAISE_FLAG, onto)
    return _page(found, onto, None) if found.state == "ready" else see(url_for("imports.show", pid=pid))


@imports_over.post("/imports/<pid>/over/<paper>")
def lay(pid: str, paper: str) -> Answer:
    """Raise the chosen disputes in the paper."""
    found, onto = load(Import, pid), load(Paper, paper)
    insist(Right.RAISE_FLAG, onto)
    if found.state != "ready":
        return see(url_for("imports.show", pid=pid))
    keys = frozenset(request.form.getlist("passage"))
    form = OverForm()
    made = submit(form, lambda: laying_over.lay_import_over(actor(), onto, found, keys=keys))
    if made is None:
        return _page(load(Import, pid), load(Paper, paper), form, keys), 422
    count = len(keys)
    flash(ngettext("One passage is disputed now.", "%(num)s passages are disputed now.", count), "done")
    return see(url_for("papers.show", pid=made))


def _page(found: Import, paper: Paper, form: OverForm | None, keys: frozenset[str] | None = None) -> str:
    overlay = laying_over.look(actor(), found, paper)
    return render_template(
        "imports/over.html", found=found, paper=paper, overlay=overlay, form=form or OverForm(formdata=None), keys=keys
    )
