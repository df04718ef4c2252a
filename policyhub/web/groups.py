"""Groups: the list, and the page of one with its papers and its people."""

from __future__ import annotations

from flask import Blueprint, render_template

from policyhub.models import GroupKind
from policyhub.permissions.rights import Right
from policyhub.services import members, papers, reading
from policyhub.web.asking import actor, can

groups = Blueprint("groups", __name__)


@groups.get("/groups")
def index() -> str:
    """All groups: policy groups, the council, branches."""
    found = members.list_groups(actor())
    by_kind = {kind: [group for group in found if group.kind == kind] for kind in GroupKind}
    return render_template("groups/index.html", by_kind=by_kind, own=actor().group_ids)


@groups.get("/groups/<slug>")
def show(slug: str) -> str:
    """A group: its papers and, for members, its people."""
    group = members.get_group(slug)
    found = papers.list_papers(actor(), group=group) if group.kind == GroupKind.POLICY else ()
    return render_template(
        "groups/show.html",
        group=group,
        papers=found,
        states=reading.find_states([paper.id for paper in found]),
        people=members.list_memberships(group) if actor().signed_in else (),
        may_begin=group.kind == GroupKind.POLICY and can(Right.IMPORT_PAPER, group),
    )
