"""The headers that every answer carries, whatever was asked."""

from __future__ import annotations

from werkzeug.test import TestResponse

from policyhub.web.headers import POLICY


def headers_are_right(answer: TestResponse, *, signed_in: bool, static: bool = False) -> None:
    assert answer.headers.getlist("Content-Security-Policy") == [POLICY], answer.request.path
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Strict-Transport-Security" not in answer.headers  # a site without https must not promise it
    if signed_in and not static:
        assert "no-store" in answer.headers["Cache-Control"], answer.request.path
    if answer.status_code != 204:
        kind = answer.headers["Content-Type"]
        assert not kind.startswith("text/") or "charset=utf-8" in kind, f"{kind} of {answer.request.path}"
