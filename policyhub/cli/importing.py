"""`policyhub import`: a file is uploaded, read and kept in one go, with every guess as it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from policyhub import db
from policyhub.cli.stopping import Stop
from policyhub.config import Settings
from policyhub.domain.importing.answers import ResponsePlan
from policyhub.domain.importing.choices import Choices
from policyhub.domain.importing.plan import Plan
from policyhub.domain.importing.stored import Reading
from policyhub.models import Import
from policyhub.permissions.actor import Actor
from policyhub.permissions.visible import load
from policyhub.services import imported, imports, members


def import_file(file: str, *, group: str, kind: str | None, settings: Settings) -> int:
    """Import a file into a group as whoever runs it. The new id goes to stdout, what was made to stderr."""
    path = Path(file)
    found = members.find_group(group)
    if found is None:
        raise Stop(f"There is no group {group}.")
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise Stop(f"{path}: {problem.strerror or problem}.") from None
    actor = imports.find_keeper(found)
    pid = imports.upload_file(actor, found.pid, name=path.name, blob=data, as_kind=kind)
    imports.read_import(pid, settings)
    made, said = _keep(actor, pid)
    print(made)
    for line in said:
        print(line, file=sys.stderr)
    return 0


def _keep(actor: Actor, pid: str) -> tuple[str, list[str]]:
    with db.database().reading() as session:
        import_ = load(session, Import, actor, pid)
        if import_.state != "ready":
            raise Stop(import_.problem or "This file could not be read.")
        reading = imports.get_reading(import_)
        choices = Choices()
    plan = imported.plan_for(reading, choices)
    if isinstance(plan, Plan):
        return imports.keep_import(actor, pid, choices=choices), list(_said(reading, None))
    if isinstance(plan, ResponsePlan):
        listed = imported.list_answerable(actor, import_, plan)
        choices = Choices(answers=imported.guess_answered(listed, plan))
    return imported.keep(actor, pid, plan=plan, choices=choices), list(_said(reading, choices.answers))


def _said(reading: Reading, answers: str | None) -> Iterator[str]:
    found = reading.found
    match found.kind:
        case "consultation":
            yield f"Read as a consultation: {len(found.questions)} questions."
        case "response":
            yield f"Read as a response: {len(found.questions)} questions with their answers."
            yield f"It answers the consultation {answers}." if answers else "A consultation was made of its questions."
        case "motion":
            yield "Read as a motion."
        case _:
            yield f"Read as a paper: {len(found.sections)} sections, {len(found.notes)} notes."
            if found.flags:
                yield f"{len(found.flags)} questions to the council became disputes."
            if found.comments:
                yield f"{len(found.comments)} comments of the file are comments of the paper."
            if found.questions:
                yield f"A consultation was made of {len(found.questions)} questions."
    yield from found.warnings
