"""Reads what stands inside a paragraph of an OpenDocument: words with their looks, notes, comments, references."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from policyhub.domain.characters import safe_link
from policyhub.domain.document import (
    Block,
    Change,
    Comment,
    CommentMark,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    Mark,
    Note,
    NoteMark,
    Paragraph,
    Quotation,
    Reference,
    Span,
    Table,
    plain_of,
)
from policyhub.domain.tracked import joined
from policyhub.readers.colours import settle_colours
from policyhub.readers.odt_changes import author_and_date
from policyhub.readers.odt_lists import figure
from policyhub.readers.odt_looks import Look
from policyhub.readers.odt_story import Story
from policyhub.readers.odt_xml import BLANKS, Element, all_words, folded, plain, q, value
from policyhub.readers.own_files import unlabelled

if TYPE_CHECKING:
    from policyhub.readers.odt_blocks import Walk

_BLANK = re.compile("[ \t\r\n]+")
_LONGEST_POINTER = 24
_WITHOUT_WORDS = frozenset(
    q(name)
    for name in (
        "text:number", "svg:title", "svg:desc", "text:tracked-changes", "text:script", "office:forms",
        "office:event-listeners", "office:binary-data", "text:label",
    )
)  # fmt: skip
_SHAPES = frozenset(
    q(f"draw:{name}")
    for name in (
        "frame", "text-box", "custom-shape", "g", "rect", "ellipse", "circle", "line", "polyline", "polygon", "path",
        "regular-polygon", "connector", "caption", "measure", "a",
    )
)  # fmt: skip


@dataclass(slots=True)
class Line:
    """One paragraph that is being read.

    ``content`` grows; ``before`` are the paragraphs that deleted ends cut off from it, ``shapes`` what is anchored in
    it, ``letters`` counts the letters of each language.
    """

    walk: Walk
    base: Look
    content: list[Inline] = field(default_factory=list)
    before: list[Block] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    shapes: list[Element] = field(default_factory=list)
    letters: Counter[str] = field(default_factory=Counter)
    blank: bool = True

    @property
    def story(self) -> Story:
        """The file that is being read."""
        return self.walk.story

    def read(self, element: Element, look: Look | None = None, link: str | None = None) -> None:
        """Take in what stands in an element."""
        self.story.deeper()
        look = self.base if look is None else look
        self.words(element.text, look, link)
        for child in element:
            self._child(child, look, link)
            self.words(child.tail, look, link)
        self.story.depth -= 1

    def words(self, text: str | None, look: Look, link: str | None = None) -> None:
        """Take in some words, their blanks folded as OpenDocument folds them."""
        if not text:
            return
        text = _BLANK.sub(" ", text)
        if self.blank and text[0] == " ":
            text = text[1:]
        if text:
            self.blank = text[-1] == " "
            self.add(text, look, link)

    def add(self, text: str, look: Look, link: str | None = None) -> None:
        """Take in a text as it is."""
        self._count(text, look)
        # What is linked is underlined everywhere.
        marks = look.shown - {Mark.UNDERLINE} if link else look.shown
        self.content.append(Span(text, marks, link, self.story.changes.current))

    def language(self) -> str | None:
        """The language of what was taken in, if it is all in one that is not the document's."""
        lang = next(iter(self.letters)) if len(self.letters) == 1 else None
        return None if lang == self.story.lang else lang

    def _count(self, text: str, look: Look) -> None:
        letters = len(text.replace("\n", "")) if self.story.own else sum(1 for sign in text if sign.isalpha())
        if letters:
            self.letters[look.lang or self.story.lang] += letters

    def inlines(self) -> tuple[Inline, ...]:
        """What was taken in, red only where people see it as red."""
        if self.story.own:
            return tuple(self.content) if self.story.changes.deleting is not None else unlabelled(self.content)
        content = joined(self.content)
        # Deleted words are looked at with those that they stand among.
        return content if self.story.changes.deleting is not None else joined(settle_colours(content))

    def _child(self, child: Element, look: Look, link: str | None) -> None:
        tag = child.tag
        if tag in _WITHOUT_WORDS:
            return
        if tag == q("text:span"):
            style = value(child, "text:style-name")
            self.read(child, self.story.styles.look("text", style).over(look), link)
        elif tag in _SHAPES:
            self.shapes.append(child)
        elif tag in _READERS:
            _READERS[tag](self, child, look, link)
        else:
            self.read(child, look, link)

    def _blanks(self, child: Element, look: Look, link: str | None) -> None:
        self.blank = False
        times = self.story.times(child, "text:c")
        self.story.repeat(times)
        self.add(" " * times, look, link)

    def _tab(self, child: Element, look: Look, link: str | None) -> None:
        self.blank = False
        self.add("\t", look, link)

    def _break(self, child: Element, look: Look, link: str | None) -> None:
        self.blank = False
        change = self.story.changes.current
        self.content.append(LineBreak() if change is None else Span("\n", change=change))

    def _link(self, child: Element, look: Look, link: str | None) -> None:
        address = (value(child, "xlink:href") or "").strip()
        if address.startswith("#") and "|" not in address:
            words = folded(all_words(child))
            simple = all(one.tag == q("text:span") for one in child.iterdescendants())
            if simple and words and len(words) <= _LONGEST_POINTER and not self.walk.in_index:
                self._point(child, address[1:], look)
                return
        self.read(child, look, safe_link(address) or link)

    def _reference(self, child: Element, look: Look, link: str | None) -> None:
        self._point(child, value(child, "text:ref-name") or "", look)

    def _point(self, child: Element, name: str, look: Look) -> None:
        """A live reference, if it turns out that a block of the text is pointed to."""
        text = folded(all_words(child))
        change = self.story.changes.current
        if change is not None or not text or not name:
            self.read(child, look)
            return
        self.blank = False
        if not self.story.own:
            self._count(text, look)
        self.story.pointers.setdefault((name, text), Span(text, look.shown))
        self.content.append(Reference(name, text))

    def _bookmark(self, child: Element, look: Look, link: str | None) -> None:
        name = value(child, "text:name")
        if name:
            self.bookmarks.append(name)

    def _note(self, child: Element, look: Look, link: str | None) -> None:
        story = self.story
        change = story.changes.current
        kind = value(child, "text:note-class") or "footnote"
        citation = child.find(q("text:note-citation"))
        mark = "" if citation is None else folded(all_words(citation))
        label = None if citation is None else value(citation, "text:label")
        if label is None:
            story.note_counts[kind] = story.note_counts.get(kind, 0) + 1
        if not mark and label is None:
            form = story.styles.note_formats.get(kind, "i" if kind == "endnote" else "1")
            mark = figure(story.note_counts[kind], form)
        place = len(story.notes)
        identity = f"n{place + 1}"
        story.notes.append(Note(identity, mark, ()))
        body = child.find(q("text:note-body"))
        if body is not None:
            story.notes[place] = Note(identity, mark, self.walk.apart(body))
        self.blank = False
        self.content.append(NoteMark(identity, change))

    def comment(self, child: Element, look: Look, link: str | None = None) -> None:
        """Take in a comment; its own words stand beside the text."""
        story = self.story
        identity = f"c{len(story.comments) + 1}"
        lines = [plain(p) for p in child.iter(q("text:p"), q("text:h"))]
        resolved = value(child, "loext:resolved") or value(child, "office:resolved")
        author, at = author_and_date(child)
        story.comments.append(Comment(identity, author, at, "\n".join(lines), resolved=resolved == "true"))
        self.content.append(CommentMark(identity))
        name = value(child, "office:name")
        parent = value(child, "loext:parent-name") or value(child, "office:parent-name")
        if parent:
            story.replies[identity] = parent
        if name is not None and name in story.ranges and name not in story.comment_names:
            story.comment_names[name] = identity
            return
        if name is not None:
            story.comment_names.setdefault(name, identity)
        self.content.append(CommentMark(identity, end=True))

    def comment_end(self, child: Element, look: Look, link: str | None = None) -> None:
        """Take in the place where the words end that a comment is about."""
        identity = self.story.comment_names.get(value(child, "office:name") or "")
        if identity is not None and identity not in self.story.ended:
            self.story.ended.add(identity)
            self.content.append(CommentMark(identity, end=True))

    def _begin(self, child: Element, look: Look, link: str | None) -> None:
        self.story.changes.open(value(child, "text:change-id"))

    def _end(self, child: Element, look: Look, link: str | None) -> None:
        self.story.changes.end(value(child, "text:change-id"))

    def _deleted(self, child: Element, look: Look, link: str | None) -> None:
        """Put deleted words where they stood; each end of a paragraph among them cuts this one in two."""
        found = self.story.changes.take_deleted(value(child, "text:change-id"))
        if found is None:
            return
        change, element = found
        blocks = [placed.block for placed in self.walk.deleted(element, change)]
        for place, block in enumerate(blocks):
            if isinstance(block, Table):
                if self.content:
                    self._cut(Paragraph(()), change)
                self.before.append(block)
                continue
            self.content.extend(block.content)
            own = block.lang if isinstance(block, Paragraph | Heading) else None
            self._count(plain_of(block.content), Look(lang=own))
            if place < len(blocks) - 1:
                self._cut(block, change)

    def _cut(self, kind: Paragraph | Heading | ListItem | Quotation, change: Change) -> None:
        """End a paragraph of some kind here, by an end that was deleted."""
        if isinstance(kind, Paragraph | Heading):
            kind = replace(kind, lang=self.language())
        self.before.append(replace(kind, content=self.inlines(), end_change=change))
        self.content = []
        self.letters.clear()

    def _hidden(self, child: Element, look: Look, link: str | None) -> None:
        words = all_words(child).strip(BLANKS) or value(child, "text:string-value") or ""
        self.words(words, look, link)

    def _ruby(self, child: Element, look: Look, link: str | None) -> None:
        for part in child:
            if part.tag == q("text:ruby-text"):
                self.words(" ", look, link)
            self.read(part, look, link)


_READERS: dict[str, Callable[[Line, Element, Look, str | None], None]] = {
    q("text:s"): Line._blanks,
    q("text:tab"): Line._tab,
    q("text:line-break"): Line._break,
    q("text:a"): Line._link,
    q("text:bookmark-ref"): Line._reference,
    q("text:reference-ref"): Line._reference,
    q("text:bookmark"): Line._bookmark,
    q("text:bookmark-start"): Line._bookmark,
    q("text:reference-mark"): Line._bookmark,
    q("text:reference-mark-start"): Line._bookmark,
    q("text:note"): Line._note,
    q("office:annotation"): Line.comment,
    q("office:annotation-end"): Line.comment_end,
    q("text:change-start"): Line._begin,
    q("text:change-end"): Line._end,
    q("text:change"): Line._deleted,
    q("text:hidden-text"): Line._hidden,
    q("text:ruby"): Line._ruby,
}
