"""Reads a pasted list of somebody's questions: their numbers, words, guidance and word limits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBERED = re.compile(
    r"(?:Question\s+|Q\.?\s*|Cwestiwn\s+|C\.?\s*(?=\d))?(?P<number>\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?)\s*(?:[.):]|[–-](?=\s))\s*(?=\S)"
    r"|(?:Question|Q|Cwestiwn)\.?\s*(?P<bare>\d{1,3}[a-z]?)\s+(?=\S)",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"(?:max(?:imum)?(?: of)?|up to|no more than|limit(?: of)?:?|within|dim mwy na|hyd at|uchafswm o)\s*"
    r"(?P<n>\d[\d,]{0,5})\s*(?:words|gair|o eiriau)|(?P<m>\d[\d,]{0,5})[ -](?:words?|gair) (?:max|limit|ar y mwyaf)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:all|any|those) (?:that|which) (?:apply|you)|\bone or more\b|\bmore than one\b|\bas many as\b|\bselect all\b"
    r"|\b(?:up to|choose|select|tick) (?:two|three|four|five|[2-9])\b"
    r"|\b(?:pob|bob) un sy|\bmwy nag un\b|\bun neu fwy\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"[^.!?\n]*\?[\"'”’)\]]*")
_WANTS_WORDS = re.compile(
    r"\W*(?:(?:and|in|to|for|on|at|of|a|ac|yn|i|am) )?"
    r"(?:what|how|which|why|who|whom|whose|when|where|beth|sut|pa|pam|pwy|pryd|ble|faint)\b",
    re.IGNORECASE,
)
_ENDS_ASKING = re.compile(r"\?[\"'”’)\]]*\Z")
MOST_QUESTIONS = 300
MOST_WORDS = 20_000
LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a list. ``word_limit`` is how many words an answer may have, if it says so."""

    number: str | None
    text: str
    guidance: str | None = None
    word_limit: int | None = None


def without_limit(text: str) -> str:
    """The words of a question without those that say how long its answer may be."""
    return _LIMIT.sub("", text)


def takes_several(text: str, guidance: str | None = None) -> bool:
    """Whether several of a question's choices may be taken, by what it says."""
    return bool(_SEVERAL.search(" ".join(f"{text} {guidance or ''}".split())))


def asks_for_words(text: str) -> bool:
    """Whether a question wants to be told something ("What", "How", "Beth"), so that yes and no are no answer to it."""
    asked = [sentence for sentence in _SENTENCES.findall(without_limit(text)) if _ENDS_ASKING.search(sentence.strip())]
    return bool(asked) and all(_WANTS_WORDS.match(sentence) for sentence in asked)


def read_questions(pasted: str) -> tuple[Asked, ...]:
    """The questions of a pasted list, in order; every word of it is in one of them but for the printed numbers.

    When some lines begin with a number, each of them begins a question, and what follows is its guidance once it has
    asked something, or more of its words before. When none does, every line is a question.
    """
    lines = [" ".join(line.split()) for line in pasted.replace("\r", "\n").split("\n")]
    heads = [_NUMBERED.match(line) for line in lines]
    if not any(heads):
        return tuple(_asked(None, [line], []) for line in lines if line)
    found: list[Asked] = []
    number: str | None = None
    text: list[str] = []
    guidance: list[str] = []
    for line, head in zip(lines, heads, strict=True):
        if not line:
            continue
        if head:
            if text:
                found.append(_asked(number, text, guidance))
            number, text, guidance = head["number"] or head["bare"], [line[head.end() :]], []
        elif guidance or _asks(text) or line[0] in "([":
            guidance.append(line)
        else:
            text.append(line)
    found.append(_asked(number, text, guidance))
    return tuple(found)


def _asks(text: Sequence[str]) -> bool:
    return bool(text) and _ENDS_ASKING.search(text[-1]) is not None


def _asked(number: str | None, text: Sequence[str], guidance: Sequence[str]) -> Asked:
    limit = _LIMIT.search(" ".join([*text, *guidance]))
    words = int((limit["n"] or limit["m"]).replace(",", "")) if limit else 0
    return Asked(number, " ".join(text), "\n".join(guidance) or None, words or None)
