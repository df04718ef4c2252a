"""Guesses what kind of document a text is, and in which language it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policyhub.domain.recognising.vocabulary import set_of

_SIGNS: tuple[tuple[str, float, re.Pattern[str]], ...] = tuple(
    (kind, weight, re.compile(pattern, re.IGNORECASE | re.MULTILINE))
    for kind, weight, pattern in (
        ("motion", 3.0, r"^[^\w\n]{0,9}(?:this|the) [\w’' ]{2,60}? (?:notes|believes|resolves|calls on|instructs)\b"),
        ("motion", 2.0, r"^[^\w\n]{0,9}(?:\w+ ){0,3}(?:further )?(?:notes|believes|resolves)(?: that| to)?\s*:?\s*$"),
        ("motion", 1.0, r"\b(?:proposed|moved|seconded) by\b|^[^\w\n]{0,9}(?:mover|seconder)\b"),
        ("response", 3.0, r"\bresponse (?:to|from|by)\b|\bour response\b|\bymateb i\b"),
        ("response", 2.0, r"\bwelcomes? the opportunity to (?:respond|comment)\b|\bwe (?:responded|are responding)\b"),
        (
            "response",
            2.0,
            r"^[^\w\n]{0,9}(?:A|Answer|Ateb)[.:]\s|\bsee (?:our )?(?:reply|answer|response) to (?:q|question)\b",
        ),
        ("consultation", 2.5, r"\b(?:this|the) consultation (?:closes|seeks|asks|runs|will close|invites)\b"),
        (
            "consultation",
            2.0,
            r"\b(?:closing date|how to respond|responses (?:should|must) be|send your (?:views|response))\b",
        ),
        ("consultation", 1.5, r"^[^\w\n]{0,9}(?:consultation (?:question|document|paper)|dogfen ymgynghori)\b"),
        (
            "paper",
            2.5,
            r"\b(?:policy|position|discussion|scoping|draft|green|white) paper\b|\bpapur (?:polisi|trafod)\b",
        ),
        ("paper", 1.5, r"\b(?:this|the|our) (?:paper|draft|document)\b|\by papur hwn\b"),
        ("paper", 1.5, r"\bpolicy group\b|\bdraft for\b|\bfor consideration\b"),
    )
)
_ASKED = re.compile(r"^[^\w\n]{0,9}(?:Q(?:uestion)?|Cwestiwn)\s*\.?\s*\d+", re.IGNORECASE | re.MULTILINE)
_WELSH = set_of("y yr yn mae ac ar gan wedi bod fel hefyd ei eu gyda rhaid sydd nid hynny hwn neu dylai rydym")
_ENGLISH = set_of("the of and to in is that for it with as on by be this are have from which should we")


def guess_kind(text: str, title: str, *, numbered: int, headed: int, as_kind: str | None) -> tuple[str, float]:
    """The likeliest kind of a text and how sure that is, 0 to 1; ``as_kind`` is what a person says it is.

    ``numbered`` counts its numbered sections, ``headed`` those that are headings.
    """
    if as_kind is not None:
        return as_kind, 1.0
    points: dict[str, float] = {"paper": 0.5 + min(3.0, 0.25 * numbered) + min(1.5, 0.3 * headed)}
    beginning = title + "\n" + text[:3000]
    for kind, weight, sign in _SIGNS:
        hits = (
            len(sign.findall(text))
            if weight >= 2.0 and kind in ("motion", "response")
            else len(sign.findall(beginning))
        )
        points[kind] = points.get(kind, 0.0) + weight * min(3, hits) ** 0.5
        if sign.search(title):
            points[kind] += 2.0 * weight
    asked = len(_ASKED.findall(text))
    if asked > 1:
        points["response" if points.get("response", 0) > points.get("consultation", 0) else "consultation"] += min(
            6.0, asked
        )
    return _winner(points)


def _winner(points: Mapping[str, float]) -> tuple[str, float]:
    ordered = sorted(points.items(), key=lambda item: -item[1])
    (kind, best), (_, second) = ordered[0], ordered[1]
    return kind, round(min(0.99, max(0.3, best / (best + second + 0.5))), 2)


def guess_lang(text: str) -> str:
    """ "cy" when the small words of a text are Welsh, else "en"."""
    words = re.findall(r"[a-zâêîôûŵŷ]+", text[:20_000].casefold())
    welsh = sum(1 for word in words if word in _WELSH)
    english = sum(1 for word in words if word in _ENGLISH)
    return "cy" if welsh > english else "en"
