"""Every village, every hour: the disputes in it, in every state that a dispute can be in."""

from __future__ import annotations

from policyhub.cli.demo.stage import Stage, Strand
from policyhub.cli.demo.village import NAME
from policyhub.permissions.actor import HOUSE
from policyhub.services import ballots, flags, resolutions, secret_ballots


def strands(stage: Stage) -> list[Strand]:
    """Five disputes; the sixth, on drivers' pay, came with the file and waits for its wordings."""
    return [_free_travel(stage), _levy(stage), _ten_years(stage), _visitors(stage), _parked_cars(stage)]


def _free_travel(stage: Stage) -> Strand:
    """Came with the file; three wordings, both sides argued, and a vote of the council that ends this evening."""
    yield stage.day(-20)
    disputed = stage.flag(NAME, "Does CC wish to say for whom")
    flags.choose_passage(stage.who("mair"), disputed, quote="for every resident")
    flags.offer_option(
        stage.who("mair"),
        disputed,
        label="Begin with the young and the old",
        replacement="at once for everyone under 25 or over 60, and within five years for every resident",
    )
    yield stage.day(-18, "09:30")
    flags.add_argument(
        stage.who("callum"),
        disputed,
        side="for",
        body="A rule with no ages in it needs no card, no proof and no inspector. That is most of what a fare costs to "
        "collect.",
    )
    yield stage.day(-17, "20:20")
    flags.add_argument(
        stage.who("nasreen"),
        disputed,
        side="against",
        body="There are not enough buses. Fill them overnight, and those who most need a seat will be left standing at "
        "the stop.",
    )
    yield stage.day(-15, "19:00")
    flags.offer_option(
        stage.who("mair"),
        disputed,
        label="Begin with the quiet hours",
        replacement="for every resident outside the two busiest hours of the day, and at all hours within five years",
    )
    yield stage.day(-14, "10:40")
    flags.add_argument(
        stage.who("kwame"),
        disputed,
        side="for",
        body="Services for some become poor services. When everyone rides, everyone minds, and so does the minister’s "
        "mother.",
    )
    yield stage.day(-12, "21:25")
    flags.add_argument(
        stage.who("padraig"),
        disputed,
        side="against",
        body="A ministry that is asked for everything can refuse in one line. Asked for a first step, it must give a "
        "date.",
    )
    yield stage.day(-9)
    vote = ballots.put_to_ballot(
        stage.who("mair"), disputed, closes_at=stage.this_evening(), group="council", quorum=4, majority="half"
    )
    keep, young, quiet = stage.options(disputed)
    cast = (
        (-8, "12:10", "callum", keep),
        (-7, "09:00", "padraig", young),
        (-6, "22:40", "winifred", young),
        (-4, "18:20", "eirlys", quiet),
        (-2, "07:15", "morag", young),
    )
    for days, at, who, choice in cast:
        yield stage.day(days, at)
        ballots.cast_vote(stage.who(who), vote, choice=choice)


def _levy(stage: Stage) -> Strand:
    """Voted on and counted; it waits for the council to put the words."""
    yield stage.day(-19, "20:30")
    disputed = flags.raise_flag(
        stage.who("joan"),
        stage.section(NAME, "6.3"),
        question="From how many spaces on should places of work pay?",
        why="The garden centre in my valley has sixty spaces, eleven people at work and no bus. The airport has nine "
        "hundred.",
        quote="more than fifty spaces",
    )
    yield stage.day(-16)
    flags.offer_option(stage.who("mair"), disputed, label="A hundred", replacement="more than one hundred spaces")
    flags.offer_option(
        stage.who("mair"),
        disputed,
        label="A hundred, but only where a bus runs",
        replacement="more than one hundred spaces and a bus at the gate",
    )
    yield stage.day(-15, "08:05")
    flags.add_argument(
        stage.who("joan"),
        disputed,
        side="against",
        body="Nobody should be charged for a car where there is nothing else.",
    )
    flags.add_argument(
        stage.who("owen"),
        disputed,
        side="for",
        body="Every exception is a car park with forty-nine spaces. Let the authority forgive it where there is no "
        "bus.",
    )
    yield stage.day(-11, "20:00")
    vote = ballots.put_to_ballot(stage.who("mair"), disputed, closes_at=stage.day(-3, "21:00"), quorum=4, secret=True)
    keep, hundred, gate = stage.options(disputed)
    cast = (
        (-10, "08:30", "nasreen", gate),
        (-9, "13:20", "harjit", hundred),
        (-8, "12:15", "callum", gate),
        (-7, "09:05", "padraig", gate),
        (-6, "22:45", "winifred", keep),
        (-3, "18:25", "eirlys", gate),
        (-3, "20:50", "morag", ballots.ABSTAIN),
    )
    for days, at, who, choice in cast:
        yield stage.day(days, at)
        secret_ballots.cast_secret_vote(stage.who(who), vote, choice=choice)
    yield stage.day(-3, "21:00")
    ballots.close_ballot(HOUSE, vote)


