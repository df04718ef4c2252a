"""The bricks of a Word file: elements in its name spaces, paragraph and run properties in the order it wants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

Element = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = "http://www.w3.org/XML/1998/namespace"
_NAMES = {"w": W, "r": R}


def w(tag: str, *children: Element | None, **attributes: str | int | None) -> Element:
    """A ``w:`` element; attributes are ``w:`` ones, ``r_id`` is ``r:id``; what is None is left out."""
    element = etree.Element(f"{{{W}}}{tag}", nsmap=_NAMES)
    for name, value in attributes.items():
        if value is not None:
            key = f"{{{R}}}id" if name == "r_id" else f"{{{W}}}{name}"
            element.set(key, str(value))
    element.extend(child for child in children if child is not None)
    return element


def bare(space: str, tag: str) -> Element:
    """The root of a part whose name space has no prefix."""
    return etree.fromstring(f'<{tag} xmlns="{space}"/>')


def serialise(root: Element) -> bytes:
    """The bytes of a part, the same for the same element."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def words(text: str, properties: Element | None = None) -> Element | None:
    """A run with cleaned ``text``, its tabs and new lines as Word's; None when there is nothing in it."""
    if not text:
        return None
    run = w("r", properties)
    for line_number, line in enumerate(text.split("\n")):
        if line_number:
            run.append(w("br"))
        for part_number, part in enumerate(line.split("\t")):
            if part_number:
                run.append(w("tab"))
            if part:
                run.append(spaced("t", part))
    return run


def spaced(tag: str, text: str) -> Element:
    """An element whose text keeps its blanks at both ends."""
    element = w(tag)
    element.text = text
    element.set(f"{{{XML}}}space", "preserve")
    return element


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, put down in the order that Word's schema wants."""

    style: str | None = None
    strong: bool = False
    emphasis: bool = False
    strike: bool = False
    code: bool = False
    colour: str | None = None
    highlight: bool = False
    underline: bool = False
    vertical: str | None = None
    lang: str | None = None

    def element(self) -> Element | None:
        """The run's properties, or None when it looks like its paragraph."""
        if self == _PLAIN:
            return None
        made = [
            w("rStyle", val=self.style) if self.style else None,
            w("rFonts", ascii="Consolas", hAnsi="Consolas", cs="Consolas") if self.code else None,
            *((w("b"), w("bCs")) if self.strong else ()),
            *((w("i"), w("iCs")) if self.emphasis else ()),
            w("strike") if self.strike else None,
            w("noProof") if self.code else None,
            w("color", val=self.colour) if self.colour else None,
            w("highlight", val="yellow") if self.highlight else None,
            w("u", val="single") if self.underline else None,
            w("vertAlign", val=self.vertical) if self.vertical else None,
            w("lang", val=self.lang) if self.lang else None,
        ]
        return w("rPr", *made) if any(child is not None for child in made) else None


_PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands; lengths in twentieths of a point. ``numbered`` is its list and level."""

    style: str | None = None
    keep_next: bool = False
    numbered: tuple[int, int] | None = None
    ruled: bool = False
    tab: int | None = None
    after: int | None = None
    left: int | None = None
    right: int | None = None
    hanging: int | None = None

    def element(self) -> Element | None:
        """The paragraph's properties, or None when it stands as its style says."""
        indent = None
        if self.left is not None or self.hanging is not None:
            indent = w("ind", left=self.left, right=self.right, hanging=self.hanging)
        made = [
            w("pStyle", val=self.style) if self.style else None,
            w("keepNext") if self.keep_next else None,
            numbering(*self.numbered) if self.numbered else None,
            rule_below() if self.ruled else None,
            w("tabs", w("tab", val="left", pos=self.tab)) if self.tab else None,
            w("spacing", after=self.after) if self.after is not None else None,
            indent,
        ]
        return w("pPr", *made) if any(child is not None for child in made) else None


def numbering(number: int, level: int = 0) -> Element:
    """The reference to a list; list 0 is none."""
    return w("numPr", w("ilvl", val=level), w("numId", val=number))


def rule_below() -> Element:
    """A hairline under a paragraph."""
    return w("pBdr", w("bottom", val="single", sz=4, space=8, color="8C8C8C"))


def paragraph(shape: Shape, runs: Iterable[Element | None]) -> Element:
    """A paragraph of some runs."""
    return w("p", shape.element(), *runs)


def field(instruction: str, result: Element | None, properties: Element | None = None) -> list[Element]:
    """A field that Word can refresh, with the result it shows until then.

    ``instruction`` is ours alone: no word of the document may ever stand in it.
    """

    def sign(kind: str) -> Element:
        return w("r", _copy(properties), w("fldChar", fldCharType=kind))

    parts = [sign("begin"), w("r", _copy(properties), spaced("instrText", f" {instruction} ")), sign("separate")]
    if result is not None:
        parts.append(result)
    return [*parts, sign("end")]


def _copy(element: Element | None) -> Element | None:
    return None if element is None else etree.fromstring(etree.tostring(element))
