"""Default deny: a route without a line in matrix/*.csv is refused, and so is a role that none of its lines lets in."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Flask, abort, request

from policyhub.models import GroupKind, Role
from policyhub.permissions.actor import VISITOR, Actor
from policyhub.web.asking import actor

FOLDER = Path(__file__).with_name("matrix")
ROLES = ("visitor", "member", "fellow", "convenor", "council", "secretary", "admin")
CELLS = ("ok", "sign-in", "403", "404")


@dataclass(frozen=True, slots=True)
class Line:
    """What each role gets from one route, by one method, for a thing in one state."""

    endpoint: str
    method: str
    state: str
    cells: Mapping[str, str]


@cache
def lines() -> tuple[Line, ...]:
    """Every line of the files, one file a feature."""
    found = []
    for path in sorted(FOLDER.glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                cells = {role: row[role] for role in ROLES}
                if not set(cells.values()) <= set(CELLS):
                    raise ValueError(f"{path.name}: {row['endpoint']} {row['method']} has a cell that means nothing")
                found.append(Line(row["endpoint"], row["method"], row["state"], cells))
    return tuple(found)


@cache
def _by_route() -> dict[tuple[str, str], tuple[Line, ...]]:
    found: dict[tuple[str, str], tuple[Line, ...]] = {}
    for line in lines():
        key = (line.endpoint, line.method)
        found[key] = (*found.get(key, ()), line)
    return found


def roles_of(who: Actor) -> frozenset[str]:
    """The roles of the matrix that somebody holds anywhere."""
    if not who.signed_in:
        return frozenset({"visitor"})
    roles = {"member"}
    if who.is_admin:
        roles.add("admin")
    for held in who.held:
        if held.kind == GroupKind.COUNCIL:
            roles.add("council")
        elif held.kind == GroupKind.BRANCH:
            roles.add("secretary" if held.role in (Role.SECRETARY, Role.CHAIR) else "fellow")
        else:
            roles.add("convenor" if held.role in (Role.CONVENOR, Role.CHAIR) else "fellow")
    return frozenset(roles)


def verdict(endpoint: str | None, method: str, who: Actor) -> str:
    """What the matrix says before anything is loaded: "ok", "sign-in", "403" or "404"."""
    known = _by_route().get((endpoint or "", "GET" if method in ("HEAD", "OPTIONS") else method))
    if not known:
        return "404"
    cells = {line.cells[role] for line in known for role in roles_of(who)}
    for answer in ("ok", "sign-in", "403"):
        if answer in cells:
            return answer
    return "404"


def guard(app: Flask) -> None:
    """Ask the matrix before every request."""

    @app.before_request
    def ask_matrix() -> None:
        if request.endpoint is None:
            return  # no route: the router answers
        if verdict(request.endpoint, request.method, VISITOR) == "ok":
            return  # for everybody: no need to know who asks
        match verdict(request.endpoint, request.method, actor()):
            case "ok":
                return
            case "sign-in":
                abort(401)
            case "403":
                abort(403)
            case _:
                abort(404)
