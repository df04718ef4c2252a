"""Passages are replaced and lifted out without touching what stands around them."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from policyhub.domain import markup
from policyhub.domain.document import LineBreak, Mark, NoteMark, Reference, Span
from policyhub.domain.markdown_of import markdown_of
from policyhub.domain.source_map import Unplaceable, fold, lift_out, replace_passage
from tests.samples import tries

PID = "abcdefghijk2"
NOTES = [{"id": "n1", "mark": "1", "text": "x"}, {"id": "n2", "mark": "2", "text": "y"}]

words = st.sampled_from([
    "care", "**strong words**", "*soft*", "~~gone~~", "[link](https://a.org/b_(c))", "R&D", "1.", "-", "#", "[^n1]",
    "{ref:" + PID + "|1.4}", "`code`", "\\*", "&amp;", "so,", "**a *b* c**", "\\\nnext",
])  # fmt: skip
paragraph = st.lists(words, min_size=1, max_size=7).map(lambda parts: "So " + " ".join(parts))
bodies = st.lists(
    st.one_of(
        paragraph,
        st.lists(paragraph.filter(lambda p: "\n" not in p), min_size=1, max_size=3).map(
            lambda items: "\n".join("- " + i for i in items)
        ),
        paragraph.filter(lambda p: "\n" not in p).map(lambda p: "> " + p),
        paragraph.filter(lambda p: "\n" not in p).map(lambda p: "## " + p),
        st.just("| a | **b** |\n|---|---|\n| one | two[^n2] words |"),
    ),
    min_size=1,
    max_size=4,
).map("\n\n".join)
new_words = st.sampled_from(
    ["", "new words", "1. new", "# *new*", "- a_b_", "new | old", "[^n1]", "one\n\ntwo", "<b>", "\\"]
)


def passage(data: st.DataObject, body: str) -> tuple[str, int, int]:
    plain = markup.plain(body, NOTES)
    assume(plain.strip())
    start = data.draw(st.integers(0, len(plain) - 1))
    return plain, start, data.draw(st.integers(start + 1, min(len(plain), start + 40)))


@settings(max_examples=tries(150), deadline=None)
@given(bodies, new_words, st.data())
def test_replacing_changes_the_passage_and_nothing_else_or_is_refused(body: str, new: str, data: st.DataObject) -> None:
    plain, start, stop = passage(data, body)

    try:
        changed = replace_passage(body, start, stop, new, NOTES)
    except Unplaceable:
        return

    assert fold(markup.plain(changed, NOTES)) == fold(plain[:start] + new + plain[stop:])
    assert sorted(markup.note_ids_in(changed)) == sorted(markup.note_ids_in(body))


@settings(max_examples=tries(150), deadline=None)
@given(paragraph, st.sampled_from(["new words", "1. new", "<b>*x*"]), st.data())
def test_words_inside_a_paragraph_can_always_be_replaced(body: str, new: str, data: st.DataObject) -> None:
    plain, start, stop = passage(data, body)

    changed = replace_passage(body, start, stop, new, NOTES)

    assert fold(markup.plain(changed, NOTES)) == fold(plain[:start] + new + plain[stop:])


@settings(max_examples=tries(150), deadline=None)
@given(bodies, st.data())
def test_lifting_out_leaves_all_other_words_and_marks(body: str, data: st.DataObject) -> None:
    plain, start, stop = passage(data, body)

    try:
        left = lift_out(body, start, stop, NOTES)
    except Unplaceable:
        return

    words = markup.plain(left, NOTES).split()
    assert "".join(words) == "".join((plain[:start] + plain[stop:]).split())
    assert sorted(markup.note_ids_in(left)) == sorted(markup.note_ids_in(body))
    at_borders = (plain[max(0, start - 1) : start] + plain[start], plain[stop - 1] + plain[stop : stop + 1])
    if any(char.isspace() for border in at_borders for char in border) or start == 0 or stop == len(plain):
        assert words == (plain[:start] + " " + plain[stop:]).split()


def replaced(body: str, old: str, new: str) -> str:
    at = markup.plain(body, NOTES).index(old)
    return replace_passage(body, at, at + len(old), new, NOTES)


def lifted(body: str, old: str) -> str:
    at = markup.plain(body, NOTES).index(old)
    return lift_out(body, at, at + len(old), NOTES)


def test_marks_links_notes_and_references_around_the_passage_stay() -> None:
    body = f"We **must** act[^n1] [now](https://example.org) on {{ref:{PID}|1.4}} and *soon*.\n\nOther `code` __here__."

    assert replaced(body, "act", "speak") == (
        f"We **must** speak[^n1] [now](https://example.org) on {{ref:{PID}|1.4}} and *soon*.\n\nOther `code` __here__."
    )


def test_a_passage_that_cuts_strong_words_leaves_the_rest_strong() -> None:
    assert replaced("one **two three** four", "one two", "X") == "X **three** four"
    assert replaced("one **two three** four", "three four", "X") == "one **two** X"


def test_a_note_inside_the_passage_is_marked_behind_the_new_words() -> None:
    assert replaced("The old[^n1] words stand.", "old words", "new") == "The new[^n1] stand."


def test_new_words_that_look_like_markdown_stay_words() -> None:
    assert replaced("First things", "First", "1. [^n1] *") == "1\\. \\[^n1] \\* things"
    assert replaced("Say 1. aloud", "Say ", "") == "1\\. aloud"


def test_new_paragraphs_stay_in_their_item_or_quotation() -> None:
    assert replaced("- one two\n- three", "two", "two\n\nmore") == "- one two\n\n  more\n- three"
    assert replaced("> one two", "two", "two\n\nmore") == "> one two\n>\n> more"


def test_a_passage_over_two_paragraphs_joins_what_is_left() -> None:
    assert replaced("One two\n\nthree four", "two\n\nthree", "and") == "One and four"


def test_a_table_keeps_its_cells() -> None:
    body = "| a | b |\n|---|---|\n| one | two[^n2] words |"

    assert replaced(body, "two", "x | y") == "| a | b |\n|---|---|\n| one | x \\| y[^n2] words |"
    with pytest.raises(Unplaceable):
        replaced(body, "one\ttwo", "x")


def test_a_question_lifted_out_of_a_sentence_leaves_single_blanks() -> None:
    assert lifted("Care is free. Does the council agree? It is local.", "Does the council agree?") == (
        "Care is free. It is local."
    )
    assert lifted("Does the council agree? It is local.", "Does the council agree?") == "It is local."


def test_lifting_words_with_the_blanks_around_them_leaves_one() -> None:
    assert lifted("one two three", " two ") == "one three"
    assert lifted("under**taking** it", "taking") == "under it"


def test_lifting_a_whole_paragraph_or_item_leaves_no_empty_one() -> None:
    assert markup.render(lifted("One\n\ntwo\n\nthree", "two")).html == "<p>One</p><p>three</p>"
    assert markup.render(lifted("- one\n- two\n- three", "two")).html == "<ul><li>one</li><li>three</li></ul>"
    assert markup.plain(lifted("- one\n  - two", "one")) == "two"


def test_the_mark_of_a_lifted_paragraph_moves_to_the_words_before_it() -> None:
    assert lifted("One[^n1]\n\nIs it so?[^n2]\n\nthree", "Is it so?") == "One[^n1][^n2]\n\n\nthree"


def test_lifting_everything_leaves_nothing() -> None:
    assert lifted("Is it so?", "Is it so?").strip() == ""


@pytest.mark.parametrize(("start", "stop"), [(-1, 2), (3, 2), (0, 99)])
def test_places_outside_the_text_are_refused(start: int, stop: int) -> None:
    with pytest.raises(Unplaceable):
        replace_passage("One two", start, stop, "x")


marks = st.frozensets(st.sampled_from([Mark.STRONG, Mark.EMPHASIS, Mark.STRIKE, Mark.CODE]))
inlines = st.lists(
    st.one_of(
        st.builds(
            Span,
            st.one_of(
                st.sampled_from(["word ", " and", '"so"', "1. ", "-", "*", "`", "a_b", " "]),
                st.text("ab*`_ [](<", max_size=5),
            ),
            marks,
            st.sampled_from([None, None, "https://a.org/x"]),
        ),
        st.just(NoteMark("n1")),
        st.just(Reference(PID, "1.4")),
        st.just(LineBreak()),
    ),
    max_size=7,
)


@settings(max_examples=tries(150), deadline=None)
@given(inlines)
def test_markdown_of_words_with_looks_shows_the_same_words(content: list) -> None:  # type: ignore[type-arg]
    said = "".join(i.text if isinstance(i, Span | Reference) else "\n" * isinstance(i, LineBreak) for i in content)

    assert markup.plain(markdown_of(content), NOTES).split() == said.split()


def test_markdown_of_keeps_looks_links_and_marks() -> None:
    content = [
        Span("We "),
        Span("must ", frozenset({Mark.STRONG})),
        Span("act", frozenset({Mark.STRONG, Mark.EMPHASIS})),
        NoteMark("n1"),
        Span(" here", link="https://example.org"),
        LineBreak(),
        Reference(PID, "1.4"),
    ]

    assert markdown_of(content) == f"We **must *act***[^n1] [here](https://example.org)\\\n{{ref:{PID}|1.4}}"
