"""Opens PDF files that nobody vouches for, and gives what stands on their pages: runs of words, rules, bookmarks."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from policyhub.readers.errors import Unreadable
from policyhub.readers.pdf_fonts import Face, face_of

MOST_BYTES = 50 * 1024 * 1024
MOST_PAGES = 2000
MOST_OBJECTS = 400_000
MOST_SIGNS = 12_000_000
_MOST_ON_A_PAGE = 60_000
_MOST_RULES = 4_000
_MOST_BOOKMARKS = 5_000
_DEEPEST = 12
_FURTHEST = 20_000.0
_THIN = 2.5

TOO_BIG = "This PDF is larger than 50 MB: save it again with smaller pictures, or split it, and try again."
TOO_LONG = "This PDF has more pages or words than a paper can have: split it, and try again."
LOCKED = "This PDF is protected by a password: save a copy without one, and upload that."
DAMAGED = "This PDF is damaged: make it again from the paper it came from, and upload that."


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look: ``left`` to ``top`` are points from the page's lower left, ``base`` is the line they stand on.

    ``upright`` is False for words that are turned against the page.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    base: float
    size: float
    face: Face
    red: bool = False
    link: str | None = None
    upright: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, or the edge of a box, from lower left to upper right."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def across(self) -> bool:
        """Whether it runs across the page, not up."""
        return self.right - self.left >= self.top - self.bottom


@dataclass(slots=True)
class Sheet:
    """What stands on one page, in the order in which it was put there; ``pictures`` is how many pictures."""

    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the file's own contents; ``level`` 1 is the outermost, ``page`` counts from 0."""

    title: str
    level: int
    page: int


@dataclass(slots=True)
class Opened:
    """A file that could be opened, with its language as it says it."""

    sheets: list[Sheet]
    bookmarks: list[Bookmark]
    lang: str


def open_pdf(data: bytes) -> Opened:
    """All pages of a PDF; raises Unreadable, with a sentence that says what to do, for what is none or too large."""
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_BIG)
    if b"%PDF-" not in data[:1024]:
        raise Unreadable(DAMAGED)
    with _document(data) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MOST_PAGES:
            raise Unreadable(TOO_LONG)
        if count < 1:
            raise Unreadable(DAMAGED)
        reading = _Reading(document)
        sheets = [sheet for at in range(count) if (sheet := reading.sheet(at)) is not None]
        if not sheets:
            raise Unreadable(DAMAGED)
        return Opened(sheets, _bookmarks(document), _language(document))


@contextmanager
def _document(data: bytes) -> Iterator[Any]:
    pdfium.FPDF_InitLibrary()
    buffer = ctypes.create_string_buffer(data, len(data))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise Unreadable(LOCKED if locked else DAMAGED)
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


