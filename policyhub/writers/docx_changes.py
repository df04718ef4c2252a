"""Tracked changes and comments of a Word file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from policyhub.domain.document import Change, ChangeKind, Comment, CommentMark, Document
from policyhub.writers.docx_xml import Element, Look, Shape, W, paragraph, serialise, w, words
from policyhub.writers.words import clean, one_line

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?)?")
_TAGS = {
    ChangeKind.INSERT: "ins",
    ChangeKind.DELETE: "del",
    ChangeKind.MOVED_FROM: "moveFrom",
    ChangeKind.MOVED_TO: "moveTo",
}
_FIRST_PARAGRAPH = 0x10000001


@dataclass(slots=True)
class Changes:
    """Makes the marks of tracked changes, each with a number of its own."""

    count: int = 0

    def mark(self, change: Change, *inside: Element) -> Element:
        """The element of a change around some runs; around nothing it speaks of the end of a paragraph."""
        self.count += 1
        if change.kind.removes:
            for run in inside:
                _delete(run)
        return w(_TAGS[change.kind], *inside, id=self.count, author=one_line(change.author), date=moment(change.at))

    def end(self, element: Element, change: Change | None) -> None:
        """Say in a paragraph's properties what was done with its end."""
        if change is None:
            return
        first = element[0] if len(element) and element[0].tag == f"{{{W}}}pPr" else None
        if first is None:
            first = w("pPr")
            element.insert(0, first)
        first.append(w("rPr", self.mark(change)))


def moment(given: str) -> str | None:
    """A moment as Word wants it, or None when it is none."""
    return given if _MOMENT.fullmatch(given) else None


def _delete(run: Element) -> None:
    for tag, deleted in (("t", "delText"), ("instrText", "delInstrText")):
        for one in run.iter(f"{{{W}}}{tag}"):
            one.tag = f"{{{W}}}{deleted}"


@dataclass(slots=True)
class Comments:
    """The comments of a document as Word knows them: by numbers, each at its words or, failing that, where it may."""

    known: dict[str, int] = field(default_factory=dict)
    replies: dict[str, list[str]] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    placed: set[str] = field(default_factory=set)

    def mark(self, mark: CommentMark) -> list[Element]:
        """Where the words of a comment begin or end; a second beginning or end is none."""
        key = mark.comment
        number = self.known.get(key)
        if number is None or key in self.placed:
            return []
        if not mark.end:
            if key in self.open:
                return []
            self.open.add(key)
            return [w("commentRangeStart", id=number)]
        start = [] if key in self.open else [w("commentRangeStart", id=number)]
        self.open.discard(key)
        self.placed.add(key)
        return [*start, w("commentRangeEnd", id=number), _sign(number)]

    def rest(self) -> list[Element]:
        """The marks of all that have none in the text, for the end of the last paragraph."""
        made: list[Element] = []
        for key in self.known:
            if key not in self.placed:
                made += self.mark(CommentMark(key, end=True))
        return made


def comments_of(document: Document) -> Comments:
    """The comments of a document by number."""
    return Comments({comment.id: number for number, comment in enumerate(document.comments)})


def close_comments(body: Element, comments: Comments) -> None:
    """Put the comments that stand nowhere in the text at the end of it."""
    left = comments.rest()
    if left:
        last = next((one for one in reversed(body) if one.tag == f"{{{W}}}p"), None)
        if last is None:
            last = paragraph(Shape(), [])
            body.append(last)
        last.extend(left)


def comments_part(comments: Sequence[Comment], numbers: dict[str, int]) -> bytes:
    """The part ``comments.xml``."""
    root = etree.Element(f"{{{W}}}comments", nsmap={"w": W, "w14": _W14, "mc": _MC})
    root.set(f"{{{_MC}}}Ignorable", "w14")
    for comment in _first_of_each(comments):
        number = numbers[comment.id]
        lines = [clean(line) for line in comment.text.split("\n")] or [""]
        made = [paragraph(Shape("CommentText"), [words(line)]) for line in lines]
        made[0].insert(1, w("r", Look(style="CommentReference").element(), w("annotationRef")))
        made[-1].set(f"{{{_W14}}}paraId", _paragraph_id(number))
        author = one_line(comment.author)
        initials = "".join(part[0] for part in author.split())[:4]
        root.append(w("comment", *made, id=number, author=author, date=moment(comment.at), initials=initials))
    return serialise(root)


def threads_part(comments: Sequence[Comment], numbers: dict[str, int]) -> bytes:
    """The part ``commentsExtended.xml``: which comment answers which, and which are settled."""
    root = etree.Element(f"{{{_W15}}}commentsEx", nsmap={"w15": _W15})
    for comment in _first_of_each(comments):
        element = etree.SubElement(root, f"{{{_W15}}}commentEx")
        element.set(f"{{{_W15}}}paraId", _paragraph_id(numbers[comment.id]))
        above = numbers.get(comment.reply_to or "")
        if above is not None and above < numbers[comment.id]:
            element.set(f"{{{_W15}}}paraIdParent", _paragraph_id(above))
        element.set(f"{{{_W15}}}done", str(int(comment.resolved)))
    return serialise(root)


def _first_of_each(comments: Sequence[Comment]) -> list[Comment]:
    """The comments without those whose id another had before them."""
    seen: dict[str, Comment] = {}
    for comment in comments:
        seen[comment.id] = comment
    return list(seen.values())


def _paragraph_id(number: int) -> str:
    return f"{_FIRST_PARAGRAPH + number:08X}"


def _sign(number: int) -> Element:
    return w("r", Look(style="CommentReference").element(), w("commentReference", id=number))
