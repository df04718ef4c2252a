"""Guard: everything that is installed is pinned to one version and to its bytes."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis.internal.conjecture import providers

from tests.house.tree import ROOT, report

_PINNED = re.compile(
    r"(?P<name>[A-Za-z0-9][\w.-]*)(?:\[[\w,.-]+\])?==[\w.!+-]+(?: ;[^\\]*)?(?: +--hash=sha256:[0-9a-f]{64})+"
)


def unpinned(text: str) -> list[str]:
    """The requirements of a file without an exact version or without a hash."""
    return [line for line in _requirements(text) if not _PINNED.fullmatch(line)]


def _requirements(text: str) -> list[str]:
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#")).replace("\\\n", " ")
    return [re.sub(r"\s+", " ", line).strip() for line in lines.splitlines() if line.strip()]


def _names(text: str) -> set[str]:
    return {_plain(re.split(r"[\[=<>!~ ;]", line)[0]) for line in _requirements(text)}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


HASH = "--hash=sha256:" + "0" * 64


@pytest.mark.parametrize(
    "line",
    ["flask", f"flask>=3 {HASH}", "flask==3.1.3", "-e .", "flask @ https://example.org/flask.whl", "-r other.txt"],
)
def test_a_requirement_that_is_not_pinned_is_seen(line: str) -> None:
    assert unpinned(f"# made by a tool\nlxml==6.1.3 \\\n    {HASH} \\\n    {HASH}\n    # via us\n{line}\n") == [line]


def test_a_pinned_requirement_passes() -> None:
    assert unpinned(f"psycopg[binary]==3.3.9 ; implementation_name != 'pypy' \\\n    {HASH}\n") == []


@pytest.mark.parametrize("name", ["run.txt", "test.txt", "build.txt"])
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert _requirements(text), "the file is empty"
    assert not unpinned(text), report(unpinned(text))


@pytest.mark.parametrize("name", ["run.txt", "test.txt", "build.txt"])
def test_what_the_project_asks_for_is_in_its_lock(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {
        "run.txt": project["project"]["dependencies"],
        "test.txt": project["dependency-groups"]["test"],
        "build.txt": project["dependency-groups"]["build"] + project["build-system"]["requires"],
    }[name]
    locked = _names((ROOT / "requirements" / name).read_text(encoding="utf-8"))
    assert {_plain(re.split(r"[\[=<>!~ ;]", each)[0]) for each in asked} <= locked


def test_one_package_has_one_version_in_all_locks() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "requirements").glob("*.txt"))]
    pins = {line.split(" ")[0] for text in texts for line in _requirements(text)}
    twice = [pin for pin in pins if sum(other.split("==")[0] == pin.split("==")[0] for other in pins) > 1]
    assert not twice, report(sorted(twice))


def test_made_up_examples_do_not_depend_on_what_is_loaded() -> None:
    provider = providers.HypothesisProvider(None)

    assert [len(provider._local_constants.set_for_type(kind)) for kind in ("integer", "string", "float", "bytes")] == [
        0
    ] * 4
