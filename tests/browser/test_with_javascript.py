"""What scripts add: a toolbar on chosen words, drafts that outlive a session, words counted while one types."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from policyhub.services import papers, responses
from tests.browser.conftest import People
from tests.browser.person import Person
from tests.browser.site import Site
from tests.services.assembling import answers_of, make_consultation

PAPER = "Every village, every hour"
CHOOSE = """([section, words]) => {
    const prose = document.querySelector(`#section-${section} .prose`);
    const walker = document.createTreeWalker(prose, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        getSelection().setBaseAndExtent(node, at, node, at + words.length);
        return true;
    }
    return false;
}"""


@pytest.fixture
def javascript() -> bool:
    """These walks are about the scripts."""
    return True


def open_paper(site: Site) -> None:
    with site.at_work():
        papers.open_for_comment(site.world.mair, site.world.paper)
        site.world.fresh()


def chooses_words(person: Person, section: str, words: str) -> None:
    assert person.page.evaluate(CHOOSE, [section, words])


def test_chosen_words_lead_to_a_comment_that_quotes_them(people: People, site: Site) -> None:
    open_paper(site)
    with site.at_work():
        section = site.world.section("2.2")
    joan = people("joan")
    joan.opens("/papers")
    joan.follows(PAPER)
    chooses_words(joan, section, "free for every resident")
    tools = joan.page.get_by_role("toolbar", name="With the words you have chosen")
    expect(tools).to_be_visible()
    joan.look()
    joan.follows("Comment", within=tools, exact=False)
    assert joan.page.get_by_label("Which words is it about?").input_value() == "free for every resident"
    joan.writes("Your comment", "And visitors?")
    joan.presses("Add the comment")
    joan.opens("/papers")
    joan.follows(PAPER)
    expect(joan.page.locator(".anchor")).to_have_text("free for every resident")  # highlighted where it stands


def test_the_toolbar_is_reached_by_keyboard(people: People, site: Site) -> None:
    open_paper(site)
    with site.at_work():
        section = site.world.section("2.1")
    joan = people("joan")
    joan.opens("/papers")
    joan.follows(PAPER)
    chooses_words(joan, section, "kept at home")
    tools = joan.page.get_by_role("toolbar", name="With the words you have chosen")
    expect(tools).to_be_visible()
    with joan.page.expect_navigation():
        joan.page.keyboard.press("f")
    joan.look()
    joan.is_at("Flag 2.1 as disputed")
    assert joan.page.get_by_label("Which words is it about?").input_value() == "kept at home"


def test_what_was_typed_outlives_the_session(people: People, site: Site) -> None:
    open_paper(site)
    with site.at_work():
        section = site.world.section("2.2")
    joan = people("joan")
    joan.opens(f"/sections/{section}/comment")
    with joan.page.expect_response(lambda answer: "/drafts/" in answer.url) as keeping:
        joan.writes("Your comment", "A thought that took long to find.")
    assert keeping.value.status == 204
    expect(joan.page.get_by_role("status").filter(has_text="saved")).to_be_visible()
    joan.may_fail.append("/drafts/")
    site.later(days=20)
    joan.presses("Add the comment", status=401)
    box = joan.main.get_by_role("textbox")
    assert box.input_value() == "A thought that took long to find."  # to be copied from the page itself
    joan.signs_in("joan")
    joan.opens(f"/sections/{section}/comment")
    joan.reads("You had typed this and not sent it.")
    assert joan.page.get_by_label("Your comment").input_value() == "A thought that took long to find."
    joan.presses("Add the comment")
    joan.reads("A thought that took long to find.")
    joan.opens(f"/sections/{section}/comment")
    assert joan.page.get_by_label("Your comment").input_value() == ""


def test_an_impatient_finger_sends_a_form_once(people: People, site: Site) -> None:
    open_paper(site)
    with site.at_work():
        section = site.world.section("2.2")
    joan = people("joan")
    joan.opens(f"/sections/{section}/comment")
    joan.writes("Your comment", "Said once.")
    with joan.page.expect_navigation():
        joan.page.get_by_role("button", name="Add the comment").dblclick()
    joan.look()
    assert joan.page.get_by_text("Said once.", exact=True).count() == 1


def test_words_are_counted_while_one_types(people: People) -> None:
    tom = people("tom")
    tom.opens("/motions/new")
    tom.writes("Title", "Trams")
    tom.page.get_by_label("Word limit").fill("5")
    tom.presses("Begin the motion")
    tom.reads("0 of 5 words")


def test_a_choice_is_saved_as_soon_as_it_is_made(people: People, site: Site) -> None:
    first = {"number": "1", "text": "Do you agree?", "choices": ["Yes", "No"]}
    questions = [first, {"number": "2", "text": "Is it enough?"}]
    with site.at_work():
        world = site.world
        consultation = make_consultation(world, questions=questions)
        response = responses.start_response(world.mair, world.group, consultation=consultation)
        one, two = answers_of(world, response)
    mair = people("mair")
    for answer, group, choice in ((one, "Our choice", "No"), (two, "Where we stand", "Partly")):
        mair.opens(f"/responses/{response}/answers/{answer}")
        form = mair.page.get_by_role("group", name=group)
        form.get_by_role("radio", name=choice, exact=True).check()
        expect(form.get_by_role("status")).to_have_text("Saved a moment ago")
        mair.follows("Your own words")
        mair.opens(f"/responses/{response}/answers/{answer}")
        expect(mair.page.get_by_role("radio", name=choice, exact=True)).to_be_checked()
