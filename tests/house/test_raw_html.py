"""Guard: HTML is made of words in two modules and nowhere else."""

from __future__ import annotations

import re

import pytest

from tests.house.tree import files, line_of, named, report

MAY_MAKE_HTML = {"policyhub/domain/markup.py", "policyhub/web/rendering.py"}

_IN_TEMPLATES = re.compile(r"\|\s*safe\b|\bfilter\s+safe\b|\bautoescape\s+false\b|\bMarkup\(", re.IGNORECASE)
_IN_PYTHON = re.compile(r"\bMarkup\(|\bautoescape\s*=\s*False\b|\bimport\s+Markup\s+as\b")


def raw_html(text: str, *, template: bool) -> list[tuple[int, str]]:
    """Where words are declared to be HTML without being escaped, with their lines."""
    pattern = _IN_TEMPLATES if template else _IN_PYTHON
    return [(line_of(text, found.start()), found[0]) for found in pattern.finditer(text)]


@pytest.mark.parametrize(
    "text", ["{{ body|safe }}", "{{ body | safe }}", "{% autoescape false %}", "{% filter safe %}"]
)
def test_raw_html_in_a_template_is_seen(text: str) -> None:
    assert raw_html(text, template=True)


@pytest.mark.parametrize(
    "text", ["return Markup(body)", "x = markupsafe.Markup(body)", "Environment(autoescape=False)"]
)
def test_raw_html_in_python_is_seen(text: str) -> None:
    assert raw_html(text, template=False)


def test_escaped_words_are_not_raw() -> None:
    assert raw_html("{{ body|e }} it is safe; {{ safely }}", template=True) == []
    assert raw_html("def page() -> Markup: ...", template=False) == []


def test_html_is_made_in_two_modules_only() -> None:
    findings = [
        f"{named(path)}:{line} {words}"
        for path in files("policyhub", "templates", "wsgi.py", suffixes=(".py", ".html", ".txt"))
        if named(path) not in MAY_MAKE_HTML
        for line, words in raw_html(path.read_text(encoding="utf-8"), template=path.suffix != ".py")
    ]
    assert not findings, report(findings)
