"""Reads web pages, mails and what Word or LibreOffice save as a web page into a document."""

from __future__ import annotations

from dataclasses import replace

from policyhub.domain.characters import language, one_line
from policyhub.domain.document import Block, Document, Heading, Mark, Note, Span, Table, plain_of
from policyhub.domain.sentences import N_
from policyhub.domain.tidying import tidied
from policyhub.readers.errors import Unreadable
from policyhub.readers.html_lists import word_lists
from policyhub.readers.html_looks import Styles
from policyhub.readers.html_notes import ARROWS, Notes, find_notes
from policyhub.readers.html_own import MADE_BY, read_own
from policyhub.readers.html_parts import Article, articles_of, described, drop_unseen, text_of_page, words_in
from policyhub.readers.html_source import EMPTY, Element, Page, open_page
from policyhub.readers.html_walk import Walk

__all__ = ["Article", "articles_in", "read_html"]

_MOST_RUNNING = 400
NO_ARTICLE = N_("This page has no article of that number: reload it and choose again.")


def read_html(data: bytes | str, *, name: str = "", article: int | None = None) -> Document:
    """The text of a web page; what stands around it on the page (menus, its head and foot) is in ``running``.

    ``article`` is the place, from 0, of one of ``articles_in`` the same page. Raises Unreadable, with a sentence that
    says what to do, for pages over 20 MB, without words, nested too deeply, or without that article.
    """
    page = open_page(data)
    made_by = _meta(page.root, "generator")
    extra = {"origin": "html", "encoding": page.encoding, "markup": "html", "made_by": made_by}
    own = made_by == MADE_BY and article is None
    document = read_own(page) if own else _read(page, article)
    if not document.title and not document.blocks and not document.notes:
        raise Unreadable(EMPTY)
    return replace(document, extra={key: value for key, value in extra.items() if value})


def articles_in(data: bytes | str) -> tuple[Article, ...]:
    """The articles of a page that holds several, for a person to choose from; none when there is one text only."""
    page = open_page(data)
    drop_unseen(page.root)
    return tuple(map(described, articles_of(page.root)))


def _read(page: Page, article: int | None) -> Document:
    title = drop_unseen(page.root)
    try:
        body, around = text_of_page(page.root, article)
    except IndexError as problem:
        raise Unreadable(NO_ARTICLE) from problem
    lang = _language(page.root.get("lang")) or next(
        (found for element in page.root.iter("body") if (found := _language(element.get("lang")))), None
    )
    notes = find_notes(page.root, body)
    walk = Walk(Styles(page.styles), notes, word_lists(body))
    walk.tracks = {"ins", "del"} <= {str(element.tag) for element in body.iter("ins", "del")}
    blocks = walk.blocks_of(body)
    running = [*around, *(words_in(heading) for holder in notes.holders for heading in _left_in(holder, notes))]
    made = tuple(_note(walk, note, notes) for note in notes.bodies)
    titles = [one_line(plain_of(block.content)) for block in blocks if isinstance(block, Heading) and block.level == 1]
    if titles and title and title not in titles:
        running.insert(0, title)
    return Document(
        title="" if titles else title,
        lang=lang or "en-GB",
        blocks=blocks,
        notes=made,
        running=tuple(dict.fromkeys(filter(None, running)))[:_MOST_RUNNING],
    )


def _language(tag: str | None) -> str | None:
    """A language tag; Word writes "EN-GB"."""
    first, dash, rest = (tag or "").partition("-")
    return language(f"{first.lower()}{dash}{rest}")


def _left_in(holder: Element, notes: Notes) -> list[Element]:
    """What of a box of notes is no note: its heading."""
    return [
        found
        for found in holder
        if found not in notes.skipped and found.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "p")
    ]


def _note(walk: Walk, note: str, notes: Notes) -> Note:
    mark = notes.printed[note]
    bodies = notes.bodies[note]
    notes.skipped.difference_update(bodies)
    blocks = tuple(block for element in bodies for block in walk.blocks_of(element))
    cut = tuple(_without_mark(block, mark) if at == 0 else block for at, block in enumerate(blocks))
    return Note(note, mark, tuple(block for block in cut if isinstance(block, Table) or block.content))


def _without_mark(block: Block, mark: str) -> Block:
    """The first block of a note without the mark that is printed before its words, and without signs of a way back."""
    if isinstance(block, Table):
        return block
    content = list(block.content)
    while content and isinstance(first := content[0], Span):
        bare = first.text.strip().strip("[]().:")
        if first.text.strip() and (bare != mark or not (Mark.SUPERSCRIPT in first.marks or first.text.strip() != bare)):
            break
        content.pop(0)
    while content and isinstance(last := content[-1], Span) and set(last.text) <= ARROWS:
        content.pop()
    return replace(block, content=tidied(content))


def _meta(root: Element, name: str) -> str:
    found = (meta.get("content", "") for meta in root.iter("meta") if meta.get("name", "").casefold() == name)
    return one_line(next(found, ""))[:100]
