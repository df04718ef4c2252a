"""The small association that the tests play in, made by the same commands as a real one."""

from __future__ import annotations

from dataclasses import dataclass

from policyhub import db
from policyhub.acts.papers import Placed, outline
from policyhub.acts.planting import Seed
from policyhub.models import Group, Paper
from policyhub.permissions.actor import HOUSE, VISITOR, Actor
from policyhub.permissions.visible import load
from policyhub.services import members, papers, sessions

PASSWORD = "a long enough password"


@dataclass
class World:
    """Who is there: ``mair`` convenes the group, ``owen`` is in it, ``nasreen`` and ``callum`` are on the council,
    ``tom`` is secretary of the branch, ``joan`` is a member of nothing, ``dilys`` administers; and one paper."""

    mair: Actor
    owen: Actor
    nasreen: Actor
    callum: Actor
    tom: Actor
    joan: Actor
    dilys: Actor
    group: str
    council: str
    branch: str
    paper: str
    visitor: Actor = VISITOR

    def fresh(self) -> None:
        """See what others have done since: begin a new snapshot."""
        db.session().rollback()
        db.session().expire_all()

    def the_paper(self) -> Paper:
        self.fresh()
        return load(db.session(), Paper, HOUSE, self.paper)

    def sections(self) -> dict[str, Placed]:
        """The sections of the paper by their number."""
        return {p.name: p for p in outline(db.session(), self.the_paper())}

    def section(self, number: str) -> str:
        """The public id of the section with a number."""
        return self.sections()[number].pid

    @property
    def everybody(self) -> dict[str, Actor]:
        """Somebody in each role of the matrix."""
        return {
            "visitor": self.visitor,
            "member": self.joan,
            "fellow": self.owen,
            "convenor": self.mair,
            "council": self.nasreen,
            "secretary": self.tom,
            "admin": self.dilys,
        }


def email_of(name: str) -> str:
    return f"{name.split()[0].lower()}@example.org"


def make_world() -> World:
    """Found the association."""
    group = members.add_group(HOUSE, name="Rural transport group", slug="rural-transport", kind="policy")
    council = members.add_group(HOUSE, name="The council", slug="council", kind="council")
    branch = members.add_group(HOUSE, name="Arfon branch", slug="arfon", kind="branch")
    password_hash = sessions.hash_password(PASSWORD, cost="cheap")
    places = {
        "Mair Pugh": (group, "convenor"),
        "Owen Rees": (group, "member"),
        "Nasreen Akhtar": (council, "member"),
        "Callum Baird": (council, "chair"),
        "Tom Ashworth": (branch, "secretary"),
        "Joan Whitfield": None,
        "Dilys Hopkin": None,
    }
    pids = {}
    for name, place in places.items():
        pid = members.add_member(
            HOUSE, name=name, email=email_of(name), password_hash=password_hash, is_admin=name == "Dilys Hopkin"
        )
        pids[name.split()[0].lower()] = pid
        if place:
            members.add_membership(HOUSE, place[0], member_pid=pid, role=place[1])
    db.session().rollback()
    people = {name: _actor(pid) for name, pid in pids.items()}
    paper = papers.start_paper(
        people["mair"],
        group,
        title="Every village, every hour",
        subtitle="Buses as a public service",
        seeds=seeds_of_paper(),
    )
    db.session().rollback()
    return World(**people, group=group, council=council, branch=branch, paper=paper)


def _actor(pid: str) -> Actor:
    found = sessions.find_actor_by_pid(pid)
    assert found is not None
    return found


def seeds_of_paper() -> list[Seed]:
    """1 Purpose (1.1, 1.2 with a note and a live reference to 2.1), 2 Fares (2.1, 2.2), Appendix 1."""
    purpose = Seed("heading", heading="Purpose")
    fares = Seed("heading", heading="Fares")
    kept = Seed("clause", body="Nobody should be kept at home by a fare.", parent=fares.pid)
    return [
        purpose,
        Seed(
            "clause",
            body="Four in ten of our members live where the last bus leaves before the shops shut.",
            parent=purpose.pid,
        ),
        Seed(
            "clause",
            body=(
                "This paper asks for a bus within a walk[^1] of every door, "
                f"at a fare as said in {{ref:{kept.pid}|2.1}}."
            ),
            notes=[{"id": "1", "mark": "1", "text": "A walk of ten minutes."}],
            parent=purpose.pid,
        ),
        fares,
        kept,
        Seed(
            "clause",
            body="Travel should be free for every resident, and paid for as roads are paid for.",
            parent=fares.pid,
        ),
        Seed("appendix", heading="Questions of the Ministry", body="The Ministry asks the questions below."),
    ]


def the_group(pid: str) -> Group:
    return load(db.session(), Group, HOUSE, pid)
