"""Reads the paragraphs, lists, tables and frames of an OpenDocument in the order in which they are read by people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from policyhub.domain.document import Block, Change, Heading, Inline, ListItem, Mark, Paragraph, Quotation
from policyhub.readers.odt_chains import Piece
from policyhub.readers.odt_inlines import Line
from policyhub.readers.odt_lists import BULLETS, MOST_LEVELS, OUTLINE, Label, ListStyle
from policyhub.readers.odt_looks import Look
from policyhub.readers.odt_story import FACT, Placed, Story
from policyhub.readers.odt_tables import read_table
from policyhub.readers.odt_xml import Element, number, q, value

Lined = Paragraph | Heading | ListItem | Quotation

_QUOTES = frozenset({"quotations", "quotation", "quote", "intense quote", "block quotation", "block text"})
_OF_STYLE = frozenset({Mark.STRONG, Mark.EMPHASIS, Mark.UNDERLINE})
_WITHOUT_WORDS = frozenset(
    q(name)
    for name in (
        "text:tracked-changes", "office:change-info", "office:forms", "office:scripts", "office:binary-data",
        "text:sequence-decls", "text:variable-decls", "text:user-field-decls", "text:dde-connection-decls",
        "text:alphabetical-index-auto-mark-file", "text:table-of-content-source", "text:alphabetical-index-source",
        "text:bibliography-source", "text:illustration-index-source", "text:object-index-source",
        "text:table-index-source", "text:user-index-source", "svg:title", "svg:desc",
    )
)  # fmt: skip
_INDEXES = frozenset(
    q(f"text:{name}")
    for name in ("table-of-content", "alphabetical-index", "bibliography", "illustration-index", "object-index",
                 "table-index", "user-index")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Depth:
    """Where in a list we are: its key, its style by name, the styles of all levels above, the level from 0."""

    key: str
    name: str | None
    above: tuple[ListStyle, ...] = ()

    @property
    def level(self) -> int:
        return len(self.above)


@dataclass(frozen=True, slots=True)
class Listed:
    """A paragraph's place in a list: ``start`` is the number it begins anew with, or -1."""

    at: Depth
    start: int
    labelled: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """What a list gives a paragraph: its label, if it has one, and how deep it stands among lists of items."""

    label: Label | None
    items: int


