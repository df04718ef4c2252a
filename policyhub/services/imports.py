"""Imports: a file is uploaded, read in a child, looked over, and kept as a paper, or thrown away."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from policyhub import clock, db
from policyhub.acts import importing, margins, texts
from policyhub.acts.groups import runners_on
from policyhub.acts.jobs import ask_for
from policyhub.acts.papers import raise_revision
from policyhub.config import Settings
from policyhub.domain.importing.choices import Choices
from policyhub.domain.importing.files import clean_name, kind_of
from policyhub.domain.importing.plan import LONGEST_SUBTITLE, LONGEST_TITLE, Plan, plan_paper
from policyhub.domain.importing.stored import Reading, reading_of
from policyhub.domain.recognising.recognised import KINDS, Council
from policyhub.domain.states import IMPORT
from policyhub.models import Group, Import, Paper, Upload
from policyhub.permissions.actor import HOUSE, Actor, actor_of
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import imports as visible_imports
from policyhub.permissions.visible import load
from policyhub.permissions.visible import papers as visible_papers
from policyhub.readers import child
from policyhub.readers.errors import Unreadable
from policyhub.services.command import Work, chore, command
from policyhub.services.refusals import N_, Refused

MOST_BYTES = 20 * 1024 * 1024
LONGEST_ISSUER = 300
_MOVED_ON = N_("This import has moved on since you opened the page. Look at it again.")
_TOO_LONG = N_("A section would be longer than 200,000 characters. Give its parts numbers, and import the file again.")


@command(Right.UPLOAD_FILE, on=Group)
def upload_file(work: Work, group: Group, *, name: str, blob: bytes, as_kind: str | None = None) -> str:
    """Take a file for a group and ask the worker to read it; returns the import's public id.

    ``as_kind`` is what a person says it is. Refused without a name or words, over 20 MB, and for files that are
    plainly no text.
    """
    if as_kind is not None and as_kind not in KINDS:
        raise Refused(N_("Choose what the file is."), field="as_kind")
    name = clean_name(name)
    _check_file(name, blob)
    digest = hashlib.sha256(blob).hexdigest()
    upload = Upload(name=name, size=len(blob), sha256=digest, blob=blob, by_id=work.member_id, made_at=work.at)
    work.session.add(upload)
    work.session.flush()
    made = Import(group_id=group.id, upload_id=upload.id, by_id=work.member_id, as_kind=as_kind, made_at=work.at)
    work.session.add(made)
    work.session.flush()
    ask_for(work.session, "read_import", made.pid, at=work.at)
    work.record("upload_file", "import", made.id, sha256=digest, size=len(blob))
    return made.pid


def _check_file(name: str, blob: bytes) -> None:
    if not name:
        raise Refused(N_("Choose the file that you want to upload."), field="file")
    if len(blob) > MOST_BYTES:
        raise Refused(
            N_("This file is larger than 20 MB. Leave out what is not text, or split it, and upload that."),
            field="file",
        )
    if not blob.strip():
        raise Refused(
            N_("This file is empty. Choose it again, or save it once more and check that it has text."), field="file"
        )
    match kind_of(name, blob):
        case "old":
            raise Refused(
                N_("This is a file of an old kind. In Word choose Save As, Word Document (.docx), and upload that."),
                field="file",
            )
        case "other":
            raise Refused(
                N_("PolicyHub reads Word, OpenDocument, PDF, web pages and text. Save the file as one of them."),
                field="file",
            )
        case _:
            return


def read_import(pid: str, settings: Settings) -> None:
    """Read an upload in a child and keep what was found; for the worker, and for whoever cannot wait for it.

    Done again it does no harm: an import that is read already, or was thrown away, is left alone.
    """
    asked = _begin_reading(pid)
    if asked is None:
        return
    name, blob, as_kind, chosen = asked
    decided = dict(chosen.decided)
    council = Council(settings.council_name, settings.council_short_forms)
    request = child.Request(name=name, as_kind=as_kind, article=chosen.article, decided=decided, council=council)
    answer: dict[str, Any] | None = None
    problem = ""
    try:
        answer = child.read_apart(blob, request)
    except Unreadable as refusal:
        problem = str(refusal)
    _finish_reading(pid, as_kind=as_kind, chosen=chosen, answer=answer, problem=problem)


@chore("import progress")
def give_up_reading(session: Session, pid: str) -> None:
    """Say that an import could not be read, when that was tried often enough and broke each time."""
    found = _find_for_house(session, pid)
    if found is not None and found.state in ("waiting", "reading"):
        found.state, found.problem = IMPORT.after(found.state, "refuse"), child.BROKEN


@chore("import progress")
def _begin_reading(session: Session, pid: str) -> tuple[str, bytes, str | None, Choices] | None:
    found = _find_for_house(session, pid)
    if found is None or found.state not in ("waiting", "reading"):
        return None
    found.state = "reading"
    blob = session.scalars(select(Upload.blob).where(Upload.id == found.upload_id)).one()
    return found.upload.name, blob, found.as_kind, Choices.from_data(found.choices)


@chore("import progress")
def _finish_reading(
    session: Session,
    pid: str,
    *,
    as_kind: str | None,
    chosen: Choices,
    answer: dict[str, Any] | None,
    problem: str,
) -> None:
    found = _find_for_house(session, pid)
    if found is None or found.state != "reading":
        return
    now = Choices.from_data(found.choices)
    if (found.as_kind, now.decided, now.article) != (as_kind, chosen.decided, chosen.article):
        return  # decided otherwise while it was read: whoever decided has asked for it to be read again
    found.state = IMPORT.after(found.state, "refuse" if answer is None else "finish")
    found.found, found.problem = answer, problem


def _find_for_house(session: Session, pid: str) -> Import | None:
    statement = visible_imports(HOUSE).where(Import.pid == pid).with_for_update(of=Import)
    return session.scalars(statement).unique().one_or_none()


def get_reading(import_: Import) -> Reading:
    """What was read of an import that is ready or kept."""
    if import_.found is None:
        raise LookupError(f"import {import_.id} has not been read")
    return reading_of(import_.found)


def choices_of(import_: Import) -> Choices:
    """What was decided about an import so far."""
    return Choices.from_data(import_.choices)


def list_imports(actor: Actor) -> Sequence[Import]:
    """The imports somebody may see, newest first."""
    statement = visible_imports(actor).options(joinedload(Import.by)).order_by(Import.id.desc())
    return db.session().scalars(statement).unique().all()


def get_blob(import_: Import) -> bytes:
    """The file as it came."""
    return db.session().scalars(select(Upload.blob).where(Upload.id == import_.upload_id)).one()


def keep_import(actor: Actor, pid: str, *, choices: Choices) -> str:
    """Make a paper of an import, with the flags and the consultation it holds; returns the paper's public id.

    Refused without a title, and when it is no longer ready. It takes two commands, and a third for comments, so that
    none holds the database for long: if one is cut off, keeping the import again goes on where it stopped.
    """
    with db.database().reading() as session:
        found = load(session, Import, actor, pid)
        if found.state != "ready":
            raise Refused(_MOVED_ON)
        if found.paper_id is not None:
            choices = choices_of(found)
        plan = plan_of(get_reading(found), choices)
        begun = found.paper_id is not None
        commented = begun and margins.has_comments(session, found.paper_id)
    if not begun:
        plant_import(actor, pid, plan=plan, choices=choices)
    if plan.comments and not commented:
        bring_comments(actor, pid, plan=plan)
    return finish_import(actor, pid, plan=plan)


def plan_of(reading: Reading, choices: Choices) -> Plan:
    """The paper that some choices would make of what was read."""
    return plan_paper(reading.found, choices, reading.question_places)


@command(Right.IMPORT_PAPER, on=Import, locked=True)
def plant_import(work: Work, import_: Import, *, plan: Plan, choices: Choices) -> str:
    """Make the paper of an import with all its sections; the import stays ready until it is finished."""
    if import_.state != "ready" or import_.paper_id is not None:
        raise Refused(_MOVED_ON)
    if not plan.title or len(plan.title) > LONGEST_TITLE:
        raise Refused(N_("Type the paper’s title, in up to 500 characters."), field="title")
    if len(plan.subtitle) > LONGEST_SUBTITLE:
        raise Refused(N_("Type a subtitle of up to 1,000 characters."), field="subtitle")
    if not plan.sections:
        raise Refused(N_("Everything in this file would be left out. Keep at least one paragraph."))
    if any(len(section.body) > texts.LONGEST for section in plan.sections):
        raise Refused(_TOO_LONG)
    if plan.consultation and not 0 < len(plan.consultation.title) <= LONGEST_TITLE:
        raise Refused(N_("Type the consultation’s title, in up to 500 characters."), field="consultation_title")
    if plan.consultation and len(plan.consultation.issuer) > LONGEST_ISSUER:
        raise Refused(N_("Type who asks the questions, in up to 300 characters."), field="issuer")
    import_id, group_id, session, own_pid = import_.id, import_.group_id, work.session, import_.pid
    paper_id, pid = importing.make_paper(session, plan, group_id=group_id, member_id=work.member_id, at=work.at)
    session.execute(
        update(Import)
        .where(Import.id == import_id)
        .values(paper_id=paper_id, choices=choices.as_data(), left_out=list(plan.left_out))
        .execution_options(synchronize_session=False)
    )
    work.record("plant_import", "import", import_id, paper=pid, sections=len(plan.sections))
    return own_pid


@command(Right.IMPORT_PAPER, on=Import, locked=True)
def bring_comments(work: Work, import_: Import, *, plan: Plan) -> str:
    """Make the comments of an import's file comments of its paper; refused when they are."""
    own_pid = import_.pid
    if import_.state != "ready" or import_.paper_id is None:
        raise Refused(_MOVED_ON)
    session, named = work.session, import_.upload.name
    paper, rows = importing.rows_of(session, import_.paper_id, plan)
    raise_revision(session, paper)  # whoever else keeps this import waits here
    if margins.has_comments(session, paper.id):
        raise Refused(_MOVED_ON)
    for comment in margins.make_comments(session, plan, rows, named=named, member_id=work.member_id, at=work.at):
        verb = "reply_to_comment" if comment.thread_id else "add_comment"
        work.record(verb, "comment", comment.id, text=comment.text_id, from_file=True)
    return own_pid


