"""How many examples a property is tried with: a sample in ``make test``, five times as many in ``make prove``."""

from __future__ import annotations

import os

ALL = os.environ.get("POLICYHUB_SAMPLES") == "all"
TIMES = 5


def tries(sample: int) -> int:
    """As many examples as are tried in this run, where ``sample`` are enough for ``make test``."""
    return sample * TIMES if ALL else sample
