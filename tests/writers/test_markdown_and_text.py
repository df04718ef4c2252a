"""Markdown has the signs that people would type; text can be pasted anywhere."""

from __future__ import annotations

import pytest

from policyhub.domain.document import (
    Block,
    Document,
    Fact,
    LineBreak,
    ListItem,
    Mark,
    Note,
    NoteMark,
    Paragraph,
    Quotation,
    Reference,
    Table,
)
from policyhub.readers.markdown import read_markdown
from policyhub.writers import write
from policyhub.writers.markdown import write_markdown
from policyhub.writers.text import write_text
from tests.writers.building import heading, paragraph, words


def markdown(*blocks: Block, **more: object) -> str:
    return write_markdown(Document(blocks=blocks, **more)).decode()  # type: ignore[arg-type]


def text(*blocks: Block, **more: object) -> str:
    return write_text(Document(blocks=blocks, **more)).decode()  # type: ignore[arg-type]


def items(*markers: str, level: int = 0) -> list[ListItem]:
    return [ListItem((words("thing"),), level, marker) for marker in markers]


def test_markdown_has_title_facts_headings_and_numbers() -> None:
    made = markdown(heading("Rivers", 1, "1"), paragraph("Trees", "1.1"), paragraph("Reeds", "2"), title="Water",
                    facts=(Fact("To", "the *council*"),))  # fmt: skip

    assert made == "# Water\n\n- **To:** the \\*council\\*\n\n## 1. Rivers\n\n1.1 Trees\n\n2\\. Reeds\n"


def test_headings_under_a_title_are_not_lowered_when_they_begin_at_the_second_level() -> None:
    assert markdown(heading("Question", 2, "1"), title="Answers") == "# Answers\n\n## 1. Question\n"


def test_marks_and_links_are_markdown_where_they_can_be() -> None:
    content = (words("so "), words("very ", Mark.STRONG), words("wet", Mark.EMPHASIS), words(" & "),
               words("a`b", Mark.CODE), words(" and "), words("here", link="https://example.org/?a=1&b=2"))  # fmt: skip

    assert markdown(Paragraph(content)) == (
        "so **very** _wet_ & ``a`b`` and [here](<https://example.org/?a=1&amp;b=2>)\n"
    )


def test_emphasis_inside_a_word_takes_the_sign_that_is_seen_there() -> None:
    assert markdown(Paragraph((words("un"), words("believ", Mark.EMPHASIS), words("able")))) == "un*believ*able\n"


def test_looks_whose_signs_would_be_shown_have_tags() -> None:
    quoted = Paragraph((words("a"), words("“b”", Mark.STRONG), words("c, "), words("d", Mark.STRONG)))

    assert markdown(quoted) == "a<strong>“b”</strong>c, **d**\n"
    assert markdown(Paragraph((words("10"), words("6", Mark.SUPERSCRIPT), words(" €")))) == "10<sup>6</sup> €\n"


def test_looks_stand_inside_those_that_last_longer_and_blanks_at_their_edges_have_none() -> None:
    content = (words("so ", Mark.STRONG), words("very", Mark.STRONG, Mark.EMPHASIS), NoteMark("n"),
               words(" wet ", Mark.STRONG), words("here"))  # fmt: skip

    made = markdown(Paragraph(content), notes=(Note("n", "1", (paragraph("So"),)),))

    assert made == "**so _very_[^1] wet** here\n\n[^1]: So\n"


def test_signs_that_would_run_together_are_tags() -> None:
    content = (words("b", Mark.STRONG), words("_ c", Mark.EMPHASIS), words("d"))

    assert markdown(Paragraph(content)) == "<strong>b</strong><em>\\_ c</em>d\n"


def test_blanks_at_both_ends_of_code_are_not_taken_off() -> None:
    content = (words("a", Mark.CODE, Mark.STRONG), words(" b ", Mark.CODE), words("c", Mark.CODE, Mark.STRONG))

    assert markdown(Paragraph(content)) == "**`a`**`  b  `**`c`**\n"


@pytest.mark.parametrize(
    ("begins", "written"), [("%PDF", "\\%PDF"), ("+++", "\\+++"), ("\ufeffWells", "&#xFEFF;Wells")]
)
def test_no_words_at_the_beginning_make_another_kind_of_file_of_it(begins: str, written: str) -> None:
    blocks = (paragraph(begins), paragraph("title: Wells"), paragraph("+++"))

    made = markdown(*blocks)

    assert made.startswith(written)
    assert read_markdown(made.encode()).blocks == blocks


