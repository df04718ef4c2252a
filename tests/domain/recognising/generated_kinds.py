"""Makes responses, consultations and motions of known structure from a seed, as lines of text or as blocks."""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field
from typing import Any

from policyhub.domain.document import Block, Document, Heading, ListItem, Mark, Paragraph, Span
from policyhub.readers.text import read_text
from tests.domain.recognising.generated import ADJECTIVES, NOUNS, STARTS, VERBS

ASKED = (
    "Do you agree that the {a} {n} should serve the {m}?",
    "How should the {n} pay for the {a} {m}?",
    "To what extent do you support a {a} {n}? Please give reasons.",
    "What else would help the {n}",
    "Please tell us about the {m} beside the {n}.",
    "The {n} is {a}. Do you think that the {m} should be {a} as well?",
)
GUIDANCE = ("Please give your reasons.", "If you do not agree, please say why.", "Maximum {w} words.")
CHOICES = (("Yes", "No", "Not sure"), ("Strongly agree", "Agree", "Disagree", "Strongly disagree"))


@dataclass
class MadeQuestion:
    """One question and all that was put under it."""

    number: str | None
    chapter: str | None
    text: str
    answer: list[str] = field(default_factory=list)
    guidance: str | None = None
    choices: tuple[str, ...] = ()
    word_limit: int | None = None
    see: list[tuple[str | None, str]] = field(default_factory=list)


