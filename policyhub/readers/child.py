"""Reads a file in a child process that can do no harm: little memory, little time, no network, no files of ours."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import policyhub
from policyhub.domain.recognising.recognised import Council
from policyhub.domain.sentences import N_, Sentence
from policyhub.readers.errors import Unreadable

TAKES_TOO_LONG = N_("This file takes too long to read: split it, or save it as plain text again, and upload that.")
TOO_MUCH = N_("This file is too large or too tangled: split it, or save it as plain text again, and upload that.")
BROKEN = N_("This file could not be read: save it as plain text again and upload that.")

_ROOT = Path(policyhub.__file__).parent.parent
_TOO_MUCH_CODES = (-signal.SIGKILL, -signal.SIGSEGV, -signal.SIGABRT, -signal.SIGXFSZ)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: bytes of memory and of answer, seconds of processor and of waiting."""

    memory: int = 512 * 1024 * 1024
    answer: int = 128 * 1024 * 1024
    cpu: int = 10
    wall: float = 30.0


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Request:
    """What to read: the file's name, what kind a person says it is, which article of a web page (from 0), doubts that
    are decided, and the council's names."""

    name: str = ""
    as_kind: str | None = None
    article: int | None = None
    decided: Mapping[str, str] = field(default_factory=dict)
    council: Council = field(default_factory=Council)


def read_apart(data: bytes, request: Request, *, limits: Limits = LIMITS) -> dict[str, Any]:
    """What is recognised in a file, as JSON values: "found", "words" and "articles" (see ``child_main``).

    Raises Unreadable, with a sentence that says what to do, for whatever goes wrong: a file that is no text, one that
    uses too much time or memory, a reader that breaks.
    """
    head = json.dumps(
        {
            "name": request.name,
            "as_kind": request.as_kind,
            "article": request.article,
            "decided": dict(request.decided),
            "council": {"name": request.council.name, "short_forms": list(request.council.short_forms)},
            "limits": {"memory": limits.memory, "answer": limits.answer, "cpu": limits.cpu},
        }
    )
    answer = run_apart("policyhub.readers.child_main", head.encode() + b"\n" + data, limits=limits)
    if "unreadable" in answer:
        raise Unreadable(Sentence(str(answer["unreadable"])))
    if not isinstance(answer.get("found"), dict) or not isinstance(answer.get("words"), dict):
        raise Unreadable(BROKEN)
    return answer


def run_apart(module: str, given: bytes, *, limits: Limits, arguments: Sequence[str] = ()) -> dict[str, Any]:
    """Run a module with bytes as its input, and return the JSON object it writes; Unreadable if there is none."""
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as answer:
        source.write(given)
        source.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-s", "-P", "-m", module, *arguments],
            stdin=source,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": str(_ROOT), "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"},
            cwd="/",
            close_fds=True,
            start_new_session=True,
        )
        try:
            code = child.wait(limits.wall)
        except subprocess.TimeoutExpired:
            raise Unreadable(TAKES_TOO_LONG) from None
        finally:
            _end(child)
        if code == -signal.SIGXCPU:
            raise Unreadable(TAKES_TOO_LONG)
        if code in _TOO_MUCH_CODES:
            raise Unreadable(TOO_MUCH)
        answer.seek(0)
        return _object(answer.read(limits.answer + 1)) if code == 0 else _refused()


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it has started."""
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _object(words: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(words)
    except (ValueError, RecursionError):
        return _refused()
    return answer if isinstance(answer, dict) else _refused()


def _refused() -> dict[str, Any]:
    raise Unreadable(BROKEN)
