"""What stands in the way of sending a response or a motion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from policyhub.acts import blocks as blocks_act
from policyhub.acts.provenance import Source
from policyhub.models import Answer, Block


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing to put right. ``what`` says which; ``values`` are what its sentence needs.

    empty, unfinished, unchosen, not_agreed, disputed, hidden, moved_on, points_outside, over_limit, points_nowhere,
    points_in_circle.
    """

    what: str
    answer_pid: str
    block_pid: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Place:
    """One answer as it stands: its blocks, how many words, its state, and what is in the way."""

    answer: Answer
    blocks: list[Block]
    words: int
    state: str = "empty"
    obstacles: list[Obstacle] = field(default_factory=list)

    @property
    def pid(self) -> str:
        """The public id of the answer's text."""
        return self.answer.text.pid

    @property
    def over(self) -> int:
        """How many words there are too many."""
        limit = self.answer.question.word_limit
        return max(0, self.words - limit) if limit else 0

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer that somebody called complete."""
        return self.says_something and self.answer.complete

    @property
    def says_something(self) -> bool:
        """Whether there are words, or one of their choices is taken."""
        return bool(self.blocks) or bool(self.answer.chosen)


def look_over(
    answers: Sequence[Answer], blocks: Mapping[int, list[Block]], sources: Mapping[int, Source]
) -> list[Place]:
    """Each answer of a response with its state and what stands in its way, in the order of the questions."""
    places = [
        Place(answer, blocks[answer.text_id], blocks_act.count(blocks[answer.text_id], answer.text.lang))
        for answer in answers
    ]
    pointers = {
        place.answer.question_id: [b.see_question_id for b in place.blocks if b.see_question_id is not None]
        for place in places
    }
    empty = {place.answer.question_id for place in places if not place.says_something}
    for place in places:
        place.state = _state(place, sources)
        place.obstacles = list(_obstacles(place, sources, pointers, empty))
    agreed = {place.answer.question_id for place in places if place.state == "agreed"}
    for place in places:  # who is sent on to agreed words alone reads nothing else
        targets = [block.see_question_id for block in place.blocks]
        if place.state == "complete" and targets and all(target in agreed for target in targets):
            place.state = "agreed"
    return places


def block_obstacles(pid: str, blocks: Iterable[Block], sources: Mapping[int, Source]) -> Iterable[Obstacle]:
    """What stands in the way because of the passages of one text."""
    for block in blocks:
        source = sources.get(block.version_id or 0)
        if source is None:
            continue
        if numbers := blocks_act.numbers_referred_to(block):  # whoever gets the text has no paper in which to look
            yield Obstacle("points_outside", pid, block.pid, {"numbers": ", ".join(numbers)})
        values = {"name": source.name, "ordinal": source.ordinal}
        if block.adapted:
            pass
        elif source.disputed:
            yield Obstacle("disputed", pid, block.pid, values)
        elif source.agreed is None:
            yield Obstacle("not_agreed", pid, block.pid, values)
        if source.hidden:
            yield Obstacle("hidden", pid, block.pid, values)
        elif source.has_moved_on(block):
            yield Obstacle("moved_on", pid, block.pid, {**values, "newer": source.newer_ordinal})


def _state(place: Place, sources: Mapping[int, Source]) -> str:
    if not place.says_something:
        return "empty"
    passages = [(b, sources.get(b.version_id or 0)) for b in place.blocks if b.kind == "passage"]
    if any(s is not None and s.disputed and not b.adapted for b, s in passages):
        return "disputed"
    if not place.answer.complete:
        return "drafting"
    stand = all(s is not None and s.stands and not b.adapted for b, s in passages)
    only_passages = bool(passages) and all(b.kind != "prose" for b in place.blocks)
    return "agreed" if stand and only_passages else "complete"


def _obstacles(
    place: Place, sources: Mapping[int, Source], pointers: Mapping[int, list[int]], empty: set[int]
) -> Iterable[Obstacle]:
    question = place.answer.question
    if not place.says_something:
        yield Obstacle("empty", place.pid)
        return
    yield from block_obstacles(place.pid, place.blocks, sources)
    for block in place.blocks:
        if block.see_question_id in empty and block.see_question is not None:
            values = {"number": block.see_question.number or block.see_question.text}
            yield Obstacle("points_nowhere", place.pid, block.pid, values)
    if question.id in _reached(question.id, pointers):
        yield Obstacle("points_in_circle", place.pid)
    if place.over:
        yield Obstacle("over_limit", place.pid, values={"over": place.over, "limit": question.word_limit})
    if question.choices and not place.answer.chosen:
        yield Obstacle("unchosen", place.pid)
    if not place.answer.complete:
        yield Obstacle("unfinished", place.pid)


def _reached(start: int, pointers: Mapping[int, list[int]]) -> set[int]:
    """The questions one comes to by following pointers from a question; it is among them when there is a circle."""
    seen: set[int] = set()
    waiting = list(pointers.get(start, ()))
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(pointers.get(one, ()))
    return seen
