"""`policyhub export`: a paper, a response or a motion as a file in any format that is written."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from policyhub.cli.stopping import Stop

FORMATS = ("docx", "odt", "pdf", "html", "md", "txt", "json")
KINDS = ("paper", "response", "motion")


def add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command with its options."""
    exporting = commands.add_parser("export", help="a paper, a response or a motion as a file")
    exporting.add_argument("kind", help="paper, response or motion", metavar="KIND")
    exporting.add_argument("pid", metavar="ID")
    exporting.add_argument("--format", required=True, choices=FORMATS)
    exporting.add_argument("-o", dest="output", required=True, metavar="FILE")


def refuse_what_is_not_there(options: argparse.Namespace) -> None:
    """Stop, as for wrong usage, at what this release cannot export: what belongs to meetings comes with them."""
    if options.kind not in KINDS:
        raise Stop(f"policyhub export {options.kind} is not in this release: {', '.join(KINDS)} are.", code=2)


def export(options: argparse.Namespace) -> int:
    """Write the file, whole or not at all; as JSON in the shape of `inspect`, with versions and agreements."""
    from policyhub import db
    from policyhub.acts.documents import Outgoing
    from policyhub.models import Motion, Paper, Response
    from policyhub.permissions.actor import HOUSE, Actor
    from policyhub.permissions.visible import NotFound, load
    from policyhub.services import exports

    kinds: dict[str, tuple[type[Any], Callable[[Actor, Any], Outgoing]]] = {
        "paper": (Paper, exports.get_paper),
        "response": (Response, exports.get_response),
        "motion": (Motion, exports.get_motion),
    }
    model, make = kinds[options.kind]
    try:
        thing = load(db.session(), model, HOUSE, options.pid)
    except NotFound:
        raise Stop(f"There is no {options.kind} {options.pid}.") from None
    if options.format == "json":
        data = (json.dumps(exports.describe(HOUSE, thing), ensure_ascii=False, indent=1) + "\n").encode()
    else:
        data = exports.make_file(make(HOUSE, thing).document, options.format).data
    _write(Path(options.output), data)
    return 0


def _write(path: Path, data: bytes) -> None:
    """Put a file in place in one step: who looks meanwhile sees the old one or the new one."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as problem:
        fresh.unlink(missing_ok=True)
        raise Stop(f"{path}: {problem.strerror or problem}.") from None
