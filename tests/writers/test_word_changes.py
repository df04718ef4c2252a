"""Tracked changes and comments in the Word files we write, as other programs read them."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import pypandoc
import pytest
from lxml import etree

from policyhub.domain.comparing import compare_documents
from policyhub.domain.document import (
    Change,
    ChangeKind,
    Comment,
    CommentMark,
    Document,
    LineBreak,
    Note,
    NoteMark,
    Paragraph,
    Span,
    Table,
    plain_of,
)
from policyhub.readers.word import read_word
from policyhub.writers import write
from tests.domain.comparisons import pair
from tests.domain.test_comparing import lines

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INSERT, DELETE = (Change(kind, "Mair", "2026-11-22T10:00:00Z") for kind in (ChangeKind.INSERT, ChangeKind.DELETE))


def by_pandoc(file: bytes, how: str, folder: Path) -> list[str]:
    """The words of each paragraph and cell as pandoc reads them, changes accepted or rejected."""
    path = folder / "file.docx"
    path.write_bytes(file)
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "docx", "-t", "plain", "--wrap=none", f"--track-changes={how}", str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def by_rules(file: bytes, how: str) -> list[str]:
    """The same by the rules of the format alone (ISO 29500-1, 17.13.5), read straight from the XML."""
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml")).find(f"{W}body")
    gone = {"accept": ("del", "moveFrom"), "reject": ("ins", "moveTo")}[how]
    found, waiting = [], ""
    for paragraph in body.iter(f"{W}p"):
        for sign in paragraph.iter(f"{W}t", f"{W}delText", f"{W}br", f"{W}tab"):
            if not any(above.tag in [W + tag for tag in gone] for above in sign.iterancestors()):
                waiting += sign.text or " " if sign.tag.endswith(("}t", "}delText")) else " "
        end = paragraph.find(f"{W}pPr/{W}rPr")
        if end is None or not any(end.find(W + tag) is not None for tag in gone):
            found.append(waiting)
            waiting = ""
    return " ".join([*found, waiting]).split()


# in the last one two notes go that were counted one after the other
@pytest.mark.parametrize("seed", [*range(12), 54])
def test_a_comparison_is_both_texts_to_other_readers(seed: int, tmp_path: Path) -> None:
    check_comparison(seed, tmp_path)


def check_comparison(seed: int, folder: Path) -> None:
    """A comparison of a made pair: accepted it is the new file, rejected the old, to pandoc and by the rules."""
    old, new = pair(seed)
    compared = write(compare_documents(old, new, author="Mair", at="2026-11-22T10:00:00Z"), "docx")
    for how, wanted in (("accept", new), ("reject", old)):
        file = write(wanted, "docx")
        assert by_rules(compared, how) == by_rules(file, "accept"), (seed, how)
        assert _bare(by_pandoc(compared, how, folder)) == _bare(by_pandoc(file, "accept", folder)), (seed, how)


def _bare(words: list[str]) -> list[str]:
    """Without what pandoc draws: rules, bullets, numbers that it counts itself, the marks of notes."""
    bare = [re.sub(r"\[\d+\]", "", word) for word in words]
    return [word for word in bare if re.search(r"\w", word) and not re.fullmatch(r"[\[(]?(?:\d+|[a-z])[\].)]?", word)]


@pytest.mark.parametrize("seed", range(40))
def test_our_own_reader_gives_the_comparison_back(seed: int) -> None:
    old, new = pair(seed)
    compared = compare_documents(old, new, author="Mair", at="2026-11-22T10:00:00Z")
    found = read_word(write(compared, "docx"))
    assert [one for one in map(_changes, found.blocks) if one] == [one for one in map(_changes, compared.blocks) if one]


def _changes(block: object) -> list[tuple[str, Change | None]]:
    if isinstance(block, Table):
        contents = [inline for row in block.rows for cell in row for inline in cell]
        end = None
    else:
        contents, end = list(block.content), block.end_change  # type: ignore[attr-defined]
    made = [(i.text, i.change) for i in contents if isinstance(i, Span) and i.change and i.text]
    return [*made, *([("", end)] if end else [])]


def test_a_deleted_note_and_line_are_deleted() -> None:
    content = (Span("One"), NoteMark("n", DELETE), LineBreak(DELETE), Span("two", change=DELETE), LineBreak(INSERT))
    document = Document(blocks=(Paragraph((*content, Span("three"))),), notes=(Note("n", "1", ()),))
    found = read_word(write(document, "docx")).blocks[0]
    assert isinstance(found, Paragraph)
    assert [type(i).__name__ + (i.change.kind if i.change else "") for i in found.content] == [  # type: ignore[union-attr]
        "Span", "NoteMarkdelete", "LineBreakdelete", "Spandelete", "LineBreakinsert", "Span",
    ]  # fmt: skip


def commented() -> Document:
    content = (Span("Every "), CommentMark("a"), Span("village"), CommentMark("a", end=True), Span(" has a bus."))
    return Document(
        blocks=(
            Paragraph((CommentMark("b"), *content)),
            Paragraph((Span("End."), CommentMark("b", end=True))),
        ),
        comments=(
            Comment("a", "Tom Bevan", "2026-09-12T10:00:00Z", "Why?\nReally."),
            Comment("b", "Mair & Co", "no moment", "All of it <b>."),
            Comment("c", "Mair", "", "Because.", "a", resolved=True),
        ),
    )


def test_comments_come_back_with_their_words_places_and_answers() -> None:
    found = read_word(write(commented(), "docx"))
    assert found.comments == (
        Comment("c0", "Tom Bevan", "2026-09-12T10:00:00Z", "Why?\nReally."),
        Comment("c1", "Mair & Co", "", "All of it <b>."),
        Comment("c2", "Mair", "", "Because.", "c0", resolved=True),
    )
    first, last = found.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    assert first.content == (
        CommentMark("c1"),
        Span("Every "),
        CommentMark("c0"),
        Span("village"),
        CommentMark("c0", end=True),
        Span(" has a bus."),
    )
    assert last.content[1:] == (CommentMark("c1", end=True), CommentMark("c2"), CommentMark("c2", end=True))


def test_pandoc_reads_the_comments_too(tmp_path: Path) -> None:
    path = tmp_path / "file.docx"
    path.write_bytes(write(commented(), "docx"))
    command = [pypandoc.get_pandoc_path(), "-f", "docx", "-t", "native", "--track-changes=all", str(path)]
    native = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert native.count('"comment-start"') == 3
    assert "Tom Bevan" in native
    assert "village" in native


def test_formats_without_changes_show_the_accepted_words() -> None:
    document = Document(blocks=(Paragraph((Span("old", change=DELETE), Span("new", change=INSERT))),))
    assert b"old" not in write(document, "txt")
    assert lines(read_word(write(document, "docx"))) == ["oldnew"]
    assert plain_of(document.blocks[0].content) == "oldnew"  # type: ignore[union-attr]
