"""The one table of rights: for each, the ways in which somebody may have it."""

from __future__ import annotations

from typing import Any

from policyhub.permissions.actor import Actor
from policyhub.permissions.predicates import (
    Predicate,
    admin,
    convenes_its_group,
    every,
    house,
    in_its_group,
    in_own_words,
    motion_is,
    on_council,
    paper_is,
    response_is,
    runs_its_group,
    secretary_of_its_branch,
    signed_in,
    state_is,
    wrote_it,
)
from policyhub.permissions.rights import Right

LIVE = ("drafting", "open_for_comment", "with_council")

_may_discuss = (
    every(in_its_group, paper_is(*LIVE)),
    every(on_council, paper_is(*LIVE)),
    every(signed_in, paper_is("open_for_comment")),
)
_convenor_of_live_paper = (every(convenes_its_group, paper_is(*LIVE)),)

TABLE: dict[Right, tuple[Predicate, ...]] = {
    Right.ADOPT_PAPER: (every(on_council, paper_is("with_council")),),
    Right.ARGUE: _may_discuss,
    Right.CALL_AGREED: _convenor_of_live_paper,
    Right.CAST_VOTE: (every(signed_in, paper_is(*LIVE)),),
    Right.CHANGE_COMMENT: (every(in_own_words, paper_is(*LIVE)),),
    Right.CLOSE_BALLOT: (house,),
    Right.COMMENT: _may_discuss,
    Right.EDIT_ANSWERS: (every(in_its_group, response_is("drafting")),),
    Right.EDIT_MOTION: (every(secretary_of_its_branch, motion_is("drafting")),),
    Right.EDIT_SECTION: _convenor_of_live_paper,
    Right.FINISH_MOTION: (secretary_of_its_branch,),
    Right.FINISH_RESPONSE: (runs_its_group,),
    Right.FREEZE_EDITION: _convenor_of_live_paper,
    Right.IMPORT_PAPER: (convenes_its_group,),
    Right.LOOK_AFTER_IMPORT: (wrote_it, runs_its_group),
    Right.MAKE_CONSULTATION: (runs_its_group,),
    Right.MAKE_MOTION: (secretary_of_its_branch,),
    Right.MAKE_RESPONSE: (runs_its_group,),
    Right.MANAGE_GROUP: (admin, house),
    Right.MANAGE_MEMBERS: (admin, house),
    Right.MOVE_PAPER: (every(convenes_its_group, state_is(*LIVE)),),
    Right.PREPARE_FLAG: _convenor_of_live_paper,
    Right.PUT_TO_BALLOT: _convenor_of_live_paper,
    Right.RAISE_FLAG: _may_discuss,
    Right.READ_UPLOADS: (house,),
    Right.RESOLVE_COMMENT: (*_may_discuss, every(wrote_it, paper_is(*LIVE))),
    Right.RESOLVE_FLAG: (every(on_council, paper_is(*LIVE)),),
    Right.SET_TEMPLATE: (admin,),
    Right.SIGN_IN_AS: (house,),
    Right.SUPERSEDE_PAPER: (every(on_council, state_is("adopted")),),
    Right.UPLOAD_FILE: (runs_its_group,),
}


def allowed(right: Right, actor: Actor, thing: Any = None) -> bool:
    """Whether an actor may do something to a thing. A right without a row is nobody's."""
    return any(way(actor, thing) for way in TABLE.get(right, ()))
