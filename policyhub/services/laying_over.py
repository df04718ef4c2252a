"""A file is laid over a paper that has its text already: the passages in red that a text file lost become disputes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, insert, select, update
from sqlalchemy.orm import Session

from policyhub import db
from policyhub.acts import anchors
from policyhub.acts import flags as flag_acts
from policyhub.acts.fixed_words import fixed_words
from policyhub.acts.papers import outline, raise_revision
from policyhub.domain import markup
from policyhub.domain.importing.choices import Choices, flag_keys
from policyhub.domain.importing.overlay import Laid, Overlay, Standing, Taken, alike, lay_over, with_words
from policyhub.domain.importing.plan import Plan, plan_paper
from policyhub.domain.importing.stored import Reading, reading_of
from policyhub.domain.states import IMPORT
from policyhub.models import Anchor, Flag, Import, Paper, Section, Text, Version
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor
from policyhub.permissions.rights import Right
from policyhub.permissions.table import LIVE, allowed
from policyhub.permissions.visible import load
from policyhub.services.command import Work, command
from policyhub.services.refusals import N_, Forbidden, Refused

ENOUGH = 0.5
MOST_PAPERS = 30
_MOVED_ON = N_("This import has moved on since you opened the page. Look at it again.")
_CHANGED = N_("The paper has changed since you opened this page. Look at it again.")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper over which a file may be laid: how many sections of the file it has word for word, of how many."""

    paper: Paper
    same: int
    of: int

    @property
    def is_likely(self) -> bool:
        """Whether it is probably the same text."""
        return self.of > 0 and self.same >= ENOUGH * self.of


def whole_plan(reading: Reading) -> Plan:
    """The paper that a reading makes with every question in its place in the text."""
    choices = Choices(lifted=dict.fromkeys(flag_keys(reading.found), False))
    return plan_paper(reading.found, choices, reading.question_places)


def list_candidates(actor: Actor, import_: Import, reading: Reading) -> list[Candidate]:
    """The papers of an import's group that are still worked on, the likeliest first; none if nothing is disputed."""
    if reading.found.kind != "paper" or not reading.found.flags:
        return []
    session = db.session()
    papers = session.scalars(
        visible.papers(actor)
        .where(Paper.group_id == import_.group_id, Paper.state.in_(LIVE))
        .order_by(Paper.id.desc())
        .limit(MOST_PAPERS)
    ).all()
    papers = [paper for paper in papers if allowed(Right.RAISE_FLAG, actor, paper)]
    words: dict[int, list[str]] = {paper.id: [] for paper in papers}
    rows = session.execute(
        select(Section.paper_id, Version.body, Version.notes)
        .join(Text, Text.id == Section.text_id)
        .join(Version, Version.id == Text.current_version_id)
        .where(Section.paper_id.in_(words), Section.hidden_at.is_(None))
    )
    for paper_id, body, notes in rows:
        words[paper_id].append(markup.plain(body, notes))
    plan = whole_plan(reading)
    of = with_words(plan)
    found = [Candidate(paper, alike(plan, words[paper.id]), of) for paper in papers]
    return sorted(found, key=lambda one: -one.same)


def look(actor: Actor, import_: Import, paper: Paper) -> Overlay:
    """What laying an import over a paper would bring. Raises Forbidden for who may not raise a dispute in it."""
    if not allowed(Right.RAISE_FLAG, actor, paper):
        raise Forbidden
    if import_.found is None:
        raise LookupError(f"import {import_.id} has not been read")
    overlay, _ = _overlay(db.session(), import_, paper)
    return overlay


def _overlay(session: Session, import_: Import, paper: Paper) -> tuple[Overlay, dict[int, int]]:
    """The overlay, and the version that each section has now, by the id of its text. Three queries."""
    found = session.scalars(select(Import.found).where(Import.id == import_.id)).one()
    placed = {one.text_id: one for one in outline(session, paper)}
    rows = session.execute(
        select(Version.id, Version.text_id, Version.body, Version.notes).where(
            Version.id.in_([one.version_id for one in placed.values()])
        )
    ).all()
    versions = {row.text_id: row.id for row in rows}
    said = {row.text_id: row for row in rows}
    standing = [
        Standing(
            one.text_id,
            one.pid,
            one.number,
            markup.plain(said[one.text_id].body, said[one.text_id].notes),
            tuple((note["id"], markup.plain(note["text"])) for note in said[one.text_id].notes),
        )
        for one in placed.values()
    ]
    return lay_over(whole_plan(reading_of(found or {})), standing, _taken(session, paper, versions)), versions


