"""A Word file is whole and safe, the same for the same document, and looks as it should."""

from __future__ import annotations

import hashlib
import io
import re
import time
from collections import Counter

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from policyhub.domain.document import (
    Document,
    Fact,
    LineBreak,
    Mark,
    Note,
    NoteMark,
    Paragraph,
    Quotation,
    Reference,
    Span,
    Table,
)
from policyhub.writers.docx import write_docx
from tests.samples import tries
from tests.writers.building import heading, paragraph, words, written
from tests.writers.documents import documents
from tests.writers.word_files import R, W, WordFile

some = settings(max_examples=tries(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])

PARAGRAPH_ORDER = ["pStyle", "keepNext", "keepLines", "widowControl", "numPr", "suppressLineNumbers", "pBdr", "tabs",
                   "spacing", "ind", "outlineLvl"]  # fmt: skip
RUN_ORDER = ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "strike", "noProof", "color", "sz", "szCs", "highlight", "u",
             "vertAlign", "lang"]  # fmt: skip


# --- The package


@some
@given(documents)
def test_every_part_has_its_type_and_every_relation_its_part(document: Document) -> None:
    content = write_docx(document)
    file = WordFile(content)

    assert [name for name, count in Counter(file.names).items() if count > 1] == []
    types = file.part("[Content_Types].xml")
    overrides = {element.get("PartName"): element.get("ContentType") for element in types if element.get("PartName")}
    parts = {f"/{name}" for name in file.names if not name.endswith(".rels") and name != "[Content_Types].xml"}
    assert set(overrides) == parts
    for name in [name for name in file.names if name.endswith(".rels")]:
        folder = name.replace("_rels/", "").rpartition("/")[0]
        relations = {relation.get("Id"): relation for relation in file.part(name)}
        assert len(relations) == len(file.part(name))
        for relation in relations.values():
            if relation.get("TargetMode") != "External":
                assert f"{folder}/{relation.get('Target')}".lstrip("/") in file.names
        if name != "_rels/.rels":
            used = {
                value
                for element in file.part(name.replace("_rels/", "").removesuffix(".rels")).iter()
                for key, value in element.attrib.items()
                if key == f"{R}id"
            }
            assert used <= set(relations)
    assert docx.Document(io.BytesIO(content)).paragraphs is not None


@some
@given(documents)
def test_properties_stand_in_the_order_that_word_wants(document: Document) -> None:
    file = WordFile(write_docx(document))

    for name in ("word/document.xml", "word/styles.xml", "word/footnotes.xml", "word/numbering.xml"):
        for tag, order in (("pPr", PARAGRAPH_ORDER), ("rPr", RUN_ORDER)):
            for element in file.part(name).iter(f"{W}{tag}"):
                places = [order.index(child.tag.removeprefix(W)) for child in element]
                assert places == sorted(set(places))


