"""Reads the pages that PolicyHub itself writes, with all that other pages have no place for (see writers/html)."""

from __future__ import annotations

from dataclasses import replace

from policyhub.domain.characters import language, one_line
from policyhub.domain.document import (
    Block,
    Change,
    ChangeKind,
    Comment,
    CommentMark,
    Document,
    Fact,
    Heading,
    Inline,
    ListItem,
    Mark,
    Note,
    NoteMark,
    Paragraph,
    Quotation,
    Reference,
)
from policyhub.domain.tidying import tidied
from policyhub.readers.html_lists import WordLists
from policyhub.readers.html_looks import Look, Properties, Styles
from policyhub.readers.html_notes import Notes
from policyhub.readers.html_parts import drop_unseen, take_out, words_in
from policyhub.readers.html_place import change_of
from policyhub.readers.html_source import Element, Page
from policyhub.readers.html_walk import Walk

MADE_BY = "PolicyHub"

_TITLED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_KINDS = {kind.value: kind for kind in ChangeKind}


def read_own(page: Page) -> Document:
    """The document that was written as this page; anything that somebody has since put into it is read as text."""
    root = page.root
    drop_unseen(root)
    title, subtitle, facts = _title_block(root)
    comments = tuple(_comment(item) for item in _taken(root, "aside", "comments", "li"))
    running = tuple(words_in(line) for line in _taken(root, "footer", "running", "p"))
    items = _taken(root, "section", "notes", "li", "data-mark")
    walk = _OwnWalk(Styles(""), Notes(), WordLists({}))
    blocks = walk.blocks_of(root)
    notes = tuple(
        Note(item.get("id", "").removeprefix("fn-"), item.get("data-mark", ""), walk.blocks_of(item)) for item in items
    )
    return Document(
        title, subtitle or None, language(root.get("lang")) or "en-GB", facts, blocks, notes, comments, running
    )


def _title_block(root: Element) -> tuple[str, str, tuple[Fact, ...]]:
    header = next((found for found in root.iter("header") if found.get("id") == "title-block-header"), None)
    if header is None:
        return "", "", ()
    title = next((words_in(found) for found in header.iter("h1")), "")
    subtitle = next((words_in(found) for found in header.iter("p")), "")
    names = [words_in(found) for found in header.iter("dt")]
    values = [words_in(found) for found in header.iter("dd")]
    take_out(header)
    return title, subtitle, tuple(Fact(name, value) for name, value in zip(names, values, strict=False))


def _taken(root: Element, tag: str, name: str, inner: str, having: str = "class") -> list[Element]:
    """The parts of a box that the writer put beside the text, and the box out of the page."""
    box = next((found for found in root.iter(tag) if found.get("class") == name), None)
    if box is None:
        return []
    found = [part for part in box.iter(inner) if having == "class" or part.get(having) is not None]
    take_out(box)
    return found


def _comment(item: Element) -> Comment:
    lines = [words_in(line) for line in item.iter("p") if line.get("data-added") is None]
    return Comment(
        item.get("id", "").removeprefix("comment-"),
        item.get("data-author", ""),
        item.get("data-at", ""),
        "\n".join(filter(None, lines)),
        item.get("data-reply") or None,
        item.get("data-resolved") is not None,
    )


class _OwnWalk(Walk):
    """Takes what the writer said in attributes instead of guessing, and leaves out the words that it added."""

    waiting: Element | None = None

    def visit(self, element: Element, look: Look) -> None:
        if element.get("data-added") is not None:
            return
        inline = _inline_of(element, look)
        if inline is not None:
            self.content.append(inline)
            return
        if element.get("class") == "red":
            look = look.having(Mark.RED)
        if element.tag in ("ins", "del"):
            self.inside(element, replace(look, change=_own_change(element)))
            return
        super().visit(element, look)

    def block(self, element: Element, look: Look, properties: Properties) -> None:
        if element.tag != "p" and element.tag not in _TITLED:
            super().block(element, look, properties)
            return
        self.flush()
        self.inside(element, look)
        content = tidied(self.content)
        self.content = []
        self.blocks.append(self.block_of(element, content))

    def block_of(self, element: Element, content: tuple[Inline, ...]) -> Block:
        end = _end_change(element)
        number = element.get("data-number")
        own = element.get("id", "").removeprefix("s-") or None
        lang = language(element.get("lang"))
        level = _whole(element.get("data-level"))
        if element.tag in _TITLED:
            return Heading(content, level or int(str(element.tag)[1]), number, own, lang, end)
        if self.place.quoted:
            return Quotation(content, end)
        disputed = "disputed" in element.get("class", "").split()
        return Paragraph(content, number, own, level or 0, lang, disputed, element.get("data-style"), end)

    def item(self, element: Element, look: Look) -> None:
        self.flush()
        self.waiting = element
        self.inside(element, look)
        self.flush()

    def settled(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """What we coloured ourselves means what it says."""
        return content

    def flush(self) -> None:
        item, self.waiting = self.waiting, None
        if item is None:
            super().flush()
            return
        content = tidied(self.content)
        self.content = []
        level = _whole(item.get("data-level"))
        marker = one_line(item.get("data-marker", "•"))
        self.blocks.append(ListItem(content, level or 0, marker, _end_change(item)))

    def lays_out(self, table: Element, rows: object) -> bool:
        return False


def _inline_of(element: Element, look: Look) -> Inline | None:
    note, comment = element.get("data-note"), element.get("data-comment")
    if note is not None:
        return NoteMark(note, look.change)
    if comment is not None:
        return CommentMark(comment, end=element.get("data-end") is not None)
    if element.tag == "a" and element.get("class") == "reference":
        return Reference(element.get("href", "").removeprefix("#s-"), words_in(element))
    return None


def _own_change(element: Element) -> Change:
    change = change_of(element)
    return replace(change, kind=_KINDS.get(element.get("data-kind", ""), change.kind))


def _end_change(element: Element) -> Change | None:
    kind = _KINDS.get(element.get("data-end", ""))
    return Change(kind, element.get("data-end-by", ""), element.get("data-end-at", "")) if kind else None


def _whole(given: str | None) -> int | None:
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 3 else None
