"""What a PDF holds, and that its words can be read again."""

from __future__ import annotations

import contextlib
import io
import time

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyhub.domain.document import (
    Block,
    Change,
    ChangeKind,
    Document,
    Fact,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    Mark,
    Note,
    NoteMark,
    Paragraph,
    Quotation,
    Reference,
    Span,
    Table,
    lines_of,
    plain_of,
)
from policyhub.readers.errors import Unreadable
from policyhub.readers.pdf import read_pdf
from policyhub.writers import pdf, write
from policyhub.writers.pdf import TooLongForPdf, bind_pdf, write_pdf
from policyhub.writers.pdf_data import data_of
from tests.samples import tries
from tests.writers.building import heading, paragraph, words
from tests.writers.documents import Expected, documents, words_of

many = settings(max_examples=tries(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])

WORDS = ["heather", "orchard", "lantern", "Gŵyl", "ŷd", "kettle", "café", "river,", "bank.", "(mill)", "1.2",
         "“meadow”", "it's", "a", "an", "I", "of", "the"]  # fmt: skip
LOOKS = [Mark.STRONG, Mark.EMPHASIS, Mark.RED, Mark.UNDERLINE, Mark.HIGHLIGHT, Mark.STRIKE, Mark.CODE]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join)
short = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
spans = st.builds(Span, texts) | st.builds(
    Span, short, st.frozensets(st.sampled_from(LOOKS), max_size=2), st.sampled_from([None, "https://example.org/x"])
)
noted = st.builds(
    lambda text, note: (Span(f"{text} lantern"), NoteMark(note)), short, st.sampled_from(["n1", "n2", "n3"])
)
pieces = st.one_of(spans.map(lambda span: (span,)), noted, st.just((LineBreak(),)))


