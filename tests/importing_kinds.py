"""A consultation and a motion of our own as text files, and the way to bring them in."""

from __future__ import annotations

from policyhub import db
from policyhub.domain.importing.choices import Choices
from policyhub.models import Import
from policyhub.permissions.actor import Actor
from policyhub.permissions.visible import load
from policyhub.services import imported, imports
from tests.importing import read
from tests.world import World

CONSULTATION = """
Ferries for the future: a consultation

This consultation closes on 4 June 2030.

1. Introduction

1.1 The government wants ferries to run each hour.

1.2 Ferries are old.[1] They cost three pounds.

2. Boats

2.1 Boats should be painted.

Question 1: Do you agree that ferries should run each hour? (maximum 300 words)

Yes / No / Not sure

Please give your reasons.

Question 2. What else?

[1] Older than the minister.
"""
MOTION = """
Ferries for all

This branch notes:
1. Ferries are late.
2. Ferries are dear[1].

This branch resolves:
1. To write to the minister.

Proposed by: Mair Ellis
Seconded by: Tom Ash

[1] Three pounds.

Background

The harbour was built in 1901.
"""


def uploaded(world: World, actor: Actor, group: str, text: str, *, kind: str) -> Import:
    pid = imports.upload_file(actor, group, name="file.txt", blob=text.encode(), as_kind=kind)
    read(pid)
    world.fresh()
    found = load(db.session(), Import, actor, pid)
    assert found.state == "ready", found.problem
    return found


def kept(world: World, actor: Actor, found: Import, **choices: str) -> str:
    chosen = Choices(**choices)
    plan = imported.plan_for(imports.get_reading(found), chosen)
    pid = imported.keep(actor, found.pid, plan=plan, choices=chosen)
    world.fresh()
    return pid
