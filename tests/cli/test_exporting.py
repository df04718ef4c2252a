"""`policyhub export`: every format into a file, whole or not at all; 0 done, 1 refused, 2 wrong usage."""

from __future__ import annotations

import json

import pytest

from policyhub.readers import read
from tests.cli.commands import policyhub
from tests.cli.test_main import TEXT

MORE = """2.2. Oil helps.
2.3. Paint lasts. For oil see Appendix 1.
2.4. Do as sections 2.1 to 2.3. say.

Appendix 1: Oil
Buy it.
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder with an installation in it, and the id of a paper there."""
    folder = tmp_path_factory.mktemp("installed")
    (folder / "gates.txt").write_text(TEXT + MORE)
    policyhub(folder, "group", "add", "--name", "Gates", "--slug", "gates", "--kind", "policy")
    policyhub(folder, "member", "add", "--name", "Mair Pugh", "--email", "mair@example.org", "--group", "gates",
              "--role", "convenor", given="a long enough password\n")  # fmt: skip
    imported = policyhub(folder, "import", str(folder / "gates.txt"), "--group", "gates")
    assert imported.returncode == 0, imported.stderr
    return folder, imported.stdout.strip()


@pytest.mark.parametrize("ending", ["docx", "pdf"])  # each takes a process; the writers have tests of their own
def test_a_paper_is_written_in_every_format(installed, ending: str) -> None:
    folder, paper = installed
    file = folder / f"out.{ending}"

    done = policyhub(folder, "export", "paper", paper, "--format", ending, "-o", str(file))

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    words = str(read(file.read_bytes(), name=file.name))
    assert "Gates keep sheep in." in words
    assert [path for path in folder.iterdir() if path.name.startswith(".")] == []


def test_json_has_the_shape_of_inspect_with_versions_and_agreements(installed) -> None:
    folder, paper = installed
    file = folder / "out.json"
    inspected = json.loads(policyhub(folder, "inspect", str(folder / "gates.txt")).stdout)

    done = policyhub(folder, "export", "paper", paper, "--format", "json", "-o", str(file))

    found = json.loads(file.read_text(encoding="utf-8"))
    assert done.returncode == 0
    assert set(found) == {*inspected, "versions", "agreements"}
    for mine, theirs in zip(found["sections"], inspected["sections"], strict=True):
        assert set(mine) == set(theirs)
        for key in ("number", "kind", "heading", "text", "parent"):
            assert mine[key] == theirs[key]
    assert found["references"] == inspected["references"]
    assert [one["text"] for one in found["references"]] == ["2.", "Appendix 1", "2.1", "2.2", "2.3."]
    assert [(one["section"], one["ordinal"], one["current"]) for one in found["versions"]] == [
        (section["number"], 1, True) for section in found["sections"]
    ]
    assert found["agreements"] == []


def test_what_there_is_not_is_refused_in_one_line_and_leaves_no_file(installed) -> None:
    folder, paper = installed
    for kind, pid in (("paper", "aaaaaaaaaaaa"), ("response", paper), ("motion", "x")):
        done = policyhub(folder, "export", kind, pid, "--format", "txt", "-o", str(folder / "none.txt"))
        assert (done.returncode, done.stderr) == (1, f"There is no {kind} {pid}.\n")
    nowhere = policyhub(folder, "export", "paper", paper, "--format", "txt", "-o", str(folder / "no" / "where.txt"))
    assert nowhere.returncode == 1
    assert nowhere.stderr.count("\n") == 1
    assert not (folder / "none.txt").exists()


def test_wrong_usage_and_what_is_not_there_yet_exit_2(installed) -> None:
    folder, paper = installed
    for kind in ("agenda", "minutes"):
        done = policyhub(folder, "export", kind, paper, "--format", "docx", "-o", str(folder / "none.docx"))
        said = f"policyhub export {kind} is not in this release: paper, response, motion are.\n"
        assert (done.returncode, done.stderr) == (2, said)
        assert not (folder / "none.docx").exists()
    assert policyhub(folder, "export", "paper", paper, "--format", "exe", "-o", "x").returncode == 2
    assert policyhub(folder, "export", "paper", paper, "--format", "txt").returncode == 2