def _taken(session: Session, paper: Paper, versions: Mapping[int, int]) -> Sequence[Taken]:
    texts = {version_id: text_id for text_id, version_id in versions.items()}
    rows = session.execute(
        select(Flag.question, Flag.stands_at_id, Anchor.version_id, Anchor.note, Anchor.start, Anchor.stop)
        .outerjoin(
            Anchor,
            and_(
                Anchor.of_kind == "flag",
                Anchor.of_id == Flag.id,
                Anchor.outcome != "lost",
                Anchor.version_id.in_(texts),
            ),
        )
        .where(Flag.paper_id == paper.id)
    )
    return [
        Taken(question, texts.get(version_id, stands_at_id), note, start or 0, stop or 0)
        for question, stands_at_id, version_id, note, start, stop in rows
    ]


def lay_import_over(actor: Actor, paper: Paper, import_: Import, *, keys: Collection[str]) -> str:
    """Raise the chosen disputes of an import in a paper that has its text; the import is kept with that paper.

    Refused without a choice, when it is no longer ready, and when one of them is not to be had any more.
    """
    if not keys:
        raise Refused(N_("Choose at least one passage."))
    with db.database().reading() as session:
        if import_.state != "ready":
            raise Refused(_MOVED_ON)
        overlay, versions = _overlay(session, import_, paper)
    chosen = [one for one in overlay.laid if one.key in keys]
    if len(chosen) < len(set(keys)):
        raise Refused(_CHANGED)
    return raise_laid(actor, paper.pid, import_pid=import_.pid, chosen=chosen, versions=versions)


@command(Right.RAISE_FLAG, on=Paper)
def raise_laid(
    work: Work, paper: Paper, *, import_pid: str, chosen: Sequence[Laid], versions: Mapping[int, int]
) -> str:
    """Raise disputes that were found in a paper whose sections had these versions. Refused when one has another now."""
    session = work.session
    import_ = load(session, Import, work.actor, import_pid)
    if import_.state != "ready" or import_.paper_id is not None or import_.group_id != paper.group_id:
        raise Refused(_MOVED_ON)
    raise_revision(session, paper)
    touched = {one.section.text_id for one in chosen}
    highest = select(func.max(Flag.ordinal)).where(Flag.paper_id == paper.id).scalar_subquery()
    rows = session.execute(select(Text.id, Text.current_version_id, highest).where(Text.id.in_(touched))).all()
    if {row[0]: row[1] for row in rows} != {text_id: versions[text_id] for text_id in touched}:
        raise Refused(_CHANGED)
    first = (rows[0][2] or 0) + 1
    made = [
        flag_acts.new_flag(
            session,
            paper,
            ordinal=first + at,
            stands_at_id=one.section.text_id,
            note=one.note,
            question=one.question,
            why=fixed_words(paper.lang).in_colour if one.coloured else "",
            raised_by_id=work.member_id,
            at=work.at,
        )
        for at, one in enumerate(chosen)
    ]
    session.flush()
    session.execute(
        insert(Anchor).execution_options(render_nulls=True),
        [
            anchors.row_of("flag", flag.id, versions[one.section.text_id], one.spot, one.note)
            for one, flag in zip(chosen, made, strict=True)
        ],
    )
    session.execute(
        update(Text)
        .where(Text.id.in_(touched))
        .values(revision=Text.revision + 1)
        .execution_options(synchronize_session=False)
    )
    import_.state, import_.paper_id = IMPORT.after(import_.state, "keep"), paper.id
    for one, flag in zip(chosen, made, strict=True):
        work.record("raise_flag", "flag", flag.id, text=one.section.text_id, version=versions[one.section.text_id])
    work.record("raise_laid", "import", import_.id, paper=paper.id, flags=len(made))
    return paper.pid
