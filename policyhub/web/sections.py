"""One section: its words and what is said of them, its history, and everything a convenor does to it."""

from __future__ import annotations

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from policyhub.acts.papers import Placed
from policyhub.models import Section
from policyhub.permissions.rights import Right
from policyhub.services import agreements, drafts, history, reading, threads
from policyhub.services.refusals import Conflict
from policyhub.web.asking import actor, load
from policyhub.web.editor import Editor, typed_rows
from policyhub.web.export_choices import formats_of_changes
from policyhub.web.forms import Form, see, submit
from policyhub.web.shown import Shown, audience, frames, insist, place_of, show_all_of, two_versions

sections = Blueprint("sections", __name__)

Answer = str | Response | tuple[str, int]


class SayForm(Form):
    """A comment on the section or on words in it; it is sent to the comments."""

    body = TextAreaField(_l("Your comment"))
    quote = TextAreaField(
        _l("The words it is about"), description=_l("Leave this empty to speak about the whole section.")
    )
    before = HiddenField()
    after = HiddenField()


class AgreeForm(Form):
    """How a section came to be agreed, and the version that was shown."""

    version = HiddenField()
    reason = TextAreaField(
        _l("How was it agreed?"),
        [
            InputRequired(_l("Say in a sentence how it was agreed: at which meeting, or by whom.")),
            Length(max=1000, message=_l("Say it in up to 1000 characters.")),
        ],
        description=_l("For example: nobody objected at the group’s meeting in May."),
    )


def shown(section: Section) -> tuple[Shown, Placed, tuple[Placed, ...]]:
    """A section as its own page shows it."""
    here, placed = place_of(section)
    frame = next(f for f in frames(placed) if f.placed is here)
    content = reading.list_contents(actor(), [here])[here.text_id]
    numbers = {p.pid: p.number for p in placed}
    paper_url = url_for("papers.show", pid=section.paper.pid)
    return show_all_of(frame, content, numbers, audience(section.paper), paper_url), here, placed


@sections.get("/sections/<pid>")
def show(pid: str) -> str:
    """One section, what is said of it, and what one can do with it."""
    section = load(Section, pid)
    s, here, placed = shown(section)
    at = placed.index(here)
    form = SayForm(formdata=None)
    form.quote.data = request.args.get("quote", "")[:20_000]
    form.before.data = request.args.get("before", "")[:200]
    form.after.data = request.args.get("after", "")[:200]
    kept = drafts.find_draft(actor(), "comment", pid)
    if kept is not None:
        form.body.data = kept.get("body")
        form.quote.data = form.quote.data or kept.get("quote")
    return render_template(
        "sections/show.html",
        section=section,
        s=s,
        placed=here,
        before=placed[at - 1] if at else None,
        after=placed[at + 1] if at + 1 < len(placed) else None,
        threads=threads.list_threads(actor(), section) if actor().signed_in else [],
        form=form,
    )


@sections.get("/sections/<pid>/history")
def history_of(pid: str) -> str:
    """Its versions: who, when, why, and how each came to be."""
    section = load(Section, pid)
    here, _placed = place_of(section)
    return render_template(
        "sections/history.html",
        section=section,
        placed=here,
        versions=history.list_versions(actor(), section),
        agreed=history.list_agreements(section),
    )


@sections.get("/sections/<pid>/compare")
def compare(pid: str) -> str:
    """Any two versions, word by word."""
    section = load(Section, pid)
    here, _placed = place_of(section)
    versions = history.list_versions(actor(), section)
    before, after = two_versions(section)
    return render_template(
        "sections/compare.html",
        section=section,
        placed=here,
        versions=versions,
        before=before,
        after=after,
        pieces=history.compare_versions(before, after),
        beside=request.args.get("view") == "beside",
        files=formats_of_changes("exports.section_changes", pid=pid, **{"from": before.ordinal, "to": after.ordinal}),
    )


class EditForm(Form):
    """The words of a section as a person edits them; its notes come beside it."""

    base = HiddenField()
    old_base = HiddenField()
    heading = StringField(_l("Heading"))
    text = TextAreaField(_l("Words"))
    reason = StringField(
        _l("Why the change?"),
        [Length(max=1000, message=_l("Say it in up to 1000 characters."))],
        description=_l("One sentence for those who read the history."),
    )


@sections.get("/sections/<pid>/edit")
def edit(pid: str) -> str:
    """Edit its words; what was typed before and not saved is there again."""
    section = load(Section, pid)
    insist(Right.EDIT_SECTION, section)
    editor = Editor(section, EditForm(formdata=None))
    editor.fill()
    return editor.page()


@sections.post("/sections/<pid>/edit")
def save(pid: str) -> Answer:
    """Save them, show what would change, or take the merged text after somebody else was quicker."""
    form = EditForm()
    section = load(Section, pid)
    insist(Right.EDIT_SECTION, section)
    editor = Editor(section, form, typed_rows(request.form))
    if not form.validate():
        return editor.page(), 422
    if request.form.get("do") == "preview":
        editor.preview()
        return editor.page(), 422 if form.errors else 200
    if request.form.get("do") == "merged":
        editor.take_merged()
        return editor.page()
    try:
        saved = submit(form, lambda: editor.save(actor()))
    except Conflict as conflict:
        editor.meet(conflict)
        return editor.page(), 409
    if saved is None:
        return editor.page(), 422
    drafts.drop_draft(actor(), "section", pid)
    flash(_("The section is saved. It is a draft until it is agreed."), "done")
    return see(url_for("papers.show", pid=editor.section.paper.pid) + f"#section-{pid}")


@sections.get("/sections/<pid>/agree")
def agree(pid: str) -> str:
    """The words once more, before they are called agreed."""
    section = load(Section, pid)
    insist(Right.CALL_AGREED, section)
    return _agree(section, AgreeForm())


def _agree(section: Section, form: AgreeForm) -> str:
    s, here, _placed = shown(section)
    form.version.data = here.version_pid
    return render_template("sections/agree.html", section=section, s=s, placed=here, form=form)


@sections.post("/sections/<pid>/agree")
def call_agreed(pid: str) -> Answer:
    """Call it agreed."""
    form = AgreeForm()
    if form.validate() and submit(
        form,
        lambda: agreements.call_agreed(actor(), pid, version_pid=str(form.version.data), reason=str(form.reason.data)),
    ):
        flash(_("The section is agreed now."), "done")
        return see(url_for("sections.show", pid=pid))
    return _agree(load(Section, pid), form), 422
