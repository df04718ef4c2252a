"""Templates as the guards read them: their HTML without Jinja, and the elements and words in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from jinja2 import Environment
from jinja2.nodes import Template

# What an expression leaves behind: letters, so that it can also stand in the name of a tag, but no word.
HOLE = "zqz"
# A hole, and what a name is made of with it: ``{{ id }}-hint``.
_FILLED = re.compile(rf"{HOLE}(?:-[a-z]+)*")

_jinja = Environment(
    autoescape=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"]
)  # only parses


def parsed(source: str) -> Template:
    """The syntax tree of a template."""
    return _jinja.parse(source)


def html_of(source: str) -> str:
    """What a template writes itself, line by line: expressions are a HOLE, translated passages are gone."""
    written = ""
    translated = False
    opened = ""
    for line, kind, value in _jinja.lex(source):
        if kind in ("block_begin", "variable_begin"):
            opened = kind
        elif kind == "name" and opened == "block_begin":
            translated = {"trans": True, "endtrans": False}.get(value, translated)
            opened = ""
        elif kind in ("data", "variable_end") and not translated:
            written += "\n" * (line - 1 - written.count("\n"))
            written += value if kind == "data" else HOLE
    return written


@dataclass(frozen=True, slots=True)
class Element:
    """A start tag, with the words of its attributes (HOLEs taken out) and the line it stands on."""

    line: int
    tag: str
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """Words between tags, with the tag they stand in."""

    line: int
    text: str
    inside: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.words: list[Words] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        filled = {name: _FILLED.sub("", value or "") for name, value in attrs if name != HOLE}
        self.elements.append(Element(self.getpos()[0], tag, filled))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if said := _FILLED.sub("", data).strip():
            self.words.append(Words(self.getpos()[0] + data[: data.find(said[0])].count("\n"), said, self._inside))


def read(source: str) -> tuple[list[Element], list[Words]]:
    """The elements and the words that a template writes itself."""
    reader = _Reader()
    reader.feed(html_of(source))
    reader.close()
    return reader.elements, reader.words
