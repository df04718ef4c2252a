"""Makes the sections of a paper to be: their words with live references, their notes, their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from policyhub.domain.escaping import escape
from policyhub.domain.ids import new_pid
from policyhub.domain.importing.appendix import with_questions
from policyhub.domain.importing.choices import Choices, is_lifted, paragraph_key, section_key
from policyhub.domain.importing.passages import Passage, Pointer, work
from policyhub.domain.markup import note_ids_in, plain
from policyhub.domain.numbering import Place, needed_own_numbers
from policyhub.domain.recognising.recognised import Note, Question, Recognised, Section

LONGEST_HEADING = 500
LONGEST_NUMBER = 40

NoteText = dict[str, str]


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """A section to be; ``parent`` is the pid of an earlier one, ``key`` what choices call it."""

    pid: str
    key: str
    kind: str
    heading: str | None
    body: str
    notes: tuple[NoteText, ...] = ()
    parent: str | None = None
    printed: str | None = None
    own_number: str | None = None


@dataclass(slots=True)
class Working:
    """What the sections are made from, and what became of the flags in them.

    ``pids`` are those of the sections that are kept, ``spots`` where a flag stands: the note, or None, and the place in
    its plain text; ``notes`` the note a flag was lifted out of, if there is something left of it.
    """

    found: Recognised
    choices: Choices
    keys: Sequence[str]
    question_places: Sequence[int]
    pids: dict[str, str] = field(default_factory=dict)
    spots: dict[str, tuple[str | None, tuple[int, int]]] = field(default_factory=dict)
    lifted: set[str] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)


def text_of(note: Note, body: str | None = None) -> NoteText:
    """A note as a version keeps it."""
    return {"id": note.key, "mark": note.mark, "text": note.text if body is None else body}


def make_sections(working: Working) -> list[PlannedSection]:
    """All sections that are kept, in order, each with the own number it needs to be printed as in the file."""
    found, choices = working.found, working.choices
    kept = [section for section in found.sections if section_key(section) not in choices.left_out]
    working.pids = {section.id: new_pid() for section in kept}
    made: list[PlannedSection] = []
    seen: set[str] = set()
    for section in kept:
        pid = working.pids[section.id]
        parent = working.pids.get(section.parent_id or "")
        made.append(_section(working, section, pid, parent if parent in seen else None))
        seen.add(pid)
    return _numbered(made)


def make_loose(paragraphs: Sequence[str], where: str, found: Recognised, choices: Choices) -> list[PlannedSection]:
    """Paragraphs before the first section or after the last, each a clause without a number, with its notes."""
    made = []
    for at, body in enumerate(paragraphs):
        key = paragraph_key(where, at)
        if key not in choices.left_out and body.strip():
            notes = tuple(text_of(note) for note in loose_notes(found, body))
            made.append(PlannedSection(new_pid(), key, "clause", None, body, notes))
    return made


def loose_notes(found: Recognised, body: str) -> list[Note]:
    """The notes of a paragraph that stands in no section."""
    marks = set(note_ids_in(body))
    return [note for note in found.notes if note.section_id is None and note.key in marks]


def make_homeless(found: Recognised) -> list[PlannedSection]:
    """Notes whose mark stands nowhere, each a clause without a number at the end: no word is lost."""
    marked = {key for body in found.front for key in note_ids_in(body)}
    homeless = [note for note in found.notes if note.section_id is None and note.key not in marked]
    return [
        PlannedSection(new_pid(), f"homeless{note.key}", "clause", None, "\n\n".join((escape(note.mark), note.text)))
        for note in homeless
    ]


def _section(working: Working, section: Section, pid: str, parent: str | None) -> PlannedSection:
    notes = [note for note in working.found.notes if note.section_id == section.id and not note.question]
    texts = [text_of(note) for note in notes]
    worked = work(
        section.text,
        _pointers(working, section.id, None),
        _passages(working, section.id, None),
        texts,
        whole=not section.heading,
    )
    working.lifted |= worked.lifted
    working.spots.update({key: (None, spot) for key, spot in worked.spots.items()})
    body, done = worked.body, []
    for note in notes:
        text = _note(working, section.id, note)
        if text is None:
            body = body.replace(f"[^{note.key}]", "", 1)
        else:
            done.append(text)
    body, more = with_questions(body, _asked(working, section), working.found.notes)
    body = _without_strangers(_marked(body, done), [*done, *more], working.found.notes)
    return _fitting(
        PlannedSection(
            pid,
            section_key(section),
            section.kind,
            section.heading,
            body.strip("\n"),
            (*done, *more),
            parent,
            section.number,
        )
    )


def _note(working: Working, section_id: str, note: Note) -> NoteText | None:
    """A note with live references, or None when all it said was lifted out."""
    worked = work(note.text, _pointers(working, section_id, note), _passages(working, section_id, note), whole=False)
    working.lifted |= worked.lifted
    if worked.lifted and not plain(worked.body).strip():
        return None
    working.spots.update({key: (note.key, spot) for key, spot in worked.spots.items()})
    working.notes.update(dict.fromkeys(worked.lifted, note.key))
    return text_of(note, worked.body)


def _asked(working: Working, section: Section) -> list[tuple[Question, int]]:
    """The questions of an appendix, with the number of words before each."""
    questions = working.found.questions
    places = [*working.question_places, *([0] * len(questions))]
    return [(q, place) for q, place in zip(questions, places, strict=False) if q.section_id == section.id]


def _marked(body: str, notes: Sequence[NoteText]) -> str:
    """The body with the marks of notes that stand nowhere in it, such as those of its heading, before its words."""
    there = set(note_ids_in(body))
    missing = "".join(f"[^{note['id']}]" for note in notes if note["id"] not in there)
    if not missing:
        return body
    inside = plain(missing + body, notes) == plain(body, notes) and not body.startswith(("|", ">", "-", "\\"))
    return missing + body if inside else "\n\n".join(filter(None, (missing, body)))


def _without_strangers(body: str, notes: Sequence[NoteText], all_notes: Sequence[Note]) -> str:
    """The body with a second mark of a note that stands elsewhere as plain words: a version has its own notes only."""
    own = {note["id"] for note in notes}
    marks = {note.key: note.mark for note in all_notes}
    for key in set(note_ids_in(body)) - own:
        if key in marks:
            body = body.replace(f"[^{key}]", escape(f"({marks[key]})"))
    return body


def _fitting(section: PlannedSection) -> PlannedSection:
    """The section with a heading or number that is too long to be one in its words instead."""
    heading, number, body = section.heading, section.printed, section.body
    if heading is not None and len(heading) > LONGEST_HEADING:
        body = "\n\n".join(filter(None, (escape(heading), body)))
        heading = None
    if number is not None and len(number) > LONGEST_NUMBER:
        body = "\n\n".join(filter(None, (escape(number), body)))
        number = None
    return replace(section, heading=heading, printed=number, body=body)


def _pointers(working: Working, section_id: str, note: Note | None) -> list[Pointer]:
    pointers = []
    for reference in working.found.references:
        here = reference.note_id == note.id if note else reference.note_id is None
        target = working.found.section(reference.target_id)
        pid = working.pids.get(reference.target_id)
        if here and (note or reference.section_id == section_id) and pid and target and target.number:
            pointers.append(Pointer(reference.start, reference.end, pid, target.number))
    return pointers


def _passages(working: Working, section_id: str, note: Note | None) -> list[Passage]:
    passages = []
    for flag, key in zip(working.found.flags, working.keys, strict=True):
        here = flag.note_id == note.id if note else flag.note_id is None and flag.section_id == section_id
        if here and key not in working.choices.not_disputed:
            lift = is_lifted(working.found, flag, key, working.choices)
            passages.append(Passage(key, flag.start, flag.end, lift))
    return passages


def _numbered(sections: Sequence[PlannedSection]) -> list[PlannedSection]:
    ranks: dict[str | None, int] = {}
    places = []
    for section in sections:
        ranks[section.parent] = ranks.get(section.parent, 0) + 1
        numbered = section.printed is not None
        places.append(Place(section.pid, section.parent, ranks[section.parent], section.kind, None, numbered))
    needed = needed_own_numbers(places, {section.pid: section.printed for section in sections})
    return [replace(section, own_number=needed.get(section.pid)) for section in sections]
