"""What is printed at the head and foot of every page, and says nothing new."""

from __future__ import annotations


def repeats(line: str, title: str) -> bool:
    """Whether a running head is only the title once more, as a whole or cut off ("Hedges and walls …")."""
    beginning = line.removesuffix("…").rstrip()
    return line == title or (bool(beginning) and beginning != line and title.startswith(beginning))
