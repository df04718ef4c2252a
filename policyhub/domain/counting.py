"""Counts a ballot, named or secret, in which each elector chooses one of several options."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Option = int | str
Majority = Literal["most", "half"]
Tie = Literal["no decision"]
ReasonKind = Literal["counted", "quorum_reached", "quorum_missed", "no_votes", "tied", "short_of_half", "won"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of how the result came about, as data; the page puts it into words."""

    kind: ReasonKind
    values: tuple[tuple[str, int | str], ...] = ()

    def __getitem__(self, name: str) -> int | str:
        """One of the values by its name."""
        return dict(self.values)[name]


@dataclass(frozen=True, slots=True)
class Tally:
    """The result of a ballot with the rule it was counted by.

    ``counts`` are the votes of each option in the order of the ballot; ``took_part`` are they and the abstentions.
    ``needed`` is the least number of votes that wins under the rule with these votes. ``winner`` is None when nothing
    is decided: no vote, the quorum missed, a tie at the top, or half not reached. A tie decides nothing.
    """

    counts: tuple[tuple[Option, int], ...]
    abstained: int
    entitled: int
    majority: Majority
    quorum: int
    tie: Tie
    needed: int
    winner: Option | None
    tied: tuple[Option, ...]
    reasons: tuple[Reason, ...]

    @property
    def cast(self) -> int:
        """Votes for an option."""
        return sum(votes for _, votes in self.counts)

    @property
    def took_part(self) -> int:
        """Electors who voted or abstained."""
        return self.cast + self.abstained

    @property
    def quorum_reached(self) -> bool:
        """Whether enough electors took part."""
        return self.took_part >= self.quorum

    def votes_for(self, option: Option) -> int:
        """The votes of one option; KeyError if it was not on the ballot."""
        return dict(self.counts)[option]

    def to_dict(self) -> dict[str, Any]:
        """Plain data of integers, strings and None, in which a tally is stored."""
        return {
            "counts": [[option, votes] for option, votes in self.counts],
            "abstained": self.abstained,
            "entitled": self.entitled,
            "majority": self.majority,
            "quorum": self.quorum,
            "tie": self.tie,
            "needed": self.needed,
            "winner": self.winner,
            "tied": list(self.tied),
            "reasons": [{"kind": reason.kind, "values": dict(reason.values)} for reason in self.reasons],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Tally:
        """The tally that ``to_dict`` gave."""
        return cls(
            counts=tuple((option, votes) for option, votes in data["counts"]),
            abstained=data["abstained"],
            entitled=data["entitled"],
            majority=data["majority"],
            quorum=data["quorum"],
            tie=data["tie"],
            needed=data["needed"],
            winner=data["winner"],
            tied=tuple(data["tied"]),
            reasons=tuple(Reason(r["kind"], tuple(sorted(r["values"].items()))) for r in data["reasons"]),
        )


def count(
    votes: Mapping[Any, Option | None],
    options: Sequence[Option],
    entitled: int,
    *,
    majority: Majority = "most",
    quorum: int = 0,
    tie: Tie = "no decision",
) -> Tally:
    """The tally of one vote for each elector; None is an abstention.

    With "most" the option with more votes than any other wins, with "half" it also needs more than half of the votes
    for any option (abstentions do not count). The quorum is a number of electors who take part, abstentions included.
    Raises ValueError for a vote that is not on the ballot, an option named twice, no options, or more votes than
    electors.
    """
    _check(votes, options, entitled, quorum, majority, tie)
    counts = dict.fromkeys(options, 0)
    for vote in votes.values():
        if vote is not None:
            counts[vote] += 1
    cast = sum(counts.values())
    order = sorted(counts.values(), reverse=True)
    top, second = order[0], order[1] if len(order) > 1 else 0
    leading = tuple(option for option, got in counts.items() if got == top) if top else ()
    needed = cast // 2 + 1 if majority == "half" else second + 1
    if majority == "most" and len(leading) > 1:
        needed = top + 1
    reasons = [
        _reason("counted", cast=cast, abstained=len(votes) - cast, entitled=entitled),
        _reason("quorum_reached" if len(votes) >= quorum else "quorum_missed", quorum=quorum, took_part=len(votes)),
    ]
    winner: Option | None = None
    if not cast:
        reasons.append(_reason("no_votes"))
    elif len(leading) > 1:
        reasons.append(_reason("tied", options=len(leading), votes=top))
    elif top < needed:
        reasons.append(_reason("short_of_half", option=leading[0], votes=top, needed=needed, cast=cast))
    elif len(votes) >= quorum:
        winner = leading[0]
        reasons.append(_reason("won", option=winner, votes=top, needed=needed, next=second))
    tied = leading if len(leading) > 1 else ()
    return Tally(
        counts=tuple(counts.items()),
        abstained=len(votes) - cast,
        entitled=entitled,
        majority=majority,
        quorum=quorum,
        tie=tie,
        needed=needed,
        winner=winner,
        tied=tied,
        reasons=tuple(reasons),
    )


def _reason(kind: ReasonKind, **values: int | str) -> Reason:
    return Reason(kind, tuple(sorted(values.items())))


def _check(
    votes: Mapping[Hashable, Option | None],
    options: Sequence[Option],
    entitled: int,
    quorum: int,
    majority: str,
    tie: str,
) -> None:
    if not options or len(set(options)) != len(options):
        raise ValueError("A ballot needs options, each named once.")
    if unknown := {vote for vote in votes.values() if vote is not None} - set(options):
        raise ValueError(f"A vote is for something that is not on the ballot: {sorted(map(str, unknown))}.")
    if len(votes) > entitled:
        raise ValueError("There are more votes than electors.")
    if quorum < 0:
        raise ValueError("A quorum cannot be negative.")
    if majority not in ("most", "half") or tie != "no decision":
        raise ValueError("There is no such rule.")
