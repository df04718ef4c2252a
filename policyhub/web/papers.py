"""Papers: the list, the page of one, where it stands, what happened to it, and starting one."""

from __future__ import annotations

from collections.abc import Collection

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from policyhub import db
from policyhub.acts.papers import outline
from policyhub.models import Group, GroupKind, Paper
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import NotFound
from policyhub.services import agreements, history, imported, members, moving, reading
from policyhub.services import papers as services
from policyhub.web.asking import actor, can, load
from policyhub.web.forms import Form, see, submit
from policyhub.web.paper_body import body_of
from policyhub.web.shown import insist, opening_words
from policyhub.web.wording import LANGUAGES

papers = Blueprint("papers", __name__)

Answer = str | Response | tuple[str, int]


class StartForm(Form):
    """A new paper."""

    group = SelectField(_l("Group"), [InputRequired(_l("Choose the group whose paper it is."))])
    title = StringField(
        _l("Title"),
        [
            InputRequired(_l("Type the paper’s title.")),
            Length(max=500, message=_l("Type a title of up to 500 characters.")),
        ],
    )
    subtitle = StringField(
        _l("What it is about, in a sentence"),
        [Length(max=1000, message=_l("Type a sentence of up to 1000 characters."))],
    )
    lang = SelectField(_l("Language"), choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()])


class UntilForm(Form):
    """Until when members are asked to comment."""

    until = DateField(
        _l("Comments are asked for until"), [Optional()], description=_l("Leave it empty if no day is set.")
    )


class ReasonForm(Form):
    """How it came to be agreed."""

    reason = TextAreaField(
        _l("How was it agreed?"),
        [
            InputRequired(_l("Say in a sentence how it was agreed: at which meeting, or by whom.")),
            Length(max=1000, message=_l("Say it in up to 1000 characters.")),
        ],
        description=_l("For example: nobody objected at the group’s meeting in May."),
    )


@papers.get("/papers")
def index() -> str:
    """All papers one may read, by group; perhaps of one group only."""
    chosen = _group_asked_for()
    found = services.list_papers(actor(), group=chosen)
    groups = {paper.group.id: paper.group for paper in services.list_papers(actor())}
    return render_template(
        "papers/index.html",
        papers=found,
        groups=sorted(groups.values(), key=lambda g: g.name),
        chosen=chosen,
        states=reading.find_states([paper.id for paper in found]),
        own=_own_groups(),
    )


def _group_asked_for() -> Group | None:
    slug = request.args.get("group", "")
    try:
        return members.get_group(slug) if slug else None
    except NotFound:
        return None


def _own_groups() -> list[Group]:
    """The groups for which one may begin or import a paper."""
    if not actor().run_group_ids:
        return []
    return [g for g in members.list_groups(actor(), GroupKind.POLICY) if can(Right.IMPORT_PAPER, g)]


@papers.get("/papers/new")
def new() -> str:
    """Begin a paper from nothing."""
    form = StartForm()
    _offer_groups(form)
    return render_template("papers/new.html", form=form)


@papers.post("/papers/new")
def start() -> Answer:
    """Begin it."""
    form = StartForm()
    _offer_groups(form)
    if form.validate():
        pid = submit(
            form,
            lambda: services.start_paper(
                actor(),
                str(form.group.data),
                title=str(form.title.data),
                subtitle=str(form.subtitle.data or ""),
                lang=str(form.lang.data),
            ),
        )
        if pid is not None:
            flash(_("The paper has begun. Write its first section."), "done")
            return see(url_for("papers.show", pid=pid))
    return render_template("papers/new.html", form=form), 422


def _offer_groups(form: StartForm) -> None:
    form.group.choices = [SelectChoice(g.pid, g.name) for g in _own_groups()]


@papers.get("/papers/<pid>")
def show(pid: str) -> str:
    """The paper itself."""
    paper = load(Paper, pid)
    return render_template(
        "papers/show.html", paper=paper, body=body_of(paper), facts=services.get_facts(actor(), paper)
    )


@papers.get("/papers/<pid>/state")
def state(pid: str) -> str:
    """Where the paper stands, and what can be done about it."""
    return _state(load(Paper, pid), UntilForm())


