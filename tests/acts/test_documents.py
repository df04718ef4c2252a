"""Papers become documents with their numbers, notes, references and disputes."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime

from policyhub.acts import paper_documents
from policyhub.acts.documents import Head, agreed_words, labels, source_name
from policyhub.acts.fixed_words import ENGLISH, WELSH, fixed_words
from policyhub.acts.paper_documents import Printed
from policyhub.acts.paper_marks import Passage
from policyhub.acts.provenance import Agreed, Source
from policyhub.domain.document import Document, Heading, ListItem, Mark, NoteMark, Paragraph, Reference, Span, plain_of
from policyhub.writers.words import Labels

AT = datetime(2026, 5, 12, 12, tzinfo=UTC)
KEPT = "aaaaaaaaaaaa"


def made(*sections: Printed, lang: str = "en-GB") -> Document:
    return paper_documents.document_of_paper(
        sections, title="T", subtitle="", lang=lang, facts=[("Group", "Us"), ("State", "")], head=Head(7, "f" * 64)
    )


def clause(body: str, number: str | None = "1.1", **more: object) -> Printed:
    return Printed("b" * 12, "clause", number, None, 1, body, **{"notes": (), **more})


def test_numbers_stand_as_printed_and_headings_by_their_depth() -> None:
    found = made(Printed("a" * 12, "heading", "8", "Fares", 0, "", ()), clause("Words.", "8.3")).blocks

    assert (found[0].number, found[0].level, plain_of(found[0].content)) == ("8", 1, "Fares")
    assert (found[1].number, plain_of(found[1].content)) == ("8.3", "Words.")


def test_a_section_that_begins_with_a_list_keeps_its_number() -> None:
    found = made(clause("- one\n- two")).blocks

    assert found[0] == Paragraph((), number="1.1", id="b" * 12)
    assert isinstance(found[1], ListItem)


def test_references_show_present_numbers_and_those_that_lead_out_what_was_printed() -> None:
    target = Printed(KEPT, "clause", "3.2", None, 1, "Kept.", ())
    body = f"See {{ref:{KEPT}|1.4}} and {{ref:{'c' * 12}|9.9}}."

    (paragraph, *_rest) = made(clause(body), target).blocks

    assert Reference(KEPT, "3.2") in paragraph.content
    assert plain_of(paragraph.content) == "See 3.2 and 9.9."


def test_notes_of_several_sections_do_not_meet() -> None:
    notes = [{"id": "1", "mark": "1", "text": "A."}]
    other = [{"id": "1", "mark": "2", "text": "B."}]

    found = made(clause("One[^1].", notes=notes), clause("Two[^1].", "1.2", notes=other))

    assert [(n.id, n.mark) for n in found.notes] == [("n1", "1"), ("n2", "2")]
    assert NoteMark("n2") in found.blocks[1].content


def test_disputed_words_are_red_and_no_others() -> None:
    words = "Travel should be *free* for all.\n\nAlways."
    start = "Travel should be free for all.".index("be free")

    (first, second, *_rest) = made(clause(words, disputed=[Passage(start, start + len("be free"))])).blocks

    red = [inline.text for inline in first.content if isinstance(inline, Span) and Mark.RED in inline.marks]
    assert "".join(red) == "be free"
    assert plain_of(first.content) == "Travel should be free for all."
    assert not any(Mark.RED in inline.marks for inline in second.content)


def test_disputed_words_of_a_note_are_red_in_the_note() -> None:
    notes = [{"id": "1", "mark": "1", "text": "Ten minutes."}]

    found = made(clause("One[^1].", notes=notes, disputed=[Passage(0, 3, "1")]))

    assert Mark.RED in found.notes[0].blocks[0].content[0].marks
    assert not any(Mark.RED in i.marks for i in found.blocks[0].content if isinstance(i, Span))


def test_a_section_that_is_disputed_as_a_whole_is_marked_as_a_whole() -> None:
    assert made(clause("One.\n\nTwo.", all_disputed=True)).blocks[1].disputed


def test_what_is_agreed_is_listed_together_in_the_language_of_the_paper() -> None:
    agreed = Agreed("ballot", AT, None)
    sections = (clause("A.", "1.1", agreed=agreed), clause("B.", "1.2", agreed=agreed), clause("C.", "1.3"))

    english = [plain_of(block.content) for block in made(*sections).blocks]
    welsh = [plain_of(block.content) for block in made(*sections, lang="cy").blocks]

    assert "1.1, 1.2: agreed by ballot on 12 May 2026" in english
    assert "1.1, 1.2: cytunwyd drwy bleidlais ar 12 Mai 2026" in welsh
    assert made(*sections, lang="cy").extra["label.disputed"] == "Dan anghydfod"
    assert english[-1] == f"Head of the log when this file was made: entry 7, {'f' * 64}"


def test_without_any_agreement_it_says_so_and_empty_facts_are_left_out() -> None:
    found = made(clause("A."))

    assert "No section is agreed yet." in [plain_of(block.content) for block in found.blocks]
    assert [(fact.name, fact.value) for fact in found.facts] == [("Group", "Us")]
    assert isinstance(found.blocks[1], Heading)


def source(**more: object) -> Source:
    given = {"seen": True, "agreed": None, "disputed": False, "hidden": False, "newer_id": None, "newer_ordinal": 0}
    return Source(version_id=1, ordinal=2, **{**given, **more})


def test_an_agreement_is_told_as_it_was_pinned() -> None:
    ended = Agreed("resolution", AT, AT)

    assert agreed_words(source(), ENGLISH) == "not agreed"
    assert (
        agreed_words(source(agreed=ended, hidden=True), ENGLISH)
        == "agreed by resolution of the council on 12 May 2026, replaced on 12 May 2026, taken out of the paper since"
    )
    assert agreed_words(source(disputed=True), WELSH) == "heb ei gytuno, dan anghydfod"


def test_a_closed_paper_is_never_named() -> None:
    assert (
        source_name(source(seen=False, paper_title="Secret", number="1"), ENGLISH) == "A paper that is not open to you"
    )
    assert source_name(source(paper_title="Open", number="1.2"), ENGLISH) == "Open, 1.2, version 2"


def test_every_language_without_words_of_its_own_gets_english() -> None:
    assert fixed_words("gd") is ENGLISH
    assert fixed_words("cy-GB") is WELSH
    assert all(getattr(WELSH, name) for name in WELSH.__slots__)


def test_every_word_that_writers_add_is_in_the_language_of_the_text() -> None:
    plain, welsh = labels(fixed_words("en-GB")), labels(fixed_words("cy"))

    assert plain == {f"label.{field.name}": field.default for field in fields(Labels)}
    assert [name for name in plain if plain[name] == welsh[name]] == []
