"""Reads a Word file (.docx) as it is printed: numbers, notes, colours, tracked changes and comments among it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from policyhub.domain.document import (
    Block,
    Comment,
    Document,
    Inline,
    Note,
    Paragraph,
    Reference,
    Span,
    Table,
    plain_of,
    with_contents,
)
from policyhub.domain.document import Heading as HeadingBlock
from policyhub.domain.sentences import N_
from policyhub.domain.tracked import joined
from policyhub.readers.counting import WAYS
from policyhub.readers.errors import Unreadable
from policyhub.readers.own_files import MADE_BY
from policyhub.readers.packed import DAMAGED
from policyhub.readers.shown import descriptions
from policyhub.readers.text import EMPTY
from policyhub.readers.word_blocks import Blocks
from policyhub.readers.word_boxes import Unread
from policyhub.readers.word_drawings import Drawings
from policyhub.readers.word_numbering import Lists, Numbering
from policyhub.readers.word_package import WordPackage, open_word
from policyhub.readers.word_runs import Notes, Runs
from policyhub.readers.word_styles import Styles, styles_of
from policyhub.readers.word_xml import Element, attr, child, name, number, plain_attributes, relation, value

INSERTED = N_(
    "The words of this file stand in another file that is inserted in it: open it in Word, save it once more, and "
    "upload that."
)
_HAS_LETTER = re.compile(r"[^\W\d_]")
_PAGE = re.compile(r"(?:(?:page|tudalen|p\.?)\s*)?\W*\d*\W*(?:(?:of|o|/)\s*\d*)?\W*", re.IGNORECASE)
_NOTE_WAYS = {"footnotes": ("footnotePr", "decimal"), "endnotes": ("endnotePr", "lowerRoman")}


def read_word(data: bytes) -> Document:
    """The document in a Word file, tracked changes as such.

    Numbers are those that Word prints. Raises Unreadable, with a sentence that says what to do, for a file that is
    damaged, locked, no Word file, or without words.
    """
    return _Reading(open_word(data)).document()


class _Reading:
    """One file while it is read."""

    def __init__(self, package: WordPackage) -> None:
        self.package = package
        self.styles: Styles = styles_of(package.root_of("styles"))
        self.lists = Lists(package.root_of("numbering"), self.styles)
        self.drawings = Drawings(package)
        self.own = package.made_by() == MADE_BY
        self.notes = {f"{kind[0]}{key}": (kind, note) for kind in _NOTE_WAYS for key, note in self._notes(kind)}
        self.unread = Unread()
        self.met = Notes()  # a comment has no notes
        self.comments: dict[str, Comment] = {}
        self.comments = {comment.id: comment for comment in self._comments()}
        self.met = Notes(frozenset(self.notes))

    def document(self) -> Document:
        """All of it."""
        root = self.package.root(self.package.main)
        body = child(root, "body")
        if body is None:
            raise Unreadable(DAMAGED)
        blocks = self._part(self.package.main, self.unread)
        blocks.read_whole(body)
        blocks.close()
        notes = tuple(self._made_notes(root))
        written = (*blocks.made, *(block for note in notes for block in note.blocks))
        if not any(map(_words, written)) and not (blocks.titles or blocks.subtitles or blocks.facts):
            raise Unreadable(INSERTED if blocks.left_out else EMPTY)
        lang = self.styles.base.lang or max(blocks.letters, key=blocks.letters.__getitem__, default="en-GB")
        extra = {"origin": "word", **({"made_by": MADE_BY} if self.own else {})}
        unread = {**self.unread.counts, "inserted": blocks.left_out}
        extra |= {kind: str(count) for kind, count in sorted(unread.items()) if count}
        extra |= descriptions(self.unread.described)
        return Document(
            title=" ".join(blocks.titles),
            subtitle=" ".join(blocks.subtitles) or None,
            lang=lang,
            facts=tuple(blocks.facts),
            blocks=tuple(_with_ids(_with_langs(blocks, lang), blocks.bookmarks)),
            notes=notes,
            comments=tuple(self.comments.values()),
            running=tuple(self._running(root)),
            extra=extra,
        )

    def _part(self, part: str, unread: Unread | None = None) -> Blocks:
        """A part to be read; ``unread`` is where to note what it shows without words."""
        relations, unread = self.package.relations(part), Unread() if unread is None else unread
        numbering, comments = Numbering(self.lists), frozenset(self.comments)
        runs = Runs(self.styles, relations, self.met, comments, numbering, own=self.own, unread=unread)
        return Blocks(self.styles, numbering, runs, self.drawings)

    # --- notes ---

    def _notes(self, kind: str) -> Iterator[tuple[str, Element]]:
        root = self.package.root_of(kind)
        for note in root if root is not None else ():
            if name(note) in ("footnote", "endnote") and not _is_separator(note):
                yield attr(note, "id") or "", note

    def _made_notes(self, root: Element | None) -> Iterator[Note]:
        """The notes that are marked in the text, in the order of their marks."""
        ways = {kind: self._way(kind, root) or default for kind, (_, default) in _NOTE_WAYS.items()}
        starts = {kind: number(self._way(kind, root, "numStart"), 1) for kind in _NOTE_WAYS}
        restarting = {kind: self._way(kind, root, "numRestart") == "eachSect" for kind in _NOTE_WAYS}
        counts: Counter[tuple[str, int]] = Counter()
        for key, typed in list(self.met.met.items()):
            kind, element = self.notes[key]
            section = self.met.sections[key] if restarting[kind] else 0
            counts[kind, section] += not typed
            part = self.package.part(kind) or ""
            inside = self._part(part, self.unread)
            inside.read_whole(element)
            inside.close()
            mark = typed or WAYS.get(ways[kind], str)(starts[kind] + counts[kind, section] - 1)
            yield Note(key, mark, tuple(_without_mark(inside.made, typed)))

    def _way(self, kind: str, root: Element | None, said: str = "numFmt") -> str | None:
        """How notes are counted: what the last section says, or else the whole file."""
        last = child(child(root, "body"), "sectPr")
        places = (child(place, _NOTE_WAYS[kind][0]) for place in (last, self.package.root_of("settings")))
        return next(filter(None, (value(place, said) for place in places)), None)

    # --- comments ---

    def _comments(self) -> Iterator[Comment]:
        root = self.package.root_of("comments")
        if root is None:
            return
        part = self.package.part("comments") or ""
        threads = self._threads()
        ids: dict[str, str] = {}
        for element in root:
            if name(element) != "comment":
                continue
            key = f"c{attr(element, 'id')}"
            blocks = self._part(part)
            blocks.read_whole(element)
            paragraph = _last_id(element)
            if paragraph:
                ids[paragraph] = key
            parent, done = threads.get(paragraph, ("", False))
            text = "\n".join(filter(None, map(_standing, blocks.made)))
            yield Comment(
                key,
                (attr(element, "author") or "").strip(),
                (attr(element, "date") or "").strip(),
                text,
                ids.get(parent),
                done,
            )

    def _threads(self) -> dict[str, tuple[str, bool]]:
        """For the last paragraph of each comment the one it answers, and whether it is settled."""
        root = self.package.root_of("commentsExtended")
        found: dict[str, tuple[str, bool]] = {}
        for element in root if root is not None else ():
            given = plain_attributes(element)
            found[given.get("paraId", "")] = (given.get("paraIdParent", ""), given.get("done") in ("1", "true"))
        return found

    # --- heads and feet of pages ---

    def _running(self, root: Element | None) -> Iterator[str]:
        """The words at the heads and feet of pages, each once, page numbers left out."""
        relations = self.package.relations(self.package.main)
        said: set[str] = set()
        for section in root.iter("{*}headerReference", "{*}footerReference") if root is not None else ():
            found = relations.get(relation(section) or "")
            if found is None or found.kind not in ("header", "footer") or found.external or found.target in said:
                continue
            said.add(found.target)
            part = self.package.root(found.target)
            if part is None:
                continue
            blocks = self._part(found.target)
            blocks.read_whole(part)
            for line in map(_standing, blocks.made):
                if _HAS_LETTER.search(line) and not _PAGE.fullmatch(line) and line not in said:
                    said.add(line)
                    yield line


def _is_separator(note: Element) -> bool:
    """Whether a note is only the line above the notes."""
    return attr(note, "type") not in (None, "normal")


def _words(block: Block) -> str:
    if isinstance(block, Table):
        return "\t".join(plain_of(cell) for row in block.rows for cell in row).strip()
    return plain_of(block.content).strip()


def _standing(block: Block) -> str:
    """The words of a block without those that were taken out."""
    return _words(with_contents(block, lambda content: tuple(one for one in content if not _is_removed(one))))


def _is_removed(inline: Inline) -> bool:
    return isinstance(inline, Span) and inline.change is not None and inline.change.kind.removes


def _last_id(comment: Element) -> str:
    paragraphs = [one for one in comment.iter() if name(one) == "p"]
    return plain_attributes(paragraphs[-1]).get("paraId", "") if paragraphs else ""


def _without_mark(blocks: list[Block], typed: str) -> Iterator[Block]:
    """A note's blocks without the blank, or the typed mark, that stands before its first words."""
    for at, block in enumerate(blocks):
        if at or isinstance(block, Table) or not block.content:
            yield block
            continue
        content = list(block.content)
        left = typed
        while content and isinstance(first := content[0], Span):
            words = first.text.lstrip()
            if left and words.startswith(left):
                words, left = words[len(left) :].lstrip(), ""
            if words:
                content[0] = replace(first, text=words)
                break
            content.pop(0)
        yield replace(block, content=tuple(content))


