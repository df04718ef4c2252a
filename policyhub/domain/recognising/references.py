"""Finds the numbers in a text that point to sections of the same paper."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policyhub.domain.recognising.drafts import Draft
from policyhub.domain.recognising.targets import Targets
from policyhub.domain.recognising.vocabulary import UNITS

_WORDS = (
    "sections?|sub-?sections?|paragraphs?|paras?|clauses?|headings?|points?|parts?|chapters?|sect|adran"
    "|adrannau|baragraff|paragraff(?:au)?"
    "|cymal(?:au)?|pwynt(?:iau)?"
)
_NAMES = (
    "appendix|appendices|annexe?s?|schedules?|parts?|chapters?|sections?|recommendations?|proposals?|articles?|items?"
    "|atodiad|atodlen|rhan|pennod|adran|cymal|erthygl"
)
_TOKEN = re.compile(
    r"(?<![\w£$€¥.#/])(?<!\d[,:])(?<!\d{4}[–-])(?P<number>\d{1,3}(?:\.\d{1,3}){0,6}"
    r"|[A-Z]\.?\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z]|[IVX]{2,5})"
    r"(?P<part>(?:\s?\((?:[a-z]|[ivx]{1,4}|\d)\))*)(?![\w%‰°/])(?!\.\d)(?![,:]\d)"
)
_NAMED = re.compile(
    rf"\b(?P<word>{_NAMES})\s+(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*|[A-Z]\d{{0,2}}|[IVX]{{1,5}}|one|two|three"
    rf"|four|five|six)\b(?!\.?\d)",
    re.IGNORECASE,
)
_OUTER = re.compile(
    r"\b(?P<word>article|part|chapter|erthygl|rhan|pennod)\s+(?P<number>\d{1,3}|[A-Z]|[IVX]{1,5}),?\s*\Z", re.IGNORECASE
)
_POINTED = re.compile(rf"(?:\b(?:{_WORDS})\.?|§§?)\s*\(?\Z", re.IGNORECASE)
_CUE = re.compile(
    r"(?:\b(?:in|at|under|see|see also|per|via|cf\.?|gweler|yn|dan|following|unlike|alongside|delete|amend"
    r"|replace|repeats?)"
    r"|\b(?:refer\w*|returns?|back|accord\w+|relat\w+|addition|respon\w+|link\w*|reference|regard|respect"
    r"|subject|contrary)\s+to"
    r"|\b(?:terms|purposes?|requirements?|provisions|light|aims?|recommendations?|wording|text|amendment"
    r"|sentence|intent)\s+of"
    r"|\b(?:describ|cover|requir|propos|impli|allow|address|explain|defin|outlin|establish)\w*\s+(?:by|from)"
    r"|\b(?:dealt|consistent|conflicts?|together|read|comply|line|combined)\s+with|[(])\s*\Z",
    re.IGNORECASE,
)
_STRONG_CUE = re.compile(
    r"(?:\b(?:list|describ|discuss|mention|not|outlin|identifi|cover|giv|shown|rais|mad|explain|detail|defin"
    r"|signall|suggest"
    r"|propos|argu|stat|develop|elaborat|specifi|highlight|agre|address|consider|recommend|explor|set out|dealt with"
    r"|referred to|summaris|present|found|record)(?:e|ed|en|n|d)?\s+(?:(?:further|below|above|earlier|later"
    r"|again)\s+){0,2}"
    r"(?:in|at|under)|\bsee(?: also)?)\s*\Z",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(
    r"\s*(?:\.(?!\d)|[,;:)?!](?!\d)|\Z|(?:above|below|earlier|later|uchod|isod)\b|(?:and|or|to|–|-)\s*\d)"
)
_PLACED = re.compile(r"\s*(?:above|below|uchod|isod)\b")
_SAID = re.compile(r"\s+(?:says?|states?|shows?|sets out|notes?|explains?|argues?|suggests?|asks?)\b|\s*[.,;]")
_JOINED = re.compile(
    rf"\.?\s*(?P<how>,\s*(?:and|or)?|and|or|&|to|until|through|[-–—]|a|ac|neu|i|hyd at)\s*(?:(?:{_WORDS})\s+)?",
    re.IGNORECASE,
)
_MOST_NUMBERS = 3000  # a paragraph with more is a table of figures, or meant to keep us busy
_RANGE = frozenset(("to", "until", "through", "-", "–", "—", "i", "hyd at"))
_ELSEWHERE_BEFORE = re.compile(
    rf"(?:\[\s*(?:see\s+)?(?:{_WORDS}|pp?)?\.?\s*"
    r"|(?-i:\b(?:Act|Bill|Order|Regulations?|Directive|Convention|Treaty|Code|Report|Review|White Paper|Green Paper"
    r"|Plan|Strategy|Guidance|Measure|[Mm]anifesto|[Cc]onsultation(?: document| paper)?"
    r"|(?<!this )(?<!This )(?<!our )(?<!the )paper))"
    rf"(?:\s*\(?\d{{4}}\)?)?(?:['’]s)?,?\s*(?:\(|at|in|under)?\s*(?:{_WORDS})?\.?\s*"
    r"|\b(?:articles?|schedules?|tables?|figures?|fig|box|charts?|pages?|pp?|versions?|v|no|nos|number|goals?"
    r"|sdg|targets?"
    r"|questions?|q|answers?|phases?|stages?|steps?|years?|levels?|tiers?|class|grades?|types?|rules?|options?|motions?"
    r"|volumes?|vol|groups?|score|ratio|average|rate|chapter|verses?|issue|erthygl|tabl|tudalen|cwestiwn"
    r"|blwyddyn)\.?\s*)\Z",
    re.IGNORECASE,
)
_OWN = (
    r"(?:(?:this|our|the(?:\s+present)?)\s+(?:(?:draft|policy|present|discussion|explanatory)\s+)*"
    r"(?:paper|document|draft|policy|statement|text|memorandum|memo)"
    r"|(?:this|these|our)\s+(?:\w+\s+)?(?:report|note|response|submission|consultation|motion|constitution|by-?laws?"
    r"|rules|strategy|manifesto|guide))\b"
)
_OF = re.compile(rf"\s*(?:(?:,|and|or|to|–|-)?\s*\(\w+\)\s*)*,?\s*of\s+(?!{_OWN})")
_TO_ACT = re.compile(
    r"\s*,?\s*(?:to|in|from|under)\s+(?:the|that|its|their)\s+(?:[\w’'-]+\s+){0,7}?"
    r"(?:Act|Bill|Order|Regulations|Directive|Convention|Treaty|Code|Report|report|Review|White Paper"
    r"|Green Paper)\b"
)
_COUNTED = re.compile(rf"\s*(?:{UNITS})(?=[\s,.;:)]|\Z)")
_BARE_APPENDIX = re.compile(
    r"\b(?:the|see(?: the)?|in(?: the)?|yr|gweler yr)\s+(?P<word>appendix|annexe?|atodiad)\b(?!\s+[\dA-Z])", re.I
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A number in a text, from ``start`` to ``end``, and the section it means."""

    start: int
    end: int
    text: str
    target: Draft


