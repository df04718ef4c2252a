"""Guard: every sentence that Python says to a person goes through gettext."""

from __future__ import annotations

import ast

import pytest

from tests.house.tree import called, files, named, report

_SAYS = {"flash", "Refused"}
_SAYS_BY_NAME = {"message", "label", "description", "validation_message"}
_GETTEXT = {"_", "gettext", "ngettext", "pgettext", "npgettext", "lazy_gettext", "lazy_ngettext", "lazy_pgettext", "_l"}


def refusals(*sources: str) -> set[str]:
    """The names of Refused and of every class made from it, however far down."""
    kinds = {"Refused"}
    classes = [node for source in sources for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)]
    for _ in classes:
        kinds |= {
            each.name for each in classes if kinds & {ast.unparse(base).rpartition(".")[2] for base in each.bases}
        }
    return kinds


def untranslated(source: str, kinds: set[str]) -> list[tuple[int, str]]:
    """Calls of a module that say words outright, or hand gettext words it cannot know, with their lines."""
    found = []
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        name = called(call)
        said = [word.value for word in call.keywords if word.arg in _SAYS_BY_NAME and _is_speaking(name, kinds)]
        if call.args and _is_speaking(name, kinds):
            said.append(call.args[0])
        if name in _GETTEXT:
            found += [(call.lineno, ast.unparse(call)) for word in call.args if isinstance(word, ast.JoinedStr)]
        found += [(call.lineno, ast.unparse(call)) for word in said if _is_outright(word)]
    return found


def _is_speaking(name: str, kinds: set[str]) -> bool:
    """Whether a call takes words for a person: a flash, a refusal, a field of a form or its validator."""
    return name in _SAYS | kinds or name.endswith(("Field", "Required", "ValidationError", "Length", "EqualTo"))


def _is_outright(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.BinOp):
        return _is_outright(node.left) or _is_outright(node.right)
    if isinstance(node, ast.IfExp):
        return _is_outright(node.body) or _is_outright(node.orelse)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("format", "join"):
        return _is_outright(node.func.value)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and any(map(str.isalpha, node.value))


@pytest.mark.parametrize(
    "source",
    [
        'flash("Saved.")',
        'flask.flash(f"Saved {name}.", "notice")',
        'raise Refused("It is closed.")',
        'raise Refused("It is %s." % state)',
        'raise Refused("It is {}.".format(state))',
        'raise Refused("Closed." if closed else gettext("Open."))',
        'raise Stale("Someone else was quicker.")',
        'name = StringField("Your name")',
        'name = StringField(_l("Your name"), description="As on your card")',
        'DataRequired(message="Say something.")',
        'gettext(f"Saved {name}.")',
    ],
)
def test_words_that_cannot_be_translated_are_seen(source: str) -> None:
    assert untranslated(source, {"Refused", "Stale"})


@pytest.mark.parametrize(
    "source",
    [
        'flash(_("Saved."), "notice")',
        'raise Refused(gettext("It is %(state)s.", state=state))',
        "raise Refused(sentence)",
        'name = StringField(_l("Your name"), validators=[DataRequired(_l("Say it."))])',
        'log.info("Saved.")',
        "label = dataclasses.field(default='x')",
    ],
)
def test_translated_words_pass(source: str) -> None:
    assert untranslated(source, {"Refused"}) == []


def test_a_refusal_of_a_refusal_is_one() -> None:
    first = "class Gone(refusals.NotFound): ...\nclass Other(Exception): ..."
    assert refusals(first, "class NotFound(Refused): ...") == {"Refused", "NotFound", "Gone"}


def test_every_sentence_goes_through_gettext() -> None:
    modules = {named(path): path.read_text(encoding="utf-8") for path in files("policyhub", suffixes=(".py",))}
    kinds = refusals(*modules.values())
    findings = [
        f"{name}:{line} {words}"
        for name, source in modules.items()
        if name.startswith(("policyhub/web/", "policyhub/services/", "policyhub/acts/", "policyhub/app"))
        for line, words in untranslated(source, kinds)
    ]
    assert not findings, report(findings)
