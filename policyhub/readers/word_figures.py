"""Prints the figures of a chart as the format that stands beside them says: "25%", "£1,200.50", "2026-05"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_MOST_FIGURES = 15
_MOST_CODE = 200
_LAST_DAY = 2_900_000
_QUOTED = re.compile(r'"[^"]*"|\\.')
_COUNTED = re.compile(
    r"(?P<before>[^#0?%]*)(?P<whole>[#0?,]*[#0?])(?:\.(?P<part>[#0?]{1,9}))?(?P<percent>%?)(?P<after>[^#0?.,%]*)"
)


def figure(text: str, code: str, *, from_1904: bool = False) -> str:
    """A number as it is printed; as it stands in the file when that is no number, or the format an odd one.

    Days are printed as "2026-05-12", or as much of that as the format asks for; ``from_1904`` says where they begin.
    """
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return text
    if not value.is_finite() or abs(value.adjusted()) > _MOST_FIGURES or len(code) > _MOST_CODE:
        return text
    asked = _without_colours(code.partition(";")[0])
    bare = _QUOTED.sub("", asked).casefold()
    if "general" not in bare and "#" not in bare and "0" not in bare and re.search("[ymd]", bare):
        return _day(value, bare, from_1904)
    found = _COUNTED.fullmatch(asked)
    return _counted(value, found) if found else format(round(value, 10).normalize(), "f")


def _without_colours(code: str) -> str:
    """ "[$£-809]#,##0" as "£#,##0"; room for a sign, and signs that fill a line, are nothing to see."""
    code = re.sub(r"\[\$([^\]-]*)[^\]]*\]", r"\1", code)
    return re.sub(r"\[[^\]]*\]|[_*].", "", code)


def _counted(value: Decimal, code: re.Match[str]) -> str:
    if code["percent"]:
        value *= 100
    part = code["part"] or ""
    shown = abs(value).quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    words = format(shown, ",f" if "," in code["whole"] else "f")
    for sign in reversed(part):
        if sign == "0" or not words.endswith("0"):
            break
        words = words[:-1]
    minus = "-" if value < 0 and shown else ""
    return f"{minus}{_said(code['before'])}{words.rstrip('.')}{code['percent']}{_said(code['after'])}"


def _said(code: str) -> str:
    return re.sub(r'"([^"]*)"|\\(.)', lambda found: found[1] or found[2] or "", code)


def _day(value: Decimal, bare: str, from_1904: bool) -> str:
    days = int(value)
    if not 0 <= days < _LAST_DAY:
        return str(value)
    day = ((date(1904, 1, 1) if from_1904 else date(1899, 12, 30)) + timedelta(days=days)).isoformat()
    return day if "d" in bare else day[:7] if "m" in bare else day[:4]
