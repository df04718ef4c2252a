"""Words in which a file describes what it shows, for those who do not see it (alternative texts)."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 600
_MOST = 20


def descriptions(given: Iterable[str | None]) -> dict[str, str]:
    """What the doubts about a file quote of its descriptions, each once: under "described", if there is any."""
    said = dict.fromkeys(filter(None, (" ".join((words or "").split()) for words in given)))
    quoted = [one if len(one) <= _LONGEST else f"{one[:_LONGEST].rstrip()} …" for one in list(said)[:_MOST]]
    return {"described": "”, “".join(quoted)} if quoted else {}