@command(Right.IMPORT_PAPER, on=Import, locked=True)
def finish_import(work: Work, import_: Import, *, plan: Plan) -> str:
    """Raise the flags and make the consultation of an import whose paper is made; then it is kept."""
    if import_.state != "ready" or import_.paper_id is None:
        raise Refused(_MOVED_ON)
    session, at, member_id = work.session, work.at, work.member_id
    paper, rows = importing.rows_of(session, import_.paper_id, plan)
    raise_revision(session, paper)
    flags = importing.raise_flags(session, paper, plan, rows, member_id=member_id, at=at)
    consultation = importing.make_consultation(session, plan, paper=paper, member_id=member_id, at=at)
    import_.state = IMPORT.after(import_.state, "keep")
    for flag in flags:
        work.record("raise_flag", "flag", flag.id, text=flag.stands_at_id)
    if consultation is not None:
        work.record("make_consultation", "consultation", consultation.id, paper=paper.id)
    work.record("keep_import", "import", import_.id, paper=paper.id, flags=len(flags))
    return paper.pid


def find_paper(actor: Actor, import_: Import) -> Paper | None:
    """The paper that was made of an import, if there is one and the actor may see it."""
    if import_.paper_id is None:
        return None
    return db.session().scalars(visible_papers(actor).where(Paper.id == import_.paper_id)).one_or_none()


def find_keeper(group: Group) -> Actor:
    """Whoever runs a group, and so may keep what is imported into it. Refused when nobody does."""
    found = db.session().scalars(runners_on(group.id, clock.local(clock.now()).date())).first()
    if found is None:
        raise Refused(N_("Nobody runs this group. Make somebody its convenor or secretary first."))
    return actor_of(found)
