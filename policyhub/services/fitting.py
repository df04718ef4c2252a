"""Words that may fit: agreed sections that share words with a question, and sections of a paper to choose from."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select

from policyhub import db
from policyhub.acts import provenance, texts
from policyhub.acts.papers import Placed, outline
from policyhub.acts.provenance import STANDING_FLAGS, Source
from policyhub.domain.question_list import without_limit
from policyhub.domain.words import words
from policyhub.models import Agreement, Answer, Block, Flag, Paper, Part, Rendering, Section, Text, Version
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor

MOST_READ = 2000
MOST_SHOWN = 6
LEAST_SHARED = 0.2  # of what all words of a question weigh
_SHORTEST = 3
_COMMON = frozenset(
    word
    for line in (
        "all and any are but can for had has how its may not one our out own say see she the too two use was",
        "way who why yes yet you",
        "about above after again against also although another answer because been before being below between both",
        "could does doing down during each ever every from further given have having here how into its itself just",
        "like made make many more most much must need needed only other ought ours over please question same shall",
        "should some such than that their them then there these they this those through under until upon very view",
        "views want were what when where whether which while will with within without would your yours think believe",
        "agree disagree beth pam sut pryd pwy mae maen yn wedi bydd dylai fod hynny hwn hon rhai eich ein eu gyda",
        "drwy dros sydd nad",
    )
    for word in line.split()
)
_STEM = 6  # "councils" and "council", "planning" and "planned"


@dataclass(frozen=True, slots=True)
class Hint:
    """An agreed section that may fit, with the words it shares, the rarest first."""

    section_pid: str
    version_pid: str
    version_id: int
    number: str | None
    heading: str | None
    plain: str
    paper: Paper
    shared: tuple[str, ...]
    asks: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A section to choose words from."""

    placed: Placed
    plain: str
    state: str


