"""Checks that every word of a document has a place in what was recognised."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policyhub.domain.document import Document, ListItem, lines_of
from policyhub.domain.recognising.margins import removed_words, running_of
from policyhub.domain.recognising.recognised import Recognised
from policyhub.domain.tracked import accepted

_WORD = re.compile(r"[^\W\d_]+|\d+")
_SMALL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK = re.compile(r"\[\^([A-Za-z0-9]+)\]")
_LINK = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\((?:https?://|mailto:)[^()\s]*\)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MOST_MISSING = 200


@dataclass(frozen=True, slots=True)
class WordsCheck:
    """How many words a document has, how many of them have a place, and which have none.

    ``added`` are words in what was recognised that the document does not have. Words are counted without case, letters
    and figures apart; ``missing`` stands in the order of the document.
    """

    in_file: int
    placed: int
    missing: tuple[str, ...]
    added: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether no word is missing and none was added."""
        return not self.missing and not self.added


def words_check(document: Document, recognised: Recognised) -> WordsCheck:
    """Compare the words of a document with those of everything that was recognised in it."""
    given = [word for text in _given(document) for word in _words(text)]
    placed = Counter(word for text in _placed(recognised) for word in _words(text))
    missing: list[str] = []
    left = placed.copy()
    for word in given:
        if left[word] > 0:
            left[word] -= 1
        else:
            missing.append(word)
    added = tuple(sorted(left.elements()))[:_MOST_MISSING]
    return WordsCheck(len(given), len(given) - len(missing), tuple(missing[:_MOST_MISSING]), added)


def plain_words(markdown: str) -> str:
    """The words of Markdown that recognition wrote: without escapes, marks of notes and addresses."""
    return _ESCAPED.sub(r"\1", _LINK.sub(r"\1", _MARK.sub("", markdown)))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.translate(_SMALL).casefold())


def _given(document: Document) -> Iterator[str]:
    yield from (document.title, document.subtitle or "", *running_of(document))
    yield from (comment.text for comment in document.comments)
    yield from removed_words(document)
    for block in accepted(document).blocks:
        for text in lines_of([block]):
            bullet = isinstance(block, ListItem) and not any(char.isalnum() for char in block.marker)
            yield text.removeprefix(block.marker) if bullet and isinstance(block, ListItem) else text
    for note in document.notes:
        yield from lines_of(note.blocks)


def _placed(recognised: Recognised) -> Iterator[str]:
    marks = {note.key: "" if note.lost or note.of_file else note.mark for note in recognised.notes}
    yield from (recognised.title, recognised.subtitle or "")
    yield from (str(comment["text"]) for comment in recognised.comments)
    yield from (str(change["text"]) for change in recognised.changes if change["kind"] == "delete")
    yield from recognised.running
    for markdown in _texts(recognised):
        yield plain_words(markdown)
        yield " ".join(marks.get(key, key) for key in _MARK.findall(markdown))
    for section in recognised.sections:
        yield f"{section.number or ''} {section.heading or ''}"
        yield " ".join(marks.get(key, key) for key in section.heading_notes)
    for note in recognised.notes:
        yield note.printed if not note.of_file else ""
    yield from _of_questions(recognised, marks)
    for paragraph in recognised.paragraphs:
        yield paragraph.number or ""
    if recognised.motion is not None:
        yield from (*recognised.motion.printed, recognised.motion.mover or "", recognised.motion.seconder or "")


def _texts(recognised: Recognised) -> Iterator[str]:
    """All that is written in Markdown."""
    yield from (*recognised.front, *recognised.back)
    yield from (section.text for section in recognised.sections)
    yield from (note.text for note in recognised.notes)
    yield from (paragraph.text for paragraph in recognised.paragraphs)
    for question in recognised.questions:
        yield from question.answer
    if recognised.motion is not None:
        yield from (*recognised.motion.notes, *recognised.motion.believes, *recognised.motion.resolves)


def _of_questions(recognised: Recognised, marks: Mapping[str, str]) -> Iterator[str]:
    """What questions hold in plain words: a chapter once, and not where it is the heading of a section."""
    before = ""
    for question in recognised.questions:
        chapter = f"{question.section_id} {question.chapter}"
        yield f"{question.printed} {question.text} {question.guidance or ''}"
        yield from (*question.choices, *question.labels)
        yield " ".join(marks.get(key, key) for key in question.notes)
        yield (question.chapter or "") if chapter != before and question.chapter_id is None else ""
        before = chapter
