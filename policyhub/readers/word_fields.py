"""The fields of a Word file: links, live references, and whatever else prints words that Word works out by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policyhub.domain.characters import safe_link

_PARTS = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_MOST_CODE = 5000
_DEEPEST = 50


@dataclass(slots=True)
class Field:
    """One open field: its code, and whether its code has ended and its result is being read."""

    code: str = ""
    shown: bool = False
    link: str | None = None
    target: str | None = None
    words: str = ""

    def show(self) -> None:
        """The code has ended: find out what it asks for."""
        self.shown = True
        self.link, self.target = asked_for(self.code)


@dataclass(slots=True)
class Fields:
    """The fields that are open at a place; one may go on over several paragraphs."""

    open: list[Field] = field(default_factory=list)
    too_deep: int = 0

    def enter(self) -> None:
        """A field begins."""
        if len(self.open) >= _DEEPEST:
            self.too_deep += 1
        else:
            self.open.append(Field())

    def separate(self) -> None:
        """Its result begins."""
        if self.open and not self.too_deep:
            self.open[-1].show()

    def end(self) -> Field | None:
        """It ends."""
        if self.too_deep:
            self.too_deep -= 1
            return None
        return self.open.pop() if self.open else None

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