def list_hints(
    actor: Actor, question: str, *, used: Collection[int] = (), asking_paper_id: int | None = None
) -> list[Hint]:
    """The agreed sections that share most with a question, the best first; ``used`` are versions that stand there.

    A word counts the more, the fewer sections have it; a section of the paper that asks the question counts a little
    more. One that has a single word of a longer question, or a small part of what its words weigh, is none. Reads the
    2,000 sections agreed last.
    """
    asked = _stems(without_limit(question))
    if not asked:
        return []
    folded = " ".join(question.split()).casefold()
    candidates = [row for row in _agreed(actor) if row[0] not in used and not _asks(row[3], folded)]
    holds = [_stems(f"{heading or ''} {plain}") for _, _, heading, plain, *_ in candidates]
    spread = Counter(stem for stems in holds for stem in stems.keys() & asked.keys())
    weights = {stem: math.log(1 + len(candidates) / (spread[stem] or 1)) for stem in asked}
    least = LEAST_SHARED * sum(weights.values())
    fewest = min(2, len(asked) // 2)
    scored = []
    for row, stems in zip(candidates, holds, strict=True):
        shared = sorted(stems.keys() & asked.keys(), key=lambda stem: (spread[stem], stem))
        score = sum(weights[stem] for stem in shared)
        asks = row[5].id == asking_paper_id
        if shared and len(shared) >= fewest and score >= least:
            scored.append((score * (1.2 if asks else 1) / math.sqrt(8 + len(stems)), row, stems, shared, asks))
    scored.sort(key=lambda each: (-each[0], each[1][0]))
    best = scored[:MOST_SHOWN]
    numbers = {p.pid: p.number for paper in {row[5] for _, row, *_ in best} for p in outline(db.session(), paper)}
    return [
        Hint(pid, version, id_, numbers.get(pid), heading, plain, paper, tuple(stems[one] for one in shared[:3]), asks)
        for _, (id_, version, heading, plain, pid, paper), stems, shared, asks in best
    ]


def _asks(plain: str, question: str) -> bool:
    """Whether words hold the question itself, as the appendix does that the questions came from."""
    return len(question) > _SHORTEST and question in " ".join(plain.split()).casefold()


def find_last_paper_id(thing: Answer | Part) -> int | None:
    """The id of the paper that words were last taken from, for an answer of this response or a part of this motion."""
    if isinstance(thing, Answer):
        beside = select(Answer.text_id).where(Answer.response_id == thing.response_id)
    else:
        beside = select(Part.text_id).where(Part.motion_id == thing.motion_id)
    return db.session().scalar(
        select(Section.paper_id)
        .join(Version, Version.text_id == Section.text_id)
        .join(Block, Block.version_id == Version.id)
        .where(Block.text_id.in_(beside))
        .order_by(Block.id.desc())
        .limit(1)
    )


def _agreed(actor: Actor) -> Sequence[tuple[int, str, str | None, str, str, Paper]]:
    """Agreed current versions that nobody disputes, of papers that somebody may see."""
    disputed = select(Flag.stands_at_id).where(Flag.state.in_(STANDING_FLAGS))
    rows = db.session().execute(
        select(Version.id, Version.pid, Version.heading, Rendering.plain, Text.pid, Paper)
        .join(Agreement, and_(Agreement.version_id == Version.id, Agreement.ended_at.is_(None)))
        .join(Text, Text.current_version_id == Version.id)
        .join(Section, Section.text_id == Text.id)
        .join(Paper, Paper.id == Section.paper_id)
        .join(Rendering, and_(Rendering.version_id == Version.id, Rendering.release == texts.RELEASE))
        .where(
            Paper.id.in_(visible.papers(actor).with_only_columns(Paper.id)),
            Section.hidden_at.is_(None),
            Section.text_id.not_in(disputed),
            Rendering.plain != "",
        )
        .order_by(Agreement.id.desc())
        .limit(MOST_READ)
    )
    return [(r[0], r[1], r[2], r[3], r[4], r[5]) for r in rows]


def _stems(text: str) -> dict[str, str]:
    """The beginnings of the words that say something, each with the word as it was first written."""
    found: dict[str, str] = {}
    for word in words(text):
        folded = re.sub(r"[’']s?\Z", "", word.casefold())
        if len(folded) >= _SHORTEST and folded not in _COMMON and not folded.isdigit():
            found.setdefault(_singular(folded)[:_STEM], word)
    return found


def _singular(word: str) -> str:
    """Near enough: "fares" and "fare", "buses" and "bus" are one."""
    if len(word) > _SHORTEST + 1 and word.endswith(("ses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if len(word) > _SHORTEST and word.endswith("s") and not word.endswith("ss") else word


def list_papers(actor: Actor) -> Sequence[Paper]:
    """The papers that words can be chosen from, by title."""
    return db.session().scalars(visible.papers(actor).order_by(Paper.title, Paper.id)).all()


def list_agreed_in(papers: Sequence[Paper]) -> set[int]:
    """The ids of those papers that have agreed words."""
    return set(
        db.session().scalars(
            select(Section.paper_id)
            .join(Text, Text.id == Section.text_id)
            .join(Agreement, and_(Agreement.version_id == Text.current_version_id, Agreement.ended_at.is_(None)))
            .where(Section.paper_id.in_([paper.id for paper in papers]), Section.hidden_at.is_(None))
        )
    )


def list_choices(paper: Paper, query: str = "") -> list[Choice]:
    """The sections of a paper that hold words, in reading order; only those with all words of a query, if there is one.

    Three queries, whatever the paper's size.
    """
    session = db.session()
    placed = outline(session, paper)
    ids = [p.version_id for p in placed]
    plains = {
        row[0]: row[1]
        for row in session.execute(
            select(Rendering.version_id, Rendering.plain).where(
                Rendering.version_id.in_(ids), Rendering.release == texts.RELEASE
            )
        )
    }
    agreed = set(
        session.scalars(select(Agreement.version_id).where(Agreement.version_id.in_(ids), Agreement.ended_at.is_(None)))
    )
    disputed: set[int] = set()
    for row in session.execute(
        select(Flag.stands_at_id, Flag.about_id).where(Flag.paper_id == paper.id, Flag.state.in_(STANDING_FLAGS))
    ):
        disputed |= {one for one in row if one is not None}
    wanted = [word.casefold() for word in words(query)]
    found = []
    for p in placed:
        plain = plains.get(p.version_id, "")
        if not plain.strip() or any(w not in f"{p.number or ''} {p.heading or ''} {plain}".casefold() for w in wanted):
            continue
        state = "disputed" if p.text_id in disputed else "agreed" if p.version_id in agreed else "draft"
        found.append(Choice(p, plain, state))
    return found


def list_versions(ids: Sequence[int]) -> dict[int, Version]:
    """Versions by id; for those that the reader was found to see."""
    if not ids:
        return {}
    return {version.id: version for version in db.session().scalars(select(Version).where(Version.id.in_(ids)))}


def list_sources(actor: Actor, blocks: Iterable[Block]) -> dict[int, Source]:
    """Where passages come from, with names only of what the actor may see."""
    return provenance.list_sources(db.session(), actor, blocks)
