"""Fields of Word files whose results are not in the file: numbers in the line, and forms that were filled in."""

from __future__ import annotations

import pytest

from policyhub.domain.document import Mark, Paragraph, Span, plain_of
from policyhub.readers.word import read_word
from tests.readers.making_word import OUTLINE, abstract, field, instance, level, p, r, word_file
from tests.readers.test_word import only, words


def bare(code: str, form: str = "") -> str:
    """A field without a result."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r>'
    return f'{begin}<w:r><w:instrText> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


def said(*paragraphs: str, **parts: str) -> list[str]:
    return words(read_word(word_file("".join(paragraphs), parts=parts)))


# --- numbers in the line ---


@pytest.mark.parametrize(
    ("called", "printed"),
    [
        ("NumberDefault", "1) a) i) (1) (a) (i) 1. a. i."),
        ("OutlineDefault", "I. A. 1. a) (1) (a) (i) (a) (i)"),
        ("LegalDefault", "1. 1.1. 1.1.1. 1.1.1.1."),
    ],
)
def test_each_built_in_list_prints_its_own_numbers(called: str, printed: str) -> None:
    shown = printed.split()
    runs = r("x") + "".join(bare(f"LISTNUM {called} \\l {at + 1}") + r(" ") for at in range(len(shown)))
    assert said(p(runs=runs)) == [f"x{printed} "]


def test_numbers_in_the_line_count_on_and_begin_again_below() -> None:
    number = "LISTNUM NumberDefault"
    runs = r("We ask ") + bare(f"{number} \\l 5 \\s 3") + r(" for buses, ") + bare("LISTNUM") + r(" trains, ")
    runs += bare(f"{number} \\l 6") + r(" boats, ") + bare(f"{number} \\l 5") + r(" and ") + bare(f"{number} \\l 6")
    other = p("And ", runs=bare("listnum legaldefault") + r(" so on ") + bare("LISTNUM"))
    assert said(p(runs=runs), other) == [
        "We ask (c) for buses, (d) trains, (i) boats, (e) and (i)",
        "And 1. so on 2.",
    ]


def test_a_number_in_a_numbered_paragraph_counts_in_its_list_one_storey_below() -> None:
    lists = abstract(0, level(0, "%1."), level(1, "(%2)", "lowerLetter"), level(2, "(%3)", "lowerRoman"))
    body = p("Gates ", num=(1, 0), runs=bare("LISTNUM") + r(" shut, ") + bare("LISTNUM") + r(" oiled."))
    body += p("Not less often than weekly.", num=(1, 1)) + p("Hinges", num=(1, 0))
    body += p(num=(1, 0), runs=bare("LISTNUM") + bare("LISTNUM") + r(" Latches"))
    found = read_word(word_file(body, parts={"numbering": lists + instance(1, 0)})).blocks
    assert [plain_of(block.content) for block in found] == [  # type: ignore[union-attr]
        "Gates (a) shut, (b) oiled.",
        "Not less often than weekly.",
        "Hinges",
        "(a)(i) Latches",
    ]
    assert found[1].marker == "(c)"  # type: ignore[union-attr]
    assert [one.number for one in found if isinstance(one, Paragraph)] == ["1", "2", "3"]


def test_a_list_of_the_file_is_named_by_its_name() -> None:
    lists = abstract(3, level(0, "Ask %1:", "upperLetter"), more='<w:name w:val="Asks"/>') + instance(7, 3)
    body = p("x", runs=bare('LISTNUM "asks"') + r(" y ") + bare("LISTNUM Asks") + r(" z ") + bare("LISTNUM Nowhere"))
    assert said(body, numbering=lists) == ["xAsk A: y Ask B: z Ask C:"]


def test_a_number_that_the_file_shows_stands_and_counts() -> None:
    shown = field("LISTNUM NumberDefault", "one)") + '<w:fldSimple w:instr="LISTNUM NumberDefault"/>'
    gone = f'<w:del w:id="1" w:author="a">{bare("LISTNUM NumberDefault")}</w:del>' + bare("LISTNUM NumberDefault")
    assert said(p("x ", runs=shown + gone)) == ["x one)2)3)"]


def test_older_numbers_of_paragraphs_are_counted_by_kind() -> None:
    assert said(p(runs=bare("AUTONUM") + r(" a")), p(runs=bare("AUTONUMOUT") + bare("AUTONUM \\s )"))) == [
        "1. a",
        "I.2.",
    ]


def test_a_number_keeps_the_look_of_its_field() -> None:
    bold = bare("LISTNUM").replace("<w:r>", "<w:r><w:rPr><w:strike/></w:rPr>")
    assert only(p("x", runs=bold)) == (Span("x"), Span("1)", frozenset({Mark.STRIKE})))


@pytest.mark.parametrize("switches", ["\\l", "\\l 99", "\\l -1 \\s x", '"', "\\s 9999999999999", "\\l٣ \\s1e3"])
def test_odd_codes_of_numbers_do_no_harm(switches: str) -> None:
    assert said(p("x ", runs=bare(f"LISTNUM {switches}")), numbering=OUTLINE)[0] in ("x 1)", "x i.", "x i)")


# --- forms ---

LINES = "<w:listEntry w:val='Yes'/><w:listEntry w:val='No'/>"


@pytest.mark.parametrize(
    ("code", "form", "shown"),
    [
        ("FORMDROPDOWN", f"<w:ddList>{LINES}</w:ddList>", "Yes"),
        ("FORMDROPDOWN", f"<w:ddList><w:default w:val='1'/>{LINES}</w:ddList>", "No"),
        ("FORMDROPDOWN", f"<w:ddList><w:result w:val='1'/><w:default w:val='0'/>{LINES}</w:ddList>", "No"),
        ("FORMDROPDOWN", f"<w:ddList><w:result w:val='9'/>{LINES}</w:ddList>", ""),
        ("FORMCHECKBOX", "<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", "☒"),
        ("FORMCHECKBOX", "<w:checkBox><w:default w:val='0'/></w:checkBox>", "☐"),
        ("FORMTEXT", "<w:textInput><w:default w:val='Name'/></w:textInput>", "Name"),
    ],
)
def test_what_was_chosen_in_a_form_is_read(code: str, form: str, shown: str) -> None:
    assert said(p("Agreed: ", runs=bare(code, f"<w:ffData>{form}</w:ffData>") + r("."))) == [f"Agreed: {shown}."]


def test_what_was_typed_in_a_form_stands_alone() -> None:
    form = "<w:ffData><w:textInput><w:default w:val='Name'/></w:textInput></w:ffData>"
    typed = field("FORMTEXT", "Mair").replace('"begin"/>', f'"begin">{form}</w:fldChar>')
    assert said(p(runs=typed)) == ["Mair"]


# --- words in the code itself ---


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("MACROBUTTON  NoMacro [Type the name here]", "[Type the name here]"),
        ("QUOTE &quot;so it is&quot; \\* MERGEFORMAT", "so it is"),
        ("EQ \\f(1,2)", "(1,2)"),
        ("EQ \\o\\ad(\\s\\up 9(above),below)", "((above),below)"),
        ("XE &quot;index&quot;", ""),
        ("PAGE", ""),
    ],
)
def test_words_that_a_code_prints_itself_are_read(code: str, shown: str) -> None:
    assert said(p("x ", runs=bare(code))) == [f"x {shown}"]


@pytest.mark.parametrize("end", ["", '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'])
def test_a_field_that_never_ends_hides_nothing_after_it(end: str) -> None:
    begun = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>{end}'
    box = f"<w:r><w:pict><w:txbxContent>{p('box', runs=begun)}</w:txbxContent></w:pict></w:r>"
    body = p("one", runs=begun) + p("two", runs=box) + p("three", runs=field("PAGE", "4"))
    assert said(body) == ["one", "two", "box", "three4"]
