"""Lists, gaps, headings without numbers and texts without any: what is no plain outline."""

from __future__ import annotations

import pytest

from policyhub.domain.document import Document, Mark, Paragraph, Span
from policyhub.domain.recognising import recognise
from tests.domain.recognising.reading import outline, read, texts


def test_lists_inside_clauses_are_no_sections() -> None:
    found = read(
        """
        Policy on water

        1. Aims
        Our aims are:
        1. clean rivers
        2. low bills
        3. public ownership
        2. Clean rivers
        2.1 Sewage must stop. There are three steps:
        1) count the spills
        2) fine the firms
        3) close the pipes
        2.2 The firms must pay i) for the past, ii) for the present.
        3. Low bills
        Bills should be no more than 2 per cent of income. The 3 companies made
        £3.5 million. In 2 years they paid
        4 per cent of it in tax.
        """
    )

    assert outline(found) == ["1 heading", "2 heading", "2.1 clause under 2", "2.2 clause under 2", "3 heading"]
    assert texts(found)["3"].endswith(
        "The 3 companies made £3.5 million. In 2 years they paid 4 per cent of it in tax."
    )


def test_numbers_may_begin_at_eight_skip_and_stand_twice_and_each_is_a_doubt() -> None:
    found = read(
        """
        Memorandum on fishing

        8. Quotas
        8.1. The quota should follow the boat.
        8.2. The boat should follow the law.
        10. Ports
        10.1. Small ports need ice.
        10.3. And cold stores.
        10.3. And roads.
        """
    )

    assert [section.number for section in found.sections] == ["8", "8.1", "8.2", "10", "10.1", "10.3", "10.3"]
    assert [doubt.id for doubt in found.doubts] == ["number-6", "number-8", "number-9"]


def test_headings_without_numbers_stand_over_clauses_that_run_on() -> None:
    found = read(
        """
        A note on pensions

        Background

        1. The state pension is low.

        2. Most people have nothing else.

        Proposals

        3. It should rise each year.

        4. Women lost out:

        - those born in the 1950s;
        - those who cared for others.

        They should be paid back.
        """
    )

    assert outline(found) == ["s1 heading", "1 clause under s1", "2 clause under s1", "s4 heading"] + [
        "3 clause under s4",
        "4 clause under s4",
    ]
    assert texts(found)["4"] == (
        "Women lost out:\n\n- those born in the 1950s;\n- those who cared for others.\n\nThey should be paid back."
    )


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_tabs_and_all_line_ends_are_read_alike(ending: str) -> None:
    text = (
        "Roads\n\n1.\tPurpose\n1.1\tTabs stand after numbers here.\n\n"
        "2.\tLanes\n\tSome text that is set in.\n2.1\tThey end."
    )

    found = read(text.replace("\n", ending))

    assert outline(found) == ["1 heading", "1.1 clause under 1", "2 heading", "2.1 clause under 2"]


def test_a_text_without_numbers_comes_in_as_paragraphs_under_its_headings() -> None:
    found = read(
        """
        Night trains

        Why we want them

        Trains at night save a day and a bed. They cost less than flying when all is counted, and they are warm.

        What has to be done

        The timetable has to be joined up across borders, which no company will do unless it must.
        """
    )

    assert [section.heading for section in found.sections] == ["Why we want them", "What has to be done"]
    assert any("No numbered sections" in warning for warning in found.warnings)


def test_a_letter_without_any_structure_keeps_all_its_paragraphs() -> None:
    found = read(
        """
        Dear colleague,

        I write to thank you for all that you have done for the library this year, which was a hard year for everybody.

        We shall not forget it. The doors are open again, and that is because of you and nobody else in this town.
        """
    )

    assert outline(found) == ["s1 clause"]
    assert found.sections[0].text.count("\n\n") == 1


def test_residue_of_punctuation_belongs_to_the_paragraph_before() -> None:
    found = read("1. Staff\n\n1.1. Volunteers are no replacement.\n\n.       \n\n1.2. They help.\n")

    assert texts(found)["1.1"] == "Volunteers are no replacement.."


@pytest.mark.parametrize("mark", [Mark.EMPHASIS, Mark.UNDERLINE, Mark.STRONG])
def test_a_slanted_or_underlined_line_over_numbered_text_is_a_heading(mark: Mark) -> None:
    def loud(words: str) -> Paragraph:
        return Paragraph((Span(words, frozenset({mark})),))

    blocks = (
        Paragraph((Span("Memorandum on ferries"),)),
        Paragraph((Span("Why we ask"),), "1"),
        loud("What was done before?"),
        Paragraph((Span("Ferries went each day, and everybody could pay for them."),), "1.1"),
        loud("What is done now"),
        Paragraph((Span("Ferries go when it pays."),), "1.2"),
        Paragraph((Span("The Island Post", frozenset({mark})), Span(" has said so too."))),
    )
    found = recognise(Document(blocks=blocks))
    assert [section.heading for section in found.sections if section.number is None] == [
        "What was done before?",
        "What is done now",
    ]


def test_a_bold_serial_number_under_a_bold_title_is_the_subtitle() -> None:
    strong = frozenset({Mark.STRONG})
    blocks = (
        Paragraph((Span("Memorandum on ferries"),)),
        Paragraph((Span("2026 No. 31", strong),)),
        Paragraph((Span("Why we ask", strong),), "1"),
        Paragraph((Span("Ferries went each day, and everybody could pay for them."),), "1.1"),
    )
    found = recognise(Document(blocks=blocks))
    assert (found.title, found.subtitle) == ("Memorandum on ferries", "2026 No. 31")
    assert outline(found) == ["1 heading", "1.1 clause under 1"]


def test_a_list_of_contents_may_say_each_page_after_a_blank_only() -> None:
    rows = "1 Name 1\n2 Members of the club and\nof its friends 1\n3 Meetings 3\n\nPreamble\n\n"
    body = "Article 1: Name\n\n1.1 The club is called Oars.\n\nArticle 2: Meetings\n\n2.1 It meets in May.\n"
    found = read(
        "Rules of the club\n\nContents\n\n" + rows + "The club was founded by nine rowers. " * 7 + f"\n\n{body}"
    )

    assert [section.number for section in found.sections if section.number] == ["Article 1", "1.1", "Article 2", "2.1"]
    assert found.front[0] == "Contents"


def test_a_sentence_that_a_list_ends_is_a_clause() -> None:
    found = read(
        """
        Rules of the club

        1. Members
        1.1 A member is any person who (a) rows and
        (b) pays.
        1.2 Except as these rules provide, the club shall not hear of boats that
        (a) leak; (b) sink.
        1.3 Fees
        They are low.
        """
    )

    assert outline(found) == ["1 heading", "1.1 clause under 1", "1.2 clause under 1", "1.3 heading under 1"]


def test_a_bold_title_of_many_words_over_a_number_is_a_heading() -> None:
    long = "Matters that the standing orders of the town say shall be told to its council before anybody votes on them"
    blocks = (
        Paragraph((Span("Note on boats"),)),
        Paragraph((Span("Boats"),), "1"),
        Paragraph((Span("Boats are old."),), "1.1"),
        Paragraph((Span(long, frozenset({Mark.STRONG})),)),
        Paragraph((Span("None."),), "1.2"),
        Paragraph((Span(long, frozenset({Mark.STRONG})),)),
        Paragraph((Span("That was all."),)),
    )
    found = recognise(Document(blocks=blocks))

    assert [(section.number, section.heading) for section in found.sections] == [
        ("1", "Boats"),
        ("1.1", None),
        (None, long),
        ("1.2", None),
    ]
