"""Responses: how far they are, and the desk on which each answer is put together."""

from __future__ import annotations

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField
from wtforms.fields.choices import SelectChoice

from policyhub import clock
from policyhub.domain.question_list import asks_for_words, takes_several
from policyhub.models import Answer, Consultation
from policyhub.models import Response as ResponseModel
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import NotFound
from policyhub.services import blocks, cited, consultations, fitting, imported
from policyhub.services import responses as services
from policyhub.web import desk as desks
from policyhub.web import moves
from policyhub.web.answer_desk import desk_of, home_of
from policyhub.web.asking import actor, can, load
from policyhub.web.desk import Desk
from policyhub.web.forms import Form, see, submit
from policyhub.web.rendering import current_words
from policyhub.web.shown import insist

responses = Blueprint("responses", __name__)

Page = str | Response | tuple[str, int]


class FinishForm(Form):
    """Finishing a response, perhaps although things stand in the way."""

    anyway = BooleanField(_l("Finish it although these things stand in the way"))


class PointForm(Form):
    """Which other answer an answer points to."""

    question = RadioField(_l("Point to the answer of"), validate_choice=False)


@responses.post("/consultations/<pid>/respond")
def start(pid: str) -> Response:
    """Begin the response of a group."""
    load(Consultation, pid)
    made = services.start_response(actor(), request.form.get("group", ""), consultation=pid)
    flash(_("Your response has begun: there is a place for each answer."), "done")
    return see(url_for("responses.show", pid=made))


@responses.get("/responses/<pid>")
def show(pid: str) -> str:
    """How far a response is, and what stands in the way."""
    return _show(load(ResponseModel, pid), FinishForm(formdata=None))


def _show(response: ResponseModel, form: FinishForm) -> str:
    standing = services.look(actor(), response)
    return render_template(
        "responses/show.html",
        response=response,
        said={place.pid: current_words(place.answer.text) for place in standing.places},
        standing=standing,
        days=_days_left(response),
        is_ours=response.group_id in actor().group_ids,
        form=form,
        may_edit=can(Right.EDIT_ANSWERS, response),
        may_finish=can(Right.FINISH_RESPONSE, response),
        files=imported.list_files(actor(), response),
    )


def _days_left(response: ResponseModel) -> int | None:
    closes_at = response.consultation.closes_at
    if closes_at is None:
        return None
    if closes_at <= clock.now():
        return -1
    return (clock.local(closes_at).date() - clock.local(clock.now()).date()).days


@responses.post("/responses/<pid>/finish")
def finish(pid: str) -> Page:
    """Call a response ready."""
    response = load(ResponseModel, pid)
    form = FinishForm()
    done = submit(form, lambda: services.finish_response(actor(), pid, anyway=bool(form.anyway.data)))
    if done is None:
        return _show(response, form), 422
    flash(_("The response is ready. Every member can read it now."), "done")
    return see(url_for("responses.show", pid=pid))


@responses.post("/responses/<pid>/reopen")
def reopen(pid: str) -> Response:
    """Take it back, to go on writing."""
    services.reopen_response(actor(), pid)
    flash(_("You can go on writing."), "done")
    return see(url_for("responses.show", pid=pid))


@responses.post("/responses/<pid>/sent")
def sent(pid: str) -> Response:
    """Say that it was sent."""
    services.mark_sent(actor(), pid)
    flash(_("The response is marked as sent."), "done")
    return see(url_for("responses.show", pid=pid))


@responses.get("/responses/<pid>/answers/<text>")
def answer(pid: str, text: str) -> str:
    """The desk of one answer: questions at the left, the answer in the middle, words that may fit at the right."""
    response = load(ResponseModel, pid)
    standing = services.look(actor(), response)
    place = standing.find(text)
    if place is None:
        raise NotFound
    question = place.answer.question
    at = standing.places.index(place)
    may_edit = can(Right.EDIT_ANSWERS, place.answer)
    used = [block.version_id for block in place.blocks if block.version_id is not None]
    asking = response.consultation.paper_id
    hints = fitting.list_hints(actor(), question.text, used=used, asking_paper_id=asking) if may_edit else []
    return render_template(
        "responses/answer.html",
        response=response,
        standing=standing,
        days=_days_left(response),
        is_ours=response.group_id in actor().group_ids,
        place=place,
        question=question,
        number=at + 1,
        asked_at=sum(1 for one in standing.places[: at + 1] if one.answer.question.asked),
        before=standing.places[at - 1] if at else None,
        after=standing.places[at + 1] if at + 1 < len(standing.places) else None,
        blocks=desks.shown_blocks(place.blocks, standing.sources, place.answer.text.lang),
        removed=desks.shown_blocks(services.list_removed(place.answer), {}, place.answer.text.lang) if may_edit else [],
        hints=hints,
        desk=desk_of(place.answer),
        may_edit=may_edit,
        several=takes_several(question.text, question.guidance),
        wants_words=asks_for_words(question.text),
        pids={p.answer.question_id: p.pid for p in standing.places},
        has_document=cited.has_document(response.consultation),
    )


