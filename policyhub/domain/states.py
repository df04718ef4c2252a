"""Which states things go through, and which verb leads from one to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class WrongMove(ValueError):
    """The verb is not possible in the present state."""


@dataclass(frozen=True)
class Machine:
    """The states of a kind of thing in the order they are usually gone through, and its moves as data."""

    name: str
    states: tuple[str, ...]
    moves: Mapping[tuple[str, str], str]

    def __post_init__(self) -> None:
        """Refuses a move from or to a state that is not listed."""
        named = {state for state, _ in self.moves} | set(self.moves.values())
        if unknown := named - set(self.states):
            raise ValueError(f"{self.name} has no state {', '.join(sorted(unknown))}.")

    @property
    def first(self) -> str:
        """The state a new thing begins in."""
        return self.states[0]

    def after(self, state: str, verb: str) -> str:
        """The state that follows; raises WrongMove if the verb is not possible now."""
        try:
            return self.moves[state, verb]
        except KeyError:
            raise WrongMove(f"A {self.name} that is {state} cannot {verb}.") from None

    def verbs(self, state: str) -> tuple[str, ...]:
        """What is possible in a state, in the order of the moves."""
        return tuple(verb for source, verb in self.moves if source == state)

    def is_end(self, state: str) -> bool:
        """Whether nothing follows a state."""
        return not self.verbs(state)


PAPER = Machine(
    "paper",
    ("drafting", "open_for_comment", "with_council", "adopted", "superseded", "withdrawn"),
    {
        ("drafting", "open_for_comment"): "open_for_comment",
        ("drafting", "send_to_council"): "with_council",
        ("drafting", "withdraw"): "withdrawn",
        ("open_for_comment", "send_to_council"): "with_council",
        ("open_for_comment", "take_back"): "drafting",
        ("open_for_comment", "withdraw"): "withdrawn",
        ("with_council", "adopt"): "adopted",
        ("with_council", "open_for_comment"): "open_for_comment",
        ("with_council", "take_back"): "drafting",
        ("with_council", "withdraw"): "withdrawn",
        ("adopted", "supersede"): "superseded",
        ("adopted", "withdraw"): "withdrawn",
        ("withdrawn", "take_back"): "drafting",
    },
)

FLAG = Machine(
    "flag",
    ("open", "in_ballot", "resolved", "withdrawn"),
    {
        ("open", "put_to_ballot"): "in_ballot",
        ("open", "resolve"): "resolved",
        ("open", "withdraw"): "withdrawn",
        ("in_ballot", "end_ballot"): "open",
        ("in_ballot", "resolve"): "resolved",
        ("resolved", "reopen"): "open",
        ("withdrawn", "reopen"): "open",
    },
)

BALLOT = Machine(
    "ballot",
    ("planned", "open", "closed", "cancelled"),
    {
        ("planned", "open"): "open",
        ("planned", "cancel"): "cancelled",
        ("open", "close"): "closed",
        ("open", "cancel"): "cancelled",
    },
)

IMPORT = Machine(
    "import",
    ("waiting", "reading", "ready", "refused", "kept", "thrown_away"),
    {
        ("waiting", "read"): "reading",
        ("waiting", "refuse"): "refused",
        ("waiting", "throw_away"): "thrown_away",
        ("reading", "finish"): "ready",
        ("reading", "refuse"): "refused",
        ("reading", "wait"): "waiting",
        ("reading", "throw_away"): "thrown_away",
        ("ready", "keep"): "kept",
        ("ready", "wait"): "waiting",
        ("ready", "throw_away"): "thrown_away",
        ("refused", "wait"): "waiting",
        ("refused", "throw_away"): "thrown_away",
        ("thrown_away", "wait"): "waiting",
    },
)

RESPONSE = Machine(
    "response",
    ("drafting", "ready", "sent", "withdrawn"),
    {
        ("drafting", "mark_ready"): "ready",
        ("drafting", "withdraw"): "withdrawn",
        ("ready", "take_back"): "drafting",
        ("ready", "send"): "sent",
        ("ready", "withdraw"): "withdrawn",
        ("withdrawn", "take_back"): "drafting",
    },
)

MOTION = Machine(
    "motion",
    ("drafting", "ready", "submitted", "withdrawn"),
    {
        ("drafting", "mark_ready"): "ready",
        ("drafting", "withdraw"): "withdrawn",
        ("ready", "take_back"): "drafting",
        ("ready", "submit"): "submitted",
        ("ready", "withdraw"): "withdrawn",
        ("submitted", "withdraw"): "withdrawn",
        ("withdrawn", "take_back"): "drafting",
    },
)

MACHINES = (PAPER, FLAG, BALLOT, IMPORT, RESPONSE, MOTION)
