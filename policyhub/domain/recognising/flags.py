"""Finds what a paper asks its council: questions, prompts, passages in colour, remarks in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from policyhub.domain.document import Mark
from policyhub.domain.recognising.pieces import Piece
from policyhub.domain.recognising.recognised import Council
from policyhub.domain.recognising.vocabulary import GOVERNING, sentences_in

_DEFINED = re.compile(
    r"\b(?P<long>[A-ZÀ-ÞŴŶ][\w’'&-]*(?:\s+(?:of|and|the|for|y|yr|a|&|[A-ZÀ-ÞŴŶ][\w’'&-]*)){1,7})\s*"
    r"[(\[](?:the |hereafter |y |yr )?[\"“‘']?(?P<short>[A-ZÀ-ÞŴŶ][A-Za-z&]{1,8})[\"”’']?[)\]]"
)
_SOUGHT = (
    r"(?:for (?:the )?(?:consideration|decision|discussion|approval|agreement) (?:by|of)|agreed (?:by|at)"
    r"|set up by|submitted to|report to|requested by|asked for by|commissioned by|i'w ystyried gan|ar gais)"
    r"\s+(?:the\s+|y\s+)?"
)
_FOR_BODY = re.compile(
    r"\b(?:[Ff]or (?:the )?(?:consideration|decision|discussion|approval) (?:by|of)|[Qq]uestions? (?:for|to)"
    r"|[Tt]o be decided by)"
    r"\s+(?:the\s+)?(?P<body>(?:[A-Z][\w’'-]+\s+(?:of\s+)?){0,5}(?:Council|Committee|Executive|Board|Conference"
    r"|Assembly|Congress"
    r"|Senate|Trustees|Directors))\b"
)
_OPINION = (
    r"(?:wish|want|think|agree|support|accept|believe|consider|feel|prefer|endorse|approve|favour|intend|like"
    r"|need|content"
    r"|happy|minded|satisfied|have\s+(?:a|an|any)\s+(?:\w+\s+)?(?:views?|preference|opinion|position|concerns?"
    r"|steer))\b"
)
_ACTS = (
    r"(?:decide|consider|discuss|resolve|choose|advise|confirm|determine|agree|take a view|reflect|settle|rule"
    r"|comment)\b"
)
_ASKS = r"(?:Ydy|A yw|A oes gan|A ddylai|A hoffai|A fyddai|Beth (?:mae|yw barn))"
_AIDS = r"(?:Does|Do|Would|Will|Did|Has|Have|Is|Are|Should|Can|Could|May|Might)"
_REMARK = re.compile(
    r"(?:\[(?P<square>[^\[\]]{6,500})\]|\((?P<round>[^()]{6,500})\))",
)
_ITEM = re.compile(r"\A\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s+(?=\w)")
_REMARK_STARTS = re.compile(
    r"(?:query|questions?|for (?:discussion|decision)|drafting note|tbc\b|to be (?:agreed|decided|confirmed|discussed)"
    r"|note (?:to|for)|discuss\b|cwestiwn|i'w (?:drafod|benderfynu))",
    re.IGNORECASE,
)
_UNSETTLED = re.compile(
    r"\b(?:did not|could not|cannot|was unable to|were unable to) agree\b"
    r"|\b(?:not (?:yet )?agreed|undecided|for discussion|to be (?:agreed|decided|discussed|resolved))\b"
    r"|heb (?:gytuno|benderfynu)",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"\b(?P<colour>red|blue|green|yellow|purple|orange|goch|coch)\b", re.IGNORECASE)
_IN_COLOUR = re.compile(
    r"(?:(?:signal|mark|show|print|set|highlight|indicat|flag|colour|color|writ|typ|appear|giv|identif|present"
    r"|text|passage"
    r"|word|section|wedi)\w*\W+(?:\w+\W+){0,5}?(?:in|mewn)\s+|(?:in|mewn)\s+(?:bold\s+)?)"
    r"(?:red|blue|green|yellow|purple|orange|goch|coch)\b(?!\s+(?:states?|wall|book|paper|line|tape|flag|party"
    r"|lists?|zones?))",
    re.IGNORECASE,
)
_ABOUT_TEXT = re.compile(
    r"disput|contentio|contested|controvers|disagree|unresolved|undecided|debat|decision|attention|interest"
    r"|views?\b|agreed"
    r"|signal|highlight|marked|passage|text\b|wording|questions?\b|anghyt|dadleuol",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag in one piece of text: its place there, the passage as it stands, the question without its brackets."""

    start: int
    end: int
    quote: str
    question: str
    why: Literal["question", "colour", "bracket"]


