"""The headers that every answer carries."""

from __future__ import annotations

from flask import Flask, Response, request
from flask_login import current_user

from policyhub.web.asking import settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
YEAR = 365 * 24 * 3600
FONTS = "/static/fonts/"  # stylesheets name them without a version: a font that changes gets another name


def send_headers(app: Flask) -> None:
    """Put them on every answer, errors included."""

    @app.after_request
    def put(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["X-Frame-Options"] = "DENY"
        if settings().https:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        if request.endpoint == "static" and response.status_code < 400:  # the page that says it is missing is personal
            if "v" in request.args or request.path.startswith(FONTS):
                response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        elif current_user.is_authenticated or request.method != "GET":
            response.headers["Cache-Control"] = "no-store"
        else:
            response.headers.setdefault("Cache-Control", "no-cache")
            response.headers.add("Vary", "Cookie")
        return response
