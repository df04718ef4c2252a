"""The association's own template for Word files: seen, put in the place of the one before, removed."""

from __future__ import annotations

import hashlib
import re

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload, undefer

from policyhub import db
from policyhub.models import Template
from policyhub.permissions.actor import Actor
from policyhub.permissions.rights import Right
from policyhub.permissions.table import allowed
from policyhub.readers.errors import Unreadable
from policyhub.readers.word_template import read_template
from policyhub.services.command import Work, command_on_house
from policyhub.services.refusals import N_, Forbidden, Refused

_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\]+")


def find_template(actor: Actor, *, with_file: bool = False) -> Template | None:
    """The template of the association, for those who may set it, or None; raises Forbidden for everybody else."""
    if not allowed(Right.SET_TEMPLATE, actor):
        raise Forbidden
    found = select(Template).options(joinedload(Template.by)).order_by(Template.id.desc()).limit(1)
    return db.session().scalars(found.options(undefer(Template.blob)) if with_file else found).first()


@command_on_house(Right.SET_TEMPLATE)
def set_template(work: Work, *, name: str, blob: bytes) -> str:
    """Make a Word file the template of every Word file that goes out, in the place of the one before.

    Refused without a file, and for one that is no Word file, holds macros or objects, or points outside itself.
    """
    if not blob:
        raise Refused(N_("Choose the Word file first."), field="file")
    try:
        read_template(blob)
    except Unreadable as problem:
        raise Refused(str(problem), field="file") from None
    work.session.execute(delete(Template))
    name = _UNSAFE.sub(" ", name).strip()[-300:] or "template.docx"
    digest = hashlib.sha256(blob).hexdigest()
    made = Template(name=name, size=len(blob), sha256=digest, blob=blob, by_id=work.member_id, made_at=work.at)
    work.session.add(made)
    work.session.flush()
    work.record("set_template", "template", made.id, sha256=digest, size=len(blob))
    return made.pid


@command_on_house(Right.SET_TEMPLATE)
def remove_template(work: Work) -> str:
    """Let Word files look as PolicyHub makes them again. Refused when there is no template."""
    found = work.session.scalars(select(Template).order_by(Template.id.desc()).limit(1)).first()
    if found is None:
        raise Refused(N_("There is no template of your own."))
    work.record("remove_template", "template", found.id, sha256=found.sha256)
    pid = found.pid
    work.session.execute(delete(Template))
    return pid