def test_signs_before_a_link_or_a_note_do_not_make_an_image_or_another_note_of_it() -> None:
    link = words("here", link="https://example.org/")
    content = (words("Look!"), link, words(" or 2^"), NoteMark("n"))

    made = markdown(Paragraph(content), notes=(Note("n", "1", (paragraph("So"),)),))

    assert made == "Look\\![here](<https://example.org/>) or 2\\^[^1]\n\n[^1]: So\n"


def test_an_address_that_is_not_a_web_or_mail_one_is_no_link() -> None:
    assert markdown(Paragraph((words("here", link="javascript:alert(1)"),))) == "here\n"


def test_markdown_lists_count_by_themselves_only_to_what_was_given() -> None:
    assert markdown(*items("1.", "2."), *items("•", level=1), *items("3.", "7.")) == (
        "1. thing\n2. thing\n   - thing\n3. thing\n- 7\\. thing\n"
    )
    assert markdown(*items("a)", "b)")) == "- a) thing\n- b) thing\n"


def test_the_second_paragraph_of_an_item_stands_in_it() -> None:
    assert markdown(*items("•"), paragraph("more", level=1), *items("•")) == "- thing\n\n  more\n\n- thing\n"


def test_markdown_notes_are_footnotes_under_their_marks() -> None:
    notes = (Note("x", "1", (paragraph("First"), paragraph("Second"))), Note("y", "2", (paragraph("Lost"),)))

    made = markdown(Paragraph((words("word"), NoteMark("x"), words("(so)"))), notes=notes)

    assert made == "word[^1]\\(so)\n\n## Notes\n\n\\[2\\]\n\nLost\n\n[^1]: First\n\n    Second\n"


def test_markdown_tables_have_a_header_row_even_when_it_is_empty() -> None:
    rows = (((words("a|b"),), (words("c"),)), ((words("d"),),))

    assert markdown(Table(rows, header=True)) == "| a\\|b | c |\n| --- | --- |\n| d |  |\n"
    assert markdown(Table(rows)) == "|  |  |\n| --- | --- |\n| a\\|b | c |\n| d |  |\n"


def test_quotations_and_line_breaks_are_markdown() -> None:
    content = (words("One"), LineBreak(), words("- two"))

    assert markdown(Quotation(content)) == "> One\\\n> \\- two\n"


@pytest.mark.parametrize("write", [markdown, text])
def test_disputed_words_are_labelled_where_there_is_no_colour(write: object) -> None:
    made = write(Paragraph((words("We ask for "), words("all", Mark.RED), words("."))))  # type: ignore[operator]

    assert made.replace("\\", "") == "We ask for [Disputed: all].\n"


@pytest.mark.parametrize("name", ["md", "txt"])
def test_a_disputed_passage_with_a_reference_has_one_label(name: str) -> None:
    passage = (words("clause ", Mark.RED), Reference("gone", "1.2"), words(" but one", Mark.RED))

    made = write(Document(blocks=(Paragraph(passage),)), name).decode()

    assert made.replace("\\", "").splitlines()[0] == "[Disputed: clause 1.2 but one]"


def test_text_is_underlined_hangs_its_numbers_and_ends_with_its_notes() -> None:
    blocks = (
        heading("Rivers", 1, "1"),
        Paragraph((words("Trees"), NoteMark("n"), LineBreak(), words("and reeds, see "), Reference("r", "1")), "1.1"),
        *items("•"), *items("a)", level=1), Quotation((words("Quoted"),)),
    )  # fmt: skip

    made = text(*blocks, title="Water", facts=(Fact("To", "You"), Fact("Date", "3 May")),
                notes=(Note("n", "1", (paragraph("Of all kinds"), paragraph("Or some"))),))  # fmt: skip

    assert made == (
        "Water\n=====\n\nTo:    You\nDate:  3 May\n\n1.   Rivers\n-----------\n\n"
        "1.1  Trees[1]\n     and reeds, see 1\n\n  • thing\n    a) thing\n\n    Quoted\n\n"
        "Notes\n-----\n\n[1] Of all kinds\n\n    Or some\n"
    )


def test_text_shows_where_a_link_leads_unless_its_words_do() -> None:
    address = "https://example.org/"

    made = text(Paragraph((words("the report", link=address), words(" or "), words(address, link=address))))

    assert made == f"the report <{address}> or {address}\n"


def test_text_tables_stand_in_columns() -> None:
    rows = (((words("Stop"),), (words("Bus"),)), ((words("Mill Lane"),), (words("7"),)))

    assert text(Table(rows, header=True)) == "Stop        Bus\n---------   ---\nMill Lane   7\n"
    assert text(Table((((words("w" * 99),), (words("x"),)),))) == f"{'w' * 99} | x\n"
