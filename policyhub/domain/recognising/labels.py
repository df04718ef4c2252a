"""Reads what may be a printed number at the beginning of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policyhub.domain.recognising.vocabulary import APPENDIX, MONTHS, ORDINALS, PART, SECTION, UNITS

ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
_DECIMAL = re.compile(
    r"(?P<number>\d{1,4}(?:\.\d{1,3}){0,6})(?P<stop>\.\)|\.:|[.):]|)(?:(?=\s|\Z)|(?<=[.)])(?=[A-ZÀ-Þ\"“‘'(\[])|(?<=\d\.\d)(?=[A-Z][a-z]))"
)
_PAREN = re.compile(r"\((?P<number>\d{1,2})\)(?=\s|\Z)")
_LETTER = re.compile(r"(?P<number>[A-Z]|[IVXLC]{2,7})(?P<stop>[.):]|\.\))(?=\s|\Z)")
_MIXED = re.compile(r"(?P<number>[A-Z]\.?\d{1,2}(?:\.\d{1,2}){0,3})(?P<stop>[.):]|)(?=\s|\Z)")
_COUNTED = rf"\d{{1,3}}(?:\.\d{{1,3}})*|[A-Z]\d{{0,2}}|[IVXLC]{{1,7}}|{'|'.join(ORDINALS)}"
_NAMED = re.compile(
    rf"(?P<word>{PART}|{SECTION})\s+(?P<number>{_COUNTED})(?P<stop>[.):]|)(?=\s|\Z|[–—-])", re.IGNORECASE
)
_APPENDIX = re.compile(
    rf"(?P<word>{APPENDIX})(?:\s+(?P<number>{_COUNTED}))?(?P<stop>[.):]|)(?=\s|\Z|[–—-])", re.IGNORECASE
)
_AFTER = re.compile(r"\s*(?:[–—:-]\s+|[–—:-]\Z)?")
_QUANTITY = re.compile(rf"(?:(?P<unit>{UNITS})(?=\W|\Z)|(?:{MONTHS})(?=[\s,.]|\Z)|[%‰°€£$/+×=])", re.IGNORECASE)
_STOREYS = ("section:article", "section:erthygl", "section:section", "section:adran", "section:clause", "section:cymal")
_CITED = re.compile(r"(?:says?|states?|asks?|asked|notes?|sets? out|above|below|applies|refers?)\b")


@dataclass(frozen=True, slots=True)
class Label:
    """A number as printed, without its stop; ``style`` and ``value`` order it, ``end`` is where words begin."""

    style: str
    value: tuple[int, ...]
    printed: str
    end: int
    stop: str = ""
    strength: float = 0.0


def roman(text: str) -> int | None:
    """The value of a Roman number, or None."""
    text = text.upper()
    if not text or not ROMAN.match(text):
        return None
    digits = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[char] for char in text]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


def holds(outer: str, inner: str) -> bool:
    """Whether numbers of one named style stand over those of another: articles over sections over clauses."""
    one, other = (next((at for at, word in enumerate(_STOREYS) if word in style), None) for style in (outer, inner))
    return one is not None and other is not None and one // 2 < other // 2


def counted(text: str) -> tuple[int, ...] | None:
    """The value of "2", "2.1", "B", "IV" or "three"."""
    if re.fullmatch(r"\d+(?:\.\d+)*", text):
        return tuple(map(int, text.split(".")))
    if text.casefold() in ORDINALS:
        return (ORDINALS[text.casefold()],)
    if re.fullmatch(r"[A-Za-z]\d+", text):
        return (ord(text[0].upper()) - 64, int(text[1:]))
    value = roman(text)
    if value is not None:
        return (value,)
    return (ord(text.upper()) - 64,) if len(text) == 1 else None


def labels_at(text: str) -> tuple[Label, ...]:
    """What the beginning of a line may be as a number, likeliest first; empty when it can be none."""
    if not text or not (text[0].isdigit() or text[0].isupper() or text[0] in "(partsecdhgy"):
        return ()
    found = _DECIMAL.match(text)
    if found:
        return _decimal(text, found)
    paren = _PAREN.match(text)
    if paren:
        return (Label("(1)", (int(paren["number"]),), paren[0], _end(text, paren.end()), ")", 0.5),)
    named = _named(text)
    if named:
        return (named,)
    mixed = _MIXED.match(text)
    if mixed:
        return _mixed(text, mixed)
    return _letters(text)


def appendix_at(text: str) -> Label | None:
    """The label of an appendix, when the line can be the heading of one; ``strength`` is less without a number."""
    found = _APPENDIX.match(text)
    if not found:
        return None
    number = found["number"]
    if number and not (number[0].isdigit() or number[0].isupper() or number.casefold() in ORDINALS):
        return None
    end = _end(text, found.end())
    rest = text[end:]
    separated = bool(found["stop"]) or end > found.end() + 1 or not rest
    if len(text) > 160 or (rest and not rest[0].isupper() and not rest[0].isdigit() and rest[0] not in "\"'“‘(["):
        return None
    if not number and not separated and not text.isupper():
        return None
    if rest and not separated and (re.search(r"[.;,]\Z", rest) or len(rest.split()) > 12):
        return None
    printed = text[: found.end()].rstrip(".): ")
    value = counted(number) if number else None
    return Label("appendix", value or (0,), " ".join(printed.split()), end, found["stop"], 2.0 if number else 1.0)


def _end(text: str, at: int) -> int:
    after = _AFTER.match(text, at)
    return after.end() if after else at


def _decimal(text: str, found: re.Match[str]) -> tuple[Label, ...]:
    parts = found["number"].split(".")
    if any(len(part) > 1 and part[0] == "0" for part in parts):
        return ()
    value = tuple(map(int, parts))
    stop = found["stop"]
    end = _end(text, found.end())
    rest = text[end:]
    if value[0] > 199 or not _may_count(rest, stop, len(value)):
        return ()
    style = "1)" if ")" in stop and len(value) == 1 else "1"
    strength = (1.6 if stop else 0.0) if len(value) == 1 else (2.4 if stop else 1.7) + 0.5 * (len(value) > 2)
    strength -= 0.8 * (rest[:1].islower()) + 0.6 * (not rest) + 0.5 * (stop == ":")
    if _CITED.match(rest):
        strength -= 4
    return (Label(style, value, found["number"], end, stop, strength),)


def _may_count(rest: str, stop: str, depth: int) -> bool:
    """Whether a number at the beginning of a line can be a label with these words after it."""
    quantity = _QUANTITY.match(rest)
    if quantity and depth < 3:
        # "2 members" counts them, "2 Members" may be about them; "2 May" is a day.
        a_name = rest[0].isupper() and rest[1:2].islower() and (bool(stop or quantity["unit"]) or depth > 1)
        if not a_name and not (stop and rest[0].isupper()):
            return False
    if stop or depth > 2:
        return True
    return bool(rest) and not (depth == 1 and rest[0].islower()) and rest[0] not in ",;.)"


def _named(text: str) -> Label | None:
    found = _NAMED.match(text)
    if not found or not found["word"][0].isupper():
        return None
    number = found["number"]
    value = counted(number)
    end = _end(text, found.end())
    rest = text[end:]
    separated = bool(found["stop"]) or end > found.end() + 1
    if value is None or number[:1].islower() or (rest and not rest[0].isupper() and rest[0] not in "\"'“‘([0123456789"):
        return None
    if rest and not separated and (re.search(r"[.;,:]\Z", rest) or len(rest.split()) > 12):
        return None
    word = found["word"].casefold()
    style = "part" if re.fullmatch(PART, word) else "section"
    printed = " ".join(text[: found.end()].rstrip(".): ").split())
    return Label(f"{style}:{word}", value, printed, end, found["stop"], 2.5 if separated or not rest else 1.5)


def _mixed(text: str, found: re.Match[str]) -> tuple[Label, ...]:
    printed = found["number"]
    value = (ord(printed[0]) - 64, *map(int, printed[1:].lstrip(".").split(".")))
    end = _end(text, found.end())
    rest = text[end:]
    if not rest or (rest[0].islower() and not found["stop"]):
        return ()
    strength = 0.2 + 0.8 * bool(found["stop"]) + 0.7 * ("." in printed)
    return (Label("A1", value, printed, end, found["stop"], strength),)


def _letters(text: str) -> tuple[Label, ...]:
    found = _LETTER.match(text)
    if not found:
        return ()
    printed = found["number"]
    end = _end(text, found.end())
    if text[end : end + 1].islower() and len(printed) == 1:
        return ()
    stop = ")" if ")" in found["stop"] else "."
    labels = []
    value = roman(printed)
    if len(printed) == 1:
        labels.append(Label("A" + stop, (ord(printed) - 64,), printed, end, found["stop"], 0.8))
    if value is not None:
        labels.append(Label("I" + stop, (value,), printed, end, found["stop"], 0.9))
    return tuple(labels)
