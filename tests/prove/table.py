"""The table that `make prove` prints at its end."""

from __future__ import annotations

ROWS: dict[str, tuple[str, str, bool]] = {}


def note(figure: str, measured: str, wanted: str, *, good: bool) -> None:
    """Keep one figure for the table; a later measurement of the same figure takes its place."""
    ROWS[figure] = (measured, wanted, good)


def table() -> list[str]:
    """The lines of the table."""
    width = max((len(figure) for figure in ROWS), default=0)
    return [
        f"{figure:{width}}  {measured:>20}  wanted {wanted:14} {'reached' if good else 'SHORT'}"
        for figure, (measured, wanted, good) in ROWS.items()
    ]
