"""create_app: the only file that knows all parts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from typing import Any

from flask import Flask, g, request, url_for
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from policyhub import db, places
from policyhub.config import LOOPBACK, Settings, from_environment
from policyhub.permissions.actor import VISITOR
from policyhub.web import asking, blueprints, errors, forms, headers, matrix, wording

csrf = CSRFProtect()


def create_app(settings: Settings | None = None, *, database: db.Database | None = None) -> Flask:
    """The application, for the settings given or those of the environment."""
    settings = settings or from_environment()
    app = Flask("policyhub", static_folder=str(places.STATIC), template_folder=str(places.TEMPLATES))
    app.request_class = forms.Asked
    app.url_map.merge_slashes = False  # such a redirect names a host, on the word of whoever asks
    app.config.update(
        POLICYHUB=settings,
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-policyhub" if settings.https else "policyhub",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=settings.session_days * 24 * 3600,
        MAX_CONTENT_LENGTH=settings.max_upload_bytes + 64 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        MAX_FORM_PARTS=2000,
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_TRANSLATION_DIRECTORIES=str(places.TRANSLATIONS),
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["policyhub.db"] = database or db.Database(settings.database_url)
    _open_session(app)
    asking.login_manager.init_app(app)
    wording.offer_words(app)
    errors.handle_errors(app)
    headers.send_headers(app)
    matrix.guard(app)
    csrf.init_app(app)
    forms.keep_once(app)
    _offer_globals(app)
    blueprints.register(app)
    if settings.https and settings.host in LOOPBACK:
        # only a proxy on this computer can reach us, so its word on who asks can be taken
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=0, x_host=0)  # type: ignore[method-assign]
    app.wsgi_app = _at_home(app.wsgi_app, settings.path)  # type: ignore[method-assign, assignment]
    return app


def _at_home(inner: Any, path: str) -> Callable[[dict[str, Any], Any], Any]:
    """Where the site stands on its host is for the settings to say: addresses stand in pages that are kept for all."""

    def run(environ: dict[str, Any], start_response: Any) -> Any:
        environ["SCRIPT_NAME"] = path
        environ["PATH_INFO"] = environ.get("PATH_INFO") or "/"
        return inner(environ, start_response)

    return run


def _open_session(app: Flask) -> None:
    """Each request reads in one session, opened before everything else and closed after it."""

    @app.before_request
    def open_session() -> None:
        database: db.Database = app.extensions["policyhub.db"]
        g.closing = ExitStack()
        g.closing.enter_context(db.using(database))
        g.closing.enter_context(database.reading())

    @app.teardown_request
    def close_session(_error: BaseException | None) -> None:
        closing = g.pop("closing", None)
        if closing is not None:
            closing.close()


@cache
def _fingerprint(filename: str) -> str:
    path = places.STATIC / filename
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "missing"


def _offer_globals(app: Flask) -> None:
    known: dict[tuple[str, str], str] = {}

    def static(filename: str) -> str:
        key = (request.script_root, filename)  # asked for by every icon, so remembered
        if key not in known:
            known[key] = url_for("static", filename=filename, v=_fingerprint(filename))
        return known[key]

    app.jinja_env.globals.update(once_token=forms.once_token, static=static)

    @app.context_processor
    def common() -> dict[str, Any]:
        return {
            "actor": VISITOR if g.get("broken") else asking.actor(),
            "can": asking.can,
            "settings": asking.settings(),
            "languages": wording.LANGUAGES,
        }
