"""Guard: no call that turns words into code, or bytes into objects."""

from __future__ import annotations

import ast

import pytest

from tests.house.tree import called, files, named, report

_CALLS = {"eval", "exec", "render_template_string", "from_string", "__import__"}
_ATTRIBUTES = {"os.system", "os.popen", "yaml.load", "yaml.unsafe_load", "tempfile.mktemp", "subprocess.getoutput"}
_MODULES = {"pickle", "cPickle", "dill", "marshal", "shelve"}


def dangers(source: str) -> list[tuple[int, str]]:
    """The dangerous calls and imports of a module, with their lines."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, name.name) for name in node.names if name.name.partition(".")[0] in _MODULES]
        elif isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{name.name}" for name in node.names}
            found += [(node.lineno, name) for name in names if name in _ATTRIBUTES or node.module in _MODULES]
            found += [(node.lineno, name.name) for name in node.names if name.name in _CALLS]
        elif isinstance(node, ast.Call):
            whole = ast.unparse(node.func)
            if whole in _ATTRIBUTES or whole in _CALLS or called(node) in _CALLS - {"eval", "exec"}:
                found.append((node.lineno, whole))
            found += [(node.lineno, "shell=True") for word in node.keywords if _is_shell(word)]
    return found


def _is_shell(word: ast.keyword) -> bool:
    return word.arg == "shell" and not (isinstance(word.value, ast.Constant) and word.value.value is False)


@pytest.mark.parametrize(
    "source",
    [
        "eval(words)",
        "exec(words)",
        "import pickle",
        "from pickle import loads",
        "import os\nos.system(words)",
        "from os import system",
        "import subprocess\nsubprocess.run(words, shell=True)",
        "subprocess.run(words, shell=whatever)",
        "yaml.load(words)",
        "flask.render_template_string(words)",
        "app.jinja_env.from_string(words)",
    ],
)
def test_a_dangerous_call_is_seen(source: str) -> None:
    assert dangers(source)


def test_what_only_sounds_alike_is_no_danger() -> None:
    assert dangers("session.exec(query)\nsubprocess.run(words, shell=False)\nyaml.safe_load(words)\nmodel.eval()") == []


def test_no_dangerous_call_stands_anywhere() -> None:
    findings = [
        f"{named(path)}:{line} {what}"
        for path in files("policyhub", "migrations", "wsgi.py", suffixes=(".py",))
        for line, what in dangers(path.read_text(encoding="utf-8"))
    ]
    assert not findings, report(findings)