def find_pointers(text: str, targets: Targets, source: Draft | None) -> list[Pointer]:
    """The cross-references in some words: one for each target, those inside a range as well.

    Numbers of somebody else's document, amounts, dates and numbers that no section has are none.
    """
    groups = _groups(text)
    if len(groups) > _MOST_NUMBERS:
        return []
    found = _named(text, targets, source)
    taken = [(pointer.start, pointer.end) for pointer in found]
    for group in groups:
        if any(start < group[-1].end() and group[0].start() < end for start, end in taken):
            continue
        found += _resolve(text, group, targets, source)
    return found


def _groups(text: str) -> list[list[re.Match[str]]]:
    """Numbers that stand together: "2.3. and 2.4", "3 to 5"."""
    groups: list[list[re.Match[str]]] = []
    for token in _TOKEN.finditer(text):
        last = groups[-1][-1] if groups else None
        if last is not None and _JOINED.fullmatch(text, last.end(), token.start()) and not _is_word(text, token):
            groups[-1].append(token)
        else:
            groups.append([token])
    return groups


def _is_word(text: str, token: re.Match[str]) -> bool:
    """Whether a capital is a word of the sentence: "and I", "A new"."""
    return token["number"] in ("A", "I") and not re.match(r"[.,;:)]|\s*\Z", text[token.end() :])


