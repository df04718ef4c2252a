"""Reads answers: what is printed before them, which other answers they point to, what stands after the last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from policyhub.domain.recognising.asked import Asked
from policyhub.domain.recognising.lines import Line, Page
from policyhub.domain.recognising.pieces import Piece
from policyhub.domain.recognising.vocabulary import MONTHS, set_of, words_of

LABEL = re.compile(
    r"(?:(?-i:A)(?:\s*[.:]|\s?\d{1,3}[a-z]?\s*[.:)])(?=\s|\Z)|(?:(?:our|my|the|ein)\s+)?(?:answer|ateb|response"
    r"|reply|ymateb|hateb"
    r"|hymateb|comments?|(?<=our )(?:views?|position)|(?<=my )views?)"
    r"(?:\s+(?:to|i)\s+(?:q(?:uestion)?|[cg]h?westiwn))?(?:\s*\d{1,3}[a-z]?)?\s*(?:[.:]"
    r"|[–—-](?=\s)|\Z))\s*",
    re.IGNORECASE,
)
_ONE = r"\d{1,3}(?:\.\d{1,2})?(?:[a-z]\b|\([a-z]\))?"
_NAME = r"(?:q(?:uestion)?s?\.?|[cg]westiwn|[cg]westiynau|ch?westiwn)"
_LIST = rf"{_ONE}(?:\s*(?:,|and|&|a|ac|or|to|[–—-])+\s*{_NAME}?\s*{_ONE})*"
_POINTED = re.compile(
    rf"(?<!\w){_NAME}\s*(?P<numbers>{_LIST})(?!\w)|(?<!\w)(?:answers?|repl(?:y|ies)|responses?|ateb(?:ion)?)"
    rf"\s+(?:no\.?\s*)?(?P<given>{_LIST})(?![\w%])",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:see|as|per|cf|refer(?:red|ring)?|repl(?:y|ies|ied)|responses?|respon(?:d|ded)|answer(?:s|ed)?"
    r"|comments?|said|stated"
    r"|noted|given|made|outlined|explained|set out|discussed|mentioned|above|earlier|same|gweler|fel|ateb(?:ion)?"
    r"|ymateb(?:ion)?|sylwadau)\b",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(r"\s*\)?,?\s*(?:above|below|earlier|uchod|isod)\b", re.IGNORECASE)
_ALL_EARLIER = re.compile(
    r"\b(?:see|refer to|gweler)\s+(?:the\s+|our\s+|my\s+|all\s+|y\s+)*"
    r"(?:(?:previous|earlier|above|other)\s+(?:answers|replies|responses|comments)"
    r"|(?:answers|replies|responses|comments|atebion|ymatebion)\s+(?:already\s+|previously\s+|as\s+)?"
    r"(?:given|above|made|uchod|earlier|provided|blaenorol))",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    r"\A\W*(?:please\s+)?(?:(?:see|as|same as|gweler|fel)\s+)(?:the\s+|our\s+|my\s+|in\s+|yr\s+|y\s+)*"
    r"(?:above|uchod|previous(?:\s+(?:answer|question|response|reply|one))?|(?:answer|response|reply|ateb) above"
    r"|(?:ateb|cwestiwn) blaenorol)\W*(?:\Z|[.\n])",
    re.IGNORECASE,
)
_IN_CHAPTER = re.compile(
    r"\s*\)?,?\s+(?:of|in|under|yn|ym|o)\s+(?:the\s+)?(?P<chapter>(?:chapter|part|section|pennod|mhennod|rhan"
    r"|adran)\s+\w{1,5})\b",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"({_ONE})(?:\s*(to|[–—-])\s*{_NAME}?\s*({_ONE}))?", re.IGNORECASE)
_MOST_RANGE = 60
_BEFORE = 60

_POINTER_WORDS = set_of(
    "please see refer to our my the this that also as per above earlier previous same under in at given made cf full"
    " answer answers reply replies response responses comment comments question questions q qs and or of for"
    " gweler gweld ein fy y yr i ac a fel uchod ateb atebion hateb ymateb hymateb cwestiwn gwestiwn cwestiynau sylwadau"
)

_DATE = re.compile(
    rf"\W*(?:(?:dated?|dyddiad)\s*:?\s*)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{{1,2}}(?:st"
    rf"|nd|rd|th)?\s+"
    rf"(?:of\s+)?)?(?:{MONTHS})\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?,?\s+(?:19|20)\d\d\W*"
    rf"|\W*(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d)\W*",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:comments? off\b|(?:no|\d+) comments?\Z|(?:leave|post|add) a (?:comment|reply)\b|share (?:this|on"
    r"|via)\b|posted (?:by|in|on)\b"
    r"|filed under\b|(?:tags?|tagged|categor(?:y|ies))(?: with)?\s*:|categories\Z|published (?:by|on|in)\b|read more\b"
    r"|continue reading\b|related (?:posts?|articles?)\b|previous post\b|next post\b|(?:older|newer) posts\b"
    r"|print (?:this )?page\b"
    r"|like this:|tweet(?: this)?\Z|©|copyright\b|(?:\[?ends?\]?|diwedd)\Z|page \d+(?: of \d+)?\Z|all rights reserved\b"
    r"|yours (?:sincerely|faithfully|truly)\b|yn gywir\b|kind regards\b|for (?:further"
    r"|more) information,? (?:please )?contact\b"
    r"|(?:e-?mail|tel(?:ephone)?|phone|website|web|twitter|signed|llofnod)\s*:|back to top\b|this entry was posted\b)",
    re.IGNORECASE,
)
_SHORT = 160
_REPLIES = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+)?"
    r"(?:(?:summary|analysis|overview) of (?:the )?(?:consultation )?(?:responses|replies|views|feedback|comments)"
    r"|(?:the |our )?(?:[\w’'-]+ ){0,3}(?:response|reply|decision|conclusion|position)s?(?: received"
    r"| to (?:this|the) question)?"
    r"|what (?:you|respondents|people|we) (?:told us|said|heard|did|will do)|you said|we did"
    r"|crynodeb o['’]?r ymatebion|ymateb (?:y )?llywodraeth(?: cymru)?)\s*:?",
    re.IGNORECASE,
)


def heads_reply(text: str) -> bool:
    """Whether a line stands inside an answer as the title of a part of it: "Summary of responses"."""
    return len(text) <= _SHORT and _REPLIES.fullmatch(text.strip()) is not None


def label_at(line: Line) -> int | None:
    """Where in a line the words of an answer begin, after "A." or "Answer:"; None without anything like that."""
    if line.shape in ("table", "item") or line.number:
        return None
    found = LABEL.match(line.text)
    return found.end() if found else None


_OWN_LABEL = re.compile(
    r"(?:[\w’'&.-]+\s+){1,6}(?:response|reply|answer|comments?|views?|position)\s*:?", re.IGNORECASE
)


def own_labels(first_lines: Sequence[str]) -> frozenset[str]:
    """What is printed before answers by whoever names themselves there: "The society's response"."""
    said = Counter(first_lines)
    enough = max(2, len(first_lines) // 2)
    return frozenset(text for text, times in said.items() if times >= enough and _OWN_LABEL.fullmatch(text))


def is_lettered(page: Page, indices: Sequence[int]) -> bool:
    """Whether one of some lines after "A." begins with "B.": then they are a list."""
    return any(re.match(r"B[.)]\s", page.lines[i].text) for i in indices)


def find_see(asked: Sequence[Asked], at: int) -> tuple[Mapping[str, str | None], ...]:
    """The questions to whose answers the answer of question ``at`` points: chapter and number of each, once."""
    text = "\n".join(piece.text for piece in asked[at].answer)
    found: list[int] = []
    for pointed in _POINTED.finditer(text):
        before = text[max(0, pointed.start() - _BEFORE) : pointed.start()]
        before = re.split(r"[.;?!\n]\s", before)[-1]
        spoken_of = pointed["given"] or not _AFTERWARDS.match(text, pointed.end())
        if spoken_of and not _POINTING.search(before):
            continue
        for number in _numbers(pointed["numbers"] or pointed["given"]):
            target = _find(asked, at, number, _IN_CHAPTER.match(text, pointed.end()))
            if target is not None and target != at:
                found.append(target)
    if not found and _ALL_EARLIER.search(text):
        found = [i for i in range(at) if _chapter(asked[i]) == _chapter(asked[at]) and asked[i].number]
    if not found and at and _PREVIOUS.search(text) and asked[at - 1].number:
        found = [at - 1]
    return tuple({"chapter": _chapter(asked[i]), "number": asked[i].number} for i in dict.fromkeys(found))


def is_pointer(text: str) -> bool:
    """Whether all that some plain words say is where the answer stands: "See reply to Q2"."""
    words = words_of(text)
    numbers = [word for word in words if re.fullmatch(r"q?\d{1,3}[a-z]?", word)]
    return bool(
        _POINTING.search(text)
        and (numbers or _ALL_EARLIER.search(text) or _PREVIOUS.search(text))
        and all(word in _POINTER_WORDS for word in words if word not in numbers)
    )


def _numbers(listed: str) -> list[str]:
    """The numbers of "2, 3 and 5 to 7"."""
    numbers: list[str] = []
    for found in _RANGE.finditer(listed):
        first, last = found[1], found[3]
        numbers.append(first)
        if last and first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= _MOST_RANGE:
            numbers += [str(n) for n in range(int(first) + 1, int(last))]
        if last:
            numbers.append(last)
    return numbers


def _find(asked: Sequence[Asked], at: int, number: str, named: re.Match[str] | None) -> int | None:
    """The question with a number: of the chapter that is ``named``, else of the same, else the nearest before."""
    bare = _bare(number)
    same = [i for i, one in enumerate(asked) if one.number is not None and _bare(one.number) == bare]
    if not same and re.fullmatch(r"\d+[a-z]", bare):
        return _find(asked, at, bare[:-1], named)
    if named is not None:
        called = words_of(named["chapter"])
        return next((i for i in same if words_of(_chapter(asked[i]) or "")[: len(called)] == called), None)
    own = [i for i in same if _chapter(asked[i]) == _chapter(asked[at])]
    if own:
        return own[0]
    earlier = [i for i in same if i < at]
    return next(iter(earlier[-1:] or same), None)


def _bare(number: str) -> str:
    return re.sub(r"[\s().]+\Z|[\s()]", "", number).casefold()


def _chapter(asked: Asked) -> str | None:
    return asked.chapter.text.strip() if asked.chapter else None


def furniture_from(page: Page, lines: Sequence[int]) -> int | None:
    """The line from which nothing belongs to the last answer any more: its date, a signature, what a website adds."""
    for place, at in enumerate(lines):
        text = page.lines[at].text
        if not (is_date(text) or _is_furniture(text)):
            continue
        rest = [page.lines[i].text for i in lines[place + 1 :]]
        if all(len(words) <= _SHORT for words in rest) or _FURNITURE.match(text):
            return at
    return None


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return len(text) < 60 and _DATE.fullmatch(text) is not None


def _is_furniture(text: str) -> bool:
    return len(text) <= _SHORT and _FURNITURE.match(text) is not None


def is_label(piece: Piece) -> bool:
    """Whether a piece is only what is printed before an answer."""
    return LABEL.fullmatch(piece.text.strip()) is not None
