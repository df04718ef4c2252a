"""Plans a consultation out of what was recognised: its questions, and the document they stand in, to be cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from policyhub.domain.escaping import escape
from policyhub.domain.importing.answers import LONGEST_NUMBER, PlannedAnswer, asked_of
from policyhub.domain.importing.choices import Choices, paragraph_key, section_key
from policyhub.domain.importing.issuers import issuer_of
from policyhub.domain.importing.pieces import PlannedBlock, block_of, homeless_of, words_left
from policyhub.domain.importing.plan import LONGEST_TITLE, language_of
from policyhub.domain.markup import plain
from policyhub.domain.recognising.recognised import Paragraph, Recognised, Section
from policyhub.domain.recognising.vocabulary import MONTHS

_CLOSES = re.compile(
    r"\b(?:clos(?:es|ed|ing)|deadline|respon(?:d|ses?)\b[^.\n]{0,60}?\bby|repl(?:y|ies)\b[^.\n]{0,60}?\bby|i ben"
    r"|dyddiad cau|erbyn)\b[^.\n]{0,60}?\b(?P<day>\d{1,2})(?:st|nd|rd|th|af|il|ydd|ed|eg|fed)?\s+(?:of\s+|o\s+)?"
    rf"(?P<month>{MONTHS})\s+(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
# by their first three letters, in English and in Welsh
_MONTHS = (
    {"jan", "ion"}, {"feb", "chw"}, {"mar", "maw"}, {"apr", "ebr"}, {"may", "mai"}, {"jun", "meh"}, {"jul", "gor"},
    {"aug", "aws"}, {"sep", "med"}, {"oct", "hyd"}, {"nov", "tac"}, {"dec", "rha"},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlannedParagraph:
    """A piece of somebody's document: ``heading`` is plain words, ``words`` its Markdown with its notes."""

    key: str
    number: str | None
    heading: str | None
    words: PlannedBlock


@dataclass(frozen=True, slots=True)
class ConsultationPlan:
    """A consultation to be: ``closes_at`` in local time; ``left_out`` are words that stay in the file only."""

    title: str
    issuer: str
    closes_at: datetime | None
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
        issuer=" ".join((issuer_of(found) if choices.issuer is None else choices.issuer).split()),
        closes_at=closing_of(found) if choices.closes_at is None else _moment(choices.closes_at),
        lang=choices.lang or language_of(found),
        questions=tuple(asked_of(found, question) for question in found.questions),
        paragraphs=tuple(made),
        left_out=tuple(words_left(words, found.notes) for words in left_out),
    )


def closing_of(found: Recognised) -> datetime | None:
    """The end of the day on which a consultation says that it closes, in local time."""
    texts = [found.subtitle or "", *found.front, *(section.text for section in found.sections)]
    texts += [*(paragraph.text for paragraph in found.paragraphs), *found.back]
    for text in texts:
        told = _CLOSES.search(plain(text))
        if told is None:
            continue
        name = told["month"][:3].casefold()
        month = next((at for at, names in enumerate(_MONTHS, start=1) if name in names), None)
        try:
            return datetime(int(told["year"]), month or 0, int(told["day"]), 23, 59)  # noqa: DTZ001 - local time
        except ValueError:
            continue
    return None


def _moment(given: str) -> datetime | None:
    try:
        return datetime.fromisoformat(given).replace(tzinfo=None, second=0, microsecond=0)
    except ValueError:
        return None


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
