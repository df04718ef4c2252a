"""The front door and the pages that everybody may read, in a real browser."""

from __future__ import annotations

from tests.browser.conftest import People
from tests.browser.person import Person
from tests.browser.site import Site
from tests.world import PASSWORD

PHONE = 390


def test_whoever_comes_by_can_read_the_public_pages(people: People) -> None:
    visitor = people(width=PHONE)  # all other walks are made on wide screens
    for path in ("/sign-in", "/papers", "/consultations", "/motions", "/council", "/search", "/groups"):
        visitor.page.goto(path)
        visitor.look()
    for name in ("Help", "Accessibility", "Your data"):
        visitor.follows(name, within=visitor.page.get_by_role("contentinfo"))


def test_a_convenor_signs_in_and_out_again(people: People) -> None:
    mair = people()
    mair.signs_in("mair")
    assert mair.page.get_by_role("navigation", name="PolicyHub").get_by_role("link", name="Mair Pugh").count() == 1
    mair.follows("Mair Pugh")
    mair.reads("Rural transport group", "convenor")
    mair.presses("Sign out", within=mair.page.get_by_role("navigation", name="PolicyHub"))
    mair.is_at("Sign in")
    mair.page.goto("/account")
    mair.is_at("Sign in")


def test_a_wrong_password_is_told_in_one_sentence_and_keeps_the_address(page: Person) -> None:
    page.opens("/sign-in")
    page.writes("Email address", "mair@example.org")
    page.page.get_by_label("Password").fill("not " + PASSWORD)
    page.presses("Sign in", status=422)
    page.reads("do not go together")
    assert page.page.get_by_label("Email address").input_value() == "mair@example.org"


def test_signing_in_leads_to_the_page_that_was_asked_for(page: Person) -> None:
    page.opens("/account")
    page.is_at("Sign in")
    page.writes("Email address", "owen@example.org")
    page.page.get_by_label("Password").fill(PASSWORD)
    page.presses("Sign in")
    assert page.page.url.endswith("/account")


def test_a_page_that_is_not_there_says_so(page: Person, site: Site) -> None:
    page.opens("/papers/aaaaaaaaaaaa", status=404)
    page.opens("/no/such/place", status=404)
    assert page.page.get_by_role("link", name="PolicyHub").count() >= 1
