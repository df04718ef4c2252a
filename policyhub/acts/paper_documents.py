"""Makes the neutral document of a paper as it stands, or of an edition of it, for any writer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from policyhub.acts.documents import Head, labels, with_notes
from policyhub.acts.fixed_words import FixedWords, fixed_words
from policyhub.acts.paper_marks import Passage, Remark, commented, on_the_whole, reddened
from policyhub.acts.provenance import Agreed
from policyhub.domain import document as d
from policyhub.domain import markup

DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in the file of a paper beside its words, as whoever takes it away chose."""

    comments: bool = False
    disputes: bool = True
    agreements: bool = True
    log: bool = True


PLAIN = Shown()
TEXT_ONLY = Shown(disputes=False, agreements=False, log=False)


@dataclass(frozen=True, slots=True)
class Printed:
    """One section as it is printed, in reading order; a dispute without a passage is about all of it."""

    pid: str
    kind: str
    number: str | None
    heading: str | None
    depth: int
    body: str
    notes: Sequence[Mapping[str, Any]]
    agreed: Agreed | None = None
    disputed: Sequence[Passage] = field(default_factory=tuple)
    all_disputed: bool = False
    remarks: Sequence[Remark] = field(default_factory=tuple)


def document_of_paper(
    sections: Sequence[Printed],
    *,
    title: str,
    subtitle: str,
    lang: str,
    facts: Sequence[tuple[str, str]],
    head: Head | None,
    agreements: bool = True,
    disputes: Sequence[d.Block] = (),
) -> d.Document:
    """A paper with its numbers as printed, its notes, its live references, what is disputed and what is agreed.

    Without ``head`` the head of the log does not stand behind it, without ``agreements`` not what is agreed;
    ``disputes`` are what is asked about disputed words.
    """
    words = fixed_words(lang)
    numbers = {section.pid: section.number for section in sections}
    blocks: list[d.Block] = []
    notes: list[d.Note] = []
    for section in sections:
        made, own = _section(section, numbers, len(notes))
        blocks += made
        notes += own
    blocks += disputes
    if agreements:
        blocks += _agreements(sections, words)
    if head is not None:
        at = words.log_at.format(position=head.position, hash=head.hash)
        blocks.append(d.Paragraph((d.Span(f"{words.log_head}: {at}"),)))
    return d.Document(
        title=title,
        subtitle=subtitle or None,
        lang=lang,
        facts=tuple(d.Fact(name, value) for name, value in facts if value),
        blocks=tuple(blocks),
        notes=tuple(notes),
        comments=_in_order(
            [one for section in sections for remark in section.remarks for one in remark.comments], blocks
        ),
        extra=labels(words),
    )


def _in_order(comments: Sequence[d.Comment], blocks: Sequence[d.Block]) -> tuple[d.Comment, ...]:
    """The comments as their marks stand in the text; those without a mark after them."""
    inlines = (inline for content in d.contents_of(blocks) for inline in content)
    places: dict[str, int] = {}
    for inline in inlines:
        if isinstance(inline, d.CommentMark):
            places.setdefault(inline.comment, len(places))
    return tuple(sorted(comments, key=lambda one: places.get(one.id, len(places))))


def paper_facts(
    words: FixedWords, *, group: str, state: str, authors: Sequence[str], at: datetime, edition: str = ""
) -> list[tuple[str, str]]:
    """What stands under the title of a paper: who made it, how far it has come, and when this file was made."""
    return [
        (words.group, group),
        (words.authors, ", ".join(authors)),
        (words.edition, edition),
        (words.state, "" if edition else words.of("state", state)),
        (words.frozen if edition else words.date_made, words.day(at)),
    ]


def _section(section: Printed, numbers: Mapping[str, str | None], before: int) -> tuple[list[d.Block], list[d.Note]]:
    names = {str(note["id"]): f"n{before + at}" for at, note in enumerate(section.notes, start=1)}
    body = reddened(markup.blocks(section.body, section.notes), section.body, section.notes, _ranges(section, None))
    on_words = [remark for remark in section.remarks if remark.passage is not None]
    on_all = [remark for remark in section.remarks if remark.passage is None]
    body = commented(body, section.body, section.notes, on_words)
    body = [with_notes(_referring(block, numbers), names) for block in body]
    if section.all_disputed:
        body = [replace(block, disputed=True) if isinstance(block, d.Paragraph) else block for block in body]
    notes = []
    for note in section.notes:
        inside = reddened(markup.blocks(note["text"]), note["text"], (), _ranges(section, str(note["id"])))
        blocks = tuple(_referring(block, numbers) for block in inside)
        notes.append(d.Note(names[str(note["id"])], str(note["mark"]), blocks))
    if section.heading:
        level = 1 if section.kind == "appendix" else min(section.depth + 1, DEEPEST)
        head = d.Heading((d.Span(section.heading),), level=level, number=section.number, id=section.pid)
        return on_the_whole([head, *body], on_all), notes
    if body and isinstance(body[0], d.Paragraph) and body[0].level == 0:
        body[0] = replace(body[0], number=section.number, id=section.pid)
    elif section.number:
        body.insert(0, d.Paragraph((), number=section.number, id=section.pid))
    return on_the_whole(body, on_all), notes


def _ranges(section: Printed, note: str | None) -> list[tuple[int, int]]:
    return sorted((one.start, one.stop) for one in section.disputed if one.note == note and one.start < one.stop)


def _referring(block: d.Block, numbers: Mapping[str, str | None]) -> d.Block:
    """A block whose references show present numbers; what points out of the paper is the number that was printed."""
    return d.with_contents(block, lambda content: _references(content, numbers))


def _references(content: Sequence[d.Inline], numbers: Mapping[str, str | None]) -> tuple[d.Inline, ...]:
    made: list[d.Inline] = []
    for inline in content:
        if isinstance(inline, d.Reference):
            number = numbers.get(inline.target)
            made.append(d.Reference(inline.target, number) if number else d.Span(inline.text))
        else:
            made.append(inline)
    return tuple(made)


def _agreements(sections: Sequence[Printed], words: FixedWords) -> list[d.Block]:
    """Which sections are agreed, those that were agreed alike on one line."""
    alike: dict[str, list[str]] = {}
    for section in sections:
        if section.agreed is not None:
            said = words.of("by", section.agreed.by).format(day=words.day(section.agreed.at))
            said += f": “{section.agreed.why}”" if section.agreed.why else ""
            alike.setdefault(said, []).append(section.number or section.heading or "…")
    blocks: list[d.Block] = [d.Heading((d.Span(words.agreements),), level=1)]
    if not alike:
        return [*blocks, d.Paragraph((d.Span(words.nothing_agreed),))]
    return [*blocks, *(d.ListItem((d.Span(f"{', '.join(names)}: {said}"),)) for said, names in alike.items())]