def _state(paper: Paper, form: UntilForm) -> str:
    agreed, total, disputed = reading.find_states([paper.id])[paper.id]
    return render_template("papers/state.html", paper=paper, form=form, agreed=agreed, total=total, disputed=disputed)


@papers.post("/papers/<pid>/open")
def open_for_comment(pid: str) -> Answer:
    """Ask every member for comments."""
    form = UntilForm()
    if form.validate() and submit(form, lambda: services.open_for_comment(actor(), pid, until=form.until.data)):
        flash(_("Every member can read the paper now and comment on it."), "done")
        return see(url_for("papers.show", pid=pid))
    return _state(load(Paper, pid), form), 422


@papers.post("/papers/<pid>/send")
def send_to_council(pid: str) -> Answer:
    """Put it before the council."""
    form = UntilForm()
    if submit(form, lambda: services.send_to_council(actor(), pid)):
        flash(_("The paper is with the council now."), "done")
        return see(url_for("papers.show", pid=pid))
    return _state(load(Paper, pid), form), 422


@papers.post("/papers/<pid>/take-back")
def take_back(pid: str) -> Answer:
    """Back to the group."""
    form = UntilForm()
    if submit(form, lambda: services.take_back(actor(), pid)):
        flash(_("The paper is back with the group."), "done")
        return see(url_for("papers.show", pid=pid))
    return _state(load(Paper, pid), form), 422


@papers.post("/papers/<pid>/adopt")
def adopt(pid: str) -> Answer:
    """Make it policy."""
    form = UntilForm()
    if submit(form, lambda: services.adopt_paper(actor(), pid)):
        flash(_("The paper is adopted. Everybody can read it now."), "done")
        return see(url_for("papers.show", pid=pid))
    return _state(load(Paper, pid), form), 422


@papers.get("/papers/<pid>/agree")
def agree(pid: str) -> str:
    """All sections that nobody disputes, before they are called agreed together."""
    paper = load(Paper, pid)
    insist(Right.CALL_AGREED, paper)
    return _agree(paper, ReasonForm(), [] if request.args.get("ticked") == "none" else None)


def _agree(paper: Paper, form: ReasonForm, ticked: Collection[str] | None = None) -> str:
    free, disputed = agreements.list_callable(paper)
    contents = reading.list_contents(actor(), [*free, *disputed])
    words = {p.text_id: p.heading or opening_words(contents[p.text_id].plain, 110) for p in (*free, *disputed)}
    talked = {p.text_id: sum(thread.state == "open" for thread in contents[p.text_id].threads) for p in free}
    chosen = {p.version_pid for p in free if not talked[p.text_id]} if ticked is None else set(ticked)
    return render_template(
        "papers/agree.html",
        paper=paper,
        form=form,
        free=free,
        disputed=disputed,
        words=words,
        talked=talked,
        ticked=chosen,
    )


@papers.post("/papers/<pid>/agree")
def call_all_agreed(pid: str) -> Answer:
    """Call them agreed."""
    form = ReasonForm()
    ticked = request.form.getlist("versions")
    if form.validate() and submit(
        form, lambda: agreements.call_all_agreed(actor(), pid, versions=ticked, reason=str(form.reason.data))
    ):
        flash(_("The sections that you ticked are agreed now."), "done")
        return see(url_for("papers.show", pid=pid))
    return _agree(load(Paper, pid), form, ticked), 422


@papers.get("/papers/<pid>/history")
def history_of(pid: str) -> str:
    """What happened to a paper lately, and the sections that were taken out."""
    paper = load(Paper, pid)
    return render_template(
        "papers/history.html",
        paper=paper,
        versions=history.list_recent(actor(), paper),
        hidden=history.list_taken_out(paper),
        files=imported.list_files(actor(), paper),
        numbers={placed.text_id: placed.number for placed in outline(db.session(), paper)},
    )


@papers.post("/papers/<pid>/bring-back/<section>")
def bring_back(pid: str, section: str) -> Answer:
    """Put a section that was taken out back into its place."""
    moving.bring_back_section(actor(), pid, section_pid=section)
    flash(_("The section is back in its place."), "done")
    return see(url_for("papers.show", pid=pid) + f"#section-{section}")
