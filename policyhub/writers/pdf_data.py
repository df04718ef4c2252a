"""Makes of a document the data that the template of a PDF lays out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from policyhub.domain.automatic_numbers import LEVELS, number_of
from policyhub.domain.document import (
    Block,
    Change,
    CommentMark,
    Document,
    Fact,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    Note,
    NoteMark,
    Paragraph,
    Quotation,
    Reference,
    Span,
    Table,
    contents_of,
    plain_of,
)
from policyhub.domain.own_words import shown
from policyhub.domain.placed_notes import place_notes
from policyhub.domain.reducing import PRINTED
from policyhub.writers.pdf_inlines import emboldened, look_of_change, looks_of, put, styled, trimmed
from policyhub.writers.pdf_tables import columns_of
from policyhub.writers.words import Labels, clean, has_changes, labels_of, language, one_line, pieces, safe_link

Data = dict[str, Any]

CARRIES: frozenset[str] = PRINTED | frozenset(
    {"headings", "notes", "references", "lists", "tables", "marks", "links", "quotations", "languages",
     "changes"}
)  # fmt: skip

_EM_PER_SIGN = 0.5
_WIDEST_GUTTER = 5.0
_INDENT = 1.6
_MOST_COLUMNS = 16
_SIZES = 6


def data_of(document: Document, *, line_numbers: bool = False, part: str = "") -> Data:
    """What the template needs: plain strings, numbers and lists, no words of which are markup.

    ``part`` tells the places of one of several documents in a file from those of the others.
    """
    lang = language(document.lang) or "en-GB"
    placed = place_notes(document)
    targets = _targets(document, part)
    labels = labels_of(document)
    marks = {note.id: one_line(note.mark) for note in reversed(document.notes)}
    gutter = _gutter(document)
    inside = _Maker(labels, marks, targets, gutter, lang)
    text = _Maker(labels, marks, targets, gutter, lang, {note.id: at for at, note in enumerate(placed.placed)})
    blocks = text.blocks(document.blocks, headings=True)
    if placed.loose:
        blocks.append(_words([styled(labels.notes, "b")]))
    for note in placed.loose:
        blocks.extend(inside.after_text(note))
    title = one_line(document.title)
    return {
        "title": title or None,
        "name": title or one_line(_first_words(document)) or "PolicyHub",
        "subtitle": one_line(document.subtitle or "") or None,
        "author": one_line(document.extra.get("association", "")),
        "date": _date(document.extra.get("date", "")),
        "lang": _tag(lang),
        "gutter": gutter,
        "line_numbers": line_numbers,
        "facts": _facts(document.facts),
        "legend": one_line(labels.legend) if has_changes(document) else None,
        "blocks": blocks,
        "places": dict.fromkeys((targets[key] for key in text.labelled), True),
        "notes": [
            {"mark": one_line(note.mark), "blocks": inside.blocks(note.blocks, first=True)} for note in placed.placed
        ],
    }


@dataclass(slots=True)
class _Maker:
    """Makes blocks and inlines; ``notes`` are the places of the notes that may stand here, each at its first mark."""

    labels: Labels
    marks: dict[str, str]
    targets: dict[str, str]
    gutter: float
    lang: str
    notes: dict[str, int] = field(default_factory=dict)
    labelled: set[str] = field(default_factory=set)
    depth: int = 0

    def blocks(self, blocks: Sequence[Block], *, headings: bool = False, first: bool = False) -> list[Data]:
        """The blocks; ``first`` says that the first may go on in a line that has begun."""
        made: list[Data] = []
        at = 0
        while at < len(blocks):
            block = blocks[at]
            if isinstance(block, ListItem):
                run = [block]
                while at + len(run) < len(blocks) and isinstance(item := blocks[at + len(run)], ListItem):
                    run.append(item)
                made.append({"kind": "items", "items": self._items(run)})
                at += len(run)
                continue
            at += 1
            match block:
                case Table():
                    made.extend(self._table(block))
                case Quotation(content=content, end_change=end):
                    made.append({"kind": "quotation", "body": self.inlines(_with_end(content, end))})
                case Heading() | Paragraph():
                    made.append(self._numbered(block, headings=headings, first=first and not made))
        return [block for block in made if _has_words(block)]

    def _numbered(self, block: Heading | Paragraph, *, headings: bool, first: bool) -> Data:
        disputed = isinstance(block, Paragraph) and block.disputed
        number = number_of(block)
        made = _words(self.inlines(_with_end(block.content, block.end_change), disputed=disputed))
        if number is not None:
            printed = shown(number)
            made["styles"] = look_of_change(block.end_change)
            made |= {"number": printed, "wide": len(printed) * _EM_PER_SIGN > self.gutter - 0.25}
        if isinstance(block, Heading) and headings:
            # A level that skips one is against PDF/UA; how large it looks still says the level.
            self.depth = max(1, min(block.level, self.depth + 1))
            made["body"] = [{"late": inline} if isinstance(inline, int) else inline for inline in made["body"]]
            made |= {"kind": "heading", "level": self.depth, "size": min(max(block.level, 1), _SIZES) - 1}
        elif isinstance(block, Heading):
            made["body"] = [emboldened(inline) for inline in made["body"]]
        elif first and number is None:
            made["kind"] = "first"
        if isinstance(block, Paragraph) and block.level > 0:
            made["left"] = min(block.level, LEVELS) * _INDENT
        lang = language(block.lang)
        if lang is not None and lang != self.lang:
            made["lang"] = _tag(lang)
        if headings and _has_words(made) and block.id in self.targets and block.id not in self.labelled:
            self.labelled.add(block.id)
            made["id"] = self.targets[block.id]
        return made

    def _items(self, run: Sequence[ListItem]) -> list[Data]:
        """The items as a tree, each with the deeper items that follow it."""
        made: list[Data] = []
        open_: list[tuple[int, list[Data]]] = [(-1, made)]
        for item in run:
            level = min(max(item.level, 0), LEVELS - 1)
            while open_[-1][0] >= level and len(open_) > 1:
                open_.pop()
            entry: Data = {
                "marker": one_line(item.marker),
                "body": self.inlines(_with_end(item.content, item.end_change)),
                "items": [],
            }
            open_[-1][1].append(entry)
            open_.append((level, entry["items"]))
        return made

    def _table(self, table: Table) -> list[Data]:
        columns = max((len(row) for row in table.rows), default=0)
        rows = [[self.inlines(cell) for cell in row] for row in table.rows]
        if columns == 0:
            return []
        if columns > _MOST_COLUMNS:
            return [_words([inline for cell in row for inline in (*cell, " ")]) for row in rows]
        filled = [row + [[] for _ in range(columns - len(row))] for row in rows]
        return [{"kind": "table", "header": table.header, **columns_of(filled)}]

    def after_text(self, note: Note) -> list[Data]:
        """A note that stands at no mark, with its mark before its words."""
        mark = styled(one_line(note.mark), "p")
        made = self.blocks(note.blocks)
        if made and made[0]["kind"] == "words" and made[0]["number"] is None:
            made[0]["body"] = [mark, " ", *made[0]["body"]]
            return made
        return [_words([mark]), *made]

    def inlines(self, content: Sequence[Inline], *, disputed: bool = False) -> list[Any]:
        """The inlines, blanks at both ends and twice in a row left out."""
        made: list[Any] = []
        for piece in pieces(content, self.labels.disputed, disputed=disputed):
            look = "r" if piece.disputed else ""
            match piece.inline:
                case Span(text=text, marks=marks, link=link, change=change):
                    looks = look + looks_of(marks, change)
                    put(made, clean(text), looks, {"url": address} if (address := safe_link(link)) else {})
                case Reference(target=target, text=text):
                    put(made, one_line(text), look, {"to": self.targets[target]} if target in self.targets else {})
                case LineBreak():
                    made.append(None)
                case NoteMark(note=note) if note in self.notes:
                    made.append(self.notes.pop(note))
                case NoteMark(note=note, change=change):
                    put(made, self.marks.get(note, ""), look + "p" + look_of_change(change), {})
                case CommentMark():
                    pass
        return trimmed(made)


def _with_end(content: Sequence[Inline], change: Change | None) -> Sequence[Inline]:
    """The inlines with a sign for the paragraph's end where that alone was put in or taken out.

    Where all words of the paragraph share its fate they say so themselves.
    """
    if change is None or all(getattr(inline, "change", change) == change for inline in content):
        return content
    return (*content, Span("¶", change=change))


def _has_words(block: Data) -> bool:
    return bool(block.get("body") or block.get("number") or block.get("items") or block.get("rows"))


def _words(body: list[Any]) -> Data:
    return {"kind": "words", "number": None, "wide": False, "styles": "", "body": body}


def _facts(facts: Sequence[Fact]) -> list[Data]:
    made = []
    for fact in facts:
        name = one_line(fact.name)
        body: list[Any] = [styled(f"{name}:", "b"), " "] if name else []
        put(body, clean(fact.value).strip(), "", {})
        made.append(_words(trimmed(body)))
    return made


def _targets(document: Document, part: str) -> dict[str, str]:
    """The labels of the blocks that are pointed to, by the blocks' ids."""
    wanted = {
        inline.target
        for blocks in (document.blocks, *(note.blocks for note in document.notes))
        for content in contents_of(blocks)
        for inline in content
        if isinstance(inline, Reference)
    }
    ids = (block.id for block in document.blocks if isinstance(block, Heading | Paragraph))
    found = dict.fromkeys(key for key in ids if key is not None and key in wanted)
    return {key: f"{part}place-{at}" for at, key in enumerate(found)}


def _gutter(document: Document) -> float:
    """How far, in ems, words stand from the beginning of the number before them."""
    lengths = [len(shown(number)) for block in document.blocks if (number := number_of(block))]
    widths = [0.7 + length * _EM_PER_SIGN for length in lengths]
    return max((width for width in widths if width <= _WIDEST_GUTTER), default=_INDENT)


def _first_words(document: Document) -> str:
    contents = (plain_of(content) for content in contents_of(document.blocks))
    return next((words for words in contents if one_line(words)), "")[:200]


def _tag(lang: str) -> tuple[str, str | None]:
    """Language and region, as the template wants them."""
    first, *others = lang.split("-")
    region = next((part.lower() for part in others if len(part) == 2 and part.isalpha()), None)
    return first.lower(), region


def _date(text: str) -> list[int] | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return [found.year, found.month, found.day]
