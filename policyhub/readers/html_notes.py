"""Finds the notes of a page: marks that lead to a place at its end, and the words that stand there."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policyhub.readers.html_parts import BLOCKS, words_in
from policyhub.readers.html_source import Element

_MARK = re.compile(
    r"[\[(]?\s*(?:[0-9]{1,4}|[a-z]{1,3}|[ivxlc]{1,6}|[*†‡§¶#]{1,4}|note\s+\w{1,4})\s*[\])]?", re.IGNORECASE
)
_NOTE_ID = re.compile(
    r"(?:^|[-_:.])(?:sd|user-content-)?(?:fn|ftn|edn|footnote|endnote|note|cite_note)(?=[-_:.\d])", re.I
)
_BACK_ID = re.compile(
    r"(?:fn|ftn|edn|foot|end|cite)_?-?(?:note)?[-_]?ref|(?:sdfootnote|sdendnote)\d+anc", re.IGNORECASE
)
_NOTE_CLASS = re.compile(
    r"(?:foot|end)?note-?ref|footnote|reference|sdfootnoteanc|sdendnoteanc|msofootnote", re.IGNORECASE
)
_HOLDERS = re.compile(r"footnotes?|endnotes?|references|notes|footnote-list|doc-endnotes|footnotes-list", re.IGNORECASE)
_BACK_CLASS = re.compile(
    r"(?:footnote|reverse|cite)[-_]?back(?:ref|link)?|reversefootnote|mw-cite-backlink|sdfootnotesym", re.I
)
ARROWS = frozenset("↩↑^⤴↵⏎ \ufe0e\ufe0f")
_MOST_LINKS = 20_000


@dataclass(slots=True)
class Notes:
    """The notes of a page: ids by the element of their mark, and the elements and printed mark of each note.

    ``skipped`` are elements that are no words of the text: the notes themselves, their holders, links back.
    """

    marks: dict[Element, str] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, list[Element]] = field(default_factory=dict)
    skipped: set[Element] = field(default_factory=set)
    holders: list[Element] = field(default_factory=list)


def find_notes(root: Element, body: Element) -> Notes:
    """The notes that marks in ``body`` lead to, wherever on the page they stand."""
    return _Finder(root, body).find()


class _Finder:
    def __init__(self, root: Element, body: Element) -> None:
        self.body = body
        self.places: dict[str, Element] = {}
        for element in root.iter():
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    self.places.setdefault(name, element)
        self.found = Notes()
        self.ids: dict[Element, str] = {}
        self.refs: set[str] = set()

    def find(self) -> Notes:
        links = [link for link in self.body.iter("a") if link.get("href", "").startswith("#")][:_MOST_LINKS]
        for link in links:
            self.look_at(link)
        for bodies in self.found.bodies.values():
            for element in list(bodies):
                self.found.skipped.update(self.links_back(element))
        self.take_holders()
        return self.found

    def look_at(self, link: Element) -> None:
        target = self.places.get(link.get("href", "")[1:])
        shown = words_in(link)
        if target is None or not _MARK.fullmatch(shown) or self.is_inside_note(link):
            return
        body = _note_around(target)
        if body is None or link in body.iter("a") or body in link.iterancestors():
            return
        if not self.is_mark(link, target, body):
            return
        if body not in self.ids:
            note = f"n{len(self.ids) + 1}"
            self.ids[body] = note
            self.found.printed[note] = shown.strip("[]() ").removeprefix("note ").strip()
            self.found.bodies[note] = [body, *_more_of(body)]
            self.found.skipped.update(self.found.bodies[note])
        outer = _outermost(link)
        self.found.marks[outer] = self.ids[body]
        self.refs.update(filter(None, (link.get("id"), link.get("name"), outer.get("id"))))

    def is_inside_note(self, element: Element) -> bool:
        return any(outer in self.found.skipped for outer in element.iterancestors())

    def is_mark(self, link: Element, target: Element, body: Element) -> bool:
        named = f"{link.get('class', '')} {link.get('role', '')} {link.get('data-footnote-ref', '')}"
        said = "noteref" in named or link.get("data-footnote-ref") is not None
        raised = said or _is_raised(link) or bool(_NOTE_CLASS.search(named))
        own = target.get("id") or target.get("name") or ""
        if _BACK_ID.search(own):
            return False
        answered = self.is_answered(link, body)
        if _NOTE_ID.search(own) or _NOTE_ID.search(link.get("href", "")[1:]):
            return raised or answered or words_in(link)[:1] in "[("
        return (raised and (answered or _in_holder(body))) or (answered and words_in(link)[:1] in "[(")

    def is_answered(self, link: Element, body: Element) -> bool:
        """Whether the note links back to its mark."""
        names = {link.get("id"), link.get("name")}
        for outer in link.iterancestors():
            if outer.tag in BLOCKS:
                break
            names.add(outer.get("id"))
        back = {found.get("href", "")[1:] for found in body.iter("a")}
        return bool(back & (names - {None, ""}))

    def links_back(self, element: Element) -> Iterator[Element]:
        for link in element.iter("a"):
            href = link.get("href", "")
            if not href.startswith("#"):
                continue
            back = link.get("data-footnote-backref") is not None or link.get("role") == "doc-backlink"
            named = bool(_BACK_CLASS.search(link.get("class", "")))
            if back or named or href[1:] in self.refs or _BACK_ID.search(href[1:]):
                outer = next((up for up in link.iterancestors() if _BACK_CLASS.search(up.get("class", ""))), link)
                yield outer if outer is not element else link
        for span in element.iter("span", "sup"):
            shown = words_in(span)
            if _BACK_CLASS.search(span.get("class", "")) or (shown and set(shown) <= ARROWS):
                yield span

    def take_holders(self) -> None:
        """What is left of the boxes that notes stood in, their headings, is furniture."""
        for bodies in self.found.bodies.values():
            for outer in bodies[0].iterancestors():
                if outer is self.body or outer.tag == "body":
                    break
                if outer in self.found.skipped:
                    break
                if _is_holder(outer):
                    kept = [item for item in outer.iter("li", "p") if not self.is_note(item)]
                    if not any(words_in(item) for item in kept):
                        self.found.skipped.add(outer)
                        self.found.holders.append(outer)

    def is_note(self, element: Element) -> bool:
        return (
            element in self.found.skipped
            or self.is_inside_note(element)
            or any(inner in self.ids for inner in element.iter())
        )


def _is_raised(link: Element) -> bool:
    around = itertools.takewhile(lambda outer: outer.tag not in BLOCKS, link.iterancestors())
    return any(map(_raises, (*around, *link.iter())))


def _raises(element: Element) -> bool:
    style = element.get("style", "").replace(" ", "")
    if element.tag == "sup" or "vertical-align:super" in style or "MsoFootnote" in element.get("class", ""):
        return len(words_in(element)) < 20
    return False


def _outermost(link: Element) -> Element:
    """The element round a mark that holds nothing else: the raised one, or the brackets round it."""
    outer = link
    for element in link.iterancestors():
        if element.tag in BLOCKS or words_in(element).strip("[]() ") != words_in(link).strip("[]() "):
            break
        outer = element
    return outer


def _note_around(target: Element) -> Element | None:
    """The element that holds all words of the note that a link leads to."""
    block: Element | None = target
    while block is not None and block.tag not in BLOCKS:
        block = block.getparent()
    if block is None or block.tag in ("body", "html", "main", "article", "ol", "ul", "table", "tbody", "section"):
        return None
    if block.tag == "td":
        return block.getparent()
    if block.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return None
    outer = block.getparent()
    if outer is not None and block.tag == "p":
        if outer.tag in ("li", "dd"):
            return outer
        own = f"{outer.get('id', '')}"
        if outer.tag in ("div", "aside") and ("mso-element" in outer.get("style", "") or _NOTE_ID.search(own)):
            return outer
    if block.tag == "dt":
        return block.getnext() if block.getnext() is not None else block
    return block


def _more_of(body: Element) -> Iterator[Element]:
    """The paragraphs after a note's first that have no place of their own: they go on with it."""
    parent = body.getparent()
    if body.tag != "p" or parent is None or not _is_holder(parent):
        return
    following = body.getnext()
    while following is not None and following.tag == "p" and following.get("id") is None:
        if any(link.get("id") or link.get("name") for link in following.iter("a")):
            return
        yield following
        following = following.getnext()


def _in_holder(element: Element) -> bool:
    return any(_is_holder(outer) for outer in element.iterancestors())


def _is_holder(element: Element) -> bool:
    if element.tag in ("body", "html", "main", "article"):
        return False
    names = [
        *element.get("class", "").split(),
        element.get("id", ""),
        element.get("role", ""),
        element.get("epub:type", ""),
    ]
    if element.get("data-footnotes") is not None or "footnote" in element.get("style", ""):
        return True
    return any(_HOLDERS.fullmatch(name) for name in names if name)
