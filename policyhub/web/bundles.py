"""Several papers at once: chosen, put in order, taken away as one PDF or as one zip. All of it is in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask_babel import gettext as _

from policyhub.models import Edition, Paper
from policyhub.permissions.visible import NotFound
from policyhub.services import exports as services
from policyhub.services.editions import list_editions
from policyhub.services.papers import list_papers
from policyhub.web.asking import actor, load
from policyhub.web.export_choices import ChoicesForm, asked_form, formats
from policyhub.web.exports import answer_with
from policyhub.web.forms import see
from policyhub.writers import FORMATS

bundles = Blueprint("bundles", __name__)

KINDS: dict[str, type[Any]] = {"paper": Paper, "edition": Edition}


@dataclass(frozen=True, slots=True)
class Row:
    """A paper of the bundle: itself, or the edition of it that was chosen, and the editions that there are."""

    key: str
    paper: Paper
    editions: Sequence[Edition]


@bundles.get("/bundles")
def show() -> str | Response:
    """Tick papers; then, once some are ticked, put them in order and take them away."""
    keys = _keys()
    moved = _moved(keys)
    if moved != keys:
        values: dict[str, Any] = {"text": moved, **_choices()}
        return see(url_for("bundles.show", **values))
    if not keys or "choose" in request.args:
        chosen = {_paper_of(thing).pid for thing in _things(keys)}
        empty = not keys and "next" in request.args
        return render_template(
            "bundles/choose.html", papers=list_papers(actor()), chosen=chosen, before=keys, empty=empty
        )
    rows = [
        Row(key, _paper_of(thing), list_editions(actor(), _paper_of(thing)))
        for key, thing in zip(keys, _things(keys), strict=True)
    ]
    return render_template("bundles/show.html", rows=rows, form=_form(), files=_files(), most=services.MOST_TOGETHER)


@bundles.get("/bundles/<format>")
def file(format: str) -> Response:  # noqa: A002 - it is what people call it
    """The papers in their order as one file."""
    if format not in FORMATS and format != services.ONE_PDF:
        abort(404)
    form = asked_form()
    things = _things(_keys())
    return answer_with(services.bundle(actor(), things, format, shown=form.shown(), printing=form.printing()))


def _keys() -> list[str]:
    """What was chosen, "paper:" or "edition:" and a public id, each once and in order.

    Whoever went back to choose more keeps the order and the editions from "before"; new papers come after.
    """
    ticked = list(dict.fromkeys(request.args.getlist("text")))
    before = request.args.getlist("before")
    known = {f"paper:{_paper_of(thing).pid}": key for key, thing in zip(before, _things(before), strict=True)}
    kept = [key for paper, key in known.items() if paper in ticked]
    return [*kept, *(key for key in ticked if key not in known)]


def _moved(keys: list[str]) -> list[str]:
    """The keys after the button that was pressed: one of them a place up or down, or taken out."""
    moved = list(keys)
    for name in ("up", "down", "out"):
        asked = request.args.get(name, "")
        if not (asked.isascii() and asked.isdigit() and len(asked) < 4 and 0 < int(asked) <= len(moved)):
            continue
        at = int(asked) - 1
        key = moved[at]
        moved.pop(at)
        if name != "out":
            moved.insert(max(0, at + (1 if name == "down" else -1)), key)
    return moved


def _choices() -> dict[str, str]:
    """What was ticked about the file, to be kept while papers are moved."""
    names = ("chosen", "comments", "disputes", "agreements", "log", "line_numbers")
    return {name: "y" for name in names if name in request.args}


def _things(keys: Sequence[str]) -> list[Paper | Edition]:
    found: list[Paper | Edition] = []
    for key in keys:
        kind, _colon, pid = key.partition(":")
        if kind not in KINDS:
            raise NotFound
        found.append(load(KINDS[kind], pid))
    return found


def _paper_of(thing: Paper | Edition) -> Paper:
    return thing.paper if isinstance(thing, Edition) else thing


def _form() -> ChoicesForm:
    form = asked_form()
    if not actor().signed_in:
        del form.comments
        del form.disputes
    return form


def _files() -> list[dict[str, object]]:
    """One PDF first, then a zip of each format."""
    files = formats(lambda ending: url_for("bundles.file", format=ending))
    for one in files:
        one["name"] = _("%(format)s, a file for each paper", format=one["name"])
        one["usual"] = one["format"] == "docx"
    whole = {
        "format": services.ONE_PDF,
        "href": url_for("bundles.file", format=services.ONE_PDF),
        "name": _("one PDF"),
        "why": _("To print or to read: a page of contents, each paper on a new page, and page numbers that go on."),
        "usual": True,
    }
    return [whole, *files]
