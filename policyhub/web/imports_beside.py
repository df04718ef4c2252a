"""What stood in the margin of a file, as the import page shows it: comments with their answers, tracked changes."""

from __future__ import annotations

from typing import Any

from policyhub.domain.importing.margins import moment_of
from policyhub.domain.recognising.recognised import Recognised

_MOST_SHOWN = 600


def beside_of(found: Recognised) -> list[dict[str, Any]]:
    """Comments, each with its answers, and tracked changes, each with the id of the section where it stood."""
    comments = {str(one["id"]): {**_shown(one), "what": "comment", "answers": []} for one in found.comments}
    top: list[dict[str, Any]] = []
    for one in comments.values():
        above = comments.get(str(one["reply_to"]))
        if above is not None and above is not one and not above["reply_to"]:
            above["answers"].append(one)
        else:
            top.append(one)
    return [*top, *({**_shown(one), "what": "change"} for one in found.changes)]


def _shown(one: Any) -> dict[str, Any]:
    text = str(one["text"])
    short = text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN].rsplit(" ", 1)[0] + " …"
    return {**one, "text": short, "at": moment_of(str(one["at"]))}
