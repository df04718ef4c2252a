"""Guesses what kind of document a text is, and in which language it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from policyhub.domain.recognising.answers import heads_reply, is_lettered, label_at
from policyhub.domain.recognising.asked import limit_in
from policyhub.domain.recognising.choices import are_options, is_option
from policyhub.domain.recognising.labels import labels_at
from policyhub.domain.recognising.lines import Page
from policyhub.domain.recognising.question_heads import Heads
from policyhub.domain.recognising.vocabulary import GUIDES, set_of

_RESOLVING = r"(?:notes|believes|resolves|calls (?:up)?on|instructs|mandates)\b"
_SIGNS: tuple[tuple[str, float, re.Pattern[str]], ...] = tuple(
    (kind, weight, re.compile(pattern, re.IGNORECASE | re.MULTILINE))
    for kind, weight, pattern in (
        ("motion", 3.0, r"^[^\w\n]{0,9}(?:this|the) [\w’' ]{2,60}? (?:notes|believes|resolves|calls on|instructs)\b"),
        ("motion", 1.9, rf"^[^\w\n]{{0,9}}(?:conference|congress) (?:\w+ )?{_RESOLVING}"),
        ("motion", 0.8, r"^[^\w\n]{0,9}(?:the motion|motion(?: text)?|text of (?:the )?motion|y cynnig)\s*:?\s*$"),
        ("motion", 2.0, r"^[^\w\n]{0,9}(?:\w+ ){0,3}(?:further )?(?:notes|believes|resolves)(?: that| to)?\s*:?\s*$"),
        ("motion", 1.0, r"\b(?:proposed|moved|seconded) by\b|^[^\w\n]{0,9}(?:mover|seconder)\b"),
        ("response", 1.5, r"\b(?:my|our|this|consultation|government|council) (?:response|submission)\b"),
        ("response", 1.5, r"\bsubmission (?:to|from|by)\b"),
        ("response", 3.0, r"(?<!\bin )\bresponse (?:to|from|by)\b|\bour response\b|\bymateb i\b"),
        ("response", 2.0, r"\bwelcomes? the opportunity to (?:respond|comment)\b|\bwe (?:responded|are responding)\b"),
        (
            "response",
            2.0,
            r"^[^\w\n]{0,9}(?:Answer|Ateb)[.:]\s|\bsee (?:our )?(?:reply|answer|response) to (?:q|question)\b",
        ),
        ("consultation", 2.5, r"\b(?:this|the) consultation (?:closes|seeks|asks|runs|will close|invites)\b"),
        (
            "consultation",
            2.0,
            r"\b(?:closing date|how to respond|responses (?:should|must) be|send your (?:views|response))\b",
        ),
        (
            "consultation",
            1.5,
            r"^[^\w\n]{0,9}(?:consultation (?:questions?|document|paper|on|about)|dogfen ymgynghori|ymgynghoriad ar)\b",
        ),
        (
            "paper",
            2.5,
            r"\b(?:policy|position|discussion|scoping|draft|green|white) paper\b|\bpapur (?:polisi|trafod)\b",
        ),
        ("paper", 1.5, r"\b(?:this|the|our) (?:paper|draft|document)\b|\by papur hwn\b"),
        ("paper", 1.5, r"\bpolicy group\b|\bdraft for\b|\bfor consideration\b"),
    )
)
_PROSE = 60
_TELLS_HOW = re.compile(
    r"\b(?:tick|select|choose|circle|ticiwch|dewiswch)\b.{0,40}\b(?:one|all|any|box(?:es)?|apply|un|blwch)\b"
    r"|\brank the following\b",
    re.IGNORECASE,
)
_WEIGHTS = {"named": 1.0, "marked": 0.8, "numbered": 0.8, "lone": 0.3}
_WELSH = set_of("y yr yn mae ac ar gan wedi bod fel hefyd ei eu gyda rhaid sydd nid hynny hwn neu dylai rydym")
_ENGLISH = set_of("the of and to in is that for it with as on by be this are have from which should we")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the structure of a text says: how much its questions count, which part of them has an answer, or choices.

    ``parts`` are the parts of a motion that it begins with words only motions use, ``carried`` all parts of one that
    has a mover or seconder, ``numbered`` its numbered sections that are no questions, ``headed`` those of them that are
    headings.
    """

    asked: float = 0.0
    named: bool = False
    answered: float = 0.0
    closed: float = 0.0
    labelled: float = 0.0
    parts: int = 0
    carried: int = 0
    numbered: int = 0
    headed: int = 0


