"""Plans a consultation out of what was recognised: its questions, and the document they stand in, to be cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyhub.domain.escaping import escape
from policyhub.domain.importing.answers import LONGEST_NUMBER, PlannedAnswer, asked_of
from policyhub.domain.importing.choices import Choices, paragraph_key, section_key
from policyhub.domain.importing.pieces import PlannedBlock, block_of, homeless_of, words_left
from policyhub.domain.importing.plan import LONGEST_TITLE, language_of
from policyhub.domain.recognising.recognised import Paragraph, Recognised, Section


@dataclass(frozen=True, slots=True)
class PlannedParagraph:
    """A piece of somebody's document: ``heading`` is plain words, ``words`` its Markdown with its notes."""

    key: str
    number: str | None
    heading: str | None
    words: PlannedBlock


@dataclass(frozen=True, slots=True)
class ConsultationPlan:
    """A consultation to be. ``left_out`` are words that stay in the file only."""

    title: str
    issuer: str
    lang: str
    questions: tuple[PlannedAnswer, ...]
    paragraphs: tuple[PlannedParagraph, ...]
    left_out: tuple[str, ...]


def plan_consultation(found: Recognised, choices: Choices) -> ConsultationPlan:
    """What a consultation is made of. Every word found is in it, or among what is left out."""
    left_out: list[str] = []
    made = [_fitting(one) for one in _paragraphs(found, choices, left_out)]
    told = [one.words.body for one in made]
    said = {key for question in found.questions for key in question.notes}
    homeless = homeless_of(found, [*told, *left_out, *(f"[^{key}]" for key in said)])
    if homeless is not None:
        made.append(PlannedParagraph("homeless", None, None, homeless))
    return ConsultationPlan(
        title=" ".join((found.title[:LONGEST_TITLE] if choices.title is None else choices.title).split()),
        issuer=" ".join((choices.issuer or "").split()),
        lang=choices.lang or language_of(found),
        questions=tuple(asked_of(found, question) for question in found.questions),
        paragraphs=tuple(made),
        left_out=tuple(words_left(words, found.notes) for words in left_out),
    )


def _paragraphs(found: Recognised, choices: Choices, left_out: list[str]) -> Iterator[PlannedParagraph]:
    if found.subtitle:
        yield PlannedParagraph("subtitle", None, None, PlannedBlock(escape(found.subtitle)))
    yield from _loose(found, "front", found.front, choices, left_out)
    things: list[Section | Paragraph] = [*found.sections, *found.paragraphs]
    for thing in sorted(things, key=lambda one: one.lines[0] if one.lines else 0):
        if isinstance(thing, Paragraph):
            yield PlannedParagraph(f"paragraph-{thing.id}", thing.number, None, block_of([thing.text], found.notes))
            continue
        marks = "".join(f"[^{key}]" for key in thing.heading_notes)
        body = "\n\n".join(filter(None, (marks, thing.text)))
        if section_key(thing) in choices.left_out:
            above = " ".join(filter(None, (thing.number, thing.heading)))
            left_out.append("\n\n".join(filter(None, (escape(above), body))))
        else:
            yield PlannedParagraph(section_key(thing), thing.number, thing.heading, block_of([body], found.notes))
    yield from _loose(found, "back", found.back, choices, left_out)


def _loose(
    found: Recognised, where: str, paragraphs: Sequence[str], choices: Choices, left_out: list[str]
) -> Iterator[PlannedParagraph]:
    for at, body in enumerate(paragraphs):
        key = paragraph_key(where, at)
        if key in choices.left_out:
            left_out.append(body)
        elif body.strip():
            yield PlannedParagraph(key, None, None, block_of([body], found.notes))


def _fitting(one: PlannedParagraph) -> PlannedParagraph:
    """The paragraph with a number that is too long to be one in its words instead."""
    if one.number is None or len(one.number) <= LONGEST_NUMBER:
        return one
    body = "\n\n".join(filter(None, (escape(one.number), one.words.body)))
    return PlannedParagraph(one.key, None, one.heading, PlannedBlock(body, one.words.notes))
