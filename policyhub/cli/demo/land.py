"""Land for homes people can pay for: a paper that lies with the council."""

from __future__ import annotations

from policyhub.cli.demo.stage import Stage, Strand
from policyhub.services import ballots, editions, flags, papers

NAME = "land"


def strands(stage: Stage) -> list[Strand]:
    """The paper, and an import that waits to be looked over."""
    return [_land(stage), _notes(stage)]


def _land(stage: Stage) -> Strand:
    yield stage.day(-71)
    paper = stage.bring("fiona", "homes", "land.txt")
    yield stage.day(-62)
    papers.open_for_comment(stage.who("fiona"), paper, until=stage.day(-30).date())
    yield stage.day(-55, "08:15")
    worth = stage.say(
        "peter",
        NAME,
        "2.1",
        "“A fair sum” will be argued over for years by people who are paid by the hour. Could we name one?",
        quote="a fair sum for the trouble",
    )
    yield stage.day(-53, "20:20")
    stage.reply("fiona", worth, "A tenth of the price was what Perth liked. I shall ask Grace to put it into words.")
    yield stage.day(-50, "20:20")
    stage.edit(
        "fiona",
        NAME,
        "2.1",
        ("with a fair sum for the trouble", "with one tenth more for the trouble"),
        "Peter Hallam, and the meeting in Perth",
    )
    stage.settle("peter", worth)
    yield stage.day(-48, "19:00")
    years = flags.raise_flag(
        stage.who("grace"),
        stage.section(NAME, "2.2"),
        question="After how many years should land that lies idle be charged?",
        why="A small builder may need four to find the money. A large one needs none to wait for the price.",
        quote="does not build for three years",
    )
    yield stage.day(-41, "10:10")
    last_word = flags.raise_flag(
        stage.who("tomasz"),
        stage.section(NAME, "3.2"),
        question="Who should have the last word on selling: the trust, or the council of the area?",
        why="The group has voted on this twice, and both times it came to a tie.",
        quote="Members differ on whether the trust or the council should have the last word.",
    )
    yield stage.day(-36)
    for label, words in (
        ("The trust", "The last word should be the trust’s, after the council has been heard."),
        ("The council", "The last word should be the council’s, within two months of being asked."),
    ):
        flags.offer_option(stage.who("fiona"), last_word, label=label, replacement=words)
    flags.offer_option(
        stage.who("fiona"),
        years,
        label="Five years for small sites",
        replacement="does not build for three years, or for five where fewer than ten homes would stand",
    )
    yield stage.day(-33, "18:30")
    flags.add_argument(
        stage.who("tomasz"),
        last_word,
        side="against",
        body="Whoever lives on the ground pays for a bad sale every day. Whoever sits on a council has moved on by "
        "then.",
    )
    flags.add_argument(
        stage.who("fiona"),
        last_word,
        side="against",
        body="A trust of thirty people can be bought by one of them with patience. A council is at least watched.",
    )
    yield stage.day(-26, "21:00")
    stage.agree("fiona", NAME, "Agreed at the group’s meeting in Perth", chapters="1 4")
    editions.freeze_edition(stage.who("fiona"), paper, name="Draft 2, after the meeting in Perth")
    yield stage.day(-16, "09:00")
    papers.send_to_council(stage.who("fiona"), paper)
    yield stage.day(-9, "09:20")
    vote = ballots.put_to_ballot(stage.who("fiona"), last_word, closes_at=stage.day(6, "18:00"), quorum=4)
    _keep, trust, council = stage.options(last_word)
    yield stage.day(-7, "09:10")
    ballots.cast_vote(stage.who("padraig"), vote, choice=trust)
    yield stage.day(-4, "18:30")
    ballots.cast_vote(stage.who("eirlys"), vote, choice=council)
    yield stage.day(-3, "17:00")
    stage.say(
        "morag",
        NAME,
        "3.1",
        "This is how my grandparents held their croft, and why my cousin still lives on it. I shall vote with a full "
        "heart, but please say somewhere how the ground rent is set.",
        quote="The homes on it can be bought",
    )


def _notes(stage: Stage) -> Strand:
    """Brought and read, and not yet kept."""
    yield stage.day(-2, "21:05")
    stage.upload("fiona", "homes", "notes-from-perth.txt")
