"""How words look in an OpenDocument: what text properties say, as marks and a language."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from policyhub.domain.document import Mark
from policyhub.readers.colours import is_red
from policyhub.readers.odt_xml import Element, value

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")
_NO_LANGUAGE = frozenset({"", "none", "zxx", "und"})
_BOLD_FROM = 600


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says of its words; what ``marks`` does not name is as it was around."""

    marks: dict[Mark, bool] = field(default_factory=dict)
    lang: str | None = None

    def over(self, base: Look) -> Look:
        """This look on top of another."""
        if not self.marks and self.lang is None:
            return base
        return Look(base.marks | self.marks, self.lang or base.lang)

    def without(self, marks: Collection[Mark]) -> Look:
        """This look with nothing said about some marks."""
        return Look({mark: on for mark, on in self.marks.items() if mark not in marks}, self.lang)

    @property
    def shown(self) -> frozenset[Mark]:
        """The marks that words of this look have."""
        return frozenset(mark for mark, on in self.marks.items() if on)


PLAIN = Look()


def look_of(properties: Element | None, fixed_fonts: Collection[str]) -> Look:
    """The look that a ``style:text-properties`` element gives."""
    if properties is None:
        return PLAIN
    said = (
        (Mark.STRONG, _bold(value(properties, "fo:font-weight"))),
        (Mark.EMPHASIS, _one_of(value(properties, "fo:font-style"), ("italic", "oblique"))),
        (Mark.STRIKE, _drawn(properties, "style:text-line-through")),
        (Mark.UNDERLINE, _drawn(properties, "style:text-underline")),
        (Mark.RED, _red(properties)),
        (Mark.HIGHLIGHT, _highlighted(properties)),
        (Mark.CODE, _fixed(properties, fixed_fonts)),
        *_raised(value(properties, "style:text-position")),
    )
    marks = {mark: on for mark, on in said if on is not None}
    return Look(marks, language_of(properties))


def language_of(properties: Element) -> str | None:
    """The language that text properties name, as "en-GB", or None."""
    tag = value(properties, "style:rfc-language-tag")
    if not tag:
        parts = [value(properties, f"fo:{part}") for part in ("language", "script", "country")]
        if (parts[0] or "") in _NO_LANGUAGE:
            return None
        tag = "-".join(part for part in parts if part and part not in _NO_LANGUAGE)
    return tag if _TAG.fullmatch(tag) and tag not in _NO_LANGUAGE else None


def _bold(weight: str | None) -> bool | None:
    if weight is None:
        return None
    return int(weight) >= _BOLD_FROM if weight.isascii() and weight.isdigit() and len(weight) < 5 else weight == "bold"


def _one_of(found: str | None, wanted: Collection[str]) -> bool | None:
    return None if found is None else found in wanted


def _drawn(properties: Element, name: str) -> bool | None:
    said = [value(properties, f"{name}-style"), value(properties, f"{name}-type")]
    given = [one for one in said if one is not None]
    return None if not given else "none" not in given


def _red(properties: Element) -> bool | None:
    if value(properties, "style:use-window-font-color") == "true":
        return False
    colour = value(properties, "fo:color")
    return None if colour is None else is_red(colour)


def _highlighted(properties: Element) -> bool | None:
    colour = value(properties, "fo:background-color")
    return None if colour is None else colour.lower() not in {"transparent", "#ffffff", ""}


def _fixed(properties: Element, fixed_fonts: Collection[str]) -> bool | None:
    if value(properties, "style:font-pitch") == "fixed":
        return True
    names = [value(properties, "style:font-name"), value(properties, "fo:font-family")]
    given = [name.strip("'\"") for name in names if name]
    return None if not given else any(name in fixed_fonts for name in given)


def _raised(position: str | None) -> tuple[tuple[Mark, bool], ...]:
    """Superscript and subscript out of "super 58%", "-33% 58%" or "0% 100%"."""
    if not position or not position.split():
        return ()
    first = position.split()[0]
    raised = first == "super" or (first[0].isdigit() and first.rstrip("%").strip("0.") != "")
    lowered = first == "sub" or (first[0] == "-" and first.strip("-%0.") != "")
    return ((Mark.SUPERSCRIPT, raised), (Mark.SUBSCRIPT, lowered))
