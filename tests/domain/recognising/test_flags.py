"""What a paper asks its council."""

from __future__ import annotations

import pytest

from policyhub.domain.document import Document, Mark, Paragraph, Span
from policyhub.domain.recognising import Council, recognise
from policyhub.domain.recognising.flags import declares_colour, tidy_question
from tests.domain.recognising.reading import flags, read


@pytest.mark.parametrize(
    "question",
    [
        "Does CC wish to go further?",
        "What does the CC think?",
        "CC may wish to reflect on whether this goes far enough.",
        "Is Central Council content with this?",
        "Would Central Council prefer a levy?",
        "CC is asked to choose between the two.",
        "Central Council will need to decide who pays.",
        "Should CC set a date?",
    ],
)
def test_questions_and_prompts_to_the_council_of_the_settings_are_flags(question: str) -> None:
    found = read(f"Bread\n\n1. Bread\n\n1.1. Bread is dear. {question} Flour is not.\n")

    assert flags(found) == [("1.1", question)]
    flag = found.flags[0]
    section = found.sections[1]
    assert section.text[flag.start : flag.end] == flag.quote == question


@pytest.mark.parametrize(
    "sentence",
    [
        "This paper was agreed by Central Council in 2018.",
        "Should the railways be owned by all of us?",
        "Why does it cost so much?",
        "Members of CC drafted it.",
        "Does the local council own the park?",
    ],
)
def test_statements_and_other_questions_are_no_flags(sentence: str) -> None:
    found = read(f"Bread\n\n1. Bread\n\n1.1. Bread is dear. {sentence} Flour is not.\n")

    assert flags(found) == []


def test_a_paper_says_itself_what_its_council_is_called() -> None:
    found = read(
        """
        Bread

        1. Bread
        1.1. The National Executive (NE) asked for this. The Bakers' Guild (BG) did not.
        1.2. What does the NE think? Does the BG make bread?
        1.3. Money goes to the Grain Marketing Board (GMB). Should the GMB buy more wheat?
        """
    )

    assert flags(found) == [("1.2", "What does the NE think?")]


def test_a_council_named_on_the_title_page_and_in_welsh() -> None:
    found = read(
        """
        Papur polisi: Gofal i bawb
        Drafft i'w ystyried gan y Pwyllgor Gwaith (PG)

        1. Argymhellion
        1.1. Dylai gofal fod am ddim. Beth mae'r PG yn ei feddwl?
        """
    )

    assert flags(found) == [("1.1", "Beth mae'r PG yn ei feddwl?")]
    assert found.lang == "cy"


def test_the_council_of_the_settings_may_have_another_name() -> None:
    council = Council("Green Assembly", ("GA", "Assembly"))

    found = read("Bread\n\n1. Bread\n\n1.1. Bread is dear. Does GA agree?\n", council=council)

    assert flags(found) == [("1.1", "Does GA agree?")]


def test_a_flag_is_about_the_section_it_names_and_loses_only_its_open_bracket() -> None:
    found = read(
        "Bread\n\n1. Bread\n\n1.1. Bread is dear.\n\n1.2. So is butter. ( Does CC wish to change  section 1.1.?\n"
    )

    flag = found.flags[0]
    assert (flag.about, flag.question) == ("1.1", "Does CC wish to change section 1.1?")
    assert flag.quote == "( Does CC wish to change section 1.1.?"
    assert flag.quote in found.sections[2].text


def test_the_body_that_asked_for_a_paper_is_its_council() -> None:
    found = read(
        "Bread\n\n1. Bread\n\n1.1. This was requested by the Executive Board (EB) in May. EB: is that so?\n\n"
        "1.2. The Millers Committee (MC) grinds. Does MC want more corn?\n\n1.3. Should EB ask for a map?\n"
    )
    assert flags(found) == [
        ("1.1", "EB: is that so?"),
        ("1.2", "Does MC want more corn?"),
        ("1.3", "Should EB ask for a map?"),
    ]


def test_the_body_that_a_paper_asks_most_is_its_council() -> None:
    found = read(
        "Bread\n\n1. Bread\n\n1.1. The Executive Board (EB) eats it. Does EB wish to eat more?\n\n"
        "1.2. The Millers Committee (MC) grinds. Would EB like cake?\n\n1.3. Should EB set a date?\n"
        "\n1.4. Should MC set a date?\n"
    )
    assert [place for place, _question in flags(found)] == ["1.1", "1.2", "1.3"]


def test_remarks_in_brackets_are_flags() -> None:
    found = read(
        """
        Bread

        1. Bread
        1.1. Bread is dear. [Is this still so in the north?] It was not (as we know).
        1.2. (To be decided: shall we name the firms?) The firms know.
        1.3. The price [2019] rose. [The group could not agree on rye.]
        """
    )

    assert [(flag.why, flag.question) for flag in found.flags] == [
        ("bracket", "Is this still so in the north?"),
        ("bracket", "To be decided: shall we name the firms?"),
        ("bracket", "The group could not agree on rye."),
    ]


def test_red_words_are_flags_when_they_hold_a_letter() -> None:
    red = frozenset({Mark.RED})
    document = Document(
        blocks=(
            Paragraph(
                (Span("Bread must be "), Span("fr", red), Span("ee", red), Span(" for all"), Span(". ", red)),
                number="1.1",
            ),
        )
    )

    found = recognise(document)

    assert [(flag.why, flag.quote) for flag in found.flags] == [("colour", "free")]


def test_colour_that_is_promised_but_not_in_the_file_is_a_warning_that_asks_for_the_word_file() -> None:
    found = read("Bread\n\n1. Bread\n\n1.1. Passages that are disputed are shown in red. The firm is in the red.\n")

    assert any("red" in warning and "Word file" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("Contentious points are signalled in RED.", "red"),
        ("Text that is not agreed is highlighted in yellow.", "yellow"),
        ("The company is in the red and attention is due.", None),
        ("The red line is Labour's interest.", None),
        ("Mae'r geiriau dadleuol mewn coch.", "coch"),
    ],
)
def test_only_a_sentence_about_words_in_colour_declares_one(text: str, colour: str | None) -> None:
    assert declares_colour(text) == colour


@pytest.mark.parametrize(
    ("quote", "question"),
    [
        ("( Does CC agree?", "Does CC agree?"),
        ("(Does CC agree?)", "Does CC agree?"),
        ("[Does CC (or NE) agree?]", "Does CC (or NE) agree?"),
        ("Does CC agree?)", "Does CC agree?"),
        ("Change section 1.3.?", "Change section 1.3?"),
    ],
)
def test_questions_are_tidied(quote: str, question: str) -> None:
    assert tidy_question(quote) == question


def test_red_words_of_what_is_no_paper_are_told() -> None:
    red = Paragraph((Span("Boats should be "), Span("blue", frozenset({Mark.RED}))))
    blocks = [Paragraph((Span("Question 1. Do you agree?"),)), red, Paragraph((Span("Question 2. Why?"),)), red]
    document = Document(title="Our response", blocks=tuple(blocks))

    told = "2 passages of this file are in red: only papers have disputes, so their words are kept without the colour."
    assert told in recognise(document, as_kind="response").warnings
    assert told not in recognise(document, as_kind="paper").warnings
