"""Blocks make a text: words in order, notes counted through, nothing that one block holds disturbs another."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from policyhub.acts import blocks
from policyhub.domain import markup
from policyhub.domain.source_map import fold
from policyhub.models import Block, Question, Version
from tests.samples import tries


def passage(pinned: str, notes: tuple[dict, ...] = (), **more: object) -> Block:
    return Block(kind="passage", version=Version(body=pinned, notes=list(notes)), **{"adapted": False, **more})


def prose(body: str) -> Block:
    return Block(kind="prose", body=body)


def note(id_: str, text: str) -> dict[str, str]:
    return {"id": id_, "mark": id_, "text": text}


def test_words_stand_in_the_order_of_the_blocks() -> None:
    made = blocks.compile([prose("One."), passage("Two *more*."), prose("Three.")], "en-GB")

    assert made.body == "One.\n\nTwo *more*.\n\nThree."
    assert made.notes == []


def test_notes_of_all_passages_are_counted_through() -> None:
    made = blocks.compile(
        [
            passage("A[^1].", (note("1", "First."),)),
            passage("B[^1] C[^2].", (note("1", "Second."), note("2", "Third."))),
        ],
        "en-GB",
    )

    assert made.body == "A[^n1].\n\nB[^n2] C[^n3]."
    assert [(n["mark"], n["text"]) for n in made.notes] == [("1", "First."), ("2", "Second."), ("3", "Third.")]


def test_what_somebody_typed_never_becomes_the_mark_of_a_note() -> None:
    made = blocks.compile([prose("Typed [^n1]."), passage("A[^1].", (note("1", "First."),))], "en-GB")

    assert markup.plain(made.body, made.notes) == "Typed [^n1].\n\nA."
    assert markup.note_ids_in(made.body) == ["n1x"] or "\\[^n1]" in made.body


def test_a_range_of_a_passage_is_all_that_is_taken() -> None:
    block = passage("One two three.", start=4, stop=7)

    assert blocks.plain_of(block, "en-GB") == "two"
    assert blocks.original_of(block) == "two"


def test_an_adapted_passage_keeps_the_notes_it_still_marks() -> None:
    notes = (note("1", "First."), note("2", "Second."))
    block = passage("A[^1] B[^2].", notes, adapted=True, body="Other[^2] words.")

    assert blocks.words_of(block, "en-GB") == ("Other[^2] words.", [note("2", "Second.")])
    assert blocks.original_of(block) == "A B."


def test_a_pointer_names_the_number_or_else_the_words_of_the_question() -> None:
    numbered = Block(kind="see", see_question=Question(number="2", text="Why?"))
    bare = Block(kind="see", see_question=Question(number=None, text="Why *not*?"))

    assert blocks.plain_of(numbered, "en-GB") == "See our answer to question 2."
    assert blocks.plain_of(numbered, "cy") == "Gweler ein hateb i gwestiwn 2."
    assert blocks.plain_of(bare, "en-GB") == "See our answer to the question “Why *not*?”"


def test_words_are_counted_as_shown_without_notes_and_marks() -> None:
    many = [prose("**Two** words"), passage("One[^1]", (note("1", "Not counted at all."),))]

    assert blocks.count(many, "en-GB") == 3


def test_words_that_moved_are_carried_to_the_newer_version() -> None:
    block = passage("One two three.", start=4, stop=13)

    assert blocks.carried(block, Version(body="Nought, one, two three.", notes=[])) == "two three"
    assert blocks.carried(block, Version(body="Nothing like it at all.", notes=[])) == ""
    assert blocks.carried(passage("One."), Version(body="Two.", notes=[])) == "Two."


_WORDS = st.text("ab [^]1n*_-.\\`|>#\n", min_size=1, max_size=40).filter(lambda text: text.strip())


@settings(max_examples=tries(120), deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=4))
def test_the_text_says_what_its_blocks_say(texts: list[str]) -> None:
    many = [prose(markup.escape(text)) for text in texts]
    many.append(passage("A[^1].", (note("1", "First."),)))

    made = blocks.compile(many, "en-GB")

    said = "\n\n".join(blocks.plain_of(block, "en-GB") for block in many)
    assert fold(markup.plain(made.body, made.notes)) == fold(said)
    assert len(markup.note_ids_in(made.body)) >= 1
