"""The fields of a Word file: links, live references, and whatever else prints words that Word works out by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policyhub.domain.characters import safe_link
from policyhub.readers.word_xml import Element, attr, child, is_on, name, number, value

_PARTS = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_COUNTS = re.compile(r"\s*(?:LISTNUM|AUTONUM(?:LGL|OUT)?)(?!\S)", re.IGNORECASE)
_SAYS = re.compile(r"\s*(?:(?:MACROBUTTON|GOTOBUTTON)\s+\S+|EQ|QUOTE)\s+(.*)", re.IGNORECASE | re.DOTALL)
_FORMULA = re.compile(r"\s*EQ(?!\S)", re.IGNORECASE)
_SWITCH = re.compile(r'\\\*\s*(?:"[^"]*"|\S+)\s*|\\[a-z]+(?:\s*\d+)?\s*', re.IGNORECASE)
_MOST_CODE = 5000
_DEEPEST = 50


@dataclass(slots=True)
class Field:
    """One open field: its code, and whether its code has ended and its result is being read.

    ``chosen`` is what it prints if its result is not ``said`` in the file.
    """

    code: str = ""
    chosen: str = ""
    said: bool = False
    shown: bool = False
    link: str | None = None
    target: str | None = None
    words: str = ""

    def show(self) -> None:
        """The code has ended: find out what it asks for."""
        self.shown = True
        self.link, self.target = asked_for(self.code)

    def point(self, bookmark: str) -> None:
        """It prints words that point to a bookmark."""
        self.shown, self.target = True, bookmark


@dataclass(slots=True)
class Fields:
    """The fields that are open at a place; one may go on over several paragraphs.

    ``endless`` are the signs that begin a field and have no end: they hide nothing.
    """

    endless: frozenset[Element] = frozenset()
    open: list[Field] = field(default_factory=list)
    too_deep: int = 0

    def enter(self, chosen: str = "") -> None:
        """A field begins."""
        if len(self.open) >= _DEEPEST:
            self.too_deep += 1
        else:
            self.open.append(Field(chosen=chosen))

    def separate(self) -> None:
        """Its result begins."""
        if self.open and not self.too_deep:
            self.open[-1].show()

    def end(self) -> Field | None:
        """It ends."""
        if self.too_deep:
            self.too_deep -= 1
            return None
        ended = self.open.pop() if self.open else None
        if ended is not None and ended.said:
            self.say()
        return ended

    def say(self) -> None:
        """Words of its result."""
        if self.open:
            self.open[-1].said = True

    def add_code(self, code: str) -> None:
        """More of its code."""
        if self.open and len(self.open[-1].code) < _MOST_CODE:
            self.open[-1].code += code

    @property
    def hidden(self) -> bool:
        """Whether words here are part of a code, which is not printed."""
        return any(not one.shown for one in self.open)

    @property
    def link(self) -> str | None:
        """The address that words here lead to."""
        return next((one.link for one in reversed(self.open) if one.link), None)

    @property
    def reference(self) -> Field | None:
        """The field of a live reference that words here are the result of."""
        return next((one for one in reversed(self.open) if one.target), None)


def endless_in(container: Element) -> frozenset[Element]:
    """The signs in a text that begin a field which never ends."""
    begun: list[Element] = []
    for sign in container.iter("{*}fldChar"):
        kind = attr(sign, "fldCharType")
        if kind == "begin":
            begun.append(sign)
        elif kind == "end" and begun:
            begun.pop()
    return frozenset(begun)


def asked_for(code: str) -> tuple[str | None, str | None]:
    """The address of a HYPERLINK, or the bookmark whose number a REF prints; otherwise nothing."""
    parts = [quoted or bare for quoted, bare in _PARTS.findall(code[:_MOST_CODE])]
    if not parts:
        return None, None
    kind, rest = parts[0].upper(), parts[1:]
    if kind == "HYPERLINK" and rest and not rest[0].startswith("\\"):
        return safe_link(rest[0]), None
    if kind == "REF" and rest and any(switch.casefold() in ("\\r", "\\n", "\\w") for switch in rest[1:]):
        return None, rest[0]
    return None, None


@dataclass(frozen=True, slots=True)
class ListNumber:
    """What a LISTNUM asks for: the next number of a list, of one of its storeys (from 0), or a certain one."""

    list: str | None = None
    level: int | None = None
    start: int | None = None


def list_number(code: str) -> ListNumber | None:
    """The number in the line that a field asks for, if it does."""
    if not _COUNTS.match(code):
        return None
    parts = [quoted or bare for quoted, bare in _PARTS.findall(code[:_MOST_CODE])]
    kind, rest = parts[0].upper(), parts[1:]
    if kind != "LISTNUM":
        return ListNumber(kind, 0)
    given = {"\\l": "", "\\s": ""}
    for at, part in enumerate(rest):
        switch = part[:2].casefold()
        if switch in given:
            given[switch] = part[2:] or (rest[at + 1] if at + 1 < len(rest) else "")
    named = rest[0] if rest and not rest[0].startswith("\\") else None
    level, start = number(given["\\l"], 0), number(given["\\s"], -1)
    return ListNumber(named, level - 1 if level > 0 else None, start if start >= 0 else None)


def said_by(code: str) -> str:
    """The words that a code holds itself: those of a button, a quotation or a formula, without its commands."""
    found = _SAYS.match(code[:_MOST_CODE])
    return _SWITCH.sub("", found[1]).strip(' "') if found else ""


def asks_formula(code: str) -> bool:
    """Whether a field draws a formula."""
    return bool(_FORMULA.match(code))


def chosen_in(sign: Element) -> str:
    """What stands in a form that is filled in: a line chosen from a list, a box ticked or not, words."""
    form = child(sign, "ffData")
    lines, box = child(form, "ddList"), child(form, "checkBox")
    if lines is not None:
        entries = [attr(one, "val") or "" for one in lines if name(one) == "listEntry"]
        at = number(value(lines, "result") or value(lines, "default"))
        return entries[at] if 0 <= at < len(entries) else ""
    if box is not None:
        ticked = is_on(box, "checked")
        return "☒" if (is_on(box, "default") if ticked is None else ticked) else "☐"
    return value(child(form, "textInput"), "default") or ""
