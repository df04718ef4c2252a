"""Reads the words inside shapes, diagrams and charts, which are written alike in all of them (DrawingML)."""

from __future__ import annotations

import re

from policyhub.domain.document import Inline, LineBreak, Span
from policyhub.domain.tracked import joined
from policyhub.readers.word_formulas import formula_of
from policyhub.readers.word_xml import Element, child, name

_PLACE = re.compile(r"\[[A-Z ]+\]")  # where a chart puts what it counted: "[VALUE]"


def paragraphs_in(element: Element | None) -> list[tuple[Inline, ...]]:
    """The paragraphs of a shape that have words, without their looks."""
    found = (_content(one) for one in (element.iter() if element is not None else ()) if name(one) == "a:p")
    return [content for content in found if any(isinstance(inline, Span) and inline.text.strip() for inline in content)]


def _content(paragraph: Element) -> tuple[Inline, ...]:
    made: list[Inline] = []
    for one in paragraph:
        match name(one):
            case "a:r":
                made.append(Span(_said(one)))
            case "a:fld" if not _PLACE.fullmatch(_said(one)):
                made.append(Span(_said(one)))
            case "a:br":
                made.append(LineBreak())
            case "mc:AlternateContent":
                made.append(Span(formula_of(one[0]) if len(one) else ""))
    return joined([inline for inline in made if not isinstance(inline, Span) or inline.text])


def _said(run: Element) -> str:
    text = child(run, "a:t")
    return (text.text or "") if text is not None else ""
