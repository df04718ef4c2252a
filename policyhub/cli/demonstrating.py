"""`policyhub demo`: puts the demonstration association into an empty database, made by its own people."""

from __future__ import annotations

import heapq
import sys
from collections.abc import Sequence
from itertools import count

from policyhub import clock, db
from policyhub.cli.demo import answers, earlier, land, languages, motions, people, stations, village, village_disputes
from policyhub.cli.demo.stage import Stage, Strand
from policyhub.cli.stopping import Stop
from policyhub.config import Settings
from policyhub.permissions.actor import HOUSE
from policyhub.services import log, members

_HERE = "There is an association here already. The demonstration needs an empty database."


def demonstrate(settings: Settings, database: db.Database, *, if_empty: bool) -> int:
    """Make the association, its papers and what waits for its people, with dates that lie around this moment.

    Stops with one sentence when the database has an association; with ``if_empty`` it then does nothing.
    """
    with db.using(database), database.reading():
        if members.list_groups(HOUSE) or members.list_members(HOUSE):
            if if_empty:
                return 0
            raise Stop(_HERE)
    stage = Stage(settings, database, clock.now())
    with db.using(database):
        play(stage, [people.found(stage)])
        told = (earlier, land, languages, village, village_disputes, answers, motions, stations)
        play(stage, [strand for part in told for strand in part.strands(stage)])
    with db.using(database), database.reading():
        entries = log.find_head().partition(":")[0]
    print(f"The demonstration is there: {len(stage.people)} people, {entries} changes.", file=sys.stderr)
    if not settings.demo:
        print("Start with POLICYHUB_DEMO=1 to look round as one of them.", file=sys.stderr)
    return 0


def play(stage: Stage, strands: Sequence[Strand]) -> None:
    """Let every strand go on at the moments it asks for, the earliest first, so that the log tells one story."""
    order = count()
    waiting = [(next(strand), next(order), strand) for strand in strands]
    heapq.heapify(waiting)
    while waiting:
        moment, _, strand = heapq.heappop(waiting)
        if moment > stage.now:
            raise ValueError(f"the demonstration cannot play at {moment}: that is yet to come")
        with clock.standing_at(moment):
            following = next(strand, None)
        if following is not None:
            heapq.heappush(waiting, (following, next(order), strand))
