"""Numbers written as Romans, clerks and word processors write them."""

from __future__ import annotations

HIGHEST_ROMAN = 4999
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(value: int) -> str:
    """4 as "iv"; from 1 on."""
    parts = []
    for size, sign in _ROMAN:
        times, value = divmod(value, size)
        parts.append(sign * times)
    return "".join(parts)


def letters(value: int) -> str:
    """4 as "d"; after "z" comes "aa", then "ab"; from 1 on."""
    found = ""
    while value:
        value, rest = divmod(value - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


def repeated_letters(value: int) -> str:
    """4 as "d"; after "z" comes "aa", then "bb", as Word counts; from 1 on."""
    times, rest = divmod(value - 1, 26)
    return chr(ord("a") + rest) * (times + 1)
