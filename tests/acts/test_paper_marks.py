"""Disputed and commented words are marked where they stand, and no word is changed by it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policyhub.acts.paper_marks import Passage, Remark, commented, on_the_whole, reddened
from policyhub.domain import document as d
from policyhub.domain import markup

NOTES = [{"id": "1", "mark": "1", "text": "Ten minutes."}]
words = st.lists(st.sampled_from(["bus", "**every** hour", "gŵyl[^1]", "*fare*, and", "`a b`", "bus bus"]), min_size=1)
bodies = st.lists(
    st.builds(lambda sign, some: sign + " ".join(some), st.sampled_from(["", "- ", "> ", "1. "]), words), min_size=1
).map("\n\n".join)
ranges = st.tuples(st.integers(0, 90), st.integers(0, 90)).map(sorted).filter(lambda pair: pair[0] < pair[1])


def inlines_of(blocks: list[d.Block]) -> list[d.Inline]:
    return [inline for content in d.contents_of(blocks) for inline in content]


def under(blocks: list[d.Block], comment: str) -> tuple[str, int]:
    """The words between the marks of a comment, and how many marks it has."""
    inside, text, marks = False, "", 0
    for inline in inlines_of(blocks):
        if isinstance(inline, d.CommentMark) and inline.comment == comment:
            inside, marks = not inline.end, marks + 1
        elif inside:
            text += d.plain_of([inline])
    return text, marks


@given(bodies, st.lists(ranges, max_size=4))
def test_marks_stand_round_their_words_and_change_none(body: str, spots: list[list[int]]) -> None:
    plain = markup.plain(body, NOTES)
    inside = [(start, min(stop, len(plain))) for start, stop in spots if start < len(plain)]
    remarks = [
        Remark((d.Comment(f"c{place}", "Owen", "", "Why?"),), Passage(*spot)) for place, spot in enumerate(inside)
    ]
    blocks = markup.blocks(body, NOTES)

    made = commented(blocks, body, NOTES, remarks)

    assert list(d.lines_of(made)) == list(d.lines_of(blocks))
    for place, (start, stop) in enumerate(inside):
        text, marks = under(made, f"c{place}")
        assert marks == 2
        wanted = "".join(plain[start:stop].split())
        assert "".join(text.split()) == wanted or not wanted


@given(bodies, ranges)
def test_only_words_in_the_range_are_red(body: str, spot: list[int]) -> None:
    plain = markup.plain(body, NOTES)
    blocks = markup.blocks(body, NOTES)

    made = reddened(blocks, body, NOTES, [(spot[0], spot[1])])

    assert list(d.lines_of(made)) == list(d.lines_of(blocks))
    red = [one.text for one in inlines_of(made) if isinstance(one, d.Span) and d.Mark.RED in one.marks]
    assert "".join("".join(red).split()) == "".join(plain[spot[0] : spot[1]].split())


def test_a_remark_on_a_note_stands_round_its_mark_and_one_on_all_behind_the_first_block() -> None:
    body = "A walk[^1] of it.\n\nMore."
    on_note = Remark((d.Comment("n", "Owen", "", "Why?"),), Passage(0, 3, "1"))
    on_all = Remark((d.Comment("a", "Owen", "", "Why?"), d.Comment("b", "Mair", "", "So.", reply_to="a")))

    made = commented(markup.blocks(body, NOTES), body, NOTES, [on_note])
    first, second = on_the_whole(made, [on_all])

    assert inlines_of([first]) == [
        d.Span("A walk"),
        d.CommentMark("n"),
        d.NoteMark("1"),
        d.CommentMark("n", end=True),
        d.Span(" of it."),
        d.CommentMark("a"),
        d.CommentMark("b"),
        d.CommentMark("a", end=True),
        d.CommentMark("b", end=True),
    ]
    assert inlines_of([second]) == [d.Span("More.")]
