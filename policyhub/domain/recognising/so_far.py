"""What the stages of recognition have found so far, for the stages that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policyhub.domain.document import Document
from policyhub.domain.recognising.asked import Asked
from policyhub.domain.recognising.front import TitlePage
from policyhub.domain.recognising.interviews import Interview
from policyhub.domain.recognising.lines import Page
from policyhub.domain.recognising.lost import Placed
from policyhub.domain.recognising.motions import Moved
from policyhub.domain.recognising.notes import Found
from policyhub.domain.recognising.question_heads import Heads
from policyhub.domain.recognising.recognised import Council
from policyhub.domain.recognising.several_motions import Held
from policyhub.domain.recognising.structure import Structure


@dataclass(slots=True)
class SoFar:
    """A document on its way through the stages, each of which adds what it finds.

    ``asked`` are the questions taken out of an appendix by its id, ``possible`` those that could be; ``motions`` are
    those of a file that holds several; ``front`` and ``back`` are lines before and after all else.
    """

    document: Document
    council: Council
    as_kind: str | None
    decided: Mapping[str, str]
    page: Page
    notes: Found
    structure: Structure
    kind: str = "paper"
    kind_sure: float = 1.0
    heads: Heads = field(default_factory=Heads)
    interview: Interview = field(default_factory=Interview)
    moved: Moved = field(default_factory=Moved)
    motions: tuple[Held, ...] = ()
    titles: TitlePage = field(default_factory=lambda: TitlePage((), (), ()))
    lost: dict[str, Placed] = field(default_factory=dict)
    asked: dict[str, list[Asked]] = field(default_factory=dict)
    possible: dict[str, list[Asked]] = field(default_factory=dict)
    front: list[int] = field(default_factory=list)
    back: list[int] = field(default_factory=list)

    @property
    def used(self) -> frozenset[int]:
        """The lines that are notes."""
        return frozenset(self.notes.used)
