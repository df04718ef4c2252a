"""What every form shares: once-tokens, and commands whose refusals become form errors."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from flask import Flask, Request, Response, redirect, request
from flask_wtf import FlaskForm
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from policyhub.domain.characters import storable
from policyhub.services import command
from policyhub.services.refusals import Conflict, Refused
from policyhub.web.errors import said


class Words(ImmutableMultiDict[str, Any]):
    """What was typed in a form or stands in an address, with a mark for what no database can hold."""

    def __init__(self, sent: Any = None) -> None:
        """Take what was sent, as pairs or as another one of these."""
        pairs = MultiDict(sent).items(multi=True)
        super().__init__([(storable(name), storable(one) if isinstance(one, str) else one) for name, one in pairs])


class Asked(Request):
    """A request, whose words can be kept and looked for as they are."""

    parameter_storage_class = Words


class Form(FlaskForm):
    """A form whose CSRF token is checked once for every POST, by CSRFProtect."""

    class Meta(FlaskForm.Meta):
        """Messages of the fields in the reader's language."""

        csrf = False

        def get_translations(self, form: Any) -> None:
            """Ours: each validator has its own sentence."""
            return


def once_token() -> str:
    """A new token for a form, so that sending it twice does one thing."""
    return secrets.token_urlsafe(16)


def keep_once(app: Flask) -> None:
    """Hand the once-token of a form to the command that it leads to."""

    @app.before_request
    def take() -> None:
        token = request.form.get("once", "") if request.method == "POST" else ""
        command.once_token.set(token if 16 <= len(token) <= 64 else None)

    @app.teardown_request
    def drop(_error: BaseException | None) -> None:
        command.once_token.set(None)


def submit(form: Form, run: Callable[[], str]) -> str | None:
    """Run a command; a refusal becomes an error of the form (of its field, if it names one) and the answer is None.

    A Conflict is not caught: its view shows both texts.
    """
    try:
        return run()
    except Conflict:
        raise
    except Refused as refusal:
        field = form._fields.get(refusal.field or "")
        errors = form.form_errors if field is None else field.errors
        if isinstance(errors, tuple):
            errors = field.errors = list(errors)  # type: ignore[union-attr]
        errors.append(said(refusal))
        return None


def see(url: str) -> Response:
    """Go and look at what was done (303)."""
    return redirect(url, 303)  # type: ignore[return-value]