def _resolve(text: str, group: list[re.Match[str]], targets: Targets, source: Draft | None) -> list[Pointer]:
    first, last = group[0], group[-1]
    before, after = text[max(0, first.start() - 80) : first.start()], text[last.end() : last.end() + 120]
    pointed = bool(_POINTED.search(before))
    if _ELSEWHERE_BEFORE.search(before) or _TO_ACT.match(after) or _OF.match(after):
        return []
    if not pointed and _COUNTED.match(after):
        return []
    if not pointed and not _is_cued(first, before, text[first.end() : first.end() + 40]):
        return []
    pointers: list[Pointer] = []
    for token in group:
        target = targets.by_number(token["number"], source)
        if target is None and pointed:
            target = targets.by_name("section", token["number"], source)
        if target is None:
            continue
        end = token.start() + len(token["number"])
        if pointers and pointers[-1].end >= 0 and is_range(text[pointers[-1].end : token.start()]):
            pointers += [Pointer(-1, -1, d.called, d) for d in targets.between(pointers[-1].target, target)]
        printed = text[token.start() : end] + ("." if text[end : end + 1] == "." else "")
        pointers.append(Pointer(token.start(), end, printed, target))
    return pointers


def is_range(joining: str) -> bool:
    """Whether the words between two numbers make a range of them: " to "."""
    joined = _JOINED.fullmatch(joining)
    return joined is not None and joined["how"].strip().casefold() in _RANGE


def _is_cued(token: re.Match[str], before: str, after: str) -> bool:
    """Whether the words around a bare number say that it is a place in the text."""
    depth = token["number"].count(".")
    if not token["number"][0].isdigit():
        return depth > 0 and bool(_CUE.search(before))
    if depth >= 2:
        return True
    if depth == 1:
        said = bool(re.search(r"\b(?:as|fel y dywed)\s*\Z", before, re.IGNORECASE)) and bool(_SAID.match(after))
        return said or bool(_CUE.search(before) or _PLACED.match(after))
    return bool(_STRONG_CUE.search(before) and _LOOSE_END.match(after))


def _named(text: str, targets: Targets, source: Draft | None) -> list[Pointer]:
    found: list[Pointer] = []
    for match in _NAMED.finditer(text):
        outer = _OUTER.search(text, max(0, match.start() - 30), match.start())
        within = targets.by_name(outer["word"], outer["number"], source) if outer else source
        target = targets.by_name(match["word"], match["number"], within) if within or not outer else None
        if target is None or not (
            match["word"][0].isupper() or target.kind == "appendix" or match["number"][0].isdigit()
        ):
            continue
        before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 120]
        if _OF.match(after) or _TO_ACT.match(after) or re.search(r"\[\s*\Z", before):
            continue
        found.append(Pointer(match.start(), match.end(), match[0], target))
        found += _more_named(text, match, targets, source)
    if len(targets.appendices) == 1 and not any(p.target.kind == "appendix" for p in found):
        only = targets.appendices[0]
        if source is not only:
            found += [Pointer(m.start("word"), m.end("word"), m["word"], only) for m in _BARE_APPENDIX.finditer(text)]
    return found


def _more_named(text: str, match: re.Match[str], targets: Targets, source: Draft | None) -> list[Pointer]:
    """What follows in "Appendices 1 and 2" or "Parts I to III"."""
    found: list[Pointer] = []
    end = match.end()
    while (joined := _JOINED.match(text, end)) and (token := _TOKEN.match(text, joined.end())):
        target = targets.by_name(match["word"], token["number"], source)
        if target is None or _is_word(text, token):
            break
        if joined["how"].strip().casefold() in _RANGE:
            previous = found[-1].target if found else targets.by_name(match["word"], match["number"], source)
            if previous is not None:
                found += [Pointer(-1, -1, d.called, d) for d in targets.between(previous, target)]
        found.append(Pointer(token.start(), token.end("number"), token["number"], target))
        end = token.end()
    return found
