"""Guard: every form that changes something carries the token that proves it came from our page."""

from __future__ import annotations

import re

import pytest

from tests.house.tree import files, line_of, named, report

_FORM = re.compile(r"<form\b(?:(?!<form\b).)*?(?:</form>|\Z)", re.DOTALL | re.IGNORECASE)
_GETS = re.compile(r"<form\b[^>]*\bmethod\s*=\s*[\"']?(?:get|dialog)\b", re.IGNORECASE)
_NO_METHOD = re.compile(r"<form\b(?![^>]*\bmethod\s*=)[^>]*>", re.IGNORECASE)
_COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
_SIGNS = ("csrf_token", "hidden_tag(", "form_start(")


def unsigned_forms(source: str) -> list[int]:
    """The lines of forms that post (or whose method is not fixed) without a token."""
    source = _COMMENT.sub(lambda gone: "\n" * gone[0].count("\n"), source)
    return [
        line_of(source, form.start())
        for form in _FORM.finditer(source)
        if not _GETS.match(form[0]) and not _NO_METHOD.match(form[0]) and not any(sign in form[0] for sign in _SIGNS)
    ]


@pytest.mark.parametrize(
    "form",
    [
        '<form method="post"><button>{{ _("Go") }}</button></form>',
        "<form class=x method=POST>",
        '<form method="{{ method }}"></form>',
        '<form method="post">{# csrf_token #}</form>',
        '<form method="post"></form><form method="post">{{ csrf_token() }}</form>',
    ],
)
def test_a_form_without_a_token_is_seen(form: str) -> None:
    assert unsigned_forms(f"<h1>\n</h1>\n{form}") == [3]


def test_signed_forms_and_searches_pass() -> None:
    signed = '<form method="post">\n<input name="csrf_token" value="{{ csrf_token() }}"></form>'
    assert unsigned_forms(signed + '<form role="search"><input name="q"></form><form method="get"></form>') == []


def test_every_form_is_signed() -> None:
    findings = [
        f"{named(path)}:{line} a form that posts without csrf_token"
        for path in files("templates", suffixes=(".html",))
        for line in unsigned_forms(path.read_text(encoding="utf-8"))
    ]
    assert not findings, report(findings)
