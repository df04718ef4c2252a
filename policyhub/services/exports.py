"""Exports: papers, editions, responses and motions as files, and what stands in the way of sending them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from policyhub import clock, db
from policyhub.acts import blocks as blocks_act
from policyhub.acts import descriptions, documents, paper_files, provenance
from policyhub.acts.documents import Answered, Head, Outgoing
from policyhub.acts.fixed_words import fixed_words
from policyhub.acts.page_templates import find_page_template
from policyhub.acts.paper_documents import PLAIN, TEXT_ONLY, Shown
from policyhub.acts.provenance import Source
from policyhub.acts.readiness import Place, block_obstacles, look_over
from policyhub.domain.comparing import compare_documents
from policyhub.domain.document import Document, lines_of
from policyhub.models import Answer, Block, Edition, Motion, Paper, Part, Question, Response, Section, Version
from policyhub.models import Head as HeadRow
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor
from policyhub.services.refusals import N_, Refused
from policyhub.writers import FORMATS, TooLong, bind, write
from policyhub.writers.printing import PLAIN as AS_USUAL
from policyhub.writers.printing import Printing
from policyhub.writers.zips import zipped

ONE_PDF = "one-pdf"
MOST_TOGETHER = 40
MOST_SIGNS = 2_000_000  # some 600 pages: six seconds to write

_ASCII = re.compile(r"[^A-Za-z0-9]+")
MOST_NAME = 150
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")


@dataclass(frozen=True, slots=True)
class File:
    """A file to take away; ``plain_name`` is its name for programs that know ASCII only."""

    data: bytes
    mimetype: str
    name: str
    plain_name: str


def make_file(document: Document, format: str, printing: Printing = AS_USUAL, *, title: str = "") -> File:  # noqa: A002
    """A document as a file, named by its title or by another one; a Word file in the association's own template.

    Raises writers.UnknownFormat; refused when it is too long for one file.
    """
    if format == "docx" and printing.template is None:
        printing = replace(printing, template=find_page_template(db.session()))
    try:
        data = write(document, format, printing)
    except TooLong:
        raise Refused(N_("This is too long for one PDF. Choose Word instead, or divide it, and try again.")) from None
    kind = FORMATS[format]
    name = " ".join(_UNSAFE.sub(" ", title or document.title).split())
    name = (name if len(name) <= MOST_NAME else name[:MOST_NAME].rsplit(" ", 1)[0]).strip(" .") or "PolicyHub"
    return File(data, kind.mimetype, f"{name}.{kind.extension}", f"{_plain(name) or 'policyhub'}.{kind.extension}")


def bundle(
    actor: Actor,
    chosen: Sequence[Paper | Edition],
    format: str,  # noqa: A002 - it is what people call it
    *,
    shown: Shown,
    printing: Printing,
) -> File:
    """Several papers or editions in their order, as one zip of files ("01-a-bus-for-every-village.docx") or one PDF.

    ``format`` is a key of FORMATS, or ONE_PDF for a single PDF with a page of contents. Refused when there is none, or
    when there are more than MOST_TOGETHER or they are longer than MOST_SIGNS together.
    """
    if not chosen:
        raise Refused(N_("Choose at least one paper."))
    if len(chosen) > MOST_TOGETHER:
        raise Refused(
            N_("At most %(most)s papers can go into one file. Take some out, and fetch them in a second file."),
            most=MOST_TOGETHER,
        )
    made: list[tuple[str, Document]] = []
    signs = 0
    for one in chosen:
        going = get_edition(actor, one, shown) if isinstance(one, Edition) else get_paper(actor, one, shown)
        signs += sum(len(line) for line in lines_of(going.document.blocks))
        if signs > MOST_SIGNS:
            raise Refused(
                N_("Together these papers are too long for one file. Choose fewer, and fetch the rest after.")
            )
        name = f"{one.title} {one.name}" if isinstance(one, Edition) else one.title
        made.append((name, going.document))
    words = fixed_words(made[0][1].lang)
    title = words.papers.format(day=words.day(clock.now()))
    if format == ONE_PDF:
        documents = [document for _name, document in made]
        return _one_pdf(documents, title, words.contents, printing)
    kind = FORMATS[format]
    if format == "docx":  # read once: it takes a tenth of a second
        printing = replace(printing, template=find_page_template(db.session()))
    width = max(2, len(str(len(made))))
    files = {
        f"{place:0{width}d}-{_plain(name).lower()[:60].strip('-') or 'paper'}.{kind.extension}": make_file(
            document, format, printing
        ).data
        for place, (name, document) in enumerate(made, start=1)
    }
    return File(zipped(files), "application/zip", f"{title}.zip", f"{_plain(title) or 'papers'}.zip")


def _one_pdf(documents: Sequence[Document], title: str, contents: str, printing: Printing) -> File:
    try:
        data = bind(documents, title=title, contents=contents, printing=printing)
    except TooLong:
        raise Refused(
            N_("Together these papers are too long for one PDF. Choose fewer, or take them as files in a zip.")
        ) from None
    return File(data, FORMATS["pdf"].mimetype, f"{title}.pdf", f"{_plain(title) or 'papers'}.pdf")


def _plain(name: str) -> str:
    """A name in letters and digits of ASCII, with hyphens between its words."""
    return _ASCII.sub("-", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()).strip("-")


def get_response(actor: Actor, response: Response, shown: Shown = PLAIN) -> Outgoing:
    """A response as a document, and how many things stand in the way: with any, or unfinished, it says Draft."""
    places, sources = _answers(actor, response)
    document = documents.document_of_response(
        response,
        [Answered(place.answer.question, place.answer.stance, place.blocks, place.answer.chosen) for place in places],
        sources,
        head=_head() if shown.log else None,
        at=clock.now(),
        draft=response.state not in ("ready", "sent"),
    )
    return Outgoing(document, sum(len(place.obstacles) for place in places))


def _answers(actor: Actor, response: Response) -> tuple[list[Place], dict[int, Source]]:
    session = db.session()
    answers = session.scalars(
        visible.answers(actor).join(Answer.question).where(Answer.response_id == response.id).order_by(Question.rank)
    ).all()
    blocks = blocks_act.list_blocks(session, [answer.text_id for answer in answers])
    sources = provenance.list_sources(session, actor, [block for many in blocks.values() for block in many])
    return look_over(answers, blocks, sources), sources


def get_motion(actor: Actor, motion: Motion, shown: Shown = PLAIN) -> Outgoing:
    """A motion as a document, and how many things stand in the way of it."""
    parts, sources = _parts(actor, motion)
    flat = [block for _kind, blocks in parts for block in blocks]
    over = motion.word_limit is not None and blocks_act.count(flat, motion.lang) > motion.word_limit
    document = documents.document_of_motion(
        motion,
        parts,
        sources,
        head=_head() if shown.log else None,
        at=clock.now(),
        draft=motion.state not in ("ready", "submitted"),
    )
    return Outgoing(document, over + sum(1 for _ in block_obstacles("", flat, sources)))


def _parts(actor: Actor, motion: Motion) -> tuple[list[tuple[str, list[Block]]], dict[int, Source]]:
    session = db.session()
    parts = session.scalars(visible.parts(actor).where(Part.motion_id == motion.id).order_by(Part.rank)).all()
    blocks = blocks_act.list_blocks(session, [part.text_id for part in parts])
    found = [(part.kind, blocks[part.text_id]) for part in parts]
    return found, provenance.list_sources(session, actor, [block for _kind, many in found for block in many])


def describe(actor: Actor, thing: Paper | Response | Motion) -> dict[str, Any]:
    """A paper, a response or a motion as plain data, with its versions and agreements."""
    match thing:
        case Paper():
            return descriptions.describe_paper(db.session(), actor, thing)
        case Response():
            places, sources = _answers(actor, thing)
            answers = [(place.answer.question, place.blocks) for place in places]
            return descriptions.describe_response(thing, answers, sources)
        case Motion():
            parts, sources = _parts(actor, thing)
            return descriptions.describe_motion(thing, parts, sources)


def get_paper(actor: Actor, paper: Paper, shown: Shown = PLAIN) -> Outgoing:
    """A paper as it stands as a document, and how many disputes are open in it."""
    return paper_files.document_of(db.session(), actor, paper, shown, head=_head(), at=clock.now())


def get_edition(actor: Actor, edition: Edition, shown: Shown = PLAIN) -> Outgoing:
    """An edition of a paper as a document, as it was frozen, and how many disputes were open then."""
    return paper_files.document_of_edition(db.session(), actor, edition, shown, head=_head())


def get_changes(actor: Actor, edition: Edition, later: Edition | None) -> Document:
    """What changed from an edition to a later one, or to the paper as it stands, as tracked changes of its group."""
    paper = edition.paper
    before = get_edition(actor, edition, TEXT_ONLY).document
    if later is not None:
        after, at = get_edition(actor, later, TEXT_ONLY).document, later.frozen_at
    else:
        after, at = get_paper(actor, paper, TEXT_ONLY).document, clock.now()
    words = fixed_words(paper.lang)
    names = {"before": f"“{edition.name}”", "after": f"“{later.name}”" if later else words.as_it_stands}
    compared = compare_documents(before, after, author=paper.group.name, at=f"{at:%Y-%m-%dT%H:%M:%SZ}")
    return replace(compared, subtitle=words.changed.format(**names))


def get_section_changes(actor: Actor, section: Section, before: Version, after: Version) -> Document:
    """What changed from one version of a section to another, as tracked changes of who wrote the later one."""
    paper = section.paper
    words = fixed_words(paper.lang)
    was, now = (paper_files.document_of_version(db.session(), section, version) for version in (before, after))
    at = f"{after.made_at:%Y-%m-%dT%H:%M:%SZ}"
    names = {key: words.version.format(ordinal=one.ordinal) for key, one in (("before", before), ("after", after))}
    compared = compare_documents(was, now, author=after.author.name, at=at)
    return replace(compared, subtitle=words.changed.format(**names))


def _head() -> Head:
    head = db.session().scalars(select(HeadRow)).one()
    return Head(head.position, head.hash)
