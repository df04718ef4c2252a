"""Comments in formats without a margin: a sign at the words, and a list at the end that leaves nothing out."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from policyhub.domain.document import (
    Comment,
    CommentMark,
    Document,
    Heading,
    ListItem,
    Mark,
    Paragraph,
    Span,
    lines_of,
)
from policyhub.writers import write
from policyhub.writers.comments import list_comments
from policyhub.writers.words import clean
from tests.samples import tries
from tests.writers.full_documents import full_documents


@settings(max_examples=tries(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(full_documents)
def test_every_word_that_was_said_is_listed(document: Document) -> None:
    listed = list(lines_of(list_comments(document).blocks[len(document.blocks) :]))
    said = " ".join(" ".join(listed).split())

    for comment in document.comments:
        for line in clean(comment.text).split("\n"):
            assert " ".join(line.split()) in said


def test_a_comment_is_listed_with_its_section_its_words_its_author_and_its_answers() -> None:
    document = Document(
        "Hedges",
        lang="cy",
        blocks=(
            Heading((Span("Height"), CommentMark("b"), CommentMark("b", end=True)), number="1"),
            Paragraph((Span("Cut "), CommentMark("a"), Span("low", frozenset({Mark.STRONG})),
                       CommentMark("a", end=True), Span(".")), number="1.1"),
        ),
        comments=(Comment("a", "Owen", "2026-05-12T10:00:00Z", "How low?\nKnees?"),
                  Comment("r", "Mair", "yesterday", "Yes.", reply_to="a"),
                  Comment("b", "", "", "Dull.", resolved=True)),
        extra={"label.comments": "Sylwadau", "label.comment": "Sylw"},
    )  # fmt: skip

    made = list_comments(document)

    assert made.blocks[0] == document.blocks[0], "no sign in a heading"
    assert Span("[Sylw 1]", frozenset({Mark.SUPERSCRIPT})) in made.blocks[1].content
    assert list(lines_of(made.blocks[2:])) == [
        "Sylwadau",
        "Sylw 1 · 1.1 · “low” · Owen · 12 Mai 2026",
        "How low?",
        "Knees?",
        "• Mair · yesterday: Yes.",
        "Sylw 2 · 1 · settled",
        "Dull.",
    ]
    assert isinstance(made.blocks[-3], ListItem)


def test_a_document_without_comments_stays_as_it_is() -> None:
    document = Document("Hedges", blocks=(Paragraph((Span("Cut."),)),))
    assert list_comments(document) is document
    assert b"Comments" not in write(document, "txt")
