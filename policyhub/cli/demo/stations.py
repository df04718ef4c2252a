"""Stations with people in them: a first draft that only its group sees."""

from __future__ import annotations

from policyhub.cli.demo.stage import Stage, Strand

NAME = "stations"


def strands(stage: Stage) -> list[Strand]:
    """The draft, and the first two things said about it."""
    return [_stations(stage)]


def _stations(stage: Stage) -> Strand:
    yield stage.day(-6, "22:15")
    stage.bring("mair", "rural-transport", f"{NAME}.txt")
    yield stage.day(-4, "08:00")
    room = stage.say(
        "aoife",
        NAME,
        "2.2",
        "Poyntzpass did this with a choir. It sings on Tuesdays, the door is open every day, and nobody has broken a "
        "window since.",
        quote="a room let for nothing to whoever will open the door",
    )
    yield stage.day(-3, "19:35")
    stage.reply("mair", room, "I want that in the paper. Do they have a photograph with the door open?")
    yield stage.day(-2, "07:05")
    stage.say(
        "owen",
        NAME,
        "2.1",
        "Two hundred a day leaves out every station between Machynlleth and Pwllheli but three. Count the summer, or "
        "count the distance to the next one.",
        quote="more than two hundred travellers a day",
    )
