"""Makes the neutral document of a paper, an edition, a response or a motion, for any writer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from policyhub.acts import blocks as blocks_act
from policyhub.acts.fixed_words import FixedWords, fixed_words
from policyhub.acts.provenance import Source
from policyhub.domain import document as d
from policyhub.domain import markup
from policyhub.models import Block, Motion, Question, Response
from policyhub.writers.words import Labels


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the log, which goes out with every file so that a log that is cut off later can be found out."""

    position: int
    hash: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A document on its way out, with what its sender wants to know: how many things stand in its way or are disputed
    in it, and how many comments its reader could have in it."""

    document: d.Document
    obstacles: int
    comments: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with the blocks of its answer."""

    question: Question
    stance: str | None
    blocks: Sequence[Block]
    chosen: Sequence[str] = ()


def document_of_response(
    response: Response,
    answers: Iterable[Answered],
    sources: Mapping[int, Source],
    *,
    head: Head | None,
    at: datetime,
    draft: bool,
) -> d.Document:
    """A response as it goes out: to whom, each question with its answer, and at the end what it stands on."""
    words = fixed_words(response.lang)
    consultation = response.consultation
    made = _Builder(words)
    for answered in answers:
        made.question(answered.question)
        if answered.chosen:
            made.say(f"{words.choice}: {'; '.join(answered.chosen)}", strong=True)
        elif answered.stance:
            made.say(f"{words.stance}: {words.of('stance', answered.stance)}", strong=True)
        for block in answered.blocks:  # one by one, so that two lists that meet do not become one
            made.text(block, response.lang)
        if not answered.blocks and not answered.chosen:
            made.say(words.no_answer, emphasis=True)
    made.heading(words.stands_response)
    made.stands(made.passages, sources)
    if head is not None:
        made.log(head)
    facts = [
        (words.to, consultation.issuer),
        (words.reference, consultation.reference),
        (words.sender, response.group.name),
        (words.date_made, words.day(at)),
    ]
    return made.document(
        title=words.response_to.format(title=consultation.title), lang=response.lang, facts=facts, draft=draft
    )


def document_of_motion(
    motion: Motion,
    parts: Iterable[tuple[str, Sequence[Block]]],
    sources: Mapping[int, Source],
    *,
    head: Head | None,
    at: datetime,
    draft: bool,
) -> d.Document:
    """A motion as it goes out: what the branch notes, believes and resolves, each point numbered; what it stands on."""
    words = fixed_words(motion.lang)
    made = _Builder(words)
    for kind, blocks in parts:
        if blocks:
            made.heading(words.of("part", kind))
            for number, block in enumerate(blocks, start=1):
                made.text(block, motion.lang, number=str(number))
    made.heading(words.stands_motion)
    made.stands(made.passages, sources)
    if head is not None:
        made.log(head)
    facts = [
        (words.destination, motion.destination),
        (words.branch, motion.group.name),
        (words.mover, motion.mover),
        (words.seconder, motion.seconder),
        (words.date_made, words.day(at)),
    ]
    return made.document(title=motion.title, lang=motion.lang, facts=facts, draft=draft)


def agreed_words(source: Source, words: FixedWords) -> str:
    """How the version of a passage was agreed, as pinned, in the language of the text."""
    if source.agreed is None:
        said = words.not_agreed
    else:
        said = words.of("by", source.agreed.by).format(day=words.day(source.agreed.at))
        if source.agreed.ended_at is not None:
            said = f"{said}, {words.until.format(day=words.day(source.agreed.ended_at))}"
    if source.disputed:
        said = f"{said}, {words.disputed_state}"
    return f"{said}, {words.hidden}" if source.hidden else said


def source_name(source: Source, words: FixedWords) -> str:
    """What a reader looks up: paper, section and version; nothing of a paper that they may not open."""
    version = words.version.format(ordinal=source.ordinal)
    if not source.seen:
        return words.closed_paper
    return ", ".join(filter(None, [source.paper_title, source.name, version]))


