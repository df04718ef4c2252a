"""A paper of our own as a text file, and the way to bring it in."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import select

from policyhub import db
from policyhub.acts.papers import outline
from policyhub.config import Settings
from policyhub.domain.importing.choices import Choices
from policyhub.models import Flag, Import, Paper, Version
from policyhub.permissions.actor import HOUSE, Actor
from policyhub.permissions.visible import load
from policyhub.readers import child
from policyhub.services import imports
from tests.world import World

PAPER = """A bus for every village
Draft 2 for consideration by the Central Council

1. Purpose

1.1. This paper says what a bus service is for. It was asked for by the Central Council (CC) in spring.

1.2. A fare should never keep anybody at home, as said in 2.1. below. Does CC wish to say for whom?

2. Fares

2.1. Travel is to be free for every resident[1].

2.3. Whoever visits pays one fare, whatever the distance.

Appendix 1

Questions posed by the Ministry

1. What should a journey cost?

2. Who should own the buses?

3. How should the network be planned?

[1] Residents are people who live here. Does CC have a view?
"""


def settings_of() -> Settings:
    """Settings as a reader wants them."""
    return Settings(data_dir=Path(), database_url="sqlite://", secret_key="for tests only")


_read_apart = child.read_apart


@cache
def _answer(
    data: bytes, name: str, as_kind: str | None, article: int | None, decided: tuple[tuple[str, str], ...]
) -> dict[str, Any]:
    return _read_apart(data, child.Request(name=name, as_kind=as_kind, article=article, decided=dict(decided)))


def read_once(data: bytes, request: child.Request) -> dict[str, Any]:
    """What a child reads; each file goes through one once for all tests."""
    return _answer(data, request.name, request.as_kind, request.article, tuple(sorted(request.decided.items())))


def read(pid: str) -> None:
    """Read an import as the worker would; each file goes through a child once for all tests."""
    with patch.object(child, "read_apart", read_once):
        imports.read_import(pid, settings_of())


def brought_in(world: World, text: str = PAPER, *, name: str = "buses.txt") -> str:
    """Upload a text as the convenor of the world's group and have it read; returns the import."""
    pid = imports.upload_file(world.mair, world.group, name=name, blob=text.encode())
    read(pid)
    world.fresh()
    return pid


def the_import(world: World, pid: str, actor: Actor | None = None) -> Import:
    world.fresh()
    return load(db.session(), Import, actor or world.mair, pid)


def the_paper(world: World, pid: str) -> Paper:
    world.fresh()
    return load(db.session(), Paper, HOUSE, pid)


def kept(world: World, text: str = PAPER, **choices: object) -> Paper:
    pid = brought_in(world, text)
    return the_paper(world, imports.keep_import(world.mair, pid, choices=Choices(**choices)))


def bodies(paper: Paper) -> dict[str, Version]:
    placed = outline(db.session(), paper)
    versions = {v.id: v for v in db.session().scalars(select(Version))}
    return {p.name: versions[p.version_id] for p in placed}


def flags_of(paper: Paper) -> list[Flag]:
    return list(db.session().scalars(select(Flag).where(Flag.paper_id == paper.id).order_by(Flag.ordinal)))
