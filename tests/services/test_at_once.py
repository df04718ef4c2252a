"""Several who work on one answer or begin one response at the same moment: nothing is lost, and nothing breaks."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

from sqlalchemy import func, select

from policyhub import db
from policyhub.models import Motion, Response
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import load
from policyhub.services import blocks, motions, responses
from policyhub.services.refusals import Refused
from tests.services.assembling import body_of, make_consultation, start
from tests.world import World


def together(*acts: Callable[[], object]) -> list[str]:
    """Do each in a thread of its own at the same moment; what was refused, and what broke."""
    database, both = db.database(), Barrier(len(acts))
    said: list[str] = []

    def run(act: Callable[[], object]) -> None:
        with db.using(database), database.reading():
            both.wait()
            try:
                act()
            except Refused as refusal:
                said.append(str(refusal))
            except Exception as broken:  # noqa: BLE001 - a thread would swallow it
                said.append(f"broken: {broken!r}")

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def test_what_several_write_in_one_answer_is_all_there(world: World) -> None:
    _, (answer, *_rest) = start(world)
    words = [f"Words of the {which} writer." for which in ("first", "second", "third", "fourth")]

    said = together(*(lambda one=one: blocks.add_prose(world.mair, answer, body=one) for one in words))

    assert said == []
    body = body_of(world, answer)
    assert all(one in body for one in words)


def test_what_several_write_in_one_part_of_a_motion_is_all_there(world: World) -> None:
    pid = motions.start_motion(world.tom, world.branch, title="Buses for Arfon")
    world.fresh()
    part = motions.look(HOUSE, load(db.session(), Motion, HOUSE, pid)).parts[0].part.text.pid
    words = [f"Point of the {which} writer." for which in ("first", "second", "third")]

    said = together(*(lambda one=one: blocks.add_point(world.tom, part, body=one) for one in words))

    assert said == []
    body = body_of(world, part)
    assert all(one in body for one in words)


def test_of_two_who_begin_a_response_at_once_one_does(world: World) -> None:
    consultation = make_consultation(world)

    said = together(
        *(lambda: responses.start_response(world.mair, world.group, consultation=consultation) for _ in range(2))
    )

    assert len(said) == 1
    assert "begun its response already" in said[0]
    world.fresh()
    assert db.session().scalars(select(func.count()).select_from(Response)).one() == 1
