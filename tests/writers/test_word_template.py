"""Word files in the association's own template: its looks and page, and every heading, number, note and remark."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.shared import Mm

from policyhub.domain.document import (
    Comment,
    CommentMark,
    Document,
    Heading,
    ListItem,
    Mark,
    Note,
    NoteMark,
    Paragraph,
    Reference,
    Span,
    Table,
)
from policyhub.readers import read
from policyhub.readers.errors import Unreadable
from policyhub.readers.word_template import (
    FIELDS,
    MACROS,
    MOST_BYTES,
    OBJECTS,
    OUTSIDE,
    PICTURES,
    TOO_LARGE,
    read_template,
)
from policyhub.writers import write
from policyhub.writers.printing import Printing
from tests.domain.comparisons import pair
from tests.writers.templates import FONT, changed, made_template

DOCUMENT = Document(
    "Hedges and how to cut them",
    lang="en-GB",
    blocks=(
        Heading((Span("Height"),), 1, "1", "a"),
        Paragraph((Span("Cut "), CommentMark("c1"), Span("low", frozenset({Mark.RED})), CommentMark("c1", end=True),
                   NoteMark("n1"), Span(", as in "), Reference("b", "1.2"), Span("."),), "1.1", "p"),
        Heading((Span("Knees"),), 2, "1.2", "b"),
        Heading((Span("Left knee"),), 3, "1.2.1"),
        Paragraph((Span("Words beside the numbers."),)),
        ListItem((Span("one"),)),
        ListItem((Span("two"),), 1, "a)"),
        Table((((Span("Hedge"),), (Span("Height"),)), ((Span("Box"),), (Span("low"),))), header=True),
        Heading((Span("Annex"),), 1),
    ),
    notes=(Note("n1", "1", (Paragraph((Span("Below the knee."),)),)),),
    comments=(Comment("c1", "Owen", "2026-05-12T10:00:00Z", "How low?"),),
)  # fmt: skip


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def written(document: Document, template: bytes) -> bytes:
    return write(document, "docx", Printing(line_numbers=True, template=read_template(template)))


def test_everything_reads_back_as_without_a_template() -> None:
    with_template = read(written(DOCUMENT, made_template()))
    without = read(write(DOCUMENT, "docx"))

    assert with_template.blocks == without.blocks
    assert with_template.notes == without.notes
    assert with_template.comments == without.comments
    assert (with_template.title, with_template.lang) == (without.title, without.lang)
    assert [block.number for block in with_template.blocks if isinstance(block, Heading)] == ["1", "1.2", "1.2.1", None]
    assert "The Commonweal Association" in with_template.running


@pytest.mark.parametrize("seed", range(20))
def test_any_document_reads_back_as_without_a_template(seed: int) -> None:
    document = replace(pair(seed)[1], title="T")
    template = made_template(picture=False)
    assert read(written(document, template)).blocks == read(write(document, "docx")).blocks


def test_the_page_the_fonts_the_header_and_the_footer_are_the_template_s() -> None:
    data = written(DOCUMENT, made_template())

    made = docx.Document(io.BytesIO(data))
    section = made.sections[0]
    assert (round(section.page_width.mm), round(section.left_margin.mm)) == (148, 30)
    assert section.header.paragraphs[0].text == "The Commonweal Association"
    assert section.footer.paragraphs[0].text == "Registered charity"
    assert len([name for name in parts(data) if name.startswith("word/media/")]) == 1
    heading = next(one for one in made.paragraphs if one.text == "Knees")
    assert (heading.style.name, heading.style.font.name) == ("Heading 2", FONT)
    third = next(one for one in made.paragraphs if one.text == "Left knee")
    assert (third.style.name, third.style.style_id) == ("House point", "Heading3")
    assert made.styles["Normal"].font.name == FONT
    width = sum(column.width for column in made.tables[0].columns)
    assert width <= Mm(148 - 60) + Mm(1)
    assert "Words that are no part" not in parts(data)["word/document.xml"].decode()
    assert b"lnNumType" in parts(data)["word/document.xml"]


def test_a_template_without_a_footer_keeps_our_page_numbers() -> None:
    plain = io.BytesIO()
    docx.Document().save(plain)
    data = written(DOCUMENT, plain.getvalue())
    assert "Hedges and how to cut them" in docx.Document(io.BytesIO(data)).sections[0].footer.paragraphs[0].text


RELATION = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" %s/>'
)


def with_relation(data: bytes, part: str, kind: bytes, target: bytes) -> bytes:
    return changed(data, {part: lambda xml: xml.replace(b"</Rel", RELATION % (kind, target) + b"</Rel")})


def header_saying(inside: bytes) -> bytes:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Head"
    stream = io.BytesIO()
    made.save(stream)
    return changed(stream.getvalue(), {"word/header1.xml": lambda xml: xml.replace(b"<w:r>", inside + b"<w:r>")})


FETCHES = (b'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDE</w:instrText></w:r>'
           b'<w:r><w:instrText>PICTURE "x"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')  # fmt: skip


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        (lambda: changed(made_template(), {}, {"word/vbaProject.bin": b"x"}), MACROS),
        (lambda: changed(made_template(), {"[Content_Types].xml": lambda xml: xml.replace(
            b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main")}), MACROS),
        (lambda: changed(made_template(), {}, {"word/embeddings/one.bin": b"x"}), OBJECTS),
        (lambda: with_relation(made_template(), "word/_rels/document.xml.rels", b"image",
                               b'Target="https://example.org/x.png" TargetMode="External"'), OUTSIDE),
        (lambda: changed(made_template(), {}, {"word/_rels/settings.xml.rels":
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + RELATION % (b"attachedTemplate", b'Target="file:///C:/x.dotm" TargetMode="External"')
            + b"</Relationships>"}), OUTSIDE),
        (lambda: header_saying(FETCHES), FIELDS),
        (lambda: header_saying(b'<w:fldSimple w:instr=" DDEAUTO cmd x "/>'), FIELDS),
        (lambda: header_saying(b"<w:object/>"), OBJECTS),
        (lambda: changed(made_template(), {"word/media/image1.png": lambda data: b"<svg/>"}), PICTURES),
        (lambda: b"x" * (MOST_BYTES + 1), TOO_LARGE),
    ],
)  # fmt: skip
def test_what_could_act_or_reach_out_is_refused_with_its_sentence(template, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_template(template())
    assert str(refused.value) == sentence


def test_links_in_a_template_do_no_harm_and_leave_their_words() -> None:
    address = b'Target="https://example.org/" TargetMode="External"'
    linked = header_saying(b'<w:hyperlink r:id="rId99"><w:r><w:t>Our site</w:t></w:r></w:hyperlink>')
    linked = with_relation(linked, "word/_rels/document.xml.rels", b"hyperlink", address)
    relations = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    relations += RELATION % (b"hyperlink", address) + b"</Relationships>"
    linked = changed(linked, {}, {"word/_rels/header1.xml.rels": relations})

    template = read_template(linked)

    stories = b"".join(story.xml for story in template.stories)
    assert b"Our site" in stories
    assert b"hyperlink" not in stories
    assert b"rId99" not in stories


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7", b"x" * 1000])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_template(data)
