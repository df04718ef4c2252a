"""Writes what was recognised as the JSON that `policyhub inspect` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policyhub.domain.recognising.recognised import CrossReference, Flag, Motion, Note, Question, Recognised, Section


def to_json(recognised: Recognised) -> dict[str, Any]:
    """All keys of the contract, with numbers (or ids, where there is none) for sections."""
    labels: dict[str | None, str] = {section.id: section.label for section in recognised.sections}
    labels.update((paragraph.id, paragraph.number or paragraph.id) for paragraph in recognised.paragraphs)
    marks: dict[str | None, str] = {note.id: note.mark for note in recognised.notes}
    questions: dict[str | None, str | None] = {note.id: note.question for note in recognised.notes}
    return {
        "kind": recognised.kind,
        "kind_sure": recognised.kind_sure,
        "lang": recognised.lang,
        "title": recognised.title,
        "subtitle": recognised.subtitle,
        "front": list(recognised.front),
        "sections": [_section(section, labels) for section in recognised.sections],
        "notes": [_note(note, labels) for note in recognised.notes],
        "flags": [_flag(flag, labels, marks, questions) for flag in recognised.flags],
        "references": [_reference(reference, labels, marks) for reference in recognised.references],
        "questions": [_question(question) for question in recognised.questions],
        "paragraphs": [{"number": p.number, "text": p.text} for p in recognised.paragraphs],
        "motion": _motion(recognised.motion) if recognised.motion is not None else None,
        "comments": [_beside(comment, labels) for comment in recognised.comments],
        "changes": [_beside(change, labels) for change in recognised.changes],
        "back": [*recognised.back, *recognised.running],
        "warnings": list(recognised.warnings),
    }


def _beside(one: Mapping[str, object], labels: dict[str | None, str]) -> dict[str, Any]:
    section = one["section"]
    return {**one, "section": labels.get(section if isinstance(section, str) else None)}


def _section(section: Section, labels: dict[str | None, str]) -> dict[str, Any]:
    return {
        "id": section.id,
        "number": section.number,
        "kind": section.kind,
        "heading": section.heading,
        "text": section.text,
        "parent": labels.get(section.parent_id),
        "parent_id": section.parent_id,
    }


def _note(note: Note, labels: dict[str | None, str]) -> dict[str, Any]:
    return {
        "id": note.id,
        "mark": note.mark,
        "text": note.text,
        "section": labels.get(note.section_id),
        "question": note.question,
        "after": note.after,
        "sure": note.sure,
    }


def _flag(
    flag: Flag, labels: dict[str | None, str], marks: dict[str | None, str], questions: dict[str | None, str | None]
) -> dict[str, Any]:
    return {
        "section": labels.get(flag.section_id),
        "question_number": questions.get(flag.note_id),
        "note": marks.get(flag.note_id),
        "about": flag.about,
        "question": flag.question,
        "quote": flag.quote,
        "why": flag.why,
    }


def _reference(
    reference: CrossReference, labels: dict[str | None, str], marks: dict[str | None, str]
) -> dict[str, Any]:
    return {
        "section": labels.get(reference.section_id),
        "note": marks.get(reference.note_id),
        "text": reference.text,
        "target": labels.get(reference.target_id),
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "number": question.number,
        "chapter": question.chapter,
        "text": question.text,
        "guidance": question.guidance,
        "choices": list(question.choices),
        "word_limit": question.word_limit,
        "answer": list(question.answer),
        "see": [dict(see) for see in question.see],
    }


def _motion(motion: Motion) -> dict[str, Any]:
    return {
        "title": motion.title,
        "notes": list(motion.notes),
        "believes": list(motion.believes),
        "resolves": list(motion.resolves),
        "mover": motion.mover,
        "seconder": motion.seconder,
    }
