"""How a number is printed: 4 as "4", "iv", "D", "fourth"."""

from __future__ import annotations

from collections.abc import Callable

from policyhub.domain.figures import HIGHEST_ROMAN, repeated_letters, roman

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_MOST_LETTERS = 26 * 30


def _roman(value: int) -> str:
    """What Romans had no sign for stays in figures."""
    return roman(value) if 0 < value <= HIGHEST_ROMAN else str(value)


def _letters(value: int) -> str:
    return repeated_letters(value) if 0 < value <= _MOST_LETTERS else str(value)


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
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "ordinal": ordinal,
    "cardinalText": lambda value: cardinal_words(value).capitalize(),
    "ordinalText": lambda value: ordinal_words(value).capitalize(),
}
"""The ways of counting by the names that Word has for them."""
