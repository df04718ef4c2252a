"""Comments and tracked changes are told with the section where they stand; recognition sees the accepted words."""

from __future__ import annotations

from policyhub.domain.document import Change, ChangeKind, Comment, CommentMark, Document, Paragraph, Span, Table
from policyhub.domain.importing.stored import as_data, from_data
from policyhub.domain.recognising import decide, recognise, to_json, words_check

INSERT, DELETE = (Change(kind, "Maria", "2026-01-02") for kind in (ChangeKind.INSERT, ChangeKind.DELETE))
FROM, TO = (Change(kind, "Tom") for kind in (ChangeKind.MOVED_FROM, ChangeKind.MOVED_TO))
START, END = CommentMark("c0"), CommentMark("c0", end=True)


def paper(*blocks: Paragraph | Table, comments: tuple[Comment, ...] = (), running: tuple[str, ...] = ()) -> Document:
    head = (Paragraph((Span("Of gates"),)), Paragraph((Span("Purpose"),), number="1"))
    return Document(blocks=(*head, *blocks), comments=comments, running=running, extra={"origin": "word"})


def test_a_comment_has_its_section_and_the_words_it_is_about() -> None:
    comments = (Comment("c0", "Tom", "2026-01-02", "Why?"), Comment("c1", "Mair", "", "Because.", "c0", True))
    document = paper(
        Paragraph(
            (
                Span("A gate "),
                START,
                Span("keeps"),
            ),
            number="1.1",
        ),
        Paragraph((Span("sheep"), END, Span(" in.")), number="1.2"),
        comments=comments,
    )
    first, second = to_json(recognise(document))["comments"]
    assert (first["section"], first["quote"], first["text"], first["author"]) == ("1.1", "keeps sheep", "Why?", "Tom")
    assert (second["section"], second["reply_to"], second["resolved"]) == (None, "c0", True)


def test_changes_are_told_once_with_their_section_and_the_text_is_the_accepted_one() -> None:
    document = paper(
        Paragraph(
            (Span("Gates "), Span("may", change=DELETE), Span("must", change=INSERT), Span(" shut.")), number="1.1"
        ),
        Paragraph((Span("Moved.", change=FROM),), number="1.2", end_change=FROM),
        Paragraph((Span("Split"),), number="1.3", end_change=INSERT),
        Paragraph((Span("here."), Span("Moved.", change=TO)), number="1.4"),
    )
    found = to_json(recognise(document))
    assert [(c["kind"], c["text"], c["section"]) for c in found["changes"]] == [
        ("delete", "may", "1.1"),
        ("insert", "must", "1.1"),
        ("paragraph", "", "1.3"),
        ("move", "Moved.", "1.4"),
    ]
    assert [s["text"] for s in found["sections"]][1:] == ["Gates must shut.", "Split", "here.Moved."]


def test_every_word_has_a_place_wherever_it_stands() -> None:
    document = paper(
        Paragraph((Span("One "), Span("gone ", change=DELETE), START, END, Span("stays.")), number="1.1"),
        Table((((Span("cell"), Span("cut", change=DELETE)), (Span("other"),)),)),
        comments=(Comment("c0", "Tom", "", "In the margin."),),
        running=("Draft for CC",),
    )
    found = recognise(document)
    check = words_check(document, found)
    assert check.complete, check
    assert to_json(found)["back"] == ["Draft for CC"]
    assert {c["text"] for c in to_json(found)["changes"]} == {"gone ", "cut"}


def test_a_check_that_misses_a_comment_or_a_deletion_says_so() -> None:
    document = paper(Paragraph((Span("x"), Span("gone", change=DELETE)), number="1.1"),
                     comments=(Comment("c0", "Tom", "", "margin"),))  # fmt: skip
    without = recognise(paper(Paragraph((Span("x"),), number="1.1")))
    assert words_check(document, without).missing == ("margin", "gone")


def test_margins_outlive_a_decision_and_the_way_to_the_page() -> None:
    document = paper(
        Paragraph((START, Span("Hinges"), END), number="1.1"),
        Paragraph(
            (Span("A gate needs two."), Span("x", change=DELETE)),
        ),
        comments=(Comment("c0", "Tom", "", "Why?"),),
    )
    found = recognise(document)
    again = decide(found, {doubt.id: doubt.choices[0].id for doubt in found.doubts})
    assert (again.comments, again.changes) == (found.comments, found.changes)
    back = from_data(as_data(found))
    assert [dict(one) for one in back.comments] == [dict(one) for one in found.comments]
    assert [dict(one) for one in back.changes] == [dict(one) for one in found.changes]