class Asking:
    """Recognises sentences that ask a council something, by the names a paper has for it."""

    def __init__(self, council: Council, texts: Sequence[str], front: str) -> None:
        """Learn from ``texts`` what the council is called; ``front`` is the paper's title page."""
        own, learned = _names(council, texts, front)
        name = _either(own)
        other = _either(learned)
        the = r"(?:the\s+|The\s+|y\s+)?"
        patterns = []
        if name:
            patterns += [
                rf"\b{_AIDS}\s+{the}{name}[^?]*\?",
                rf"\b{name}\s+(?:may|might|will|would|should)\s+(?:\w+\s+)?(?:wish|want|like|need|care|prefer)\b",
                rf"\b{name}\s+(?:needs|has|will have|must)\s+(?:to\s+)?{_ACTS}",
                rf"\b{name}\s+(?:to|should)\s+{_ACTS}",
                rf"\b(?:for|by)\s+{the}{name}\s+to\s+{_ACTS}",
                (
                    rf"\b(?:views?|guidance|steer|decision|direction|advice|opinion)\s+(?:of|from|by)\s+{the}{name}.*\b"
                    r"(?:sought|welcome|requested|needed|invited|required)"
                ),
                rf"\b(?i:questions?|query|decision)\s+(?:for|to)\s+{the}{name}",
                rf"\A[\s(\[]*{name}\s*[:?–-]",
                rf"\b{_ASKS}(?:['’]r)?\s+{the}{name}[^?]*\?",
            ]
        for names in filter(None, (name, other)):
            patterns += [
                rf"\b{_AIDS}\s+{the}{names}\s+(?:also\s+|still\s+)?{_OPINION}[^?]*\?",
                rf"\b(?i:what|how|which|where|why|when|whether)\b[^.?!]*\b{names}\s+(?:also\s+)?{_OPINION}",
                rf"\b(?i:what|which)\b[^.?!]*\b(?:views?|opinion|preference|position)\s+of\s+{the}{names}",
                rf"[(\[]\s*{the}{names}\s+to\s+{_ACTS}",
                rf"\b{names}\s+(?:is|are)\s+(?:therefore\s+|also\s+)?(?:asked|invited|requested|urged)\b",
                rf"\b{names}\s+(?:may|might)\s+(?:also\s+|therefore\s+)?(?:wish|want|like|care|prefer)\b",
            ]
        self._patterns = re.compile("|".join(patterns)) if patterns else None
        self._near = re.compile(rf"\b(?:{'|'.join(filter(None, (name, other)))})") if patterns else None

    def raised_in(self, piece: Piece) -> list[Raised]:
        """The flags in one paragraph, in order, none inside another."""
        found = _in_colour(piece)
        if self._near is not None and self._near.search(piece.text):
            for start, end in sentences_in(piece.text):
                quote = piece.text[start:end]
                if self._patterns and self._patterns.search(quote) and not _overlaps(found, start, end):
                    found.append(Raised(start, end, quote, tidy_question(quote), "question"))
        for match in _REMARK.finditer(piece.text) if "[" in piece.text or "(" in piece.text else ():
            if _is_remark(match) and not _overlaps(found, match.start(), match.end()):
                quote = match[0]
                found.append(Raised(match.start(), match.end(), quote, tidy_question(quote), "bracket"))
        return sorted(found, key=lambda raised: raised.start)


