"""Makes the words of a document out of the lines of a PDF: whole words, marks, links and the places of notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from policyhub.domain.document import Inline, LineBreak, Mark, NoteMark, Span
from policyhub.readers.colours import settle_colours
from policyhub.readers.pdf_hyphens import Hyphens
from policyhub.readers.pdf_notes import is_raised
from policyhub.readers.pdf_pieces import Line, apart, lines_in
from policyhub.readers.pdf_sheets import Run

Look = tuple[frozenset[Mark], str | None]

_PLAIN: Look = (frozenset(), None)
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\ud800-\udfff\ufffe\uffff]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\ud800-\udfff\ufffe\uffff\ufb00-\ufb06\u200b\ufeff]")


@dataclass(slots=True)
class Words:
    """Makes inlines: ``marks`` says of runs which note they are the mark of, ``strong`` whether bold words tell."""

    hyphens: Hyphens
    marks: dict[int, str] = field(default_factory=dict)
    strong: bool = True
    red: bool = True

    def inlines(
        self, lines: Sequence[Line], *, skip: int = 0, heading: bool = False, red: bool = True
    ) -> tuple[Inline, ...]:
        """The words of some lines as one paragraph, the first ``skip`` signs left out.

        In a ``heading`` bold is nothing special, nor, without ``red``, is red.
        """
        made = _Made()
        for at, line in enumerate(lines):
            if at:
                self._join(made, line)
            before: Run | None = None
            for run in line.runs:
                if before is not None and apart(before, run):
                    made.add(" ", _PLAIN)
                before = run
                note = self.marks.get(id(run))
                if note is not None:
                    made.note(note)
                    made.add(" " if run.text[-1:].isspace() else "", _PLAIN)
                    continue
                text = run.text
                if skip:
                    cut = min(skip, len(text))
                    text, skip = text[cut:], skip - cut
                made.add(text, self._look(run, line, heading=heading, red=red and self.red))
        return made.inlines()

    def _join(self, made: _Made, line: Line) -> None:
        """Go over to the next line: with a blank, or with a word that was broken made whole."""
        tail = made.tail()
        whole = self.hyphens.joined(tail, line.text) if tail else None
        if whole is None:
            made.add(" ", _PLAIN)
        else:
            made.end_with(whole[0])

    def cell(self, parts: Sequence[Sequence[Run]]) -> tuple[Inline, ...]:
        """The words of a table's cell on each of its pages.

        Paragraphs in it, as far as a gap shows them, are parted by a LineBreak.
        """
        made: list[Inline] = []
        paragraph: list[Line] = []
        for runs in parts:
            for at, line in enumerate(lines_in(runs)):
                if at and paragraph[-1].base - line.base > 1.75 * line.size:
                    made.extend((*self.inlines(paragraph), LineBreak()))
                    paragraph = []
                paragraph.append(line)
        return (*made, *(self.inlines(paragraph) if paragraph else ()))

    def _look(self, run: Run, line: Line, *, heading: bool, red: bool) -> Look:
        face = run.face
        raised = len(line.runs) > 1 and len(run.text) <= 12 and is_raised(run, line)
        bold = face.bold and self.strong and not heading
        if not (bold or face.italic or raised or run.link or (run.red and red)):
            return _PLAIN
        marks = set()
        if bold:
            marks.add(Mark.STRONG)
        if face.italic:
            marks.add(Mark.EMPHASIS)
        if run.red and red:
            marks.add(Mark.RED)
        if raised:
            marks.add(Mark.SUPERSCRIPT)
        return frozenset(marks), run.link


def clean(text: str) -> str:
    """The words as people read them: ligatures as letters, without what nobody sees."""
    text = text.replace("\x02", "-") if "\x02" in text else text
    if text.isascii() and text.isprintable():
        return text
    if _ODD.search(text):
        for sign, letters in _LIGATURES.items():
            text = text.replace(sign, letters)
        text = text.replace("\u200b", "").replace("\ufeff", "")
        text = _FORBIDDEN.sub("", text)
    return _BLANKS.sub(" ", text)


class _Made:
    """Inlines that are being made, neighbours of one look together; ``parts`` are words with their look, or notes."""

    def __init__(self) -> None:
        self.parts: list[tuple[list[str], Look] | str] = []

    def add(self, text: str, look: Look) -> None:
        """Add words; one blank where there are several, none at the beginning."""
        text = clean(text) if text != " " else text
        if "  " in text:
            text = _BLANKS.sub(" ", text)
        last = self.parts[-1] if self.parts else None
        if text[:1] == " " and (last is None or (isinstance(last, tuple) and last[0][-1][-1] == " ")):
            text = text[1:]
        if not text:
            return
        if isinstance(last, tuple) and (last[1] == look or text == " "):
            last[0].append(text)
        else:
            self.parts.append(([text], look))

    def note(self, key: str) -> None:
        """The mark of a note stands here, right after the words."""
        last = self.parts[-1] if self.parts else None
        if isinstance(last, tuple):
            if len(last[0]) > 1 and last[0][-1] == " ":
                last[0].pop()
            last[0][-1] = last[0][-1].rstrip() or last[0][-1]
        self.parts.append(key)

    def tail(self) -> str:
        """The words added last, as far as they look alike, up to a note's mark."""
        last = self.parts[-1] if self.parts else None
        return "".join(last[0][-3:]) if isinstance(last, tuple) else ""

    def end_with(self, tail: str) -> None:
        """Let the words added last end with ``tail``, in the place of as many signs and a hyphen or blank."""
        last = self.parts[-1]
        if isinstance(last, tuple):
            words = "".join(last[0][-3:]).rstrip()
            kept = words[: max(0, len(words) - min(len(words), 60))]
            last[0][-3:] = [kept + tail]

    def inlines(self) -> tuple[Inline, ...]:
        """What was made: red only where a letter is red, no blank at the end."""
        made: list[Inline] = []
        for part in self.parts:
            if isinstance(part, str):
                made.append(NoteMark(part))
            else:
                made.append(Span("".join(part[0]), part[1][0], part[1][1]))
        while made and isinstance(last := made[-1], Span):
            bare = last.text.rstrip()
            if bare:
                made[-1] = Span(bare, last.marks, last.link)
                break
            made.pop()
        return settle_colours(_bare(made))


def _bare(inlines: Sequence[Inline]) -> list[Inline]:
    """The inlines, with the blank after marked words among those that follow them."""
    made = list(inlines)
    for at in range(len(made) - 1):
        span, after = made[at], made[at + 1]
        if isinstance(span, Span) and isinstance(after, Span) and span.marks > after.marks and span.text[-1:] == " ":
            made[at] = Span(span.text[:-1], span.marks, span.link)
            made[at + 1] = Span(" " + after.text, after.marks, after.link)
    return [inline for inline in made if not isinstance(inline, Span) or inline.text]