@dataclass
class Made:
    """A document, and what stands in it."""

    document: Document = field(default_factory=Document)
    title: str = ""
    front: list[str] = field(default_factory=list)
    questions: list[MadeQuestion] = field(default_factory=list)
    paragraphs: list[tuple[str, str]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    motion: dict[str, list[str]] = field(default_factory=lambda: {"notes": [], "believes": [], "resolves": []})
    mover: str | None = None
    seconder: str | None = None
    back: list[str] = field(default_factory=list)


class Sheet:
    """What is written, paragraph by paragraph, either as lines with blank ones between them or as blocks."""

    def __init__(self, dice: random.Random) -> None:
        self.blocks: list[Block] = []
        self.lines: list[str] | None = [] if dice.random() < 0.5 else None
        self.width = dice.choice((None, 76))
        self.indent = dice.choice(("", "    "))

    def put(self, words: str, *, bold: bool = False) -> None:
        """One paragraph."""
        if self.lines is None:
            self.blocks.append(Paragraph((Span(words, frozenset({Mark.STRONG} if bold else ())),)))
            return
        rows = textwrap.wrap(words, self.width, break_on_hyphens=False) if self.width else [words]
        self.lines += [*(self.indent + row for row in rows), ""]

    def title(self, words: str, level: int) -> None:
        """A title; in plain text it is a short line by itself."""
        if self.lines is None:
            self.blocks.append(Heading((Span(words),), level=level))
        else:
            self.lines += [words, ""]

    def items(self, items: list[str]) -> None:
        """A list with bullets."""
        if self.lines is None:
            self.blocks += [ListItem((Span(item),)) for item in items]
        else:
            self.lines += [*(f"{self.indent}- {item}" for item in items), ""]

    def numbered(self, number: str, words: str) -> None:
        """A paragraph with a number, which blocks have beside their words."""
        if self.lines is None:
            self.blocks.append(Paragraph((Span(words),), number=number))
        else:
            self.put(f"{number}. {words}")

    def document(self) -> Document:
        """All of it."""
        if self.lines is None:
            return Document(blocks=tuple(self.blocks), extra={"origin": "word"})
        return read_text("\n".join(self.lines).encode())


class Writer:
    """One document: all choices come from one seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.sheet = Sheet(self.dice)
        self.made = Made()

    def sentence(self) -> str:
        dice = self.dice
        words = [dice.choice(STARTS), dice.choice(ADJECTIVES), dice.choice(NOUNS), dice.choice(VERBS), "a"]
        return (
            " ".join([*words, dice.choice(ADJECTIVES), dice.choice(NOUNS), "beside", "the", dice.choice(NOUNS)]) + "."
        )

    def prose(self) -> str:
        return " ".join(self.sentence() for _ in range(self.dice.randint(1, 3)))

    def item(self) -> str:
        return f"the {self.dice.choice(ADJECTIVES)} {self.dice.choice(NOUNS)}"

    def name(self) -> str:
        return f"{self.dice.choice(NOUNS).title()} {self.dice.choice(NOUNS).title()}"

    def question(self) -> str:
        n, m = self.dice.sample(NOUNS, 2)
        return self.dice.choice(ASKED).format(n=n, m=m, a=self.dice.choice(ADJECTIVES))

    def finish(self) -> Made:
        self.made.document = self.sheet.document()
        return self.made


class ResponseWriter(Writer):
    """A response: questions with answers."""

    def make(self) -> Made:
        dice, made = self.dice, self.made
        made.title = f"Response to the consultation on the {dice.choice(NOUNS)}"
        self.sheet.title(made.title, 1)
        for _ in range(dice.randint(0, 2)):
            made.front.append(self.prose())
            self.sheet.put(made.front[-1])
        form = dice.choice(("Question {}", "Q{}.", "Question {}:", "{}.", "Consultation question {}:", "Cwestiwn {}."))
        label = dice.choice(("", "", "A.", "Answer:"))
        chapters = dice.randint(2, 3) if dice.random() < 0.4 else 0
        restart = bool(chapters) and dice.random() < 0.5
        number = dice.choice((1, 1, 8))
        for at in range(chapters or 1):
            chapter = f"Chapter {at + 1}: {dice.choice(NOUNS).title()}" if chapters else None
            if chapter:
                self.sheet.title(chapter, 2)
            number = 1 if restart else number
            for _ in range(dice.randint(2, 4)):
                self.ask(form, label, number, chapter)
                number += dice.choice((1, 1, 1, 2))
        self.end()
        return self.finish()

    def ask(self, form: str, label: str, number: int, chapter: str | None) -> None:
        made = MadeQuestion(str(number), chapter, self.question())
        self.made.questions.append(made)
        self.sheet.put(f"{form.format(number)} {made.text}")
        answer: list[Any] = [self.prose() for _ in range(self.dice.randint(1, 3))]
        earlier = [one for one in self.made.questions[:-1] if one.chapter == chapter]
        if earlier and self.dice.random() < 0.3:
            other = self.dice.choice(earlier)
            answer[0] = self.dice.choice(("See our reply to Q{}.", "See question {}.")).format(other.number)
            made.see.append((chapter, str(other.number)))
        if self.dice.random() < 0.3:
            answer.append([self.item() for _ in range(3)])
        for at, part in enumerate(answer):
            if isinstance(part, list):
                self.sheet.items(part)
                made.answer.append("\n".join(f"- {item}" for item in part))
            else:
                self.sheet.put(f"{label} {part}".strip() if at == 0 else part)
                made.answer.append(part)

    def end(self) -> None:
        if self.dice.random() < 0.3:
            self.made.headings.append("About us")
            self.sheet.title("About us", 2)
            self.sheet.put(self.prose())
        elif self.dice.random() < 0.4:
            self.made.back.append("12 May 2026")
            self.sheet.put("12 May 2026")


class ConsultationWriter(Writer):
    """A consultation: numbered paragraphs, and questions with guidance and choices."""

    def make(self) -> Made:
        dice, made = self.dice, self.made
        made.title = f"Consultation on the {dice.choice(NOUNS)}"
        self.sheet.title(made.title, 1)
        form = dice.choice(("Question {}:", "Q{}.", "Question {}", "Consultation question {}:"))
        number = 0
        for top in range(1, dice.randint(3, 5)):
            heading = f"{dice.choice(ADJECTIVES).title()} {dice.choice(NOUNS)}"
            made.headings.append(heading)
            self.sheet.title(f"{top}. {heading}", 2)
            for second in range(1, dice.randint(2, 4)):
                made.paragraphs.append((f"{top}.{second}", self.prose()))
                self.sheet.numbered(*made.paragraphs[-1])
            for _ in range(dice.randint(1, 2)):
                number += 1
                self.ask(form, number, heading)
        return self.finish()

    def ask(self, form: str, number: int, chapter: str) -> None:
        made = MadeQuestion(str(number), chapter, self.question())
        self.made.questions.append(made)
        self.sheet.put(f"{form.format(number)} {made.text}", bold=True)
        if self.dice.random() < 0.5:
            made.choices = self.dice.choice(CHOICES)
            self.dice.choice((self.slashed, self.boxed, self.sheet.items))(list(made.choices))
        if self.dice.random() < 0.5:
            limit = self.dice.choice((250, 500))
            made.guidance = self.dice.choice(GUIDANCE).format(w=limit)
            made.word_limit = limit if "words" in made.guidance else None
            self.sheet.put(made.guidance)

    def slashed(self, choices: list[str]) -> None:
        self.sheet.put(" / ".join(choices))

    def boxed(self, choices: list[str]) -> None:
        for choice in choices:
            self.sheet.put(f"☐ {choice}")


class MotionWriter(Writer):
    """A motion in one of the shapes in which branches write them."""

    def make(self) -> Made:
        dice, made = self.dice, self.made
        made.title = f"{dice.choice(ADJECTIVES).title()} {dice.choice(NOUNS)} for all"
        self.sheet.title(made.title, 1)
        subject = dice.choice(("This branch", "Conference", "This AGM", "The North Harbour branch"))
        if dice.random() < 0.5:
            self.names()
        style = dice.choice(("1.", "a)", "bullets", "running"))
        leads = (("notes", "notes", "that"), ("believes", "believes", "that"), ("resolves", "resolves", "to"))
        for part, verb, joint in leads:
            items = [self.sentence() for _ in range(dice.randint(1, 3))]
            made.motion[part] += items
            if style == "running":
                for item in items:
                    self.sheet.put(f"{subject} {verb} {joint} {item}")
                continue
            self.sheet.put(f"{subject} {verb}{dice.choice((':', f' {joint}:'))}")
            if style == "bullets":
                self.sheet.items(items)
            for at, item in enumerate(items if style != "bullets" else ()):
                self.sheet.put(f"{at + 1}. {item}" if style == "1." else f"{'abc'[at]}) {item}")
        if made.mover is None:
            self.names()
        if dice.random() < 0.4:
            made.back += ["Amendment 1", self.sentence()]
            for words in made.back:
                self.sheet.put(words)
        return self.finish()

    def names(self) -> None:
        self.made.mover, self.made.seconder = self.name(), self.name()
        mover, seconder = self.dice.choice((("Proposed by", "Seconded by"), ("Mover:", "Seconder:")))
        self.sheet.put(f"{mover} {self.made.mover}")
        self.sheet.put(f"{seconder} {self.made.seconder}")
