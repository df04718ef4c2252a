"""Reads a Word file for the tests: its words in order, and the numbers that Word would print before them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass
class Line:
    """A paragraph as it is read: the label that Word prints before it, and its words with the marks of notes."""

    element: etree._Element
    label: str
    text: str
    style: str | None

    @property
    def whole(self) -> str:
        return f"{self.label} {self.text}"


@dataclass
class Counting:
    """Word's counts: those of lists that share an abstract list run on, unless a list overrides its start."""

    numbering: etree._Element
    values: dict[str, dict[int, int]] = field(default_factory=dict)
    used: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number: str, level: int) -> str:
        num = next(n for n in self.numbering.iter(f"{W}num") if n.get(f"{W}numId") == number)
        abstract = num.find(f"{W}abstractNumId").get(f"{W}val")
        levels = {
            int(lvl.get(f"{W}ilvl")): lvl
            for element in self.numbering.iter(f"{W}abstractNum")
            if element.get(f"{W}abstractNumId") == abstract
            for lvl in element.iter(f"{W}lvl")
        }
        values = self.values.setdefault(abstract, {})
        override = num.find(f"{W}lvlOverride[@{W}ilvl='{level}']/{W}startOverride")
        if override is not None and (number, level) not in self.used:
            values[level] = int(override.get(f"{W}val"))
        elif level in values:
            values[level] += 1
        else:
            values[level] = int(levels[level].find(f"{W}start").get(f"{W}val"))
        self.used.add((number, level))
        for deeper in [key for key in values if key > level]:
            del values[deeper]
        text = levels[level].find(f"{W}lvlText").get(f"{W}val")
        if levels[level].find(f"{W}numFmt").get(f"{W}val") == "bullet":
            return text
        for upper in range(level, -1, -1):
            if f"%{upper + 1}" not in text:
                continue
            way = levels[upper].find(f"{W}numFmt").get(f"{W}val")
            text = text.replace(f"%{upper + 1}", figure(way, values.get(upper, 1)))
        return text


def figure(way: str, value: int) -> str:
    """A value in one of Word's ways of counting."""
    if way == "decimal":
        return str(value)
    if way.endswith("Letter"):
        letter = "abcdefghijklmnopqrstuvwxyz"[(value - 1) % 26] * ((value - 1) // 26 + 1)
        return letter.upper() if way.startswith("upper") else letter
    assert way.endswith("Roman"), way
    roman = "".join(sign * count for sign, count in _romans(value))
    return roman.upper() if way.startswith("upper") else roman


def _romans(value: int) -> Iterator[tuple[str, int]]:
    for size, sign in ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
                       (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):  # fmt: skip
        yield sign, value // size
        value %= size


class WordFile:
    """A Word file, opened."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.names = self.archive.namelist()
        self.document = self.part("word/document.xml")
        self.styles = {style.get(f"{W}styleId"): style for style in self.part("word/styles.xml").iter(f"{W}style")}
        self.counting = Counting(self.part("word/numbering.xml"))
        self.notes = 0
        self.lines = [self._line(p) for p in self.document.iter(f"{W}p")]
        self.footnotes = {
            note.get(f"{W}id"): [self._note_text(p, note.get(f"{W}id")) for p in note.iter(f"{W}p")]
            for note in self.part("word/footnotes.xml")
            if note.get(f"{W}type") is None
        }

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.archive.read(name))

    def _line(self, p: etree._Element) -> Line:
        style = p.find(f"{W}pPr/{W}pStyle")
        name = None if style is None else style.get(f"{W}val")
        return Line(p, self._label(p, name), "".join(self._texts(p)), name)

    def _label(self, p: etree._Element, style: str | None) -> str:
        found = p.find(f"{W}pPr/{W}numPr")
        while found is None and style is not None:
            found = self.styles[style].find(f"{W}pPr/{W}numPr")
            based = self.styles[style].find(f"{W}basedOn")
            style = None if based is None else based.get(f"{W}val")
        if found is None or found.find(f"{W}numId").get(f"{W}val") == "0":
            return ""
        return self.counting.label(found.find(f"{W}numId").get(f"{W}val"), int(found.find(f"{W}ilvl").get(f"{W}val")))

    def _texts(self, p: etree._Element) -> Iterator[str]:
        for element in p.iter():
            if element.tag == f"{W}t":
                yield element.text or ""
            elif element.tag == f"{W}br" or (element.tag == f"{W}tab" and element.getparent().tag == f"{W}r"):
                yield " "
            elif element.tag == f"{W}footnoteReference" and element.get(f"{W}customMarkFollows") is None:
                self.notes += 1
                self.note_labels[element.get(f"{W}id")] = str(self.notes)
                yield str(self.notes)

    @property
    def note_labels(self) -> dict[str, str]:
        return self.__dict__.setdefault("_note_labels", {})

    def _note_text(self, p: etree._Element, number: str) -> str:
        parts = []
        for element in p.iter():
            if element.tag == f"{W}footnoteRef":
                parts.append(self.note_labels[number])
            elif element.tag == f"{W}t":
                parts.append(element.text or "")
            elif element.tag == f"{W}br" or (element.tag == f"{W}tab" and element.getparent().tag == f"{W}r"):
                parts.append(" ")
        return "".join(parts)

    @property
    def instructions(self) -> list[str]:
        """What all fields of the file are told to do."""
        return [
            (element.text or "").strip()
            for name in self.names
            if name.startswith("word/") and name.endswith(".xml")
            for element in self.part(name).iter(f"{W}instrText")
        ]

    @property
    def addresses(self) -> list[str]:
        """Everything outside the file that it points to."""
        return [
            relation.get("Target")
            for name in self.names
            if name.endswith(".rels")
            for relation in self.part(name)
            if relation.get("TargetMode") == "External"
        ]
