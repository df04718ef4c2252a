"""Says how words of a page look: by their elements, by styles on them, and by the classes of its style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from policyhub.domain.document import Change, Mark
from policyhub.readers.colours import is_red_light
from policyhub.readers.html_source import Element

_TAGS = {
    "b": Mark.STRONG, "strong": Mark.STRONG, "i": Mark.EMPHASIS, "em": Mark.EMPHASIS, "cite": Mark.EMPHASIS,
    "dfn": Mark.EMPHASIS, "var": Mark.EMPHASIS, "u": Mark.UNDERLINE, "s": Mark.STRIKE, "strike": Mark.STRIKE,
    "sup": Mark.SUPERSCRIPT, "sub": Mark.SUBSCRIPT, "code": Mark.CODE, "kbd": Mark.CODE, "samp": Mark.CODE,
    "tt": Mark.CODE, "mark": Mark.HIGHLIGHT,
}  # fmt: skip
_COLOURED = frozenset({"span", "font", "b", "strong", "i", "em", "u", "s", "p", "li", "td", "a", "ins", "del", "mark"})
_NAMED = {
    "red": (255, 0, 0), "darkred": (139, 0, 0), "crimson": (220, 20, 60), "firebrick": (178, 34, 34),
    "yellow": (255, 255, 0), "lime": (0, 255, 0), "aqua": (0, 255, 255), "cyan": (0, 255, 255),
    "fuchsia": (255, 0, 255), "magenta": (255, 0, 255), "orange": (255, 165, 0),
}  # fmt: skip
_REMARK = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?\.([\w-]+)", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\b")
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})\b")
_MOST_RULES = 20_000
_MOST_SELECTORS = 200
_LONGEST_SHEET = 1024 * 1024
_STRENGTHS = {"bold": True, "bolder": True, "normal": False, "lighter": False}

Properties = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """What holds for words at a place: their marks, where they lead, what was done with them, whether blanks count."""

    marks: frozenset[Mark] = frozenset()
    link: str | None = None
    change: Change | None = None
    as_typed: bool = False

    def having(self, mark: Mark, on: bool = True) -> Look:
        """The same look with a mark, or without it."""
        return replace(self, marks=self.marks | {mark} if on else self.marks - {mark})


class Styles:
    """The rules of a page's style sheets that name a class; all others are about the page, not about words."""

    def __init__(self, sheets: str) -> None:
        self.counts_through = "counters(" in sheets
        self._rules: dict[tuple[str, str], dict[str, str]] = {}
        for selectors, body in _rules(_REMARK.sub(" ", sheets[:_LONGEST_SHEET])):
            for selector in selectors.split(",")[:_MOST_SELECTORS]:
                match = _SELECTOR.fullmatch(selector.strip())
                if match:
                    key = (match[2], (match[1] or "").casefold())
                    self._rules.setdefault(key, {}).update(declarations(body))

    def of(self, element: Element) -> Properties:
        """The properties of an element: those of its classes, then its own."""
        own = declarations(element.get("style", ""))
        classes = element.get("class", "").split()[:50] if self._rules else []
        if not classes:
            return own
        found: dict[str, str] = {}
        for name in classes:
            found.update(self._rules.get((name, ""), {}))
            found.update(self._rules.get((name, str(element.tag)), {}))
        return {**found, **own}


def _rules(sheets: str) -> Iterator[tuple[str, str]]:
    """The selectors and declarations of rules that hold on every screen: what stands in "@media" does not."""
    depth = 0
    selectors = ""
    parts = re.split(r"([{}])", sheets)[: 8 * _MOST_RULES]
    for words, sign in zip(parts[::2], parts[1::2], strict=False):
        if sign == "{":
            depth += 1
            selectors = words if depth == 1 else selectors
        else:
            if depth == 1 and "@" not in selectors:
                yield selectors.replace("<!--", " ").replace("-->", " "), words
            depth = max(0, depth - 1)


def declarations(style: str) -> dict[str, str]:
    """The properties of a style attribute, names and values in small letters."""
    found: dict[str, str] = {}
    for part in style.split(";") if style else ():
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip().casefold()] = value.replace("!important", "").strip().casefold()
    return found


def look_of(element: Element, properties: Properties, look: Look) -> Look:
    """The look of the words in an element that stands among words of the look given."""
    tag = str(element.tag)
    mark = _TAGS.get(tag)
    if mark is not None:
        look = look.having(mark)
    if tag == "font" and element.get("color"):
        look = look.having(Mark.RED, is_red(element.get("color", "").strip().casefold()))
    if tag in ("pre", "textarea", "listing"):
        look = replace(look, as_typed=True)
    if not properties:
        return look
    if properties.get("white-space", "").startswith("pre"):
        look = replace(look, as_typed=True)
    return _coloured(tag, properties, _shaped(properties, look))


def _shaped(properties: Properties, look: Look) -> Look:
    weight = properties.get("font-weight")
    if weight:
        strong = int(weight) >= 600 if weight.isdecimal() else _STRENGTHS.get(weight, Mark.STRONG in look.marks)
        look = look.having(Mark.STRONG, strong)
    slant = properties.get("font-style")
    if slant in ("italic", "oblique", "normal"):
        look = look.having(Mark.EMPHASIS, slant != "normal")
    line = f"{properties.get('text-decoration', '')} {properties.get('text-decoration-line', '')}"
    if "line-through" in line:
        look = look.having(Mark.STRIKE)
    if "underline" in line and look.link is None:
        look = look.having(Mark.UNDERLINE)
    raised = properties.get("vertical-align")
    if raised in ("super", "sub"):
        look = look.having(Mark.SUPERSCRIPT if raised == "super" else Mark.SUBSCRIPT)
    return look


def _coloured(tag: str, properties: Properties, look: Look) -> Look:
    """Colours of words; those of headings and boxes are the page's own."""
    if tag not in _COLOURED:
        return look
    colour = properties.get("color")
    if colour and colour != "inherit":
        look = look.having(Mark.RED, is_red(colour))
    if tag in ("p", "li", "td"):
        return look
    ground = properties.get("background-color") or properties.get("background")
    if ground and (seen := _rgb(ground)):
        look = look.having(Mark.HIGHLIGHT, max(seen) > 150 and max(seen) - min(seen) > 80)
    return look


def is_red(colour: str) -> bool:
    """Whether a colour of a style ("red", "#c00000", "rgb(192, 0, 0)") is a red."""
    seen = _rgb(colour)
    return seen is not None and is_red_light(*seen)


def _rgb(colour: str) -> tuple[int, int, int] | None:
    name = colour.split(maxsplit=1)[0] if colour else ""
    if name in _NAMED:
        return _NAMED[name]
    found = _RGB.search(colour)
    if found:
        return int(found[1]), int(found[2]), int(found[3])
    sharp = _HEX.search(colour)
    if sharp is None:
        return None
    digits = sharp[1] if len(sharp[1]) == 6 else "".join(digit * 2 for digit in sharp[1])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
