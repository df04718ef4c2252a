"""A real paper the whole way: from the file to an exported response to its questions and a motion, no word missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.conftest import People
from tests.browser.our_paper import count_words
from tests.browser.person import Person
from tests.browser.test_bringing_in_a_paper import uploads_the_paper
from tests.browser.test_going_out import words_of_docx

FILE = Path(__file__).resolve().parents[2] / ".." / "shared" / "real" / "papers" / "integrated-care-paper.txt"
ASKED = "What it asks"

pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="the real papers (../shared) are not here")


@pytest.fixture
def javascript() -> bool:
    """Once is enough: the other walks are made with scripts too."""
    return False


def test_a_real_paper_goes_the_whole_way(people: People) -> None:
    mair, tom = people("mair"), people("tom")
    text = FILE.read_text(encoding="utf-8", errors="replace")
    uploads_the_paper(mair, text)
    counted = re.search(r"Words in the file ([0-9,]+) Words with a place here ([0-9,]+)", mair.words(), re.IGNORECASE)
    assert counted
    assert counted[1] == counted[2]
    mair.reads("passages are shown in red", "upload the Word file")
    mair.writes("What the consultation is called", ASKED)
    mair.presses("Make it a paper")
    title = mair.page.get_by_role("heading", level=1).inner_text()
    article = mair.page.get_by_role("article").filter(has=mair.page.get_by_role("heading", level=1))
    assert count_words(text) - count_words(article.inner_text()) == {}

    mair.follows("Call sections agreed")
    mair.writes("How was it agreed?", "Nobody objected.")
    mair.presses("Call them agreed")
    mair.follows("Where it stands")
    mair.presses("Open it for comment")
    answers = _answers_every_question(mair, title)
    _exports_the_response(mair, answers)
    _moves_a_motion(tom, title)


def _answers_every_question(mair: Person, title: str) -> list[str]:
    mair.opens("/consultations")
    mair.follows(ASKED)
    mair.presses("Begin the response of Rural transport group")
    mair.reads("0 of 11 questions answered")
    questions = mair.page.get_by_role("region", name="Questions and answers").get_by_role("link")
    assert questions.count() == 11
    asked = [questions.nth(place).inner_text() for place in range(11)]
    used = []
    mair.follows(asked[0])
    for place in range(11):
        fitting = mair.region("Words that may fit").get_by_role("button", name="Insert")
        if fitting.count():
            used.append(mair.page.locator(".hint__text").first.inner_text())
            mair.presses("Insert", within=mair.region("Words that may fit"), exact=False, which=0)
        else:
            mair.follows("Agreed words")
            mair.picks_paper(title)
            used.append("")
            mair.presses("Insert", exact=False, which=place)
        mair.presses("Mark as complete")
        if place < 10:
            mair.follows("Next question")
    mair.follows("All of the response")
    mair.reads("11 of 11 questions answered")
    return [*asked, *used]


def _exports_the_response(mair: Person, parts: list[str]) -> None:
    mair.follows("Download")
    exported = {
        "Word": words_of_docx(str(mair.downloads("Download as Word"))),
        "Markdown": mair.downloads("Download as Markdown").read_text(encoding="utf-8"),
        "Plain text": mair.downloads("Download as Plain text").read_text(encoding="utf-8"),
    }
    for name, text in exported.items():
        for part in parts:
            missing = count_words(part) - count_words(text)
            assert missing == {}, f"{name}: {missing}"
    mair.follows("Back")
    if mair.page.get_by_role("checkbox", name="Finish it although").count():
        mair.ticks("Finish it although")
    mair.presses("Mark the response as ready")
    mair.reads("Every member can read it now.")


def _moves_a_motion(tom: Person, title: str) -> None:
    tom.opens("/motions/new")
    tom.writes("Title", "Care where people live")
    tom.page.get_by_label("Word limit").fill("400")
    tom.writes("Moved by", "Tom Ashworth")
    tom.presses("Begin the motion")
    tom.follows("Agreed words Add to “This branch believes”")
    tom.picks_paper(title)
    tom.presses("Insert", exact=False, which=1)
    tom.follows("Your own words Add to “This branch resolves”")
    tom.writes("Your words", "To send this to the spring conference.")
    tom.presses("Add these words")
    believed = tom.region("This branch believes").locator(".prose").first.inner_text()
    tom.follows("Download")
    exported = words_of_docx(str(tom.downloads("Download as Word")))
    assert count_words(believed) - count_words(exported) == {}
    assert "To send this to the spring conference." in exported
