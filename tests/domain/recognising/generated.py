"""Makes papers of known structure from a seed, in the many ways in which people type them."""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field

from policyhub.domain.recognising.vocabulary import set_of

NOUNS = sorted(
    set_of(
        "bakery harbour library orchard railway garden theatre meadow bridge museum kitchen village market lantern"
        " school river workshop chapel quarry ferry canal nursery stable tower pavement fountain cottage island forest"
    )
)
VERBS = sorted(set_of("needs deserves welcomes serves protects supports explains repairs replaces borrows"))
ADJECTIVES = sorted(set_of("common public careful steady generous local open quiet shared honest early modest"))
STARTS = ("Each", "Every", "No", "One", "Our", "The", "That", "Some")


@dataclass
class Made:
    """A paper as text, and what stands in it."""

    text: str = ""
    sections: list[tuple[str, str, str]] = field(default_factory=list)
    references: set[tuple[str, str]] = field(default_factory=set)
    flags: set[tuple[str, str]] = field(default_factory=set)
    notes: list[tuple[str, str]] = field(default_factory=list)
    questions: list[tuple[str, str]] = field(default_factory=list)


class Maker:
    """One paper: all choices come from one seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.made = Made()
        self.stop = self.dice.choice((".", ".", "", ")"))
        self.width = self.dice.choice((None, None, 72))
        self.lost = self.width is None and self.dice.random() < 0.5
        self.note_texts: list[str] = []
        self.council = self.dice.choice(
            (("Central Council", "CC"), ("National Executive", "NE"), ("Green Assembly", "GA"))
        )
        self.lines: list[str] = []

    def noun(self) -> str:
        return self.dice.choice(NOUNS)

    def sentence(self) -> str:
        words = [self.dice.choice(STARTS), self.dice.choice(ADJECTIVES), self.noun(), self.dice.choice(VERBS), "a"]
        words += [self.dice.choice(ADJECTIVES), self.noun(), "beside", "the", self.noun()]
        if self.dice.random() < 0.3:
            words += self.dice.choice(("in 1987", "for £3.5 million", "by 2.4 per cent", "with 11 questions")).split()
        return " ".join(words) + "."

    def title(self) -> str:
        return f"{self.dice.choice(ADJECTIVES).title()} {self.noun()} and {self.noun()}"

    def blank(self) -> None:
        self.lines += [""] * self.dice.choice((0, 1, 1, 2))

    def put(self, label: str, words: str) -> None:
        line = f"{label}{self.dice.choice((' ', ' ', '  ', chr(9)))}{words}" if label else words
        if self.width:
            self.lines += textwrap.wrap(line, self.width, break_long_words=False, break_on_hyphens=False)
        else:
            self.lines += line.split("\n")

    def printed(self, number: str) -> str:
        depth = number.count(".")
        return number + (self.stop if self.stop != "" or depth else ".")

    def clause(self, number: str, targets: list[str]) -> str:
        """The words of a clause, with what may stand in one; two sentences at least."""
        words = [self.sentence(), self.sentence()]
        if targets and self.dice.random() < 0.4:
            target = self.dice.choice(targets)
            cue = self.dice.choice(("as set out in {0}.", "as section {0} says.", "see {0}, which is plain."))
            words.append(f"The {self.noun()} comes first, " + cue.format(target))
            if target != number:
                self.made.references.add((number, target))
        if self.dice.random() < 0.2:
            question = self.dice.choice(("Does {0} agree?", "What does {0} think?", "{0} may wish to say more."))
            words.append(question.format(self.council[1]))
            self.made.flags.add((number, words[-1]))
        if self.dice.random() < 0.25:
            self.note(number, words)
        return " ".join(words)

    def note(self, number: str, words: list[str]) -> None:
        text = f"{self.sentence()} {self.sentence()}"
        before, after = words[0].rsplit(" ", 1)
        if self.lost:
            words[0] = before + self.dice.choice(("\n", "\n ")) + after
            place = " ".join(before.split()[-3:])
        else:
            words[0] = words[0] + f"[{len(self.note_texts) + 1}]"
            place = " ".join(words[0].split("[")[0].split()[-3:])
        self.note_texts.append(text)
        self.made.notes.append((number, place))

    def outline(self) -> list[tuple[str, bool]]:
        """Numbers in order, and whether each is a heading."""
        first = self.dice.choice((1, 1, 1, 1, 8))
        numbers = []
        for top in range(first, first + self.dice.randint(2, 5)):
            numbers.append((str(top), True))
            for second in range(1, self.dice.randint(2, 5)):
                deep = self.dice.random() < 0.3
                numbers.append((f"{top}.{second}", deep))
                if deep:
                    numbers += [(f"{top}.{second}.{third}", False) for third in range(1, self.dice.randint(3, 5))]
        return numbers

    def make(self) -> Made:
        self.lines += [f"{self.title()}: a policy paper", ""]
        numbers = self.outline()
        targets = [number for number, _ in numbers if "." in number]
        introduced = False
        for number, heading in numbers:
            if heading:
                words = self.title()
                self.made.sections.append((number, "heading", words))
                self.put(self.printed(number), words)
                if self.dice.random() < 0.4:
                    self.blank()
                    body = f"{self.sentence()} {self.sentence()}"
                    self.put("", body)
            else:
                words = self.clause(number, targets)
                if not introduced:
                    words += f" This was asked by the {self.council[0]} ({self.council[1]})."
                    introduced = True
                self.made.sections.append((number, "clause", " ".join(words.split()[:6])))
                self.put(self.printed(number), words)
            self.blank()
        if self.dice.random() < 0.6:
            self.appendix()
        self.notes()
        self.made.text = self.dice.choice(("\n", "\r\n")).join(self.lines) + "\n"
        return self.made

    def appendix(self) -> None:
        self.lines += ["", "Appendix 1", "", "Questions from the ministry", ""]
        for number in range(1, self.dice.randint(3, 7)):
            question = (
                f"How should the {self.noun()} pay for the {self.dice.choice(ADJECTIVES)} {self.noun()} in winter?"
            )
            self.made.questions.append((str(number), question))
            self.put(f"{number}.", question)
            self.blank()

    def notes(self) -> None:
        for at, text in enumerate(self.note_texts, 1):
            self.lines += ["", ""]
            self.put("\ufffd" if self.lost else f"[{at}]", text)
