"""Recognises what a document is: its outline, notes, references, flags, questions and answers, in named stages."""

from policyhub.domain.recognising.inspection import to_json
from policyhub.domain.recognising.recognised import (
    KINDS,
    Choice,
    Council,
    CrossReference,
    Doubt,
    Flag,
    Motion,
    Note,
    Paragraph,
    Question,
    Recognised,
    Section,
)
from policyhub.domain.recognising.stages import decide, recognise
from policyhub.domain.recognising.word_counts import WordsCheck, words_check

__all__ = [
    "KINDS",
    "Choice",
    "Council",
    "CrossReference",
    "Doubt",
    "Flag",
    "Motion",
    "Note",
    "Paragraph",
    "Question",
    "Recognised",
    "Section",
    "WordsCheck",
    "decide",
    "recognise",
    "to_json",
    "words_check",
]