def weigh_questions(page: Page, heads: Heads, used: Collection[int]) -> Evidence:
    """What the questions of a text say of its kind; ``used`` lines are notes."""
    found = heads.found
    if not found:
        return Evidence()
    stops = [*(head.at for head in found[1:]), len(page.lines)]
    spans = [
        [i for i in range(max([head.at, *head.joined]) + 1, stop) if i not in used and not page.lines[i].blank]
        for head, stop in zip(found, stops, strict=True)
    ]
    weight = min(8.0, len(found)) * _WEIGHTS[heads.family]
    if heads.look.startswith("heading") and not any(head.label != "none" for head in found):
        weight *= 0.3
    many = len(found)
    return Evidence(
        weight,
        heads.family == "named",
        sum(_is_answered(page, span) for span in spans) / many,
        sum(_is_closed(page, span, head.text) for head, span in zip(found, spans, strict=True)) / many,
        sum(_is_labelled(page, span) for span in spans) / many,
    )


def _is_labelled(page: Page, span: Sequence[int]) -> bool:
    """Whether "A." or "Answer:" stands under a question, and no "B." after it: then it is a list."""
    labelled = next((i for i in span if label_at(page.lines[i]) is not None), None)
    return labelled is not None and not is_lettered(page, [i for i in span if i > labelled])


def _is_closed(page: Page, span: Sequence[int], question: str = "") -> bool:
    """Whether choices stand under a question, where one by itself may be its answer, or it says how to answer."""
    texts = [page.lines[i].text for i in span[:4]]
    if any(are_options(text) for text in texts) or sum(is_option(text) for text in texts) > 1:
        return True
    told = _TELLS_HOW.search(question) is not None or limit_in(question) is not None
    return told and not any(len(text) > _PROSE and not GUIDES.match(text) for text in texts)


def _is_answered(page: Page, span: Sequence[int]) -> bool:
    """Whether what stands under a question answers it: prose that neither guides nor is a paragraph of a document."""
    if _is_closed(page, span):
        return False
    for at in span:
        line = page.lines[at]
        if heads_reply(line.text):
            return True
        if line.shape == "heading":
            return False
        if GUIDES.match(line.text):
            continue
        deep = any(len(label.value) > 1 and label.stop != ")" for label in labels_at(line.text))
        return not deep and not (line.number and line.shape == "line")
    return False


def guess_kind(text: str, title: str, evidence: Evidence) -> tuple[str, float]:
    """The likeliest kind of a text and how sure that is, 0 to 1."""
    points: dict[str, float] = {"paper": 0.5 + min(3.0, 0.25 * evidence.numbered) + min(1.5, 0.3 * evidence.headed)}
    beginning = title + "\n" + text[:3000]
    # A long paper speaks of many responses; one that answers nobody's questions says at once what it responds to.
    everywhere = ("motion", "response") if evidence.asked else ("motion",)
    for kind, weight, sign in _SIGNS:
        hits = len(sign.findall(text if weight >= 2.0 and kind in everywhere else beginning))
        points[kind] = points.get(kind, 0.0) + weight * min(3, hits) ** 0.5
        if sign.search(title):
            points[kind] += 2.0 * weight
    if evidence.asked > 0.5:
        answered = max(evidence.answered * (1 - evidence.closed), evidence.labelled)
        # Headings and numbered lines that ask stand in papers too: they count where something else speaks for it.
        said = evidence.named or evidence.labelled or evidence.closed or points["response"] or points["consultation"]
        asked = evidence.asked if said else 0.35 * evidence.asked
        points["response"] += asked * answered + 3.0 * evidence.labelled
        points["consultation"] += asked * (1 - answered) + 3.0 * evidence.closed
    points["motion"] += max((0.0, 0.0, 3.0, 5.0)[min(3, evidence.parts)], (0.0, 0.0, 2.0, 3.0)[evidence.carried])
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
