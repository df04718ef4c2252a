"""The desk on which an answer or a part of a motion is put together: its forms, its blocks as shown, its moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from policyhub import db
from policyhub.acts import blocks as blocks_act
from policyhub.acts.provenance import Source
from policyhub.domain import markup
from policyhub.domain.diff import compare
from policyhub.models import Answer, Block, Paper, Part, Section, Version
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import NotFound
from policyhub.services import blocks as services
from policyhub.services import drafts, fitting
from policyhub.web import rendering
from policyhub.web.asking import actor, load
from policyhub.web.forms import Form
from policyhub.web.shown import insist

LONG_WORDS = 400
PER_PAGE = 40


class WordsForm(Form):
    """Own words, or a passage put differently. ``base`` is the version of the text that was open."""

    body = TextAreaField(
        _l("Your words"),
        [
            InputRequired(_l("Write something first.")),
            Length(max=services.LONGEST, message=_l("That is too long: 200,000 characters at most.")),
        ],
        description=_l("Plain words; an empty line begins a new paragraph."),
    )
    after = RadioField(_l("Where they go"), validate_choice=False)
    base = HiddenField()


class PassageForm(Form):
    """Words chosen from a section."""

    quote = TextAreaField(
        _l("The words to use"),
        [Length(max=services.LONGEST, message=_l("Choose fewer words."))],
        description=_l("All of them stand here. Delete what comes before and after the words you want."),
    )
    version = HiddenField()


class FindForm(Form):
    """Where to look for words."""

    paper = SelectField(_l("Paper"), validate_choice=False)
    q = StringField(_l("Words to look for"))


@dataclass(frozen=True, slots=True)
class Desk:
    """An answer or a part, with what its pages are called and where one comes back to."""

    thing: Answer | Part
    feature: str
    title: str
    home: str
    crumbs: Sequence[tuple[str, str | None]]
    nav: str
    right: Right
    draft_kind: str
    hint: str = ""
    word_limit: int | None = None
    words_used: Callable[[], int] = int

    @property
    def pid(self) -> str:
        """The public id of the text."""
        return self.thing.text.pid

    @property
    def lang(self) -> str:
        """The language of the text."""
        return self.thing.text.lang

    def url(self, view: str, /, **values: Any) -> str:
        """The address of one of its pages."""
        return url_for(f"{self.feature}.{view}", pid=self.pid, **values)

    def blocks(self) -> list[Block]:
        """Its blocks in their order."""
        return blocks_act.list_blocks(db.session(), [self.thing.text_id])[self.thing.text_id]

    def used(self) -> set[int]:
        """The versions whose words stand in it."""
        return {block.version_id for block in self.blocks() if block.version_id is not None}

    def command(self, for_answer: Callable[..., str], for_part: Callable[..., str]) -> Callable[..., str]:
        """The command that belongs to an answer, or the one that belongs to a part."""
        return for_answer if isinstance(self.thing, Answer) else for_part


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """What the templates see of a block."""

    pid: str
    kind: str
    words: Any
    plain: str
    source: Source | None
    adapted: Any
    moved_on: Any
    question: Any
    is_first: bool
    is_last: bool
    count: int
    lang: str
    notes: Sequence[tuple[str, Any]]


def shown_blocks(blocks: Sequence[Block], sources: Mapping[int, Source], lang: str) -> list[ShownBlock]:
    """Blocks as the templates see them: words as HTML, what was adapted and what the paper says now as redlines."""
    newer = _newer(blocks, sources)
    shown = []
    for at, block in enumerate(blocks):
        body, notes = blocks_act.words_of(block, lang)
        rendered = markup.render(body, notes)
        source = sources.get(block.version_id or 0)
        moved_on = None
        if source is not None and source.has_moved_on(block) and not source.hidden and source.newer_id in newer:
            moved_on = _changes(block, newer[source.newer_id])
        shown.append(
            ShownBlock(
                block.pid,
                block.kind,
                rendering.words_of(rendered.html, {}),
                rendered.plain,
                source,
                compare(blocks_act.original_of(block), rendered.plain) if block.adapted else None,
                moved_on,
                block.see_question,
                at == 0,
                at == len(blocks) - 1,
                blocks_act.count([block], lang),
                blocks_act.lang_of(block, lang),
                [(note.mark, rendering.words_of(note.html, {})) for note in rendered.notes],
            )
        )
    return shown


def _newer(blocks: Sequence[Block], sources: Mapping[int, Source]) -> dict[int, Version]:
    """The versions that took the place of pinned ones, of papers that the reader may see."""
    found = [sources.get(block.version_id or 0) for block in blocks]
    ids = {source.newer_id for source in found if source and source.seen and source.newer_id is not None}
    return fitting.list_versions(sorted(ids))


def _changes(block: Block, newer: Version) -> Any:
    """The pinned words against those of today; for part of a section its words against where they stand now."""
    return compare(blocks_act.original_of(block), blocks_act.carried(block, newer))


def picker(desk: Desk) -> str:
    """The sections of a paper to insert from, with their state; words can be looked for."""
    insist(desk.right, desk.thing)
    papers = fitting.list_papers(actor())
    asked = request.args.get("paper", "")
    paper = next((one for one in papers if one.pid == asked), None) or _likely(desk, papers)
    form = FindForm(formdata=None, q=request.args.get("q", ""))
    form.paper.choices = [SelectChoice(one.pid, one.title) for one in papers]
    form.paper.data = paper.pid if paper else ""
    query = (form.q.data or "").strip()[:LONG_WORDS]
    choices = fitting.list_choices(paper, query) if paper else []
    page = min(max(1, request.args.get("page", 1, type=int)), max(1, -(-len(choices) // PER_PAGE)))
    return render_template(
        "responses/passages.html",
        desk=desk,
        form=form,
        paper=paper,
        query=query,
        choices=choices[(page - 1) * PER_PAGE : page * PER_PAGE],
        page=page,
        pages=max(1, -(-len(choices) // PER_PAGE)),
        used=desk.used(),
    )


def _likely(desk: Desk, papers: Sequence[Paper]) -> Paper | None:
    """The paper last taken words from; else of those with agreed words, and then of the others, the one that asks the
    questions, one of the group's own, an adopted one, or the first."""
    last = fitting.find_last_paper_id(desk.thing)
    agreed = fitting.list_agreed_in(papers)
    asking, group = None, None
    if isinstance(desk.thing, Answer):
        asking, group = desk.thing.response.consultation.paper_id, desk.thing.response.group_id

    def rank(paper: Paper) -> tuple[bool, ...]:
        near = (paper.id != asking, paper.group_id != group) if group else (paper.state != "adopted",)
        return (paper.id != last, paper.id not in agreed, *near)

    return min(papers, key=rank, default=None)


