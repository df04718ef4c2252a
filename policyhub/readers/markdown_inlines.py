"""Reads the words of one paragraph of a Markdown file, with their looks, and keeps the file's notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree
from markdown_it.token import Token

from policyhub.domain.characters import one_line, safe_link
from policyhub.domain.document import Block, Inline, LineBreak, Mark, Note, NoteMark, Paragraph, Span
from policyhub.domain.tidying import tidied
from policyhub.readers.html_looks import Look, Styles, look_of
from policyhub.readers.html_place import change_of
from policyhub.readers.html_source import tag_of
from policyhub.readers.markdown_rules import parser

_LIVELY = re.compile(r"[\\`*_~\[\]<&!^]|  \n")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"(?:  +|\\)\n")
_MARKS = {"strong_open": Mark.STRONG, "em_open": Mark.EMPHASIS, "s_open": Mark.STRIKE}
_LONGEST = 200_000
_MOST_BRACKETS = 400
_MOST_SIGNS = 4000
_NO_STYLES = Styles("")


class FileNotes:
    """The notes of a file in the order of their first marks; those without a mark come last."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}
        self.blocks: dict[str, tuple[Block, ...]] = {}
        self.spare: list[tuple[str, tuple[Block, ...]]] = []

    def marked(self, label: str) -> str:
        """The id of the note with this label, whose mark stands in the text."""
        return self.ids.setdefault(label, f"n{len(self.ids) + 1}")

    def define(self, label: str, blocks: tuple[Block, ...]) -> None:
        """A note's own words; of two with one label the first is the one meant."""
        if label in self.blocks:
            self.spare.append((label, blocks))
        else:
            self.blocks[label] = blocks

    def made(self) -> tuple[Note, ...]:
        """All notes of the file; marks that are names ("[^costs]") are counted instead."""
        labels = [*self.ids, *(label for label in self.blocks if label not in self.ids)]
        found = [(label, self.blocks.get(label, ())) for label in labels] + self.spare
        names = all(len(label) <= 4 and (label.isdigit() or not label.isalnum()) for label in labels)
        return tuple(
            Note(f"n{at}", label if names else str(at), blocks) for at, (label, blocks) in enumerate(found, start=1)
        )


@dataclass(slots=True)
class MarkdownWords:
    """Makes inlines of the source of paragraphs; ``env`` is what parsing the blocks found out."""

    env: dict[str, Any]
    notes: FileNotes
    followed: set[str] = field(default_factory=set)

    def paragraphs(self, source: str) -> Iterator[tuple[Inline, ...]]:
        """The words of a paragraph; two new lines of HTML in a row (``<br><br>``) part it."""
        part: list[Inline] = []
        for inline in self.inlines(source):
            last = next((i for i in reversed(part) if not (isinstance(i, Span) and not i.text.strip())), None)
            if isinstance(inline, LineBreak) and isinstance(last, LineBreak):
                yield tidied(part)
                part = []
            else:
                part.append(inline)
        yield tidied(part)

    def read(self, source: str) -> tuple[Inline, ...]:
        """The words of one paragraph or cell."""
        return tidied(self.inlines(source))

    def inlines(self, source: str) -> list[Inline]:
        """The words as they come; a source made to be slow (thousands of open brackets) is read as typed."""
        if not _LIVELY.search(source):
            return [Span(source.replace("\n", " "))]
        brackets = source.count("[") + source.count("<") + source.count("]")
        signs = sum(map(source.count, "*_~`!&^"))
        if len(source) > _LONGEST or brackets > _MOST_BRACKETS + len(source) // 20 or signs > _MOST_SIGNS:
            return _as_typed(source)
        tokens: list[Token] = []
        md = parser()
        md.inline.parse(source, md, self.env, tokens)
        return _Words(self).of(tokens)

    def unused(self) -> list[str]:
        """The addresses that are defined for links, but that no link leads to."""
        references = self.env.get("references", {})
        return [
            one_line(f"[{label}]: {found['href']} {found.get('title', '')}")
            for label, found in references.items()
            if found["href"] not in self.followed
        ]

    def note_in_place(self, token: Token) -> str:
        """The id of a note that is written where its mark stands ("^[…]")."""
        number = token.meta["id"]
        label = f"\0{number}"
        found = self.env["footnotes"]["list"][number]
        note = self.notes.marked(label)
        if label not in self.notes.blocks:
            self.notes.define(label, (Paragraph(tidied(_Words(self).of(found.get("tokens") or []))),))
        return note


class _Words:
    def __init__(self, paragraph: MarkdownWords) -> None:
        self.paragraph = paragraph
        self.done: list[Inline] = []
        self.looks: list[tuple[str, Look]] = [("", Look())]

    @property
    def look(self) -> Look:
        return self.looks[-1][1]

    def of(self, tokens: list[Token]) -> list[Inline]:
        for token in tokens:
            self.take(token)
        return self.done

    def take(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                self.say(token.content)
            case "softbreak":
                self.say(" ")
            case "hardbreak":
                self.done.append(LineBreak())
            case "code_inline":
                self.done.append(replace(self.span(token.content), marks=self.look.marks | {Mark.CODE}))
            case "image":
                self.image(token)
            case "html_inline":
                self.html(token.content)
            case "footnote_ref":
                label = token.meta.get("label")
                note = self.paragraph.note_in_place(token) if label is None else self.paragraph.notes.marked(str(label))
                self.done.append(NoteMark(note, self.look.change))
            case "link_open":
                href = str(token.attrs.get("href", ""))
                self.paragraph.followed.add(href)
                self.looks.append(("a", replace(self.look, link=safe_link(href) or self.look.link)))
            case _ if token.nesting > 0:
                self.looks.append((token.tag, self.look.having(_MARKS[token.type])))
            case _ if token.nesting < 0:
                self.close(token.tag)

    def say(self, text: str) -> None:
        self.done.append(self.span(text.replace("\n", " ")))

    def span(self, text: str) -> Span:
        return Span(text, self.look.marks, self.look.link, self.look.change)

    def image(self, token: Token) -> None:
        """The words that stand for a picture."""
        self.paragraph.followed.add(str(token.attrs.get("src", "")))
        for child in token.children or ():
            self.take(child)

    def html(self, source: str) -> None:
        """A tag among words: it may say how they look, and is never shown."""
        found = tag_of(source)
        if found is None:
            return
        name, attributes, closes = found
        if name == "br":
            self.done.append(LineBreak())
        elif closes:
            self.close(f"<{name}")
        elif name not in ("img", "wbr", "hr", "input"):
            element = etree.Element("".join(sign for sign in name if sign.isalnum()), attributes)
            look = look_of(element, _NO_STYLES.of(element), self.look)
            if name in ("ins", "del"):
                look = replace(look, change=change_of(element))
            if name == "a":
                look = replace(look, link=safe_link(attributes.get("href", "")) or look.link)
            self.looks.append((f"<{name}", replace(look, as_typed=False)))
        elif name == "img":
            self.say(one_line(attributes.get("alt", "")))

    def close(self, tag: str) -> None:
        """End the innermost look of this kind; those opened inside it hold on, as they do in a page."""
        for at in range(len(self.looks) - 1, 0, -1):
            if self.looks[at][0] == tag:
                del self.looks[at:]
                return


def _as_typed(source: str) -> list[Inline]:
    lines: list[Inline] = []
    for line in _BREAK.split(source):
        lines += [LineBreak()] if lines else []
        lines.append(Span(_ESCAPED.sub(r"\1", line.replace("\n", " "))))
    return lines
