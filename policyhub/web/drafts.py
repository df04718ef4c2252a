"""Keeps what is typed, while it is typed; answers with nothing."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, request

from policyhub.domain.characters import storable
from policyhub.services import drafts as services
from policyhub.web.asking import actor

drafts = Blueprint("drafts", __name__)

_NOT_WORDS = {"csrf_token", "once"}
_MOST_FIELDS = 500


@drafts.post("/drafts/<kind>/<pid>")
def keep(kind: str, pid: str) -> tuple[str, int]:
    """Keep the fields of a form about a thing, sent as a form or as JSON; 413 when it is too much."""
    fields = {name: value for name, value in _typed().items() if name not in _NOT_WORDS}
    if len(fields) > _MOST_FIELDS or not services.keep_draft(actor(), kind, pid, fields):
        abort(413)
    return "", 204


def _typed() -> Mapping[str, str]:
    if not request.is_json:
        return request.form.to_dict()
    try:
        sent = request.get_json(silent=True)
    except RecursionError:  # brackets inside brackets, ten thousand times
        abort(400)
    if not isinstance(sent, dict) or not all(isinstance(value, str) for value in sent.values()):
        abort(400)
    return {storable(name): storable(value) for name, value in sent.items()}
