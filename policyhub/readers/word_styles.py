"""What the styles of a Word file say: what is a heading, how words look, which list a paragraph is in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from policyhub.domain.document import Mark
from policyhub.readers.colours import is_red
from policyhub.readers.word_xml import OFF, Element, attr, child, name, number, value

_HEADING = re.compile(r"(?:heading|pennawd)\s*([1-9])\Z")
_QUOTES = frozenset({"quote", "intense quote", "quotation", "quotations", "block text", "block quotation"})
_TOGGLES = {"b": Mark.STRONG, "i": Mark.EMPHASIS, "strike": Mark.STRIKE, "dstrike": Mark.STRIKE}
_DEEPEST = 40  # styles stand on styles; Word itself goes no deeper than this


@dataclass(frozen=True, slots=True)
class Look:
    """How words look; None where nothing is said. Hidden words are in the file and not on the page."""

    marks: frozenset[Mark] = frozenset()
    not_marks: frozenset[Mark] = frozenset()
    lang: str | None = None
    font: str | None = None
    hidden: bool | None = None

    def under(self, other: Look) -> Look:
        """This look with another laid over it."""
        if other is PLAIN:
            return self
        return Look(
            (self.marks - other.not_marks) | other.marks,
            (self.not_marks - other.marks) | other.not_marks,
            other.lang or self.lang,
            other.font or self.font,
            self.hidden if other.hidden is None else other.hidden,
        )


PLAIN = Look()
# a file says the same few things of thousands of runs
_LOOKS: dict[tuple[object, ...], Look] = {}
_MOST_LOOKS = 2000


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it stands on. ``outline`` is 1 to 9 for headings; ``list`` and ``level`` as in numPr."""

    id: str = ""
    name: str = ""
    look: Look = PLAIN
    outline: int | None = None
    list: str | None = None
    level: int | None = None
    quote: bool = False


@dataclass(slots=True)
class Styles:
    """All styles of a file by id, what holds for words without any, and its fonts with letters of one width."""

    elements: dict[tuple[str, str], Element] = field(default_factory=dict)
    base: Look = PLAIN
    default: str | None = None
    fixed: frozenset[str] = frozenset()
    _made: dict[tuple[str, str], Style] = field(default_factory=dict)

    def paragraph(self, style_id: str | None) -> Style:
        """A paragraph's style; that of all paragraphs when it names none."""
        return self._style("paragraph", style_id or self.default or "")

    def character(self, style_id: str | None) -> Style:
        """A character style."""
        return self._style("character", style_id) if style_id else Style()

    def numbering(self, style_id: str) -> Style:
        """A style for a list."""
        return self._style("numbering", style_id)

    def _style(self, kind: str, style_id: str) -> Style:
        key = (kind, style_id)
        if key not in self._made:
            self._made[key] = self._make(kind, style_id)
        return self._made[key]

    def _make(self, kind: str, style_id: str) -> Style:
        chain: list[Element] = []
        at: str | None = style_id
        while at is not None and len(chain) < _DEEPEST:
            element = self.elements.get((kind, at))
            if element is None or element in chain:
                break
            chain.append(element)
            at = value(element, "basedOn")
        made = Style(id=style_id)
        for element in reversed(chain):
            made = _over(made, element)
        return made


def quiet(look: Look) -> Look:
    """A look without what makes a heading loud."""
    return replace(look, marks=look.marks - {Mark.STRONG, Mark.EMPHASIS, Mark.UNDERLINE})


def styles_of(root: Element | None, fonts: Element | None = None) -> Styles:
    """The styles of a file and its fonts; none of them is an error."""
    styles = Styles(fixed=frozenset(_fixed(fonts)))
    if root is None:
        return styles
    styles.base = look_of(child(child(child(root, "docDefaults"), "rPrDefault"), "rPr"))
    for element in root:
        if name(element) == "style":
            kind, style_id = attr(element, "type") or "paragraph", attr(element, "styleId") or ""
            styles.elements.setdefault((kind, style_id), element)
            if kind == "paragraph" and attr(element, "default") in ("1", "true", "on"):
                styles.default = style_id
    return styles


def _fixed(fonts: Element | None) -> Iterator[str]:
    for font in fonts if fonts is not None else ():
        if value(font, "pitch") == "fixed":
            yield attr(font, "name") or ""


def _over(below: Style, element: Element) -> Style:
    called = (value(element, "name") or "").casefold().strip()
    properties = child(element, "pPr")
    heading = _HEADING.match(called)
    outline = outline_of(properties)
    numbered = child(properties, "numPr")
    made = replace(below, name=called, look=below.look.under(look_of(child(element, "rPr"))))
    if heading or outline is not None:
        made = replace(made, outline=int(heading[1]) if heading and not outline else outline or None)
    if called in _QUOTES:
        made = replace(made, quote=True)
    if numbered is not None:
        made = replace(made, list=value(numbered, "numId") or made.list)
        level = value(numbered, "ilvl")
        made = replace(made, level=number(level) if level is not None else made.level)
    return made


def outline_of(properties: Element | None) -> int | None:
    """The level of a heading, 1 to 9, that a paragraph's properties give; 0 for body text; None if they say nothing."""
    given = value(properties, "outlineLvl")
    if given is None:
        return None
    level = number(given, 9)
    return level + 1 if 0 <= level < 9 else 0


def look_of(properties: Element | None) -> Look:
    """What the properties of a run, or of a style, say about how words look."""
    if properties is None or not len(properties):
        return PLAIN
    key = tuple((one.tag, *one.attrib.items()) for one in properties)
    found = _LOOKS.get(key)
    if found is None:
        if len(_LOOKS) >= _MOST_LOOKS:
            _LOOKS.clear()
        found = _LOOKS[key] = _look_of(properties)
    return found


def _look_of(properties: Element) -> Look:
    on: set[Mark] = set()
    off: set[Mark] = set()
    lang = font = hidden = None

    def say(mark: Mark, *, state: bool) -> None:
        (on if state else off).add(mark)

    for one in properties:
        called = name(one)
        given = attr(one, "val")
        if called in _TOGGLES:
            say(_TOGGLES[called], state=given not in OFF)
        elif called == "u":
            say(Mark.UNDERLINE, state=given not in (None, "none"))
        elif called == "color":
            say(Mark.RED, state=is_red(given or ""))
        elif called == "highlight":
            say(Mark.HIGHLIGHT, state=given not in (None, "none", "white"))
        elif called == "vertAlign":
            say(Mark.SUPERSCRIPT, state=given == "superscript")
            say(Mark.SUBSCRIPT, state=given == "subscript")
        elif called == "lang":
            lang = given or lang
        elif called == "rFonts":
            font = attr(one, "ascii") or attr(one, "hAnsi")
        elif called == "vanish":
            hidden = given not in OFF
    return Look(frozenset(on), frozenset(off - on), lang, font, hidden)
