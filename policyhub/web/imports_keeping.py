"""What becomes of an import: the form that asks for it, and where it leads."""

from __future__ import annotations

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _
from wtforms.validators import Length

from policyhub.domain.importing.answers import ResponsePlan
from policyhub.domain.importing.asked import ConsultationPlan
from policyhub.domain.importing.choices import Choices
from policyhub.domain.importing.plan import LONGEST_TITLE
from policyhub.domain.importing.points import MotionPlan
from policyhub.models import Import
from policyhub.services import imported, imports
from policyhub.services.imported import AnyPlan
from policyhub.web.asking import actor, load
from policyhub.web.forms import Form
from policyhub.web.import_forms import KeptConsultationForm, KeptMotionForm, KeptResponseForm, PaperForm


def form_of(import_: Import, plan: AnyPlan, choices: Choices) -> Form:
    """The form for what an import will be, filled in with what was found and chosen."""
    values: dict[str, Any] = {"title": plan.title, "lang": plan.lang}
    match plan:
        case ConsultationPlan():
            return KeptConsultationForm(formdata=None, issuer=plan.issuer, closes_at=plan.closes_at, **values)
        case ResponsePlan():
            form = KeptResponseForm(formdata=None, issuer=plan.issuer, **values)
            guess = _list_answerable(form, import_, plan)
            form.answers.data = guess if choices.answers is None else choices.answers
            return form
        case MotionPlan():
            values |= {"mover": plan.mover, "seconder": plan.seconder}
            values |= {"destination": plan.destination, "word_limit": plan.word_limit}
            return KeptMotionForm(formdata=None, **values)
        case _:
            asked = plan.consultation
            return PaperForm(
                formdata=None,
                subtitle=plan.subtitle,
                consultation_title=asked.title if asked else "",
                issuer=choices.issuer or "",
                comments=choices.comments,
                **values,
            )


def sent_form(import_: Import, plan: AnyPlan) -> Form:
    """The form for what an import will be, as it was sent."""
    match plan:
        case ConsultationPlan():
            return KeptConsultationForm()
        case ResponsePlan():
            form = KeptResponseForm()
            _list_answerable(form, import_, plan)
            if form.answers.data:  # a consultation that is here has a title
                form.title.validators = [Length(max=LONGEST_TITLE)]
            return form
        case MotionPlan():
            return KeptMotionForm()
        case _:
            return PaperForm()


def _list_answerable(form: KeptResponseForm, import_: Import, plan: ResponsePlan) -> str:
    """Offer the consultations that may be answered; returns the likeliest."""
    listed = imported.list_answerable(actor(), import_, plan)
    form.answers.choices = [("", _("One that is not in PolicyHub yet"))]
    form.answers.choices += [(one.consultation.pid, one.consultation.title) for one in listed]
    return imported.guess_answered(listed, plan)


def keep(pid: str, choices: Choices) -> str:
    """Keep an import as what it is; returns the address of what was made."""
    found = load(Import, pid)
    plan = imported.plan_for(imports.get_reading(found), choices)
    match plan:
        case ConsultationPlan():
            made = imported.keep(actor(), pid, plan=plan, choices=choices)
            flash(_("The consultation is made. You and others can begin to answer it."), "done")
            return url_for("consultations.show", pid=made)
        case ResponsePlan():
            made = imported.keep(actor(), pid, plan=plan, choices=choices)
            flash(_("The response is made, with every answer of your file under its question."), "done")
            return url_for("responses.show", pid=made)
        case MotionPlan():
            made = imported.keep(actor(), pid, plan=plan, choices=choices)
            flash(_("The motion is made. Look it over, then mark it as ready."), "done")
            return url_for("motions.show", pid=made)
        case _:
            made = imports.keep_import(actor(), pid, choices=choices)
            said = [_("The paper is made. Every word of your file that you kept is in it.")]
            if plan.consultation is not None:
                said.append(_("The questions in it stand under Consultations, to be answered."))
            flash(" ".join(said), "done")
            return url_for("papers.show", pid=made)
