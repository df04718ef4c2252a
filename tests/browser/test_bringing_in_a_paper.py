"""A convenor uploads a paper, looks over what was read, decides a doubt, and every word of the file is in the house."""

from __future__ import annotations

import re
from textwrap import dedent

from playwright.sync_api import expect

from policyhub.readers.text import read_text
from policyhub.writers.docx import write_docx
from tests.browser.conftest import People
from tests.browser.our_paper import ASKED, CHAPTERS, NOTES, QUESTIONS, TITLE, count_words, text_of_paper
from tests.browser.person import Person
from tests.browser.site import Site
from tests.domain.test_importing_kinds import RESPONSE
from tests.importing_kinds import MOTION

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def uploads_the_paper(mair: Person, text: str, name: str = "library.txt") -> None:
    """From the list of papers to the page on which a file is looked over."""
    mair.follows("Papers", within=mair.page.get_by_role("navigation", name="PolicyHub"))
    mair.follows("Import a file")
    mair.uploads("The file", name, text.encode())
    mair.presses("Upload and read it")
    mair.is_at("Your file is being read")
    mair.site.work()
    expect(mair.page.get_by_role("heading", level=1)).to_contain_text("Look over what we read")  # it goes on by itself
    mair.look()


def test_a_convenor_makes_a_paper_of_a_file_and_no_word_is_missing(people: People, site: Site) -> None:
    mair = people("mair")
    text = text_of_paper()
    uploads_the_paper(mair, text)
    mair.reads("40 sections", "3 notes", "1 question to the council", "1 live reference", "Becomes a dispute", ASKED)
    counted = re.search(r"Words in the file ([0-9,]+) Words with a place here ([0-9,]+)", mair.words(), re.IGNORECASE)
    assert counted
    assert counted[1] == counted[2]
    mair.reads(f"Every one of the {counted[1]} words in your file has its place")
    assert mair.main.get_by_role("link", name=CHAPTERS[0][0]).count() >= 1  # the outline

    third = mair.page.get_by_role("group", name="The mark of note 3 was lost: where does it belong?")
    assert third.get_by_role("radio", name="in 6.3").is_checked()  # the best guess is chosen already
    mair.chooses("in 6.4", within=third)
    mair.writes("What the consultation is called", "The future of libraries")
    mair.writes("Who asks the questions", "Department for Culture")
    mair.presses("Make it a paper")
    mair.is_at(TITLE)

    paper = mair.page.get_by_role("article").filter(has=mair.page.get_by_role("heading", level=1))
    shown = count_words(paper.inner_text())
    assert mair.page.get_by_role("link", name="3.2", exact=True).count() >= 1  # a reference that lives
    clause = mair.page.locator(".clause").filter(has_text="since the roof leaks")
    assert clause.get_by_role("link", name="Note 3").count() == 1  # where the convenor decided that it belongs
    mair.follows("The future of libraries")
    mair.reads("Department for Culture", *QUESTIONS)
    shown += count_words(mair.words())
    assert count_words(text) - shown == {}


def test_an_import_is_kept_for_later_thrown_away_and_taken_back(people: People) -> None:
    mair = people("mair")
    uploads_the_paper(mair, "A short paper\n\n1. Purpose\n\n1.1. To say one thing.\n\n1.2. To say it well.\n")
    mair.writes("The paper’s title", "A very short paper")
    mair.presses("Keep this for later")
    assert mair.page.get_by_role("textbox", name="The paper’s title").input_value() == "A very short paper"
    mair.presses("Throw it away")
    mair.reads("thrown away")
    mair.presses("Take it back")
    mair.site.work()
    mair.opens("/imports")
    mair.follows("library.txt")
    mair.is_at("Look over what we read")
    mair.presses("Make it a paper")
    mair.is_at("A very short paper")
    mair.reads("To say it well.")


def test_what_is_left_out_is_listed_and_stays_in_the_file(people: People) -> None:
    mair = people("mair")
    uploads_the_paper(mair, "A short paper\n\n1. Purpose\n\n1.1. To say one thing.\n\n1.2. To say it well.\n")
    mair.page.get_by_text("Leave a section out").click()
    mair.ticks("1.2 To say it well")
    mair.presses("Keep this for later")
    mair.reads("Left out, kept in the file")
    mair.presses("Make it a paper")
    mair.does_not_read("To say it well.")
    mair.reads("To say one thing.")


def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(people: People) -> None:
    mair = people("mair")
    mair.opens("/imports/new")
    mair.presses("Upload and read it", status=422)
    mair.uploads("The file", "picture.txt", bytes(range(256)) * 40)
    mair.presses("Upload and read it")
    mair.site.work()
    expect(mair.page.get_by_role("heading", level=1)).not_to_contain_text("Your file is being read")
    mair.look()
    mair.reads("picture.txt")
    mair.does_not_read("Look over what we read", "broke")


def test_the_notes_stand_below_the_paper_with_a_way_back(people: People) -> None:
    mair = people("mair")
    uploads_the_paper(mair, text_of_paper())
    mair.presses("Make it a paper")
    mair.reads(*(note for _place, note in NOTES))
    mair.page.get_by_role("link", name="Note 2").first.click()
    assert "#note-" in mair.page.url
    mair.page.get_by_role("link", name="Back to 3.2").click()
    assert "#ref-" in mair.page.url


def test_a_secretary_brings_in_a_motion_and_an_answer_from_word(people: People) -> None:
    tom = people("tom")
    tom.follows("Motions", within=tom.page.get_by_role("navigation", name="PolicyHub"))
    brings_in(tom, "motion.docx", MOTION)
    tom.reads("Make it a motion", "Ferries are late.", "The harbour was built in 1901.")
    tom.presses("Make it a motion")
    tom.is_at("Ferries for all")
    tom.reads("Mair Ellis", "To write to the minister.")

    tom.follows("Consultations", within=tom.page.get_by_role("navigation", name="PolicyHub"))
    brings_in(tom, "response.docx", RESPONSE)
    tom.reads("Make it a response", "Points to the answer to question 1.")
    tom.writes("Who asks the questions", "Department of Harbours")
    tom.presses("Make it a response")
    tom.reads("3 of 3 questions answered", "Yes, we do", "As do the islands.", "See our answer to question 1.")
    tom.presses("Mark the response as ready")
    tom.reads("The response is ready.")


def brings_in(who: Person, name: str, text: str) -> None:
    """A text as a Word file, from the list it is on to the page on which it is looked over."""
    who.page.get_by_role("link", name="Import a file").first.click()
    who.uploads("The file", name, write_docx(read_text(dedent(text).encode())), WORD)
    who.presses("Upload and read it")
    who.site.work()
    expect(who.page.get_by_role("heading", level=1)).to_contain_text("Look over what we read")
    who.look()
