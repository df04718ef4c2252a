"""Guesses who asks: the ministry, council or committee that is named before a consultation begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyhub.domain.markup import plain
from policyhub.domain.recognising.recognised import Recognised

_CAPITAL = r"[A-ZŴŶÂÊÎÔÛ][\w’'-]*"
_ENGLISH = (
    r"(?:Government|Department|Ministry|Office|Commission(?:er)?|Agency|Authority|Executive|Committee"
    r"|Inspectorate|Council|Assembly|Treasury|Regulator|Secretariat)"
)
_WELSH = r"(?:Llywodraeth|Adran|Gweinyddiaeth|Swyddfa|Comisiwn|Comisiynydd|Awdurdod|Cyngor|Pwyllgor|Asiantaeth)"
_NAME = rf"{_CAPITAL}(?:\s+{_CAPITAL})*"
_BODY = re.compile(
    rf"\b(?:{_CAPITAL}\s+){{0,4}}?{_ENGLISH}\b"
    rf"(?:\s+(?:for|of|on)\s+(?:the\s+)?{_NAME}(?:(?:,\s+{_NAME})*,?\s+(?:and|&)\s+{_NAME})?)?"
    rf"|\b{_WELSH}(?:\s+(?:(?:dros|ar|am|y|yr|o|i)\s+)*{_CAPITAL})+"
)
_SAYS_SO = re.compile(
    r"\A\s*(?:from|issued by|published by|a consultation by|prepared by|oddi wrth|cyhoeddwyd gan)\s*:?\s+"
    r"(?P<who>.{3,200})\Z",
    re.IGNORECASE,
)
_MOST_LINES = 10
_LONGEST_LINE = 400
_MOST_WORDS = 12


def issuer_of(found: Recognised) -> str:
    """Who asks, as a consultation says at its beginning or on its pages, or "" when it names nobody."""
    lines = list(_lines(found))
    for line in lines:
        told = _SAYS_SO.match(line)
        if told is not None and len(told["who"].split()) <= _MOST_WORDS:
            return told["who"].strip(" .,;")
    for line in lines:
        for told in _BODY.finditer(line):
            who = re.sub(r"\A(?:The|This|Your|Our|A|An|Draft|Consultation)\s+", "", " ".join(told[0].split()))
            if len(who.split()) > 1:
                return who
    return ""


def _lines(found: Recognised) -> Iterator[str]:
    texts = [found.subtitle or "", *map(plain, found.front[:_MOST_LINES]), *found.running[:_MOST_LINES], found.title]
    for text in texts:
        for line in text.split("\n"):
            if len(line) <= _LONGEST_LINE:
                yield line
