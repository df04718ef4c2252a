"""The automatic numbers of Word files, as Word prints them."""

from __future__ import annotations

import pytest

from policyhub.domain.document import Document, Heading, ListItem, Paragraph, Table, plain_of
from policyhub.readers.counting import WAYS, cardinal_words, ordinal, ordinal_words
from policyhub.readers.word import read_word
from tests.readers.making_word import OUTLINE, abstract, instance, level, p, style, word_file


def printed(document: Document) -> list[str]:
    """What stands before each paragraph."""
    found = []
    for block in document.blocks:
        match block:
            case Paragraph(number=number) | Heading(number=number):
                found.append(number or "")
            case ListItem(marker=marker):
                found.append(marker)
            case _:
                found.append("?")
    return found


def read(body: str, numbering: str = OUTLINE, styles: str = "") -> list[str]:
    return printed(read_word(word_file(body, parts={"numbering": numbering, "styles": styles})))


def test_numbers_of_several_storeys_are_counted() -> None:
    body = p("One", num=(1, 0)) + p("a", num=(1, 1)) + p("b", num=(1, 1)) + p("c", num=(1, 2)) + p("Two", num=(1, 0))
    assert read(body + p("d", num=(1, 1)) + p("plain")) == ["1", "1.1", "1.2", "1.2.1", "2", "2.1", ""]


def test_letters_inside_a_clause_are_items() -> None:
    document = read_word(
        word_file(p("One", num=(1, 0)) + p("x", num=(1, 3)) + p("y", num=(1, 3)), parts={"numbering": OUTLINE})
    )
    assert document.blocks[1:] == (
        ListItem(document.blocks[1].content, 0, "(a)"),  # type: ignore[union-attr]
        ListItem(document.blocks[2].content, 0, "(b)"),  # type: ignore[union-attr]
    )


def test_a_storey_that_was_skipped_prints_its_first_number_and_is_used() -> None:
    assert read(p("a", num=(1, 1)) + p("b", num=(1, 1)) + p("Two", num=(1, 0))) == ["1.1", "1.2", "2"]


def test_two_lists_of_one_kind_go_on_counting_unless_one_begins_anew() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = abstract(0, level(0, "%1.")) + instance(1, 0) + instance(2, 0) + instance(3, 0, override)
    body = p("a", num=(1, 0)) + p("b", num=(2, 0)) + p("c", num=(3, 0)) + p("d", num=(3, 0)) + p("e", num=(1, 0))
    assert read(body, lists) == ["1", "2", "1", "2", "3"]


def test_a_list_may_begin_anywhere() -> None:
    lists = abstract(0, level(0, "%1.", start=8)) + instance(1, 0)
    assert read(p("a", num=(1, 0)) + p("b", num=(1, 0)), lists) == ["8", "9"]


def test_numbers_run_on_through_parts() -> None:
    lists = abstract(
        0, level(0, "Part %1", "upperRoman"), level(1, "%2.", more='<w:lvlRestart w:val="0"/>')
    ) + instance(1, 0)
    body = p("A", num=(1, 0)) + p("a", num=(1, 1)) + p("b", num=(1, 1)) + p("B", num=(1, 0)) + p("c", num=(1, 1))
    assert read(body, lists) == ["Part I", "1", "2", "Part II", "3"]


def test_a_storey_begins_again_only_after_the_one_it_names() -> None:
    lists = abstract(
        0, level(0, "%1"), level(1, "%1.%2"), level(2, "%3)", more='<w:lvlRestart w:val="1"/>')
    ) + instance(1, 0)
    body = p("", num=(1, 0)) + p("a", num=(1, 1)) + p("x", num=(1, 2)) + p("b", num=(1, 1)) + p("y", num=(1, 2))
    assert read(body + p("N", num=(1, 0)) + p("z", num=(1, 2)), lists) == ["1.1", "1)", "1.2", "2)", "2", "1)"]


