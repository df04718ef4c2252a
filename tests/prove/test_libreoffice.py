"""LibreOffice shows what we wrote, and we read what it shows: run by `make prove` where LibreOffice is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from policyhub.domain.document import (
    Change,
    ChangeKind,
    Comment,
    CommentMark,
    Document,
    Heading,
    ListItem,
    Note,
    NoteMark,
    Paragraph,
    Span,
    lines_of,
)
from policyhub.domain.tracked import changes_of
from policyhub.readers.odt import read_odt
from policyhub.writers import write
from policyhub.writers.odt import write_odt

SOFFICE = shutil.which("soffice")
REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "word"

pytestmark = [pytest.mark.prove, pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed.")]

INSERT = Change(ChangeKind.INSERT, "Ann", "2026-05-12T10:00:00")
DELETE = Change(ChangeKind.DELETE, "Bob", "2026-05-13T10:00:00")


def converted(data: bytes, ending: str, to: str, folder: Path) -> bytes:
    """A file as LibreOffice saves it in another format."""
    source = folder / f"paper.{ending}"
    source.write_bytes(data)
    out = folder / "out"
    command = [str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", to,
               "--outdir", str(out), str(source)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return (out / f"paper.{to.partition(':')[0]}").read_bytes()


def words(text: str) -> tuple[Span]:
    return (Span(text),)


PAPER = Document(
    title="Hedges",
    blocks=(
        Heading(words("Where they stand"), 1, "8"),
        Paragraph(words("By the road."), "8.1"),
        Paragraph((Span("By the field"), NoteMark("n1"), Span("."), NoteMark("n2")), "8.2"),
        Heading(words("Whose they are"), 2, "8.3"),
        Paragraph(words("Ours."), "8.3.1"),
        Paragraph(words("Between."), None),
        ListItem(words("hawthorn"), 0, "a)"),
        ListItem(words("of all kinds"), 1, "•"),
        ListItem(words("hazel"), 0, "b)"),
        Paragraph((Span("We cut "), Span("all ", change=DELETE), Span("some ", change=INSERT), Span("of them."))),
        Paragraph(words("One half"), end_change=INSERT),
        Paragraph((Span("and "), CommentMark("c1"), Span("the other"), CommentMark("c1", end=True))),
        Heading(words("When"), 1, "9"),
    ),
    notes=(Note("n1", "1", (Paragraph(words("Since long ago.")),)), Note("n2", "*", (Paragraph(words("Starred.")),))),
    comments=(Comment("c1", "Ann", "2026-05-12T10:00:00", "Which?"),),
)


def test_libreoffice_prints_the_numbers_that_were_given(tmp_path: Path) -> None:
    text = converted(write_odt(PAPER), "odt", "txt:Text (encoded):UTF8", tmp_path).decode("utf-8-sig")

    shown = [" ".join(line.split()) for line in text.splitlines()]
    for line in ("8. Where they stand", "8.1 By the road.", "8.3 Whose they are", "8.3.1 Ours.", "a) hawthorn",
                 "b) hazel"):  # fmt: skip
        assert line in shown
    assert any(line.startswith("8.2 By the field") for line in shown)
    assert shown[-1] == "9. When"


def test_what_libreoffice_saves_again_is_the_same_paper(tmp_path: Path) -> None:
    found = read_odt(converted(write_odt(PAPER), "odt", "odt", tmp_path))

    assert list(lines_of(found.blocks)) == list(lines_of(PAPER.blocks))
    assert [type(block) for block in found.blocks] == [type(block) for block in PAPER.blocks]
    assert [(note.mark, list(lines_of(note.blocks))) for note in found.notes] == [
        ("1", ["Since long ago."]), ("*", ["Starred."]),
    ]  # fmt: skip
    assert [(one.author, one.at[:19], one.text) for one in found.comments] == [("Ann", "2026-05-12T10:00:00", "Which?")]
    assert [(one.change.kind, one.change.author, one.text) for one in changes_of(found.blocks)] == [
        (one.change.kind, one.change.author, one.text) for one in changes_of(PAPER.blocks)
    ]


def test_a_word_file_of_ours_keeps_its_numbers_in_libreoffice(tmp_path: Path) -> None:
    found = read_odt(converted(write(PAPER, "docx"), "docx", "odt", tmp_path))

    numbers = [block.number for block in found.blocks if isinstance(block, Paragraph | Heading) and block.number]
    assert numbers == ["8", "8.1", "8.2", "8.3", "8.3.1", "9"]
    assert [block.marker for block in found.blocks if isinstance(block, ListItem)] == ["a)", "•", "b)"]
    assert [note.mark for note in found.notes] == ["1", "*"]


@pytest.mark.skipif(not REAL.exists(), reason="The real papers beside the repository (../shared) are not there.")
@pytest.mark.parametrize("name", ["uksiem_20180888_en", "uksiem_20240868_en_001"])
def test_a_real_paper_saved_by_libreoffice_has_the_numbers_it_prints(name: str, tmp_path: Path) -> None:
    data = (REAL / f"{name}.docx").read_bytes()
    text = converted(data, "docx", "txt:Text (encoded):UTF8", tmp_path).decode("utf-8-sig")

    found = read_odt(converted(data, "docx", "odt", tmp_path))

    printed = [" ".join(line.split()) for line in text.splitlines()]
    numbered = [block for block in found.blocks if isinstance(block, Paragraph | Heading) and block.number]
    assert len(numbered) > 20
    starts = [" ".join(line.split())[:30] for line in lines_of(numbered)]
    missing = [
        start for start in starts
        if not any(line.replace(". ", " ", 1).startswith(start) or line.startswith(start) for line in printed)
    ]  # fmt: skip
    assert missing == []
