"""Makes rows of a plan: a paper with its sections, the flags in it, and the consultation its appendix holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from policyhub.acts import anchors
from policyhub.acts import flags as flag_acts
from policyhub.acts.fixed_words import fixed_words
from policyhub.acts.planting import AS_IN_THE_FILE, Seed, plant
from policyhub.domain import anchoring, markup
from policyhub.domain.importing.plan import Plan, PlannedFlag
from policyhub.domain.importing.sections import PlannedSection
from policyhub.models import (
    Anchor,
    Consultation,
    Flag,
    Paper,
    Question,
    Section,
    Text,
    Version,
)

LONGEST_NUMBER = 40
LONGEST_CHAPTER = 300

Rows = dict[str, tuple[int, int | None]]


def make_paper(session: Session, plan: Plan, *, group_id: int, member_id: int, at: datetime) -> tuple[int, str]:
    """The paper of a plan with its sections; returns its id and public id.

    Nobody is its author by that: whoever brings a file in has seldom written it.
    """
    paper = Paper(group_id=group_id, title=plan.title, subtitle=plan.subtitle, lang=plan.lang, made_at=at)
    session.add(paper)
    session.flush()
    paper_id, pid = paper.id, paper.pid
    seeds = [
        Seed(
            kind=section.kind,
            heading=section.heading,
            body=section.body,
            notes=list(section.notes),
            parent=section.parent,
            own_number=section.own_number,
            numbered=section.printed is not None,
            pid=section.pid,
        )
        for section in plan.sections
    ]
    plant(session, paper, seeds, author_id=member_id, at=at, origin="import", reason=AS_IN_THE_FILE)
    return paper_id, pid


def rows_of(session: Session, paper_id: int, plan: Plan) -> tuple[Paper, Rows]:
    """The paper, and the ids of each planned section and of its first version while it is the current one, by the
    section's public id in the plan. One query; the sections stand in the order in which they were planted."""
    rows = session.execute(
        select(Paper, Section.text_id, Version.id, Version.ordinal)
        .join(Section, Section.paper_id == Paper.id)
        .join(Text, Text.id == Section.text_id)
        .join(Version, Version.id == Text.current_version_id)
        .where(Paper.id == paper_id)
        .order_by(Section.text_id)
    ).all()
    if not rows:
        return session.get_one(Paper, paper_id), {}
    found: Rows = {}
    for section, (_, text_id, version_id, ordinal) in zip(plan.sections, rows, strict=False):
        found[section.pid] = (text_id, version_id if ordinal == 1 else None)
    return rows[0][0], found


def raise_flags(
    session: Session, paper: Paper, plan: Plan, rows: Rows, *, member_id: int, at: datetime
) -> Sequence[Flag]:
    """The flags of a plan, each tied to its words where they stand in the text."""
    made: list[tuple[PlannedFlag, Flag]] = []
    for planned in plan.flags:
        if planned.stands_at not in rows:
            continue
        about = rows.get(planned.about or "")
        flag = flag_acts.new_flag(
            session,
            paper,
            ordinal=len(made) + 1,
            stands_at_id=rows[planned.stands_at][0],
            about_id=about[0] if about else None,
            note=planned.note,
            question=planned.question,
            why=fixed_words(plan.lang).in_colour if planned.coloured else "",
            raised_by_id=member_id,
            at=at,
        )
        made.append((planned, flag))
    session.flush()
    ties = [tie for planned, flag in made if (tie := _tie(plan, planned, flag, rows)) is not None]
    if ties:
        session.execute(insert(Anchor), ties)
    touched = {flag.stands_at_id for _, flag in made} | {flag.about_id for _, flag in made if flag.about_id}
    if touched:
        session.execute(
            update(Text)
            .where(Text.id.in_(touched))
            .values(revision=Text.revision + 1)
            .execution_options(synchronize_session=False)
        )
    return [flag for _, flag in made]


def _tie(plan: Plan, planned: PlannedFlag, flag: Flag, rows: Rows) -> dict[str, object] | None:
    version_id = rows[planned.stands_at][1]
    section = next(one for one in plan.sections if one.pid == planned.stands_at)
    if planned.spot is None or version_id is None:
        return None
    spot = anchoring.anchor_at(_plain(section, planned.note), *planned.spot)
    return anchors.row_of("flag", flag.id, version_id, spot, planned.note)


def _plain(section: PlannedSection, note: str | None) -> str:
    if note is None:
        return markup.plain(section.body, section.notes)
    return next(markup.plain(one["text"]) for one in section.notes if one["id"] == note)


def make_consultation(
    session: Session, plan: Plan, *, paper: Paper, member_id: int, at: datetime
) -> Consultation | None:
    """The consultation whose questions stand in the appendix of a paper, if the plan has one."""
    planned = plan.consultation
    if planned is None:
        return None
    consultation = Consultation(
        group_id=paper.group_id,
        title=planned.title,
        issuer=planned.issuer,
        lang=plan.lang,
        paper_id=paper.id,
        made_by_id=member_id,
        made_at=at,
    )
    session.add(consultation)
    session.flush()
    questions = []
    for rank, question in enumerate(planned.questions, 1):
        number, chapter, text, guidance = question.number, question.chapter, question.text, question.guidance
        if number and len(number) > LONGEST_NUMBER:
            number, text = None, f"{number} {text}"
        if chapter and len(chapter) > LONGEST_CHAPTER:
            chapter, guidance = None, "\n\n".join(filter(None, (chapter, guidance)))
        questions.append(
            Question(
                consultation_id=consultation.id,
                chapter=chapter,
                number=number,
                text=text,
                guidance=guidance,
                choices=list(question.choices),
                word_limit=question.word_limit,
                rank=rank,
            )
        )
    session.add_all(questions)
    session.flush()
    return consultation
