"""Guard: the README's glossary, or the page about the data, names every model."""

from __future__ import annotations

import ast
import re

from tests.house.tree import ROOT, files, named, report

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def models(source: str) -> dict[str, str]:
    """The models of a module: class name and table name."""
    found = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                target = line.targets[0] if isinstance(line, ast.Assign) else getattr(line, "target", None)
                if isinstance(target, ast.Name) and target.id == "__tablename__":
                    found[node.name] = ast.literal_eval(line.value) if isinstance(line, ast.Assign) else ""
    return found


def glossary(readme: str) -> str:
    """The words that a README explains: the first column of the tables under a heading with "glossary" or "words"."""
    words, inside = [], False
    for line in readme.splitlines():
        if line.startswith("#"):
            inside = re.search(r"glossary|words", line, re.IGNORECASE) is not None
        elif inside and line.startswith("|"):
            words.append(line.split("|")[1])
    return "\n".join(words)


def is_named(model: str, table: str, text: str) -> bool:
    """Whether a text names a model: by its table, its class, or its class in plain words ("flag option")."""
    plain = _CAMEL.sub(" ", model)
    return any(re.search(rf"\b{re.escape(name)}s?\b", text, re.IGNORECASE) for name in (model, plain, table) if name)


def test_a_model_that_nobody_explains_is_seen() -> None:
    source = 'class FlagOption(Base):\n    __tablename__ = "flag_options"\n\nclass Note: ...\n'
    text = glossary("# P\n| flag option | no |\n## Glossary\n| word | means |\n|---|---|\n| flag, ballot | a vote |\n")
    assert models(source) == {"FlagOption": "flag_options"}
    assert not is_named("FlagOption", "flag_options", text)
    assert is_named("FlagOption", "flag_options", "a flag option is a wording")
    assert is_named("Ballot", "ballots", text)
    assert not is_named("Vote", "votes", text), "what stands in the explanation is not explained by it"


def test_every_model_is_explained() -> None:
    text = glossary((ROOT / "README.md").read_text(encoding="utf-8"))
    data = ROOT / "docs" / "data.md"
    text += data.read_text(encoding="utf-8") if data.exists() else ""
    findings = [
        f"{named(path)}: {model} ({table}) stands neither in README's glossary nor in docs/data.md"
        for path in files("policyhub/models", suffixes=(".py",))
        for model, table in models(path.read_text(encoding="utf-8")).items()
        if not is_named(model, table, text)
    ]
    assert not findings, report(findings)
