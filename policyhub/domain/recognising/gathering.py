"""Gathers what the stages found into what a page can show and an import can store."""

from __future__ import annotations

from collections.abc import Sequence

from policyhub.domain.recognising.answers import find_see
from policyhub.domain.recognising.asked import Asked
from policyhub.domain.recognising.cautions import warn
from policyhub.domain.recognising.doubts import find_doubts
from policyhub.domain.recognising.drafts import Draft
from policyhub.domain.recognising.flags import Asking
from policyhub.domain.recognising.kinds import guess_lang
from policyhub.domain.recognising.notes import Definition
from policyhub.domain.recognising.pieces import Piece, part_of, pieces_of, render
from policyhub.domain.recognising.places import Attached, attach
from policyhub.domain.recognising.recognised import Paragraph, Question, Recognised
from policyhub.domain.recognising.several_motions import ask_which, chosen_of
from policyhub.domain.recognising.so_far import SoFar
from policyhub.domain.recognising.targets import Targets
from policyhub.domain.recognising.writing import Writer, write_motion, write_note, write_question


def gather(so_far: SoFar) -> Recognised:
    """All that was found, written as Markdown where it is text."""
    page, document, drafts = so_far.page, so_far.document, so_far.structure.drafts
    front = _front(so_far)
    left = sorted({*so_far.notes.back, *so_far.back})
    back = pieces_of(page, left, so_far.notes.edits)
    own = so_far.titles.words(page)
    # One of several motions has a title of its own, and that of the file is what they stand in.
    one_of_several = own and document.title and chosen_of(so_far.motions, so_far.decided) is not None
    title = own if one_of_several else document.title or own
    above = [document.title] if one_of_several else []
    subtitle = document.subtitle or so_far.titles.words_under(page) or None
    bodies = {d.key: d.pieces(page) for d in so_far.notes.definitions}
    texts = [piece.text for draft in drafts for piece in draft.pieces]
    texts += [draft.heading.text for draft in drafts if draft.heading]
    texts += [piece.text for pieces in (front, *bodies.values()) for piece in pieces]
    asking = Asking(so_far.council, texts, " ".join([title, subtitle or "", *(piece.text for piece in front)]))
    writer = Writer(Targets(drafts), asking)
    written = [(draft, writer.section(draft)) for draft in drafts]
    paragraphs = [section for draft, section in written if _is_paragraph(so_far, draft)]
    attached = _attached(so_far, [*front, *back])
    notes = tuple(
        write_note(d, bodies[d.key], attached.get(d.key), so_far.lost.get(d.key), writer)
        for d in so_far.notes.definitions
    )
    return Recognised(
        kind=so_far.kind,
        kind_sure=so_far.kind_sure,
        lang=guess_lang("\n".join(line.text for line in page.lines)),
        title=title,
        subtitle=subtitle,
        front=tuple(render([piece]).markdown for piece in (*(Piece("text", text=words) for words in above), *front)),
        sections=tuple(section for draft, section in written if not _is_paragraph(so_far, draft)),
        notes=notes,
        flags=tuple(writer.flags),
        references=tuple(writer.references),
        questions=tuple(_questions(so_far)),
        back=tuple(render([piece]).markdown for piece in back),
        doubts=(
            *ask_which(so_far.motions, so_far.decided),
            *find_doubts(page, so_far.structure, so_far.lost, so_far.possible, so_far.decided),
        ),
        warnings=tuple(warn(so_far, texts, title)),
        paragraphs=tuple(Paragraph(s.number, s.text, s.id, s.lines) for s in paragraphs),
        motion=write_motion(so_far.moved, title) if so_far.kind == "motion" else None,
        front_lines=tuple(i + 1 for i in (*so_far.titles.title, *so_far.titles.subtitle, *so_far.titles.rest)),
        back_lines=tuple(i + 1 for i in left),
        document=document,
        council=so_far.council,
        as_kind=so_far.as_kind,
        decided=dict(so_far.decided),
    )


def _front(so_far: SoFar) -> list[Piece]:
    """What stands before the text, without the title."""
    page, titles = so_far.page, so_far.titles
    pieces = pieces_of(page, titles.rest, so_far.notes.edits, dict.fromkeys(titles.facts, 0))
    if titles.named is None:
        return pieces
    start, stop = titles.named
    named = next(piece for piece in pieces if titles.title[0] in piece.lines)
    at = pieces.index(named)
    parts = [part_of(named, 0, start - (named.text[start - 1] in "\"'")), part_of(named, stop, len(named.text))]
    return [*pieces[:at], *(part for part in parts if any(map(str.isalnum, part.text))), *pieces[at + 1 :]]


def _is_paragraph(so_far: SoFar, draft: Draft) -> bool:
    """Whether a section is a numbered paragraph of somebody else's document."""
    return so_far.kind == "consultation" and draft.kind == "clause" and draft.number is not None


def _questions(so_far: SoFar) -> list[Question]:
    asked = so_far.interview.asked
    found = [write_question(one, None, find_see(asked, at)) for at, one in enumerate(asked)]
    drafts = so_far.structure.drafts
    return found + [write_question(one, draft) for draft in drafts for one in so_far.asked.get(draft.id, ())]


def _attached(so_far: SoFar, others: Sequence[Piece]) -> dict[str, Attached]:
    """Where each note is attached; one whose mark stands nowhere belongs to the answer that it stands under."""
    moved = [piece for items in so_far.moved.items.values() for item in items for piece in item]
    asked = so_far.interview.asked
    found = attach(so_far.structure.drafts, so_far.asked, asked, [*others, *(moved if so_far.kind == "motion" else ())])
    for definition in so_far.notes.definitions:
        under = _under(asked, definition) if definition.key not in found and definition.lines else None
        if under is not None:
            found[definition.key] = Attached(None, under.number, "", False)
    return found


def _under(asked: Sequence[Asked], definition: Definition) -> Asked | None:
    """The question after which a note stands, and before the next."""
    above = [one for one in asked if one.pieces[0].lines[0] < definition.lines[0]]
    return above[-1] if above and above[-1] is not asked[-1] else None
