"""Guard: every visible string of a template goes through gettext."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from jinja2 import nodes

from tests.house.pages import parsed, read
from tests.house.tree import files, named, report

_VISIBLE_ATTRIBUTES = {
    "alt",
    "aria-description",
    "aria-label",
    "aria-placeholder",
    "aria-roledescription",
    "aria-valuetext",
    "placeholder",
    "summary",
    "title",
}
_GETTEXT = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
_NOT_FOR_READING = {"script", "style", "code", "kbd"}
_LETTERS = re.compile(r"[^\W\d_]")
_SENTENCE = re.compile(r"[A-Z][a-z’']+(?:[ .,:;?!…]|$)")
# The names of the product and of the languages are the same in every language.
_NAMES = re.compile(r"\b(?:PolicyHub|English|Cymraeg)\b")


def untranslated(source: str) -> list[tuple[int, str]]:
    """Words that a template shows without asking for their translation, with their lines."""
    elements, words = read(source)
    found = [(said.line, said.text) for said in words if said.inside not in _NOT_FOR_READING and _says(said.text)]
    for element in elements:
        shown = [(name, value) for name, value in element.attributes.items() if name in _VISIBLE_ATTRIBUTES]
        if element.tag == "meta" and element.attributes.get("name") == "description":
            shown.append(("content", element.attributes.get("content", "")))
        found += [(element.line, f'{name}="{value}"') for name, value in shown if _says(value)]
    found += [(node.lineno, repr(node.value)) for node in _bare_sentences(parsed(source))]
    return found


def unknown_words(source: str) -> list[tuple[int, str]]:
    """Calls of gettext with something else than a string of the template, with their lines.

    What gettext gives a template is not escaped and its signs of per cent are read: words that come from elsewhere,
    perhaps out of somebody's file, go through the filter "translated" instead.
    """
    return [
        (call.lineno, ", ".join(type(one).__name__ for one in call.args))
        for call in parsed(source).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in _GETTEXT
        if not isinstance(call.args[0] if call.args else None, nodes.Const)
    ]


def _says(text: str) -> bool:
    return _LETTERS.search(_NAMES.sub("", text)) is not None


def _bare_sentences(node: nodes.Node) -> Iterator[nodes.Const]:
    """String constants that read like words for people, outside gettext: a macro's argument, a value that is set."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in _GETTEXT:
        return
    if isinstance(node, (nodes.Compare, nodes.Filter, nodes.Test, nodes.Getitem)):
        # Formats and keys are not shown; what is filtered, compared or asked about is.
        kept = [child for child in node.iter_child_nodes() if not isinstance(child, (nodes.Const, nodes.Operand))]
        if isinstance(node, nodes.Filter) and isinstance(node.node, nodes.Const):
            kept.append(node.node)
    else:
        kept = list(node.iter_child_nodes())
    for child in kept:
        if (
            isinstance(child, nodes.Const)
            and isinstance(child.value, str)
            and _SENTENCE.match(_NAMES.sub("", child.value))
        ):
            yield child
        yield from _bare_sentences(child)


@pytest.mark.parametrize(
    "source",
    [
        "<p>Cast your vote</p>",
        "<p>{{ _('Vote') }}: open</p>",
        "<title>{% block title %}{% endblock %} and more</title>",
        "{% trans %}Translated{% endtrans %} not translated",
        '<input placeholder="Search">',
        '<nav aria-label="Sections">',
        '<img alt="A bar chart" src="{{ x }}">',
        '<a title="Version {{ ordinal }}" href="#">1</a>',
        '<meta name="description" content="A paper">',
        '{{ field(form.name, label="Your name") }}',
        "{{ 'Open' if open else '' }}",
        "{% set heading = 'Disputes' %}",
        "{{ 'Save'|upper }}",
        "{% call panel('Notes') %}{% endcall %}",
    ],
)
def test_words_that_cannot_be_translated_are_seen(source: str) -> None:
    assert untranslated(f"<br>\n{source}")[0][0] == 2


@pytest.mark.parametrize(
    "source",
    [
        "<p>{{ _('Cast your vote') }}</p>",
        "{% trans count=n %}One vote{% pluralize %}{{ count }} votes{% endtrans %}",
        "<h{{ level }} class='head' id='section-{{ pid }}'>{{ number }} · {{ title }}&nbsp;→</h{{ level }}>",
        "<a href='{{ url_for(\"papers.show\", pid=pid) }}' hreflang='cy'>{{ ngettext('Vote', 'Votes', n) }}</a>",
        "{% macro described(id) %}{{ id }}-hint {{ id }}-error{% endmacro %}",
        "{{ day|date('EEEE d MMMM') }}{% if state == 'Open' %}{{ labels['Open'] }}{% endif %}",
        "<title>{{ title }} – PolicyHub</title><code>make run</code>{# A remark #}",
        "<option value='a' {% if x %}selected{% endif %}>{{ field(form.name, class='btn btn--main') }}</option>",
        "<svg><use href='{{ sprite }}#flag'/></svg>",
    ],
)
def test_translated_words_pass(source: str) -> None:
    assert untranslated(source) == []


@pytest.mark.parametrize("source", ["{{ _(words) }}", "{{ _(a.b) }}", "{{ gettext('It is ' ~ state) }}"])
def test_words_from_elsewhere_in_gettext_are_seen(source: str) -> None:
    assert unknown_words(f"<br>\n{source}")[0][0] == 2


@pytest.mark.parametrize(
    "source", ["{{ words|translated }}", "{{ _('By %(who)s', who=who) }}", "{{ ngettext('a', 'b', n) }}"]
)
def test_known_words_in_gettext_pass(source: str) -> None:
    assert unknown_words(source) == []


def test_no_template_hands_words_from_elsewhere_to_gettext() -> None:
    findings = [
        f"{named(path)}:{line} {words}"
        for path in files("templates", suffixes=(".html", ".txt"))
        for line, words in unknown_words(path.read_text(encoding="utf-8"))
    ]
    assert not findings, report(findings)


def test_every_visible_string_of_a_template_goes_through_gettext() -> None:
    findings = [
        f"{named(path)}:{line} {words}"
        for path in files("templates", suffixes=(".html", ".txt"))
        for line, words in untranslated(path.read_text(encoding="utf-8"))
    ]
    assert not findings, report(findings)
