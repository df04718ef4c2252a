"""Reads a motion: what it notes, believes and resolves, who moves and seconds it, and what stands after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policyhub.domain.recognising.answers import is_date
from policyhub.domain.recognising.labels import labels_at
from policyhub.domain.recognising.lines import BULLET, LETTERED, Page
from policyhub.domain.recognising.motion_words import Lead, Part, leads_in, subject_alone
from policyhub.domain.recognising.pieces import Edits, Piece, part_of, pieces_of

_MOVED = re.compile(
    r"(?P<mlabel>(?:to be\s+)?(?:proposed|moved|put forward|sponsored|cynigiwyd)(?:\s+(?:by|gan))?\s*[:–—-]?"
    r"|submitted by\s*[:–—-]?|(?:movers?|proposers?|sponsors?|cynigydd)\s*[:–—-])"
    r"[\s_.]*(?P<mover>[^\W\d_][^;:\t]{0,100}?)?[\s_.]*(?=\Z|[;,.\t]\s*(?:and\s+)?(?:seconde|eili)|\s{3}"
    r"|\s+(?:and\s+)?seconde)",
    re.IGNORECASE,
)
_SECONDED = re.compile(
    r"(?P<slabel>(?:to be\s+)?(?:seconded|eiliwyd)(?:\s+(?:by|gan))?\s*[:–—-]?|(?:seconders?|eilydd)\s*[:–—-])"
    r"[\s_.]*(?P<seconder>[^\W\d_][^;:\t]{0,100}?)?[\s_.]*\Z",
    re.IGNORECASE,
)
_NAMES_FIRST = re.compile(
    r"(?P<mover>[^\W\d_][^;:,\t]{1,60}?)(?P<mlabel>\s+(?:to move|moved|proposed)\b)[\s,;]*(?:and\s+)?"
    r"(?P<seconder>[^\W\d_][^;:,\t]{1,60}?)(?P<slabel>\s+(?:to second|seconded))\s*[:.]?\Z",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    r"(?:amendments?\b(?!\s+to the)|gwelliant|gwelliannau|background\b|rationale\b|explanatory\b|explanation\b"
    r"|supporting (?:text|statement"
    r"|information|documents?)\b|notes? (?:to|for) (?:editors|members|delegates)\b"
    r"|(?:(?:this |the )?motion (?:was |is )?)?(?:passed|carried|agreed|defeated|fell"
    r"|adopted|remitted)(?: (?:\d+|unanimously|nem\.? con\.?|with|without|by|on|at)\b.*)?[.!]?\Z|word count\b"
    r"|\(?\d+ words\)?\.?\Z|contact\b"
    r"|submitted (?:by|to|on)\b|deadline\b|page \d+|for (?:further|more) information\b|cefndir\b|derbyniwyd\b"
    r"|cyflwynwyd\b|result\s*:"
    r"|votes?\s*(?:for|against)?\s*:|(?:in favour|for|against|abstentions?)\s*[:–-]\s*\d|applicability\s*:"
    r"|mover\s*:\s*\d|status\s*:|references?\Z|sources?\Z|notes?\s+on\b|cyswllt\b)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"(?::|\b(?:to|that|on|for|by))\s*\Z")
_LONGEST_NAME = 160


@dataclass(slots=True)
class Moved:
    """A motion while it is put together: the paragraphs of each item of its parts.

    ``printed`` is what stands before parts, items and names and is none of their words ("This branch notes:", "1.").
    ``first`` is the line at which it begins (None: it says none of the words of a motion).
    """

    items: dict[Part, list[list[Piece]]] = field(default_factory=lambda: {"notes": [], "believes": [], "resolves": []})
    mover: str | None = None
    seconder: str | None = None
    printed: list[str] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)
    back: list[int] = field(default_factory=list)
    first: int | None = None
    said: set[Part] = field(default_factory=set)

    @property
    def strong(self) -> int:
        """How many parts begin with words that only motions use."""
        return len(self.said)

    @property
    def parts(self) -> int:
        """How many of the three parts it has."""
        return sum(1 for items in self.items.values() if items)


def read_motion(page: Page, used: frozenset[int], edits: Edits) -> Moved:
    """The motion that a page holds; ``used`` lines are notes, marked in others by ``edits``."""
    lines = [at for at, line in enumerate(page.lines) if at not in used and not line.blank]
    starts = {
        at: 0 for at in lines if page.lines[at].shape == "line" and not page.lines[at].number and _begins(page, at)
    }
    return _Reader(pieces_of(page, lines, edits, starts)).read()


def ends_motion(text: str) -> bool:
    """Whether a line begins what stands after a motion: amendments, its background, how it was voted on."""
    return _AFTERWARDS.match(text) is not None


def says_who_moves(text: str) -> bool:
    """Whether a line says who moves or seconds a motion, and nothing else."""
    return _names(text) is not None


def _begins(page: Page, at: int) -> bool:
    """Whether a line begins something of its own, also when the one before it is left open."""
    text = page.lines[at].text
    return bool(labels_at(text)) or _names(text) is not None or bool(leads_in(text, None))


def _names(text: str) -> tuple[re.Match[str] | None, re.Match[str] | None] | None:
    """Who moves and who seconds, when that is all that a line says."""
    if len(text) > _LONGEST_NAME:
        return None
    both = _NAMES_FIRST.match(text)
    if both is not None:
        return both, both
    moved = _MOVED.match(text)
    seconded = _SECONDED.match(text[moved.end() :].lstrip(" ,;.\t").removeprefix("and ") if moved else text)
    if moved is None and seconded is None:
        return None
    if moved is not None and seconded is None and text[moved.end() :].strip(" ,;."):
        return None
    return moved, seconded


class _Reader:
    """Goes through the paragraphs of a motion from the first to the last."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.moved = Moved()
        self.part: Part = "notes"
        self.subject: str | None = None
        self.style = ""
        self.under = ""
        self.over = False
        self.waiting: Piece | None = None
        self.listed = False

    def read(self) -> Moved:
        """The motion; nothing of it when no paragraph begins a part."""
        for piece in self.pieces:
            self._take(piece)
        if self.moved.first is None:
            return Moved()
        return self.moved

    def _take(self, piece: Piece) -> None:
        text = piece.text.strip()
        if not self.over and self.moved.first is not None and (_AFTERWARDS.match(text) or is_date(text)):
            self.over = not (piece.kind in ("item", "lettered") and len(text) > 60)
        if self.over:
            self.moved.back += piece.lines
            self.moved.lines.update(piece.lines)
            return
        if piece.kind == "table":
            self._take_table(piece)
            return
        if self._take_names(piece, text):
            return
        cut = _label_end(piece)
        part = self.part if self.moved.first is not None else None
        leads = leads_in(piece.text[cut:], self.subject, part, listed=self.listed)
        if not leads and self._take_subject(piece):
            return
        if self.moved.first is None and not leads:
            self.waiting, self.subject, self.listed = None, None, False
            return
        if self.moved.first is None:
            self.moved.first = (self.waiting or piece).lines[0]
        if self.waiting is not None:
            self._print(self.waiting)
            self.waiting = None
        self.moved.lines.update(piece.lines)
        self._split(piece, cut, leads)
        if self.listed and leads:
            self.style = _style(piece, cut)
            self.listed = not leads[0].alone

    def _take_table(self, piece: Piece) -> None:
        """A table belongs to the item above it."""
        if self.moved.first is None:
            return
        items = self.moved.items[self.part]
        if items:
            items[-1].append(piece)
        else:
            items.append([piece])
        self.moved.lines.update(piece.lines)

    def _take_subject(self, piece: Piece) -> bool:
        """Whether a paragraph says only who speaks, over a list of what is noted, believed and resolved."""
        subject = subject_alone(piece.text)
        if subject is None:
            return False
        if self.moved.first is None:
            self.waiting = piece
        else:
            self._print(piece)
        self.subject, self.listed = subject, True
        return True

    def _print(self, piece: Piece) -> None:
        self.moved.printed.append(piece.text)
        self.moved.lines.update(piece.lines)

    def _take_names(self, piece: Piece, text: str) -> bool:
        found = _names(text)
        if found is None:
            return False
        mover, seconder = found
        if (mover and self.moved.mover) or (seconder and self.moved.seconder):
            return False
        if mover is not None:
            self.moved.mover = (mover["mover"] or "").strip(" .,") or None
        if seconder is not None:
            self.moved.seconder = (seconder["seconder"] or "").strip(" .,") or None
        names = [match[name] for match, name in ((mover, "mlabel"), (seconder, "slabel")) if match is not None]
        ends = mover.end("mlabel" if mover is seconder else 0) if mover else 0
        between = text[ends:] if mover and seconder else ""
        self.moved.printed += [*names, "and" if re.match(r"[\s,;.]*and\s", between) else ""]
        self.moved.lines.update(piece.lines)
        return True

    def _split(self, piece: Piece, cut: int, leads: list[Lead]) -> None:
        """Put what stands between the leads of a paragraph where it belongs."""
        bounds = [(cut + lead.start, lead) for lead in leads]
        before = bounds[0][0] if bounds else len(piece.text)
        opened = bool(bounds) and not any(map(str.isalnum, piece.text[cut:before]))
        if before > cut and not opened:
            self._add(piece, cut, cut, before)
        elif before:
            self.moved.printed.append(piece.text[:before])
        for n, (start, lead) in enumerate(bounds):
            stop = bounds[n + 1][0] if n + 1 < len(bounds) else len(piece.text)
            if lead.part != self.part or lead.alone:
                self.style = ""
            self.part, self.subject = lead.part, lead.subject or self.subject or ""
            self.moved.printed.append(piece.text[start : cut + lead.end])
            if lead.strong:
                self.moved.said.add(lead.part)
            if piece.text[cut + lead.end : stop].strip(" .;,"):
                self._add(piece, 0, cut + lead.end, stop, fresh=True)

    def _add(self, piece: Piece, label: int, start: int, stop: int, *, fresh: bool = False) -> None:
        """One item, or one more paragraph of the item before; ``fresh`` says that it is certainly an item."""
        items = self.moved.items[self.part]
        style = _style(piece, label)
        words = part_of(piece, start, stop)
        if fresh or not style:
            self.under = ""
        elif items and not self.style and not self.under and _OPEN.search(items[-1][-1].text):
            # What somebody is called on to do stands in a list below the words that say so.
            self.under = style
        below = self.under or (self.style if style != self.style else "")
        if items and below and not fresh:
            whole = part_of(piece, 0, stop) if label else words
            items[-1].append(whole)
            return
        if label:
            self.moved.printed.append(piece.text[:label])
        self.style = self.style or style
        words.kind, words.level = "text", 0
        items.append([words])


def _label_end(piece: Piece) -> int:
    """Where the words of a paragraph begin after the number or letter of an item."""
    label = next(iter(labels_at(piece.text)), None)
    if label is not None and (label.stop or label.style == "(1)"):
        return label.end
    lettered = LETTERED.match(piece.text) if piece.kind == "lettered" else None
    bullet = BULLET.match(piece.text) if piece.kind == "text" else None
    found = lettered or bullet
    return found.end() if found else 0


def _style(piece: Piece, label: int) -> str:
    """How an item is marked: "" for a running sentence."""
    if piece.kind == "item":
        return f"bullet {piece.level}"
    if not label:
        return ""
    mark = piece.text[:label].strip()
    return "1" if mark.strip("(). ").isdigit() else "a"
