"""Plans a response out of what was recognised: whose questions, each with its answer, and sections nobody asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from policyhub.domain.escaping import escape
from policyhub.domain.importing.choices import Choices, paragraph_key, section_key
from policyhub.domain.importing.pieces import PlannedBlock, block_of, homeless_of, words_left
from policyhub.domain.importing.plan import LONGEST_TITLE, language_of
from policyhub.domain.markup import plain
from policyhub.domain.recognising.answers import is_pointer
from policyhub.domain.recognising.recognised import Question, Recognised, Section

Role = Literal["question", "section", "opening", "closing", "notes"]
LONGEST_CHAPTER = 300
SUBTITLE = "subtitle"  # what choices call it, for a response keeps it among its opening words
LONGEST_NUMBER = 40
_RESPONSE_TO = re.compile(r"(?:response|submission|reply|ymateb)\s+(?:to|i)\s+(?:the\s+|y\s+|yr\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlannedAnswer:
    """A question to be with the blocks of its answer; or a section of our own, which nobody asked for.

    An opening, closing or notes have no title in the file, so ``text`` is empty. ``key`` is what choices call a section
    that may be left out.
    """

    role: Role
    text: str
    blocks: tuple[PlannedBlock, ...] = ()
    number: str | None = None
    chapter: str | None = None
    guidance: str | None = None
    choices: tuple[str, ...] = ()
    word_limit: int | None = None
    key: str = ""

    @property
    def asked(self) -> bool:
        """Whether somebody asked it."""
        return self.role == "question"


@dataclass(frozen=True, slots=True)
class ResponsePlan:
    """A response to be. ``title`` is that of the consultation, ``left_out`` are words that stay in the file only."""

    title: str
    issuer: str
    lang: str
    answers: tuple[PlannedAnswer, ...]
    left_out: tuple[str, ...]


@dataclass(slots=True)
class _Placing:
    """A section of our own while paragraphs gather in it."""

    role: Role
    text: str
    key: str
    paragraphs: list[str] = field(default_factory=list)


def plan_response(found: Recognised, choices: Choices) -> ResponsePlan:
    """What a response is made of. Every word found is in it, or among what is left out."""
    left_out: list[str] = []
    made = [_settled(found, one) for one in _in_order(found, choices, left_out)]
    bodies = [block.body for answer in made for block in answer.blocks]
    said = {key for question in found.questions for key in question.notes}
    homeless = homeless_of(found, [*bodies, *left_out, *(f"[^{key}]" for key in said)])
    if homeless is not None:
        made.append(PlannedAnswer("notes", "", (homeless,)))
    return ResponsePlan(
        title=" ".join((title_of(found) if choices.title is None else choices.title).split()),
        issuer=" ".join((choices.issuer or "").split()),
        lang=choices.lang or language_of(found),
        answers=tuple(made),
        left_out=tuple(words_left(words, found.notes) for words in left_out),
    )


def title_of(found: Recognised) -> str:
    """What the consultation is called that a response answers, until somebody says otherwise."""
    bare = _RESPONSE_TO.sub("", found.title, count=1) if _RESPONSE_TO.match(found.title) else found.title
    return (bare[:1].upper() + bare[1:])[:LONGEST_TITLE]


def asked_of(found: Recognised, question: Question) -> PlannedAnswer:
    """A question without its answer; what is too long for a number or a chapter goes into its words."""
    number, chapter, text, guidance = question.number, question.chapter, question.text, question.guidance
    if number and len(number) > LONGEST_NUMBER:
        number, text = None, f"{number} {text}"
    if chapter and len(chapter) > LONGEST_CHAPTER:
        chapter, guidance = None, "\n\n".join(filter(None, (chapter, guidance)))
    notes = [note for note in found.notes if note.key in question.notes]
    said = [f"({note.mark}) {plain(note.text)}" for note in notes]
    return PlannedAnswer(
        "question",
        text,
        number=number,
        chapter=chapter,
        guidance="\n\n".join(filter(None, (guidance, *said))) or None,
        choices=question.choices,
        word_limit=question.word_limit,
    )


def _in_order(found: Recognised, choices: Choices, left_out: list[str]) -> Iterator[Question | _Placing]:
    """Questions and sections as they stand in the file; what is left out is put aside in Markdown."""
    opening = _opening(found, choices, left_out)
    if opening:
        yield _Placing("opening", "", "", opening)
    chapters = {question.chapter_id for question in found.questions}
    things: list[tuple[int, Question | Section]] = [(_first(q.lines), q) for q in found.questions]
    things += [(_first(section.lines), section) for section in found.sections]
    current: _Placing | None = None
    for _, thing in sorted(things, key=lambda one: one[0]):
        if isinstance(thing, Question):
            if current is not None:
                yield current
            current = None
            yield thing
        elif section_key(thing) in choices.left_out:
            left_out.append("\n\n".join(_paragraphs(thing, whole=True)))
        elif thing.heading or current is None:
            if thing.id in chapters and not thing.text.strip():
                continue  # it is printed above its questions
            if current is not None:
                yield current
            title = " ".join(filter(None, (thing.number, thing.heading)))
            current = _Placing("section" if title else "closing", title, section_key(thing), _paragraphs(thing))
        else:
            current.paragraphs += _paragraphs(thing, whole=True)
    if current is not None:
        yield current
    closing = _loose(found.back, "back", choices, left_out)
    if closing:
        yield _Placing("closing", "", "", closing)


def _opening(found: Recognised, choices: Choices, left_out: list[str]) -> list[str]:
    """What stands before the first question: the subtitle, if there is one, and the loose paragraphs."""
    opening = _loose(found.front, "front", choices, left_out)
    if found.subtitle:
        (left_out if SUBTITLE in choices.left_out else opening).insert(0, escape(found.subtitle))
    return opening


def _first(lines: Sequence[int]) -> int:
    return lines[0] if lines else 0


def _paragraphs(section: Section, *, whole: bool = False) -> list[str]:
    """The words of a section, ``whole`` with what is printed before them."""
    above = escape(" ".join(filter(None, (section.number, section.heading)))) if whole else ""
    marks = "".join(f"[^{key}]" for key in section.heading_notes)
    return [part for part in (above + marks, section.text) if part.strip()]


def _loose(paragraphs: Sequence[str], where: str, choices: Choices, left_out: list[str]) -> list[str]:
    kept: list[str] = []
    for at, body in enumerate(paragraphs):
        if body.strip():
            (left_out if paragraph_key(where, at) in choices.left_out else kept).append(body)
    return kept


def _settled(found: Recognised, one: Question | _Placing) -> PlannedAnswer:
    if isinstance(one, Question):
        return replace(asked_of(found, one), blocks=tuple(_blocks(found, one)))
    words = [block_of(one.paragraphs, found.notes)] if one.paragraphs else []
    return PlannedAnswer(one.role, one.text, tuple(words), key=one.key)


def _blocks(found: Recognised, question: Question) -> Iterator[PlannedBlock]:
    """The answer of a question: a paragraph that only points becomes a pointer, all others are typed words."""
    targets = [(see, _index(found, see)) for see in question.see]
    pointing = [paragraph for paragraph in question.answer if is_pointer(plain(paragraph))]
    prose: list[str] = []
    for paragraph in question.answer:
        meant = _meant(paragraph, targets, alone=len(pointing) == 1) if paragraph in pointing else []
        if not meant:
            prose.append(paragraph)
            continue
        if prose:
            yield block_of(prose, found.notes)
        prose = []
        yield from (PlannedBlock(see=at) for at in meant)
    if prose:
        yield block_of(prose, found.notes)


def _meant(paragraph: str, targets: Sequence[tuple[Mapping[str, str | None], int | None]], *, alone: bool) -> list[int]:
    """The questions that a paragraph points to; none when one of them is not there."""
    said = set(re.findall(r"\d+[a-z]?", paragraph.casefold()))
    meant = [at for see, at in targets if alone or (see["number"] or "").casefold() in said]
    return [at for at in meant if at is not None] if None not in meant else []


def _index(found: Recognised, see: Mapping[str, str | None]) -> int | None:
    """The how manieth question is meant, from 0; None when there is no such question."""
    wanted = (see["chapter"], see["number"])
    return next((at for at, q in enumerate(found.questions) if (q.chapter, q.number) == wanted), None)
