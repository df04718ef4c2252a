"""What a person sees when something is missing, forbidden, refused, too large or broken."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from flask import Flask, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from policyhub.permissions.visible import NotFound
from policyhub.services.refusals import Forbidden, Refused
from policyhub.web.asking import local_path

log = logging.getLogger("policyhub.errors")
Answer = tuple[str, int] | Any


def said(refusal: Refused) -> str:
    """A refusal's sentence in the reader's language."""
    return _(refusal.sentence, **refusal.values) if refusal.values else _(refusal.sentence)


def _typed() -> list[tuple[str, str]]:
    """The long texts of the form that was sent, to give back when it could not be taken."""
    if request.method != "POST":
        return []
    quiet = {"csrf_token", "once", "password", "choice", "receipt"}
    return [(name, value) for name, value in request.form.items() if name not in quiet and value.strip()]


def _back() -> str | None:
    """The page of ours that the form stood on, if the browser says which; never an address elsewhere."""
    came = urlsplit(request.referrer or "")
    path = urlunsplit(("", "", came.path, came.query, ""))
    return (local_path(path, "") or None) if came.netloc == request.host else None


def handle_errors(app: Flask) -> None:
    """One page for each, never a trace."""

    @app.errorhandler(NotFound)
    @app.errorhandler(404)
    @app.errorhandler(405)
    def not_found(_error: Exception) -> Answer:
        return render_template("errors/not_found.html", typed=_typed()), 404

    @app.errorhandler(Forbidden)
    @app.errorhandler(403)
    def forbidden(_error: Exception) -> Answer:
        return render_template("errors/forbidden.html", typed=_typed()), 403

    @app.errorhandler(401)
    def signed_out(_error: Exception) -> Answer:
        if request.method == "GET":
            return redirect(url_for("account.sign_in", next=request.full_path.rstrip("?")), 303)
        return render_template("errors/session_ended.html", typed=_typed()), 401

    @app.errorhandler(CSRFError)
    def stale_form(_error: CSRFError) -> Answer:
        return render_template("errors/session_ended.html", typed=_typed()), 400

    @app.errorhandler(Refused)
    def refused(error: Refused) -> Answer:
        return render_template("errors/refused.html", sentence=said(error), typed=_typed(), back=_back()), 422

    @app.errorhandler(413)
    def too_large(_error: Exception) -> Answer:
        return render_template("errors/too_large.html"), 413

    @app.errorhandler(429)
    def too_many(_error: Exception) -> Answer:
        return render_template("errors/too_many.html"), 429, {"Retry-After": "900"}

    @app.errorhandler(HTTPException)
    def other(error: HTTPException) -> Answer:
        if error.code is None or error.code < 400:
            return error
        return render_template(
            "errors/refused.html", sentence=_("This could not be read. Go back and try again."), typed=_typed()
        ), error.code

    @app.errorhandler(Exception)
    def broken(error: Exception) -> Answer:
        log.error("%s %s failed", request.method, request.path, exc_info=error)
        g.broken = True  # the page must not need the database
        g.setdefault("lang", "en-GB")
        return render_template("errors/server_error.html", typed=_typed()), 500
