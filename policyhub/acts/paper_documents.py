"""Makes the neutral document of a paper as it stands, or of an edition of it, for any writer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from policyhub.acts.documents import Head, labels, with_notes
from policyhub.acts.fixed_words import FixedWords, fixed_words
from policyhub.acts.provenance import Agreed
from policyhub.domain import document as d
from policyhub.domain import markup

DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Passage:
    """Disputed words of a section, as a range of the plain text of its body or of one of its notes."""

    start: int
    stop: int
    note: str | None = None


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


def document_of_paper(
    sections: Sequence[Printed],
    *,
    title: str,
    subtitle: str,
    lang: str,
    facts: Sequence[tuple[str, str]],
    head: Head | None,
) -> d.Document:
    """A paper with its numbers as printed, its notes, its live references, what is disputed and what is agreed.

    Without ``head`` it is the text alone: neither what is agreed nor the head of the log stands behind it.
    """
    words = fixed_words(lang)
    numbers = {section.pid: section.number for section in sections}
    blocks: list[d.Block] = []
    notes: list[d.Note] = []
    for section in sections:
        made, own = _section(section, numbers, len(notes))
        blocks += made
        notes += own
    if head is not None:
        blocks += _agreements(sections, words)
        at = words.log_at.format(position=head.position, hash=head.hash)
        blocks.append(d.Paragraph((d.Span(f"{words.log_head}: {at}"),)))
    return d.Document(
        title=title,
        subtitle=subtitle or None,
        lang=lang,
        facts=tuple(d.Fact(name, value) for name, value in facts if value),
        blocks=tuple(blocks),
        notes=tuple(notes),
        extra=labels(words),
    )


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
    body = _marked(markup.blocks(section.body, section.notes), section.body, section.notes, _ranges(section, None))
    body = [with_notes(_referring(block, numbers), names) for block in body]
    if section.all_disputed:
        body = [replace(block, disputed=True) if isinstance(block, d.Paragraph) else block for block in body]
    notes = []
    for note in section.notes:
        inside = _marked(markup.blocks(note["text"]), note["text"], (), _ranges(section, str(note["id"])))
        blocks = tuple(_referring(block, numbers) for block in inside)
        notes.append(d.Note(names[str(note["id"])], str(note["mark"]), blocks))
    if section.heading:
        level = 1 if section.kind == "appendix" else min(section.depth + 1, DEEPEST)
        head = d.Heading((d.Span(section.heading),), level=level, number=section.number, id=section.pid)
        return [head, *body], notes
    if body and isinstance(body[0], d.Paragraph) and body[0].level == 0:
        body[0] = replace(body[0], number=section.number, id=section.pid)
    elif section.number:
        body.insert(0, d.Paragraph((), number=section.number, id=section.pid))
    return body, notes


def _ranges(section: Printed, note: str | None) -> list[tuple[int, int]]:
    return sorted((one.start, one.stop) for one in section.disputed if one.note == note and one.start < one.stop)


def _marked(
    blocks: Sequence[d.Block], body: str, notes: Sequence[Mapping[str, Any]], ranges: Sequence[tuple[int, int]]
) -> list[d.Block]:
    """The blocks with the words in some ranges of their plain text in red."""
    if not ranges:
        return list(blocks)
    plain = markup.plain(body, notes)
    place = 0

    def content(inlines: Sequence[d.Inline]) -> tuple[d.Inline, ...]:
        nonlocal place
        words = d.plain_of(inlines)
        place = max(plain.find(words, place), place)
        made = tuple(part for inline, at in _placed(inlines, place) for part in _reddened(inline, at, ranges))
        place += len(words)
        return made

    return [d.with_contents(block, content) for block in blocks]


def _placed(content: Sequence[d.Inline], place: int) -> list[tuple[d.Inline, int]]:
    found = []
    for inline in content:
        found.append((inline, place))
        place += len(d.plain_of([inline]))
    return found


def _reddened(inline: d.Inline, place: int, ranges: Sequence[tuple[int, int]]) -> list[d.Inline]:
    """A run of words cut where disputed words begin and end."""
    if not isinstance(inline, d.Span):
        return [inline]
    stop = place + len(inline.text)
    cuts = sorted({place, stop, *(cut for each in ranges for cut in each if place < cut < stop)})
    made: list[d.Inline] = []
    for left, right in pairwise(cuts):
        red = any(start <= left and right <= end for start, end in ranges)
        marks = inline.marks | {d.Mark.RED} if red else inline.marks
        made.append(d.Span(inline.text[left - place : right - place], marks, inline.link))
    return made


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
            alike.setdefault(said, []).append(section.number or section.heading or "…")
    blocks: list[d.Block] = [d.Heading((d.Span(words.agreements),), level=1)]
    if not alike:
        return [*blocks, d.Paragraph((d.Span(words.nothing_agreed),))]
    return [*blocks, *(d.ListItem((d.Span(f"{', '.join(names)}: {said}"),)) for said, names in alike.items())]
