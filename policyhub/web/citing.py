"""Citing the document of a consultation in an answer: its paragraphs to choose from, and the one that is put in."""

from __future__ import annotations

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField

from policyhub.domain import markup
from policyhub.models import Answer
from policyhub.permissions.rights import Right
from policyhub.services import cited
from policyhub.web.answer_desk import desk_of, home_of
from policyhub.web.asking import actor, load
from policyhub.web.desk import PER_PAGE
from policyhub.web.forms import Form, see, submit
from policyhub.web.shown import insist

citing = Blueprint("citing", __name__)

LONGEST_QUERY = 400


class FindForm(Form):
    """Which paragraphs to show."""

    q = StringField(_l("Words or a number to look for"))


class CiteForm(Form):
    """Which paragraph to put in."""

    paragraph = StringField()


@citing.get("/answers/<pid>/paragraphs")
def show(pid: str) -> str:
    """The numbered paragraphs of the document in which the question stands."""
    return _show(load(Answer, pid), CiteForm(formdata=None))


def _show(answer: Answer, form: CiteForm) -> str:
    insist(Right.EDIT_ANSWERS, answer)
    desk = desk_of(answer)
    query = request.args.get("q", "").strip()[:LONGEST_QUERY]
    found = cited.list_quotable(answer.response.consultation, query)
    pages = max(1, -(-len(found) // PER_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    return render_template(
        "responses/cite.html",
        answer=answer,
        desk=desk,
        consultation=answer.response.consultation,
        find=FindForm(formdata=None, q=query),
        form=form,
        query=query,
        paragraphs=[(one, markup.plain(one.text, one.notes)) for one in found[(page - 1) * PER_PAGE : page * PER_PAGE]],
        page=page,
        pages=pages,
    )


@citing.post("/answers/<pid>/paragraphs")
def cite(pid: str) -> str | Response | tuple[str, int]:
    """Put a paragraph in as a quotation."""
    answer = load(Answer, pid)
    form = CiteForm()
    if submit(form, lambda: cited.cite_paragraph(actor(), pid, paragraph=form.paragraph.data or "")) is None:
        return _show(answer, form), 422
    flash(_("The paragraph was put in as a quotation. Say below what you think of it."), "done")
    return see(f"{home_of(answer)}#answer")
