"""Turns a document into what it is, stage by stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from policyhub.domain.document import Document, Mark
from policyhub.domain.recognising.doubts import find_doubts
from policyhub.domain.recognising.drafts import Draft
from policyhub.domain.recognising.flags import Asking, declares_colour
from policyhub.domain.recognising.front import TitlePage, read_rest_of_title_page, read_title_page
from policyhub.domain.recognising.kinds import guess_kind, guess_lang
from policyhub.domain.recognising.lines import LOST, Page, page_of
from policyhub.domain.recognising.lost import Placed, find_spots, place
from policyhub.domain.recognising.margins import with_margins
from policyhub.domain.recognising.notes import Definition, Found, find_notes
from policyhub.domain.recognising.pieces import Edit, Piece, pieces_of, render
from policyhub.domain.recognising.places import Attached, attach
from policyhub.domain.recognising.questions import Asked, questions_of, without
from policyhub.domain.recognising.recognised import (
    KINDS,
    Council,
    CrossReference,
    Flag,
    Note,
    Question,
    Recognised,
    Section,
)
from policyhub.domain.recognising.references import Pointer, find_pointers
from policyhub.domain.recognising.structure import Structure, fill_structure, find_structure
from policyhub.domain.recognising.targets import Targets


@dataclass(slots=True)
class Stage:
    """What the stages have found so far."""

    page: Page
    notes: Found
    structure: Structure
    titles: TitlePage
    lost: dict[str, Placed]
    asked: dict[str, list[Asked]] = field(default_factory=dict)
    possible: dict[str, list[Asked]] = field(default_factory=dict)


def recognise(document: Document, *, council: Council | None = None, as_kind: str | None = None) -> Recognised:
    """What a document is and what stands in it; every word of the document has one place in the result.

    ``council`` is the body whose questions become flags; ``as_kind`` is what a person says the document is. Raises
    ValueError when ``as_kind`` is none of the kinds.
    """
    if as_kind is not None and as_kind not in KINDS:
        raise ValueError(f"A document is one of {', '.join(KINDS)}, not {as_kind}.")
    return _with_margins(document, council or Council(), as_kind, {})


def decide(recognised: Recognised, choices: Mapping[str, str]) -> Recognised:
    """The same document recognised again, with doubts decided: ``choices`` holds the id of a choice by doubt.

    Earlier decisions stay. Raises ValueError for a doubt or choice that is not there.
    """
    open_doubts = {doubt.id: {choice.id for choice in doubt.choices} for doubt in recognised.doubts}
    for doubt, choice in choices.items():
        if choice not in open_doubts.get(doubt, ()):
            raise ValueError(f"There is no choice {choice} for {doubt}: reload the page and choose again.")
    decided = {**recognised.decided, **choices}
    return _with_margins(recognised.source, recognised.council, recognised.as_kind, decided)


def _with_margins(document: Document, council: Council, as_kind: str | None, decided: Mapping[str, str]) -> Recognised:
    return with_margins(document, lambda settled: _recognise(settled, council, as_kind, decided))


def _recognise(document: Document, council: Council, as_kind: str | None, decided: Mapping[str, str]) -> Recognised:
    page = page_of(document)
    notes = find_notes(page, document)
    structure = find_structure(page, frozenset(notes.used), decided)
    lost = _place_lost(page, notes, structure, decided)
    fill_structure(structure, notes.edits, decided)
    front = structure.front  # where the file itself says what its title is, the title page has only the rest
    own = document.title
    titles = read_rest_of_title_page(page, front) if own else read_title_page(page, front, structure.contents)
    stage = Stage(page, notes, structure, titles, lost)
    _take_questions(stage, decided)
    return _result(stage, document, council, as_kind, decided)


def _place_lost(page: Page, notes: Found, structure: Structure, decided: Mapping[str, str]) -> dict[str, Placed]:
    """Put notes without marks where marks were lost, and note the marks."""
    lost = [definition for definition in notes.definitions if definition.lost]
    if not lost:
        return {}
    indices = [i for draft in structure.drafts for i in draft.indices]
    spots = find_spots(page, indices, frozenset(draft.at for draft in structure.drafts))
    words = [" ".join(piece.text for piece in definition.pieces(page)) for definition in lost]
    forced: dict[int, tuple[int, int]] = {}
    for n, definition in enumerate(lost):
        choice = decided.get(f"note-{definition.key}", "").removeprefix("L").split(".")
        if len(choice) == 2:
            forced[n] = (int(choice[0]) - 1, int(choice[1]))
    placed = place(page, words, spots, forced)
    for definition, found in zip(lost, placed, strict=False):
        notes.mark(found.spot.at, Edit(found.spot.pos, found.spot.end, definition.key))
    return {definition.key: found for definition, found in zip(lost, placed, strict=False)}


def _take_questions(stage: Stage, decided: Mapping[str, str]) -> None:
    """Take the questions out of the appendices they stand in, unless a person says that they are its text."""
    for draft in stage.structure.drafts:
        if draft.kind != "appendix":
            continue
        found = questions_of(draft)
        if not found:
            continue
        stage.possible[draft.id] = found
        if decided.get(f"appendix-{draft.at + 1}") != "text":
            stage.asked[draft.id] = found
            draft.pieces = without(draft, found)


def _result(
    stage: Stage, document: Document, council: Council, as_kind: str | None, decided: Mapping[str, str]
) -> Recognised:
    page, drafts = stage.page, stage.structure.drafts
    front = pieces_of(page, stage.titles.rest, stage.notes.edits)
    back = pieces_of(page, sorted(stage.notes.back), {})
    title = document.title or _joined(page, stage.titles.title)
    subtitle = document.subtitle or _joined(page, stage.titles.subtitle) or None
    attached = attach(drafts, stage.asked)
    bodies = {d.key: d.pieces(page) for d in stage.notes.definitions}
    texts = [piece.text for draft in drafts for piece in draft.pieces]
    texts += [draft.heading.text for draft in drafts if draft.heading]
    texts += [piece.text for pieces in (front, *bodies.values()) for piece in pieces]
    asking = Asking(council, texts, " ".join([title, subtitle or "", *(piece.text for piece in front)]))
    writer = _Writer(Targets(drafts), asking)
    sections = tuple(writer.section(draft) for draft in drafts)
    notes = tuple(
        _note(d, bodies[d.key], attached.get(d.key), stage.lost.get(d.key), writer) for d in stage.notes.definitions
    )
    everything = "\n".join(line.text for line in page.lines)
    numbered = sum(1 for section in sections if section.number)
    headed = sum(1 for section in sections if section.kind == "heading")
    kind, sure = guess_kind(everything, title, numbered=numbered, headed=headed, as_kind=as_kind)
    return Recognised(
        kind=kind,
        kind_sure=sure,
        lang=guess_lang(everything),
        title=title,
        subtitle=subtitle,
        front=tuple(render([piece]).markdown for piece in front),
        sections=sections,
        notes=notes,
        flags=tuple(writer.flags),
        references=tuple(writer.references),
        questions=tuple(_question(asked, draft) for draft in drafts for asked in stage.asked.get(draft.id, ())),
        back=tuple(render([piece]).markdown for piece in back),
        doubts=tuple(find_doubts(page, stage.structure, stage.lost, stage.possible, decided)),
        warnings=tuple(_warnings(document, page, texts, stage, title)),
        front_lines=tuple(i + 1 for i in (*stage.titles.title, *stage.titles.subtitle, *stage.titles.rest)),
        back_lines=tuple(i + 1 for i in sorted(stage.notes.back)),
        document=document,
        council=council,
        as_kind=as_kind,
        decided=dict(decided),
    )


class _Writer:
    """Writes sections and notes as Markdown, and collects the flags and references that stand in them."""

    def __init__(self, targets: Targets, asking: Asking) -> None:
        self.targets = targets
        self.asking = asking
        self.flags: list[Flag] = []
        self.references: list[CrossReference] = []

    def section(self, draft: Draft) -> Section:
        """One section, with what stands in its heading and its text."""
        if draft.heading is not None:
            self.text([draft.heading], draft, None, placed=False)
        heading = draft.heading
        return Section(
            id=draft.id,
            kind=draft.kind,
            number=draft.number,
            heading=heading.text.strip() if heading else None,
            text=self.text(draft.pieces, draft, None),
            parent_id=draft.parent.id if draft.parent else None,
            heading_notes=tuple(key for _, key in heading.marks) if heading else (),
            lines=tuple(i + 1 for i in draft.indices),
        )

    def text(self, pieces: Sequence[Piece], draft: Draft | None, note_id: str | None, *, placed: bool = True) -> str:
        """The Markdown of some pieces; ``placed`` is false for a heading, in which nothing has a place."""
        pointers = [(at, p) for at, piece in enumerate(pieces) for p in self._pointers(piece, draft, note_id)]
        raised = [(at, r) for at, piece in enumerate(pieces) for r in self.asking.raised_in(piece)]
        spans = [(at, p.start, p.end) for at, p in pointers] + [(at, r.start, r.end) for at, r in raised]
        places = [(at, pos) for at, start, end in spans for pos in (start, end) if pos >= 0]
        written = render(pieces, places)
        section_id = draft.id if draft else None
        for at, pointer in pointers:
            known = placed and pointer.start >= 0 and pieces[at].kind != "table"
            start = written.starts[at, pointer.start] if known else -1
            end = written.stops[at, pointer.end] if known else -1
            self.references.append(CrossReference(section_id, note_id, pointer.text, pointer.target.id, start, end))
        for at, flag in raised:
            inside = [p for n, p in pointers if n == at and flag.start <= p.start < flag.end]
            about = inside[0].target if inside else draft
            known = placed and pieces[at].kind != "table"
            self.flags.append(
                Flag(
                    section_id,
                    note_id,
                    about.id if about else None,
                    about.called if about else None,
                    flag.question,
                    flag.quote,
                    flag.why,
                    written.starts[at, flag.start] if known else -1,
                    written.stops[at, flag.end] if known else -1,
                )
            )
        return written.markdown

    def _pointers(self, piece: Piece, draft: Draft | None, note_id: str | None) -> list[Pointer]:
        """The references in a paragraph; a section that names itself does not point anywhere."""
        found = find_pointers(piece.text, self.targets, draft)
        return found if note_id else [pointer for pointer in found if pointer.target is not draft]


def _note(
    definition: Definition, pieces: list[Piece], where: Attached | None, lost: Placed | None, writer: _Writer
) -> Note:
    note_id = f"n{definition.key}"
    draft = where.draft if where else None
    return Note(
        id=note_id,
        key=definition.key,
        mark=definition.mark,
        text=writer.text(pieces, draft, note_id),
        section_id=draft.id if draft else None,
        question=where.question if where else None,
        after=where.after if where else "",
        sure=lost.sure if lost else where is not None,
        lost=definition.lost,
        on_heading=where.on_heading if where else False,
        printed=definition.printed,
        lines=tuple(i + 1 for i in definition.lines),
    )


def _question(asked: Asked, draft: Draft) -> Question:
    return Question(
        number=asked.number,
        text=asked.text,
        chapter=asked.chapter.text if asked.chapter else None,
        guidance="\n\n".join(piece.text.strip() for piece in asked.guidance) or None,
        word_limit=asked.word_limit,
        section_id=draft.id,
        printed=asked.pieces[0].text[: asked.start].strip(),
        lines=tuple(i + 1 for piece in (*asked.pieces, *asked.guidance) for i in piece.lines),
    )


def _joined(page: Page, indices: Sequence[int]) -> str:
    return " ".join(" ".join(page.lines[i].text.split()) for i in indices)


def _warnings(document: Document, page: Page, texts: Sequence[str], stage: Stage, title: str) -> list[str]:
    """What a person should know before keeping what was found."""
    warnings = []
    colour = next(filter(None, map(declares_colour, texts)), None)
    coloured = any(s.marks & {Mark.RED, Mark.HIGHLIGHT} for line in page.lines for s in line.styled)
    if colour and not coloured:
        warnings.append(
            f"The text says that some passages are shown in {colour}, but this file has no colours: "
            "upload the Word file as well, so that those passages can be found."
        )
    guesses = sum(1 for placed in stage.lost.values() if not placed.sure)
    if stage.lost:
        many, marks = len(stage.lost), "The marks of {} notes were" if len(stage.lost) > 1 else "The mark of a note was"
        guessed = "one of the places is a guess" if guesses == 1 else f"{guesses} of the places are guesses"
        put_back = "each was put back" if many > 1 else "it was put back"
        checked = f"{guessed} to check" if guesses else f"{put_back} where a mark was missing"
        warnings.append(f"{marks.format(many)} lost when this file was saved: {checked}.")
    left = sum(piece.text.count(c) for draft in stage.structure.drafts for piece in draft.pieces for c in LOST)
    if left:
        warnings.append(
            f"{left} characters were lost when this file was saved and are shown as �: compare with the original."
            if left > 1
            else "A character was lost when this file was saved and is shown as �: compare with the original."
        )
    if not title:
        warnings.append("No title was found: give the paper one before keeping it.")
    if not any(draft.number for draft in stage.structure.drafts):
        warnings.append("No numbered sections were found: the text was kept in paragraphs as it stands.")
    return warnings