@dataclass(slots=True)
class Walk:
    """Goes through one part of a file that is read by itself: the text, a cell, a note, some deleted words."""

    story: Story
    out: list[Placed] = field(default_factory=list)
    in_index: bool = False
    _waiting: list[Element] = field(default_factory=list)

    def blocks(self, parent: Element) -> None:
        """Take in all that stands in an element."""
        self.story.deeper()
        for child in parent:
            self._block(child)
        self.story.depth -= 1

    def apart(self, element: Element) -> tuple[Block, ...]:
        """The blocks of a note, which is not part of the words it stands in, nor of what was done with them."""
        changes = self.story.changes
        active, changes.active = changes.active, {}
        deleting, changes.deleting = changes.deleting, None
        found = self.inside(element)
        changes.active, changes.deleting = active, deleting
        return tuple(placed.block for placed in found)

    def inside(self, element: Element) -> list[Placed]:
        """The blocks of a cell."""
        walk = Walk(self.story)
        walk.blocks(element)
        walk.finish()
        return walk.out

    def deleted(self, element: Element, change: Change) -> list[Placed]:
        """The blocks of some deleted words; numbers go on to them from here, and here as if they were not there."""
        story = self.story
        counting, story.counting = story.counting, story.counting.aside()
        deleting, story.changes.deleting = story.changes.deleting, change
        found = self.inside(element)
        story.counting, story.changes.deleting = counting, deleting
        return found

    def finish(self) -> None:
        """Find a place for comments after the last paragraph."""
        if self._waiting:
            self._emit(Line(self, Look()), Paragraph)

    def _block(self, child: Element) -> None:
        tag = child.tag
        if tag in (q("text:p"), q("text:h")):
            self.paragraph(child)
        elif tag == q("text:list"):
            piece = self.story.pieces.get(child) or Piece(" ", False)
            self._list(child, Depth(piece.key, value(child, "text:style-name")), continuing=True)
        elif tag == q("text:numbered-paragraph"):
            self._numbered_paragraph(child)
        elif tag == q("table:table"):
            table = read_table(child, self.story, self.inside)
            if table.rows:
                self.out.append(Placed(table))
        elif tag in _INDEXES:
            outside, self.in_index = self.in_index, True
            self.blocks(child)
            self.in_index = outside
        elif tag == q("text:change"):
            self._change(child)
        elif tag == q("text:change-start"):
            self.story.changes.open(value(child, "text:change-id"))
        elif tag == q("text:change-end"):
            self.story.changes.end(value(child, "text:change-id"))
        elif tag in (q("office:annotation"), q("office:annotation-end"), q("text:bookmark"), q("text:bookmark-start")):
            self._waiting.append(child)
        elif tag not in _WITHOUT_WORDS:
            self.blocks(child)

    def _change(self, child: Element) -> None:
        """Whole paragraphs that were deleted between two others."""
        found = self.story.changes.take_deleted(value(child, "text:change-id"))
        for placed in self.deleted(found[1], found[0]) if found else []:
            block = placed.block
            if isinstance(block, Paragraph | Heading | ListItem | Quotation) and found:
                block = replace(block, end_change=found[0])
            self.out.append(Placed(block))

    def _list(self, element: Element, at: Depth, *, continuing: bool) -> None:
        self.story.deeper()
        if not continuing and value(element, "text:continue-numbering") != "true":
            self.story.counting.restart(at.key, at.level)
        for place, item in enumerate(element):
            if item.tag in (q("text:list-item"), q("text:list-header")):
                self._item(item, at, continuing=continuing and place == 0)
        self.story.depth -= 1

    def _item(self, item: Element, at: Depth, *, continuing: bool) -> None:
        labelled = item.tag == q("text:list-item")
        own = replace(at, name=value(item, "text:style-override") or at.name)
        start = number(item, "text:start-value", -1)
        for place, child in enumerate(item):
            if child.tag in (q("text:p"), q("text:h")):
                self.paragraph(child, Listed(own, start, labelled))
                labelled = False
            elif child.tag == q("text:list"):
                style = self.story.styles.lists.get(at.name or "", BULLETS)
                name = value(child, "text:style-name") or at.name
                above = (*at.above, style)[: MOST_LEVELS - 1]
                self._list(child, Depth(at.key, name, above), continuing=continuing and place == 0)
            else:
                self._block(child)

    def _numbered_paragraph(self, element: Element) -> None:
        level = min(max(number(element, "text:level", 1), 1), MOST_LEVELS) - 1
        name = value(element, "text:style-name")
        style = self.story.styles.lists.get(name or "", BULLETS)
        at = Depth(value(element, "text:list-id") or " ", name, (style,) * level)
        start = number(element, "text:start-value", -1)
        for child in element:
            if child.tag in (q("text:p"), q("text:h")):
                self.paragraph(child, Listed(at, start, True))

    def _printed(self, element: Element, listed: Listed) -> Printed:
        """The label of a paragraph in a list; only the first of an item has one."""
        styles, at, start = self.story.styles, listed.at, listed.start
        style = styles.lists.get(at.name or "")
        if style is None:
            style = styles.lists.get(styles.list_style(value(element, "text:style-name")) or "", BULLETS)
        own = style.level(at.level)
        items = sum(1 for level, above in enumerate(at.above) if above.level(level).is_item)
        if not listed.labelled or value(element, "text:is-list-header") == "true":
            return Printed(None, at.level + 1 if self.story.own else items + own.is_item)
        if start < 0:
            start = _restart(element)
        label = self.story.counting.label(at.key, at.level, (*at.above, style), None if start < 0 else start)
        return Printed(label, items) if label.text else Printed(None, items)

    def paragraph(self, element: Element, listed: Listed | None = None) -> None:
        """Take in a paragraph."""
        styles = self.story.styles
        name = value(element, "text:style-name")
        named = styles.names("paragraph", name)
        level = _heading_level(element, styles.heading_level(name))
        roles = ("title", "subtitle", FACT) if self.story.own else ("title", "subtitle")
        role = next((role for role in roles if role in named and level is None), None)
        quoted = bool(named & _QUOTES) and level is None
        # A whole paragraph above or below its own line is not what anybody sees.
        base = styles.look("paragraph", name).without({Mark.SUPERSCRIPT, Mark.SUBSCRIPT})
        if level is not None or role or quoted or "table heading" in named:
            # What a heading's own style looks like says nothing of its words; what was set by hand does.
            base = Look(styles.direct_look(name).without(_OF_STYLE).marks, base.lang)
        line = Line(self, base)
        line.read(element)
        # It is counted only now: what was deleted before its words has to be counted first.
        printed = Printed(self._outline(element, level), 0) if listed is None else self._printed(element, listed)

        def made(content: tuple[Inline, ...]) -> Lined:
            lang = line.language()
            text = "" if printed.label is None else printed.label.text
            if level is not None:
                shown = None if printed.label is None or _is_sign(text) else text.removesuffix(".") or None
                return Heading(content, level, shown, lang=lang)
            if self.story.own and printed.label is not None and listed is not None and "list paragraph" in named:
                return ListItem(content, listed.at.level, text)
            if printed.label is not None and printed.label.is_item:
                return ListItem(content, printed.items, text)
            if quoted and printed.label is None:
                return Quotation(content)
            style = role.capitalize() if role else None
            return Paragraph(content, text.removesuffix(".") or None, level=0 if text else printed.items, lang=lang,
                             style=style)  # fmt: skip

        self._emit(line, made, role)

    def _emit(self, line: Line, made: Callable[[tuple[Inline, ...]], Lined], role: str | None = None) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting:
            early = Line(self, Look())
            for child in waiting:
                if child.tag == q("office:annotation"):
                    early.comment(child, Look())
                elif child.tag == q("office:annotation-end"):
                    early.comment_end(child, Look())
                elif value(child, "text:name"):
                    line.bookmarks.append(value(child, "text:name") or "")
            line.content[:0] = early.content
        block = made(line.inlines())
        change = next(reversed(self.story.changes.active.values()), None)
        if change is not None and self.story.changes.deleting is None:
            block = replace(block, end_change=change)
        self.out.extend(Placed(one) for one in line.before)
        self.out.append(Placed(block, tuple(line.bookmarks), role))
        for shape in line.shapes:
            self.blocks(shape)

    def _outline(self, element: Element, level: int | None) -> Label | None:
        """The number of a heading that stands in no list."""
        styles = self.story.styles
        name = value(element, "text:style-name")
        if level is None or value(element, "text:is-list-header") == "true" or styles.unlisted(name):
            return None
        if element.tag != q("text:h") and not styles.opens_outline(name):
            return None
        start = _restart(element)
        depth = min(level, MOST_LEVELS) - 1
        label = self.story.counting.label(OUTLINE, depth, (styles.outline,) * (depth + 1), None if start < 0 else start)
        return label if label.text else None


def _heading_level(element: Element, by_style: int | None) -> int | None:
    if element.tag == q("text:h"):
        return min(max(number(element, "text:outline-level", by_style or 1), 1), MOST_LEVELS)
    return by_style


def _restart(element: Element) -> int:
    """The number that a heading begins anew with, or -1."""
    if value(element, "text:restart-numbering") != "true":
        return -1
    return number(element, "text:start-value", 1)


def _is_sign(label: str) -> bool:
    return not any(sign.isalnum() for sign in label)
