"""Worlds of the matrix with imports, and with what the secretary of a branch looks after."""

from __future__ import annotations

from sqlalchemy import select

from policyhub import db
from policyhub.models import Question
from policyhub.services import consultations, import_choices
from tests.importing import brought_in
from tests.importing import kept as kept_paper
from tests.importing_kinds import MOTION, uploaded
from tests.web.matrix_things import Things
from tests.world import make_world


def world_with_imports() -> Things:
    """One import that can be kept and one that was thrown away."""
    world = make_world()
    things = Things(world, {"group": world.group, "branch": world.branch, "import": brought_in(world)})
    things["thrown away"] = brought_in(world)
    import_choices.throw_away_import(world.mair, things["thrown away"])
    things["underlay"] = kept_paper(world, not_disputed=frozenset({"line8-1", "note26-1"})).pid
    return things


def world_with_a_branchs_imports() -> Things:
    """The same of a branch, of motions."""
    world = make_world()
    things = Things(world, {"group": world.group, "branch": world.branch})
    for name in ("import", "thrown away"):
        things[name] = uploaded(world, world.tom, world.branch, MOTION, kind="motion").pid
    import_choices.throw_away_import(world.tom, things["thrown away"])
    return things


def world_with_a_branchs_consultation() -> Things:
    """A consultation that the secretary of a branch looks after."""
    questions = ({"number": "1", "text": "What are buses for?"}, {"number": "2", "text": "What should a fare be?"})
    world = make_world()
    things = Things(world, {"group": world.group, "branch": world.branch})
    things["fresh"] = consultations.make_consultation(world.tom, world.branch, title="Buses", questions=questions)
    world.fresh()
    things["consultation"] = things["fresh"]
    things["question"], things["last question"] = db.session().scalars(select(Question.pid).order_by(Question.rank))
    return things
