"""Every village, every hour: how the paper was written, argued over and agreed, section by section."""

from __future__ import annotations

from policyhub.cli.demo.stage import Stage, Strand
from policyhub.services import agreements, consultations, editions, papers

NAME = "every-village"


def strands(stage: Stage) -> list[Strand]:
    """The convenor's work, and what members say beside it."""
    return [_written(stage), _first_evenings(stage), _lately(stage)]


def _written(stage: Stage) -> Strand:
    """Brought as a file, opened for comment, edited, agreed in parts, frozen twice."""
    yield stage.day(-46)
    paper = stage.bring("mair", "rural-transport", f"{NAME}.txt")
    yield stage.day(-46, "20:05")
    papers.build_on(stage.who("mair"), paper, earlier=stage.papers["scoping"])
    consultations.change_consultation(
        stage.who("mair"),
        stage.consultation_of(NAME),
        title="Buses for the country",
        issuer="The Ministry of Transport",
        reference="MT/BC/14",
        closes_at=stage.workday(14),
    )
    yield stage.day(-40, "21:10")
    editions.freeze_edition(stage.who("mair"), paper, name="Draft 1 for the branches")
    papers.open_for_comment(stage.who("mair"), paper, until=stage.day(11).date())
    yield stage.day(-36)
    stage.edit(
        "mair",
        NAME,
        "2.2",
        (
            "between six in the morning and eleven at night.",
            "between six in the morning and eleven at night, every day.",
        ),
        "Owen Rees asked whether Sundays are meant. They are",
    )
    yield stage.day(-33, "08:45")
    stage.edit(
        "mair",
        NAME,
        "2.3",
        (
            "A call to a person, in Welsh or English, should do:",
            "A call to a person, in the language of the place, should do:",
        ),
        "Seonaid MacRae: Gaelic is spoken in Staffin, and Irish in Carntogher",
    )
    yield stage.day(-30, "20:30")
    stage.edit(
        "mair",
        NAME,
        "2.2",
        (
            "the authority should publish what it promises instead",
            "the authority should print on the timetable what it promises instead",
        ),
        "From the evening in Llandŵr: a promise belongs where people wait",
    )
    yield stage.day(-27)
    stage.edit(
        "mair",
        NAME,
        "3.3",
        ("should hang in every bus within a month", "should hang in every bus within a fortnight"),
        "Drivers thought that a month is long enough to forget it",
    )
    yield stage.day(-24, "21:40")
    stage.agree("mair", NAME, "Agreed at the group’s meeting in Machynlleth, all six present", chapters="1 2 3 5")
    agreements.call_agreed(
        stage.who("mair"),
        stage.section(NAME, "4.2"),
        version_pid=stage.version(NAME, "4.2"),
        reason="Agreed at the group’s meeting in Machynlleth, with one vote against",
    )
    yield stage.day(-21)
    stage.edit(
        "mair",
        NAME,
        "2.2",
        ("three hundred people", "one hundred homes"),
        "Joan Whitfield: count homes and not people, for a village should not lose its bus when the children leave",
    )
    yield stage.day(-20, "12:15")
    agreements.call_agreed(
        stage.who("mair"),
        stage.section(NAME, "2.2"),
        version_pid=stage.version(NAME, "2.2"),
        reason="Agreed by the group in writing; Kwame Mensah abstained",
    )
    yield stage.day(-10, "22:00")
    editions.freeze_edition(stage.who("mair"), paper, name="Draft 2 for the council")
    yield stage.day(-5, "20:20")
    stage.edit(
        "mair",
        NAME,
        "4.2",
        ("less than seventy days’ notice", "less than a year’s notice"),
        "Seventy days is what the law gives today. Owen Rees’s branch was told by the driver",
    )
    yield stage.day(-4)
    stage.edit(
        "mair",
        NAME,
        "2.4",
        ("Each should have a seat,", "Each should have a seat with arms to push up from,"),
        "Eirlys Bowen, who asked her sister",
    )
    yield stage.day(-4, "19:50")
    stage.edit(
        "mair",
        NAME,
        "6.1",
        (
            "taking children to school by taxi and on journeys to the doctor taken together",
            "taking children to school and the sick to the doctor by taxi",
        ),
        "The same sum in fewer words",
    )


