"""What recognition finds in a document: values that a page can show and an import can store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from policyhub.domain.document import Document
from policyhub.domain.sentences import Sentence

SectionKind = Literal["heading", "clause", "appendix"]
KINDS = ("paper", "consultation", "response", "motion")


@dataclass(frozen=True, slots=True)
class Council:
    """The body whose decisions a paper asks for; ``short_forms`` are what papers call it."""

    name: str = "Central Council"
    short_forms: tuple[str, ...] = ("CC",)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, clause or appendix.

    ``number`` is what is printed before it, without its stop; ``heading`` is plain words, ``text`` Markdown with note
    marks as [^key]; ``heading_notes`` are keys of notes whose mark stands on the heading. ``lines`` are the numbers,
    from 1, of the blocks of the document its words came from.
    """

    id: str
    kind: SectionKind
    number: str | None
    heading: str | None
    text: str
    parent_id: str | None
    heading_notes: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        """What others call the section by: its number, or its id when it has none."""
        return self.number or self.id


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote: ``key`` is what stands in [^key], ``mark`` what is printed, ``text`` Markdown.

    ``section_id`` is None when its mark stands in the front or in a question; ``after`` are the last words before the
    mark. ``sure`` is false when its place was lost and another is nearly as likely.
    """

    id: str
    key: str
    mark: str
    text: str
    section_id: str | None
    question: str | None
    after: str
    sure: bool
    lost: bool = False
    on_heading: bool = False
    printed: str = ""
    lines: tuple[int, ...] = ()

    @property
    def of_file(self) -> bool:
        """Whether the file itself knows the note: then neither its words nor its mark stand in a block."""
        return not self.lines


@dataclass(frozen=True, slots=True)
class Flag:
    """A question to the council, or a disputed passage.

    ``quote`` is the passage as it stands in the plain words; ``start`` and ``end`` are its place in the Markdown of
    the note, if there is one, else of the section (both -1 in a heading). ``about_id`` is the section it asks about.
    """

    section_id: str | None
    note_id: str | None
    about_id: str | None
    about: str | None
    question: str
    quote: str
    why: Literal["question", "colour", "comment", "bracket"]
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A number that points to a section: its ``start`` and ``end`` in the Markdown of the note, else of the section.

    ``text`` is what is printed, with a stop that follows it; a number that only a range implies has no place (-1).
    """

    section_id: str | None
    note_id: str | None
    text: str
    target_id: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody's question; ``text`` is plain words, ``section_id`` the appendix it stands in.

    ``printed`` is all that is printed as its number: "Question 1." for number 1. ``answer`` are paragraphs in Markdown,
    ``labels`` what is printed before them ("A."), ``see`` the chapter and number of each question whose answer they
    point to. ``chapter_id`` is the section whose heading the chapter is, if it is one; ``notes`` are the keys of notes
    whose mark stands in the question.
    """

    number: str | None
    text: str
    chapter: str | None = None
    guidance: str | None = None
    choices: tuple[str, ...] = ()
    word_limit: int | None = None
    answer: tuple[str, ...] = ()
    see: tuple[Mapping[str, str | None], ...] = ()
    section_id: str | None = None
    printed: str = ""
    lines: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    chapter_id: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to decide a doubt."""

    id: str
    label: Sentence


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at: the best guess is ``choices[chosen]``, the others are alternatives."""

    id: str
    section_id: str | None
    note_id: str | None
    question: Sentence
    choices: tuple[Choice, ...]
    chosen: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph of somebody else's document, in Markdown; notes and references know it by its ``id``."""

    number: str | None
    text: str
    id: str = ""
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Motion:
    """What a motion notes, believes and resolves: each item in Markdown, without its number.

    ``printed`` is what stands before parts, items and names: "This branch notes:", "1.", "Seconded by".
    """

    title: str
    notes: tuple[str, ...] = ()
    believes: tuple[str, ...] = ()
    resolves: tuple[str, ...] = ()
    mover: str | None = None
    seconder: str | None = None
    printed: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognised:
    """All that was found in a document; every word of it stands in exactly one place of it."""

    kind: str
    kind_sure: float
    lang: str
    title: str
    subtitle: str | None
    front: tuple[str, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    flags: tuple[Flag, ...]
    references: tuple[CrossReference, ...]
    questions: tuple[Question, ...]
    back: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    warnings: tuple[Sentence, ...]
    paragraphs: tuple[Paragraph, ...] = ()
    motion: Motion | None = None
    comments: tuple[Mapping[str, object], ...] = ()
    changes: tuple[Mapping[str, object], ...] = ()
    running: tuple[str, ...] = ()
    front_lines: tuple[int, ...] = ()
    back_lines: tuple[int, ...] = ()
    document: Document = field(default_factory=Document, repr=False, compare=False)
    """What was looked at: the file's document with its tracked changes accepted; ``lines`` count its blocks."""
    source: Document = field(default_factory=Document, repr=False, compare=False)
    """The file's document as it was read."""
    council: Council = field(default_factory=Council, repr=False, compare=False)
    as_kind: str | None = field(default=None, repr=False, compare=False)
    decided: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    def section(self, section_id: str | None) -> Section | None:
        """The section with this id, or None."""
        return next((section for section in self.sections if section.id == section_id), None)
