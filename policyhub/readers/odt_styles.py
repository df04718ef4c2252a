"""The styles of an OpenDocument, named and automatic, with what each has from the ones it is based on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policyhub.readers.errors import Unreadable
from policyhub.readers.odt_lists import ListStyle, list_style_of
from policyhub.readers.odt_looks import PLAIN, Look, language_of, look_of
from policyhub.readers.odt_xml import Element, folded, number, q, value
from policyhub.readers.packed import DAMAGED

_LONGEST_CHAIN = 60
_ESCAPED = re.compile(r"_([0-9a-f]{2,4})_")
_HEADING_NAME = re.compile(r"heading ([1-9]|10)")


@dataclass(frozen=True, slots=True)
class Style:
    """One style as it stands: ``list_style`` is None where it says nothing, "" where it says none."""

    name: str
    parent: str | None
    automatic: bool
    look: Look
    list_style: str | None
    outline: int | None


@dataclass(slots=True)
class Styles:
    """All styles by family and name; ``lang`` is the language of words that say no other."""

    styles: dict[tuple[str, str], Style] = field(default_factory=dict)
    lists: dict[str, ListStyle] = field(default_factory=dict)
    outline: ListStyle = field(default_factory=ListStyle)
    note_formats: dict[str, str] = field(default_factory=dict)
    lang: str | None = None
    _chains: dict[tuple[str, str], tuple[Style, ...]] = field(default_factory=dict)
    _looks: dict[tuple[str, str], Look] = field(default_factory=dict)

    def chain(self, family: str, name: str | None) -> tuple[Style, ...]:
        """A style and what it is based on, nearest first. Unreadable if that goes round in a circle."""
        if not name:
            return ()
        known = self._chains.get((family, name))
        if known is not None:
            return known
        found: list[Style] = []
        at: str | None = name
        while at and (style := self.styles.get((family, at))) is not None:
            found.append(style)
            if len(found) > _LONGEST_CHAIN:
                raise Unreadable(DAMAGED)
            at = style.parent
        self._chains[family, name] = tuple(found)
        return self._chains[family, name]

    def look(self, family: str, name: str | None) -> Look:
        """How a style's words look, what it is based on included."""
        if not name:
            return PLAIN
        known = self._looks.get((family, name))
        if known is None:
            known = PLAIN
            for style in reversed(self.chain(family, name)):
                known = style.look.over(known)
            self._looks[family, name] = known
        return known

    def direct_look(self, name: str | None) -> Look:
        """What was set by hand on a paragraph, on top of its named style."""
        chain = self.chain("paragraph", name)
        return chain[0].look if chain and chain[0].automatic else PLAIN

    def names(self, family: str, name: str | None) -> frozenset[str]:
        """The names that people see of a style and of what it is based on, in small letters."""
        return frozenset(style.name for style in self.chain(family, name) if not style.automatic)

    def list_style(self, paragraph_style: str | None) -> str | None:
        """The list style that a paragraph style brings along, or None."""
        said = (style.list_style for style in self.chain("paragraph", paragraph_style))
        return next((name for name in said if name is not None), None) or None

    def unlisted(self, paragraph_style: str | None) -> bool:
        """Whether it was set by hand that a heading is outside the outline, or in a list of its own."""
        chain = self.chain("paragraph", paragraph_style)
        return bool(chain) and chain[0].automatic and chain[0].list_style is not None

    def opens_outline(self, paragraph_style: str | None) -> bool:
        """Whether the named style of a paragraph is itself one of the outline, not only based on one."""
        named = (style for style in self.chain("paragraph", paragraph_style) if not style.automatic)
        return bool(next((style.outline for style in named), None))

    def heading_level(self, paragraph_style: str | None) -> int | None:
        """The level of a heading by its style, or None."""
        for style in self.chain("paragraph", paragraph_style):
            if style.outline is not None:
                return style.outline or None
            if (match := _HEADING_NAME.fullmatch(style.name)) and not style.automatic:
                return int(match[1])
        return None


def read_styles(content: Element, common: Element | None) -> Styles:
    """The styles of a file: ``content`` holds the automatic ones of the text, ``common`` the named ones."""
    styles = Styles()
    fixed = _fixed_fonts([root for root in (common, content) if root is not None])
    if common is not None:
        for holder in common.findall(q("office:styles")):
            _take(styles, holder, fixed, automatic=False)
        _take_defaults(styles, common)
    for holder in content.findall(q("office:automatic-styles")):
        _take(styles, holder, fixed, automatic=True)
    return styles


def read_page_styles(common: Element) -> Styles:
    """The styles of what is printed on every page: ``styles.xml`` has automatic ones of its own."""
    styles = Styles()
    for name, automatic in (("office:styles", False), ("office:automatic-styles", True)):
        for holder in common.findall(q(name)):
            _take(styles, holder, frozenset(), automatic=automatic)
    return styles


def _take(styles: Styles, holder: Element, fixed: frozenset[str], *, automatic: bool) -> None:
    for element in holder:
        if element.tag == q("style:style"):
            style = _style(element, fixed, automatic=automatic)
            styles.styles[value(element, "style:family") or "", value(element, "style:name") or ""] = style
        elif element.tag == q("text:list-style"):
            styles.lists[value(element, "style:name") or ""] = list_style_of(element)
        elif element.tag == q("text:outline-style"):
            styles.outline = list_style_of(element)
        elif element.tag == q("text:notes-configuration"):
            styles.note_formats[value(element, "text:note-class") or ""] = value(element, "style:num-format") or "1"


def _style(element: Element, fixed: frozenset[str], *, automatic: bool) -> Style:
    name = value(element, "style:display-name") or _decoded(value(element, "style:name") or "")
    outline = value(element, "style:default-outline-level")
    return Style(
        name=folded(name).casefold(),
        parent=value(element, "style:parent-style-name"),
        automatic=automatic,
        look=look_of(element.find(q("style:text-properties")), fixed),
        list_style=value(element, "style:list-style-name"),
        outline=None if outline is None else min(number(element, "style:default-outline-level", 0), 10),
    )


def _take_defaults(styles: Styles, common: Element) -> None:
    """The language of the text: of the style that all paragraphs begin with, else of the defaults."""
    for element in common.iterfind(f"{q('office:styles')}/{q('style:default-style')}"):
        properties = element.find(q("style:text-properties"))
        if value(element, "style:family") == "paragraph" and properties is not None:
            styles.lang = language_of(properties)
    standard = styles.styles.get(("paragraph", "Standard"))
    if standard is not None and standard.look.lang:
        styles.lang = standard.look.lang


def _fixed_fonts(roots: list[Element]) -> frozenset[str]:
    return frozenset(_fixed_names(roots))


def _fixed_names(roots: list[Element]) -> Iterator[str]:
    for root in roots:
        for face in root.iterfind(f"{q('office:font-face-decls')}/{q('style:font-face')}"):
            if value(face, "style:font-pitch") == "fixed" or value(face, "style:font-family-generic") == "modern":
                yield from (name for name in (value(face, "style:name"), value(face, "svg:font-family")) if name)


def _decoded(name: str) -> str:
    """ "Heading 1" of "Heading_20_1"."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), name)
