"""Imports: a file uploaded, waited for, looked over, kept as a paper or thrown away."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from policyhub import db
from policyhub.domain.importing.choices import Choices
from policyhub.models import Group, GroupKind, Import
from policyhub.permissions.rights import Right
from policyhub.services import import_choices, imported, laying_over, members
from policyhub.services import imports as services
from policyhub.services.imported import KEEPING, plan_for
from policyhub.services.refusals import Forbidden
from policyhub.web.asking import actor, can, load, settings
from policyhub.web.forms import Form, see, submit
from policyhub.web.import_forms import KindForm, UploadForm
from policyhub.web.imports_keeping import form_of, keep, sent_form
from policyhub.web.imports_page import choices_from, is_decided_otherwise, page_of

imports = Blueprint("imports", __name__)

Answer = str | Response | tuple[str, int]


@imports.get("/imports")
def index() -> str:
    """The imports of whoever is asking, and of the groups they run."""
    return render_template("imports/index.html", imports=services.list_imports(actor()), may_upload=bool(_groups()))


def _groups() -> list[Group]:
    if not actor().run_group_ids:
        return []
    return [
        group for kind in GroupKind for group in members.list_groups(actor(), kind) if can(Right.UPLOAD_FILE, group)
    ]


def _upload_form() -> UploadForm:
    groups = _groups()
    if not groups:
        raise Forbidden
    form = UploadForm()
    form.group.choices = {group.pid: group.name for group in groups}
    asked = request.args.get("group", "")
    if request.method == "GET":
        form.group.data = next((group.pid for group in groups if asked in (group.slug, group.pid)), groups[0].pid)
    return form


@imports.get("/imports/new")
def new() -> str:
    """Choose a file."""
    return render_template("imports/new.html", form=_upload_form())


@imports.post("/imports/new")
def upload() -> Answer:
    """Take it, and wait until it is read."""
    form = _upload_form()
    if form.validate():
        storage = form.file.data
        name = (storage.filename or "") if storage else ""
        blob = storage.read(services.MOST_BYTES + 1) if storage else b""
        pid = submit(form, lambda: services.upload_file(actor(), str(form.group.data), name=name, blob=blob))
        if pid is not None:
            return see(url_for("imports.show", pid=pid))
    return render_template("imports/new.html", form=form), 422


@imports.get("/imports/<pid>")
def show(pid: str) -> Response:
    """What was read, or that it is not read yet; then the page asks again by itself each second."""
    found = load(Import, pid)
    if found.state == "ready":
        return make_response(_page(found, services.choices_of(found)))
    answer = make_response(
        render_template(
            "imports/state.html",
            found=found,
            paper=services.find_paper(actor(), found),
            became=imported.find_became(actor(), found),
        )
    )
    if found.state in ("waiting", "reading"):
        answer.headers["Refresh"] = "1"
    return answer


def _page(found: Import, choices: Choices, form: Form | None = None) -> str:
    reading = services.get_reading(found)
    page = page_of(reading, choices)
    return render_template(
        "imports/show.html",
        found=found,
        reading=reading,
        page=page,
        form=form or form_of(found, page.plan, choices),
        kind=KindForm(formdata=None, as_kind=reading.found.kind),
        may_keep=can(KEEPING[reading.found.kind], found),
        article=choices.article,
        earlier=imported.find_earlier(actor(), found),
        likely=[one for one in laying_over.list_candidates(actor(), found, reading) if one.is_likely],
    )


@imports.post("/imports/<pid>")
def decide(pid: str) -> Answer:
    """Keep it as what it is, keep what was chosen for later, or throw it away."""
    found = load(Import, pid)
    act = request.form.get("act", "")
    if act == "throw":
        return throw_away(pid)
    if found.state != "ready":
        return see(url_for("imports.show", pid=pid))
    reading = services.get_reading(found)
    choices = choices_from(request.form, reading, services.choices_of(found))
    if act != "keep":
        import_choices.save_choices(actor(), pid, choices=choices)
        flash(_("What you chose is kept. You find this import under Imports."), "done")
        return see(url_for("imports.show", pid=pid))
    form = sent_form(found, plan_for(reading, choices))
    if not form.validate():
        return _page(found, choices, form), 422
    if is_decided_otherwise(reading, choices):
        if submit(form, lambda: import_choices.save_choices(actor(), pid, choices=choices)) is None:
            return _page(found, choices, form), 422
        if not _read_as_decided(pid, {doubt.id for doubt in reading.found.doubts}):
            return see(url_for("imports.show", pid=pid))
    where = submit(form, lambda: keep(pid, choices))
    if where is None:
        return _page(load(Import, pid), choices, form), 422
    return see(where)


def _read_as_decided(pid: str, known: set[str]) -> bool:
    """Read the file again with what was decided; whether nothing new has come up that a person should see first."""
    services.read_import(pid, settings())
    db.session().rollback()
    db.session().expire_all()
    found = load(Import, pid)
    if found.state != "ready":
        return False
    fresh = {doubt.id for doubt in services.get_reading(found).found.doubts} - known
    if fresh:
        flash(_("What you decided raised something new. Look at it, then keep it."), "note")
    return not fresh


@imports.post("/imports/<pid>/kind")
def change_kind(pid: str) -> Response:
    """Say what the file is, and have it read as that."""
    load(Import, pid)
    import_choices.read_again(actor(), pid, as_kind=request.form.get("as_kind", ""))
    return see(url_for("imports.show", pid=pid))


@imports.post("/imports/<pid>/article")
def choose_article(pid: str) -> Response:
    """Say which article of a web page it is, and have that read."""
    load(Import, pid)
    given = request.form.get("article", "")
    article = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else None
    if article is None and given != "all":
        article = -1  # none was chosen: refused in a sentence
    import_choices.choose_article(actor(), pid, article=article)
    return see(url_for("imports.show", pid=pid))


@imports.post("/imports/<pid>/throw-away")
def throw_away(pid: str) -> Response:
    """Keep nothing of it; it can be taken back."""
    load(Import, pid)
    import_choices.throw_away_import(actor(), pid)
    flash(_("The import is thrown away. You can take it back here."), "done")
    return see(url_for("imports.show", pid=pid))


@imports.post("/imports/<pid>/take-back")
def take_back(pid: str) -> Response:
    """Take back what was thrown away."""
    load(Import, pid)
    import_choices.take_back_import(actor(), pid)
    return see(url_for("imports.show", pid=pid))


@imports.get("/imports/<pid>/file")
def download(pid: str) -> Response:
    """The file as it came, to be saved and never shown."""
    found = load(Import, pid)
    answer = make_response(services.get_blob(found))
    answer.headers["Content-Type"] = "application/octet-stream"
    plain = "".join(c if c.isascii() and (c.isalnum() or c in " ._-()") else "_" for c in found.upload.name)
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(found.upload.name, safe='')}"
    )
    return answer
