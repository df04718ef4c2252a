"""A secret vote: opened with a warning, cast for good, a receipt shown once and checked after the count."""

from __future__ import annotations

from datetime import timedelta

import pytest

from policyhub import clock
from policyhub.services import flags, papers
from tests.browser.conftest import People
from tests.browser.person import Person
from tests.browser.site import Site

QUESTION = "Free for everyone, or first for some?"


def flag_it(site: Site) -> None:
    """Somebody flags a passage, the convenor offers another wording and sends the paper to the council."""
    world = site.world
    with site.at_work():
        pid = flags.raise_flag(world.owen, world.section("2.2"), question=QUESTION, quote="free for every resident")
        flags.offer_option(world.mair, pid, label="The young first", replacement="free for everyone under 25")
        papers.send_to_council(world.mair, world.paper)


def goes_to_the_dispute(person: Person) -> None:
    person.follows("Council", within=person.page.get_by_role("navigation", name="PolicyHub"))
    person.follows(QUESTION)


@pytest.mark.long
def test_a_secret_vote_is_cast_for_good_and_its_receipt_is_checked_after_the_count(people: People, site: Site) -> None:
    flag_it(site)
    mair = people("mair")
    mair.opens("/papers")
    mair.follows("Every village, every hour")
    mair.follows("Disputed: D1")
    mair.follows("Put it to a ballot")
    mair.reads("A secret ballot cannot hide what the counts give away")
    mair.chooses("The council")
    mair.chooses("Secret")
    mair.page.get_by_label("Voting closes on").fill((clock.local(site.now()) + timedelta(days=2)).date().isoformat())
    mair.page.get_by_label("At what time?").fill("17:00")
    mair.presses("Open the ballot")
    mair.reads("The ballot is open until")

    nasreen, callum = people("nasreen"), people("callum")
    goes_to_the_dispute(nasreen)
    nasreen.reads("You cannot change it afterwards")
    nasreen.chooses("The young first")
    nasreen.ticks("I know that I cannot change it")
    nasreen.presses("Cast your vote")
    nasreen.is_at("Your vote is in the box")
    receipt = nasreen.main.locator("code").inner_text()
    nasreen.follows("Back to the dispute")
    nasreen.reads("You have voted")
    nasreen.does_not_read("Cast your vote", receipt)
    goes_to_the_dispute(callum)
    callum.does_not_read("Nasreen Akhtar chose", receipt)
    callum.chooses("The young first")
    callum.ticks("I know that I cannot change it")
    callum.presses("Cast your vote")

    site.later(days=3)
    nasreen.opens("/council")
    nasreen.follows(QUESTION)
    nasreen.reads("The ballot was secret: nobody can see who chose what.", "Option B carried, with 2 of the 2 votes")
    nasreen.writes("receipt", "AAAAA-AAAAA-AAAAA-AAAAA")
    nasreen.presses("Check it")
    nasreen.reads("This receipt is not among those of this ballot.")
    nasreen.writes("receipt", receipt)
    nasreen.presses("Check it")
    nasreen.reads("This receipt is among those of the votes that were counted.")