def words_page(desk: Desk, section_pid: str, form: PassageForm | None = None) -> str:
    """All words of a section, to delete what is not wanted."""
    insist(desk.right, desk.thing)
    section = load(Section, section_pid)
    placed = next((c for c in fitting.list_choices(section.paper) if c.placed.pid == section_pid), None)
    if form is None:
        form = PassageForm(formdata=None)
        form.quote.data = placed.plain if placed else ""
        form.version.data = placed.placed.version_pid if placed else ""
    return render_template("responses/words.html", desk=desk, section=section, choice=placed, form=form)


def write_page(desk: Desk, form: WordsForm | None = None) -> str:
    """A form for own words, at the end or in another place."""
    insist(desk.right, desk.thing)
    kept = None
    if form is None:
        form = WordsForm(formdata=None)
        kept = drafts.find_draft(actor(), desk.draft_kind, desk.pid)
        form.body.data = kept.get("body") if kept else ""
        form.after.data = ""
    form.after.choices = _places(desk)
    return render_template("responses/write.html", desk=desk, form=form, kept=kept, room=_room(desk, 0))


def _room(desk: Desk, there: int) -> int | None:
    """How many words fit, when there is a limit and it is not reached; ``there`` are words that would be replaced."""
    room = desk.word_limit - desk.words_used() + there if desk.word_limit else 0
    return room if room > 0 else None


def _places(desk: Desk) -> list[SelectChoice]:
    places = [SelectChoice("", _("At the end"))]
    blocks = desk.blocks()
    if blocks:
        places.append(SelectChoice("first", _("Before everything else")))
    for block in blocks[:-1]:
        words = blocks_act.plain_of(block, desk.lang).split()
        start = " ".join(words[:8]) + (" …" if len(words) > 8 else "")
        places.append(SelectChoice(block.pid, _("After “%(words)s”", words=start)))
    return places


def block_page(
    desk: Desk, pid: str, form: WordsForm | None = None, *, theirs: Version | None = None, sentence: str = ""
) -> str:
    """A form to put a block in other words; after a clash both texts."""
    insist(desk.right, desk.thing)
    block = next((one for one in desk.blocks() if one.pid == pid), None)
    current = desk.thing.text.current
    if form is None and (block is None or block.kind == "see"):
        raise NotFound
    if form is None:
        form = WordsForm(formdata=None)
        form.body.data = blocks_act.words_of(block, desk.lang)[0] if block else ""
        form.base.data = current.pid if current else ""
    elif theirs is not None:
        form.base.data = theirs.pid
    their_pieces = None
    if theirs is not None:
        there = blocks_act.plain_of(block, desk.lang) if block else ""
        their_pieces = compare(there, markup.plain(form.body.data or ""))
    sources = fitting.list_sources(actor(), [block] if block else [])
    return render_template(
        "responses/block.html",
        desk=desk,
        block=block,
        form=form,
        sentence=sentence,
        their_pieces=their_pieces,
        source=sources.get(block.version_id or 0) if block else None,
        original=blocks_act.original_of(block) if block else "",
        room=_room(desk, blocks_act.count([block], desk.lang)) if block else None,
    )