class _Reading:
    """Reads page after page into the same few buffers, as asking for each object anew is what costs time."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.objects = 0
        self.signs = 0
        self.faces: dict[int, Face] = {}
        self.text = (ctypes.c_ushort * 4096)()
        self.matrix = pdfium.FS_MATRIX()
        self.edges = tuple(ctypes.c_float() for _ in range(4))
        self.colours = tuple(ctypes.c_uint() for _ in range(4))
        self.size = ctypes.c_float()

    def sheet(self, at: int) -> Sheet | None:
        """What stands on a page; None for one that is broken."""
        page = pdfium.FPDF_LoadPage(self.document, at)
        if not page:
            return None
        try:
            words = pdfium.FPDFText_LoadPage(page)
            try:
                return self._read(page, words) if words else None
            finally:
                pdfium.FPDFText_ClosePage(words)
        finally:
            pdfium.FPDF_ClosePage(page)

    def _read(self, page: Any, words: Any) -> Sheet:
        self.words = words
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        self.turn = _turn(page, width, height)
        sheet = Sheet(width, height)
        count = pdfium.FPDFPage_CountObjects(page)
        self._spend(count)
        for at in range(count):
            self._object(pdfium.FPDFPage_GetObject(page, at), sheet, _PLAIN, 0)
        _link(page, self.document, sheet, self.turn)
        return sheet

    def _spend(self, count: int) -> None:
        self.objects += count
        if self.objects > MOST_OBJECTS or count > _MOST_ON_A_PAGE or self.signs > MOST_SIGNS:
            raise Unreadable(TOO_LONG)

    def _object(self, thing: Any, sheet: Sheet, place: Matrix, depth: int) -> None:
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            self._words(thing, sheet, place)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            if len(sheet.rules) < _MOST_RULES:
                sheet.rules.extend(self._rules(thing, place))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            sheet.pictures += 1
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            count = pdfium.FPDFFormObj_CountObjects(thing)
            self._spend(max(count, 0))
            pdfium.FPDFPageObj_GetMatrix(thing, self.matrix)
            inner = _times(_matrix(self.matrix), place)
            for at in range(count):
                self._object(pdfium.FPDFFormObj_GetObject(thing, at), sheet, inner, depth + 1)

    def _words(self, thing: Any, sheet: Sheet, place: Matrix) -> None:
        text = self._text(thing)
        if not text or text.isspace():
            return
        self.signs += len(text)
        pdfium.FPDFPageObj_GetMatrix(thing, self.matrix)
        own = _matrix(self.matrix)
        if place is not _PLAIN:
            own = _times(own, place)
        pdfium.FPDFTextObj_GetFontSize(thing, self.size)
        box = self._box(thing, place)
        if self.turn is not None:
            own = _times(own, self.turn)
        a, b, c, d, _, base = own
        size = abs(self.size.value) * math.hypot(c, d)
        upright = abs(b) <= 0.2 * abs(a) and a > 0
        if not all(map(math.isfinite, (*own, *box, size))):
            box, size, base, upright = (0.0, 0.0, 0.0, 0.0), 1.0, 0.0, False
        pdfium.FPDFPageObj_GetFillColor(thing, *self.colours)
        font = pdfium.FPDFTextObj_GetFont(thing)
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        face = self.faces.get(key)
        if face is None:
            face = self.faces[key] = face_of(font)
        left, bottom, right, top = (min(max(edge, -_FURTHEST), _FURTHEST) for edge in box)
        base = min(max(base, -_FURTHEST), _FURTHEST)
        red, green, blue, _ = (colour.value for colour in self.colours)
        run = Run(text, left, right, bottom, top, base, min(max(size, 0.1), 1000.0), face, _is_red(red, green, blue),
                  None, upright)  # fmt: skip
        sheet.runs.append(run)

    def _text(self, thing: Any) -> str:
        size = len(self.text) * 2
        length = pdfium.FPDFTextObj_GetText(thing, self.words, self.text, size)
        if length > size:
            if length > 2 * MOST_SIGNS:
                raise Unreadable(TOO_LONG)
            self.text = (ctypes.c_ushort * (length // 2))()
            length = pdfium.FPDFTextObj_GetText(thing, self.words, self.text, length)
        return ctypes.string_at(self.text, max(length - 2, 0)).decode("utf-16-le", "replace")

    def _box(self, thing: Any, place: Matrix) -> Box:
        pdfium.FPDFPageObj_GetBounds(thing, *self.edges)
        left, bottom, right, top = (edge.value for edge in self.edges)
        box = (left, bottom, right, top)
        if place is not _PLAIN:
            box = _moved(box, place)
        return box if self.turn is None else _moved(box, self.turn)

    def _rules(self, thing: Any, place: Matrix) -> Iterator[Rule]:
        left, bottom, right, top = self._box(thing, place)
        if not all(map(math.isfinite, (left, bottom, right, top))):
            return
        wide, high = right - left, top - bottom
        if max(wide, high) < 4:
            return
        if min(wide, high) <= _THIN:
            yield Rule(left, bottom, right, top)
        elif 2 <= pdfium.FPDFPath_CountSegments(thing) <= 12 and _is_stroked(thing):
            yield Rule(left, bottom, right, bottom)
            yield Rule(left, top, right, top)
            yield Rule(left, bottom, left, top)
            yield Rule(right, bottom, right, top)


Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _matrix(m: Any) -> Matrix:
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First ``m``, then ``n``."""
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(box: Box, m: Matrix) -> Box:
    left, bottom, right, top = box
    a, b, c, d, e, f = m
    across = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    up = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return (min(across), min(up), max(across), max(up))


