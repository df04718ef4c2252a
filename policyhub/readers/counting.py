"""How a number is printed: 4 as "4", "iv", "D", "fourth"."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_HIGHEST_ROMAN = 4999
_MOST_LETTERS = 26 * 30


def roman(value: int) -> str:
    """4 as "iv"; what Romans had no sign for stays in figures."""
    if not 0 < value <= _HIGHEST_ROMAN:
        return str(value)
    made = ""
    for size, sign in _ROMAN:
        made += sign * (value // size)
        value %= size
    return made


def letters(value: int) -> str:
    """2 as "b", 28 as "bb", as word processors count."""
    if not 0 < value <= _MOST_LETTERS:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * (1 + (value - 1) // 26)


def ordinal(value: int) -> str:
    """2 as "2nd"."""
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def cardinal_words(value: int) -> str:
    """21 as "twenty-one"; from a hundred on in figures."""
    if not 0 <= value < 100:
        return str(value)
    if value < 20:
        return _ONES[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")


def ordinal_words(value: int) -> str:
    """21 as "twenty-first"."""
    if not 0 < value < 100:
        return ordinal(value)
    words = cardinal_words(value)
    before, hyphen, last = words.rpartition("-")
    last = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return before + hyphen + last


WAYS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02d}",
    "lowerRoman": roman,
    "upperRoman": lambda value: roman(value).upper(),
    "lowerLetter": letters,
    "upperLetter": lambda value: letters(value).upper(),
    "ordinal": ordinal,
    "cardinalText": lambda value: cardinal_words(value).capitalize(),
    "ordinalText": lambda value: ordinal_words(value).capitalize(),
}
"""The ways of counting by the names that Word has for them."""
