"""Exports: papers, editions, responses and motions as files, and what stands in the way of sending them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload

from policyhub import clock, db
from policyhub.acts import blocks as blocks_act
from policyhub.acts import documents, paper_documents, provenance
from policyhub.acts.documents import Answered, Head
from policyhub.acts.fixed_words import fixed_words
from policyhub.acts.paper_documents import Passage, Printed
from policyhub.acts.papers import outline
from policyhub.acts.provenance import Agreed
from policyhub.acts.readiness import block_obstacles, look_over
from policyhub.domain.comparing import compare_documents
from policyhub.domain.document import Document
from policyhub.models import (
    Agreement,
    Anchor,
    Answer,
    Credit,
    Edition,
    EditionSection,
    Flag,
    Motion,
    Paper,
    Part,
    Question,
    Response,
    Text,
    Version,
)
from policyhub.models import Head as HeadRow
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor
from policyhub.services.refusals import N_, Refused
from policyhub.writers import FORMATS, TooLong, write

_ASCII = re.compile(r"[^A-Za-z0-9]+")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")


@dataclass(frozen=True, slots=True)
class File:
    """A file to take away; ``plain_name`` is its name for programs that know ASCII only."""

    data: bytes
    mimetype: str
    name: str
    plain_name: str


def make_file(document: Document, format: str) -> File:  # noqa: A002 - it is what people call it
    """A document as a file, named by its title. Raises writers.UnknownFormat; refused when it is too long for one."""
    try:
        data = write(document, format)
    except TooLong:
        raise Refused(N_("This is too long for one PDF. Choose Word instead, or divide it, and try again.")) from None
    kind = FORMATS[format]
    name = " ".join(_UNSAFE.sub(" ", document.title).split())[:80].strip(" .") or "PolicyHub"
    plain = _ASCII.sub("-", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()).strip("-")
    return File(data, kind.mimetype, f"{name}.{kind.extension}", f"{plain or 'policyhub'}.{kind.extension}")


def get_response(actor: Actor, response: Response) -> tuple[Document, int]:
    """A response as a document, and how many things stand in the way: with any, or unfinished, it says Draft."""
    session = db.session()
    answers = session.scalars(
        visible.answers(actor).join(Answer.question).where(Answer.response_id == response.id).order_by(Question.rank)
    ).all()
    blocks = blocks_act.list_blocks(session, [answer.text_id for answer in answers])
    sources = provenance.list_sources(session, actor, [block for many in blocks.values() for block in many])
    places = look_over(answers, blocks, sources)
    obstacles = sum(len(place.obstacles) for place in places)
    document = documents.document_of_response(
        response,
        [Answered(place.answer.question, place.answer.stance, place.blocks) for place in places],
        sources,
        head=_head(),
        at=clock.now(),
        draft=response.state not in ("ready", "sent"),
    )
    return document, obstacles


def get_motion(actor: Actor, motion: Motion) -> tuple[Document, int]:
    """A motion as a document, and how many things stand in the way of it."""
    session = db.session()
    parts = session.scalars(visible.parts(actor).where(Part.motion_id == motion.id).order_by(Part.rank)).all()
    blocks = blocks_act.list_blocks(session, [part.text_id for part in parts])
    flat = [block for part in parts for block in blocks[part.text_id]]
    sources = provenance.list_sources(session, actor, flat)
    over = motion.word_limit is not None and blocks_act.count(flat, motion.lang) > motion.word_limit
    document = documents.document_of_motion(
        motion,
        [(part.kind, blocks[part.text_id]) for part in parts],
        sources,
        head=_head(),
        at=clock.now(),
        draft=motion.state not in ("ready", "submitted"),
    )
    return document, over + sum(1 for _ in block_obstacles("", flat, sources))


def get_paper(actor: Actor, paper: Paper, *, text_only: bool = False) -> tuple[Document, int]:
    """A paper as it stands as a document, and how many disputes are open in it; ``text_only`` leaves out what stands
    behind the text."""
    session = db.session()
    placed = outline(session, paper)
    ids = [p.version_id for p in placed]
    bodies = {v.id: v for v in session.scalars(select(Version).where(Version.id.in_(ids)))}
    agreed = _agreed(ids)
    passages, whole, disputes = _disputed(actor, paper, ids)
    sections = [
        Printed(
            p.pid,
            p.kind,
            p.number,
            p.heading,
            p.depth,
            bodies[p.version_id].body,
            bodies[p.version_id].notes,
            agreed=None if p.text_id in whole or p.text_id in passages else agreed.get(p.version_id),
            disputed=passages.get(p.text_id, ()),
            all_disputed=p.text_id in whole,
        )
        for p in placed
    ]
    words = fixed_words(paper.lang)
    facts = paper_documents.paper_facts(
        words, group=paper.group.name, state=paper.state, authors=_authors(actor, paper), at=clock.now()
    )
    document = paper_documents.document_of_paper(
        sections,
        title=paper.title,
        subtitle=paper.subtitle,
        lang=paper.lang,
        facts=facts,
        head=None if text_only else _head(),
    )
    return document, disputes


def get_edition(actor: Actor, edition: Edition, *, text_only: bool = False) -> tuple[Document, int]:
    """An edition of a paper as a document, as it was frozen; nothing stands in its way."""
    session = db.session()
    rows = session.execute(
        select(EditionSection, Text.pid)
        .join(Text, Text.id == EditionSection.section_id)
        .where(EditionSection.edition_id == edition.id)
        .options(joinedload(EditionSection.version))
        .order_by(EditionSection.position)
    ).all()
    agreed = _agreed([row.version_id for row, _ in rows if row.agreed], before=edition)
    depths: dict[int | None, int] = {}
    sections = []
    for row, pid in rows:
        depths[row.section_id] = depths.get(row.parent_id, -1) + 1
        version = row.version
        sections.append(
            Printed(
                pid,
                row.kind,
                row.number,
                version.heading,
                depths[row.section_id],
                version.body,
                version.notes,
                agreed.get(version.id),
            )
        )
    paper = edition.paper
    words = fixed_words(paper.lang)
    facts = paper_documents.paper_facts(
        words,
        group=paper.group.name,
        state=paper.state,
        authors=_authors(actor, paper),
        at=edition.frozen_at,
        edition=edition.name,
    )
    document = paper_documents.document_of_paper(
        sections,
        title=edition.title,
        subtitle=paper.subtitle,
        lang=paper.lang,
        facts=facts,
        head=None if text_only else _head(),
    )
    return document, 0


def get_changes(actor: Actor, edition: Edition, later: Edition | None) -> Document:
    """What changed from an edition to a later one, or to the paper as it stands, as tracked changes of its group."""
    before, _ = get_edition(actor, edition, text_only=True)
    if later is not None:
        after, _ = get_edition(actor, later, text_only=True)
    else:
        after, _ = get_paper(actor, edition.paper, text_only=True)
    at = later.frozen_at if later is not None else clock.now()
    return compare_documents(before, after, author=edition.paper.group.name, at=f"{at:%Y-%m-%dT%H:%M:%SZ}")


def _head() -> Head:
    head = db.session().scalars(select(HeadRow)).one()
    return Head(head.position, head.hash)


def _agreed(version_ids: Sequence[int], *, before: Edition | None = None) -> dict[int, Agreed]:
    """The standing agreement on each version, or the one that stood when an edition was frozen."""
    found = select(Agreement).where(Agreement.version_id.in_(version_ids)).order_by(Agreement.id)
    if before is None:
        found = found.where(Agreement.ended_at.is_(None))
    else:
        found = found.where(Agreement.agreed_at <= before.frozen_at)
    return {one.version_id: Agreed(one.by, one.agreed_at, one.ended_at) for one in db.session().scalars(found)}


def _disputed(actor: Actor, paper: Paper, version_ids: Sequence[int]) -> tuple[dict[int, list[Passage]], set[int], int]:
    """Disputed words by section, sections that are disputed as a whole, and how many disputes are open."""
    passages: dict[int, list[Passage]] = {}
    whole: set[int] = set()
    tied = and_(Anchor.of_kind == "flag", Anchor.of_id == Flag.id, Anchor.version_id.in_(version_ids))
    rows = (
        db.session()
        .execute(
            visible.flags(actor)
            .outerjoin(Anchor, tied)
            .outerjoin(Version, Version.id == Anchor.version_id)
            .where(Flag.paper_id == paper.id, Flag.state.in_(provenance.STANDING_FLAGS))
            .add_columns(Anchor, Version.text_id)
        )
        .unique()
        .all()
    )
    flags = set()
    for flag, anchor, text_id in rows:
        flags.add(flag.id)
        if anchor is not None and anchor.outcome != "lost" and anchor.start < anchor.stop:
            passages.setdefault(text_id, []).append(Passage(anchor.start, anchor.stop, anchor.note))
        else:
            whole.add(flag.about_id or flag.stands_at_id)
    return passages, whole, len(flags)


def _authors(actor: Actor, paper: Paper) -> list[str]:
    """Who wrote a paper; for visitors nobody's name that they could not read on its page."""
    credits_ = db.session().scalars(
        select(Credit).where(Credit.paper_id == paper.id).options(joinedload(Credit.member)).order_by(Credit.id)
    )
    names = [credit.member.name if credit.member else credit.name for credit in credits_]
    return [name for name in names if name] if actor.signed_in or actor.is_house else []
