"""The small words, in English and Welsh, by which papers show what their parts are."""

from __future__ import annotations

import re
from itertools import pairwise

WORD = re.compile(r"\w+")


def set_of(words: str) -> frozenset[str]:
    """The words of a line as a set."""
    return frozenset(words.split())


def _any(words: str) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words.split("|"), key=len, reverse=True))


MONTHS = _any(
    "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug"
    "|sept|sep|oct|nov|dec|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr"
)
# After a number these say that it counts or measures something.
UNITS = _any(
    "%|‰|°|per cent|percent|per|percentage|million|millions|billion|billions|trillion|thousand|hundred|dozen|bn|mn|m|k"
    "|km|kg|kw|kwh|mw|gw|gwh|twh|mph|mm|cm|metres|miles|kilometres|hectares|acres|tonnes|tons|litres|degrees|c"
    "|years|year"
    "|months|month|weeks|week|days|day|hours|hour|minutes|times|points|point|pence|pounds|euros|people|children|members"
    "|households|families|homes|am|pm|a.m.|p.m.|o'clock|st|nd|rd|th|fold|to 1|to one|in 10|miliwn"
    "|biliwn|y cant"
    "|blynedd|mlynedd|o bobl"
)
APPENDIX = "appendix|annex|annexe|schedule|atodiad|atodlen"
PART = "part|chapter|rhan|pennod"
SECTION = "section|adran|clause|article|item|proposal|recommendation|cymal|erthygl"
POINTING = _any(
    "section|sections|sect|sec|s|ss|§|§§|paragraph|paragraphs|para|paras|par|clause|clauses|point|points|item"
    "|items|part|parts"
    "|subsection|sub-section|subsections|heading|recommendation|recommendations|proposal|proposals|chapter|chapters"
    "|adran|adrannau|paragraff|paragraffau|cymal|cymalau|pwynt|pwyntiau|rhan|pennod|argymhelliad"
)
CONTENTS = re.compile(r"(?:table of )?contents|cynnwys|tabl cynnwys", re.IGNORECASE)
SOURCES = re.compile(r"(?:notes and )?references|sources|citations|cyfeiriadau|ffynonellau", re.IGNORECASE)
NOTES_HEADING = re.compile(
    rf"(?:(?:foot|end)?-?notes|nodiadau|troednodiadau|ôl-nodiadau|{SOURCES.pattern})\s*[:.]?", re.IGNORECASE
)
ORDINALS = {
    word: at
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "un dau tri pedwar pump chwech saith wyth naw deg",
        "first second third fourth fifth sixth seventh eighth ninth tenth",
    )
    for at, word in enumerate(words.split(), 1)
}
# A line that ends in one of these goes on in the next.
DANGLING = re.compile(
    r"(?:\b(?:a|an|the|of|to|in|for|and|or|on|at|by|with|from|as|than|into|its|their|our|y|yr|o|i|ac|a'r|neu|ar"
    r"|gan|am|yn"
    r"|section|sections|paragraph|paragraphs|para|paras|clause|clauses|see|under"
    r"|between|appendix|annex|adran|paragraff|gweler)|[,(/–—-])\Z",
    re.IGNORECASE,
)
VERBS = set_of(
    "is are was were be been being am has have had do does did will would shall should can could may might must "
    "need needs believe believes support supports call calls want wants propose proposes recommend recommends "
    "oppose opposes means remains requires require makes make gives give takes take becomes seeks seek agree agrees "
    "welcome welcomes recognise recognises note notes fail fails cannot isn't aren't won't don't mae oes bydd dylai "
    "rhaid ydy yw oedd"
)
SUBJECTS = set_of("we it they this these those there i you he she mae rydym dylai")
# What follows one of these is a noun, also when it looks like a verb: "the need", "our support", "of note".
DETERMINERS = set_of("the a an this that our their its your of for in to and or no any some more")
ASKING = re.compile(
    r"(?:what|which|who|whom|whose|when|where|why|how|should|do|does|did|is|are|was|were|can|could|will|would|may|might"
    r"|has|have|had|to what extent|in what|in which|if|are there|is there|at what|beth|pa|pwy|pam|sut|ble|pryd"
    r"|a oes|a yw"
    r"|a ydych|a ddylai|ydych|i ba raddau|oes|faint)\b",
    re.IGNORECASE,
)
# What says how to answer a question.
GUIDES = re.compile(
    r"[(\[]|(?:please|you (?:may|can|might|should|do not|don['’]t)|your (?:answer|response|reply|views?)"
    r"|tell us|tick\b|select\b"
    r"|choose\b|if (?:you|yes|no|so|not|your|other)\b|in (?:your|giving)\b|when (?:answering|responding)"
    r"|max(?:imum)?\b|word limit"
    r"|(?:up to|no more than) \d|guidance|notes?\s*:|hint|help\b|this question|we (?:would|will"
    r"|are (?:particularly|especially))\b"
    r"|give\b|explain|reasons?\b|comments?\b|further (?:comments|information|details)|for (?:example|more)"
    r"|e\.g\.|why\b|how\b|what\b"
    r"|see (?:also |section|paragraph|chapter|page|annex|part)|background\s*:|context\s*:|nodwch|rhowch|ticiwch"
    r"|dewiswch|gweler"
    r"|os (?:ydych|na|felly)|gallwch|pam\b|esboniwch|canllaw|uchafswm)",
    re.IGNORECASE,
)
_WISHES = re.compile(
    r"(?:please|tell us|let us know|explain|describe|comment|give|provide|share|list|outline|any other|(?:any )?further"
    r"|(?:any )?additional|we (?:would|are|invite|welcome|want|seek)|thinking about|in your (?:opinion|view)"
    r"|from your|on a scale|how|rhowch|nodwch|esboniwch|disgrifiwch|hoffem|yn eich barn)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[a-z)\]][.!]\s+[A-ZÀ-ÞŴŶ\"“‘(\[]")
