"""The desk of one answer: what its pages are called, and where one comes back to."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from policyhub.models import Answer
from policyhub.permissions.rights import Right
from policyhub.services import responses as services
from policyhub.web.desk import Desk


def home_of(answer: Answer) -> str:
    """The address of its page."""
    return url_for("responses.answer", pid=answer.response.pid, text=answer.text.pid)


def desk_of(answer: Answer) -> Desk:
    """The desk on which an answer is put together."""
    response = answer.response
    question = answer.question
    title = _("Question %(number)s", number=question.number) if question.number else _("A question without a number")
    title = title if question.asked else _("A section of our own")
    return Desk(
        thing=answer,
        feature="responses",
        title=title,
        home=f"{home_of(answer)}#answer",
        crumbs=[
            (_("Consultations"), url_for("consultations.index")),
            (response.consultation.title, url_for("consultations.show", pid=response.consultation.pid)),
            (_("Response"), url_for("responses.show", pid=response.pid)),
            (title, home_of(answer)),
        ],
        nav="consultations",
        right=Right.EDIT_ANSWERS,
        draft_kind="answer",
        hint=answer.question.text,
        word_limit=answer.question.word_limit,
        words_used=lambda: services.count_words(answer),
    )
