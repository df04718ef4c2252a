"""The automatic numbers of an OpenDocument are read as LibreOffice prints them (compared with 7.4)."""

from __future__ import annotations

import pytest

from policyhub.domain.document import Heading, ListItem, Paragraph, plain_of
from policyhub.readers.odt import read_odt
from tests.readers.open_documents import flat, h, item, list_of, p


def printed(body: str, **more: object) -> list[str]:
    found = []
    for block in read_odt(flat(body, **more)).blocks:  # type: ignore[arg-type]
        assert isinstance(block, Paragraph | Heading | ListItem)
        label = block.marker if isinstance(block, ListItem) else block.number
        found.append(f"{label or ''} {plain_of(block.content)}".strip())
    return found


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        pytest.param(list_of(item("a", list_of(item("b"), item("c"), style=None)), item("d")),
                     ["1 a", "1.1 b", "1.2 c", "2 d"], id="levels"),
        pytest.param(list_of(item(list_of(item("deep"), style=None)), item("top")), ["1.1 deep", "2 top"],
                     id="a level jumped over counts as begun"),
        pytest.param(list_of(item("a"), item("b", list_of(item("c"), style=None))) + p("x")
                     + list_of(item(list_of(item("d"), style=None)), item("e"), more='text:continue-numbering="true"'),
                     ["1 a", "2 b", "2.1 c", "x", "2.2 d", "3 e"], id="continued numbering"),
        pytest.param(list_of(item("a"), more='xml:id="l1"') + list_of(item("E"), style="E", more='xml:id="l2"')
                     + list_of(item("b"), more='text:continue-list="l1"')
                     + list_of(item("F"), style="E", more='text:continue-list="l2"'),
                     ["1 a", "1 E", "2 b", "2 F"], id="two lists that take turns"),
        pytest.param(list_of(item("a")) + list_of(item("E"), style="E")
                     + list_of(item("b"), more='text:continue-numbering="true"'), ["1 a", "1 E", "1 b"],
                     id="another list between"),
        pytest.param(list_of(item("a")) + p("x") + list_of(item("b")), ["1 a", "x", "1 b"], id="a new list"),
        pytest.param(list_of("<text:list-header>" + p("head") + "</text:list-header>", item("a", "more"), item("b")),
                     ["head", "1 a", "more", "2 b"], id="what has no label takes no number"),
        pytest.param(list_of(item("a", more='text:start-value="5"'), item("b", list_of(
                     item("c", more='text:start-value="7"'), style=None)), item("d", list_of(item("e"), style=None))),
                     ["5 a", "6 b", "6.7 c", "7 d", "7.1 e"], id="start values"),
        pytest.param(list_of(item("a", list_of(item("b"), style=None), "between", list_of(item("c"), style=None))),
                     ["1 a", "1.1 b", "between", "1.1 c"], id="a second list in one item begins anew"),
        pytest.param(list_of(item("a", list_of(item("b", list_of(item("c", list_of(item("d"), style=None)),
                     style=None)), style=None)), style="M"),
                     ["1 a", "(a) b", "1.a.I c", "d"], id="mixed ways of counting"),
        pytest.param(list_of(item("a"), item("b", more='text:style-override="M"'), item("c")),
                     ["1 a", "2 b", "3 c"], id="an item in another style"),
        pytest.param(list_of(item("<text:p><text:number>99</text:number>a</text:p>")), ["1 a"],
                     id="a number kept for simple programs is no word"),
        pytest.param(list_of(item("a"), more='xml:id="x" text:continue-list="x"'), ["1 a"], id="itself"),
    ],
)  # fmt: skip
def test_lists_are_numbered_as_printed(body: str, shown: list[str]) -> None:
    assert printed(body) == shown


def test_headings_are_numbered_by_the_outline() -> None:
    automatic = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_1" '
        'style:list-style-name=""/>'
    )
    body = (
        h("one") + h("two", 2) + h("three") + h("bare", 1, 'text:is-list-header="true"') + p("by style", "Heading_20_1")
        + '<text:h text:style-name="P1" text:outline-level="1">none</text:h>'
        + h("anew", 1, 'text:restart-numbering="true" text:start-value="8"') + h("last", 2)
    )  # fmt: skip

    assert printed(body, automatic=automatic, outline=True) == [
        "1 one", "1.1 two", "2 three", "bare", "3 by style", "none", "8 anew", "8.1 last",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("level", "start", "label"),
    [
        ('style:num-format="a" style:num-suffix=")"', 27, "aa)"),
        ('style:num-format="a" style:num-suffix=")"', 28, "ab)"),
        ('style:num-format="a" style:num-suffix=")" style:num-letter-sync="true"', 28, "bb)"),
        ('style:num-format="A" style:num-suffix="."', 2, "B"),
        ('style:num-format="I"', 4, "IV"),
        ('style:num-format="i" style:num-prefix="(" style:num-suffix=")"', 1999, "(mcmxcix)"),
        ('style:num-format="i"', 4_000_000, "1000000"),
        ('style:num-format="1" style:num-prefix="Appendix "', 3, "Appendix 3"),
        ('style:num-format="1" text:display-levels="5"', 2, "2"),
        ('style:num-format="1" loext:num-list-format="[%1%]" style:num-prefix="["', 2, "[2]"),
    ],
)
def test_each_way_of_counting_is_printed(level: str, start: int, label: str) -> None:
    own = f'<text:list-style style:name="X"><text:list-level-style-number text:level="1" {level}/></text:list-style>'
    body = list_of(item("w", more=f'text:start-value="{start}"'), style="X")

    assert printed(body, automatic=own) == [f"{label} w"]


def test_letters_and_bullets_are_items_and_numbers_are_not() -> None:
    body = list_of(item("a", list_of(item("b"), style=None)), style="M") + list_of(
        item("c", "more", list_of(item("d"), style=None)), style="B"
    )

    number, lettered, bullet, more, inner = read_odt(flat(body)).blocks

    assert isinstance(number, Paragraph)
    assert number.number == "1"
    assert isinstance(lettered, ListItem)
    assert (lettered.marker, lettered.level) == ("(a)", 0)
    assert isinstance(bullet, ListItem)
    assert (bullet.marker, bullet.level) == ("•", 0)
    assert isinstance(more, Paragraph)
    assert more.level == 1
    assert isinstance(inner, ListItem)
    assert (inner.marker, inner.level) == ("–", 1)
