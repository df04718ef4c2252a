"""What was read of a file as the import page shows it: rows with their doubts, notes, disputes and choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from policyhub.domain.importing.answers import SUBTITLE
from policyhub.domain.importing.choices import (
    Choices,
    flag_keys,
    is_lifted,
    may_be_lifted,
    paragraph_key,
    section_key,
)
from policyhub.domain.importing.plan import Plan, plan_paper
from policyhub.domain.importing.stored import Reading
from policyhub.domain.recognising.recognised import Doubt, Flag
from policyhub.services.imported import AnyPlan, plan_for
from policyhub.web.imports_beside import beside_of
from policyhub.web.imports_kinds import rows_of
from policyhub.web.imports_rows import Row, opening_of, outline_of, words_of

DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Page:
    """All that the import page shows of a reading."""

    rows: tuple[Row, ...]
    plan: AnyPlan
    doubts: int
    kept_disputes: int
    outline: list[dict[str, Any]]


def page_of(reading: Reading, choices: Choices) -> Page:
    """The page for what was read, with what has been chosen so far."""
    found = reading.found
    if found.kind != "paper":
        return _page_of_another_kind(reading, choices)
    keys = flag_keys(found)
    everything = replace(choices, left_out=frozenset(), lifted=dict.fromkeys(keys, False))
    shown = plan_paper(found, everything, reading.question_places)
    planned = {flag.key: flag for flag in shown.flags}
    rows = {row.key: row for row in _rows(shown, reading, choices)}
    of_sections = {section.id: rows[section_key(section)] for section in found.sections}
    pids = {section.pid: rows[section.key] for section in shown.sections}
    for flag, key in zip(found.flags, keys, strict=True):
        row = pids[planned[key].stands_at] if key in planned else of_sections.get(flag.section_id or "")
        if row is not None:
            row.disputes.append(_dispute(reading, flag, key, choices))
    first = next(iter(rows.values()), None)
    for at, doubt in enumerate(found.doubts, 1):
        row = of_sections.get(doubt.section_id or "", first)
        if row is not None:
            row.doubts.append(_doubt(doubt, at, len(found.doubts), choices))
            row.asks_consultation |= bool(found.questions) and doubt.id.startswith("appendix-")
    for one in beside_of(found):
        row = of_sections.get(one["section"] or "", first)
        if row is not None:
            row.beside.append(one)
    return Page(
        rows=tuple(rows.values()),
        plan=plan_paper(found, choices, reading.question_places),
        doubts=len(found.doubts),
        kept_disputes=sum(1 for key in keys if key not in choices.not_disputed),
        outline=outline_of(rows.values()),
    )


def _page_of_another_kind(reading: Reading, choices: Choices) -> Page:
    found = reading.found
    rows = rows_of(found, choices)
    by_key = {row.key: row for row in rows}
    of_sections = {section.id: by_key.get(section_key(section), rows[0]) for section in found.sections if rows}
    for at, doubt in enumerate(found.doubts, 1):
        for row in [of_sections.get(doubt.section_id or "", rows[0])] if rows else ():
            row.doubts.append(_doubt(doubt, at, len(found.doubts), choices))
    for one in beside_of(found):
        for row in [of_sections.get(one["section"] or "", rows[0])] if rows else ():
            row.beside.append(one)
    return Page(tuple(rows), plan_for(reading, choices), len(found.doubts), 0, outline_of(rows))


def choices_from(form: Mapping[str, str], reading: Reading, before: Choices) -> Choices:
    """What a person chose on the page; what the page did not ask stays as it was."""
    found = reading.found
    decided = dict(before.decided)
    for doubt in found.doubts:
        chosen = form.get(f"doubt-{doubt.id}", "")
        guess = doubt.choices[doubt.chosen].id
        if chosen in {choice.id for choice in doubt.choices} and (chosen != guess or doubt.id in decided):
            decided[doubt.id] = chosen
    keys = flag_keys(found)
    disputed = {key for key in keys if f"dispute-{key}" in form}
    outs = [section_key(section) for section in found.sections if not _has_children(reading, section.id)]
    outs += [SUBTITLE] if found.kind == "response" else []
    outs += [paragraph_key("front", at) for at in range(len(found.front))]
    outs += [paragraph_key("back", at) for at in range(len(found.back))]
    return Choices(
        title=_words(form, "title", before.title),
        subtitle=_words(form, "subtitle", before.subtitle),
        lang=_words(form, "lang", before.lang),
        decided=decided,
        not_disputed=frozenset(keys) - disputed,
        lifted={key: f"lift-{key}" in form for key in keys if key in disputed},
        left_out=frozenset(key for key in outs if f"out-{key}" in form),
        consultation_title=_words(form, "consultation_title", before.consultation_title),
        issuer=_words(form, "issuer", before.issuer),
        answers=_words(form, "answers", before.answers),
        mover=_words(form, "mover", before.mover),
        seconder=_words(form, "seconder", before.seconder),
        destination=_words(form, "destination", before.destination),
        word_limit=_words(form, "word_limit", before.word_limit),
        article=before.article,
        closes_at=_words(form, "closes_at", before.closes_at),
        comments="comments" in form if found.kind == "paper" and found.comments else before.comments,
    )


def is_decided_otherwise(reading: Reading, choices: Choices) -> bool:
    """Whether a doubt was decided so that the file has to be read again."""
    guesses = {doubt.id: doubt.choices[doubt.chosen].id for doubt in reading.found.doubts}
    return any(name in guesses and guesses[name] != choice for name, choice in choices.decided.items())


def _words(form: Mapping[str, str], name: str, before: str | None) -> str | None:
    return form[name][:5000] if name in form else before


def _has_children(reading: Reading, section_id: str) -> bool:
    return any(section.parent_id == section_id for section in reading.found.sections)


def _rows(plan: Plan, reading: Reading, choices: Choices) -> list[Row]:
    depths: dict[str, int] = {}
    levels: dict[str | None, int] = {None: 2}
    parents = {section_key(s) for s in reading.found.sections if _has_children(reading, s.id)}
    keys = {section.pid: section.key for section in plan.sections}
    rows = []
    for section in plan.sections:
        depth = depths[section.parent] + 1 if section.parent else 0
        level = levels.get(section.parent, 2)
        depths[section.pid] = depth
        levels[section.pid] = min(level + 1, DEEPEST) if section.heading else level
        flags = [f for f in plan.flags if f.stands_at == section.pid and f.spot and f.key not in choices.not_disputed]
        html, notes, plain = words_of(section, flags, keys)
        rows.append(
            Row(
                key=section.key,
                number=section.printed or "",
                heading=section.heading or "",
                level=level,
                is_head=depth == 0 and bool(section.heading),
                html=html,
                notes=notes,
                may_go=section.key not in parents and not section.key.startswith(("homeless", "subtitle")),
                goes=section.key in choices.left_out,
                is_loose=section.key.startswith(("front", "back")),
                depth=depth,
                opening_words=opening_of(plain),
            )
        )
    return rows


def _dispute(reading: Reading, flag: Flag, key: str, choices: Choices) -> dict[str, Any]:
    return {
        "key": key,
        "question": flag.question,
        "why": flag.why,
        "in_note": flag.note_id is not None,
        "about": flag.about or "",
        "kept": key not in choices.not_disputed,
        "may_be_lifted": may_be_lifted(reading.found, flag),
        "lifted": is_lifted(reading.found, flag, key, replace(choices, not_disputed=frozenset())),
    }


def _doubt(doubt: Doubt, at: int, of: int, choices: Choices) -> dict[str, Any]:
    chosen = choices.decided.get(doubt.id, doubt.choices[doubt.chosen].id)
    return {
        "id": doubt.id,
        "at": at,
        "of": of,
        "question": doubt.question,
        "choices": [{"id": c.id, "label": c.label, "checked": c.id == chosen} for c in doubt.choices],
    }
