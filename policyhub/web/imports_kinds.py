"""What was read of a consultation, a response or a motion as rows of the import page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from flask_babel import gettext as _
from markupsafe import Markup

from policyhub.domain.escaping import escape
from policyhub.domain.importing.answers import SUBTITLE, PlannedAnswer, plan_response
from policyhub.domain.importing.asked import plan_consultation
from policyhub.domain.importing.choices import Choices, paragraph_key
from policyhub.domain.importing.pieces import PlannedBlock, block_of
from policyhub.domain.importing.points import plan_motion
from policyhub.domain.recognising.recognised import Recognised
from policyhub.web.imports_rows import Row, opening_of
from policyhub.web.rendering import joined, typed_words


def rows_of(found: Recognised, choices: Choices) -> list[Row]:
    """The rows of what is no paper, in the order of the file."""
    everything = replace(choices, left_out=frozenset())
    match found.kind:
        case "consultation":
            return list(_of_consultation(found, choices, everything))
        case "response":
            return list(_of_response(found, choices, everything))
        case _:
            return list(_of_motion(found, everything))


def _of_consultation(found: Recognised, choices: Choices, everything: Choices) -> Iterator[Row]:
    plan = plan_consultation(found, everything)
    yield from _questions(found, plan.questions, plan.questions)
    if plan.paragraphs:
        yield _head("document", _("The document they stand in"))
    for one in plan.paragraphs:
        is_loose = one.key.startswith(("front", "back"))
        yield _row(one.key, [one.words], choices, number=one.number or "", heading=one.heading or "", loose=is_loose)


def _of_response(found: Recognised, choices: Choices, everything: Choices) -> Iterator[Row]:
    plan = plan_response(found, everything)
    if found.subtitle:
        yield _row(SUBTITLE, [PlannedBlock(escape(found.subtitle))], choices, loose=True)
    yield from _loose(found, "front", found.front, choices)
    asked = [one for one in plan.answers if one.asked]
    for is_asked, run in groupby(plan.answers, lambda one: one.asked):
        if is_asked:
            yield from _questions(found, list(run), asked)
        else:
            for one in run:
                yield from _section(one, choices)
    yield from _loose(found, "back", found.back, choices)


def _of_motion(found: Recognised, everything: Choices) -> Iterator[Row]:
    titles = {"notes": _("Notes"), "believes": _("Believes"), "resolves": _("Resolves")}
    for kind, points in plan_motion(found, everything).parts:
        if points:
            yield _head(kind, titles[kind])
        for at, point in enumerate(points, start=1):
            yield _row(f"{kind}{at}", [point], everything, number=str(at))


def _section(one: PlannedAnswer, choices: Choices) -> Iterator[Row]:
    """A section that nobody asked for; an opening or closing of loose paragraphs has rows of its own."""
    if one.role == "notes":
        yield _row("notes", one.blocks, choices, heading=_("Notes whose place was not found"))
    elif one.key:
        yield _row(one.key, one.blocks, choices, heading=one.text, may_go=True)


def _questions(found: Recognised, run: Sequence[PlannedAnswer], asked: Sequence[PlannedAnswer]) -> Iterator[Row]:
    chapter = None
    for at, one in enumerate(run, start=asked.index(run[0]) if run else 0):
        if one.chapter and one.chapter != chapter:
            yield _head(f"chapter{at}", one.chapter)
        chapter = one.chapter
        first, *more = [line for line in one.text.split("\n") if line.strip()] or [""]
        said = [PlannedBlock("\n\n".join(escape(line) for line in more))] if more else []
        if one.choices:
            said.append(PlannedBlock("\n".join(f"- {escape(choice)}" for choice in one.choices)))
        if one.guidance:
            said.append(PlannedBlock("\n\n".join(escape(line) for line in one.guidance.split("\n") if line.strip())))
        answer = [_pointing(asked[block.see]) if block.see is not None else block for block in one.blocks]
        row = _row(f"question{at}", [*said, *answer], Choices(), number=one.number or "", heading=first, level=3)
        row.is_empty = found.kind == "response" and not one.blocks
        yield row


def _pointing(question: PlannedAnswer) -> PlannedBlock:
    if question.number:
        return PlannedBlock(escape(_("Points to the answer to question %(number)s.", number=question.number)))
    return PlannedBlock(escape(_("Points to the answer to “%(words)s”", words=opening_of(question.text))))


def _loose(found: Recognised, where: str, paragraphs: Sequence[str], choices: Choices) -> Iterator[Row]:
    for at, body in enumerate(paragraphs):
        if body.strip():
            yield _row(paragraph_key(where, at), [block_of([body], found.notes)], choices, loose=True)


def _head(key: str, heading: str) -> Row:
    return Row(key, "", heading, 2, True, "", [], False, False, False, 0, heading)


def _row(
    key: str,
    blocks: Sequence[PlannedBlock],
    choices: Choices,
    *,
    number: str = "",
    heading: str = "",
    level: int = 3,
    loose: bool = False,
    may_go: bool = False,
) -> Row:
    html: list[Markup] = []
    notes = []
    plains = []
    for block in blocks:
        shown, own, plain = typed_words(key, block.body, block.notes)
        html.append(shown)
        notes += own
        plains.append(plain)
    goes = key in choices.left_out
    opening = opening_of(" ".join(plains))
    return Row(key, number, heading, level, False, joined(html), notes, may_go, goes, loose, 1, opening)
