"""Editions of a paper: frozen, read, compared."""

from __future__ import annotations

from flask import Blueprint, Response, flash, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from policyhub.models import Edition, Paper
from policyhub.services import editions as services
from policyhub.services.editions import Difference
from policyhub.web import rendering
from policyhub.web.asking import actor, load
from policyhub.web.export_choices import formats_of_changes
from policyhub.web.forms import Form, see, submit
from policyhub.web.shown import two_editions

editions = Blueprint("editions", __name__)

Answer = str | Response | tuple[str, int]


class FreezeForm(Form):
    """The name of an edition."""

    name = StringField(
        _l("Name of the edition"),
        [
            InputRequired(_l("Type a name for the edition, such as “Draft 2 for the council”.")),
            Length(max=200, message=_l("Type a name of up to 200 characters.")),
        ],
        description=_l("For example: Draft 2 for the council."),
    )


@editions.get("/papers/<pid>/editions")
def index(pid: str) -> str:
    """The editions of a paper, and freezing the next."""
    return _index(load(Paper, pid), FreezeForm(formdata=None))


def _index(paper: Paper, form: FreezeForm) -> str:
    return render_template(
        "editions/index.html", paper=paper, editions=services.list_editions(actor(), paper), form=form
    )


@editions.post("/papers/<pid>/editions")
def freeze(pid: str) -> Answer:
    """Freeze the paper as it stands."""
    form = FreezeForm()
    if form.validate():
        edition = submit(form, lambda: services.freeze_edition(actor(), pid, name=str(form.name.data)))
        if edition is not None:
            flash(_("The edition is frozen. It will never change."), "done")
            return see(url_for("editions.show", pid=edition))
    return _index(load(Paper, pid), form), 422


@editions.get("/editions/<pid>")
def show(pid: str) -> str:
    """An edition as it was frozen."""
    edition = load(Edition, pid)
    sections = services.list_sections(edition)
    numbers = {section.pid: section.number for section in sections}
    rows = [(section, rendering.words_of(section.html, numbers), _notes(section, numbers)) for section in sections]
    return render_template("editions/show.html", edition=edition, paper=edition.paper, rows=rows)


def _notes(section: services.Frozen, numbers: rendering.Numbers) -> list[dict[str, object]]:
    return [{"mark": n["mark"], "words": rendering.words_of(n["html"], numbers)} for n in section.notes]


@editions.get("/editions/<pid>/changes")
def changes(pid: str) -> str:
    """What changed from an edition to another one, or to the paper as it stands now."""
    edition = load(Edition, pid)
    others = services.list_editions(actor(), edition.paper)
    edition, later = two_editions(edition, others)
    after = services.list_sections(later) if later else services.list_present(edition.paper)
    found = services.compare_sections(services.list_sections(edition), after)
    return render_template(
        "editions/changes.html",
        edition=edition,
        paper=edition.paper,
        later=later,
        others=others,
        changed=[d for d in found if d.what != "same"],
        counts=_counts(found),
        files=formats_of_changes("exports.changes", pid=edition.pid, to=later.pid if later else None),
    )


def _counts(found: list[Difference]) -> dict[str, int]:
    return {
        what: sum(d.what == what for d in found) for what in ("changed", "added", "taken_out", "renumbered", "same")
    }
