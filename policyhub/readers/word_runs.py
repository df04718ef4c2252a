"""Reads what stands in a Word paragraph: words with their looks, changes, links, notes, comments and references."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from policyhub.domain.characters import safe_link
from policyhub.domain.document import (
    Change,
    CommentMark,
    Inline,
    LineBreak,
    Mark,
    NoteMark,
    Reference,
    Span,
)
from policyhub.domain.tracked import joined
from policyhub.readers.colours import settle_colours
from policyhub.readers.own_files import unlabelled
from policyhub.readers.word_boxes import Unread, boxes_in, choice_of
from policyhub.readers.word_changes import CHANGES, change_of
from policyhub.readers.word_fields import Fields, asks_formula, chosen_in, list_number, said_by
from policyhub.readers.word_formulas import formula_of
from policyhub.readers.word_numbering import Numbering
from policyhub.readers.word_package import Relation
from policyhub.readers.word_spoken import spoken
from policyhub.readers.word_styles import Look, Style, Styles, look_of, quiet
from policyhub.readers.word_symbols import with_symbols
from policyhub.readers.word_xml import Element, attr, child, name, relation, value

_INSIDE = frozenset(
    {"sdt", "smartTag", "customXml", "sdtContent", "dir", "bdo", "ruby", "rubyBase", "rt", "m:oMathPara"}
)


@dataclass(slots=True)
class Notes:
    """The notes that were met, in order: the key of each, and the mark that was typed for it, if it was.

    ``sections`` says in which section of pages each was met; ``section`` counts them; ``gone`` are those whose mark is
    deleted by a tracked change, ``new`` those whose mark is inserted by one.
    """

    known: frozenset[str] = frozenset()
    met: dict[str, str] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=dict)
    section: int = 0
    gone: set[str] = field(default_factory=set)
    new: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Runs:
    """Reads the paragraphs of one part.

    ``boxes`` are the text boxes, diagrams and charts met in a paragraph, for the caller to read; ``own`` says that we
    wrote the file; ``unread`` counts pictures, charts, objects, formulas, hidden words and parts in other files.
    """

    styles: Styles
    relations: Mapping[str, Relation]
    notes: Notes
    comments: frozenset[str]
    numbering: Numbering
    own: bool = False
    fields: Fields = field(default_factory=Fields)
    unread: Unread = field(default_factory=Unread)
    boxes: list[tuple[Element, Change | None]] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    pending: list[Inline] = field(default_factory=list)
    ranged: set[str] = field(default_factory=set)
    letters: dict[str, int] = field(default_factory=dict)
    _made: list[Inline] = field(default_factory=list)
    _look: Look = field(default_factory=Look)
    _change: Change | None = None
    _link: str | None = None
    _begins: bool = True
    _own_mark: str | None = None

    def read(self, paragraph: Element, style: Style) -> tuple[Inline, ...]:
        """The inlines of a paragraph; its text boxes, bookmarks and languages are left in the fields of those names."""
        self._made, self.pending = [*self.pending], []
        self.boxes, self.bookmarks, self.letters, self._begins = [], [], {}, True
        # a heading of ours is loud by its style alone
        self._look = self.styles.base.under(quiet(style.look) if self.own and style.outline else style.look)
        if name(paragraph) == "m:oMath":
            self._child(paragraph)
        else:
            self._children(paragraph)
        self._end_reference()
        return unlabelled(self._made) if self.own else joined(settle_colours(joined(self._made)))

    def place(self, element: Element) -> None:
        """Marks that stand between paragraphs go to the next one."""
        self._made = []
        self._child(element)
        self.pending += self._made

    def _children(self, element: Element | None) -> None:
        for one in element if element is not None else ():
            self._child(one)

    def _child(self, element: Element) -> None:
        called = name(element)
        if called == "r":
            self._run(element)
        elif called in CHANGES:
            self._changed(element, change_of(element, CHANGES[called]))
        elif called == "hyperlink":
            self._linked(element)
        elif called == "fldSimple":
            self._simple_field(element)
        elif called == "mc:AlternateContent":
            self._children(choice_of(element))
        elif called == "m:oMath":
            self.unread.counts["formula"] += 1
            self._say(formula_of(element), self._look)
        elif called in _INSIDE:
            self._children(element)
        elif called == "bookmarkStart":
            self.bookmarks.append(attr(element, "name") or "")
        elif called in ("commentRangeStart", "commentRangeEnd"):
            self._comment(attr(element, "id"), end=called == "commentRangeEnd")
        elif called == "subDoc":
            self.unread.counts["elsewhere"] += 1

    def _changed(self, element: Element, change: Change) -> None:
        # what one inserted and another deleted is deleted
        before, self._change = self._change, change
        self._children(element)
        self._change = before

    def _linked(self, element: Element) -> None:
        before = self._link
        found = self.relations.get(relation(element) or "")
        if found is not None and found.external:
            self._link = safe_link(found.target)
        inside = attr(element, "anchor") if self.own else None
        if inside is None:
            self._children(element)
        else:
            self._pointed(element, inside)
        self._link = before

    def _pointed(self, element: Element, bookmark: str) -> None:
        """A live reference of ours whose words are not the number of what it points to."""
        self.fields.enter()
        self.fields.open[-1].point(bookmark)
        self._children(element)
        self._end_field(self._look)

    def _simple_field(self, element: Element) -> None:
        self.fields.enter()
        self.fields.add_code(attr(element, "instr") or "")
        self.fields.separate()
        self._children(element)
        self._end_field(self._look)

    def _comment(self, given: str | None, *, end: bool) -> None:
        key = f"c{given}"
        if key in self.comments:
            self.ranged.add(key)
            self._made.append(CommentMark(key, end))

    def _comment_sign(self, given: str | None) -> None:
        """The sign of a comment: its place, if it is about no words."""
        if f"c{given}" not in self.ranged:
            self._comment(given, end=False)
            self._comment(given, end=True)

    # --- runs ---

    def _run(self, run: Element) -> None:
        properties = child(run, "rPr")
        look = self._look
        if properties is not None and len(properties):
            style = value(properties, "rStyle")
            if style:
                look = look.under(self.styles.character(style).look)
            look = look.under(look_of(properties))
            if look.font in self.styles.fixed and look.font != self._look.font:
                look = replace(look, marks=look.marks | {Mark.CODE})
        for element in run:
            self._piece(element, name(element), look)
        self._own_mark = None

    def _piece(self, element: Element, called: str, look: Look) -> None:
        words = spoken(element, called)
        if words is not None:
            self._words(words if self.own else with_symbols(words, look.font or ""), look)
            return
        match called:
            case "footnoteReference" | "endnoteReference":
                self._own_mark = self._note(element, called)
            case "br" | "cr":
                if attr(element, "type") not in ("page", "column") and not self.fields.hidden:
                    self._made.append(LineBreak(self._change))
            case "fldChar":
                self._field_sign(element, look)
            case "instrText" | "delInstrText":
                self.fields.add_code(element.text or "")
            case "commentReference":
                self._comment_sign(attr(element, "id"))
            case "drawing" | "pict" | "object":
                self._drawing(element)
            case "mc:AlternateContent":
                chosen = choice_of(element)
                for one in chosen if chosen is not None else ():
                    self._piece(one, name(one), look)
            case "ruby":
                self._ruby(element)

    def _words(self, text: str, look: Look) -> None:
        """Words, unless they are the mark that somebody typed for the note before them."""
        if self._own_mark is None or not text.strip():
            self._say(text, look)
        else:
            self.notes.met[self._own_mark] = self.notes.met[self._own_mark] or text.strip()
            self._own_mark = None

    def _drawing(self, element: Element) -> None:
        self.boxes += ((box, self._change) for box in boxes_in(element))
        if self._change is None or not self._change.kind.removes:
            self.unread.note(element)

    def _ruby(self, element: Element) -> None:
        """Words with others printed small above them, which then stand in brackets."""
        self._children(child(element, "rubyBase"))
        self._say(" (", self._look)
        self._children(child(element, "rt"))
        self._say(")", self._look)

    def _note(self, element: Element, called: str) -> str | None:
        """Put the mark of a note; returns its key if its printed mark follows as words."""
        key = f"{called[0]}{attr(element, 'id')}"
        if key not in self.notes.known:
            return None
        if self._change is not None and key not in self.notes.met:
            (self.notes.gone if self._change.kind.removes else self.notes.new).add(key)
        self.notes.met.setdefault(key, "")
        self.notes.sections.setdefault(key, self.notes.section)
        self._made.append(NoteMark(key, self._change))
        return key if attr(element, "customMarkFollows") in ("1", "true", "on") else None

    def _field_sign(self, element: Element, look: Look) -> None:
        kind = attr(element, "fldCharType")
        if kind == "begin" and element not in self.fields.endless:
            self.fields.enter(chosen_in(element))
        elif kind == "separate":
            self.fields.separate()
        elif kind == "end":
            self._end_field(look)

    def _end_field(self, look: Look) -> None:
        ended = self.fields.end()
        if ended is None or (self._change is not None and self._change.kind.removes):
            return
        if ended.target and ended.words.strip():
            self._made.append(Reference(ended.target, " ".join(ended.words.split())))
        asked = list_number(ended.code)
        if asked is not None:
            begins, printed = self._begins, self.numbering.in_line(asked, leads=self._begins)
            self._say("" if ended.said else printed, look)
            self._begins = begins
        elif not ended.said:
            self.unread.counts["formula"] += asks_formula(ended.code)
            self._say(ended.chosen or said_by(ended.code), look)

    def _end_reference(self) -> None:
        """A reference that its paragraph leaves open ends with it."""
        found = self.fields.reference
        if found is not None and found.words.strip() and found.target:
            self._made.append(Reference(found.target, " ".join(found.words.split())))
            found.words, found.target = "", None

    def _say(self, text: str, look: Look) -> None:
        if not text or self.fields.hidden:
            return
        self.fields.say()
        self.unread.counts["hidden"] += bool(look.hidden and text.strip())
        self._begins = self._begins and not text.strip()
        reference = self.fields.reference
        if reference is not None and self._change is None:
            reference.words += text
            return
        link = self._link or self.fields.link
        marks = look.marks - {Mark.UNDERLINE} if link else look.marks
        self._made.append(Span(text, marks, link, self._change))
        if look.lang:
            self.letters[look.lang] = self.letters.get(look.lang, 0) + len(text)
