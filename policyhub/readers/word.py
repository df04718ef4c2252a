"""Reads a Word file (.docx) as it is printed: numbers, notes, colours, tracked changes and comments among it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from policyhub.domain.document import (
    Block,
    Comment,
    Document,
    Inline,
    Note,
    Paragraph,
    Span,
    Table,
    plain_of,
    with_contents,
)
from policyhub.domain.document import Heading as HeadingBlock
from policyhub.domain.sentences import N_
from policyhub.readers.counting import WAYS
from policyhub.readers.errors import Unreadable
from policyhub.readers.own_files import MADE_BY
from policyhub.readers.packed import DAMAGED
from policyhub.readers.running_heads import repeats
from policyhub.readers.shown import descriptions
from policyhub.readers.text import EMPTY
from policyhub.readers.word_blocks import Blocks
from policyhub.readers.word_boxes import Unread
from policyhub.readers.word_drawings import Drawings
from policyhub.readers.word_lists import Lists
from policyhub.readers.word_numbering import Numbering
from policyhub.readers.word_package import WordPackage, open_word
from policyhub.readers.word_pointers import with_ids
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
        self.styles: Styles = styles_of(package.root_of("styles"), package.root_of("fontTable"))
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
        notes = list(self._made_notes(root))
        written = (*blocks.made, *(block for _, _, inside in notes for block in inside.made))
        if not any(map(_words, written)) and not (blocks.titles or blocks.subtitles or blocks.facts):
            raise Unreadable(INSERTED if blocks.left_out else EMPTY)
        lang = self.styles.base.lang or max(blocks.letters, key=blocks.letters.__getitem__, default="en-GB")
        extra = {"origin": "word", **({"made_by": MADE_BY} if self.own else {})}
        unread = {**self.unread.counts, "inserted": blocks.left_out}
        extra |= {kind: str(count) for kind, count in sorted(unread.items()) if count}
        extra |= descriptions(self.unread.described)
        title = " ".join(blocks.titles)
        made = _with_langs(blocks, lang, exact=self.own)
        noted = [
            Note(key, mark, tuple(_without_mark(_with_langs(inside, lang, exact=self.own), self.met.met[key])))
            for key, mark, inside in notes
        ]
        text, *in_notes = with_ids([made, *(note.blocks for note in noted)], blocks.bookmarks)
        return Document(
            title=title,
            subtitle=" ".join(blocks.subtitles) or None,
            lang=lang,
            facts=tuple(blocks.facts),
            blocks=text,
            notes=tuple(replace(note, blocks=inside) for note, inside in zip(noted, in_notes, strict=True)),
            comments=tuple(self.comments.values()),
            running=tuple(line for line in self._running(root) if not repeats(line, title)),
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

    def _made_notes(self, root: Element | None) -> Iterator[tuple[str, str, Blocks]]:
        """The keys, marks and blocks of the notes that are marked in the text, in the order of their marks."""
        ways = {kind: self._way(kind, root) or default for kind, (_, default) in _NOTE_WAYS.items()}
        starts = {kind: number(self._way(kind, root, "numStart"), 1) for kind in _NOTE_WAYS}
        restarting = {kind: self._way(kind, root, "numRestart") == "eachSect" for kind in _NOTE_WAYS}
        before: Counter[tuple[str, int]] = Counter()  # notes as they are counted when all changes are rejected
        after: Counter[tuple[str, int]] = Counter()
        for key, typed in list(self.met.met.items()):
            kind, element = self.notes[key]
            section = self.met.sections[key] if restarting[kind] else 0
            printed = starts[kind] + (before if key in self.met.gone else after)[kind, section]
            before[kind, section] += not typed and key not in self.met.new
            after[kind, section] += not typed and key not in self.met.gone
            part = self.package.part(kind) or ""
            inside = self._part(part, self.unread)
            inside.read_whole(element)
            inside.close()
            yield key, typed or WAYS.get(ways[kind], str)(printed), inside

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
            for line in map(_without_pages, map(_standing, blocks.made)):
                if _HAS_LETTER.search(line) and line not in said:
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


def _without_pages(line: str) -> str:
    """A line at the head or foot of pages without the numbers of pages, which stand apart by tabs."""
    return " ".join(part.strip() for part in line.split("\t") if not _PAGE.fullmatch(part.strip())).strip()


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


def _with_langs(blocks: Blocks, lang: str, *, exact: bool) -> list[Block]:
    """The blocks that are in another language than the document with theirs; ``exact`` where a country matters."""
    made = list(blocks.made)
    for at, own in blocks.langs.items():
        block = made[at]
        other = own != lang if exact else own.partition("-")[0] != lang.partition("-")[0]
        if other and isinstance(block, Paragraph | HeadingBlock):
            made[at] = replace(block, lang=own)
    return made