def _ten_years(stage: Stage) -> Strand:
    """Voted on by the group and resolved by the council: its words stand in the paper, agreed."""
    yield stage.day(-34, "21:00")
    disputed = flags.raise_flag(
        stage.who("kwame"),
        stage.section(NAME, "6.2"),
        question="Is ten years long enough?",
        why="A bus runs for fifteen years and a depot for forty. A lender looks at the shorter of the two.",
        quote="for ten years",
    )
    yield stage.day(-32)
    flags.offer_option(stage.who("mair"), disputed, label="Fifteen years", replacement="for fifteen years")
    yield stage.day(-31, "08:10")
    flags.add_argument(
        stage.who("kwame"),
        disputed,
        side="against",
        body="As long as a bus runs: then it can be paid for while it does.",
    )
    flags.add_argument(
        stage.who("aoife"),
        disputed,
        side="for",
        body="No parliament will bind three others. Ten years is the most that anybody has ever been given.",
    )
    yield stage.day(-29)
    vote = ballots.put_to_ballot(
        stage.who("mair"), disputed, closes_at=stage.day(-22, "21:00"), group="group", quorum=3, majority="half"
    )
    keep, fifteen = stage.options(disputed)
    for days, who, choice in (
        (-28, "kwame", fifteen),
        (-27, "owen", fifteen),
        (-26, "aoife", keep),
        (-25, "ruaridh", fifteen),
        (-23, "mair", fifteen),
    ):
        yield stage.day(days, "12:30")
        ballots.cast_vote(stage.who(who), vote, choice=choice)
    yield stage.day(-22, "21:00")
    ballots.close_ballot(HOUSE, vote)
    yield stage.day(-12, "16:40")
    resolutions.resolve_flag(
        stage.who("nasreen"),
        disputed,
        option=fifteen,
        reason="The council follows the group. What is bought should be paid for while it runs, and a lender should "
        "see that. It asks the group to say in section 7 what happens if a parliament thinks otherwise.",
    )


def _visitors(stage: Stage) -> Strand:
    """Raised and withdrawn again."""
    yield stage.day(-28, "19:10")
    disputed = flags.raise_flag(
        stage.who("ruaridh"),
        stage.section(NAME, "5.4"),
        question="Should visitors pay at all?",
        why="In August they are most of the passengers, and the ones who leave the car in the passing place.",
    )
    yield stage.day(-25, "18:00")
    flags.withdraw_flag(
        stage.who("mair"),
        disputed,
        reason="Ruaridh Gunn has seen the figures for August and would rather have the money for winter.",
    )


def _parked_cars(stage: Stage) -> Strand:
    """Has two wordings and could be put to the vote."""
    yield stage.day(-7, "20:15")
    disputed = flags.raise_flag(
        stage.who("aoife"),
        stage.section(NAME, "4.4"),
        question="Do we ask for anything here, or do we only complain?",
        why="Every other clause of the chapter has its answer further down. This one has none.",
    )
    yield stage.day(-6, "21:30")
    flags.choose_passage(
        stage.who("mair"),
        disputed,
        quote="A bus that waits behind eleven parked cars in each village is twenty minutes late by the fifth.",
    )
    flags.offer_option(
        stage.who("mair"),
        disputed,
        label="Ask for the kerb",
        replacement="A bus that waits behind eleven parked cars in each village is twenty minutes late by the fifth. "
        "Where a bus runs every hour, the kerb on its way should be kept free for it.",
    )
    yield stage.day(-5, "12:00")
    flags.add_argument(
        stage.who("ruaridh"),
        disputed,
        side="for",
        body="Ask for the kerb and you have the whole high street against the bus. Let it come first, and be missed.",
    )
