"""Puts the questions of an appendix back among its words, so that the paper shows it as it was printed."""

from __future__ import annotations

from collections.abc import Sequence

from policyhub.domain.escaping import escape
from policyhub.domain.markup import plain
from policyhub.domain.recognising.recognised import Note, Question
from policyhub.domain.words import count_words


def with_questions(
    body: str, asked: Sequence[tuple[Question, int]], notes: Sequence[Note]
) -> tuple[str, list[dict[str, str]]]:
    """The Markdown of an appendix with its questions, and the notes that stand in them.

    Each question comes with the number of words of the body that stand before it.
    """
    if not asked:
        return body, []
    parts = [part for part in body.split("\n\n") if part.strip()]
    made: list[str] = []
    found: list[dict[str, str]] = []
    passed, at, chapter = 0, 0, None
    for question, before in asked:
        while at < len(parts) and passed < before:
            passed += count_words(plain(parts[at]))
            made.append(parts[at])
            at += 1
        own = [n for n in notes if n.question and (n.section_id, n.question) == (question.section_id, question.number)]
        made += _paragraphs(question, question.chapter != chapter, own)
        found += [{"id": note.key, "mark": note.mark, "text": note.text} for note in own]
        chapter = question.chapter
    return "\n\n".join([*made, *parts[at:]]), found


def _paragraphs(question: Question, new_chapter: bool, notes: Sequence[Note]) -> list[str]:
    """A question as paragraphs: its chapter where a new one begins, its number and words, what is said about it."""
    words = question.text.replace("\n", "\n\n")
    number = question.printed or (f"{question.number}." if question.number else "")
    text = escape(f"{number} {words}".strip())
    for note in notes:
        after = escape(note.after)
        cut = text.find(after) + len(after) if after and after in text else len(text)
        text = f"{text[:cut]}[^{note.key}]{text[cut:]}"
    made = [escape(question.chapter)] if question.chapter and new_chapter else []
    made.append(text)
    if question.choices:
        made.append("\n".join(f"- {escape(choice)}" for choice in question.choices))
    if question.guidance:
        made.append(escape(question.guidance.replace("\n", "\n\n")))
    return made
