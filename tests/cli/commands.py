"""The console script, called as a function with an environment and streams of its own: a process takes a second."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

from policyhub.cli.main import main


def policyhub(folder: Path, *arguments: str, given: str = "") -> CompletedProcess[str]:
    """What a command with these arguments does to the installation in a folder."""
    environment = {**os.environ, "POLICYHUB_DATA_DIR": str(folder / "data"), "POLICYHUB_DATABASE_URL": ""}
    out, err = io.StringIO(), io.StringIO()
    with (
        patch.dict(os.environ, environment),
        patch("sys.stdin", io.StringIO(given)),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            code = main(arguments)
        except SystemExit as end:  # wrong usage
            code = end.code if isinstance(end.code, int) else 1
    return CompletedProcess(arguments, code, out.getvalue(), err.getvalue())
