"""What the branches put forward: a motion that is drafted, one that is ready, and one that was submitted."""

from __future__ import annotations

from policyhub.cli.demo.stage import Stage, Strand
from policyhub.cli.demo.village import NAME
from policyhub.services import blocks, motions


def strands(stage: Stage) -> list[Strand]:
    """Three motions of three branches."""
    return [_arfon(stage), _calder_valley(stage), _mid_ulster(stage)]


def _arfon(stage: Stage) -> Strand:
    """In the making."""
    yield stage.day(-4, "14:20")
    tom = stage.who("tom")
    motion = motions.start_motion(
        tom,
        stage.groups["arfon"],
        title="An hourly bus for every village in Arfon",
        destination="Conference of the association",
        word_limit=250,
    )
    parts = stage.parts(motion)
    _take(
        stage,
        "tom",
        parts["notes"],
        NAME,
        "1.1",
        "Four in ten of our members live where the last bus leaves before the shops shut.",
    )
    blocks.add_point(
        tom,
        parts["notes"],
        body="Between Deiniolen and Bangor there is no bus after half past five, nor on a Sunday.",
    )
    yield stage.day(-3, "14:05")
    _take(stage, "tom", parts["believes"], NAME, "5.1", "Nobody should be kept at home by a fare.")
    _take(stage, "tom", parts["believes"], NAME, "2.2")
    yield stage.day(-1, "15:40")
    blocks.add_point(
        tom,
        parts["resolves"],
        body="To ask the council of Gwynedd to print on every timetable what it promises to each village, and by when.",
    )


def _calder_valley(stage: Stage) -> Strand:
    """Ready: every member can read it."""
    yield stage.day(-12, "20:10")
    daniel = stage.who("daniel")
    motion = motions.start_motion(
        daniel,
        stage.groups["calder-valley"],
        title="One council to lead where a route crosses a boundary",
        destination="Conference of the association",
        word_limit=300,
        mover="Joan Whitfield",
        seconder="Peter Hallam",
    )
    parts = stage.parts(motion)
    blocks.add_point(
        daniel,
        parts["notes"],
        body="The 590 leaves Yorkshire in the rain, enters Lancashire in the rain, and belongs to nobody in between.",
    )
    blocks.add_point(
        daniel,
        parts["notes"],
        body="The shelter at the top of the moor has had no roof since the two counties last wrote to each other.",
    )
    yield stage.day(-11, "20:30")
    _take(stage, "daniel", parts["believes"], NAME, "3.2")
    _take(
        stage,
        "daniel",
        parts["believes"],
        NAME,
        "3.3",
        "Passengers, drivers and the people who plan should meet in public four times a year, in a place that the "
        "bus reaches.",
    )
    blocks.add_point(
        daniel,
        parts["resolves"],
        body="To ask both counties to name, within six months, which of them leads on each such route.",
    )
    blocks.add_point(
        daniel, parts["resolves"], body="To offer the hall in Todmorden, which the bus reaches, for the first meeting."
    )
    yield stage.day(-8, "21:15")
    motions.finish_motion(daniel, motion)


def _mid_ulster(stage: Stage) -> Strand:
    """Submitted: it stays as it is."""
    yield stage.day(-52, "19:20")
    roisin = stage.who("roisin")
    motion = motions.start_motion(
        roisin,
        stage.groups["mid-ulster"],
        title="Warm streets, the coldest first",
        destination="Autumn assembly of the branches",
        word_limit=200,
        mover="Aoife McKenna",
        seconder="Padraig Devlin",
    )
    parts = stage.parts(motion)
    _take(stage, "roisin", parts["notes"], "warm-home", "1.1")
    _take(stage, "roisin", parts["believes"], "warm-home", "2.2")
    _take(stage, "roisin", parts["believes"], "warm-home", "2.4")
    blocks.add_point(
        roisin,
        parts["resolves"],
        body="To walk every street in Cookstown on the coldest night of January with a thermometer, and to send the "
        "list to the council.",
    )
    yield stage.day(-47, "20:00")
    motions.finish_motion(roisin, motion)
    yield stage.day(-45, "09:30")
    motions.mark_submitted(roisin, motion)


def _take(stage: Stage, who: str, part: str, paper: str, number: str, words: str = "") -> None:
    blocks.insert_point(stage.who(who), part, section=stage.section(paper, number), quote=words)
