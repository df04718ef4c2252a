"""Turns a document into what it is, stage by stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from policyhub.domain.document import Document
from policyhub.domain.recognising.consultations import read_consultation
from policyhub.domain.recognising.drafts import Draft, is_usual
from policyhub.domain.recognising.forms import unfold
from policyhub.domain.recognising.front import read_rest_of_title_page, read_title_page
from policyhub.domain.recognising.gathering import gather
from policyhub.domain.recognising.kinds import guess_kind, weigh_questions
from policyhub.domain.recognising.labels import labels_at
from policyhub.domain.recognising.lines import Page, page_of
from policyhub.domain.recognising.lost import find_spots, place
from policyhub.domain.recognising.margins import with_margins
from policyhub.domain.recognising.motions import read_motion
from policyhub.domain.recognising.notes import find_notes
from policyhub.domain.recognising.pieces import Edit
from policyhub.domain.recognising.question_heads import Heads, find_heads
from policyhub.domain.recognising.questions import questions_of, without
from policyhub.domain.recognising.recognised import KINDS, Council, Recognised
from policyhub.domain.recognising.regions import find_subheadings
from policyhub.domain.recognising.responses import read_response
from policyhub.domain.recognising.several_motions import chosen_of, motions_in
from policyhub.domain.recognising.so_far import SoFar
from policyhub.domain.recognising.structure import fill_structure, find_structure, find_titles


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
    """Recognise a document; one that is a form is read with its cells as paragraphs."""
    unfolded = unfold(document)
    if unfolded is not document:
        found = _go_through(unfolded, council, as_kind, decided)
        if found.kind in ("response", "consultation"):
            return found
    return _go_through(document, council, as_kind, decided)


def _go_through(document: Document, council: Council, as_kind: str | None, decided: Mapping[str, str]) -> Recognised:
    page = page_of(document)
    notes = find_notes(page, document)
    structure = find_structure(page, frozenset(notes.used), decided)
    so_far = SoFar(document, council, as_kind, decided, page, notes, structure)
    _find_kind(so_far)
    _place_lost(so_far)
    _take_interview(so_far)
    _take_motion(so_far)
    fill_structure(so_far.structure, notes.edits, decided)
    _take_title(so_far)
    _take_appendix_questions(so_far)
    _name_chapters(so_far)
    return gather(so_far)


def _find_kind(so_far: SoFar) -> None:
    """Look for questions and for the parts of a motion, and say what the document is."""
    page, used, structure = so_far.page, so_far.used, so_far.structure
    skipped = used | structure.contents
    so_far.front = structure.front
    subheadings = find_subheadings(page, skipped, len(page.lines), {})
    parts = (i for i, line in enumerate(page.lines) if any(x.style.startswith("part") for x in labels_at(line.text)))
    so_far.heads = find_heads(page, skipped, {*subheadings, *parts})
    so_far.moved = read_motion(page, used, so_far.notes.edits)
    if so_far.as_kind is not None:
        so_far.kind = so_far.as_kind
        return
    outside = {i for draft in structure.drafts if draft.kind != "appendix" for i in draft.indices} | {*structure.front}
    heads = Heads(so_far.heads.family, tuple(head for head in so_far.heads.found if head.at in outside))
    asked = {head.at for head in heads.found}
    sections = [draft for draft in structure.drafts if draft.at not in asked]
    evidence = weigh_questions(page, heads, used)
    evidence = replace(
        evidence,
        parts=so_far.moved.strong,
        carried=so_far.moved.parts if so_far.moved.mover or so_far.moved.seconder else 0,
        numbered=sum(bool(draft.number) for draft in sections),
        headed=sum(draft.kind == "heading" for draft in sections),
    )
    title = so_far.document.title or read_title_page(page, structure.front, structure.contents).words(page)
    everything = "\n".join(line.text for line in page.lines)
    so_far.kind, so_far.kind_sure = guess_kind(everything, title, evidence)


def _place_lost(so_far: SoFar) -> None:
    """Put notes without marks where marks were lost, and note the marks."""
    page, notes = so_far.page, so_far.notes
    lost = [definition for definition in notes.definitions if definition.lost]
    if not lost:
        return
    indices, begins = _places(so_far)
    spots = find_spots(page, indices, begins)
    words = [" ".join(piece.text for piece in definition.pieces(page)) for definition in lost]
    forced: dict[int, tuple[int, int]] = {}
    for n, definition in enumerate(lost):
        choice = so_far.decided.get(f"note-{definition.key}", "").removeprefix("L").split(".")
        if len(choice) == 2:
            forced[n] = (int(choice[0]) - 1, int(choice[1]))
    placed = place(page, words, spots, forced)
    for definition, found in zip(lost, placed, strict=False):
        notes.mark(found.spot.at, Edit(found.spot.pos, found.spot.end, definition.key))
        so_far.lost[definition.key] = found


def _places(so_far: SoFar) -> tuple[list[int], frozenset[int]]:
    """The lines in which a lost mark may have stood, and those that begin something."""
    drafts = so_far.structure.drafts
    if so_far.kind in ("response", "consultation") and so_far.heads.found:
        indices = [i for i in range(len(so_far.page.lines)) if i not in so_far.used]
        return indices, frozenset(head.at for head in so_far.heads.found)
    return [i for draft in drafts for i in draft.indices], frozenset(draft.at for draft in drafts)


def _take_interview(so_far: SoFar) -> None:
    """Take the questions of a response or consultation, and find the sections of what is left."""
    if so_far.kind not in ("response", "consultation") or not so_far.heads.found:
        return
    page, used = so_far.page, so_far.used
    asked = frozenset(i for head in so_far.heads.found for i in (head.at, *head.joined))
    subheadings = find_subheadings(page, used | so_far.structure.contents | asked, len(page.lines), {})
    titles: frozenset[int] = frozenset()
    if so_far.kind == "response":
        titles = find_titles(so_far.structure, so_far.heads)
        interview = read_response(page, so_far.heads, used, subheadings, so_far.notes.edits, titles)
    else:
        interview = read_consultation(page, so_far.heads, used, subheadings, so_far.notes.edits)
    so_far.interview = interview
    first = interview.first or 0
    structure = find_structure(page, used | interview.lines, so_far.decided, whole=False)
    before = frozenset[int]()
    if so_far.kind == "response":
        # What stands before the first title is the front of a response, also when it is a list.
        begins = [draft.at for draft in structure.drafts if draft.at in titles or _is_loud(page, draft)]
        before = frozenset(range(min([first, *begins])))
        structure = find_structure(page, used | interview.lines | before, so_far.decided, whole=False)
    so_far.structure = structure
    own = {i for i in before if i not in used}
    so_far.front = sorted(own | {i for i in structure.front if i < first})
    so_far.back = [*interview.back, *(i for i in structure.front if i >= first and i not in so_far.front)]


def _is_loud(page: Page, draft: Draft) -> bool:
    """Whether a heading without a number is certainly one."""
    return draft.why in ("marked", "bold") or (draft.why == "short" and is_usual(page.lines[draft.at].text))


def _take_motion(so_far: SoFar) -> None:
    """Take the parts of a motion: then nothing is left but what stands before and after."""
    if so_far.kind != "motion":
        return
    so_far.motions = motions_in(so_far.page, so_far.used)
    chosen = chosen_of(so_far.motions, so_far.decided)
    everything = range(len(so_far.page.lines))
    own = range(chosen.start, chosen.stop) if chosen else everything
    others = {i for i in everything if i not in own}
    so_far.moved = moved = read_motion(so_far.page, so_far.used | others, so_far.notes.edits)
    if moved.first is None:
        return
    so_far.structure.drafts.clear()
    so_far.structure.outline.clear()
    free = [i for i in everything if i not in so_far.used and i not in moved.lines]
    so_far.front = [i for i in free if i < moved.first and i in own]
    so_far.back = sorted({*moved.back, *(i for i in free if i > moved.first or i in others)})


def _take_title(so_far: SoFar) -> None:
    """Read the title page; of a document that has its title apart all that stands before the text is front."""
    if so_far.document.title and chosen_of(so_far.motions, so_far.decided) is None:
        so_far.titles = read_rest_of_title_page(so_far.page, so_far.front)
    else:
        so_far.titles = read_title_page(so_far.page, so_far.front, so_far.structure.contents)


def _take_appendix_questions(so_far: SoFar) -> None:
    """Take the questions out of the appendices they stand in, unless a person says that they are its text."""
    if so_far.interview.asked:
        return
    for draft in so_far.structure.drafts:
        found = questions_of(draft) if draft.kind == "appendix" else []
        if not found:
            continue
        so_far.possible[draft.id] = found
        if so_far.decided.get(f"appendix-{draft.at + 1}") != "text":
            so_far.asked[draft.id] = found
            draft.pieces = without(draft, found)


def _name_chapters(so_far: SoFar) -> None:
    """Questions without a title right above them stand in the chapter of the section before them."""
    titled = [d for d in so_far.structure.drafts if d.kind == "heading" and d.heading is not None and _is_high(d)]
    for asked in so_far.interview.asked:
        above = [draft for draft in titled if draft.at < asked.pieces[0].lines[0]]
        if asked.chapter is None and above:
            asked.chapter, asked.chapter_id = above[-1].heading, above[-1].id


def _is_high(draft: Draft) -> bool:
    """Whether a heading stands under no other."""
    return draft.parent is None or (draft.parent.label is not None and draft.parent.number is None)
