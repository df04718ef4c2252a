"""The association's own template for Word files: for those who look after the association."""

from __future__ import annotations

from flask import Blueprint, Response, flash, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from policyhub.permissions.visible import NotFound
from policyhub.readers.word_template import MOST_BYTES
from policyhub.services import templates as services
from policyhub.services.exports import File
from policyhub.web.asking import actor
from policyhub.web.exports import answer_with
from policyhub.web.forms import Form, see, submit
from policyhub.writers import FORMATS

templates = Blueprint("templates", __name__)

Answer = str | Response | tuple[str, int]


class TemplateForm(Form):
    """A Word file."""

    file = FileField(
        _l("The Word file"), description=_l("A .docx of up to 3 MB, without macros. The words in it are not used.")
    )


@templates.get("/settings/template")
def show() -> str:
    """The template that there is, and how to have another one."""
    return _show(TemplateForm())


def _show(form: TemplateForm) -> str:
    return render_template("templates/show.html", template=services.find_template(actor()), form=form)


@templates.post("/settings/template")
def replace() -> Answer:
    """Take a file as the template from now on."""
    form = TemplateForm()
    storage = form.file.data
    name = (storage.filename or "") if storage else ""
    blob = storage.read(MOST_BYTES + 1) if storage else b""
    if submit(form, lambda: services.set_template(actor(), name=name, blob=blob)) is None:
        return _show(form), 422
    flash(_("Every Word file that is downloaded from now on looks like your template."), "done")
    return see(url_for("templates.show"))


@templates.post("/settings/template/remove")
def remove() -> Answer:
    """Go back to the looks that PolicyHub gives."""
    services.remove_template(actor())
    flash(_("Your template is removed. Word files look as PolicyHub makes them."), "done")
    return see(url_for("templates.show"))


@templates.get("/settings/template.docx")
def download() -> Response:
    """The template as it came."""
    found = services.find_template(actor(), with_file=True)
    if found is None:
        raise NotFound
    return answer_with(File(found.blob, FORMATS["docx"].mimetype, found.name, "template.docx"))
