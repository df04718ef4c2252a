"""Dwy iaith, un gwasanaeth: a paper in Welsh, open for comment."""

from __future__ import annotations

from policyhub.cli.demo.stage import Stage, Strand
from policyhub.services import consultations, flags, papers

NAME = "two-languages"
GROUP = "voices-and-languages"


def strands(stage: Stage) -> list[Strand]:
    """The paper, and a consultation that nobody has begun to answer."""
    return [_two_languages(stage), _public_bodies(stage)]


def _two_languages(stage: Stage) -> Strand:
    yield stage.day(-27, "18:40")
    paper = stage.bring("gwilym", GROUP, f"{NAME}.txt")
    yield stage.day(-23, "18:00")
    papers.open_for_comment(stage.who("gwilym"), paper, until=stage.day(20).date())
    yield stage.day(-21, "07:45")
    form = stage.say(
        "catrin",
        NAME,
        "2.2",
        "Cytuno’n llwyr. Mae’r ffurflen dreth gyngor yn Gymraeg, ond nid oes neb erioed wedi ei hysgrifennu yn "
        "Gymraeg.",
        quote="rhy ychydig wedi eu hysgrifennu",
    )
    yield stage.day(-19, "20:15")
    stage.reply("gwilym", form, "Dyna’r enghraifft orau hyd yn hyn. A gaf i ei rhoi mewn nodyn?")
    yield stage.day(-18, "12:20")
    shift = stage.say(
        "owen",
        NAME,
        "3.1",
        "Beth am swyddfeydd gydag un person yn unig ar bob sifft? Mae pedair felly yn Eryri.",
        quote="o leiaf un siaradwr Cymraeg ar bob sifft",
    )
    yield stage.day(-12, "19:15")
    stage.edit(
        "gwilym",
        NAME,
        "3.1",
        ("ar bob sifft.", "ar bob sifft, neu ar ben arall y ffôn ymhen pum munud."),
        "Owen Rees: mae swyddfeydd bach yn Eryri",
    )
    stage.reply("gwilym", shift, "Wedi ei newid. Pum munud oedd yr amser hiraf y byddai neb yn y grŵp yn aros.")
    yield stage.day(-8, "21:00")
    flags.raise_flag(
        stage.who("seonaid"),
        stage.section(NAME, "3.3"),
        question="A ddylid cyhoeddi’r ffigurau ar gyfer pob swyddfa, neu ar gyfer pob gwasanaeth yn unig?",
        why="Mewn swyddfa fach mae ffigur yn dweud pwy yw’r person, a phwy a newidiodd iaith.",
        quote="Dylai pob gwasanaeth gyhoeddi bob blwyddyn",
    )
    yield stage.day(-2, "08:50")
    stage.say(
        "eirlys",
        NAME,
        "1.1",
        "“Heb orfod gofyn ddwywaith” yw’r cyfan, mewn pedwar gair. Peidiwch â newid hwn.",
        quote="heb orfod gofyn ddwywaith",
    )


def _public_bodies(stage: Stage) -> Strand:
    yield stage.day(-6, "17:30")
    consultations.make_consultation(
        stage.who("gwilym"),
        stage.groups[GROUP],
        title="An answer in your own language",
        issuer="The Office for Public Bodies",
        reference="OPB 7",
        closes_at=stage.workday(34, "12:00"),
        questions=(
            {"number": "1", "text": "In which languages should a public body be able to answer, and how soon?"},
            {"number": "2", "text": "Who should check whether it does?", "word_limit": 200},
            {
                "number": "3",
                "text": "What has gone wrong where you live?",
                "guidance": "Please tell us of one case, and leave out the names.",
            },
            {"number": "4", "text": "What should happen to a body that does not answer at all?"},
        ),
    )