@some
@given(documents)
def test_what_the_file_points_to_inside_itself_is_there(document: Document) -> None:
    file = WordFile(write_docx(document))

    bookmarks = [element.get(f"{W}name") for element in file.document.iter(f"{W}bookmarkStart")]
    assert len(bookmarks) == len(set(bookmarks))
    anchors = {element.get(f"{W}anchor") for element in file.document.iter(f"{W}hyperlink")} - {None}
    fields = {match[1] for text in file.instructions if (match := re.match(r"REF (\S+)", text))}
    assert anchors | fields <= set(bookmarks)
    styles = {element.get(f"{W}val") for element in file.document.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
    assert styles <= set(file.styles)
    references = [element.get(f"{W}id") for element in file.document.iter(f"{W}footnoteReference")]
    assert sorted(references) == sorted(file.footnotes)
    nums = {element.get(f"{W}numId") for element in file.part("word/numbering.xml").iter(f"{W}num")}
    used = {element.get(f"{W}val") for element in file.document.iter(f"{W}numId")}
    assert used <= nums | {"0"}


@some
@given(documents)
def test_no_words_become_a_field_or_an_address_that_is_not_a_web_or_mail_one(document: Document) -> None:
    file = WordFile(write_docx(document))

    for instruction in file.instructions:
        assert re.fullmatch(r"PAGE|NUMPAGES|REF _Ref[0-9]{9} \\w \\h", instruction)
    assert all(re.match(r"(https?://|mailto:)[^\s\"\\<>]+\Z", address) for address in file.addresses)
    tags = {element.tag for element in file.document.iter()}
    assert tags.isdisjoint({f"{W}fldSimple", f"{W}altChunk", f"{W}object", f"{W}drawing", f"{W}pict"})


def test_the_hash_of_a_file_depends_on_nothing_but_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document(title="Hedges", blocks=(paragraph("Leave them", "1"),))
    first = hashlib.sha256(write_docx(document)).hexdigest()

    monkeypatch.setattr(time, "time", lambda: 4102444800.0)

    assert hashlib.sha256(write_docx(document)).hexdigest() == first
    other = Document(title="Hedges", blocks=(paragraph("Cut them", "1"),))
    assert hashlib.sha256(write_docx(other)).hexdigest() != first


def test_two_hundred_sections_are_written_in_under_two_seconds() -> None:
    blocks = tuple(
        Paragraph((words("Words of a section. " * 60), NoteMark(f"n{n}"), Reference("s1", "1.1")), f"1.{n}", f"s{n}")
        for n in range(1, 201)
    )
    notes = tuple(Note(f"n{n}", str(n), (paragraph("A note of some length. " * 5),)) for n in range(1, 201))
    document = Document("Long", blocks=(heading("One", 1, "1"), *blocks), notes=notes)

    begun = time.process_time()
    content = write_docx(document)

    assert time.process_time() - begun < 2
    assert len(WordFile(content).footnotes) == 200


# --- Looks


def test_disputed_words_are_red_and_labelled() -> None:
    file = written(Paragraph((words("We ask for "), words("all", Mark.RED), words(" of it."))),
                   paragraph("Nothing less", disputed=True))  # fmt: skip

    assert [line.text for line in file.lines] == ["We ask for [Disputed: all] of it.", "[Disputed: Nothing less]"]
    red = ["".join(run.itertext()) for run in file.document.iter(f"{W}r") if run.find(f"{W}rPr/{W}color") is not None]
    assert "".join(red) == "[Disputed: all][Disputed: Nothing less]"


def test_marks_are_words_own() -> None:
    wanted = {Mark.STRONG: "b", Mark.EMPHASIS: "i", Mark.STRIKE: "strike", Mark.UNDERLINE: "u",
              Mark.HIGHLIGHT: "highlight", Mark.CODE: "rFonts", Mark.SUPERSCRIPT: "vertAlign",
              Mark.SUBSCRIPT: "vertAlign"}  # fmt: skip
    for mark, tag in wanted.items():
        file = written(Paragraph((words("word", mark),)))
        assert file.document.find(f".//{W}rPr/{W}{tag}") is not None, mark


def test_each_text_has_its_language() -> None:
    file = written(paragraph("Bore da", lang="cy"), paragraph("Good day"), heading("Guten Tag", lang="de-AT"))

    languages = [[lang.get(f"{W}val") for lang in line.element.iter(f"{W}lang")] for line in file.lines]
    assert languages == [["cy-GB"], [], ["de-AT"]]
    default = file.part("word/styles.xml").find(f".//{W}rPrDefault/{W}rPr/{W}lang")
    assert default is not None
    assert default.get(f"{W}val") == "en-GB"


def test_web_and_mail_addresses_are_links_and_others_only_words() -> None:
    links = ["https://example.org/a?b=1&c=2", "mailto:a@example.org", "javascript:alert(1)", "file:///etc/passwd",
             "\\\\host\\share", 'https://example.org/" \\l "x']  # fmt: skip

    file = written(Paragraph(tuple(words(f"w{n} ", link=link) for n, link in enumerate(links))))

    assert file.addresses == links[:2]
    assert file.lines[0].text.split() == ["w0", "w1", "w2", "w3", "w4", "w5"]


def test_a_table_repeats_its_header_and_fills_short_rows() -> None:
    def cell(text: str) -> tuple[Span]:
        return (words(text),)

    content = write_docx(Document(blocks=(Table(((cell("Stop"), cell("Bus")), (cell("Mill"),)), header=True),)))

    table = docx.Document(io.BytesIO(content)).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Stop", "Bus"], ["Mill", ""]]
    assert [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows] == [True, False]


def test_a_table_too_wide_for_word_keeps_its_words() -> None:
    row = tuple((words(f"c{n}"),) for n in range(70))

    file = written(Table((row,)))

    assert file.lines[0].text.split() == [f"c{n}" for n in range(70)]
    assert list(file.document.iter(f"{W}tbl")) == []


def test_the_front_has_title_subtitle_and_facts_and_the_file_knows_them() -> None:
    document = Document("Hedges", "A motion", facts=(Fact("To", "The council"), Fact("Date", "3 May 2026")),
                        extra={"association": "The Hedge Society", "date": "2026-05-03"})  # fmt: skip

    content = write_docx(document)

    file = docx.Document(io.BytesIO(content))
    assert [(p.style.name, p.text) for p in file.paragraphs] == [
        ("Title", "Hedges"), ("Subtitle", "A motion"), ("Fact", "To:\tThe council"), ("Fact", "Date:\t3 May 2026"),
    ]  # fmt: skip
    known = file.core_properties
    assert (known.title, known.author, known.language) == ("Hedges", "The Hedge Society", "en-GB")
    assert known.created.date().isoformat() == "2026-05-03"
    section = file.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert WordFile(content).instructions == ["PAGE", "NUMPAGES"]


def test_headings_keep_with_what_follows_and_widows_are_controlled() -> None:
    file = written(heading("Rivers", 2), Quotation((words("Quoted"), LineBreak(), words("words"))))

    assert file.styles["Heading2"].find(f"{W}pPr/{W}keepNext") is not None
    assert file.part("word/styles.xml").find(f".//{W}pPrDefault/{W}pPr/{W}widowControl") is not None
    assert [line.style for line in file.lines] == ["Heading2", "Quote"]
    assert etree.tostring(file.lines[1].element).count(b"<w:br") == 1
