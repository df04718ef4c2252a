"""What goes out: a response assembled from agreed words and exported, a motion, and search that keeps secrets."""

from __future__ import annotations

import docx
import pypdfium2
import pytest

from policyhub.readers import read
from policyhub.services.comments import add_comment
from policyhub.services.papers import start_paper
from tests.browser.conftest import People
from tests.browser.our_paper import CONSULTATION, QUESTIONS, brings_in_the_paper, text_of_paper
from tests.browser.person import Person
from tests.browser.site import Site
from tests.browser.test_bringing_in_a_paper import uploads_the_paper
from tests.world import seeds_of_paper

WHY = "Nobody objected."
HOURS = "Two evenings a week and all of Saturday are the least that a county should offer."
BUILDING = "The county pays for buildings and people, the nation for books."
OWN = "A library is for whoever comes in out of the rain."


def words_of_docx(path: str) -> str:
    """All that can be read in a Word file."""
    document = docx.Document(path)
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join(lines).split())


def has_the_paper_agreed(mair: Person) -> None:
    """The paper of our own, brought in, its sections called agreed, and open to every member."""
    uploads_the_paper(mair, text_of_paper())
    mair.writes("What the consultation is called", CONSULTATION)
    mair.writes("Who asks the questions", "Department for Culture")
    mair.presses("Make it a paper")
    mair.follows("Call sections agreed")
    mair.writes("How was it agreed?", WHY)
    mair.presses("Call them agreed")
    mair.follows("Where it stands")
    mair.presses("Open it for comment")


def inserts(person: Person, number: str) -> None:
    """A whole section, from the list of those that may be used."""
    person.picks_paper("A library in walking distance")
    person.presses(f"Insert {number}")


@pytest.mark.long
def test_a_response_is_assembled_and_exported(people: People) -> None:
    mair = people("mair")
    has_the_paper_agreed(mair)
    mair.follows("Consultations", within=mair.page.get_by_role("navigation", name="PolicyHub"))
    mair.follows(CONSULTATION)
    mair.reads(*QUESTIONS)
    mair.presses("Begin the response of Rural transport group")
    mair.reads("0 of 3 questions answered", "No answer yet")

    mair.follows(QUESTIONS[0])
    mair.follows("Your own words")
    mair.writes("Your words", OWN)
    mair.presses("Add these words")
    mair.reads("Your words were added.", OWN)
    mair.presses("Mark as complete")

    mair.follows("Next question")
    mair.follows("Agreed words")
    inserts(mair, "6.1")
    mair.reads("as they stand in the version that you read", BUILDING, "Called agreed", "version 1")
    mair.follows("Agreed words")
    mair.picks_paper("A library in walking distance")
    mair.follows("Choose words from 3.2")
    mair.writes("The words to use", HOURS.partition(" are ")[0])
    mair.presses("Insert these words")
    mair.reads("Two evenings a week and all of Saturday")
    mair.follows("Edit “Two evenings a week and all of Saturday”", exact=False)
    mair.writes("Your words", "Three evenings a week and all of Saturday")
    mair.presses("Save", exact=False)
    mair.reads("Adapted from 3.2, version 1", "Your words: not agreed")
    mair.presses("Mark as complete")

    mair.follows("Next question")
    mair.follows("Point to an answer")
    mair.chooses("2 " + QUESTIONS[1])
    mair.presses("Point to it")
    mair.reads("See our answer to question 2")
    mair.presses("Mark as complete")
    mair.follows("All of the response")
    mair.reads("3 of 3 questions answered")
    mair.follows("Download")
    mair.reads("This is not finished, so the file says DRAFT")

    shown = (
        *QUESTIONS,
        OWN,
        BUILDING,
        "Three evenings a week and all of Saturday",
        "question 2",
        "Department for Culture",
    )
    exported = words_of_docx(str(mair.downloads("Download as Word")))
    text = " ".join(mair.downloads("Download as Plain text").read_text(encoding="utf-8").split())
    markdown = " ".join(mair.downloads("Download as Markdown").read_text(encoding="utf-8").split())
    for words in (*shown, "A library in walking distance", "3.2", "6.1", "version 1"):
        assert words in exported, words
        assert words in text, words
        assert words in markdown, words

    mair.follows("Back")
    if mair.page.get_by_role("checkbox", name="Finish it although").count():
        mair.ticks("Finish it although")
    mair.presses("Mark the response as ready")
    joan = people("joan")
    joan.opens(mair.page.url)
    joan.reads("Ready", "3 of 3 questions answered")


@pytest.mark.long
def test_a_paper_that_moves_on_leaves_the_response_its_words(people: People, site: Site) -> None:
    brings_in_the_paper(site)
    mair = people("mair")
    mair.opens("/consultations")
    mair.follows(CONSULTATION)
    mair.presses("Begin the response of Rural transport group")
    mair.follows(QUESTIONS[1])
    mair.follows("Agreed words")
    inserts(mair, "6.1")
    answer = mair.page.url.partition("#")[0]
    mair.follows("6.1, version 1", exact=False)
    mair.follows("Say something about 6.1")
    mair.follows("Edit this section")
    mair.writes("Words", "The county pays for everything.", exact=True)
    mair.presses("Save the section")
    mair.opens(answer)
    mair.reads("The paper has moved on to version 2", "The county pays for")
    mair.presses("Keep version 1")
    mair.reads("Kept as they are.")


