"""Somebody's questions in an appendix."""

from __future__ import annotations

from policyhub.domain.recognising import decide
from tests.domain.recognising.reading import outline, read, texts

PAPER = """
Bread

1. Bread

1.1. Bread is dear (see Annex A).

Annex A

Consultation questions

Chapter 1: Flour

Q1. Do you think that flour is dear? (Maximum 300 words)

Q2. What should replace it:
a) oats
b) rye

Chapter 2: Water

Question 3: How often should water be tested
in a year?
Please give examples.

Annex B: Figures

2019: 83,000
2020: 79,000
"""


def test_questions_have_numbers_chapters_guidance_and_limits() -> None:
    found = read(PAPER)

    assert [(q.number, q.chapter, q.text, q.guidance, q.word_limit) for q in found.questions] == [
        ("1", "Chapter 1: Flour", "Do you think that flour is dear? (Maximum 300 words)", None, 300),
        ("2", "Chapter 1: Flour", "What should replace it:\na) oats\nb) rye", None, None),
        ("3", "Chapter 2: Water", "How often should water be tested in a year?", "Please give examples.", None),
    ]
    assert outline(found)[-2:] == ["Annex A appendix", "Annex B appendix"]
    assert texts(found)["Annex A"] == ""
    assert texts(found)["Annex B"] == "2019: 83,000\n\n2020: 79,000"


def test_questions_may_be_kept_as_the_text_of_the_appendix() -> None:
    found = read(PAPER)
    doubt = next(doubt for doubt in found.doubts if doubt.id.startswith("appendix-"))

    kept = decide(found, {doubt.id: "text"})

    assert kept.questions == ()
    assert "Q1. Do you think that flour is dear?" in texts(kept)["Annex A"]
    again = decide(kept, {doubt.id: "questions"})
    assert again.questions == found.questions


def test_questions_without_marks_that_wrap_over_blank_lines() -> None:
    found = read(
        """
        Bread

        1. Bread

        1.1. Bread is dear.

        Appendix 1

        Questions asked by the ministry.

              1. What more can be done to make sure that bread is cheap

                  and that everybody can buy some.

              2.  How should flour be paid for.

        3. Should bakers sleep
        """
    )

    assert [(q.number, q.text) for q in found.questions] == [
        ("1", "What more can be done to make sure that bread is cheap and that everybody can buy some."),
        ("2", "How should flour be paid for."),
        ("3", "Should bakers sleep"),
    ]
    assert [section.number for section in found.sections] == ["1", "1.1", "Appendix 1"]


def test_numbered_statements_in_an_appendix_are_its_text() -> None:
    found = read(
        """
        Bread

        1. Bread

        1.1. Bread is dear.

        Schedule 1 - Prices

        1. A loaf costs two pounds.
        2. A roll costs one.
        """
    )

    assert found.questions == ()
    assert texts(found)["Schedule 1"] == "1\\. A loaf costs two pounds.\n\n2\\. A roll costs one."


def test_unnumbered_questions_under_a_caption_that_says_so() -> None:
    found = read(
        """
        Bread

        1. Bread

        1.1. Bread is dear.

        Appendix

        Questions of the inquiry

        - Is bread dear?
        - Who bakes it?
        """
    )

    assert [(q.number, q.text) for q in found.questions] == [(None, "Is bread dear?"), (None, "Who bakes it?")]
    assert found.sections[-1].number == "Appendix"
