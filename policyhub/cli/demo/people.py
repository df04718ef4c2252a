"""Founds the demonstration association: its groups, and who is in them."""

from __future__ import annotations

from policyhub.cli.demo.stage import Stage, Strand
from policyhub.permissions.actor import HOUSE
from policyhub.services import members, sessions

GROUPS = (
    ("council", "Central Council", "council", "Elected by the branches for two years. Settles what is disputed."),
    ("rural-transport", "Rural transport", "policy", "Buses, stations and the roads that lead to them."),
    ("homes", "Homes", "policy", "Warm, lasting homes that people can pay for."),
    ("voices-and-languages", "Voices and languages", "policy", "How people are heard, and in which language."),
    ("arfon", "Arfon branch", "branch", "Caernarfon, Bangor and the valleys behind them."),
    ("strathspey", "Strathspey branch", "branch", "From Grantown to Kingussie. Meets in a different hall each month."),
    ("calder-valley", "Calder Valley branch", "branch", "Todmorden, Hebden Bridge and the hilltops."),
    ("mid-ulster", "Mid Ulster branch", "branch", "Cookstown, Magherafelt and the loughshore."),
)

PEOPLE = (
    ("Dilys Hopkin", ()),
    ("Callum Baird", (("council", "chair"), ("strathspey", "member"))),
    ("Nasreen Akhtar", (("council", "member"), ("calder-valley", "member"))),
    ("Eirlys Bowen", (("council", "member"), ("arfon", "member"))),
    ("Padraig Devlin", (("council", "member"), ("mid-ulster", "member"))),
    ("Winifred Okafor", (("council", "member"),)),
    ("Harjit Sandhu", (("council", "member"), ("calder-valley", "member"))),
    ("Morag Sinclair", (("council", "member"), ("strathspey", "member"))),
    ("Mair Pugh", (("rural-transport", "convenor"), ("arfon", "member"))),
    ("Owen Rees", (("rural-transport", "member"), ("arfon", "member"))),
    ("Joan Whitfield", (("rural-transport", "member"), ("calder-valley", "member"))),
    ("Ruaridh Gunn", (("rural-transport", "member"), ("strathspey", "member"))),
    ("Kwame Mensah", (("rural-transport", "member"),)),
    ("Aoife McKenna", (("rural-transport", "member"), ("mid-ulster", "member"))),
    ("Fiona Drummond", (("homes", "convenor"), ("strathspey", "member"))),
    ("Tomasz Zielinski", (("homes", "member"), ("calder-valley", "member"))),
    ("Grace Adeyinka", (("homes", "member"),)),
    ("Peter Hallam", (("homes", "member"), ("calder-valley", "member"))),
    ("Gwilym Ellis", (("voices-and-languages", "convenor"), ("arfon", "member"))),
    ("Catrin Vaughan", (("voices-and-languages", "member"), ("arfon", "member"))),
    ("Seonaid MacRae", (("voices-and-languages", "member"), ("strathspey", "member"))),
    ("Priya Raman", (("voices-and-languages", "member"),)),
    ("Tom Ashworth", (("arfon", "secretary"),)),
    ("Morven Laird", (("strathspey", "secretary"),)),
    ("Daniel Oyelaran", (("calder-valley", "secretary"), ("homes", "member"))),
    ("Róisín Hagan", (("mid-ulster", "secretary"), ("voices-and-languages", "member"))),
)


def found(stage: Stage) -> Strand:
    """Two and a half years ago: the groups, then everybody. Nobody has a password: the sign-in page offers some."""
    yield stage.day(-900, "10:00")
    for slug, name, kind, about in GROUPS:
        stage.groups[slug] = members.add_group(HOUSE, name=name, slug=slug, kind=kind, about=about)
    pids = {}
    for name, roles in PEOPLE:
        first = name.split()[0].lower().replace("ó", "o").replace("í", "i")
        pids[first] = members.add_member(HOUSE, name=name, email=f"{first}@demo.example", is_admin=first == "dilys")
        for slug, role in roles:
            members.add_membership(HOUSE, stage.groups[slug], member_pid=pids[first], role=role)
    with stage.reading():
        for first, pid in pids.items():
            actor = sessions.find_actor_by_pid(pid)
            if actor is not None:
                stage.people[first] = actor