def _first_evenings(stage: Stage) -> Strand:
    """What members said in the first weeks; most of it is settled."""
    yield stage.day(-39, "07:35")
    sunday = stage.say(
        "owen",
        NAME,
        "2.2",
        "Does this mean Sundays? The chapel asks, and so does the clinic.",
        quote="in each hour between six in the morning and eleven at night",
    )
    yield stage.day(-38, "18:15")
    stage.say(
        "catrin",
        NAME,
        "1.2",
        "Could we say “a leaflet” outright? That is what the branch will make of it.",
        quote="a plain account to hand to a neighbour",
    )
    stage.reply("mair", sunday, "It does. I shall say so, for whoever reads it without the chapel beside them.")
    yield stage.day(-36, "21:30")
    stage.settle("mair", sunday)
    yield stage.day(-35, "13:00")
    language = stage.say(
        "seonaid",
        NAME,
        "2.3",
        "On Skye the person on the telephone speaks neither of these two languages first.",
        quote="nobody should need a telephone with a screen",
    )
    yield stage.day(-33, "09:00")
    stage.reply("mair", language, "You are right, and it is shorter your way. Changed.")
    stage.settle("seonaid", language)
    yield stage.day(-31, "20:00")
    norway = stage.say(
        "owen",
        NAME,
        "2.2",
        "Norway does this well: each district prints its promise on the timetable itself.",
        quote="Where fewer people live",
    )
    yield stage.day(-30, "20:40")
    stage.reply("mair", norway, "Do you have the reference? I should like it as a note.")
    yield stage.day(-29, "07:30")
    stage.reply(
        "owen", norway, "Two links are with the group’s papers, and a photograph of the stop in Flåm in the rain."
    )
    yield stage.day(-28, "17:45")
    fortnight = stage.say(
        "kwame",
        NAME,
        "3.3",
        "I drove the 38 for nine years. By the end of a month nobody on the bus remembers the meeting.",
        quote="What they decided should hang in every bus",
    )
    yield stage.day(-27, "20:15")
    stage.settle("mair", fortnight)
    yield stage.day(-26, "11:20")
    stage.say(
        "morven",
        NAME,
        "3.2",
        "The boundary of Moray runs down the middle of our high street. Two councils, one kerb, no shelter. "
        "Please keep this one whatever else goes.",
        quote="the two councils should name one of them to lead",
    )
    yield stage.day(-22, "19:05")
    homes = stage.say(
        "joan",
        NAME,
        "2.2",
        "A village of three hundred people with forty children is one of two hundred and sixty a few years on. "
        "Should it lose its bus when they leave for work?",
    )
    yield stage.day(-21, "20:00")
    stage.reply("mair", homes, "No. Homes do not leave for work. One hundred of them, then.")
    stage.settle("joan", homes)


def _lately(stage: Stage) -> Strand:
    """What members said since; most of it waits for somebody."""
    yield stage.day(-17, "16:10")
    seat = stage.say(
        "eirlys",
        NAME,
        "2.4",
        "My sister says: a seat without arms is a seat you stay in. She is eighty-four and the bus does not wait.",
        quote="a seat",
    )
    yield stage.day(-15, "08:55")
    costs = stage.say(
        "tomasz",
        NAME,
        "6.1",
        "I should like to see the sheet before I repeat this to my branch. Does it count the escorts on school taxis?",
        quote="the same journey, paid for three times",
    )
    yield stage.day(-14, "21:15")
    stage.reply(
        "owen", costs, "It does, from the second column on. It leaves out the fuel, because two counties would not say."
    )
    yield stage.day(-13, "07:40")
    stage.reply("tomasz", costs, "Then it is better than I feared. Could the note say what it leaves out?")
    yield stage.day(-11, "18:30")
    stage.say(
        "priya",
        NAME,
        "5.2",
        "One ticket also needs one telephone number when it does not work. Mine failed at Carlisle and each company "
        "gave me the other’s.",
        quote="whoever runs the bus",
    )
    yield stage.day(-8, "12:05")
    stage.say(
        "callum",
        NAME,
        "5.3",
        "Islands have paid for this for years, and the buses filled by a third. I can send the figures.",
        quote="whether or not we happen to use them today",
    )
    yield stage.day(-6, "20:50")
    cars = stage.say(
        "ruaridh",
        NAME,
        "4.4",
        "Eleven is what I counted in Carrbridge. On a fair day it is thirty, and a horse box.",
        quote="eleven parked cars",
    )
    yield stage.day(-5, "07:20")
    told = stage.say(
        "owen",
        NAME,
        "4.2",
        "Our branch was told about the end of the 47 by the driver. She had been told that morning.",
        quote="nor before another operator has been named to take it on",
    )
    yield stage.day(-4, "20:10")
    stage.reply("mair", seat, "Arms it is. Thank your sister, and ask her about the light.")
    yield stage.day(-3, "09:05")
    stage.reply("joan", cars, "The horse box was mine. I am sorry.")
    yield stage.day(-2, "22:10")
    stage.reply(
        "tom", told, "May I use this in the branch’s motion, with the number of the bus and without the driver?"
    )
    yield stage.day(-1, "12:45")
    stage.say(
        "aoife",
        NAME,
        "7.3",
        "Public where? What is printed in London is read in London. Can we name the four rooms in which it must lie "
        "on a table?",
        quote="a public report",
    )
    yield stage.day(-1, "20:35")
    stage.say(
        "tom",
        NAME,
        "1.1",
        "Ten minutes for whom? It took me four at school and takes me eleven now, and the hill has not changed.",
        quote="a bus within a ten-minute walk",
    )