def declares_colour(text: str) -> str | None:
    """The colour in which a text says that something is shown, or None."""
    for start, end in sentences_in(text) if _COLOUR.search(text) else ():
        sentence = text[start:end]
        found = _IN_COLOUR.search(sentence)
        colour = _COLOUR.search(found[0]) if found else None
        if colour and _ABOUT_TEXT.search(sentence):
            return colour[0].casefold()
    return None


def tidy_question(quote: str) -> str:
    """The question without brackets around it or open at one end, and without a number's stop before its mark."""
    words = _ITEM.sub("", " ".join(quote.split()))
    for opening, closing in ("()", "[]"):
        more = words.count(opening) - words.count(closing)
        if words.startswith(opening) and (more > 0 or (more == 0 and words.endswith(closing))):
            words = words[1 : len(words) - (more == 0)].strip()
        elif more < 0 and words.endswith(closing):
            words = words[:-1].strip()
    return re.sub(r"(?<=\d)\.(?=\?)", "", words)


def _names(council: Council, texts: Iterable[str], front: str) -> tuple[set[str], set[str]]:
    """What the council is called for certain, and bodies the paper defines that may be meant."""
    own = {name for name in (council.name, *council.short_forms) if name}
    learned: set[str] = set()
    defined: list[set[str]] = []
    if len(council.name.split()) > 1:
        learned.add("the " + council.name.split()[-1])
    joined = "\n".join((front, *texts))
    for match in _DEFINED.finditer(joined):
        words = match["long"].split()
        start = next((i for i, word in enumerate(words) if word[0].casefold() == match["short"][0].casefold()), 0)
        long = " ".join(words[start:])
        if not any(word.casefold() in GOVERNING for word in words[start:]):
            continue
        sought = re.search(_SOUGHT + re.escape(long), joined) or long in front or match["short"] in front
        (own if long in own or match["short"] in own or sought else learned).update((long, match["short"]))
        defined.append({long, match["short"]})
    own.update(match["body"] for match in _FOR_BODY.finditer(joined))
    if not any(re.search(rf"\b{re.escape(name)}\b", joined) for name in own):
        own |= _most_asked(defined, joined)
    return own, learned - own


def _most_asked(defined: Sequence[set[str]], text: str) -> set[str]:
    """Of the bodies that a paper defines, the one it asks most, if it asks it more than once."""
    asked = [
        len(re.findall(rf"\b{_AIDS}\s+(?:the\s+)?{_either(names)}\s+{_OPINION}[^?]*\?", text)) for names in defined
    ]
    most = max(asked, default=0)
    return defined[asked.index(most)] if most > 1 and asked.count(most) == 1 else set()


def _either(names: Iterable[str]) -> str:
    ordered = sorted(names, key=len, reverse=True)
    either = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in ordered)
    return rf"(?:{either})\b(?:\s+\([A-Z][A-Za-z&]{{1,8}}\))?" if ordered else ""


def _overlaps(found: Sequence[Raised], start: int, end: int) -> bool:
    return any(raised.start < end and start < raised.end for raised in found)


def _is_remark(match: re.Match[str]) -> bool:
    """Whether words in brackets are a remark on the text; in round ones it must say so itself."""
    words = (match["square"] or match["round"]).strip()
    if match["square"] and words.endswith("?"):
        return len(words.split()) > 2
    if match["square"] and _UNSETTLED.search(words):
        return True
    if not _REMARK_STARTS.match(words):
        return False
    return bool(match["square"]) or words.endswith("?")


def _in_colour(piece: Piece) -> list[Raised]:
    """Passages in red or highlighted, neighbours joined, that hold a letter."""
    spans: list[list[int]] = []
    for style in piece.styled:
        if not style.marks & {Mark.RED, Mark.HIGHLIGHT}:
            continue
        if spans and not piece.text[spans[-1][1] : style.start].strip():
            spans[-1][1] = style.end
        else:
            spans.append([style.start, style.end])
    found = []
    for start, end in spans:
        words = piece.text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        if any(char.isalpha() for char in words):
            found.append(Raised(start, start + len(words), words, tidy_question(words), "colour"))
    return found
