"""What there is in a world of the matrix."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.world import World


@dataclass
class Things:
    """What there is in a world: each thing by a name, as its public id."""

    world: World
    ids: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.ids[name]

    def __setitem__(self, name: str, pid: str) -> None:
        self.ids[name] = pid