@pytest.mark.long
def test_a_secretary_writes_a_motion_from_agreed_words_and_exports_it(people: People, site: Site) -> None:
    brings_in_the_paper(site)
    tom = people("tom")
    tom.follows("Motions", within=tom.page.get_by_role("navigation", name="PolicyHub"))
    tom.follows("Write a motion", which=0)
    tom.writes("Title", "Keep the doors open")
    tom.writes("Where it goes", "Spring conference")
    tom.page.get_by_label("Word limit").fill("60")
    tom.writes("Moved by", "Tom Ashworth")
    tom.presses("Begin the motion")
    notes = tom.region("This branch notes")
    tom.follows("Agreed words Add to “This branch notes”", within=notes)
    inserts(tom, "6.4")
    tom.follows("Your own words Add to “This branch resolves”")
    tom.writes("Your words", "To ask the county to open three evenings a week.")
    tom.presses("Add these words")
    tom.reads("the roof leaks whether it is open or not", "To ask the county", "of 60 words", "Called agreed")
    tom.follows("Download")
    exported = words_of_docx(str(tom.downloads("Download as Word")))
    for words in (
        "Keep the doors open",
        "Spring conference",
        "Tom Ashworth",
        "since the roof leaks",
        "To ask the county",
    ):
        assert words in exported, words
    tom.follows("Back")
    tom.presses("Mark the motion as ready")
    tom.reads("Every member can read it now.")


@pytest.mark.long
def test_search_finds_what_the_reader_may_see_and_nothing_else(people: People, site: Site) -> None:
    brings_in_the_paper(site, agreed=False)
    mair = people("mair")
    mair.opens("/papers")
    mair.follows("A library in walking distance")
    mair.follows("Say something about 4.4")
    mair.writes("Your comment", "Our branch lends marigolds already.")
    mair.presses("Add the comment")
    site.work()
    stranger, visitor = people("joan"), people()
    searches(mair, "seed library drawer")
    mair.reads("A seed library costs a drawer and gives a garden.", "Section of a paper")
    searches(mair, "marigolds")
    mair.reads("Comment by Mair Pugh")
    for person in (stranger, visitor):
        for words in ("seed library drawer", "marigolds"):
            searches(person, words)
            person.reads("Nothing has all of these words.")
    mair.opens("/papers")
    mair.follows("A library in walking distance")
    mair.follows("Where it stands")
    mair.presses("Open it for comment")
    site.work()
    searches(stranger, "seed library drawer")
    stranger.reads("A seed library costs a drawer and gives a garden.")
    searches(stranger, "county decide where")
    stranger.reads("Question of a consultation")
    searches(visitor, "seed library drawer")
    visitor.reads("Nothing has all of these words.")


def searches(person: Person, words: str) -> None:
    person.opens("/search")
    person.page.get_by_role("searchbox", name="Words to look for").fill(words)
    person.presses("Search", within=person.main)


def test_several_papers_are_put_in_order_and_come_as_one_pdf(people: People, site: Site) -> None:
    with site.at_work():
        start_paper(site.world.mair, site.world.group, title="A shelter at every stop", seeds=seeds_of_paper())
        add_comment(site.world.owen, site.world.section("2.1"), body="Kept by whom?", quote="kept at home")
    mair = people("mair")
    mair.follows("Papers", within=mair.page.get_by_role("navigation", name="PolicyHub"))
    mair.follows("Download several")
    mair.presses("Next: put them in order")
    mair.reads("Choose at least one paper.")
    mair.ticks("A shelter at every stop")
    mair.ticks("Every village, every hour")
    mair.presses("Next: put them in order")
    mair.presses("Move down A shelter at every stop")
    mair.ticks("Members’ comments")

    pages = pages_of(mair.downloads("Download as one PDF").read_bytes())

    assert pages[0].index("Every village, every hour") < pages[0].index("A shelter at every stop")
    assert any("Kept by whom?" in page for page in pages)
    assert pages[-1].endswith(f"{len(pages)} / {len(pages)}")


def test_a_paper_comes_with_what_was_ticked(people: People, site: Site) -> None:
    with site.at_work():
        add_comment(site.world.owen, site.world.section("2.1"), body="Kept by whom?", quote="kept at home")
    mair = people("mair", width=390)
    mair.opens(f"/exports/paper/{site.world.paper}")
    assert "Kept by whom?" not in mair.downloads("Download as Plain text").read_text(encoding="utf-8")
    mair.ticks("Members’ comments")
    mair.ticks("Line numbers")

    assert "Kept by whom?" in mair.downloads("Download as Plain text").read_text(encoding="utf-8")
    word = read(mair.downloads("Download as Word").read_bytes())
    assert [comment.text for comment in word.comments] == ["Kept by whom?"]


def pages_of(data: bytes) -> list[str]:
    """The words of each page of a PDF."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]
