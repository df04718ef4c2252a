"""Calling sections agreed, one by one or all that nobody disputes."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import and_, select

from policyhub import db
from policyhub.acts import agreements, flags
from policyhub.acts import papers as tree
from policyhub.acts.anchors import plain_of
from policyhub.acts.papers import Placed
from policyhub.models import Agreement, Anchor, Flag, Paper, Section, Version
from policyhub.permissions.rights import Right
from policyhub.services.command import Work, command
from policyhub.services.refusals import N_, Refused

STANDING = ("open", "in_ballot")


@command(Right.CALL_AGREED, on=Section)
def call_agreed(work: Work, section: Section, *, version_pid: str, reason: str) -> str:
    """Call a section agreed as it stands. Refused while a dispute is open in it, or when it has changed since."""
    reason = " ".join(reason.split())
    if not reason or len(reason) > 1000:
        raise Refused(N_("Say in a sentence how it was agreed: at which meeting, or by whom."), field="reason")
    tree.raise_revision(work.session, section.paper)
    version = section.text.current
    if version is None or version.pid != version_pid:
        raise Refused(
            N_("The words have changed since you opened this page. Read them again before you call them agreed.")
        )
    hindered = flags.hindrances(work.session, section, _plains(version), version.id)
    if any(hindrance.stands_in_text for hindrance in hindered):
        raise Refused(N_("A question to the council still stands in these words. Take it out of the text first."))
    if hindered:
        raise Refused(N_("A dispute is open in this section. It must be settled or withdrawn before it is agreed."))
    if agreements.find_agreement(work.session, version.id):
        raise Refused(N_("These words are agreed already."))
    agreements.mark_agreed(
        work.session, version, by="call", source_id=None, member_id=work.member_id, at=work.at, reason=reason
    )
    work.record("call_agreed", "section", section.text_id, version=version.hash)
    return section.text.pid


@command(Right.CALL_AGREED, on=Paper)
def call_all_agreed(work: Work, paper: Paper, *, versions: Collection[str], reason: str) -> str:
    """Call the sections agreed whose versions were shown and chosen.

    A section that was changed or disputed in the meantime is left as it is. Refused when none was chosen or is left.
    """
    if not versions:
        raise Refused(N_("Tick at least one section."))
    reason = " ".join(reason.split())
    if not reason or len(reason) > 1000:
        raise Refused(N_("Say in a sentence how it was agreed: at which meeting, or by whom."), field="reason")
    tree.raise_revision(work.session, paper)
    free, _disputed = _sorted(paper)
    wanted = {p.version_id for p in free if p.version_pid in set(versions)}
    found = work.session.scalars(select(Version).where(Version.id.in_(wanted)).order_by(Version.id)).all()
    if not found:
        raise Refused(
            N_("All these sections have changed, been disputed or been agreed since. Look at the list again.")
        )
    agreements.mark_many_agreed(work.session, found, member_id=work.member_id, at=work.at, reason=reason)
    for version in found:
        work.record("call_agreed", "section", version.text_id, version=version.hash)
    return paper.pid


def list_callable(paper: Paper) -> tuple[list[Placed], list[Placed]]:
    """The sections of a paper that could be called agreed now, and those that cannot because they are disputed."""
    return _sorted(paper)


def _plains(version: Version) -> list[str]:
    return [plain_of(version), *(plain_of(version, note["id"]) for note in version.notes)]


def _sorted(paper: Paper) -> tuple[list[Placed], list[Placed]]:
    """Sections that could be agreed, and disputed ones; those that are agreed already are in neither. Four queries."""
    session = db.session()
    placed = tree.outline(session, paper)
    ids = [p.version_id for p in placed]
    agreed = set(
        session.scalars(select(Agreement.version_id).where(Agreement.version_id.in_(ids), Agreement.ended_at.is_(None)))
    )
    disputed: set[int] = set()
    questions: list[str] = []
    tied = and_(Anchor.of_kind == "flag", Anchor.of_id == Flag.id, Anchor.version_id.in_(ids))
    by_version = {p.version_id: p.text_id for p in placed}
    rows = session.execute(
        select(Flag.state, Flag.question, Flag.stands_at_id, Flag.about_id, Anchor.version_id)
        .outerjoin(Anchor, tied)
        .where(Flag.paper_id == paper.id)
    )
    for state, question, stands_at, about, version_id in rows:
        questions.append(_folded(question))
        if state in STANDING:
            disputed |= {stands_at, about or stands_at, by_version.get(version_id, stands_at)}
    if questions:
        for version in session.scalars(select(Version).where(Version.id.in_(ids))):
            words = [_folded(text) for text in _plains(version)]
            if any(question in text for question in questions for text in words):
                disputed.add(version.text_id)
    free = [p for p in placed if p.version_id not in agreed and p.text_id not in disputed]
    return free, [p for p in placed if p.text_id in disputed]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
