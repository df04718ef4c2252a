"""What the association settled before: papers that were adopted, superseded or set aside."""

from __future__ import annotations

from policyhub.cli.demo.stage import Stage, Strand
from policyhub.services import editions, flags, papers, resolutions


def strands(stage: Stage) -> list[Strand]:
    """Four papers of earlier years."""
    return [_boilers(stage), _scoping(stage), _warm_home(stage), _road_pricing(stage)]


def _boilers(stage: Stage) -> Strand:
    """Adopted two years ago, and superseded later by what the strand of the warm home says."""
    yield stage.day(-802)
    stage.bring("fiona", "homes", "boilers.txt")
    yield stage.day(-790)
    papers.open_for_comment(stage.who("fiona"), stage.papers["boilers"], until=stage.day(-765).date())
    yield stage.day(-774, "20:10")
    asked = stage.say(
        "harjit", "boilers", "1.2", "Half the difference is a lot of paper for a little money. Why not all of it?"
    )
    yield stage.day(-772, "09:15")
    stage.reply("fiona", asked, "Because the sum would be gone by February. Half reaches twice as many homes.")
    yield stage.day(-760, "21:00")
    stage.settle("harjit", asked)
    stage.agree("fiona", "boilers", "Agreed at the group’s meeting in Leeds, without a vote against")
    papers.send_to_council(stage.who("fiona"), stage.papers["boilers"])
    yield stage.day(-740, "15:30")
    papers.adopt_paper(stage.who("callum"), stage.papers["boilers"])


def _scoping(stage: Stage) -> Strand:
    """The paper that the one on every village builds on."""
    yield stage.day(-455)
    stage.bring("mair", "rural-transport", "scoping.txt")
    yield stage.day(-440)
    papers.open_for_comment(stage.who("mair"), stage.papers["scoping"], until=stage.day(-410).date())
    yield stage.day(-431, "18:45")
    heard = stage.say(
        "joan",
        "scoping",
        "2.1",
        "My mother would be one of those who stayed at home. Nobody has ever asked her, and no machine counted her.",
        quote="none for people who stayed at home",
    )
    yield stage.day(-430, "08:20")
    stage.reply(
        "mair", heard, "Then we ask her first. I shall put it to the group that the paper begins with evenings."
    )
    yield stage.day(-425)
    stage.edit(
        "mair",
        "scoping",
        "3.1",
        ("in plain words, with its costs.", "in plain words, with its costs, after evenings in village halls."),
        "Joan Whitfield’s mother should be asked first",
    )
    stage.settle("joan", heard)
    yield stage.day(-405)
    stage.agree("mair", "scoping", "Agreed at the group’s meeting in Aberystwyth")
    papers.send_to_council(stage.who("mair"), stage.papers["scoping"])
    yield stage.day(-378, "14:10")
    papers.adopt_paper(stage.who("callum"), stage.papers["scoping"])


def _warm_home(stage: Stage) -> Strand:
    """Adopted three months ago; it took the place of the paper on boilers."""
    name = "warm-home"
    yield stage.day(-214)
    stage.bring("fiona", "homes", "warm-home.txt")
    yield stage.day(-203)
    papers.open_for_comment(stage.who("fiona"), stage.papers[name], until=stage.day(-168).date())
    yield stage.day(-197, "07:50")
    first = stage.say(
        "tomasz",
        name,
        "2.2",
        "Twenty roofs on one scaffold is true of a terrace. In our valley it is four, and a goat.",
        quote="One scaffold for twenty roofs",
    )
    yield stage.day(-196, "12:30")
    stage.reply(
        "grace", first, "Four is still a quarter of the cost. I have the builder’s sums and will send them round."
    )
    yield stage.day(-190, "20:05")
    disputed = flags.raise_flag(
        stage.who("peter"),
        stage.section(name, "2.3"),
        question="Should owners who can pay be charged at all?",
        why="Some of us think that a charge on the house will frighten those whom we most want to say yes.",
        quote="Owners who can pay should pay by a charge on the house that falls due when it is sold.",
    )
    yield stage.day(-188, "19:10")
    flags.add_argument(
        stage.who("grace"),
        disputed,
        side="for",
        body="A charge that falls due when the house is sold takes nothing from anybody who lives in it.",
    )
    flags.add_argument(
        stage.who("daniel"),
        disputed,
        side="against",
        body="Every form is a reason to say no. Warmth for everybody in the street needs no form.",
    )
    yield stage.day(-180)
    flags.offer_option(
        stage.who("fiona"),
        disputed,
        label="Charge only those with a second house",
        replacement="Owners of more than one home should pay by a charge on the house that falls due when it is sold.",
    )
    yield stage.day(-165, "10:00")
    papers.send_to_council(stage.who("fiona"), stage.papers[name])
    yield stage.day(-150, "16:00")
    resolutions.resolve_flag(
        stage.who("morag"),
        disputed,
        option=stage.options(disputed)[1],
        reason="The council would rather have whole streets than whole sums. Who has two homes can carry one charge.",
    )
    yield stage.day(-149, "09:40")
    stage.settle("tomasz", first)
    yield stage.day(-140)
    stage.edit(
        "fiona",
        name,
        "3.2",
        ("and mended without argument if it failed", "and mended without charge if it failed"),
        "Callum Baird: there will be an argument, but nobody should pay for it",
    )
    yield stage.day(-121)
    stage.agree("fiona", name, "Agreed at the group’s second meeting with the branches, in Preston")
    editions.freeze_edition(stage.who("fiona"), stage.papers[name], name="As it went to the council")
    yield stage.day(-92, "15:00")
    papers.adopt_paper(stage.who("callum"), stage.papers[name])
    yield stage.day(-92, "15:20")
    papers.supersede_paper(stage.who("callum"), stage.papers["boilers"], by=stage.papers[name])


def _road_pricing(stage: Stage) -> Strand:
    """Begun, talked about, and set aside."""
    yield stage.day(-160)
    stage.bring("mair", "rural-transport", "road-pricing.txt")
    yield stage.day(-152, "22:05")
    stage.say(
        "ruaridh",
        "road-pricing",
        "1.1",
        "Where I live the nearest pint of milk is eleven miles. I should like a bus before I am sent a bill.",
    )
    yield stage.day(-131, "20:45")
    papers.withdraw_paper(stage.who("mair"), stage.papers["road-pricing"])
