"""Writes what stands inside an OpenDocument's paragraphs: looks, links, notes, references, comments, changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from policyhub.domain.document import (
    Block,
    Change,
    CommentMark,
    Document,
    Inline,
    LineBreak,
    Mark,
    NoteMark,
    Reference,
    Span,
    contents_of,
)
from policyhub.writers.docx_inlines import Target, WordNote
from policyhub.writers.odt_changes import Regions, author_and_date
from policyhub.writers.odt_looks import DISPUTED_STYLE, LINK_STYLE, Automatic, Look
from policyhub.writers.odt_xml import Element, Pen, o, put
from policyhub.writers.words import Labels, Piece, clean, one_line, pieces, safe_link


@dataclass(slots=True)
class Margin:
    """The comments of a document, and which of them have words that they are about."""

    elements: dict[str, Element] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    ranged: frozenset[str] = frozenset()
    placed: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)

    def take(self, mark: CommentMark) -> Element | None:
        """What stands at the mark of a comment: the comment at its first, its end at its last, nothing elsewhere."""
        identity = mark.comment
        if identity not in self.elements:
            return None
        if identity not in self.placed:
            self.placed.add(identity)
            return self.elements[identity]
        if mark.end and identity in self.ranged and identity not in self.ended:
            self.ended.add(identity)
            return o("office:annotation-end", {"office:name": self.names[identity]})
        return None


def margin_of(document: Document) -> Margin:
    """The comments, with their replies tied to them."""
    margin = Margin()
    for place, comment in enumerate(document.comments, start=1):
        margin.names.setdefault(comment.id, f"comment{place}")
    for comment in document.comments:
        if comment.id in margin.elements:
            continue
        lines = [with_pen(o("text:p"), line) for line in clean(comment.text).split("\n")]
        said = {
            "office:name": margin.names[comment.id],
            "loext:resolved": "true" if comment.resolved else "false",
            "loext:parent-name": margin.names.get(comment.reply_to or ""),
        }
        margin.elements[comment.id] = o("office:annotation", said, *author_and_date(comment.author, comment.at), *lines)
    begun: set[str] = set()
    ranged: set[str] = set()
    for blocks in (document.blocks, *(note.blocks for note in document.notes)):
        inside: set[str] = set()
        for mark in _comment_marks(blocks):
            if not mark.end and mark.comment not in begun:
                begun.add(mark.comment)
                inside.add(mark.comment)
            elif mark.end and mark.comment in inside:
                ranged.add(mark.comment)
    margin.ranged = frozenset(ranged)
    return margin


def _comment_marks(blocks: Sequence[Block]) -> Iterable[CommentMark]:
    return (inline for content in contents_of(blocks) for inline in content if isinstance(inline, CommentMark))


def with_pen(element: Element, text: str) -> Element:
    """An element with words whose blanks are kept."""
    Pen(element).write(text)
    return element


@dataclass(slots=True)
class Inlines:
    """Writes the words of one story: the text, or what stands in its notes.

    ``notes`` are the notes that may stand in it, ``note_body`` makes what stands in one. ``inserting`` is the insertion
    that is now open, with its id.
    """

    labels: Labels
    targets: dict[str, Target]
    automatic: Automatic
    regions: Regions
    margin: Margin
    notes: dict[str, WordNote] = field(default_factory=dict)
    note_body: Callable[[str], Element] | None = None
    inserting: tuple[Change, str] | None = None

    def pieces(self, content: Sequence[Inline], *, disputed: bool = False) -> list[Piece]:
        """The inlines with the labels of disputed passages."""
        return pieces(content, self.labels.disputed, disputed=disputed)

    def fill(self, element: Element, content: Sequence[Inline], *, disputed: bool = False) -> None:
        """Write some inlines into a paragraph."""
        line = Line(self, Pen(element))
        for piece in self.pieces(content, disputed=disputed):
            line.add(piece, lambda: o("text:p"))
        line.close()


@dataclass(slots=True)
class Line:
    """One paragraph that is being written.

    ``lang`` is the language of words if it is not the paragraph's; ``deleting`` is the deletion whose words are now
    collected, with a pen.
    """

    inlines: Inlines
    pen: Pen
    lang: str | None = None
    deleting: tuple[Change, Element, Pen] | None = None

    def add(self, piece: Piece, kind: Callable[[], Element]) -> None:
        """Write a piece; ``kind`` makes the paragraph that it is deleted from, if it is."""
        inline = piece.inline
        change = inline.change if isinstance(inline, Span | NoteMark | LineBreak) else None
        if change is not None and change.kind.removes:
            self._write(piece, self._deletion(change, kind).pen)
            return
        self.deleting = None
        self._insertion(change)
        self._write(piece, self.pen)

    def end(self, change: Change, kind: Callable[[], Element], following: Callable[[], Element]) -> None:
        """The end of a paragraph that was deleted: what follows is a paragraph of its own among the deleted words."""
        held = self._deletion(change, kind)
        element = following()
        held.element.append(element)
        self.deleting = (change, held.element, Pen(_innermost(element)))

    def inserted_end(self, change: Change) -> None:
        """The end of this paragraph was inserted: the insertion stays open."""
        self.deleting = None
        self._insertion(change)

    def close(self) -> None:
        """Nothing that follows was inserted with what stands here."""
        self.deleting = None
        self._insertion(None)

    def _insertion(self, change: Change | None) -> None:
        opened = self.inlines.inserting
        if opened is not None and opened[0] != change:
            self.pen.place.append(o("text:change-end", {"text:change-id": opened[1]}))
            opened = None
        if change is not None and opened is None:
            opened = (change, self.inlines.regions.insertion(change))
            self.pen.place.append(o("text:change-start", {"text:change-id": opened[1]}))
        self.inlines.inserting = opened

    def _deletion(self, change: Change, kind: Callable[[], Element]) -> Held:
        if self.deleting is None or self.deleting[0] != change:
            self._insertion(None)
            name, element = self.inlines.regions.deletion(change)
            self.pen.place.append(o("text:change", {"text:change-id": name}))
            first = kind()
            element.append(first)
            self.deleting = (change, element, Pen(_innermost(first)))
        return Held(self.deleting[1], self.deleting[2])

    def _write(self, piece: Piece, pen: Pen) -> None:
        inline = piece.inline
        look = Look(DISPUTED_STYLE if piece.disputed else None, lang=self.lang)
        match inline:
            case Span():
                self._words(inline, look, pen)
            case LineBreak():
                pen.write("\n")
            case Reference():
                self._reference(inline, look, pen)
            case NoteMark(note=note):
                self._note(note, look, pen)
            case CommentMark():
                element = self.inlines.margin.take(inline)
                if element is not None:
                    pen.place.append(element)

    def _words(self, span: Span, look: Look, pen: Pen) -> None:
        marks = span.marks - {Mark.RED}
        address = safe_link(span.link)
        if address is None:
            self._run(clean(span.text), replace(look, marks=marks), pen)
            return
        link = o("text:a", {"xlink:type": "simple", "xlink:href": address, "text:style-name": LINK_STYLE,
                            "text:visited-style-name": LINK_STYLE})  # fmt: skip
        pen.place.append(link)
        self._run(clean(span.text), Look(LINK_STYLE, marks, look.style is not None, look.lang), pen, link)

    def _run(self, text: str, look: Look, pen: Pen, into: Element | None = None) -> None:
        style = self.inlines.automatic.look(look)
        place = pen.place if into is None else into
        if style is None or (into is not None and style == LINK_STYLE):
            pen.write(text, place)
            return
        span = o("text:span", {"text:style-name": style})
        place.append(span)
        pen.write(text, span)

    def _reference(self, reference: Reference, look: Look, pen: Pen) -> None:
        text = one_line(reference.text)
        target = self.inlines.targets.get(reference.target)
        if target is None or not text:
            self._run(text, look, pen)
            return
        style = self.inlines.automatic.look(look)
        place = pen.place
        if style is not None:
            place = o("text:span", {"text:style-name": style})
            pen.place.append(place)
        if target.number == text:
            made = o("text:bookmark-ref", {"text:reference-format": "number-all-superior",
                                           "text:ref-name": target.bookmark})  # fmt: skip
        else:
            made = o("text:a", {"xlink:type": "simple", "xlink:href": f"#{target.bookmark}"})
        place.append(made)
        pen.blank = False
        pen.write(text, made)

    def _note(self, note: str, look: Look, pen: Pen) -> None:
        inlines = self.inlines
        known = inlines.notes[note]
        citation = o("text:note-citation", None if known.counted else {"text:label": known.mark})
        put(citation, known.mark)
        said = {"text:id": f"ftn{known.number}", "text:note-class": "footnote"}
        pen.place.append(o("text:note", said, citation, inlines.note_body(note) if inlines.note_body else None))
        pen.blank = False


@dataclass(frozen=True, slots=True)
class Held:
    """Deleted words that are being collected: their element, and the pen in its last paragraph."""

    element: Element
    pen: Pen


def _innermost(element: Element) -> Element:
    while len(element) and not element.tag.endswith(("}p", "}h")):
        element = element[0]
    return element
