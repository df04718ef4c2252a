"""What can be chosen about a file of a paper, in every format: comments, disputes, line numbers, what is agreed."""

from __future__ import annotations

import io
import zipfile

import pypdfium2
import pytest

from policyhub import db
from policyhub.acts.paper_documents import Shown
from policyhub.domain.document import CommentMark, Document, Heading, ListItem, contents_of, plain_of
from policyhub.models import Edition, Paper
from policyhub.permissions.actor import HOUSE, VISITOR, Actor
from policyhub.permissions.visible import load
from policyhub.readers import read
from policyhub.services import comments, editions, exports, flags, papers
from policyhub.writers import FORMATS
from policyhub.writers.printing import Printing
from tests.services.assembling import agree, change
from tests.world import World

READ_AGAIN = ("docx", "odt", "html")
LISTED = ("pdf", "md", "txt")


def words_of(document: Document, ending: str, printing: Printing | None = None) -> str:
    """All that can be read in a file."""
    data = exports.make_file(document, ending, printing or Printing()).data
    if ending == "pdf":
        pages = pypdfium2.PdfDocument(data)
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())
    if ending in ("docx", "odt"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return " ".join(file.read(name).decode() for name in file.namelist() if name.endswith(".xml"))
    return data.decode()


def paper_of(world: World, who: Actor | None = None, **chosen: bool) -> Document:
    world.fresh()
    paper = load(db.session(), Paper, HOUSE, world.paper)
    return exports.get_paper(who or world.mair, paper, Shown(**chosen)).document


def edition_of(world: World, pid: str, who: Actor | None = None, **chosen: bool) -> Document:
    world.fresh()
    return exports.get_edition(who or world.mair, load(db.session(), Edition, HOUSE, pid), Shown(**chosen)).document


def has_comments(world: World) -> None:
    """Two on words with an answer to one of them, one on a note, one on a whole section."""
    first = comments.add_comment(world.owen, world.section("1.2"), body="How long a walk?", quote="within a walk")
    comments.reply_to_comment(world.mair, first, body="The note says it.\n\nTen minutes.")
    comments.resolve_comment(world.mair, first)
    comments.add_comment(world.owen, world.section("1.2"), body="In which weather?", quote="ten minutes")
    comments.add_comment(world.owen, world.section("2"), body="Too short a chapter.")


def test_comments_stand_round_their_words_with_who_when_and_what_was_answered(world: World) -> None:
    has_comments(world)

    document = paper_of(world, comments=True)

    first, answer, on_note, on_all = document.comments
    assert (first.author, first.text, first.resolved, first.reply_to) == ("Owen Rees", "How long a walk?", True, None)
    assert (answer.author, answer.reply_to, answer.text.split()[-1]) == ("Mair Pugh", first.id, "minutes.")
    assert (on_note.text, on_all.text) == ("In which weather?", "Too short a chapter.")
    assert words_under(document, first.id) == words_under(document, answer.id) == "within a walk"
    assert words_under(document, on_all.id) == ""


def words_under(document: Document, comment: str) -> str:
    """The words between the marks of a comment; both must be there."""
    inside, words, marks = False, "", []
    for content in contents_of(document.blocks):
        for inline in content:
            if isinstance(inline, CommentMark) and inline.comment == comment:
                inside = not inline.end
                marks.append(inline.end)
            elif inside:
                words += getattr(inline, "text", "")
    assert marks == [False, True]
    return words


@pytest.mark.parametrize("ending", READ_AGAIN)
def test_comments_are_real_ones_where_the_format_has_them(world: World, ending: str) -> None:
    has_comments(world)

    found = read(exports.make_file(paper_of(world, comments=True), ending).data, name=f"paper.{ending}")

    said = [(one.author, " ".join(one.text.split()), one.reply_to is not None, one.resolved) for one in found.comments]
    assert sorted(said) == sorted(
        [
            ("Owen Rees", "How long a walk?", False, True),
            ("Mair Pugh", "The note says it. Ten minutes.", True, True),
            ("Owen Rees", "In which weather?", False, False),
            ("Owen Rees", "Too short a chapter.", False, False),
        ]
    )
    # a page may keep the blank before the words on either side of a mark
    first = next(one.id for one in found.comments if one.text == "How long a walk?")
    assert words_under(found, first).strip() == "within a walk"


@pytest.mark.parametrize("ending", LISTED)
def test_comments_are_listed_at_the_end_elsewhere(world: World, ending: str) -> None:
    has_comments(world)

    said = words_of(paper_of(world, comments=True), ending)

    said = said.replace("\\", "").replace("**", "").replace("\u200b", "")
    body, _, listed = said.rpartition("Comments")
    assert "within a walk[Comment 1]" in body.replace(" [", "[")
    assert "Comment 1 · 1.2 · “within a walk” · Owen Rees · " in listed
    assert "· settled" in listed
    for words in ("How long a walk?", "Mair Pugh · ", "Ten minutes.", "Comment 3 · 2 · Owen Rees"):
        assert words in listed


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_without_comments_nobody_s_remark_goes_out(world: World, ending: str) -> None:
    has_comments(world)

    said = words_of(paper_of(world), ending)

    assert "How long a walk?" not in said
    assert "Owen Rees" not in said


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_a_visitor_gets_neither_comments_nor_disputes_nor_reasons_nor_names(world: World, ending: str) -> None:
    has_comments(world)
    agree(world, "2.1")
    question = {"question": "Free for whom?", "quote": "free for every resident"}
    flag = flags.raise_flag(world.owen, world.section("2.2"), **question)
    frozen = editions.freeze_edition(world.mair, world.paper, name="Draft 1")
    flags.withdraw_flag(world.mair, flag, reason="We agree after all.")
    papers.send_to_council(world.mair, world.paper)
    papers.adopt_paper(world.callum, world.paper)

    secrets = ("How long a walk?", "Owen Rees", "Mair Pugh", "[Disputed", "Free for whom?", "Agreed at the meeting")
    found = {
        who: words_of(paper_of(world, who, comments=True), ending)
        + words_of(edition_of(world, frozen, who, comments=True), ending)
        for who in (VISITOR, world.mair)
    }

    assert [words for words in secrets if words in found[VISITOR]] == []
    assert "called agreed on" in found[VISITOR]
    assert [words for words in secrets if words not in found[world.mair]] == ([] if ending != "json" else ["[Disputed"])


@pytest.mark.parametrize("ending", sorted(set(FORMATS) - {"json"}))
def test_disputes_are_marked_or_left_out(world: World, ending: str) -> None:
    flags.raise_flag(world.owen, world.section("2.2"), question="Free?", quote="free for every resident")
    flags.raise_flag(world.owen, world.section("1.1"), question="All of it?")

    assert "[Disputed: " in words_of(paper_of(world), ending).replace("\\[", "[")
    plain = paper_of(world, disputes=False)
    assert "[Disputed" not in words_of(plain, ending)
    assert not any(getattr(block, "disputed", False) for block in plain.blocks)


def disputed_list(document: Document) -> list[tuple[int, str]]:
    """What stands under "What is disputed", with the level of each item."""
    items: list[tuple[int, str]] = []
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading):
            inside = plain_of(block.content) == "What is disputed"
        elif inside and isinstance(block, ListItem):
            items.append((block.level, plain_of(block.content)))
    return items


