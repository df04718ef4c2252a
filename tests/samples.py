"""How many examples a property is tried with: a sample in ``make test``, two and a half times it in ``make prove``."""

from __future__ import annotations

import os

ALL = os.environ.get("POLICYHUB_SAMPLES") == "all"


def tries(sample: int) -> int:
    """As many examples as are tried in this run, where ``sample`` are enough for ``make test``."""
    return sample * 5 // 2 if ALL else sample
