"""Plans a paper out of what was recognised and decided: its sections, flags and questions, and what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyhub.domain.escaping import escape
from policyhub.domain.ids import new_pid
from policyhub.domain.importing.appendix import with_questions
from policyhub.domain.importing.choices import Choices, flag_keys, paragraph_key, section_key
from policyhub.domain.importing.margins import PlannedComment, plan_comments
from policyhub.domain.importing.sections import (
    PlannedSection,
    Working,
    loose_notes,
    make_homeless,
    make_loose,
    make_sections,
    text_of,
)
from policyhub.domain.markup import plain
from policyhub.domain.recognising.recognised import Flag, Question, Recognised

LONGEST_TITLE = 500
LONGEST_SUBTITLE = 1000


@dataclass(frozen=True, slots=True)
class PlannedFlag:
    """A flag to be. ``spot`` is its place in the plain text of its section, or of the note it stands in.

    ``coloured``: nobody asked anything; its words are in colour in the file.
    """

    key: str
    stands_at: str
    about: str | None
    note: str | None
    question: str
    lifted: bool
    spot: tuple[int, int] | None
    coloured: bool = False


@dataclass(frozen=True, slots=True)
class PlannedConsultation:
    """A consultation to be, of the questions in an appendix."""

    title: str
    issuer: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A paper to be. ``left_out`` are the words that stay in the file only."""

    title: str
    subtitle: str
    lang: str
    sections: tuple[PlannedSection, ...]
    flags: tuple[PlannedFlag, ...]
    comments: tuple[PlannedComment, ...]
    consultation: PlannedConsultation | None
    left_out: tuple[str, ...]


def plan_paper(found: Recognised, choices: Choices, question_places: Sequence[int] = ()) -> Plan:
    """What a paper is made of. Every word found is in it, in a flag's question, or among what is left out.

    ``question_places`` says how many words of its appendix stand before each question.
    """
    working = Working(found, choices, flag_keys(found), question_places)
    subtitle = " ".join(((found.subtitle if choices.subtitle is None else choices.subtitle) or "").split())
    front = make_loose(found.front, "front", found, choices)
    if len(subtitle) > LONGEST_SUBTITLE:
        front.insert(0, PlannedSection(new_pid(), "subtitle", "clause", None, escape(subtitle)))
        subtitle = ""
    sections = [
        *front,
        *make_sections(working),
        *make_loose(found.back, "back", found, choices),
        *make_homeless(found),
    ]
    comments, left = plan_comments(found.comments, sections, working.pids) if choices.comments else ([], [])
    return Plan(
        title=" ".join((found.title if choices.title is None else choices.title).split()),
        subtitle=subtitle,
        lang=choices.lang or language_of(found),
        sections=tuple(sections),
        flags=tuple(_flags(working, front)),
        comments=tuple(comments),
        consultation=_consultation(found, choices),
        left_out=(*_left_out(found, choices), *left),
    )


def language_of(found: Recognised) -> str:
    """The language of a text as papers name it."""
    return "cy" if found.lang.startswith("cy") else "en-GB"


def title_of_consultation(found: Recognised) -> str:
    """What the questions of an appendix are called until somebody says otherwise."""
    sections = [found.section(question.section_id) for question in found.questions]
    headings = [section.heading for section in sections if section and section.heading]
    return (headings[0] if headings else found.title)[:LONGEST_TITLE]


def _flags(working: Working, front: Sequence[PlannedSection]) -> list[PlannedFlag]:
    planned = []
    for flag, key in zip(working.found.flags, working.keys, strict=True):
        stands_at = working.pids.get(flag.section_id or "") or _in_front(flag, front)
        if key in working.choices.not_disputed or stands_at is None:
            continue
        note, spot = working.spots.get(key, (working.notes.get(key), None))
        about = working.pids.get(flag.about_id or "")
        about = None if about == stands_at else about
        lifted, coloured = key in working.lifted, flag.why == "colour"
        planned.append(PlannedFlag(key, stands_at, about, note, flag.question, lifted, spot, coloured))
    return planned


def _in_front(flag: Flag, front: Sequence[PlannedSection]) -> str | None:
    """The paragraph before the first section that a flag without a section stands in."""
    if flag.section_id is not None:
        return None
    words = " ".join(flag.quote.split())
    return next((one.pid for one in front if words in " ".join(plain(one.body).split())), None)


def _consultation(found: Recognised, choices: Choices) -> PlannedConsultation | None:
    if not found.questions:
        return None
    title = " ".join((choices.consultation_title or title_of_consultation(found)).split())
    return PlannedConsultation(title, " ".join((choices.issuer or "").split()), found.questions)


def _left_out(found: Recognised, choices: Choices) -> list[str]:
    """The words that a person left out, in the order of the file."""
    words = _loose_words(found.front, "front", found, choices)
    for section in found.sections:
        if section_key(section) in choices.left_out:
            notes = [note for note in found.notes if note.section_id == section.id]
            asked = [(question, 0) for question in found.questions if question.section_id == section.id]
            body, _ = with_questions(section.text, asked, ())
            shown = plain(body, [text_of(note) for note in notes])
            parts = [section.number, section.heading, shown, *(plain(note.text) for note in notes)]
            words.append("\n".join(part for part in parts if part))
    return [*words, *_loose_words(found.back, "back", found, choices)]


def _loose_words(paragraphs: Sequence[str], where: str, found: Recognised, choices: Choices) -> list[str]:
    words = []
    for at, body in enumerate(paragraphs):
        if paragraph_key(where, at) in choices.left_out:
            notes = loose_notes(found, body)
            shown = plain(body, [text_of(note) for note in notes])
            words.append("\n".join([shown, *(plain(note.text) for note in notes)]))
    return words
