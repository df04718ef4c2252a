"""The round: comments, edits, a dispute with options, votes and a decision, and the rest called agreed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from policyhub import clock
from tests.browser.conftest import People
from tests.browser.person import Person
from tests.browser.site import Site

PAPER = "Every village, every hour"
FARE = "free for every resident"
YOUNG = "free at once for everyone under 25"
AGREED_SO = f"Travel should be {YOUNG}, and paid for as roads are paid for."


def goes_to(person: Person, section: str) -> None:
    """From the paper to one of its sections, by the dots beside its number."""
    person.opens("/papers")
    person.follows(PAPER)
    person.follows(f"Say something about {section}")


def opens_it_for_comment(mair: Person) -> None:
    """The convenor asks every member."""
    mair.opens("/papers")
    mair.follows(PAPER)
    mair.follows("Where it stands")
    mair.presses("Open it for comment")
    mair.reads("Every member can read the paper now")


@pytest.mark.long
def test_members_talk_about_words_and_settle_it(people: People) -> None:
    mair = people("mair")
    opens_it_for_comment(mair)
    joan, owen = people("joan"), people("owen")
    goes_to(joan, "2.2")
    joan.writes("Your comment", "What about visitors?")
    joan.writes("The words it is about", FARE)
    joan.presses("Add the comment")
    joan.reads("Your comment is on the page.", "What about visitors?", FARE)

    owen.opens("/papers")
    owen.follows(PAPER)
    owen.reads("Joan Whitfield", "What about visitors?")
    owen.follows("Reply or resolve the comment by Joan Whitfield")
    owen.writes("Your reply", "They pay one fare, whatever the distance.")
    owen.presses("Send your reply")
    owen.reads("They pay one fare, whatever the distance.")

    goes_to(mair, "2.2")
    mair.presses("Resolve the comment by Joan Whitfield")
    mair.reads("The comment is resolved.")
    mair.presses("Open again the comment by Joan Whitfield")
    mair.reads("The comment is open again.")

    owen.follows("Change it", exact=False)
    owen.writes("Your comment", "They pay one fare each.")
    owen.presses("Save the change")
    owen.reads("Your comment is changed.", "They pay one fare each.", "Changed")
    goes_to(joan, "2.2")
    joan.presses("Take it back", exact=False)
    joan.reads("You have taken your comment back.", "Taken back by whoever said it", "They pay one fare each.")
    joan.presses("Put it back")
    joan.reads("Your comment is on the page again.", "What about visitors?")


def test_a_convenor_edits_a_section_and_its_history_tells(people: People) -> None:
    mair = people("mair")
    goes_to(mair, "2.1")
    mair.follows("Edit this section")
    mair.writes("Words", "Nobody should be kept at home by a fare, or by the lack of a bus.", exact=True)
    mair.writes("Why the change?", "The lack of a bus keeps more people at home.")
    mair.presses("See what would change")
    mair.reads("What would change", "or by the lack of a bus")
    mair.presses("Save the section")
    mair.reads("The section is saved.", "or by the lack of a bus")
    goes_to(mair, "2.1")
    mair.follows("History")
    mair.reads("version 2", "version 1", "The lack of a bus keeps more people at home.", "Mair Pugh")
    mair.opens(mair.page.url.replace("/history", "/compare"))
    mair.reads("From version 1 to version 2", "or by the lack of a bus")


def test_of_two_savers_one_wins_and_the_other_sees_both_texts(people: People) -> None:
    first, second = people("mair"), people("mair")
    for person in (first, second):
        goes_to(person, "2.1")
        person.follows("Edit this section")
    first.writes("Words", "Nobody at all should be kept at home by a fare.", exact=True)
    second.writes("Words", "Nobody should be kept at home by a fare, ever.", exact=True)
    first.presses("Save the section")
    first.reads("Nobody at all should be kept at home by a fare.")
    second.presses("Save the section", status=409)
    second.reads("You saved this section in another window.", "Nobody at all should be kept at home")
    box = second.page.get_by_role("textbox", name="Words", exact=True)
    assert box.input_value() == "Nobody should be kept at home by a fare, ever."  # nothing typed is lost
    second.presses("Use the merged text")
    assert box.input_value().strip() == "Nobody at all should be kept at home by a fare, ever."
    second.presses("Save the section")
    second.reads("Nobody at all should be kept at home by a fare, ever.")


@pytest.mark.long
def test_a_dispute_is_voted_on_and_resolved_with_who_when_and_why(people: People, site: Site) -> None:
    mair, owen = people("mair"), people("owen")
    goes_to(owen, "2.2")
    owen.follows("Flag it as disputed")
    owen.writes("Which words is it about?", FARE)
    owen.writes("What has to be settled?", "Free for everyone, or first for some?")
    owen.presses("Flag it as disputed")
    owen.reads("The words are flagged as disputed.", "Leave it as it is")

    mair.opens("/papers")
    mair.follows(PAPER)
    mair.follows("Disputed: D1")
    mair.follows("Offer another wording")
    mair.writes("What is it called?", "The young first")
    mair.writes("The words that would stand there", YOUNG)
    mair.presses("Offer this wording")
    mair.reads("The wording is among the options.", "The young first", "at once for everyone under 25")
    mair.follows("Add an argument")
    mair.chooses("Against it, for other words")
    mair.writes("Your argument", "The buses that there are can carry them.")
    mair.presses("Add the argument", exact=False)
    mair.reads("The buses that there are can carry them.")
    mair.opens("/papers")
    mair.follows(PAPER)
    mair.follows("Where it stands")
    mair.presses("Send it to the council")
    mair.follows("Disputed: D1")
    mair.follows("Put it to a ballot")
    in_two_days = (clock.local(site.now()) + timedelta(days=2)).date()
    mair.chooses("The council")
    mair.page.get_by_label("Voting closes on").fill(in_two_days.isoformat())
    mair.page.get_by_label("At what time?").fill("17:00")
    mair.chooses("More votes than any other option")
    mair.page.get_by_label("How many must take part?").fill("2")
    mair.presses("Open the ballot")
    mair.reads("The ballot is open until", "5 pm")
    mair.does_not_read("Cast your vote")

    nasreen, callum = people("nasreen"), people("callum")
    for councillor, choice in ((nasreen, "The young first"), (callum, "The young first")):
        councillor.follows("Council", within=councillor.page.get_by_role("navigation", name="PolicyHub"))
        councillor.reads("To be voted on", "Free for everyone, or first for some?")
        councillor.follows("Free for everyone, or first for some?")
        councillor.chooses(choice)
        councillor.presses("Cast your vote")
        councillor.reads("Your vote is cast.")

    site.later(days=3)
    nasreen.opens("/council")
    nasreen.reads("To be resolved", "chosen by the ballot")
    nasreen.follows("Free for everyone, or first for some?")
    nasreen.reads("Option B carried, with 2 of the 2 votes")
    nasreen.follows("See what B would do")
    nasreen.is_at("If the council chooses B")
    nasreen.reads(
        "2.2 would read",
        "at once for everyone under 25",
        "This becomes version 2 of 2.2.",
        "It is agreed, by the council",
    )
    nasreen.writes("Why?", "There are buses enough for them, and the rest can follow.")
    nasreen.presses("Resolve it so")
    nasreen.reads("The dispute is resolved.", "Resolved by Nasreen Akhtar for the council", "version 2")
    nasreen.reads("There are buses enough for them, and the rest can follow.")

    joan = people("joan")
    joan.opens("/papers")
    joan.follows(PAPER)
    joan.reads(AGREED_SO, "by the council, recorded by Nasreen Akhtar")
    joan.does_not_read(f"Travel should be {FARE}")
    joan.follows("version 2")
    joan.reads("version 2", "Nasreen Akhtar", "There are buses enough for them")


def test_the_rest_is_called_agreed_and_an_edition_is_frozen(people: People) -> None:
    mair = people("mair")
    mair.opens("/papers")
    mair.follows(PAPER)
    mair.follows("Call sections agreed")
    mair.writes("How was it agreed?", "Nobody objected at the meeting in May.")
    mair.presses("Call them agreed")
    mair.reads("The sections that you ticked are agreed now.", "called by Mair Pugh")
    mair.opens(mair.page.url.partition("#")[0] + "/editions")
    mair.writes("Name of the edition", "Draft 1 for the council")
    mair.presses("Freeze an edition")
    mair.reads("The edition is frozen.", "Nobody should be kept at home by a fare.", "A walk of ten minutes.")
    edition = mair.page.url
    goes_to(mair, "2.1")
    mair.follows("Edit this section")
    mair.reads("These words are agreed. What you save is a draft")
    mair.writes("Words", "Nobody should be kept at home.", exact=True)
    mair.presses("Save the section")
    mair.opens(edition)
    mair.reads("Nobody should be kept at home by a fare.")  # it never changes
    mair.follows("What changed since")
    mair.reads("1 section changed", "by a fare")