@responses.post("/answers/<pid>/stance")
def stance(pid: str) -> Response:
    """Say where the group stands."""
    answer = load(Answer, pid)
    if answer.question.choices:
        services.choose(actor(), pid, chosen=[one for one in request.form.getlist("chosen") if one])
    else:
        services.set_stance(actor(), pid, stance=request.form.get("stance", ""))
    if "X-Quietly" in request.headers:  # the page is still there, and says so itself
        return Response(status=204)
    flash(_("Saved."), "done")
    return see(home_of(answer))


@responses.post("/answers/<pid>/complete")
def complete(pid: str) -> Response:
    """Say that an answer is finished."""
    answer = load(Answer, pid)
    services.mark_complete(actor(), pid)
    flash(_("The answer is complete."), "done")
    return see(home_of(answer))


@responses.post("/answers/<pid>/reopen")
def reopen_answer(pid: str) -> Response:
    """Say that it is not finished after all."""
    answer = load(Answer, pid)
    services.reopen_answer(actor(), pid)
    return see(home_of(answer))


def _desk(pid: str) -> Desk:
    return desk_of(load(Answer, pid))


@responses.get("/answers/<pid>/passages")
def passages(pid: str) -> str:
    """Agreed words to choose from."""
    return desks.picker(_desk(pid))


@responses.get("/answers/<pid>/passages/<section>")
def words(pid: str, section: str) -> str:
    """Part of a section."""
    return desks.words_page(_desk(pid), section)


@responses.post("/answers/<pid>/passages")
def insert(pid: str) -> Page:
    """Put words of a section in."""
    return moves.insert(_desk(pid))


@responses.get("/answers/<pid>/write")
def write(pid: str) -> str:
    """A form for own words."""
    return desks.write_page(_desk(pid))


@responses.post("/answers/<pid>/write")
def add_words(pid: str) -> Page:
    """Put own words in."""
    return moves.write(_desk(pid))


@responses.get("/answers/<pid>/point")
def point(pid: str) -> str:
    """A form to point to another answer."""
    desk = _desk(pid)
    insist(Right.EDIT_ANSWERS, desk.thing)
    return _point(desk, PointForm(formdata=None))


@responses.post("/answers/<pid>/point")
def add_pointer(pid: str) -> Page:
    """Point to another answer."""
    desk = _desk(pid)
    form = PointForm()
    if submit(form, lambda: blocks.point_to_answer(actor(), pid, question=form.question.data or "")) is None:
        return _point(desk, form), 422
    flash(_("The pointer was added."), "done")
    return see(desk.home)


def _point(desk: Desk, form: PointForm) -> str:
    answer = desk.thing
    if not isinstance(answer, Answer):
        raise NotFound
    questions = consultations.list_questions(answer.response.consultation)
    form.question.choices = [
        SelectChoice(q.pid, " ".join(filter(None, [q.number, q.text[:300]])))
        for q in questions
        if q.id != answer.question_id
    ]
    return render_template("responses/point.html", desk=desk, form=form)


@responses.get("/answers/<pid>/blocks/<block>")
def edit(pid: str, block: str) -> str:
    """A form to put a block in other words."""
    return desks.block_page(_desk(pid), block)


@responses.post("/answers/<pid>/blocks/<block>")
def change(pid: str, block: str) -> Page:
    """Put a block in other words."""
    return moves.edit(_desk(pid), block)


@responses.post("/answers/<pid>/blocks/<block>/move")
def move(pid: str, block: str) -> Response:
    """Up or down."""
    return moves.move(_desk(pid), block)


@responses.post("/answers/<pid>/blocks/<block>/remove")
def remove(pid: str, block: str) -> Response:
    """Take a block out."""
    return moves.remove(_desk(pid), block)


@responses.post("/answers/<pid>/blocks/<block>/restore")
def restore(pid: str, block: str) -> Response:
    """Put a block back."""
    return moves.restore(_desk(pid), block)


@responses.post("/answers/<pid>/blocks/<block>/renew")
def renew(pid: str, block: str) -> Response:
    """Take new words, or keep the old ones."""
    return moves.renew(_desk(pid), block)
