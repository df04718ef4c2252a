"""Decides how wide the columns of a table are."""

from __future__ import annotations

from policyhub.domain.document import Table, plain_of

_NARROWEST = 4


def widths_of(table: Table, columns: int, width: int) -> list[int]:
    """The widths of the columns: more for more words, but a long column does not starve the others."""
    weights = []
    for column in range(columns):
        lengths = [len(plain_of(row[column])) for row in table.rows if column < len(row)]
        longest_word = max(
            (len(word) for row in table.rows if column < len(row) for word in plain_of(row[column]).split()), default=0
        )
        weights.append(max(_NARROWEST, min(longest_word, 20) + 2, min(max(lengths, default=0), 60)))
    total = sum(weights)
    widths = [max(1, width * weight // total) for weight in weights]
    widths[-1] += max(0, width - sum(widths))
    return widths
