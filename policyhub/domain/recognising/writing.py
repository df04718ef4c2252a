"""Writes what the stages found as sections, notes and questions in Markdown, and collects what stands in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policyhub.domain.recognising.asked import Asked
from policyhub.domain.recognising.drafts import Draft
from policyhub.domain.recognising.flags import Asking
from policyhub.domain.recognising.lost import Placed
from policyhub.domain.recognising.motions import Moved
from policyhub.domain.recognising.notes import Definition
from policyhub.domain.recognising.pieces import Piece, render
from policyhub.domain.recognising.places import Attached
from policyhub.domain.recognising.recognised import CrossReference, Flag, Motion, Note, Question, Section
from policyhub.domain.recognising.references import Pointer, find_pointers
from policyhub.domain.recognising.targets import Targets


class Writer:
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


def write_note(
    definition: Definition, pieces: list[Piece], where: Attached | None, lost: Placed | None, writer: Writer
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


def write_question(asked: Asked, draft: Draft | None, see: tuple[Mapping[str, str | None], ...] = ()) -> Question:
    """One question; ``draft`` is the appendix it stands in, ``see`` the questions to whose answers its own points."""
    own = (*asked.pieces, *asked.guidance)
    answer = [places for piece in asked.answer for places in piece.lines]
    return Question(
        number=asked.number,
        text=asked.text,
        chapter=asked.chapter.text.strip() if asked.chapter else None,
        guidance="\n\n".join(piece.text.strip() for piece in asked.guidance) or None,
        choices=tuple(asked.choices),
        word_limit=asked.word_limit,
        answer=paragraphs_of(asked.answer),
        see=see,
        section_id=draft.id if draft else None,
        printed=asked.label,
        lines=tuple(i + 1 for i in (*(i for piece in own for i in piece.lines), *asked.closed, *answer)),
        labels=tuple(asked.labels),
        chapter_id=asked.chapter_id,
        notes=tuple(key for piece in own for _, key in piece.marks),
    )


def paragraphs_of(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Each paragraph in Markdown; the items of one list are one."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and piece.kind == "item" and groups[-1][-1].kind == "item":
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return tuple(render(group).markdown for group in groups)


def write_motion(moved: Moved, title: str) -> Motion:
    """A motion: each item in Markdown, with what belongs to it under it."""
    parts = {part: tuple(render(item).markdown for item in items) for part, items in moved.items.items()}
    return Motion(
        title=title,
        notes=parts["notes"],
        believes=parts["believes"],
        resolves=parts["resolves"],
        mover=moved.mover,
        seconder=moved.seconder,
        printed=tuple(words.strip() for words in moved.printed if words.strip()),
        lines=tuple(i + 1 for i in sorted(moved.lines.difference(moved.back))),
    )
