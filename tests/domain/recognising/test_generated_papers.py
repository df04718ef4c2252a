"""Papers made from a seed: recognition gives back what was put in, and every word has a place."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from policyhub.domain.recognising import recognise, words_check
from policyhub.domain.recognising.word_counts import plain_words
from policyhub.readers.text import read_text
from tests.domain.recognising.generated import Maker
from tests.samples import tries

SEEDS = st.integers(min_value=0, max_value=2**31)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@settings(max_examples=tries(80), deadline=None)
@given(SEEDS)
@example(407159)
def test_a_generated_paper_comes_back_as_it_was_made(seed: int) -> None:
    made = Maker(seed).make()
    document = read_text(made.text.encode())

    found = recognise(document)

    labels = {section.id: section.label for section in found.sections}
    numbered = [s for s in found.sections if s.kind != "appendix"]
    assert [(s.number, s.kind) for s in numbered] == [(number, kind) for number, kind, _ in made.sections]
    for section, (_, _, first) in zip(numbered, made.sections, strict=True):
        assert words(plain_words(section.heading or section.text))[: len(words(first))] == words(first)
    own = {(labels[r.section_id or ""], labels[r.target_id]) for r in found.references if r.note_id is None}
    assert own == made.references
    assert {(labels[f.section_id or ""], f.quote) for f in found.flags} == made.flags
    assert [(q.number, q.text) for q in found.questions] == made.questions
    places = [(labels[n.section_id or ""], " ".join(n.after.split()[-3:])) for n in found.notes]
    assert places == made.notes


@settings(max_examples=tries(40), deadline=None)
@given(SEEDS)
def test_every_word_of_a_generated_paper_has_a_place_in_order(seed: int) -> None:
    made = Maker(seed).make()
    document = read_text(made.text.encode())

    found = recognise(document)

    check = words_check(document, found)
    assert check.complete, check
    assert check.placed == check.in_file == len(re.findall(r"[^\W\d_]+|\d+", made.text))
    shown = [found.title]
    for section in found.sections:
        shown += [section.number or "", section.heading or "", plain_words(section.text)]
    shown += [f"{question.printed} {question.text}" for question in found.questions]
    shown += [plain_words(note.text) for note in found.notes]
    given_words = words(re.sub(r"\[\d+\]", "", made.text))
    assert [w for text in shown for w in words(text)] == given_words


@settings(max_examples=tries(30), deadline=None)
@given(SEEDS)
def test_places_of_flags_and_references_hold_their_words(seed: int) -> None:
    made = Maker(seed).make()

    found = recognise(read_text(made.text.encode()))

    texts = {section.id: section.text for section in found.sections}
    notes = {note.id: note.text for note in found.notes}
    for flag in found.flags:
        text = notes[flag.note_id] if flag.note_id else texts[flag.section_id or ""]
        assert plain_words(text[flag.start : flag.end]) == flag.quote
    for reference in found.references:
        text = notes[reference.note_id] if reference.note_id else texts[reference.section_id or ""]
        assert plain_words(text[reference.start : reference.end]) == reference.text.rstrip(".")
