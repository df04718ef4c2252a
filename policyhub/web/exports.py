"""Exports: papers, editions, responses and motions to take away in any format that is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, render_template, url_for

from policyhub.acts.documents import Outgoing
from policyhub.acts.paper_documents import Shown
from policyhub.models import Edition, Motion, Paper, Section
from policyhub.models import Response as ResponseModel
from policyhub.permissions.actor import Actor
from policyhub.permissions.visible import NotFound
from policyhub.services import exports as services
from policyhub.services.editions import list_editions
from policyhub.web.asking import actor, load
from policyhub.web.export_choices import ChoicesForm, asked_form, formats
from policyhub.web.shown import two_editions, two_versions
from policyhub.writers import FORMATS

exports = Blueprint("exports", __name__)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that can be taken away; ``of_papers`` are those that comments and disputes belong to."""

    model: type[Any]
    make: Callable[[Actor, Any, Shown], Outgoing]
    page: str
    of_papers: bool = False


KINDS = {
    "paper": Kind(Paper, services.get_paper, "papers.show", of_papers=True),
    "edition": Kind(Edition, services.get_edition, "editions.show", of_papers=True),
    "response": Kind(ResponseModel, services.get_response, "responses.show"),
    "motion": Kind(Motion, services.get_motion, "motions.show"),
}


@exports.get("/exports/paper/<pid>.<format>")
def paper(pid: str, format: str) -> Response:  # noqa: A002 - it is what people call it
    """A paper as it stands."""
    return _file("paper", pid, format)


@exports.get("/exports/edition/<pid>.<format>")
def edition(pid: str, format: str) -> Response:  # noqa: A002
    """An edition of a paper."""
    return _file("edition", pid, format)


@exports.get("/exports/edition/<pid>/changes.<format>")
def changes(pid: str, format: str) -> Response:  # noqa: A002
    """What changed from an edition to another one, or to the paper as it stands, as tracked changes."""
    if format not in FORMATS or "changes" not in FORMATS[format].carries:
        abort(404)
    edition = load(Edition, pid)
    edition, later = two_editions(edition, list_editions(actor(), edition.paper))
    document = services.get_changes(actor(), edition, later)
    return answer_with(services.make_file(document, format, title=f"{document.title}, {document.subtitle}"))


@exports.get("/exports/section/<pid>/changes.<format>")
def section_changes(pid: str, format: str) -> Response:  # noqa: A002
    """What changed from one version of a section to another, as tracked changes."""
    if format not in FORMATS or "changes" not in FORMATS[format].carries:
        abort(404)
    section = load(Section, pid)
    before, after = two_versions(section)
    document = services.get_section_changes(actor(), section, before, after)
    return answer_with(services.make_file(document, format, title=f"{document.title}, {document.subtitle}"))


@exports.get("/exports/response/<pid>.<format>")
def response(pid: str, format: str) -> Response:  # noqa: A002
    """A response; unfinished ones say that they are drafts."""
    return _file("response", pid, format)


@exports.get("/exports/motion/<pid>.<format>")
def motion(pid: str, format: str) -> Response:  # noqa: A002
    """A motion; unfinished ones say that they are drafts."""
    return _file("motion", pid, format)


def _file(kind: str, pid: str, format: str) -> Response:  # noqa: A002
    if format not in FORMATS:
        abort(404)
    thing = load(KINDS[kind].model, pid)
    form = asked_form(letter=not KINDS[kind].of_papers)
    document = KINDS[kind].make(actor(), thing, form.shown()).document
    return answer_with(services.make_file(document, format, form.printing()))


def answer_with(file: services.File) -> Response:
    """A file to keep, under its name, that no browser opens as a page."""
    answer = Response(file.data, mimetype=None)
    answer.headers["Content-Type"] = file.mimetype
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"{file.plain_name}\"; filename*=UTF-8''{quote(file.name)}"
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@exports.get("/exports/<kind>/<pid>")
def show(kind: str, pid: str) -> str:
    """What can be taken away, what one can have in it, and what to know before it is sent."""
    found = KINDS.get(kind)
    if found is None:
        raise NotFound
    thing = load(found.model, pid)
    going = found.make(actor(), thing, Shown())
    return render_template(
        "exports/show.html",
        kind=kind,
        thing=thing,
        title=_title(kind, thing),
        obstacles=going.obstacles,
        is_draft=kind in ("response", "motion") and thing.state not in ("ready", "sent", "submitted"),
        back=url_for(found.page, pid=pid),
        form=_choices(found, going),
        comments=going.comments,
        files=formats(lambda ending: url_for(f"exports.{kind}", pid=pid, format=ending)),
    )


def _choices(kind: Kind, going: Outgoing) -> ChoicesForm:
    """The choices that there are: what is not there, or not for this reader, cannot be chosen."""
    form = asked_form(letter=not kind.of_papers)
    if not kind.of_papers or not going.comments:
        del form.comments
    if not kind.of_papers or not going.obstacles:
        del form.disputes
    if not kind.of_papers:
        del form.agreements
    return form


def _title(kind: str, thing: Any) -> str:
    if kind == "response":
        return str(thing.consultation.title)
    return f"{thing.title}, {thing.name}" if kind == "edition" else str(thing.title)
