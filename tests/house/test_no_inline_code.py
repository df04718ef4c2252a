"""Guard: pages hold no script or style of their own and fetch nothing from elsewhere, so the policy can be strict."""

from __future__ import annotations

import pytest

from tests.house.pages import Element, read
from tests.house.tree import files, named, report

_FETCHES = {("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "src"), ("use", "href")}
_ADDRESSES = ("href", "src", "action", "formaction")


def inline_code(source: str, *, mail: bool = False) -> list[tuple[int, str]]:
    """Inline script and style, and what is fetched from elsewhere; mail may have style, since it can have no sheet."""
    elements, words = read(source)
    found = [(element.line, what) for element in elements for what in _faults(element)]
    found += [
        (said.line, f"words in <{said.inside}>")
        for said in words
        if said.inside in ("script", "style") and not _is_data(said.line, elements)
    ]
    return [(line, what) for line, what in found if not (mail and "style" in what)]


def _faults(element: Element) -> list[str]:
    given = element.attributes
    faults = [f"{name}=" for name in given if name.startswith(("on", "hx-on", "data-hx-on"))]
    faults += ["style="] if "style" in given else []
    faults += ["<style>"] if element.tag == "style" else []
    faults += [
        f"javascript: in {name}=" for name in _ADDRESSES if given.get(name, "").strip().startswith("javascript:")
    ]
    faults += [
        f"<{tag}> from elsewhere"
        for tag, name in _FETCHES
        if element.tag == tag and given.get(name, "").startswith(("http://", "https://", "//"))
    ]
    return faults


def _is_data(line: int, elements: list[Element]) -> bool:
    scripts = [element for element in elements if element.tag == "script" and element.line <= line]
    return bool(scripts) and scripts[-1].attributes.get("type") == "application/json"


@pytest.mark.parametrize(
    "source",
    [
        "<script>start()</script>",
        "<style>p { margin: 0 }</style>",
        '<p style="margin: 0">',
        '<p style="width: {{ width }}%">',
        '<button {% if busy %}disabled{% endif %} onclick="go()">',
        '<button hx-on:click="go()">',
        '<a href="javascript:go()">',
        '<script src="https://cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="//cdn.example/x.css">',
    ],
)
def test_inline_code_is_seen(source: str) -> None:
    assert inline_code(f"<p>\n{{{{ title }}}}\n</p>\n{source}")[0][0] == 4


def test_a_page_of_ours_is_clean() -> None:
    page = (
        '<script src="{{ static("menu.js") }}" defer></script><a href="https://example.org">{{ _("On and on") }}</a>'
        '<script type="application/json">{"a": 1}</script><{{ tag }} class="one{% if x %} style{% endif %}">'
    )
    assert inline_code(page) == []
    assert inline_code('<td style="padding: 0">', mail=True) == []


def test_no_template_holds_script_or_style() -> None:
    findings = [
        f"{named(path)}:{line} {what}"
        for path in files("templates", suffixes=(".html",))
        for line, what in inline_code(path.read_text(encoding="utf-8"), mail="mail" in path.parts)
    ]
    assert not findings, report(findings)
