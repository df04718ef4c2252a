"""Tracked changes and comments of a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from policyhub.domain.document import Change, ChangeKind, Comment, CommentMark
from policyhub.writers.docx_xml import Element, Look, Shape, W, paragraph, serialise, w, words

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
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
        return w(_TAGS[change.kind], *inside, id=self.count, author=change.author, date=change.at or None)

    def end(self, element: Element, change: Change | None) -> None:
        """Say in a paragraph's properties what was done with its end."""
        if change is None:
            return
        first = element[0] if len(element) and element[0].tag == f"{{{W}}}pPr" else None
        if first is None:
            first = w("pPr")
            element.insert(0, first)
        first.append(w("rPr", self.mark(change)))


def _delete(run: Element) -> None:
    for tag, deleted in (("t", "delText"), ("instrText", "delInstrText")):
        for one in run.iter(f"{{{W}}}{tag}"):
            one.tag = f"{{{W}}}{deleted}"


def comment_mark(mark: CommentMark, number: int) -> list[Element]:
    """Where the words of a comment begin, or where they end and its sign stands."""
    if not mark.end:
        return [w("commentRangeStart", id=number)]
    return [w("commentRangeEnd", id=number), w("r", Look(style="CommentReference").element(),
            w("commentReference", id=number))]  # fmt: skip


def comments_part(comments: Sequence[Comment], numbers: dict[str, int]) -> bytes:
    """The part ``comments.xml``."""
    root = etree.Element(f"{{{W}}}comments", nsmap={"w": W, "w14": _W14, "mc": _MC})
    root.set(f"{{{_MC}}}Ignorable", "w14")
    for comment in comments:
        number = numbers[comment.id]
        made = [paragraph(Shape("CommentText"), [words(line)]) for line in comment.text.split("\n")]
        made[0].insert(1, w("r", Look(style="CommentReference").element(), w("annotationRef")))
        made[-1].set(f"{{{_W14}}}paraId", _paragraph_id(number))
        author = comment.author
        initials = "".join(part[0] for part in author.split())[:4]
        root.append(w("comment", *made, id=number, author=author, date=comment.at or None, initials=initials))
    return serialise(root)


def threads_part(comments: Sequence[Comment], numbers: dict[str, int]) -> bytes:
    """The part ``commentsExtended.xml``: which comment answers which, and which are settled."""
    root = etree.Element(f"{{{_W15}}}commentsEx", nsmap={"w15": _W15})
    for comment in comments:
        element = etree.SubElement(root, f"{{{_W15}}}commentEx")
        element.set(f"{{{_W15}}}paraId", _paragraph_id(numbers[comment.id]))
        if comment.reply_to is not None:
            element.set(f"{{{_W15}}}paraIdParent", _paragraph_id(numbers[comment.reply_to]))
        element.set(f"{{{_W15}}}done", str(int(comment.resolved)))
    return serialise(root)


def _paragraph_id(number: int) -> str:
    return f"{_FIRST_PARAGRAPH + number:08X}"