def _with_langs(blocks: Blocks, lang: str) -> list[Block]:
    """The blocks that are in another language than the document with theirs."""
    made = list(blocks.made)
    for at, own in blocks.langs.items():
        block = made[at]
        if own.partition("-")[0] != lang.partition("-")[0] and isinstance(block, Paragraph | HeadingBlock):
            made[at] = replace(block, lang=own)
    return made


def _with_ids(blocks: list[Block], bookmarks: Mapping[str, int]) -> list[Block]:
    """The blocks with live references that point to them, and ids for those that are pointed to."""
    wanted: set[int] = set()

    def found(bookmark: str) -> str | None:
        at = bookmarks.get(bookmark)
        if at is None or at >= len(blocks) or not isinstance(blocks[at], Paragraph | HeadingBlock):
            return None
        wanted.add(at)
        return f"b{at + 1}"

    made = [with_contents(block, lambda content: _mapped(content, found)) for block in blocks]
    for at in wanted:
        block = made[at]
        if isinstance(block, Paragraph | HeadingBlock):
            made[at] = replace(block, id=f"b{at + 1}")
    return made


def _mapped(content: tuple[Inline, ...], found: Callable[[str], str | None]) -> tuple[Inline, ...]:
    """Live references with the id of what their bookmark stands in, or as plain words when it is nowhere."""
    if not any(isinstance(inline, Reference) for inline in content):
        return content
    made: list[Inline] = []
    for inline in content:
        if isinstance(inline, Reference):
            target = found(inline.target)
            made.append(replace(inline, target=target) if target else Span(inline.text))
        else:
            made.append(inline)
    return joined(made)