TERMINAL = re.compile(r"[.?!…:;][\"'”’)\]]*\Z")
SENTENCE_END = re.compile(r"[.?!…][\"'”’)\]]*\Z")
ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cf|vs|v|no|nos|mr|mrs|ms|dr|prof|st|para|paras|p|pp|ch|sec|s|fig|ed|eds|vol|co|ltd|inc|dept"
    r"|approx|h\.y|e\.e|gw|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)|\b[A-Z])\.\Z",
    re.IGNORECASE,
)
GOVERNING = set_of(
    "council committee executive board conference assembly congress senate trustees directors officers bureau "
    "secretariat leadership cyngor pwyllgor bwrdd cynhadledd cynulliad gweithgor"
)


_BLANKS = re.compile(r"\s*")
_CAPITAL = re.compile(r"[\"'“‘(\[]*[A-ZÀ-ÞŴŶ]")
_LONGEST_SHORT = 8  # so much before a stop says whether it ends a word cut short: more than the longest of them


def words_of(text: str) -> list[str]:
    """The bare words of a text, without case and punctuation."""
    return WORD.findall(text.casefold())


def is_sentence(text: str) -> bool:
    """Whether some words without a full stop still say something: a subject, or a verb that is not at the end."""
    words = re.findall(r"[\w'’]+", text.casefold().replace("’", "'"))
    if len(words) < 3 or words[0] in ("why", "how", "what", "when", "where", "who", "which"):
        return False
    if words[0] in SUBJECTS:
        return True
    pairs = pairwise(words[:-1])
    return any(word in VERBS and before not in DETERMINERS for before, word in pairs)


def sentences_in(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a paragraph begin and end; brackets around one belong to it."""
    found: list[tuple[int, int]] = []
    at = 0
    for stop in re.finditer(r"[.?!…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*\s?[A-ZÀ-ÞŴŶ0-9]|\s+[(\[]\s?|\s*\Z)", text):
        after = _BLANKS.match(text, stop.end())
        ahead = after.end() if after else stop.end()
        before = stop.start()
        short = text[max(at, before - _LONGEST_SHORT) : before + 1]
        if text[before] == "." and ABBREVIATION.search(short) and ahead < len(text):
            continue
        last = text[max(at, stop.end() - 2) : stop.end()]
        if last[:-1].isdecimal() and last[-1] == "." and not _CAPITAL.match(text, ahead):
            continue
        found.append((at, stop.end()))
        at = ahead
    if at < len(text):
        found.append((at, len(text)))
    return found


def wanting(text: str) -> float:
    """How much some words sound like a question or a wish to be told something: 0 is not at all."""
    at = text.find("?")
    first = at >= 0 and not _SENTENCE.search(text, 0, at)
    asks = 1.0 * bool(ASKING.match(text)) + (2.0 if first else 0.8 if text.rstrip("\"'”’) ").endswith("?") else 0.0)
    return asks or 1.2 * bool(_WISHES.match(text))
