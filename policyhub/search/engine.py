"""What every search engine does, and what it is given and gives back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Findable:
    """Something that can be found: ``scope`` is the paper, consultation or motion it belongs to;
    ``audience`` are the keys of those who may find it."""

    kind: str
    pid: str
    scope: str
    audience: tuple[str, ...]
    lang: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found; still to be checked by ``visible``."""

    kind: str
    pid: str


class Engine(Protocol):
    """An index that is a cache: it can be thrown away and made again from the tables."""

    def replace(self, scopes: Collection[str], findables: Sequence[Findable]) -> None:
        """Let the findables of some scopes be exactly these."""

    def clear(self) -> None:
        """Forget everything."""

    def find(self, query: str, *, audience: Collection[str], kinds: Collection[str], most: int) -> list[Hit]:
        """The best hits among what the audience may find; empty when nothing is asked for."""