def test_legal_numbers_are_figures_throughout() -> None:
    lists = abstract(0, level(0, "%1.", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")) + instance(1, 0)
    assert read(p("A", num=(1, 0)) + p("a", num=(1, 1)), lists) == ["I", "1.1"]


@pytest.mark.parametrize(
    ("way", "text", "found"),
    [
        ("upperLetter", "%1.", ["A", "B"]),
        ("decimalZero", "%1", ["01", "02"]),
        ("ordinal", "%1", ["1st", "2nd"]),
        ("cardinalText", "Chapter %1", ["Chapter One", "Chapter Two"]),
        ("lowerRoman", "(%1)", ["(i)", "(ii)"]),
        ("bullet", "\uf0b7", ["•", "•"]),
        ("none", "", ["", ""]),
        ("something new", "%1", ["1", "2"]),
    ],
)
def test_ways_of_counting(way: str, text: str, found: list[str]) -> None:
    assert read(p("x", num=(1, 0)) + p("y", num=(1, 0)), abstract(0, level(0, text, way)) + instance(1, 0)) == found


def test_a_style_may_bring_its_list_and_its_storey() -> None:
    lists = abstract(0, level(0, "%1", more='<w:pStyle w:val="H"/>'), level(1, "%1.%2", more='<w:pStyle w:val="C"/>'))
    styles = style("H", "My head", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    styles += style("C", "My clause", on="H")
    body = p("One", style="H") + p("a", style="C") + p("b", style="C") + p("bare", style="C", properties="")
    assert read(body, lists + instance(1, 0), styles) == ["1", "1.1", "1.2", "1.3"]
    off = p("none", style="C", num=(0, 0))
    assert read(p("One", style="H") + off, lists + instance(1, 0), styles) == ["1", ""]


def test_a_list_may_be_that_of_a_style() -> None:
    lists = (
        abstract(0, more='<w:numStyleLink w:val="L"/>')
        + abstract(1, level(0, "§%1"), more='<w:styleLink w:val="L"/>')
        + instance(1, 0)
        + instance(2, 1)
    )
    styles = style("L", "List", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering")
    assert read(p("x", num=(1, 0)), lists, styles) == ["§1"]


def test_an_empty_paragraph_uses_up_its_number_and_a_deleted_one_keeps_its_own() -> None:
    deleted = p(
        num=(1, 0),
        properties='<w:rPr><w:del w:id="1" w:author="M"/></w:rPr>',
        runs='<w:del w:id="2" w:author="M"><w:r><w:delText>gone</w:delText></w:r></w:del>',
    )
    assert read(p("a", num=(1, 0)) + p("", num=(1, 0)) + deleted + p("b", num=(1, 0))) == ["1", "3", "3"]


def test_numbers_in_a_table_stand_before_their_words_and_count_on() -> None:
    cells = f"<w:tc>{p('in', num=(1, 0))}</w:tc><w:tc>{p('x')}</w:tc>"
    document = read_word(
        word_file(
            p("a", num=(1, 0)) + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + p("b", num=(1, 0)),
            parts={"numbering": OUTLINE},
        )
    )
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert [plain_of(cell) for cell in table.rows[0]] == ["2. in", "x"]
    assert printed(document)[2] == "3"


def test_a_list_that_is_not_there_prints_nothing() -> None:
    assert read(p("a", num=(7, 0))) == [""]


def test_styles_that_stand_on_each_other_in_a_ring_do_no_harm() -> None:
    styles = style("A", "a", on="B") + style("B", "b", on="A")
    assert read(p("x", style="A"), OUTLINE, styles) == [""]


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (WAYS["lowerRoman"](1994), "mcmxciv"), (WAYS["lowerRoman"](0), "0"), (WAYS["lowerLetter"](28), "bb"),
        (WAYS["upperLetter"](26), "Z"), (ordinal(112), "112th"),
        (ordinal(23), "23rd"), (cardinal_words(42), "forty-two"), (ordinal_words(21), "twenty-first"),
        (ordinal_words(40), "fortieth"), (ordinal_words(12), "twelfth"), (cardinal_words(100), "100"),
    ],
)  # fmt: skip
def test_numbers_in_words_and_letters(made: str, words: str) -> None:
    assert made == words


def test_legal_numbers_keep_their_noughts() -> None:
    lists = abstract(0, level(0, "Part %1", "upperRoman"), level(1, "%1.%2", "decimalZero", "<w:isLgl/>"))
    body = p("a", num=(1, 0)) + p("b", num=(1, 1)) + p("c", num=(1, 1))
    found = read_word(word_file(body, parts={"numbering": lists + instance(1, 0)}))
    assert [block.number for block in found.blocks if isinstance(block, Paragraph)] == ["Part I", "1.01", "1.02"]
