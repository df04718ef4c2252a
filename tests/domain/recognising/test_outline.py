"""The numbers of a paper, in the many ways in which people type them."""

from __future__ import annotations

from tests.domain.recognising.reading import outline, read, texts


def test_brackets_after_numbers_are_stops_and_quantities_at_line_starts_are_text() -> None:
    found = read(
        """
        RENT AND REPAIR
        Second draft, March 2024

        1) Why this matters
        A landlord who will not mend a roof is a landlord who does not pay for it.

        1.1) The members asked for this draft in 2023.
        1.2) About 3.5 million people rent from a private landlord. In
        2019 it was fewer.
        3.5 million is a figure from the census.
        2) What we ask for
        2.1) A yearly inspection of every flat that is let.
        """
    )

    assert outline(found) == [
        "1 heading",
        "1.1 clause under 1",
        "1.2 clause under 1",
        "2 heading",
        "2.1 clause under 2",
    ]
    assert texts(found)["1.2"].endswith("In 2019 it was fewer.\n\n3.5 million is a figure from the census.")


def test_letters_hold_numbers_that_run_on() -> None:
    found = read(
        """
        Open water for all

        A. Background

        1. Rivers belong to everybody.
        2. The law says otherwise.

        B. Proposals

        3. A right of access should be made law.
        4. The levy would raise:
           1. ten million pounds in the first year
           2. twelve million pounds in the second
           3. fifteen million pounds after that
        5. Clubs would get half of it.
        """
    )

    assert outline(found) == [
        "A heading",
        "1 clause under A",
        "2 clause under A",
        "B heading",
        "3 clause under B",
        "4 clause under B",
        "5 clause under B",
    ]
    assert "2\\. twelve million pounds" in texts(found)["4"]


def test_parts_have_no_number_of_their_own_and_hold_what_runs_on_through_them() -> None:
    found = read(
        """
        Schools that feed

        Part I
        The problem

        1. Hunger
        One child in five comes to school hungry.
        2. Waste
        Kitchens throw away a third of what they cook.

        Part II: The answer

        3. Meals for everyone
        Meals would be free. Nobody would queue apart.
        """
    )

    assert outline(found) == [
        "s1 heading",
        "1 heading under s1",
        "2 heading under s1",
        "s4 heading",
        "3 heading under s4",
    ]
    assert [s.heading for s in found.sections if s.number is None] == ["Part I: The problem", "Part II: The answer"]


def test_roman_headings_whose_numbers_begin_again() -> None:
    found = read(
        """
        Report on homes

        I. FINDINGS

        1. Rents rose.
        2. Wages did not.

        II. RECOMMENDATIONS

        1. Build more homes.
        2. Tax empty ones.

        III. CONCLUSION

        We ask for both. They belong together.
        """
    )

    assert outline(found) == [
        "I heading",
        "1 clause under I",
        "2 clause under I",
        "II heading",
        "1 clause under II",
        "2 clause under II",
        "III heading",
    ]


def test_sections_by_name_and_a_list_of_contents() -> None:
    found = read(
        """
        A SAFE JOURNEY HOME

        Contents
        Section 1: Lights ........ 2
        Section 2: Police ........ 3
        Appendix 1: Letter ....... 5

        Section 1: Lights

        1.1 Every path needs a light.

        Section 2: Police

        2.1 The police walk in pairs.

        Appendix 1: Letter

        Dear friend,
        1. We agree with you.
        2. We will write again.
        """
    )

    assert outline(found) == [
        "Section 1 heading",
        "1.1 clause under Section 1",
        "Section 2 heading",
        "2.1 clause under Section 2",
        "Appendix 1 appendix",
    ]
    assert found.front[0] == "Contents"
    assert len(found.front) == 4


def test_lines_wrapped_at_a_column_are_joined_again() -> None:
    found = read(
        """
                        A FAIR DEAL FOR CARERS

        1. INTRODUCTION

        1.1 There are more carers in this country than there are nurses, and
            most of them are not paid at all. This paper, which follows the one
            of 2018, says what should be done; some of it costs money and some
            2.1 per cent of nothing.

        1.2 They stop because they are poor. The allowance is £76.75 a week and
            1.5 per cent less than it was in real terms, as our own survey has
            shown.

        2. STRENGTHENING WHAT IS THERE, AND WHAT WAS THERE BEFORE IT WAS ALL
           TAKEN AWAY

        2.1 We reckon with ten years for it all, which is long, but it is what
            it takes:

            (i) a tax on land;

            (ii) a higher rate of income tax.
        """
    )

    assert outline(found) == [
        "1 heading",
        "1.1 clause under 1",
        "1.2 clause under 1",
        "2 heading",
        "2.1 clause under 2",
    ]
    assert found.sections[1].text.endswith("and some 2.1 per cent of nothing.")
    assert found.sections[3].heading == "STRENGTHENING WHAT IS THERE, AND WHAT WAS THERE BEFORE IT WAS ALL TAKEN AWAY"
    assert "(ii) a higher rate" in found.sections[4].text


def test_markdown_headings_lists_and_links_stay() -> None:
    found = read(
        """
        # Buses that come

        *Draft 3*, 12 May 2025

        ## 1. What is wrong

        **1.1** Buses do not come. See [the survey](https://example.org/survey).

        **1.2** When they come they are full:

        * before school
        * after school
          * and on market days

        ## 2. What we want

        ### 2.1 A bus each hour

        From six to midnight, **every day**.
        """,
        name="buses.md",
    )

    assert outline(found) == [
        "1 heading",
        "1.1 clause under 1",
        "1.2 clause under 1",
        "2 heading",
        "2.1 heading under 2",
    ]
    assert texts(found)["1.1"] == "Buses do not come. See [the survey](https://example.org/survey)."
    assert texts(found)["1.2"].endswith("- before school\n- after school\n  - and on market days")
    assert texts(found)["2.1"] == "From six to midnight, **every day**."
    assert (found.title, found.subtitle) == ("Buses that come", "Draft 3, 12 May 2025")
