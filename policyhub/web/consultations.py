"""Consultations: somebody else's questions, pasted in, looked over, corrected, and who answers them."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from policyhub import clock
from policyhub.domain.question_list import Asked, read_questions
from policyhub.models import Consultation, Group
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import NotFound
from policyhub.services import cited, imported, members
from policyhub.services import consultations as services
from policyhub.services.refusals import Forbidden
from policyhub.web.asking import actor, can, load
from policyhub.web.consultation_forms import ConsultationForm, NewForm, QuestionForm
from policyhub.web.forms import see, submit
from policyhub.web.rendering import typed_words
from policyhub.web.shown import insist

consultations = Blueprint("consultations", __name__)

Answer = str | Response | tuple[str, int]


@consultations.get("/consultations")
def index() -> str:
    """What is asked of the association, by when."""
    found = services.list_consultations(actor())
    now = clock.now()
    closed = [one for one in found if one.consultation.closes_at and one.consultation.closes_at <= now]
    return render_template(
        "consultations/index.html",
        mine=[one for one in found if one.is_mine and one not in closed],
        others=[one for one in found if not one.is_mine and one not in closed],
        closed=closed,
        may_make=bool(actor().run_group_ids),
    )


@consultations.get("/consultations/new")
def new() -> str:
    """A form for a consultation."""
    form = NewForm(formdata=None)
    groups = _groups()
    form.group.choices = {group.pid: group.name for group in groups}
    asked = request.args.get("group", "")
    form.group.data = asked if asked in form.group.choices else groups[0].pid
    return _new(form, ())


@consultations.post("/consultations/new")
def add() -> Answer:
    """Show what was found in the pasted questions; keep it when that is confirmed."""
    form = NewForm()
    form.group.choices = {group.pid: group.name for group in _groups()}
    if not form.validate():
        return _new(form, ()), 422
    found = read_questions(str(form.questions.data))
    if request.form.get("do") != "keep":
        return _new(form, found)
    group_pid = str(form.group.data)
    pid = submit(
        form,
        lambda: services.make_consultation(
            actor(),
            group_pid,
            title=str(form.title.data),
            issuer=form.issuer.data or "",
            reference=form.reference.data or "",
            closes_at=form.closing(),
            lang=str(form.lang.data),
            questions=[
                {"number": one.number, "text": one.text, "guidance": one.guidance, "word_limit": one.word_limit}
                for one in found
            ],
        ),
    )
    if pid is None:
        return _new(form, found), 422
    flash(
        ngettext("The consultation is here, with %(num)s question.", "It is here, with %(num)s questions.", len(found)),
        "done",
    )
    return see(url_for("consultations.show", pid=pid))


def _groups() -> list[Group]:
    """The groups that whoever is asking may make a consultation for."""
    groups = [group for group in members.list_groups(actor()) if can(Right.MAKE_CONSULTATION, group)]
    if not groups:
        raise Forbidden
    return groups


def _new(form: NewForm, found: Sequence[Asked]) -> str:
    return render_template("consultations/new.html", form=form, found=found)


@consultations.get("/consultations/<pid>")
def show(pid: str) -> str:
    """The questions, and the responses of groups."""
    consultation = load(Consultation, pid)
    return render_template(
        "consultations/show.html",
        consultation=consultation,
        questions=services.list_questions(consultation),
        responses=services.list_responses(actor(), consultation),
        answerers=services.list_answerers(actor(), consultation),
        paper=services.find_paper(actor(), consultation),
        answered=services.is_answered(consultation),
        has_document=cited.has_document(consultation),
        files=imported.list_files(actor(), consultation),
    )


@consultations.get("/consultations/<pid>/document")
def document(pid: str) -> str:
    """The document in which the questions stand, paragraph by paragraph, to be read and cited."""
    consultation = load(Consultation, pid)
    paragraphs = cited.list_paragraphs(consultation)
    if not paragraphs:
        raise NotFound
    rows = [(one, *typed_words(one.pid, one.text, one.notes)[:2]) for one in paragraphs]
    return render_template("consultations/document.html", consultation=consultation, rows=rows)


@consultations.get("/consultations/<pid>/edit")
def edit(pid: str) -> str:
    """A form to correct what the consultation is called, who asks and until when."""
    consultation = _to_change(pid)
    form = ConsultationForm(
        formdata=None,
        title=consultation.title,
        issuer=consultation.issuer,
        reference=consultation.reference,
        closes_at=clock.local(consultation.closes_at) if consultation.closes_at else None,
    )
    return render_template("consultations/edit.html", consultation=consultation, form=form)


@consultations.post("/consultations/<pid>/edit")
def change(pid: str) -> Answer:
    """Correct it."""
    consultation = _to_change(pid)
    form = ConsultationForm()
    done = form.validate() and submit(
        form,
        lambda: services.change_consultation(
            actor(),
            pid,
            title=str(form.title.data),
            issuer=form.issuer.data or "",
            reference=form.reference.data or "",
            closes_at=form.closing(),
        ),
    )
    if not done:
        return render_template("consultations/edit.html", consultation=consultation, form=form), 422
    flash(_("The consultation was corrected."), "done")
    return see(url_for("consultations.show", pid=pid))


@consultations.get("/consultations/<pid>/questions/new")
def new_question(pid: str) -> str:
    """A form for one more question."""
    return _question(_to_change(pid), QuestionForm(formdata=None), None)


@consultations.post("/consultations/<pid>/questions/new")
def add_question(pid: str) -> Answer:
    """Add it."""
    consultation = _to_change(pid)
    form = QuestionForm()
    done = form.validate() and submit(
        form,
        lambda: services.add_question(
            actor(),
            pid,
            number=form.number.data,
            text=str(form.text.data),
            guidance=form.guidance.data,
            word_limit=form.word_limit.data,
        ),
    )
    if not done:
        return _question(consultation, form, None), 422
    flash(_("The question was added."), "done")
    return see(url_for("consultations.show", pid=pid))


@consultations.get("/consultations/<pid>/questions/<question>")
def edit_question(pid: str, question: str) -> str:
    """A form to correct a question."""
    consultation = _to_change(pid)
    found = services.get_question(consultation, question)
    form = QuestionForm(
        formdata=None, number=found.number, text=found.text, guidance=found.guidance, word_limit=found.word_limit
    )
    return _question(consultation, form, question)


@consultations.post("/consultations/<pid>/questions/<question>")
def change_question(pid: str, question: str) -> Answer:
    """Correct it."""
    consultation = _to_change(pid)
    services.get_question(consultation, question)
    form = QuestionForm()
    done = form.validate() and submit(
        form,
        lambda: services.change_question(
            actor(),
            pid,
            question=question,
            number=form.number.data,
            text=str(form.text.data),
            guidance=form.guidance.data,
            word_limit=form.word_limit.data,
        ),
    )
    if not done:
        return _question(consultation, form, question), 422
    flash(_("The question was corrected."), "done")
    return see(f"{url_for('consultations.show', pid=pid)}#question-{question}")


@consultations.post("/consultations/<pid>/questions/<question>/remove")
def remove_question(pid: str, question: str) -> Response:
    """Take a question away."""
    services.remove_question(actor(), pid, question=question)
    flash(_("The question was taken away."), "done")
    return see(url_for("consultations.show", pid=pid))


def _to_change(pid: str) -> Consultation:
    consultation = load(Consultation, pid)
    insist(Right.MAKE_CONSULTATION, consultation)
    return consultation


def _question(consultation: Consultation, form: QuestionForm, pid: str | None) -> str:
    return render_template(
        "consultations/question.html",
        consultation=consultation,
        form=form,
        pid=pid,
        answered=services.is_answered(consultation),
    )