def _apart(parts: list[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    made: list[Inline] = []
    for part in parts:
        made.extend((*part, Span(" ")))
    return tuple(made)


contents = st.tuples(spans.map(lambda span: (span,)), st.lists(pieces, max_size=4)).map(lambda p: _apart([p[0], *p[1]]))
blocks = st.one_of(
    st.builds(Paragraph, contents, st.sampled_from([None, "1", "1.1", "1.2.3", "(a)", "4A"]), st.none(),
              st.integers(0, 2), st.none(), st.booleans()),
    st.builds(Heading, short.map(lambda text: (Span(text),)), st.integers(1, 4), st.sampled_from([None, "1", "1.1"])),
    st.builds(ListItem, contents, st.integers(0, 3), st.sampled_from(["•", "a)", "1.", "–"])),
    st.builds(Quotation, contents),
    st.builds(Table, st.lists(st.lists(contents, min_size=2, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple),
              st.booleans()),
)  # fmt: skip
note_blocks = st.lists(st.builds(Paragraph, texts.map(lambda text: (Span(text),))), min_size=1, max_size=2).map(tuple)
readable = st.builds(
    Document,
    title=st.just("") | short,
    subtitle=st.none() | short,
    facts=st.lists(st.builds(Fact, short, short), max_size=2).map(tuple),
    blocks=st.lists(blocks, min_size=1, max_size=25).map(tuple),
    notes=st.tuples(*(st.builds(Note, st.just(f"n{n}"), st.just(str(n)), note_blocks) for n in (1, 2, 3))),
)


def shown(document: Document) -> list[str]:
    """The words of a document that was read, the marks of its notes at their places."""
    marks = {note.id: note.mark for note in document.notes}

    def line(content: tuple[Inline, ...]) -> str:
        parts = (marks[part.note] if isinstance(part, NoteMark) else plain_of((part,)) for part in content)
        return "".join(parts)

    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            lines.extend(line(cell) for row in block.rows for cell in row)
        else:
            lines.append((f"{block.marker} " if isinstance(block, ListItem) else "") + line(block.content))
    return words_of(lines)


def text_of(data: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


@many
@given(readable)
def test_what_was_written_is_read_again_word_by_word(document: Document) -> None:
    expected = Expected(document)
    body = [*expected.front(), *expected.blocks(document.blocks)]
    loose = expected.loose()
    body.extend(["Notes"] if loose else [])
    for note in loose:
        body.extend([note.mark, *expected.blocks(note.blocks, in_note=True)])

    found = read_pdf(write_pdf(document))

    # A line may be broken between a word and the bracket that ends a disputed passage.
    assert "".join(shown(found)) == "".join(words_of(body))
    noted = {note.mark: words_of(list(expected.blocks(note.blocks, in_note=True))) for note in expected.placed()}
    assert {note.mark: words_of(list(lines_of(note.blocks))) for note in found.notes} == noted


@many
@given(documents)
def test_any_document_can_be_written_and_read(document: Document) -> None:
    data = write_pdf(document)

    assert data.startswith(b"%PDF-1.7")
    assert data == write_pdf(document)
    with contextlib.suppress(Unreadable):  # of documents without words
        assert read_pdf(data).blocks


def test_words_are_never_read_as_markup() -> None:
    odd = ["#set page(width: 1cm)", "= Not a heading", "*not strong*", "$x^2$", "<label>", "@ref", "// gone", "\\u{41}",
           "#read(\"/etc/passwd\")", "`raw`", "https://example.org//x", "- no item", "~", "--", "..."]  # fmt: skip

    text = text_of(write_pdf(Document(blocks=tuple(paragraph(words) for words in odd))))

    assert [" ".join(line.split()) for line in text.splitlines()][:-1] == odd


def test_the_file_is_tagged_for_screen_readers_with_title_language_and_bookmarks() -> None:
    document = Document("Hedges", lang="cy", blocks=(heading("Rivers", 1, "1"), heading("Banks", 3, "1.1")),
                        extra={"association": "The Hedge Society", "date": "2026-05-03"})  # fmt: skip

    data = write_pdf(document)

    opened = pypdfium2.PdfDocument(io.BytesIO(data))
    assert b"pdfuaid:part>1" in data
    assert pdfium.FPDFCatalog_IsTagged(opened)
    known = opened.get_metadata_dict()
    assert (known["Title"], known["Author"]) == ("Hedges", "The Hedge Society")
    assert known["CreationDate"].startswith("D:20260503")
    assert read_pdf(data).lang == "cy-GB"
    assert [(mark.level, mark.get_title()) for mark in opened.get_toc()] == [(0, "1. Rivers"), (1, "1.1 Banks")]
    assert text_of(data).strip().endswith("1 / 1")


def test_the_words_of_a_note_are_no_part_of_a_bookmark() -> None:
    document = Document("T", blocks=(Heading((words("Rivers"), NoteMark("n"))),),
                        notes=(Note("n", "*", (paragraph("A note"),)),))  # fmt: skip

    toc = pypdfium2.PdfDocument(write_pdf(document)).get_toc()

    assert [mark.get_title() for mark in toc] == ["Rivers"]


def test_disputed_words_are_red_and_labelled() -> None:
    document = Document(blocks=(Paragraph((words("We ask for "), words("all", Mark.RED), words(" of it."))),
                                paragraph("Nothing less", disputed=True)))  # fmt: skip

    read = read_pdf(write_pdf(document)).blocks

    assert [plain_of(block.content) for block in read if not isinstance(block, Table)] == [
        "We ask for [Disputed: all] of it.", "[Disputed: Nothing less]",
    ]  # fmt: skip
    red = [part.text for block in read if not isinstance(block, Table) for part in block.content
           if isinstance(part, Span) and Mark.RED in part.marks]  # fmt: skip
    assert "".join(red) == "[Disputed: all][Disputed: Nothing less]"


def test_only_web_and_mail_addresses_are_links_and_references_lead_to_their_section() -> None:
    links = ["https://example.org/a?b=1", "mailto:a@example.org", "javascript:alert(1)", "file:///etc/passwd"]
    content = (
        *(words(f"w{n} ", link=link) for n, link in enumerate(links)),
        Reference("r", "1.4"),
        Reference("x", "9"),
    )

    data = write_pdf(Document("T", blocks=(Paragraph(content), paragraph("Rivers", "1.4", id="r"))))

    found = [part.link for part in read_pdf(data).blocks[1].content if isinstance(part, Span)]  # type: ignore[union-attr]
    assert found[:2] == links[:2]
    assert set(found[2:]) <= {None}
    assert data.count(b"/Subtype/Link") == 3


def test_lines_are_numbered_when_asked_for() -> None:
    document = Document(blocks=(paragraph("Words of a line. " * 60),))

    numbered = text_of(write_pdf(document, line_numbers=True)).split()

    assert {str(n) for n in range(1, 10)} <= set(numbered)
    assert "9" not in text_of(write_pdf(document)).split()


def test_signs_without_glyphs_stay_in_the_text() -> None:
    text = text_of(write_pdf(Document("T", blocks=(paragraph("smile 😀 one שלום עולם two 中文 end"),))))

    assert "中文" in text
    assert text.split()[1:4] == ["smile", "one", text.split()[3]]


def test_a_document_that_is_too_long_is_refused_with_what_to_do() -> None:
    with pytest.raises(TooLongForPdf, match="Choose Word"):
        write_pdf(Document(blocks=(paragraph("word " * 700_000),)))
    with pytest.raises(TooLongForPdf, match="Choose Word"):
        write_pdf(Document(blocks=(paragraph("word"),) * (pdf.MOST_BLOCKS + 1)))


@pytest.mark.parametrize(
    "block",
    [
        paragraph("word " * 10_000),
        paragraph("w" * 20_000),
        Table(tuple(tuple((words(f"c{n}"),) for n in range(70)) for _ in range(2))),
        Table(tuple(((words("word " * 300),), (words("x"),)) for _ in range(60)), header=True),
    ],
    ids=["long paragraph", "long word", "wide table", "long table"],
)
def test_odd_blocks_are_written_soon(block: Block) -> None:
    started = time.process_time()

    data = write_pdf(Document("T", blocks=(block, *(ListItem((words("x"),), n % 30) for n in range(200)))))

    assert time.process_time() - started < 5
    assert len(pypdfium2.PdfDocument(data)) >= 1


def test_changes_are_told_apart_by_lines_and_said_so_once() -> None:
    insert, delete = Change(ChangeKind.INSERT, "Mair"), Change(ChangeKind.DELETE, "Mair")
    content = (
        Span("The county "),
        Span("should", change=delete),
        Span("must", frozenset({Mark.STRIKE}), change=insert),
    )
    gone = Paragraph((Span("All of it.", change=delete), NoteMark("n1", delete)), number="1.2", end_change=delete)
    note = Note("n1", "1", (Paragraph((Span("A note.", change=delete),)),))
    parted = Paragraph((Span("In two."),), end_change=insert)
    document = Document("T", blocks=(Paragraph(content), gone, parted), notes=(note,))

    text, data = text_of(write(document, "pdf")), data_of(document)

    assert "should" in text
    assert "must" in text
    assert text.count("struck through were taken out") == 1
    bodies = [block["body"] for block in data["blocks"]]
    assert [(one["text"], one["styles"]) for one in bodies[0][1:]] == [("should", "g"), ("must", "n")]
    assert data["blocks"][1]["styles"] == "g"
    assert data["notes"][0]["blocks"][0]["body"] == [{"text": "A note.", "styles": "g"}]
    assert bodies[2] == ["In two.", {"text": "¶", "styles": "n"}]
    assert "struck" not in text_of(write(Document("T", blocks=(Paragraph((Span("In two."),)),)), "pdf"))


def test_several_documents_are_one_tagged_pdf_with_notes_references_and_languages_of_their_own() -> None:
    def one(title: str, lang: str) -> Document:
        blocks = (heading("Rivers", 1, "1"), Paragraph((Span("Banks"), NoteMark("n"), Reference("r", "1.2")), "1.1"),
                  paragraph("A mill.", "1.2", id="r"))  # fmt: skip
        return Document(title, lang=lang, blocks=blocks, notes=(Note("n", "7", (paragraph(f"Of {title}."),)),))

    data = bind_pdf([one("Mills", "en-GB"), one("Melinau", "cy")], title="Papers", contents="Contents")

    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]
    assert [page.split()[-3:] for page in pages] == [[str(n), "/", "3"] for n in (1, 2, 3)]
    assert ["Of Mills." in page for page in pages] == [False, True, False]
    assert ["Of Melinau." in page for page in pages] == [False, False, True]
    assert b"pdfuaid" in data
    with pytest.raises(TooLongForPdf):
        bind_pdf([Document(blocks=(paragraph("word " * 120_000),))] * 2, title="Papers", contents="Contents")