def test_the_questions_and_the_wordings_on_offer_are_listed_with_the_disputes(world: World) -> None:
    first = flags.raise_flag(
        world.owen, world.section("2.2"), question="Free for\n\nwhom?", quote="free for every resident"
    )
    flags.raise_flag(world.owen, world.section("1"), question="All of it?")
    flags.offer_option(world.mair, first, label="The young", replacement="free for the young")
    flags.offer_option(world.mair, first, label="Nothing", replacement="")
    edition = editions.freeze_edition(world.mair, world.paper, name="Draft 1")
    flags.offer_option(world.mair, first, label="The old", replacement="free for the old")

    said = [
        (0, "D1, 2.2: Free for whom?"),
        (1, "A: Leave it as it is"),
        (1, "B: The young: “free for the young”"),
        (1, "C: Nothing: take these words out"),
    ]
    assert disputed_list(paper_of(world)) == [*said, (1, "D: The old: “free for the old”"), (0, "D2, 1: All of it?")]
    assert disputed_list(edition_of(world, edition)) == [*said, (0, "D2, 1: All of it?")]
    assert disputed_list(paper_of(world, disputes=False)) == []
    assert disputed_list(paper_of(world, VISITOR)) == []
    flags.withdraw_flag(world.mair, first, reason="We know.")
    assert disputed_list(paper_of(world)) == [(0, "D2, 1: All of it?")]


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_what_is_agreed_is_listed_or_left_out(world: World, ending: str) -> None:
    agree(world, "2.1")

    said = words_of(paper_of(world), ending).replace("\\", "")
    assert "What is agreed" in said
    assert "2.1: called agreed on" in said
    assert "Agreed at the meeting" in said
    assert "What is agreed" not in words_of(paper_of(world, agreements=False), ending)


@pytest.mark.parametrize(
    ("ending", "sign"), [("docx", "<w:lnNumType "), ("odt", "<text:linenumbering-configuration "), ("pdf", " 7 ")]
)
def test_lines_are_numbered_where_there_are_pages(world: World, ending: str, sign: str) -> None:
    document = paper_of(world, agreements=False)
    assert sign in words_of(document, ending, Printing(line_numbers=True))
    assert sign not in words_of(document, ending)


def test_what_stands_below_the_text_is_not_counted(world: World) -> None:
    document = paper_of(world)
    assert words_of(document, "docx").count("<w:suppressLineNumbers/>") == 3
    assert words_of(document, "odt").count('text:number-lines="false"') == 2


@pytest.mark.parametrize("ending", [ending for ending, one in FORMATS.items() if not one.paged])
def test_a_format_without_pages_is_the_same_with_line_numbers(world: World, ending: str) -> None:
    document = paper_of(world)
    assert words_of(document, ending, Printing(line_numbers=True)) == words_of(document, ending)


def test_an_edition_has_what_was_disputed_then_and_what_was_said_of_its_words(world: World) -> None:
    flag = flags.raise_flag(world.owen, world.section("2.2"), question="Free?", quote="free for every resident")
    comments.add_comment(world.owen, world.section("2.1"), body="Of what was.", quote="kept at home")
    edition = editions.freeze_edition(world.mair, world.paper, name="Draft 1")
    flags.withdraw_flag(world.mair, flag, reason="Settled at the meeting.")
    flags.raise_flag(world.owen, world.section("1.1"), question="Later?")
    change(world, "2.1", "Quite other words, of which nothing has been said.")
    comments.add_comment(world.owen, world.section("2.1"), body="Of what is.", quote="Quite other")

    said = words_of(edition_of(world, edition, comments=True), "txt")

    assert "[Disputed: free for every resident]" in said
    assert said.count("Disputed") == 1
    assert "kept at home[Comment 1]" in said
    assert "Of what was." in said
    assert "Of what is." not in said
    assert "[Disputed" not in words_of(edition_of(world, edition, disputes=False), "txt")
    now = words_of(paper_of(world, comments=True), "txt")
    assert "free for every resident, and" in now
    assert "Of what is." in now