def _turn(page: Any, width: float, height: float) -> Matrix | None:
    """What brings the places of a page that is shown turned to where they are seen."""
    match pdfium.FPDFPage_GetRotation(page):
        case 1:
            return (0.0, -1.0, 1.0, 0.0, 0.0, height)
        case 2:
            return (-1.0, 0.0, 0.0, -1.0, width, height)
        case 3:
            return (0.0, 1.0, -1.0, 0.0, width, 0.0)
        case _:
            return None


def _is_stroked(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), pdfium.FPDF_BOOL()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(stroke.value)


def _is_red(red: int, green: int, blue: int) -> bool:
    """Whether people would call a colour red: neither orange nor pink nor purple nor brown."""
    return red >= 130 and max(green, blue) <= 0.45 * red and abs(green - blue) <= 0.25 * red


def _link(page: Any, document: Any, sheet: Sheet, turn: Matrix | None) -> None:
    """Give runs the web or mail address that a click on them would open."""
    start, found, box = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    areas: list[tuple[Box, str]] = []
    while len(areas) < 500 and pdfium.FPDFLink_Enumerate(page, start, found):
        address = _address(document, found)
        if address and pdfium.FPDFLink_GetAnnotRect(found, box):
            area = (min(box.left, box.right), min(box.bottom, box.top), max(box.left, box.right),
                    max(box.bottom, box.top))  # fmt: skip
            areas.append((area if turn is None else _moved(area, turn), address))
    for area, address in areas:
        left, bottom, right, top = area
        for at, run in enumerate(sheet.runs):
            inside = run.left >= left - 2 and run.right <= right + 2
            if inside and bottom - 2 <= run.base + run.size * 0.3 <= top + 2:
                sheet.runs[at] = Run(run.text, run.left, run.right, run.bottom, run.top, run.base, run.size, run.face,
                                     run.red, address, run.upright)  # fmt: skip


def _address(document: Any, link: Any) -> str | None:
    action = pdfium.FPDFLink_GetAction(link)
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return None
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 8 < length <= 2001:
        return None
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    address = buffer.value.decode("utf-8", "replace")
    return address if address.lower().startswith(("http://", "https://", "mailto:")) else None


def _bookmarks(document: Any) -> list[Bookmark]:
    """The bookmarks in order; those that run in a circle are followed once."""
    found: list[Bookmark] = []
    seen: set[int] = set()
    waiting = [(pdfium.FPDFBookmark_GetFirstChild(document, None), 1)]
    while waiting and len(found) < _MOST_BOOKMARKS:
        mark, level = waiting.pop()
        key = ctypes.cast(mark, ctypes.c_void_p).value
        if not key or key in seen:
            continue
        seen.add(key)
        target = pdfium.FPDFBookmark_GetDest(document, mark)
        page = pdfium.FPDFDest_GetDestPageIndex(document, target) if target else -1
        found.append(Bookmark(_wide(pdfium.FPDFBookmark_GetTitle, mark), level, page))
        waiting.append((pdfium.FPDFBookmark_GetNextSibling(document, mark), level))
        if level < _DEEPEST:
            waiting.append((pdfium.FPDFBookmark_GetFirstChild(document, mark), level + 1))
    return found


def _language(document: Any) -> str:
    return _wide(pdfium.FPDFCatalog_GetLanguage, document)


def _wide(ask: Any, thing: Any) -> str:
    """A string that has to be asked for twice: how long it is, and what."""
    length = ask(thing, None, 0)
    if not 2 < length <= 4096:
        return ""
    buffer = ctypes.create_string_buffer(length + 2)
    ask(thing, ctypes.cast(buffer, ask.argtypes[1]), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")
