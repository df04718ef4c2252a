"""The words by which motions begin their parts: notes, believes, resolves and their kin, in English and Welsh."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from policyhub.domain.recognising.vocabulary import words_of

Part = Literal["notes", "believes", "resolves"]

_BODY = (
    r"(?:branch|conference|meeting|agm|egm|congress|council|assembly|committee|union|party|society|association|group"
    r"|federation|executive|board|network|region|section|house|chamber|senate|parliament|guild|forum|caucus|chapter"
    r"|lodge|campaign|co-?operative|su|jcr|mcr|scr|src|clp|nec|cangen|gangen|cynhadledd|gynhadledd|cyfarfod"
    r"|cyngor|gymdeithas|cymdeithas|grŵp|pwyllgor)"
)
_ADVERB = (
    r"(?:(?:further(?:more)?|also|therefore|additionally|hereby|accordingly|moreover|and|again|strongly|firmly|fully|warmly"
    r"|formally|unreservedly|thus|ymhellach|hefyd|felly),?\s+)*"
)
_VERBS: tuple[tuple[Part, str, str], ...] = (
    ("notes", "notes?|noting|nodi|nodir|noda", "main"),
    ("believes", "believes?|believing|credu|credir|creda", "main"),
    ("resolves", "resolves?|resolved|penderfynu|penderfynir|penderfyna", "main"),
    (
        "notes",
        (
            r"recogni[sz](?:es?|ing)|acknowledg(?:es?|ing)|welcom(?:es?|ing)|regret(?:s|ting)?|observ(?:es?|ing)"
            r"|recall(?:s|ing)?|deplor(?:es?|ing)|condemn(?:s|ing)?|applauds?|expresses|congratulates?|commends?"
            r"|is (?:deeply |very |gravely )?(?:concerned|aware|alarmed|pleased|mindful)"
            r"|having (?:noted|considered|heard)|cydnabod|croesawu|gresynu|llongyfarch"
        ),
        "kin",
    ),
    (
        "believes",
        (
            r"considers?|affirm(?:s|ing)?|reaffirm(?:s|ing)?|convinced|asserts?|maintains?|thinks|think"
            r"|is of the (?:opinion|view)"
            r"|agrees? that|agrees? with"
            r"|supports? the (?:view|principle)|ystyried|o['’]r farn|cytuno bod|cytuno â"
        ),
        "kin",
    ),
    (
        "resolves",
        (
            r"instructs?|calls? (?:up)?on|calls? for|mandates?|agrees? to|requests?|urges?|demands?|directs?"
            r"|asks?|commits?"
            r"|pledges?|authori[sz]es?|invites?|endorses?|adopts?|undertakes?|recommends?|decides?|requires?|supports?"
            r"|galw ar|galw am|cyfarwyddo|mandadu|cytuno i|gofyn|annog|ymrwymo"
        ),
        "kin",
    ),
    ("resolves", "actions?|mandate|camau", "head"),
)
_ALL = "|".join(f"(?P<v{n}>{words})" for n, (_, words, _) in enumerate(_VERBS))
_WITH = (
    r"(?:\s*,?\s*\bwith (?:(?:great|deep|grave|serious|much|some|particular|growing|real) )*"
    r"(?:concern|regret|alarm|dismay|disappointment|sadness|sorrow|interest|pleasure|approval|satisfaction|pride"
    r"|gratitude|thanks)\b,?(?=\s*(?:that\b|:|\Z)))?"
)
_AFTER = (
    rf"(?P<after>{_WITH}(?:\s*\b(?:that|to|bod|fod|y dylid|i)\b)?"
    r"(?:\s*\b(?:as follows|the following(?:(?: [\w-]+){1,4}(?=:\s*\Z))?)\b)?\s*[:—–-]*\s*(?=\Z|\S))"
)
_SUBJECT = rf"(?:(?:this|the|our|that)\s+)?(?:[\w’'&-]+\s+){{0,6}}?{_BODY}"
_LEAD = re.compile(
    rf"(?:(?P<subject>{_SUBJECT}(?:\s+(?:hon|hwn))?|we|it"
    rf"|rydym(?: ni)?"
    rf"|mae['’]r\s+(?:[\w’'-]+\s+){{0,4}}?(?:hon|hwn)|mae['’]r\s+{_BODY})[\s,]+(?:yn\s+)?)?"
    rf"(?P<adverb>{_ADVERB})(?:{_ALL})\b(?P<welsh>['’]r\s+(?:[\w’'-]+\s+){{1,4}}?(?:hon|hwn)\b)?{_AFTER}",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"(?:that\s+)?(?P<subject>{_SUBJECT})\s*[:,]", re.IGNORECASE)
_RESOLVED = re.compile(
    r"(?:and\s+)?(?:now,?\s+)?(?:therefore,?\s+)?"
    r"(?:(?:let it |be it )(?:(?:therefore|further|also|finally|and),?\s+)*resolved"
    r"|(?:further )?(?-i:Resolved|RESOLVED)(?=\s*[:,]|\s+that\b))(?:,?\s+that|\s+to)?\s*[:,]?\s*",
    re.IGNORECASE,
)
_WHEREAS = re.compile(r"(?:and\s+)?whereas\s*[:,]?\s*", re.IGNORECASE)
_FIRM = re.compile(r"calls (?:up)?on|agrees to|instructs|mandates|galw ar|cyfarwyddo|mandadu", re.IGNORECASE)
_MEETING = re.compile(r"conference|congress|this (?:conference|congress|branch|meeting|agm|egm|council|house|assembly)")
_MOST_OVER_LIST = 12
_PLACES = re.compile(
    r"(?:[.;]\s+|(?<=\w)\s+(?=and\s+[a-z]+s\s+(?:that|to|on)\b)|[,;]\s+(?=(?:and\s+)?(?:(?:further|also|therefore)\s+)*[a-z]+s\s+(?:that|to|on)\b))"
)


@dataclass(frozen=True, slots=True)
class Lead:
    """Words that begin a part of a motion: from ``start`` of a paragraph; what they introduce begins at ``end``.

    ``alone`` says that they stand by themselves over a list; ``subject`` is who notes, believes or resolves;
    ``strong`` are words that only motions use, ``again`` those that may begin one more item of the same part.
    """

    part: Part
    start: int
    end: int
    alone: bool
    subject: str
    strong: bool = False
    again: bool = False


def leads_in(text: str, subject: str | None, part: Part | None = None, *, listed: bool = False) -> list[Lead]:
    """The words in a paragraph that begin a part.

    ``subject`` is who spoke before, None before anybody has; ``part`` is what the paragraph before belongs to;
    ``listed`` says that the paragraph is one of a list over which its subject stands ("This branch:").
    """
    opened = len(text) - len(text.lstrip("\"'“‘"))
    if opened:
        leads = leads_in(text[opened:], subject, part, listed=listed)
        return [replace(lead, start=lead.start + opened, end=lead.end + opened) for lead in leads]
    found: list[Lead] = []
    places = [0, *(match.end() for match in _PLACES.finditer(text))]
    for at in places:
        lead = _lead_at(text, at, found[-1].subject if found else subject, listed=listed and at == 0)
        now = found[-1].part if found else part
        if lead is None or (found and lead.start < found[-1].end) or (lead.part == now and not lead.again):
            continue
        found.append(lead)
    return found


def subject_alone(text: str) -> str | None:
    """Who notes, believes and resolves what stands in a list below, when a paragraph says no more: "This branch:"."""
    found = _ALONE.fullmatch(text.strip())
    return " ".join(words_of(found["subject"])) if found else None


def _lead_at(text: str, at: int, subject: str | None, *, listed: bool) -> Lead | None:
    resolved = _RESOLVED.match(text, at)
    if resolved:
        return Lead("resolves", at, resolved.end(), resolved.end() >= len(text), subject or "", strong=True, again=True)
    whereas = _WHEREAS.match(text, at)
    if whereas and (at == 0 or "W" in whereas[0]):
        return Lead("notes", at, whereas.end(), whereas.end() >= len(text), subject or "", strong=True, again=True)
    found = _LEAD.match(text, at)
    if not found:
        return None
    kind = next(n for n in range(len(_VERBS)) if found[f"v{n}"])
    part, _, rank = _VERBS[kind]
    after = found["after"]
    alone = found.end() >= len(text)
    introduces = alone or bool(after.strip())
    if rank == "head" and (not alone or subject is None):
        return None
    firm = introduces or _FIRM.fullmatch(found[f"v{kind}"]) is not None
    who = " ".join(words_of(found["subject"] or found["welsh"] or ""))
    if who:
        same = subject is None or who == subject or who in ("we", "it", "rydym") or _last(who) == _last(subject)
        # One motion may say what the party believes, and then what those resolve who meet.
        same = same or (at == 0 and (_MEETING.fullmatch(who) is not None or _over_list(text)))
        if not same or (subject is None and who == "it"):
            return None
    elif not listed and not _stands_alone(text, at, found, subject, introduces=firm):
        return None
    strips = introduces and (rank == "main" or alone)
    end = found.end() if strips else found.start(f"v{kind}")
    named = who not in ("", "we", "it", "rydym")
    strong = listed or (rank == "main" and introduces and (named or alone))
    again = named or alone or listed or who == "it"
    return Lead(part, at, end, alone, who if named else subject or who, strong=strong, again=again)


def _over_list(text: str) -> bool:
    """Whether a few words lead to a list."""
    return text.rstrip().endswith(":") and len(text.split()) <= _MOST_OVER_LIST


def _stands_alone(text: str, at: int, found: re.Match[str], subject: str | None, *, introduces: bool) -> bool:
    """Whether a verb without anybody who does it begins a part: as a heading, or in a list or sentence that goes on."""
    if at == 0:
        heading = found.end() >= len(text) and len(text.split()) <= 6
        return heading or (introduces and text[0].isupper() and (subject is not None or ":" in found["after"]))
    return subject is not None and introduces and text[at].islower()


def _last(who: str) -> str:
    words = [word for word in who.split() if word not in ("hon", "hwn", "mae", "r", "yn")]
    return words[-1] if words else who
