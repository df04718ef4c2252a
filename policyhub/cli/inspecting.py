"""`policyhub inspect`: what is recognised in a file, as JSON on stdout; changes nothing."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from policyhub.cli.stopping import Stop
from policyhub.config import environment_council


def inspect(file: str, kind: str | None) -> int:
    """Print what is recognised in a file."""
    from policyhub.domain.recognising import Council, recognise, to_json
    from policyhub.readers import read
    from policyhub.readers.errors import Unreadable

    try:
        data = Path(file).read_bytes()
    except OSError as problem:
        raise Stop(f"{file}: {problem.strerror or problem}.") from None
    try:
        document = read(data, name=file)
    except Unreadable as problem:
        raise Stop(f"{file}: {problem}") from None
    name, short_forms = environment_council()
    found = to_json(recognise(document, council=Council(name, short_forms), as_kind=kind))
    json.dump(found, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
    return 0