class _Builder:
    """Puts blocks and notes together; the notes of all texts are counted through."""

    def __init__(self, words: FixedWords) -> None:
        self.words = words
        self.blocks: list[d.Block] = []
        self.notes: list[d.Note] = []
        self.passages: list[Block] = []

    def heading(self, text: str) -> None:
        self.blocks.append(d.Heading((d.Span(text),), level=1))

    def question(self, question: Question) -> None:
        """A question as a heading with its number; what else is said of it stands below."""
        first, *more = [line for line in question.text.split("\n") if line.strip()] or [""]
        self.blocks.append(d.Heading((d.Span(first),), level=1, number=question.number))
        self.blocks.extend(d.Paragraph((d.Span(line),)) for line in more)

    def say(self, text: str, *, strong: bool = False, emphasis: bool = False) -> None:
        marks = [d.Mark.STRONG] * strong + [d.Mark.EMPHASIS] * emphasis
        self.blocks.append(d.Paragraph((d.Span(text, frozenset(marks)),)))

    def text(self, block: Block, lang: str, *, number: str | None = None) -> None:
        """What a block says, with its notes; ``number`` stands before the first paragraph."""
        compiled = blocks_act.compile([block], lang)
        if block.kind == "passage":
            self.passages.append(block)
        names: dict[str, str] = {}
        for note in compiled.notes:
            count = len(self.notes) + 1
            names[note["id"]] = f"n{count}"
            self.notes.append(d.Note(names[note["id"]], str(count), markup.blocks(note["text"])))
        made = [with_notes(each, names) for each in markup.blocks(compiled.body, compiled.notes)]
        spoken = blocks_act.lang_of(block, lang)
        if spoken != lang:
            made = [replace(each, lang=spoken) if isinstance(each, d.Paragraph) else each for each in made]
        if number and made and isinstance(made[0], d.Paragraph):
            made[0] = replace(made[0], number=number)
        elif number:
            made.insert(0, d.Paragraph((), number=number))
        self.blocks += made

    def stands(self, passages: Sequence[Block], sources: Mapping[int, Source]) -> None:
        """Each version that passages are pinned to, once, with how it was agreed."""
        said: dict[str, None] = {}
        for block in passages:
            source = sources.get(block.version_id or 0)
            if source is None:
                continue
            name = source_name(source, self.words)
            if block.adapted:
                said[self.words.adapted.format(name=name)] = None
            else:
                said[f"{name}: {agreed_words(source, self.words)}"] = None
        if not said:
            self.say(self.words.own_words)
        self.blocks += [d.ListItem((d.Span(line[:1].upper() + line[1:]),)) for line in said]

    def log(self, head: Head) -> None:
        """The head of the log, as a file's last line."""
        at = self.words.log_at.format(position=head.position, hash=head.hash)
        self.blocks.append(d.Paragraph((d.Span(f"{self.words.log_head}: {at}"),)))

    def document(
        self, *, title: str, lang: str, facts: Iterable[tuple[str, str]], draft: bool, subtitle: str = ""
    ) -> d.Document:
        under = [subtitle] if subtitle else []
        if draft:
            under.append(self.words.draft.upper())
        lines = [d.Fact(name, value) for name, value in facts if value]
        return d.Document(
            title=title,
            subtitle=" · ".join(under) or None,
            lang=lang,
            facts=tuple(lines),
            blocks=tuple(self.blocks),
            notes=tuple(self.notes),
            extra=labels(self.words),
        )


def labels(words: FixedWords) -> dict[str, str]:
    """The writers' own few words in the language of the text."""
    names = (field.name for field in fields(Labels))
    return {f"label.{name}": str(getattr(words, name)) for name in names}


def with_notes(block: d.Block, names: Mapping[str, str]) -> d.Block:
    """A block whose note marks point to notes under other ids."""
    return d.with_contents(block, lambda content: _inlines(content, names))


def _inlines(content: Sequence[d.Inline], names: Mapping[str, str]) -> tuple[d.Inline, ...]:
    return tuple(
        d.NoteMark(names[inline.note]) if isinstance(inline, d.NoteMark) and inline.note in names else inline
        for inline in content
    )
