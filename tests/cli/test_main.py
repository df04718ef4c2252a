"""The console script: exit 0 done, 1 refused with one line on stderr, 2 wrong usage."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from tests.cli.commands import policyhub

TEXT = """A paper about gates
For the group

1. Purpose
1.1. Gates keep sheep in. See 2.
2. Hinges
2.1. A gate needs two.
"""


def in_a_process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The script as a shell runs it."""
    return subprocess.run(
        [sys.executable, "-m", "policyhub.cli.main", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_inspect_prints_json_and_changes_nothing(tmp_path):
    file = tmp_path / "gates.txt"
    file.write_text(TEXT)
    done = in_a_process("inspect", str(file), POLICYHUB_DATA_DIR=str(tmp_path / "data"))
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert [s["number"] for s in found["sections"]] == ["1", "1.1", "2", "2.1"]
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04rest"])
def test_inspect_refuses_what_it_cannot_read_in_one_line(tmp_path, content):
    file = tmp_path / "odd.txt"
    file.write_bytes(content)
    done = policyhub(tmp_path, "inspect", str(file))
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_file_that_is_not_there_is_refused_in_one_line(tmp_path):
    done = policyhub(tmp_path, "inspect", str(tmp_path / "nothing.txt"))
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["inspect"], ["backup", "create"], ["suggest", "What?"]])
def test_wrong_usage_and_what_is_not_there_yet_exit_2(tmp_path, arguments):
    assert policyhub(tmp_path, *arguments).returncode == 2


def test_an_association_is_founded_and_a_paper_imported_by_commands(tmp_path):
    for name, slug, kind in (("Gates", "gates", "policy"), ("The council", "council", "council")):
        done = policyhub(tmp_path, "group", "add", "--name", name, "--slug", slug, "--kind", kind)
        assert done.returncode == 0, done.stderr
    assert policyhub(tmp_path, "group", "list").stdout == "gates\tGates\ncouncil\tThe council\n"
    added = policyhub(
        tmp_path, "member", "add", "--name", "Mair Pugh", "--email", "mair@example.org", "--group", "gates",
        "--role", "convenor", given="four words make one\n",
    )  # fmt: skip
    assert re.fullmatch(r"[a-z2-7]{12}\n", added.stdout), added.stderr
    file = tmp_path / "gates.txt"
    file.write_text(TEXT)
    made = policyhub(tmp_path, "import", str(file), "--group", "gates")
    assert re.fullmatch(r"[a-z2-7]{12}\n", made.stdout), made.stderr
    assert "paper" in made.stderr
    verified = policyhub(tmp_path, "log", "verify")
    assert verified.returncode == 0
    head = verified.stdout.split()[-1]
    assert policyhub(tmp_path, "log", "verify", "--head", head).returncode == 0
    assert policyhub(tmp_path, "log", "verify", "--head", "1:" + "0" * 64).returncode == 1
    assert policyhub(tmp_path, "import", str(file), "--group", "nowhere").returncode == 1


def test_a_short_password_is_refused(tmp_path):
    done = policyhub(tmp_path, "member", "add", "--name", "A", "--email", "a@example.org", given="short\n")
    assert done.returncode == 1
    assert "15 characters" in done.stderr


def test_unsafe_settings_are_refused_in_one_line(tmp_path):
    done = in_a_process("serve", POLICYHUB_DATA_DIR=str(tmp_path), POLICYHUB_HOST="0.0.0.0")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
